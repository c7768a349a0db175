"""成批写入 — many writes in one transaction, by one statement for each table, however many they are.

The rows of a table go over as one JSON document, which the server takes apart by the table's own types:
a fraction of what as many parameters cost on both sides, and the same few statements for every batch.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
import psycopg
from psycopg.types.json import Jsonb

from tongban.handling.ports import Conflict, Write
from tongban.store import rows
from tongban.store.connections import Connection

# Locked in the order of the ids, so that batches do not wait for each other in a ring.
_LOCK = (
    b"SELECT case_id::text, version FROM case_state"
    b" WHERE case_id IN (SELECT value::uuid FROM json_array_elements_text(%s::json))"
    b" ORDER BY case_id FOR NO KEY UPDATE"
)
_OF_STATE = "json_populate_recordset(NULL::case_state, %s::json)"
_COLUMNS = ", ".join(rows.STATE_COLUMNS)
_NEW_STATES = (
    f"INSERT INTO case_state ({_COLUMNS}) SELECT {_COLUMNS} FROM {_OF_STATE}"  # noqa: S608  (our own names)
    " ON CONFLICT (case_id) DO NOTHING RETURNING case_id::text"
).encode()
# A write without records leaves the chain's head as it is.
_NEXT_STATES = (
    "UPDATE case_state s SET head = COALESCE(r.head, s.head), "  # noqa: S608
    + ", ".join(f"{name} = r.{name}" for name in rows.STATE_COLUMNS if name not in ("case_id", "head"))
    + f" FROM {_OF_STATE} r WHERE s.case_id = r.case_id"
).encode()


def write_states(connection: Connection, writes: Sequence[Write]) -> None:
    """Write the states of cases, in the order of their ids.

    Raises:
        Conflict: a version moved on, or a new case is there already.
    """
    new = [write for write in writes if write.version == 0]
    later = [write for write in writes if write.version > 0]
    if new:
        found = _execute(connection, _NEW_STATES, _document(rows.STATE_COLUMNS, map(_state, new))).fetchall()
        _require(new, {case_id: 0 for (case_id,) in found})
    if later:
        ids = json.dumps([write.case_id for write in later])
        _require(later, dict(_execute(connection, _LOCK, ids).fetchall()))
        _execute(connection, _NEXT_STATES, _document(rows.STATE_COLUMNS, map(_state, later)))


def write_rows(connection: Connection, table: rows.Table, part: Iterable[Sequence[object]]) -> None:
    """Write rows of one table, by one statement."""
    document = _document(table.columns, part)
    if document != "[]":
        _execute(connection, table.of_document, document)


def _execute(connection: Connection, query: bytes, document: str) -> "psycopg.Cursor[Any]":
    return psycopg.Cursor(connection).execute(query, [document], prepare=True)


def _require(writes: Sequence[Write], versions: dict[str, int]) -> None:
    for write in writes:
        if versions.get(write.case_id) != write.version:
            raise Conflict(write.case_id)


def _state(write: Write) -> Sequence[object]:
    version = write.version + len(write.records)
    head = write.records[-1].digest if write.records else None
    return [write.case_id, version, head, write.at, *rows.changing(write.summary)]


def _document(columns: Sequence[str], part: Iterable[Sequence[object]]) -> str:
    return orjson.dumps([dict(zip(columns, row, strict=True)) for row in part], default=_said).decode()


def _said(value: object) -> object:
    """What JSON has no form for, as the server reads it; days and instants have theirs."""
    match value:
        case bytes():
            return "\\x" + value.hex()
        case Jsonb():
            return value.obj
    raise TypeError(f"no column holds {type(value).__name__}")
