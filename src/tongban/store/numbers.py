"""取号 — serials in blocks: one short transaction leases a block, the rest comes from memory.

Unique for ever, not gapless: what a killed process had not used is never given out again.
"""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import psycopg

from tongban.handling.number_ports import NumberState, ReservedBlock, ReservedNumber
from tongban.store.connections import Connection, Connections, Database, DjangoConnections

BLOCK = 50

_LEASE = (
    b"INSERT INTO number_block (series, next) VALUES (%s, %s)"
    b" ON CONFLICT (series) DO UPDATE SET next = number_block.next + excluded.next - 1 RETURNING next"
)
_VOID = (
    b'INSERT INTO void_number (series, serial, why, "by", at) VALUES (%s, %s, %s, %s, %s)'
    b" ON CONFLICT DO NOTHING"
)
_WHY = b"SELECT why FROM void_number WHERE series = %s AND serial = %s"
_BLOCK = b'INSERT INTO reserved_block (division, first, last, post, "by", at) VALUES (%s, %s, %s, %s, %s, %s)'
_BLOCK_WITH = (
    b'SELECT division, first, last, post, "by", at FROM reserved_block'
    b" WHERE division = %s AND first <= %s AND last >= %s"
)
#: Everything that decides about a number of a block waits for whoever does so already.
_LOCK = _BLOCK_WITH + b" FOR UPDATE"
_CLAIM = (
    b"INSERT INTO reserved_number (division, serial, case_id, at) VALUES (%s, %s, %s, %s)"
    b" ON CONFLICT DO NOTHING"
)
_CLAIMED = b"SELECT case_id::text, at FROM reserved_number WHERE division = %s AND serial = %s"
_CASE = b"SELECT 1 FROM case_state WHERE case_id = %s"
_TAKE_OVER = b"UPDATE reserved_number SET case_id = %s, at = %s WHERE division = %s AND serial = %s"
_RELEASE = b"DELETE FROM reserved_number WHERE division = %s AND serial = %s"

#: How long a form may lie between its number and its case before somebody else may use the number.
_ABANDONED = timedelta(minutes=15)


class PgNumbers:
    """取号器 (PostgreSQL) — implements `handling.ports.Numbers`."""

    def __init__(self, source: Connections | None = None, block: int = BLOCK) -> None:
        """Take the source of connections and how many serials to lease at a time."""
        self._database = Database(source or DjangoConnections())
        self._block = block
        self._left: dict[str, Iterator[int]] = {}
        self._lock = threading.Lock()

    def lease(self, series: str) -> int:
        """The next serial of a series, counted from 1."""
        with self._lock:
            serial = next(self._left.get(series, iter(())), None)
            if serial is None:
                self._left[series] = self._lease_block(series)
                serial = next(self._left[series])
            return serial

    def void(self, series: str, serial: int, why: str, *, by: str, at: datetime) -> bool:
        """Put a serial into the register of voids; said twice, it stays as it was first said."""
        kind, _, division = series.partition(":")

        def work(connection: Connection) -> bool:
            with connection.transaction():
                cursor = psycopg.Cursor(connection)
                if kind == "reserved":
                    cursor.execute(_LOCK, [division, serial, serial])
                    if _claimed(cursor, division, serial, at):
                        return False
                    cursor.execute(_RELEASE, [division, serial])
                cursor.execute(_VOID, [series, serial, why, by, at])
                return True

        return self._database.run(work)

    def reserve(self, division: str, size: int, post: str, by: str, at: datetime) -> ReservedBlock:
        """Take the division's next serials out for a post; both rows or neither."""

        def work(connection: Connection) -> ReservedBlock:
            with connection.transaction():
                cursor = psycopg.Cursor(connection)
                found = cursor.execute(_LEASE, [f"reserved:{division}", size + 1]).fetchone()
                assert found is not None  # an upsert without WHERE returns its row
                block = ReservedBlock(division, found[0] - size, found[0] - 1, post, by, at)
                cursor.execute(_BLOCK, [division, block.first, block.last, post, by, at])
                return block

        return self._database.run(work)

    def block_with(self, division: str, serial: int) -> ReservedBlock | None:
        """The block a serial was reserved in."""
        found = self._database.run(
            lambda c: psycopg.Cursor(c).execute(_BLOCK_WITH, [division, serial, serial]).fetchone()
        )
        return ReservedBlock(*found) if found else None

    def claim(self, division: str, serial: int, case_id: str, at: datetime) -> ReservedNumber:
        """Give a reserved serial to a case; a retry of the same case is answered the same."""

        def work(connection: Connection) -> ReservedNumber:
            with connection.transaction():
                cursor = psycopg.Cursor(connection)
                cursor.execute(_LOCK, [division, serial, serial])
                void = cursor.execute(_WHY, [f"reserved:{division}", serial]).fetchone()
                if void is not None:
                    return ReservedNumber(NumberState.VOID, why=void[0])
                holder = _claimed(cursor, division, serial, at)
                if not holder:
                    cursor.execute(_CLAIM, [division, serial, case_id, at])
                    cursor.execute(_TAKE_OVER, [case_id, at, division, serial])
                return ReservedNumber(NumberState.USED, holder or case_id)

        return self._database.run(work)

    def _lease_block(self, series: str) -> Iterator[int]:
        # The first lease sets `next` behind the block; each later one moves it on by a block.
        found = self._database.run(
            lambda c: psycopg.Cursor(c).execute(_LEASE, [series, self._block + 1]).fetchone()
        )
        assert found is not None  # an upsert without WHERE returns its row
        return iter(range(found[0] - self._block, found[0]))


def _claimed(cursor: "psycopg.Cursor[Any]", division: str, serial: int, at: datetime) -> str:
    """The case that has a serial; empty where none has, or where a form was begun and left."""
    found = cursor.execute(_CLAIMED, [division, serial]).fetchone()
    if found is None:
        return ""
    case_id, claimed_at = found
    if cursor.execute(_CASE, [case_id]).fetchone() is None and claimed_at < at - _ABANDONED:
        return ""
    return str(case_id)
