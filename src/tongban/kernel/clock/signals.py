"""信号 — the legal day on which a clock turns yellow, red or black, and its colour on a day.

No threshold stands here: which colour comes when is data, dated and regional (`law/signals.yaml`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tongban.kernel.calendar import Calendar
from tongban.kernel.clock.counting import Stretch
from tongban.kernel.clock.ledger import Clock, ClockKind, Entry, EntryKind
from tongban.kernel.clock.limit import Unit
from tongban.kernel.refusals import BeforeTheCalendar, BeyondTheCalendar
from tongban.kernel.words import Bilingual

_DAY = timedelta(days=1)


class Colour(StrEnum):
    """灯色 — what a clock turns to, the least urgent first; one that has not turned is green."""

    YELLOW = "yellow"
    RED = "red"
    BLACK = "black"

    @property
    def label(self) -> Bilingual:
        """The colour's name."""
        return {
            Colour.YELLOW: Bilingual("黄灯", "yellow"),
            Colour.RED: Bilingual("红灯", "red"),
            Colour.BLACK: Bilingual("黑灯", "black"),
        }[self]


_URGENCY = {colour: rank for rank, colour in enumerate(Colour)}


@dataclass(frozen=True, slots=True)
class Threshold:
    """阈值 — when clocks of a kind turn to a colour, in force from `since` to `until`, both included.

    Either `left`: on the first day on which no more days than that are left (0: on the last day);
    or `past`: that many days after the last day (1: on the day after it). Days are working days, or
    calendar days where `unit` says so.
    """

    clock: ClockKind
    colour: Colour
    since: date
    basis: str
    until: date | None = None
    left: int | None = None
    past: int | None = None
    unit: Unit = Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class Watched:
    """受监时限 — what of a clock its signals hang on.

    `first` is the first day that counts, before which nothing turns; `due` the last; days of the
    `excluded` stretches (in order, not overlapping) are not among those left.
    """

    kind: ClockKind
    first: date
    due: date
    excluded: tuple[Stretch, ...] = ()

    @classmethod
    def of(cls, clock: Clock, calendar: Calendar) -> "Watched":
        """Of a clock as it stands; raises as `Clock.due`."""
        start, due = clock.started_on, clock.due(calendar).day
        if clock.limit.way.backward:
            # Counted back from a day to come: nothing turns before it was known that it comes.
            first = calendar.day_of(clock.entries[0].at)
        else:
            first = start if clock.limit.way.first_day or start == date.max else start + _DAY
        return cls(clock.kind, first, due, clock.excluded)


@dataclass(frozen=True, slots=True)
class Turn:
    """转灯 — a colour, the legal day it comes on, and the threshold that says so."""

    day: date
    colour: Colour
    threshold: Threshold


def turns(clock: Clock, thresholds: Iterable[Threshold], calendar: Calendar) -> tuple[Turn, ...]:
    """转灯预报 — every colour the clock will have turned to if its duty is never done, in that order.

    Raises: as `Clock.due`.
    """
    return forecast(Watched.of(clock, calendar), thresholds, calendar)


def forecast(watched: Watched, thresholds: Iterable[Threshold], calendar: Calendar) -> tuple[Turn, ...]:
    """As `turns`, of a limit whose days are known."""
    earliest: dict[Colour, Turn] = {}
    for threshold, day in _of_kind(watched, thresholds, calendar):
        # One that comes into force when its measure is full already turns the clock that day.
        turn = Turn(max(day, threshold.since), threshold.colour, threshold)
        if threshold.until is not None and threshold.until < turn.day:
            continue
        known = earliest.get(turn.colour)
        if known is None or turn.day < known.day:
            earliest[turn.colour] = turn
    return tuple(sorted(earliest.values(), key=lambda turn: (turn.day, _URGENCY[turn.colour])))


def colour_on(
    day: date, watched: Watched, thresholds: Iterable[Threshold], calendar: Calendar
) -> Colour | None:
    """灯色 — of a limit on a day, by the thresholds of that day; None for green."""
    turned = (
        threshold.colour
        for threshold, since in _of_kind(watched, thresholds, calendar)
        if threshold.since <= day and (threshold.until is None or day <= threshold.until) and since <= day
    )
    return max(turned, key=_URGENCY.__getitem__, default=None)


def was_cleared(
    clock: Clock,
    colour: Colour,
    said: tuple[Entry, ...],
    thresholds: tuple[Threshold, ...],
    calendar: Calendar,
) -> bool:
    """灯已熄灭 — whether some later entry of the ledger moved the last day so far that the colour went out.

    Args:
        clock: as it stands.
        colour: what the clock had turned to.
        said: the ledger as it was when that was said; another one's where the clock started afresh since.
        thresholds: of the clock's region.
        calendar: of the clock's region.
    """
    if clock.entries[: len(said)] != said:
        return True
    for number in range(len(said), len(clock.entries)):
        entry = clock.entries[number]
        then = Watched.of(Clock(clock.kind, clock.limit, clock.entries[: number + 1]), calendar)
        if entry.kind is EntryKind.RECOUNT and entry.after is not None:
            # The calendar of that day is gone; what it said is in the ledger.
            then = Watched(then.kind, then.first, entry.after, then.excluded)
        turned = {turn.colour: turn.day for turn in forecast(then, thresholds, calendar)}
        if colour not in turned or turned[colour] > calendar.day_of(entry.at):
            return True
    return False


def _of_kind(
    watched: Watched, thresholds: Iterable[Threshold], calendar: Calendar
) -> Iterator[tuple[Threshold, date]]:
    """The thresholds for this kind of clock, each with the day its measure is full."""
    for threshold in thresholds:
        if threshold.clock is watched.kind:
            yield threshold, max(watched.first, _full(threshold, watched, calendar))


def _full(threshold: Threshold, watched: Watched, calendar: Calendar) -> date:
    try:
        if threshold.past is not None:
            return _after(watched.due, threshold.past, threshold.unit, calendar)
        return _before(watched, threshold.left or 0, threshold.unit, calendar)
    except (BeforeTheCalendar, BeyondTheCalendar, OverflowError):
        return watched.due  # where nobody knows which days are worked, the last day itself


def _after(due: date, past: int, unit: Unit, calendar: Calendar) -> date:
    return calendar.add(due, past) if unit is Unit.WORKING_DAY else due + past * _DAY


def _before(watched: Watched, left: int, unit: Unit, calendar: Calendar) -> date:
    """The first day later than which no more than so many days count, up to the last day."""
    due, working = watched.due, unit is Unit.WORKING_DAY
    day = _back(due, left, working, calendar)
    for begin, until in reversed(watched.excluded):
        if until < day:
            break
        begin, until = max(begin, watched.first), min(until, due)
        if begin > until:
            continue
        left += calendar.count(begin - _DAY, until) if working else (until - begin).days + 1
        day = _back(due, left, working, calendar)
    return day


def _back(due: date, left: int, working: bool, calendar: Calendar) -> date:
    if not working:
        return due - left * _DAY
    try:
        return calendar.subtract(due + _DAY, left + 1)
    except BeforeTheCalendar:
        return date.min  # more days than the calendar has
