"""办件库 — the case store on PostgreSQL: one transaction per commit, in hand-written SQL.

A write by itself is one statement, and that is its transaction: one round trip. A batch, and every
write on Citus, goes table by table between BEGIN and COMMIT.

A version that moved on or a command id that is taken is a `Conflict`; what passes (deadlock, lost
connection) is tried again with the same command ids, which makes a commit that did arrive harmless.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from itertools import groupby, pairwise
from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg.types.json import Jsonb

from tongban.handling.codec import Record
from tongban.handling.messages import Message
from tongban.handling.ports import (
    Answered,
    CaseRows,
    Conflict,
    DueClock,
    History,
    LookedAt,
    Stretch,
    Write,
)
from tongban.handling.projection import ClockRow, Summary, TaskRow
from tongban.handling.texts import UnusableId, name_of
from tongban.kernel.clock import ClockKind
from tongban.store import batches, rows
from tongban.store.connections import (
    Connection,
    Connections,
    Database,
    DjangoConnections,
    is_distributed,
)

#: The usual text form; anything else names no case and need not trouble the database.
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)

_HISTORY = (
    "SELECT s.case_id::text, s.version, s.head, e.seq, e.type, e.schema, e.body, e.digest, e.algorithm"
    " FROM case_state s LEFT JOIN case_event e ON e.case_id = s.case_id AND e.seq > %s"
)
_ONE_HISTORY = _HISTORY + " WHERE s.case_id = %s ORDER BY e.seq"
_HISTORIES = _HISTORY + " WHERE s.case_id = ANY(%s::uuid[]) ORDER BY s.case_id, e.seq"

# The last two bytes of the id are random in a UUIDv7; `handling.ports.shard_of` counts the same way.
_DUE = (
    "SELECT case_id::text, clock_id, fires_at FROM case_clock"
    " WHERE running AND NOT fired AND fires_at <= %s"
    " AND (get_byte(uuid_send(case_id), 14) * 256 + get_byte(uuid_send(case_id), 15)) %% %s = %s"
    # Named with its table: the bare name would be the text that is returned, which no index has in order.
    " ORDER BY fires_at, case_clock.case_id, clock_id LIMIT %s"
)
_SUMMARY = f"SELECT {', '.join(rows.SUMMARY_COLUMNS)} FROM case_state WHERE case_id = %s"  # noqa: S608  (our own names)

# A window is a stretch of ids, so that a query costs the same however few cases of it are concerned.
_WINDOW = "SELECT case_id::text FROM case_state WHERE {} ORDER BY case_state.case_id LIMIT 1 OFFSET %s"
_BANNED_UNTIL = (
    "SELECT max(c.due_on) FROM case_state s JOIN case_clock c ON c.case_id = s.case_id"
    " WHERE s.applicant = %s AND s.item = %s AND c.kind = %s AND c.running"
)
_CLOCK_COLUMNS = tuple(f.name for f in fields(ClockRow))
# An id is read as text, which is what it is here; sorted by its column, which an index has in order.
_CLOCK_ROWS = (
    f"SELECT case_id::text, {', '.join(_CLOCK_COLUMNS[1:])} FROM case_clock"  # noqa: S608  (our own names)
    " WHERE case_id = ANY(%s::uuid[]) ORDER BY case_clock.case_id, clock_id"
)
# `handling.ports.may_concern` says the same.
_CONCERNED = (
    "SELECT s.division, s.version, c.case_id::text, "  # noqa: S608  (our own names)
    f"{', '.join(f'c.{name}' for name in _CLOCK_COLUMNS[1:])}"
    " FROM case_state s JOIN case_clock c ON c.case_id = s.case_id WHERE {}"
    " AND (%s::date[] IS NULL OR c.provisional OR EXISTS (SELECT 1 FROM unnest(%s::date[]) d"
    " WHERE d <= GREATEST(c.started_on, c.due_on, CASE WHEN c.running AND NOT c.fired"
    " THEN (c.fires_at AT TIME ZONE 'UTC')::date + 1 END)"
    " AND (c.started_on IS NULL OR d >= LEAST(c.started_on, c.due_on))))"
    " ORDER BY s.case_id, c.clock_id"
)
_TASK_COLUMNS = tuple(f.name for f in fields(TaskRow))
_TASKS = (
    f"SELECT case_id::text, {', '.join(_TASK_COLUMNS[1:])} FROM case_task"  # noqa: S608  (our own names)
    " WHERE case_id = ANY(%s::uuid[]) AND state <> 'done' ORDER BY case_task.case_id, task_id"
)
_STATES = (
    f"SELECT head, case_id::text, {', '.join(rows.SUMMARY_COLUMNS[1:])} FROM case_state"  # noqa: S608
    " WHERE case_id = ANY(%s::uuid[])"
)


class PgStore:
    """办件库 (PostgreSQL) — implements `handling.ports.CaseStore`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self.database = Database(source or DjangoConnections())

    # --- reading

    def load(self, case_id: str, after: int = 0) -> History | None:
        """The case's records later than `after`; None if there is no such case."""
        if not is_id(case_id):
            return None
        return _histories(self._rows(_ONE_HISTORY, [after, case_id])).get(case_id)

    def load_many(self, case_ids: Sequence[str]) -> Mapping[str, History]:
        """Whole histories, in one query."""
        found = _histories(self._rows(_HISTORIES, [0, list(filter(is_id, case_ids))]))
        return {case_id: found[case_id] for case_id in case_ids if case_id in found}

    def answered(self, case_id: str, command_id: str) -> Answered | None:
        """What the command with this id was answered."""
        if not is_id(case_id):
            return None
        query = "SELECT digest, first_seq, last_seq FROM case_command WHERE case_id = %s AND command_id = %s"
        found = self._rows(query, [case_id, command_id])
        return Answered(*found[0]) if found else None

    def due_clocks(self, now: datetime, limit: int, shard: int = 0, shards: int = 1) -> list[DueClock]:
        """Running, unfired clocks whose instant has come, earliest first, of one shard."""
        found = self._rows(_DUE, [now, shards, shard, limit])
        return [DueClock(case_id, clock_id, at.astimezone(UTC)) for case_id, clock_id, at in found]

    def case_ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order."""
        where, values = (" WHERE case_id > %s", [after]) if after else ("", [])
        query = f"SELECT case_id::text FROM case_state{where} ORDER BY case_id LIMIT %s"  # noqa: S608
        return [case_id for (case_id,) in self._rows(query, [*values, limit])]

    def summary(self, case_id: str) -> Summary | None:
        """The state row."""
        if not is_id(case_id):
            return None
        found = self._rows(_SUMMARY, [case_id])
        return rows.summary_of(_texts(found[0])) if found else None

    def stretch(self, after: str, window: int) -> Stretch:
        """The next cases, in one query."""
        begin, values = ("case_state.case_id > %s", [after]) if after else ("TRUE", [])
        last = self._rows(_WINDOW.format(begin), [*values, window - 1])
        return Stretch(after, last[0][0] if last else "")

    def look(self, days: Sequence[date] | None, stretch: Stretch) -> list[LookedAt]:
        """Clock rows that changed days may concern, in one query."""
        bounds = {"s.case_id > %s": stretch.after, "s.case_id <= %s": stretch.until}
        within = {bound: case_id for bound, case_id in bounds.items() if case_id}
        listed = None if days is None else list(days)
        query = _CONCERNED.format(" AND ".join(within) or "TRUE")
        found = self._rows(query, [*within.values(), listed, listed])
        return [LookedAt(division, version, _clock(row)) for division, version, *row in found]

    def case_rows(self, case_ids: Sequence[str]) -> Mapping[str, CaseRows]:
        """The rows of cases, in two queries; the states first, so that what is newer meets a conflict."""
        ids = [list(filter(is_id, case_ids))]
        states = self._rows(_STATES, ids)
        tasks = _by_case(TaskRow(*row) for row in self._rows(_TASKS, ids))
        summaries = ((head, rows.summary_of(row)) for head, *row in states)
        return {
            summary.case_id: CaseRows(summary, head, tasks.get(summary.case_id, ()))
            for head, summary in summaries
        }

    def banned_until(self, applicant: str, item: str) -> date | None:
        """The last day of the applicant's bans from the item, in one query."""
        banned: date | None = self._rows(_BANNED_UNTIL, [applicant, item, ClockKind.BAN.value])[0][0]
        return banned

    def clock_rows(self, case_ids: Sequence[str]) -> Mapping[str, tuple[ClockRow, ...]]:
        """The clock rows of cases, in one query."""
        return _by_case(map(_clock, self._rows(_CLOCK_ROWS, [list(filter(is_id, case_ids))])))

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self.database.run(
            lambda connection: (
                psycopg.Cursor(connection).execute(query.encode(), values, prepare=True).fetchall()
            )
        )

    # --- writing

    def commit(self, writes: Sequence[Write]) -> None:
        """Store all writes in one transaction.

        Raises:
            Conflict: a version moved on or a command id is taken; nothing was stored.
            UnusableId: a case's id is not a UUID in its usual text form.
        """
        # Everybody takes the rows of a batch in the same order, so that batches do not wait in a ring.
        ordered = sorted(writes, key=lambda write: write.case_id)
        for write in ordered:
            if not is_id(write.case_id):
                raise UnusableId(what=name_of("case_id"))
        for earlier, later in pairwise(ordered):
            if earlier.case_id == later.case_id:
                raise Conflict(later.case_id)
        if ordered:
            self.database.run(lambda connection: _commit(connection, ordered))


