"""行 — how the rows of a command are written: one multi-row statement per table.

Multi-row VALUES and no INSERT … SELECT: the same statements are routed to one node on Citus.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from itertools import islice
from typing import Any

import psycopg

from tongban.handling.ports import Write
from tongban.handling.projection import ClockRow, Summary, TaskRow
from tongban.store.connections import Connection

#: PostgreSQL takes at most 65,535 parameters in one statement.
_MOST_PARAMETERS = 60_000
_OFTEN = 16


class Table:
    """表 — its name, its columns, and which of them may change once written."""

    def __init__(self, name: str, columns: Sequence[str], keys: int = 0) -> None:
        """Take name and columns; with `keys` (a count of leading key columns) the others may change."""
        self.name = name
        self.columns = tuple(columns)
        self._ending = ""
        self._row = "(" + ", ".join(["%s"] * len(self.columns)) + ")"
        if keys:
            key, rest = self.columns[:keys], self.columns[keys:]
            changes = ", ".join(f"{column} = excluded.{column}" for column in rest)
            self._ending = f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"

    def write(self, connection: Connection, rows: Iterable[Sequence[object]]) -> None:
        """Write the rows, few statements whatever their number."""
        waiting = iter(rows)
        most = _MOST_PARAMETERS // len(self.columns)
        while batch := list(islice(waiting, most)):
            values = [value for row in batch for value in row]
            # A statement of many rows is seldom of as many again: not worth remembering.
            prepare = len(batch) <= _OFTEN
            psycopg.Cursor(connection).execute(self.statement(len(batch)), values, prepare=prepare)

    @cache  # noqa: B019  (tables live as long as the program; there are nine)
    def statement(self, rows: int) -> bytes:
        """The INSERT of so many rows."""
        columns = ", ".join(self.columns)
        values = ", ".join([self._row] * rows)
        return f"INSERT INTO {self.name} ({columns}) VALUES {values}{self._ending}".encode()  # noqa: S608


SUMMARY_COLUMNS = tuple(f.name for f in fields(Summary))
_CHANGING = tuple(name for name in SUMMARY_COLUMNS if name not in ("case_id", "version"))
_STATE_COLUMNS = ("case_id", "version", "head", "changed_at", *_CHANGING)

NEW_STATE = (
    f"INSERT INTO case_state ({', '.join(_STATE_COLUMNS)})"  # noqa: S608  (names of our own columns)
    f" VALUES ({', '.join(['%s'] * len(_STATE_COLUMNS))}) ON CONFLICT (case_id) DO NOTHING"
).encode()

NEXT_STATE = (
    "UPDATE case_state SET version = %s, head = CASE WHEN %s THEN %s ELSE head END, changed_at = %s, "  # noqa: S608
    + ", ".join(f"{column} = %s" for column in _CHANGING)
    + " WHERE case_id = %s AND version = %s"
).encode()

EVENT = Table("case_event", ("case_id", "seq", "type", "schema", "body", "digest", "algorithm"))
COMMAND = Table("case_command", ("case_id", "command_id", "digest", "first_seq", "last_seq", "at"))
OUTBOX = Table("case_outbox", ("case_id", "seq", "fed"))
TASK = Table("case_task", [f.name for f in fields(TaskRow)], keys=2)
CLOCK = Table("case_clock", [f.name for f in fields(ClockRow)], keys=2)
JOB = Table("case_job", ("case_id", "job_id", "kind", "arguments", "state", "attempts", "fault"))
VALUE = Table("case_value", ("case_id", "ref", "subject", "purpose", "wrapped_key", "ciphertext", "digest"))


def new_state(write: Write) -> list[object]:
    """The parameters of `NEW_STATE`."""
    return [write.case_id, len(write.records), _head(write), write.at, *_changing(write.summary)]


def next_state(write: Write) -> list[object]:
    """The parameters of `NEXT_STATE`; a write without records leaves the chain's head as it is."""
    after = write.version + len(write.records)
    head = [bool(write.records), _head(write)]
    return [after, *head, write.at, *_changing(write.summary), write.case_id, write.version]


def of_dataclass(rows: Iterable[Any], table: Table) -> Iterator[list[object]]:
    """Rows whose fields are the columns."""
    for row in rows:
        yield [getattr(row, column) for column in table.columns]


def _changing(summary: Summary) -> list[object]:
    return [getattr(summary, name) for name in _CHANGING]


def _head(write: Write) -> bytes:
    return write.records[-1].digest if write.records else b""
