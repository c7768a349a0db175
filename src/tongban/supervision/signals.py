"""信号灯 — how a limit stands on a day, computed from dates in one place.

Green: time is left. Yellow: the last working day before the last day has come (or a step is late,
while the promise to the applicant is not). Red: the promise is broken. Black: a statutory limit has
passed. There is no national threshold; these are the defaults of this system.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import ClockKind
from tongban.kernel.clock.limit import Unit

#: Yellow from the last working day before the last day on.
_YELLOW_WORKING_DAYS = 1


class Signal(StrEnum):
    """信号 — in order of urgency, the least urgent first."""

    DONE = "done"
    NONE = "none"
    WAITING = "waiting"
    SUSPENDED = "suspended"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLACK = "black"


_ORDER = {signal: rank for rank, signal in enumerate(Signal)}

#: What a limit that passed means: a late step endangers the promise, a late delivery breaks the law.
_PAST = {
    ClockKind.STEP: Signal.YELLOW,
    ClockKind.PROMISED: Signal.RED,
    ClockKind.STATUTORY: Signal.BLACK,
    ClockKind.NOTICE: Signal.BLACK,
    ClockKind.DELIVERY: Signal.BLACK,
    # Whoever lets the days to ask for a hearing pass has waived it; nobody is late.
    ClockKind.HEARING_REQUEST: Signal.DONE,
    ClockKind.HEARING: Signal.BLACK,
    ClockKind.HEARING_NOTICE: Signal.BLACK,
}


@dataclass(frozen=True, slots=True)
class Lamp:
    """灯 — a signal and the days behind it.

    `days_left` counts in the limit's unit: 0 on the last day, negative once it is past, None where
    nothing is counted.
    """

    signal: Signal
    days_left: int | None = None


def lamp(
    kind: ClockKind,
    due_on: date | None,
    today: date,
    calendar: Calendar,
    *,
    unit: Unit = Unit.WORKING_DAY,
    suspended: bool = False,
    waiting: bool = False,
) -> Lamp:
    """信号灯 — of one limit on one day.

    Args:
        kind: what the limit measures.
        due_on: its last day; None where it has not started.
        today: the legal date it is looked at.
        calendar: the region's working days.
        unit: what the days left are counted in.
        suspended: the day is excluded from the limit (a special procedure).
        waiting: the applicant owes something; nobody's time is counted.
    """
    if waiting:
        return Lamp(Signal.WAITING)
    if due_on is None:
        return Lamp(Signal.NONE)
    if today > due_on:
        return Lamp(_PAST[kind], -max(1, _days(due_on, today, calendar, unit)))
    if suspended:
        return Lamp(Signal.SUSPENDED)
    left = _days(today, due_on, calendar, unit)
    near = calendar.count(today, due_on) <= _YELLOW_WORKING_DAYS
    return Lamp(Signal.YELLOW if near else Signal.GREEN, left)


def worst(signals: Iterable[Signal]) -> Signal:
    """最急的信号 — none where there are none."""
    return max(signals, key=_ORDER.__getitem__, default=Signal.NONE)


def _days(after: date, until: date, calendar: Calendar, unit: Unit) -> int:
    return calendar.count(after, until) if unit is Unit.WORKING_DAY else (until - after).days
