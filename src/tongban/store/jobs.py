"""作业 — what is done after a commit: documents, messages, exchange; at least once, by kind.

A kind's body is registered by whoever wires the platform. It may be called again for a job whose
worker was killed, also after it did its work: it must find out for itself (`RecordDocument` of the
same document is such a finding).
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from procrastinate import App, RetryStrategy, exceptions

from tongban.store.connections import Connections, Database, DjangoConnections
from tongban.store.queue import QUEUE, TASK

logger = logging.getLogger("tongban.jobs")

#: What a job does: the case it belongs to and its arguments.
Body = Callable[[str, Mapping[str, str]], None]

MOST_ATTEMPTS = 12
_HEARTBEAT_SECONDS = 2.0
_STALLED_SECONDS = 10.0

_JOB = b"SELECT kind, arguments::text, state, attempts FROM case_job WHERE case_id = %s AND job_id = %s"
_DONE = (
    b"UPDATE case_job SET state = 'done', attempts = attempts + 1, fault = ''"
    b" WHERE case_id = %s AND job_id = %s AND state <> 'done'"
)
_FAULT = (
    b"UPDATE case_job SET attempts = attempts + 1, fault = %s,"
    b" state = CASE WHEN attempts + 1 >= %s THEN 'failed' ELSE state END"
    b" WHERE case_id = %s AND job_id = %s AND state <> 'done'"
)
_AGAIN = b"UPDATE case_job SET state = 'new', attempts = 0 WHERE state = 'failed'"

_bodies: dict[str, Body] = {}


class UnknownKind(Exception):
    """A job of a kind that this process has no body for; it stays owed."""


@dataclass(frozen=True, slots=True)
class Owed:
    """欠办作业 — a job as its case wrote it."""

    kind: str
    arguments: Mapping[str, str]
    state: str
    attempts: int


def register(kind: str, body: Body) -> None:
    """Name the body of a kind of job, such as `issue_document`; said again, the later one counts."""
    _bodies[kind] = body


class Jobs:
    """作业簿 — does a job of a case once, and writes down how it went."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def do(self, case_id: str, job_id: str) -> bool:
        """Do the job unless it is done; whether anything was done.

        Raises:
            UnknownKind: nobody registered its kind.
            Exception: what its body raised, after it was written down.
        """
        owed = self.owed(case_id, job_id)
        if owed is None or owed.state == "done":
            return False
        try:
            if owed.kind not in _bodies:
                raise UnknownKind(owed.kind)
            _bodies[owed.kind](case_id, owed.arguments)
        except Exception as fault:
            # The name of the fault only: its text may hold what belongs to a person.
            logger.error("job %s failed: %s", job_id, type(fault).__name__)
            self._write(_FAULT, [type(fault).__name__, MOST_ATTEMPTS, case_id, job_id])
            raise
        self._write(_DONE, [case_id, job_id])
        return True

    def owed(self, case_id: str, job_id: str) -> Owed | None:
        """The job as it stands, or None if no command wrote it."""
        row = self._database.run(
            lambda c: psycopg.Cursor(c).execute(_JOB, [case_id, job_id], prepare=True).fetchone()
        )
        return Owed(row[0], json.loads(row[1]), row[2], row[3]) if row else None

    def try_failed_again(self) -> int:
        """Owe every job anew that was given up, once its cause is mended; how many."""
        return self._write(_AGAIN, [])

    def _write(self, query: bytes, values: list[Any]) -> int:
        return self._database.run(lambda c: psycopg.Cursor(c).execute(query, values).rowcount)


def run_worker(concurrency: int = 2) -> None:
    """Do jobs until asked to stop (SIGINT, SIGTERM); needs Django set up and bodies registered."""
    from procrastinate.contrib.django import app  # noqa: PLC0415  (needs the app registry)

    asyncio.run(_work(app, concurrency))


async def _work(app: App, concurrency: int) -> None:
    jobs = Jobs()
    retry = RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=2)
    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    worker.task(name=TASK, queue=QUEUE, retry=retry)(jobs.do)
    async with worker.open_async():
        rescue = asyncio.create_task(_rescue(worker))
        await worker.run_worker_async(
            queues=[QUEUE],
            concurrency=concurrency,
            delete_jobs="successful",
            update_heartbeat_interval=_HEARTBEAT_SECONDS,
            stalled_worker_timeout=_STALLED_SECONDS,
        )
        rescue.cancel()


async def _rescue(worker: App) -> None:
    """Give the jobs of killed workers back to the queue."""
    manager = worker.job_manager
    while True:
        for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=_STALLED_SECONDS):
            with contextlib.suppress(exceptions.ConnectorException):  # another worker was first
                await manager.retry_job(job)
        await asyncio.sleep(_HEARTBEAT_SECONDS)
