"""队列 — hands committed jobs to procrastinate, at least once each.

`case_job` says what is owed; the queue only says who does it next. What a queue forgot, or a killed
worker was doing, is handed over again; a job done twice is done once, by its id.
"""

import psycopg
from procrastinate import SyncPsycopgConnector, exceptions, jobs, manager

from tongban.store.connections import Connection

QUEUE = "case_jobs"
TASK = "do_case_job"

_LOCK = 0x746F6E67_62616E02
_NEW = b"SELECT case_id::text, job_id FROM case_job WHERE state = 'new' ORDER BY case_id, job_id LIMIT %s"
_QUEUED = b"UPDATE case_job SET state = 'queued' WHERE case_id = %s AND job_id = %s AND state = 'new'"
_FORGOTTEN = (
    b"UPDATE case_job j SET state = 'new' WHERE j.state = 'queued' AND NOT EXISTS ("
    b"SELECT 1 FROM procrastinate_jobs q WHERE q.lock = j.job_id AND q.status IN ('todo', 'doing'))"
)


def hand_over(connection: Connection, batch: int) -> int:
    """Move new jobs into the queue, one transaction; how many."""
    with connection.transaction():
        cursor = psycopg.Cursor(connection)
        cursor.execute(b"SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        new = cursor.execute(_NEW, [batch]).fetchall()
        # Opens nothing of its own: each call is given our connection, and so is part of our transaction.
        queue = manager.JobManager(SyncPsycopgConnector())
        for case_id, job_id in new:
            _defer(connection, queue, case_id, job_id)
            cursor.execute(_QUEUED, [case_id, job_id])
        return len(new)


def hand_over_forgotten(connection: Connection) -> int:
    """Call every job new again that is owed and that the queue does not have; how many."""
    with connection.transaction():
        cursor = psycopg.Cursor(connection)
        cursor.execute(b"SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        return cursor.execute(_FORGOTTEN).rowcount


def _defer(connection: Connection, queue: manager.JobManager, case_id: str, job_id: str) -> None:
    job = jobs.Job(
        id=None,
        queue=QUEUE,
        lock=job_id,
        queueing_lock=job_id,
        task_name=TASK,
        task_kwargs={"case_id": case_id, "job_id": job_id},
    )
    try:
        with connection.transaction():
            queue.defer_job(job, connection=connection)
    except exceptions.AlreadyEnqueued:
        pass  # it waits in the queue already
