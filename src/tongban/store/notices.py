"""放假通知库 — notices an operator added while cases run, and how far the clocks were counted by them.

Both tables are only ever added to; the database itself keeps the application from anything else.
"""

import json
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import errors

from tongban.handling.notice_ports import Count, NoticeVersion
from tongban.store.connections import Connection, Connections, Database, DjangoConnections, InsideATransaction

_LATEST = b"SELECT COALESCE(max(version), 0) FROM calendar_notice"
_VERSIONS = (
    b"SELECT version, region, year, content, digest, source, added_by, added_at FROM calendar_notice"
    b" ORDER BY version"
)
_ADD = (
    b"INSERT INTO calendar_notice (version, region, year, content, digest, source, added_by, added_at)"
    b" VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_COUNTED = (
    b"SELECT number, notices, calendars, finished_at, cases, moved, signals FROM calendar_count"
    b" ORDER BY number DESC LIMIT 1"
)
_RECORD = (
    b"INSERT INTO calendar_count (number, notices, calendars, finished_at, cases, moved, signals)"
    b" VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)


class PgNotices:
    """放假通知库 (PostgreSQL) — implements `handling.notice_ports.CalendarNotices`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def latest(self) -> int | None:
        """The newest version; None within a transaction of somebody else's, which is not ours to use."""
        try:
            return int(self._rows(_LATEST)[0][0])
        except InsideATransaction:
            return None

    def versions(self) -> tuple[NoticeVersion, ...]:
        """All of them, in the order they came."""
        return tuple(
            NoticeVersion(version, region, year, content, digest, source, added_by, at.astimezone(UTC))
            for version, region, year, content, digest, source, added_by, at in self._rows(_VERSIONS)
        )

    def add(
        self, region: str, year: int, content: bytes, digest: str, source: str, added_by: str, at: datetime
    ) -> NoticeVersion:
        """Keep one more; where two are added at once, one after the other."""
        while True:
            version = int(self._rows(_LATEST)[0][0]) + 1
            values = [version, region, year, content, digest, source, added_by, at]
            try:
                self._write(_ADD, values)
            except errors.UniqueViolation:
                continue
            return NoticeVersion(version, region, year, content, digest, source, added_by, at)

    def counted(self) -> Count | None:
        """The last count."""
        found = self._rows(_COUNTED)
        if not found:
            return None
        number, notices, calendars, finished_at, *how = found[0]
        return Count(number, notices, json.loads(calendars), finished_at.astimezone(UTC), *how)

    def record(self, count: Count) -> None:
        """Keep the count, the first of its number."""
        calendars = json.dumps(dict(count.calendars), sort_keys=True)
        values = [count.number, count.notices, calendars, count.finished_at, count.cases, count.moved]
        values.append(count.signals)
        self._write(_RECORD, values)

    def _rows(self, query: bytes) -> list[tuple[Any, ...]]:
        return self._database.run(lambda c: psycopg.Cursor(c).execute(query).fetchall())

    def _write(self, query: bytes, values: list[object]) -> None:
        def run(connection: Connection) -> None:
            psycopg.Cursor(connection).execute(query, values)

        self._database.run(run)