def _commit(connection: Connection, writes: Sequence[Write]) -> None:
    # Citus carries out the parts of one statement on several tables by way of intermediate results.
    if is_distributed(connection):
        _commit_together(connection, writes, _write_states, rows.write_values)
    elif len(writes) > 1 or not _commit_alone(connection, writes[0]):
        _commit_together(connection, writes, batches.write_states, batches.write_rows)


def _commit_alone(connection: Connection, write: Write) -> bool:
    """Store one write by one statement; False if it is too large for one, with nothing stored."""
    parts = [list(part) for part in _rows([write])]
    values = [value for part in parts for row in part for value in row]
    if len(values) > rows.MOST_PARAMETERS:
        return False
    new = write.version == 0
    query = rows.alone(new, tuple(map(len, parts)))
    values += rows.new_state(write) if new else rows.next_or_nothing(write)
    try:
        psycopg.RawCursor(connection).execute(query, values, prepare=max(map(len, parts)) <= rows.OFTEN)
    except (errors.UniqueViolation, errors.ForeignKeyViolation) as error:
        raise Conflict(write.case_id) from error  # the case or the command is there, or no such case
    except errors.NotNullViolation as error:
        if error.diag.column_name != rows.VERSION:
            raise
        raise Conflict(write.case_id) from error
    return True


