"""由行重算 — a case counted again from its rows: without its events, with the kernel's own answer.

What the kernel looks at when clocks are counted anew is who the case is, how it stands, and those of its
clocks that a day may have moved; the rows were written with the last event and say all of it. They do not
say which last days were announced as passed, nor which colours a clock turned to: where that could matter,
or a row is of before it said how it was counted, the events are read.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta

from tongban.handling.after_grant import TASK_CLOCKS
from tongban.handling.clock_columns import clock_of, limit_of
from tongban.handling.codec import Codec, command_digest
from tongban.handling.messages import TOLD, Scene, messages
from tongban.handling.ports import CaseRows, Write
from tongban.handling.projection import ClockRow, Summary, TaskKind, TaskRow, Thresholds, next_instant
from tongban.kernel import Case, Command, Event, Item, Status, decide_and_evolve
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import THE_APPLICANT
from tongban.kernel.case.events import ClocksRecounted, MovedClock
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import Clock, ClockKind

#: Tasks whose last day hangs on more than a clock: the own day of a hearing or meeting, the days a gap was
#: left open.
_TOLD_BY_EVENTS = (TaskKind.HEARING, TaskKind.TOLERANCE, TaskKind.DISPUTE)
_DAY = timedelta(days=1)

#: The days that count otherwise, in order; none where nobody knows which do.
Days = Sequence[date]


def case_of(summary: Summary, rows: Iterable[ClockRow]) -> Case | None:
    """The case as far as these rows say it; None where a clock's row does not say how it was counted."""
    clocks: dict[str, Clock] = {}
    for row in rows:
        if row.started_on is None or row.amount is None or row.counting is None:
            return None
        kind, limit = ClockKind(row.kind), limit_of(row.counting, row.amount)
        clocks[row.clock_id] = clock_of(
            kind, limit, row.started_on, row.started_at, row.excluded or "", row.running
        )
    return Case(
        id=summary.case_id,
        version=summary.version,
        status=Status(summary.status),
        item=summary.item,
        item_version=summary.item_version,
        item_digest=summary.item_digest,
        division=summary.division,
        clocks=clocks,
    )


def write_of(
    stored: CaseRows,
    odd: Iterable[ClockRow],
    case: Case,
    command: Command,
    item: Item,
    calendar: Calendar,
    codec: Codec,
    thresholds: Thresholds,
    days: Days,
) -> Write | None:
    """The event, if anything moved, and the rows that change; None where only the events can tell.

    Args:
        stored: the rows of the case but for its clocks.
        odd: the clock rows that the new calendar may count otherwise.
        case: the case they say.
        command: asks to count its clocks again.
        item: the version it runs under.
        calendar: the new one.
        codec: writes the event.
        thresholds: of its region, for when a clock fires next.
        days: those that count otherwise.

    Raises:
        Refusal: a clock cannot be counted by the new calendar.
    """
    if any(row.kind in _TOLD_BY_EVENTS and row.state != "done" for row in stored.tasks):
        return None
    events, after = decide_and_evolve(case, command, item, calendar)
    if any(_is_a_partys(moved.clock) for event in events for moved in _moved(event)):
        return None
    clocks = []
    for row in odd:
        now = _counted(row, case, calendar, thresholds, command, days)
        if now is None or (now.due_on != row.due_on and _is_bounded(row, item)):
            return None
        if now is not row:
            clocks.append(now)
    summary = _summary(stored.summary, after, calendar)
    tasks = tuple(_tasks(stored, case.clocks, calendar))
    return Write(
        case_id=case.id,
        version=case.version,
        command_id=command.id,
        command_digest=command_digest(command),
        at=command.at,
        records=codec.write(events, stored.head),
        summary=summary,
        tasks=tasks,
        clocks=tuple(clocks),
        messages=messages(TOLD, events, Scene(after, item, summary, tasks, calendar)),
    )


def _moved(event: Event) -> tuple[MovedClock, ...]:
    return event.body.moved if isinstance(event.body, ClocksRecounted) else ()


