"""取号 — serials in blocks: one short transaction leases a block, the rest comes from memory.

Unique for ever, not gapless: what a killed process had not used is never given out again.
"""

import threading
from collections.abc import Iterator

import psycopg

from tongban.store.connections import Connections, Database, DjangoConnections

BLOCK = 50

_LEASE = (
    b"INSERT INTO number_block (series, next) VALUES (%s, %s)"
    b" ON CONFLICT (series) DO UPDATE SET next = number_block.next + excluded.next - 1 RETURNING next"
)
_VOID = b"INSERT INTO void_number (series, serial, why) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"


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

    def void(self, series: str, serial: int, why: str) -> None:
        """Put a serial into the register of voids; said twice, it stays as it was first said."""
        self._database.run(lambda c: psycopg.Cursor(c).execute(_VOID, [series, serial, why]))

    def _lease_block(self, series: str) -> Iterator[int]:
        # The first lease sets `next` behind the block; each later one moves it on by a block.
        found = self._database.run(
            lambda c: psycopg.Cursor(c).execute(_LEASE, [series, self._block + 1]).fetchone()
        )
        assert found is not None  # an upsert without WHERE returns its row
        return iter(range(found[0] - self._block, found[0]))
