"""事件流 — committed events in one order without gaps, for everybody who follows them.

One relay per deployment numbers what has been committed. Numbering happens after the commit and
under a lock, so a transaction that commits late gets a later number: nobody who has read up to `n`
ever misses one below it.
"""

from dataclasses import dataclass
from typing import Any

import psycopg

from tongban.handling.codec import Record
from tongban.store.connections import Connection, Connections, Database, DjangoConnections
from tongban.store.queue import hand_over, hand_over_forgotten

#: Names the relay's lock among the advisory locks of the database.
RELAY_LOCK = 0x746F6E67_62616E01

_UNFED = b"SELECT case_id, seq FROM case_outbox WHERE NOT fed ORDER BY case_id, seq LIMIT %s"
_LAST = b"SELECT COALESCE(max(n), 0) FROM feed"
_ENTRIES = (
    b"SELECT f.n, e.case_id::text, e.seq, e.type, e.schema, e.body, e.digest, e.algorithm"
    b" FROM feed f JOIN case_event e ON e.case_id = f.case_id AND e.seq = f.seq"
    b" WHERE f.n > %s ORDER BY f.n LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """流中一条 — an event's record with its place in the feed."""

    n: int
    record: Record


@dataclass(frozen=True, slots=True)
class Relayed:
    """转递结果 — how many events were numbered and how many jobs handed to the queue."""

    events: int
    jobs: int


class CountsDisagree(Exception):
    """Rows numbered and rows marked differ: somebody else touched the outbox; nothing was kept."""


class Feed:
    """事件流 — numbers committed events and hands over jobs (`relay`); reads in order (`subscribe`)."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def subscribe(self, after: int = 0, limit: int = 1000) -> list[Entry]:
        """The entries later than `after`, in order, without gaps."""
        rows = self._database.run(
            lambda c: psycopg.Cursor(c).execute(_ENTRIES, [after, limit], prepare=True).fetchall()
        )
        return [Entry(n, Record(*record)) for n, *record in rows]

    def relay(self, batch: int = 1000) -> Relayed:
        """Number a batch of committed events, then hand a batch of jobs to the queue.

        Raises:
            CountsDisagree: the outbox changed under the relay's lock; nothing was kept.
        """
        events = self._database.run(lambda connection: _number(connection, batch))
        jobs = self._database.run(lambda connection: hand_over(connection, batch))
        return Relayed(events, jobs)

    def look_for_forgotten(self) -> int:
        """Call jobs new again that are owed and that the queue does not have; how many."""
        return self._database.run(hand_over_forgotten)


def _number(connection: Connection, batch: int) -> int:
    with connection.transaction():
        cursor = psycopg.Cursor(connection)
        # The lock is a statement of its own: what follows sees all that its last holder committed.
        cursor.execute(b"SELECT pg_advisory_xact_lock(%s)", [RELAY_LOCK])
        unfed = cursor.execute(_UNFED, [batch]).fetchall()
        if not unfed:
            return 0
        counted = cursor.execute(_LAST).fetchone()
        last = counted[0] if counted else 0
        entries = [(last + place, *row) for place, row in enumerate(unfed, start=1)]
        numbered = _insert(cursor, entries)
        marked = _mark(cursor, unfed)
        if not numbered == marked == len(unfed):
            raise CountsDisagree(f"{len(unfed)} unfed, {numbered} numbered, {marked} marked")
        return numbered


def _insert(cursor: psycopg.Cursor[Any], entries: list[tuple[Any, ...]]) -> int:
    rows = ", ".join(["(%s, %s, %s)"] * len(entries))
    values = [value for entry in entries for value in entry]
    cursor.execute(f"INSERT INTO feed (n, case_id, seq) VALUES {rows}".encode(), values)  # noqa: S608
    return cursor.rowcount


def _mark(cursor: psycopg.Cursor[Any], unfed: list[tuple[Any, ...]]) -> int:
    rows = ", ".join(["(%s::uuid, %s::integer)"] * len(unfed))
    values = [value for row in unfed for value in row]
    cursor.execute(
        f"UPDATE case_outbox o SET fed = true FROM (VALUES {rows}) AS v (case_id, seq)"  # noqa: S608
        " WHERE o.case_id = v.case_id AND o.seq = v.seq AND NOT o.fed".encode(),
        values,
    )
    return cursor.rowcount