def _is_a_partys(clock: str) -> bool:
    """Whether a clock is an interested party's: who that is, and is to be told, only the events say."""
    kind, _, whom = clock.partition(":")
    return kind == ClockKind.HEARING_REQUEST and whom != THE_APPLICANT


def _is_bounded(row: ClockRow, item: Item) -> bool:
    """Whether another clock may end the days to decide first: of a renewal the day the licence expires."""
    return item.renewal is not None and row.kind == ClockKind.STATUTORY


def _counted(
    row: ClockRow, case: Case, calendar: Calendar, thresholds: Thresholds, command: Command, days: Days
) -> ClockRow | None:
    """The row by the new calendar; itself where it is as it was, None where only the events can tell."""
    clock = case.clocks[row.clock_id]
    due, end = clock.due(calendar), clock.last_moment(calendar)
    if due.day != row.due_on:
        # As if nothing had been said yet: what was said of a day to come has gone out.
        fires_at = next_instant(case, row.clock_id, calendar, thresholds) or end
        if row.fired or fires_at <= command.at:
            return None  # moved from or to a day that may have been announced as passed already
    elif not row.running or row.fired:
        fires_at = end
    elif not _is_end(row, calendar):  # a colour before the end or after it
        if turns_otherwise(row, days):
            return None  # which colours it has turned to, the row does not say
        fires_at = row.fires_at
    elif end <= command.at < row.fires_at:
        return None  # its end may have been said, and a colour is next
    else:
        fires_at = end
    if (due.day, fires_at, due.provisional) == (row.due_on, row.fires_at, row.provisional):
        return row
    return replace(row, due_on=due.day, fires_at=fires_at, provisional=due.provisional)


def turns_otherwise(row: ClockRow, days: Days) -> bool:
    """Whether a changed day lies between the midnight a row fires at and its last day, either included.

    Of one row what the sieve asks of many. The midnight is that of the case's own zone: it begins its day
    in UTC, or the one after.
    """
    fires_on = row.fires_at.astimezone(UTC).date()
    first, last = min(fires_on, row.due_on), max(fires_on + _DAY, row.due_on)
    return bisect_right(days, last) > bisect_left(days, first)


def _is_end(row: ClockRow, calendar: Calendar) -> bool:
    return calendar.end_of(row.due_on - _DAY) < row.fires_at <= calendar.end_of(row.due_on)


def _summary(was: Summary, case: Case, calendar: Calendar) -> Summary:
    def last_day(kind: ClockKind, day: date | None) -> date | None:
        clock = case.clocks.get(kind)
        return clock.due(calendar).day if clock else day

    return replace(
        was,
        version=case.version,
        promised_due=last_day(ClockKind.PROMISED, was.promised_due),
        statutory_due=last_day(ClockKind.STATUTORY, was.statutory_due),
    )


def _tasks(stored: CaseRows, clocks: Mapping[str, Clock], calendar: Calendar) -> list[TaskRow]:
    """The tasks whose last day is another one now."""
    changed = []
    for row in stored.tasks:
        clock = clocks.get(_task_clock(row))
        due_on = clock.due(calendar).day if clock is not None and row.due_on is not None else row.due_on
        if due_on != row.due_on:
            changed.append(replace(row, due_on=due_on))
    return changed


def _task_clock(row: TaskRow) -> str:
    """The id of the clock that a task of a case is to be done by; see `projection.tasks`."""
    match row.kind:
        case StepKind.INTAKE:
            return ClockKind.NOTICE
        case StepKind.DELIVERY:
            return ClockKind.DELIVERY
        case TaskKind.INSPECTION:
            return ClockKind.INSPECTORS
        case TaskKind.LICENCE:
            return TASK_CLOCKS[row.task_id] or ""
        case TaskKind.OVERSIGHT | TaskKind.CHALLENGE:
            return row.task_id
    return f"{ClockKind.STEP}:{row.task_id}"
