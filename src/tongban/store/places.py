"""名额簿 — how a quota stands, from the rows of its cases, and the places held of it.

A place is held in a short transaction of its own that locks the pool, before the command that grants it: two
callers see each other's, whichever process they are in, and nothing is locked while a command is decided. Who
is killed in between has held a place for a case whose turn it was.
"""

from datetime import UTC, datetime
from typing import Any

import psycopg

from tongban.handling.place_ports import ABANDONED, Pool, Queue, Standing
from tongban.kernel import Status
from tongban.kernel.case.commands import Outcome
from tongban.kernel.clock import ClockKind
from tongban.store.connections import Connection, Connections, Database, DjangoConnections

_OPEN = b"INSERT INTO quota_pool (pool) VALUES (%s) ON CONFLICT DO NOTHING"
_LOCK = b"SELECT 1 FROM quota_pool WHERE pool = %s FOR UPDATE"
_HELD = b"SELECT case_id::text FROM quota_place WHERE pool = %s"
_HOLD = b"INSERT INTO quota_place (pool, case_id, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
# What was decided against, withdrawn or ended stands in no queue; a licence that ended frees its place, where
# the quota is of licences in force.
_STANDINGS = (
    b"SELECT s.accepted_on, c.started_at, s.case_id::text, s.outcome = %(granted)s FROM case_state s"
    b" JOIN case_clock c ON c.case_id = s.case_id AND c.clock_id = %(clock)s"
    b" WHERE s.item = %(item)s AND s.division = %(division)s"
    b" AND s.accepted_on BETWEEN %(first)s AND %(last)s"
    b" AND (s.status = %(accepted)s OR s.outcome = %(granted)s AND (%(by_year)s OR s.licence_ended = ''))"
)
_CLAIMS = b"SELECT case_id::text, at FROM quota_place WHERE pool = %s ORDER BY at, case_id"
_STATUSES = b"SELECT case_id::text, status FROM case_state WHERE case_id = ANY(%s::uuid[])"
_RUNNING = (Status.RECEIVED.value, Status.ACCEPTED.value)
_LATEST = datetime.max.replace(tzinfo=UTC)


class PgPlaces:
    """名额簿 (PostgreSQL) — implements `handling.place_ports.Places`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def queue(self, pool: Pool) -> Queue:
        """The pool as it stands, in two queries."""
        return self._database.run(lambda connection: Queue.of(pool, _standings(connection, pool)))

    def hold(self, pool: Pool, case_id: str, at: datetime) -> Queue:
        """Hold a place if there is one; whoever comes meanwhile waits, and sees it held."""

        def work(connection: Connection) -> Queue:
            psycopg.Cursor(connection).execute(_OPEN, [pool.key])
            with connection.transaction():
                cursor = psycopg.Cursor(connection)
                cursor.execute(_LOCK, [pool.key])
                queue = Queue.of(pool, _standings(connection, pool))
                if queue.suffices_for(case_id):
                    cursor.execute(_HOLD, [pool.key, case_id, at])
                return queue

        return self._database.run(work)

    def claim(self, key: str, case_id: str, at: datetime) -> str:
        """Take it, unless another open case has it; whoever comes meanwhile waits."""

        def work(connection: Connection) -> str:
            psycopg.Cursor(connection).execute(_OPEN, [key])
            with connection.transaction():
                cursor = psycopg.Cursor(connection)
                cursor.execute(_LOCK, [key])
                for other, since, status in _claims(cursor, key):
                    unmade = status is None and at - since < ABANDONED
                    if other != case_id and (unmade or status in _RUNNING):
                        return other
                cursor.execute(_HOLD, [key, case_id, at])
                return ""

        return self._database.run(work)

    def claimed_by(self, key: str) -> str:
        """The open case that has it."""
        found = self._database.run(lambda connection: _claims(psycopg.Cursor(connection), key))
        return next((case_id for case_id, _since, status in found if status in _RUNNING), "")


def _claims(cursor: psycopg.Cursor[Any], key: str) -> list[tuple[str, datetime, str | None]]:
    """Who claimed it, since when, and the status of each case; in two queries, for tables of two kinds."""
    claims = cursor.execute(_CLAIMS, [key]).fetchall()
    ids = [case_id for case_id, _since in claims]
    states = dict(cursor.execute(_STATUSES, [ids]).fetchall()) if ids else {}
    return [(case_id, since, states.get(case_id)) for case_id, since in claims]


def _standings(connection: Connection, pool: Pool) -> list[Standing]:
    cursor = psycopg.Cursor(connection)
    # A place that is held once stays so: read before the cases, none of them is missed.
    holds = {case_id for (case_id,) in cursor.execute(_HELD, [pool.key]).fetchall()}
    values = {
        "item": pool.item,
        "division": pool.division,
        "first": pool.first_day,
        "last": pool.last_day,
        "by_year": bool(pool.year),
        "clock": ClockKind.STATUTORY.value,
        "accepted": Status.ACCEPTED.value,
        "granted": Outcome.GRANTED.value,
    }
    rows = cursor.execute(_STANDINGS, values).fetchall()
    return [
        Standing(on, at.astimezone(UTC) if at else _LATEST, case_id, granted, case_id in holds)
        for on, at, case_id, granted in rows
    ]
