"""一件事库 — life events on PostgreSQL, and how far the feed of cases has been followed.

Far fewer commands than cases have, and no clocks: one transaction, table by table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import psycopg
from psycopg import errors
from psycopg.types.json import Jsonb

from tongban.handling.codec import Record
from tongban.handling.life_event.ports import FeedEntry, LifeEventRow, LifeEventWrite, MemberRow
from tongban.handling.ports import Answered, Conflict, History
from tongban.handling.texts import UnusableId, name_of
from tongban.store.cases import is_id
from tongban.store.connections import Connection, Connections, Database, DjangoConnections
from tongban.store.feed import Feed
from tongban.store.rows import MESSAGE, Table, write_values

_ROW = tuple(f.name for f in fields(LifeEventRow))
_MEMBER = tuple(f.name for f in fields(MemberRow))
_CHANGING = tuple(name for name in _ROW if name not in ("life_event_id", "version"))

_STATE = Table("life_event_state", ("life_event_id", "version", "head", "changed_at", *_CHANGING))
_EVENT = Table("life_event_event", ("life_event_id", "seq", "type", "schema", "body", "digest", "algorithm"))
_COMMAND = Table(
    "life_event_command", ("life_event_id", "command_id", "digest", "first_seq", "last_seq", "at")
)
_MEMBERS = Table("life_event_member", ("life_event_id", "member", *_MEMBER[2:]), keys=2)
_VALUE = Table(
    "life_event_value",
    ("life_event_id", "ref", "subject", "purpose", "wrapped_key", "ciphertext", "digest"),
)

_NEXT = (
    "UPDATE life_event_state SET version = %s, head = %s, changed_at = %s, "  # noqa: S608  (our own names)
    + ", ".join(f"{name} = %s" for name in _CHANGING)
    + " WHERE life_event_id = %s AND version = %s"
)
_HISTORY = (
    "SELECT s.version, s.head, e.seq, e.type, e.schema, e.body, e.digest, e.algorithm"
    " FROM life_event_state s JOIN life_event_event e ON e.life_event_id = s.life_event_id"
    " WHERE s.life_event_id = %s ORDER BY e.seq"
)
_ANSWERED = (
    "SELECT digest, first_seq, last_seq FROM life_event_command WHERE life_event_id = %s AND command_id = %s"
)
_ROWS = f"SELECT life_event_id::text, {', '.join(_ROW[1:])} FROM life_event_state"  # noqa: S608
_OF_MEMBERS = (
    "SELECT life_event_id::text, member, place, item, authority, case_id::text, state, delivered"
    " FROM life_event_member WHERE {} ORDER BY life_event_member.life_event_id, place"
)
_OWING = (
    "SELECT life_event_id::text FROM life_event_state WHERE owing AND {}"
    " ORDER BY life_event_state.life_event_id LIMIT %s"
)
_IDS = (
    "SELECT life_event_id::text FROM life_event_state WHERE {}"
    " ORDER BY life_event_state.life_event_id LIMIT %s"
)
_FOLLOWED = "SELECT n FROM feed_follower WHERE name = %s"
_FOLLOW = (
    "INSERT INTO feed_follower (name, n) VALUES (%s, %s)"
    " ON CONFLICT (name) DO UPDATE SET n = GREATEST(feed_follower.n, excluded.n)"
)


class PgLifeEvents:
    """一件事库 (PostgreSQL) — implements `handling.life_event.ports.LifeEventStore`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def load(self, life_event_id: str) -> History | None:
        """The whole history, in one query."""
        if not is_id(life_event_id):
            return None
        found = self._rows(_HISTORY, [life_event_id])
        if not found:
            return None
        version, head = found[0][:2]
        return History(life_event_id, version, head, tuple(Record(life_event_id, *row[2:]) for row in found))

    def answered(self, life_event_id: str, command_id: str) -> Answered | None:
        """What the command with this id was answered."""
        if not is_id(life_event_id):
            return None
        found = self._rows(_ANSWERED, [life_event_id, command_id])
        return Answered(*found[0]) if found else None

    def row(self, life_event_id: str) -> LifeEventRow | None:
        """The state row."""
        return self.rows([life_event_id]).get(life_event_id)

    def rows(self, life_event_ids: Sequence[str]) -> Mapping[str, LifeEventRow]:
        """The state rows of several, in one query."""
        ids = list(filter(is_id, life_event_ids))
        if not ids:
            return {}
        found = self._rows(f"{_ROWS} WHERE life_event_id = ANY(%s::uuid[])", [ids])
        return {row[0]: LifeEventRow(*row) for row in found}

    def members(self, life_event_ids: Sequence[str]) -> list[MemberRow]:
        """The members of life events, in one query."""
        ids = list(filter(is_id, life_event_ids))
        return self._members("life_event_id = ANY(%s::uuid[])", ids) if ids else []

    def of_cases(self, case_ids: Sequence[str]) -> list[MemberRow]:
        """The members that these cases are, in one query."""
        ids = list(filter(is_id, case_ids))
        return self._members("case_id = ANY(%s::uuid[])", ids) if ids else []

    def of_applicant(self, applicant: str, limit: int = 20) -> list[LifeEventRow]:
        """What somebody applied for, the latest first."""
        query = f"{_ROWS} WHERE applicant = %s ORDER BY life_event_state.life_event_id DESC LIMIT %s"
        return [LifeEventRow(*row) for row in self._rows(query, [applicant, limit])]

    def with_number(self, number: str) -> LifeEventRow | None:
        """The life event a number names."""
        query = f"{_ROWS} WHERE number = %s ORDER BY life_event_state.life_event_id LIMIT 1"
        found = self._rows(query, [number])
        return LifeEventRow(*found[0]) if found else None

    def owing(self, after: str = "", limit: int = 100) -> list[str]:
        """Those of which something is still to be asked."""
        return self._walk(_OWING, after, limit)

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order."""
        return self._walk(_IDS, after, limit)

    def _walk(self, query: str, after: str, limit: int) -> list[str]:
        where, values = ("life_event_id > %s", [after]) if after else ("TRUE", [])
        return [name for (name,) in self._rows(query.format(where), [*values, limit])]

    def _members(self, where: str, ids: list[str]) -> list[MemberRow]:
        return [MemberRow(*row) for row in self._rows(_OF_MEMBERS.format(where), [ids])]

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._database.run(
            lambda c: psycopg.Cursor(c).execute(query.encode(), values, prepare=True).fetchall()
        )

    def commit(self, write: LifeEventWrite) -> None:
        """Store it in one transaction.

        Raises:
            Conflict: the version moved on or the command id is taken; nothing was stored.
            UnusableId: its id is not a UUID in its usual text form.
        """
        if not is_id(write.life_event_id):
            raise UnusableId(what=name_of("case_id"))
        self._database.run(lambda connection: _commit(connection, write))


def _commit(connection: Connection, write: LifeEventWrite) -> None:
    after = write.version + len(write.records)
    head = write.records[-1].digest
    said = [getattr(write.row, name) for name in _CHANGING]
    try:
        with connection.transaction():
            cursor = psycopg.Cursor(connection)
            if write.version == 0:
                cursor.execute(_STATE.statement(1), [write.life_event_id, after, head, write.at, *said])
            else:
                cursor.execute(
                    _NEXT.encode(), [after, head, write.at, *said, write.life_event_id, write.version]
                )
                if cursor.rowcount != 1:
                    raise Conflict(write.life_event_id)
            command = [write.command_id, write.command_digest, write.version + 1, after, write.at]
            write_values(connection, _COMMAND, [[write.life_event_id, *command]])
            write_values(connection, _EVENT, map(_event, write.records))
            write_values(connection, _MEMBERS, map(_MEMBERS.of, write.members))
            write_values(
                connection,
                _VALUE,
                (
                    [v.case_id, v.ref, v.subject, v.purpose, v.wrapped_key, v.ciphertext, v.digest]
                    for v in write.values
                ),
            )
            write_values(
                connection,
                MESSAGE,
                (
                    [m.case_id, m.seq, m.audience, m.code, m.recipient, Jsonb(dict(m.parameters)), m.at, m.at]
                    for m in write.messages
                ),
            )
    except errors.UniqueViolation as error:
        raise Conflict(write.life_event_id) from error


def _event(record: Record) -> list[object]:
    return [
        *(record.case_id, record.seq, record.type, record.schema),
        *(record.body, record.digest, record.algorithm),
    ]


class PgCaseFeed:
    """事件流 (PostgreSQL) — implements `handling.life_event.ports.CaseFeed`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())
        self._feed = Feed(source)

    def subscribe(self, after: int = 0, limit: int = 1000) -> Sequence[FeedEntry]:
        """The entries later than `after`, in order, without gaps."""
        return [FeedEntry(entry.n, entry.record) for entry in self._feed.subscribe(after, limit)]

    def followed(self, follower: str) -> int:
        """Up to which entry a follower has done its work."""
        found = self._database.run(
            lambda c: psycopg.Cursor(c).execute(_FOLLOWED.encode(), [follower]).fetchone()
        )
        return int(found[0]) if found else 0

    def has_followed(self, follower: str, n: int) -> None:
        """Write down that it has."""
        self._database.run(lambda c: psycopg.Cursor(c).execute(_FOLLOW.encode(), [follower, n]))
