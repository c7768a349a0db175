"""信号灯 — how a limit stands on a day, as lists and case files show it.

The colours are the kernel's, by the thresholds of the region (`law/signals.yaml`); a lamp adds what is
no colour: a limit that has not started, is suspended, or waits for the applicant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tongban.kernel.calendar import Calendar
from tongban.kernel.clock.limit import Unit
from tongban.kernel.clock.signals import Threshold, Watched, colour_on


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


_DAY = timedelta(days=1)
_ORDER = {signal: rank for rank, signal in enumerate(Signal)}


@dataclass(frozen=True, slots=True)
class Lamp:
    """灯 — a signal and the days behind it.

    `days_left` counts in the limit's unit, without excluded days: 0 on the last day, negative once it is
    past, None where nothing is counted.
    """

    signal: Signal
    days_left: int | None = None


def lamp(
    watched: Watched | None,
    today: date,
    calendar: Calendar,
    thresholds: Iterable[Threshold],
    *,
    unit: Unit = Unit.WORKING_DAY,
    suspended: bool = False,
    waiting: bool = False,
) -> Lamp:
    """信号灯 — of one limit on one day.

    Args:
        watched: the limit's days; None where it has not started.
        today: the legal date it is looked at.
        calendar: the region's working days.
        thresholds: the region's, of all dates and clocks.
        unit: what the days left are counted in.
        suspended: the day is excluded from the limit.
        waiting: the applicant owes something; nobody's time is counted.
    """
    if waiting:
        return Lamp(Signal.WAITING)
    if watched is None:
        return Lamp(Signal.NONE)
    past = today > watched.due
    if suspended and not past:
        return Lamp(Signal.SUSPENDED)
    known = [threshold for threshold in thresholds if threshold.clock is watched.kind]
    if past and not known:
        return Lamp(Signal.DONE)  # nobody's duty: a right not used in time is waived, not late
    colour = colour_on(today, watched, known, calendar)
    return Lamp(Signal(colour) if colour else Signal.GREEN, days_left(watched, today, calendar, unit))


def days_left(watched: Watched, today: date, calendar: Calendar, unit: Unit = Unit.WORKING_DAY) -> int:
    """剩余天数 — without those excluded; 0 on the last day, negative (by at least one) once it is past."""
    due = watched.due
    if today > due:
        return -max(1, _days(due, today, calendar, unit))
    left = _days(today, due, calendar, unit)
    for begin, until in watched.excluded:
        left -= _days(max(begin - _DAY, today), min(until, due), calendar, unit)
    return left


def worst(signals: Iterable[Signal]) -> Signal:
    """最急的信号 — none where there are none."""
    return max(signals, key=_ORDER.__getitem__, default=Signal.NONE)


def _days(after: date, until: date, calendar: Calendar, unit: Unit) -> int:
    if unit is Unit.WORKING_DAY:
        return calendar.count(after, until)
    return max(0, (until - after).days)
