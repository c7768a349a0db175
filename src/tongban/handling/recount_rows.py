"""由行重算 — a case counted again from its rows: without its events, with the kernel's own answer.

What the kernel looks at when clocks are counted anew is who the case is, how it stands, and its clocks; the
rows were written with the last event and say all of it. They do not say which last days were announced
as passed: where that could matter, or a row is of before it said how it was counted, the events are read.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from tongban.handling.after_grant import TASK_CLOCKS
from tongban.handling.clock_columns import clock_of, limit_of
from tongban.handling.codec import Codec, command_digest
from tongban.handling.ports import Stand, Write
from tongban.handling.projection import ClockRow, Summary, TaskRow, Thresholds, next_instant
from tongban.kernel import Case, Command, Item, Status, decide_and_evolve
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import Clock, ClockKind

#: Tasks whose last day hangs on more than a clock: a hearing's own day, the days a gap was left open.
_TOLD_BY_EVENTS = ("hearing", "tolerance")


def case_of(stand: Stand) -> Case | None:
    """The case as far as its rows say it; None where a clock's row does not say how it was counted."""
    clocks: dict[str, Clock] = {}
    for row in stand.clocks:
        if row.started_on is None or row.amount is None or row.counting is None:
            return None
        kind, limit = ClockKind(row.kind), limit_of(row.counting, row.amount)
        clocks[row.clock_id] = clock_of(
            kind, limit, row.started_on, row.started_at, row.excluded or "", row.running
        )
    summary = stand.summary
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
    stand: Stand,
    case: Case,
    command: Command,
    item: Item,
    calendar: Calendar,
    codec: Codec,
    thresholds: Thresholds,
) -> Write | None:
    """The event, if anything moved, and the rows that change; None where only the events can tell.

    Args:
        stand: the rows.
        case: the case they say.
        command: asks to count its clocks again.
        item: the version it runs under.
        calendar: the new one.
        codec: writes the event.
        thresholds: of its region, for when a clock fires next.

    Raises:
        Refusal: a clock cannot be counted by the new calendar.
    """
    if any(row.kind in _TOLD_BY_EVENTS and row.state != "done" for row in stand.tasks):
        return None
    events, after = decide_and_evolve(case, command, item, calendar)
    clocks = []
    for row in stand.clocks:
        now = _counted(row, case, calendar, thresholds)
        if now is row:
            continue
        # Moved from or to a day that may have been announced as passed already.
        if now.due_on != row.due_on and (row.fired or now.fires_at <= command.at):
            return None
        clocks.append(now)
    return Write(
        case_id=case.id,
        version=case.version,
        command_id=command.id,
        command_digest=command_digest(command),
        at=command.at,
        records=codec.write(events, stand.head),
        summary=_summary(stand.summary, after, calendar),
        tasks=tuple(_tasks(stand, case.clocks, calendar)),
        clocks=tuple(clocks),
    )


def _counted(row: ClockRow, case: Case, calendar: Calendar, thresholds: Thresholds) -> ClockRow:
    clock = case.clocks[row.clock_id]
    due, last_moment = clock.due(calendar), clock.last_moment(calendar)
    if due.day == row.due_on:
        # The next thing to be said of it is what it was; if that is its end, the hour may be another.
        is_end = calendar.end_of(due.day - timedelta(days=1)) < row.fires_at <= calendar.end_of(due.day)
        fires_at = last_moment if is_end else row.fires_at
        if (fires_at, due.provisional) == (row.fires_at, row.provisional):
            return row
        return replace(row, fires_at=fires_at, provisional=due.provisional)
    # As if nothing had been said yet: what was said of a day to come has gone out, and what has come asks
    # the events (see above).
    fires_at = next_instant(case, row.clock_id, calendar, thresholds) or last_moment
    return replace(row, due_on=due.day, fires_at=fires_at, provisional=due.provisional)


def _summary(was: Summary, case: Case, calendar: Calendar) -> Summary:
    def last_day(kind: ClockKind) -> date | None:
        clock = case.clocks.get(kind)
        return clock.due(calendar).day if clock else None

    return replace(
        was,
        version=case.version,
        promised_due=last_day(ClockKind.PROMISED),
        statutory_due=last_day(ClockKind.STATUTORY),
    )


def _tasks(stand: Stand, clocks: Mapping[str, Clock], calendar: Calendar) -> list[TaskRow]:
    """The tasks whose last day is another one now."""
    status, changed = Status(stand.summary.status), []
    for row in stand.tasks:
        clock = clocks.get(_task_clock(status, row.task_id))
        due_on = clock.due(calendar).day if clock is not None and row.due_on is not None else row.due_on
        if due_on != row.due_on:
            changed.append(replace(row, due_on=due_on))
    return changed


def _task_clock(status: Status, task_id: str) -> str:
    """The id of the clock that a task of a case is to be done by; see `projection.tasks`."""
    if task_id in TASK_CLOCKS:
        return TASK_CLOCKS[task_id] or ""
    match status:
        case Status.RECEIVED:
            return ClockKind.NOTICE
        case Status.DECIDED:
            return ClockKind.DELIVERY
    return f"{ClockKind.STEP}:{task_id}"
