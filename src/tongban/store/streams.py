"""另立的事件流 — what life events 一件事 and construction projects 工程建设项目 have in common on PostgreSQL.

A stream beside the cases: a state row, events, commands answered, the rows of its parts, personal values. Far
fewer commands than cases have, and no clocks: one transaction, table by table. Every key is led by the id of
the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Generic, TypeVar

import psycopg
from psycopg import errors
from psycopg.types.json import Jsonb

from tongban.handling.codec import Record
from tongban.handling.messages import Message
from tongban.handling.ports import Answered, Conflict, History, SealedValue
from tongban.handling.texts import UnusableId, name_of
from tongban.store.cases import is_id
from tongban.store.connections import Connection, Connections, Database, DjangoConnections
from tongban.store.rows import MESSAGE, Table, write_values

Row = TypeVar("Row")


@dataclass(frozen=True)
class Written:
    """一次写入 — what one command on such a stream changes, whatever it is of."""

    id: str
    version: int
    command_id: str
    command_digest: bytes
    at: datetime
    records: Sequence[Record]
    row: Any
    parts: Sequence[Any]
    values: Sequence[SealedValue]
    messages: Sequence[Message]


class Streams(Generic[Row]):
    """一种事件流的表 — named after what it is of: `life_event` has `life_event_state` and the others."""

    #: What the tables and the key are named after.
    name = ""
    #: The state row as handling knows it; its first field is the key, its second the version.
    row_type: type[Row]
    #: The table of its parts, the part as handling knows it, and by whom its rows are listed.
    part_table = ""
    part_type: type
    #: The column with whom it belongs to.
    whose = "applicant"
    #: Further columns of the state that are the store's own, with what is written into them.
    own: Mapping[str, object] = {}

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())
        key = f"{self.name}_id"
        names = _columns(self.row_type)
        self._changing = tuple(name for name in names if name not in (key, "version"))
        self._state = Table(
            f"{self.name}_state", (key, "version", "head", "changed_at", *self._changing, *self.own)
        )
        self._event = Table(
            f"{self.name}_event", (key, "seq", "type", "schema", "body", "digest", "algorithm")
        )
        self._command = Table(
            f"{self.name}_command", (key, "command_id", "digest", "first_seq", "last_seq", "at")
        )
        self._parts = Table(self.part_table, _columns(self.part_type), keys=2)
        self._value = Table(
            f"{self.name}_value",
            (key, "ref", "subject", "purpose", "wrapped_key", "ciphertext", "digest"),
        )
        self._key = key
        self._rows_query = f"SELECT {key}::text, {', '.join(names[1:])} FROM {self.name}_state"  # noqa: S608

    # --- reading

    def load(self, whole_id: str) -> History | None:
        """The whole history, in one query."""
        if not is_id(whole_id):
            return None
        found = self._query(
            "SELECT s.version, s.head, e.seq, e.type, e.schema, e.body, e.digest, e.algorithm"  # noqa: S608
            f" FROM {self.name}_state s JOIN {self.name}_event e ON e.{self._key} = s.{self._key}"
            f" WHERE s.{self._key} = %s ORDER BY e.seq",
            [whole_id],
        )
        if not found:
            return None
        version, head = found[0][:2]
        return History(whole_id, version, head, tuple(Record(whole_id, *row[2:]) for row in found))

    def answered(self, whole_id: str, command_id: str) -> Answered | None:
        """What the command with this id was answered."""
        if not is_id(whole_id):
            return None
        found = self._query(
            f"SELECT digest, first_seq, last_seq FROM {self.name}_command"  # noqa: S608
            f" WHERE {self._key} = %s AND command_id = %s",
            [whole_id, command_id],
        )
        return Answered(*found[0]) if found else None

    def row(self, whole_id: str) -> Row | None:
        """The state row."""
        return self.rows([whole_id]).get(whole_id)

    def rows(self, whole_ids: Sequence[str]) -> Mapping[str, Row]:
        """The state rows of several, in one query."""
        ids = list(filter(is_id, whole_ids))
        if not ids:
            return {}
        found = self._query(f"{self._rows_query} WHERE {self._key} = ANY(%s::uuid[])", [ids])
        return {row[0]: self.row_type(*row) for row in found}

    def of_applicant(self, applicant: str, limit: int = 20) -> list[Row]:
        """What somebody applied for or owns, the latest first."""
        return self._listed(f"{self.whose} = %s", [applicant], f"DESC LIMIT {int(limit)}")

    def with_number(self, number: str) -> Row | None:
        """The one a number names."""
        found = self._listed("number = %s", [number], "LIMIT 1")
        return found[0] if found else None

    def owing(self, after: str = "", limit: int = 100) -> list[str]:
        """Those of which something is still to be asked or told."""
        return self._walk("owing AND ", after, limit)

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order."""
        return self._walk("", after, limit)

    def _listed(self, where: str, values: list[object], ending: str) -> list[Row]:
        query = f"{self._rows_query} WHERE {where} ORDER BY {self.name}_state.{self._key} {ending}"
        return [self.row_type(*row) for row in self._query(query, values)]

    def _walk(self, where: str, after: str, limit: int) -> list[str]:
        later, values = (f"{self._key} > %s", [after]) if after else ("TRUE", [])
        query = (
            f"SELECT {self._key}::text FROM {self.name}_state WHERE {where}{later}"  # noqa: S608
            f" ORDER BY {self.name}_state.{self._key} LIMIT %s"
        )
        return [name for (name,) in self._query(query, [*values, limit])]

    def _query(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._database.run(
            lambda c: psycopg.Cursor(c).execute(query.encode(), values, prepare=True).fetchall()
        )

    # --- writing

    def _store(self, written: Written) -> None:
        """All of it in one transaction.

        Raises:
            Conflict: the version moved on or the command id is taken; nothing was stored.
            UnusableId: its id is not a UUID in its usual text form.
        """
        if not is_id(written.id):
            raise UnusableId(what=name_of("case_id"))
        self._database.run(lambda connection: self._commit(connection, written))

    def _commit(self, connection: Connection, written: Written) -> None:
        try:
            with connection.transaction():
                self._write_state(connection, written)
                after = written.version + len(written.records)
                command = [written.command_id, written.command_digest, written.version + 1, after, written.at]
                write_values(connection, self._command, [[written.id, *command]])
                write_values(connection, self._event, map(_event, written.records))
                write_values(connection, self._parts, map(self._parts.of, written.parts))
                write_values(connection, self._value, _values(written.values))
                write_values(connection, MESSAGE, _messages(written.messages))
        except errors.UniqueViolation as error:
            raise Conflict(written.id) from error

    def _write_state(self, connection: Connection, written: Written) -> None:
        after, head = written.version + len(written.records), written.records[-1].digest
        said = [getattr(written.row, name) for name in self._changing]
        said += self.own.values()
        cursor = psycopg.Cursor(connection)
        if written.version == 0:
            cursor.execute(self._state.statement(1), [written.id, after, head, written.at, *said])
            return
        changes = ", ".join(f"{name} = %s" for name in (*self._changing, *self.own))
        cursor.execute(
            f"UPDATE {self.name}_state SET version = %s, head = %s, changed_at = %s, {changes}"  # noqa: S608
            f" WHERE {self._key} = %s AND version = %s".encode(),
            [after, head, written.at, *said, written.id, written.version],
        )
        if cursor.rowcount != 1:
            raise Conflict(written.id)


def _columns(row: Any) -> tuple[str, ...]:
    """The columns of a row, as handling knows it."""
    return tuple(field.name for field in fields(row))


def _event(record: Record) -> list[object]:
    return [
        *(record.case_id, record.seq, record.type, record.schema),
        *(record.body, record.digest, record.algorithm),
    ]


def _values(values: Iterable[SealedValue]) -> Iterable[list[object]]:
    for v in values:
        yield [v.case_id, v.ref, v.subject, v.purpose, v.wrapped_key, v.ciphertext, v.digest]


def _messages(messages: Iterable[Message]) -> Iterable[list[object]]:
    for m in messages:
        yield [m.case_id, m.seq, m.audience, m.code, m.recipient, Jsonb(dict(m.parameters)), m.at, m.at]