def _commit_together(
    connection: Connection,
    writes: Sequence[Write],
    write_states: Callable[[Connection, Sequence[Write]], None],
    write_rows: Callable[[Connection, rows.Table, Iterable[Sequence[object]]], None],
) -> None:
    try:
        with connection.transaction():
            write_states(connection, writes)
            for table, part in zip(rows.TABLES, _rows(writes), strict=True):
                write_rows(connection, table, part)
    except errors.UniqueViolation as error:
        raise Conflict(_culprit(connection, writes)) from error


def _write_states(connection: Connection, writes: Sequence[Write]) -> None:
    cursor = psycopg.Cursor(connection)
    for new, group in groupby(writes, key=lambda write: write.version == 0):
        batch = list(group)
        query, values = (rows.NEW_STATE, rows.new_state) if new else (rows.NEXT_STATE, rows.next_state)
        if len(batch) == 1:
            cursor.execute(query, values(batch[0]), prepare=True)
        else:  # sent in one go, carried out one after another
            cursor.executemany(query, map(values, batch), returning=True)
        for write in batch:
            if cursor.rowcount != 1:
                raise Conflict(write.case_id)
            cursor.nextset()


def _rows(writes: Sequence[Write]) -> Iterator[Iterable[Sequence[object]]]:
    """What is written beside the states, table by table as in `rows.TABLES`."""
    records = [record for write in writes for record in write.records]
    yield map(_command, writes)
    yield rows.of_dataclass(records, rows.EVENT)
    yield ([record.case_id, record.seq, False] for record in records)
    yield rows.of_dataclass((t for w in writes for t in w.tasks), rows.TASK)
    yield rows.of_dataclass((c for w in writes for c in w.clocks), rows.CLOCK)
    yield map(_job, (job for write in writes for job in write.jobs))
    yield rows.of_dataclass((v for w in writes for v in w.values), rows.VALUE)
    yield map(_message, (message for write in writes for message in write.messages))


def _command(write: Write) -> list[object]:
    first, last = write.version + 1, write.version + len(write.records)
    return [write.case_id, write.command_id, write.command_digest, first, last, write.at]


def _job(job: Any) -> list[object]:
    return [job.case_id, job.job_id, job.kind, Jsonb(dict(job.arguments)), "new", 0, ""]


def _message(message: Message) -> list[object]:
    # A letter may follow at once; what is for a post is read on its pages only.
    next_at = message.at if message.is_to_a_person else None
    return [
        *(message.case_id, message.seq, message.audience, message.code, message.recipient),
        *(Jsonb(dict(message.parameters)), message.at, next_at),
    ]


def _culprit(connection: Connection, writes: Sequence[Write]) -> str:
    """Which write met an id that is taken; a batch is then tried without it."""
    for write in writes:
        query = b"SELECT 1 FROM case_command WHERE case_id = %s AND command_id = %s"
        cursor = psycopg.Cursor(connection)
        if cursor.execute(query, [write.case_id, write.command_id]).fetchone():
            return write.case_id
    return writes[0].case_id


def _histories(found: Iterable[tuple[Any, ...]]) -> dict[str, History]:
    histories = {}
    for (case_id, version, head), group in groupby(found, key=lambda row: row[:3]):
        records = (Record(case_id, *row[3:]) for row in group if row[3] is not None)
        histories[case_id] = History(case_id, version, head, tuple(records))
    return histories


_Row = TypeVar("_Row", ClockRow, TaskRow)


def _by_case(found: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    return {case_id: tuple(group) for case_id, group in groupby(found, key=lambda row: row.case_id)}


def is_id(case_id: str) -> bool:
    """Whether a text is an id in its usual form."""
    return _ID.fullmatch(case_id) is not None


def _texts(row: Sequence[Any]) -> list[Any]:
    return [str(row[0]), *row[1:]]


def _clock(row: Sequence[Any]) -> ClockRow:
    case_id, clock_id, kind, due_on, fires_at, provisional, running, fired, started_on, started_at, *how = row
    if started_at is not None:
        started_at = started_at.astimezone(UTC)
    return ClockRow(
        case_id, clock_id, kind, due_on, fires_at.astimezone(UTC), provisional, running, fired,
        started_on, started_at, *how,
    )  # fmt: skip
