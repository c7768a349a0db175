"""行 — how the rows of a command are written: one multi-row INSERT per table.

A command by itself is one statement of all of them (`alone`), which is a transaction of its own and a
third cheaper than the same INSERTs one after another; a batch sends them table by table (`batches`). On
Citus both do so in multi-row VALUES and no INSERT … SELECT: such statements are routed to one node.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache, cached_property, lru_cache
from itertools import count, islice
from operator import attrgetter
from typing import Any

import psycopg

from tongban.handling.ports import Write
from tongban.handling.projection import ClockRow, Summary, TaskRow
from tongban.store.connections import Connection

#: PostgreSQL takes at most 65,535 parameters in one statement.
MOST_PARAMETERS = 60_000
#: A statement of more rows is seldom of as many again: not worth remembering.
OFTEN = 16


class Table:
    """表 — its name, its columns, and which of them may change once written."""

    def __init__(self, name: str, columns: Sequence[str], keys: int = 0) -> None:
        """Take name and columns; with `keys` (a count of leading key columns) the others may change."""
        self.name = name
        self.columns = tuple(columns)
        self.of: Callable[[Any], Sequence[object]] = attrgetter(*columns)
        self._ending = ""
        self._row = "(" + ", ".join(["%s"] * len(self.columns)) + ")"
        if keys:
            key, rest = self.columns[:keys], self.columns[keys:]
            changes = ", ".join(f"{column} = excluded.{column}" for column in rest)
            self._ending = f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"

    @cache  # noqa: B019  (tables live as long as the program; there are ten)
    def statement(self, rows: int) -> bytes:
        """The INSERT of so many rows."""
        columns = ", ".join(self.columns)
        values = ", ".join([self._row] * rows)
        return f"INSERT INTO {self.name} ({columns}) VALUES {values}{self._ending}".encode()  # noqa: S608

    @cached_property
    def of_document(self) -> bytes:
        """The INSERT of the rows of a JSON document, whatever their number."""
        columns = ", ".join(self.columns)
        source = f"json_populate_recordset(NULL::{self.name}, %s::json)"
        return f"INSERT INTO {self.name} ({columns}) SELECT {columns} FROM {source}{self._ending}".encode()  # noqa: S608


def write_values(connection: Connection, table: Table, rows: Iterable[Sequence[object]]) -> None:
    """Write rows as multi-row VALUES, few statements whatever their number."""
    waiting = iter(rows)
    most = MOST_PARAMETERS // len(table.columns)
    while batch := list(islice(waiting, most)):
        values = [value for row in batch for value in row]
        prepare = len(batch) <= OFTEN
        psycopg.Cursor(connection).execute(table.statement(len(batch)), values, prepare=prepare)


def summary_of(row: Sequence[Any]) -> Summary:
    """The state row of `SUMMARY_COLUMNS`, by name: a value too few would else be a default in silence."""
    return Summary(**dict(zip(SUMMARY_COLUMNS, row, strict=True)))


SUMMARY_COLUMNS = tuple(f.name for f in fields(Summary))
_CHANGING = tuple(name for name in SUMMARY_COLUMNS if name not in ("case_id", "version"))
STATE_COLUMNS = ("case_id", "version", "head", "changed_at", *_CHANGING)

_INSERT_STATE = (
    f"INSERT INTO case_state ({', '.join(STATE_COLUMNS)})"  # noqa: S608  (names of our own columns)
    f" VALUES ({', '.join(['%s'] * len(STATE_COLUMNS))})"
)
_CHANGES = "head = CASE WHEN %s THEN %s ELSE head END, changed_at = %s, " + ", ".join(
    f"{column} = %s" for column in _CHANGING
)

NEW_STATE = f"{_INSERT_STATE} ON CONFLICT (case_id) DO NOTHING".encode()
NEXT_STATE = f"UPDATE case_state SET version = %s, {_CHANGES} WHERE case_id = %s AND version = %s".encode()  # noqa: S608

#: The column that says what is wrong if a case alone had moved on: see `alone`.
VERSION = "version"
# No version is NULL: one that moved on takes the whole statement back.
_NEXT_OR_NOTHING = (
    f"UPDATE case_state SET version = CASE WHEN version = %s THEN %s END, {_CHANGES} WHERE case_id = %s"  # noqa: S608
)

EVENT = Table("case_event", ("case_id", "seq", "type", "schema", "body", "digest", "algorithm"))
COMMAND = Table("case_command", ("case_id", "command_id", "digest", "first_seq", "last_seq", "at"))
OUTBOX = Table("case_outbox", ("case_id", "seq", "fed"))
TASK = Table("case_task", [f.name for f in fields(TaskRow)], keys=2)
CLOCK = Table("case_clock", [f.name for f in fields(ClockRow)], keys=2)
JOB = Table("case_job", ("case_id", "job_id", "kind", "arguments", "state", "attempts", "fault"))
MESSAGE = Table(
    "case_message", ("case_id", "seq", "audience", "code", "recipient", "parameters", "at", "next_at")
)
VALUE = Table("case_value", ("case_id", "ref", "subject", "purpose", "wrapped_key", "ciphertext", "digest"))

#: What a command writes beside the state, in the order in which the keys refer to each other.
TABLES = (COMMAND, EVENT, OUTBOX, TASK, CLOCK, JOB, VALUE, MESSAGE)


@lru_cache(maxsize=512)
def alone(new: bool, counts: tuple[int, ...]) -> bytes:
    """The one statement of a command by itself: the state and so many rows of each of `TABLES`.

    It fails as a whole where the version moved on (the state is its main part and comes first), where
    the case or the command is there already, and where the case is not there. Its parameters are
    numbered as the server numbers them (`RawCursor`): a text of this length psycopg would translate anew
    for every command.
    """
    places = count(1)
    inserts = (
        f"{table.name}_rows AS ({table.statement(rows).decode()})"
        for table, rows in zip(TABLES, counts, strict=True)
        if rows
    )
    text = f"WITH {', '.join(inserts)} {_INSERT_STATE if new else _NEXT_OR_NOTHING}"
    return re.sub("%s", lambda _: f"${next(places)}", text).encode()


def new_state(write: Write) -> list[object]:
    """The parameters of `NEW_STATE`."""
    return [write.case_id, len(write.records), _head(write), write.at, *changing(write.summary)]


def next_state(write: Write) -> list[object]:
    """The parameters of `NEXT_STATE`; a write without records leaves the chain's head as it is."""
    after = write.version + len(write.records)
    head = [bool(write.records), _head(write)]
    return [after, *head, write.at, *changing(write.summary), write.case_id, write.version]


def next_or_nothing(write: Write) -> list[object]:
    """The parameters of the state in `alone`, where it is not new."""
    *values, case_id, version = next_state(write)
    return [version, *values, case_id]


def of_dataclass(rows: Iterable[Any], table: Table) -> Iterator[Sequence[object]]:
    """Rows whose fields are the columns."""
    return map(table.of, rows)


#: The columns of a state that may change, from a summary.
changing = attrgetter(*_CHANGING)


def _head(write: Write) -> bytes:
    return write.records[-1].digest if write.records else b""
