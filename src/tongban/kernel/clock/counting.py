"""届满日的计算 — the last day of a limit from its start, its exclusions and the calendar.

依据 Basis: 行政许可法§82 (working days); 民法典§201 (the day of the event is not counted), §202 (months
and years end on the corresponding day, or on the month's last), §203 (a day of rest rolls; 24:00, or
the close of business).
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tongban.kernel.calendar import Calendar, add_seconds, close_of, working_seconds
from tongban.kernel.clock.limit import LastMoment, TimeLimit, Unit
from tongban.kernel.refusals import BeforeTheCalendar, BeyondTheCalendar

_DAY = timedelta(days=1)
_HOUR = 3600
_MONTHS_OF_A_YEAR = 12

#: Excluded days, both included.
Stretch = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Start:
    """起点 — the day of the event, and its instant where it is known."""

    day: date
    instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """届满日 — the last day of a limit; provisional where the calendar is."""

    day: date
    provisional: bool


def due(limit: TimeLimit, amount: int, start: Start, excluded: Iterable[Stretch], calendar: Calendar) -> Due:
    """届满日 — the last day on which the duty can be done in time.

    Args:
        limit: unit and way of counting.
        amount: the limit with its extensions, in its unit.
        start: the event the count begins with.
        excluded: stretches left out, in order, not overlapping; only of limits that run forward.
        calendar: the region's days and hours.

    Raises:
        BeforeTheCalendar, BeyondTheCalendar: the days cannot be known or named.
        NoBusinessHours: hours are asked of a region that has none.
    """
    if limit.unit is Unit.WORKING_HOUR:
        day = calendar.day_of(_hour_end(amount, start, excluded, calendar))
        return Due(day, not calendar.is_known(day))
    if limit.way.backward:
        day = _backward(limit, amount, start.day, calendar)
        return Due(day, not calendar.is_known(start.day) and _needs_notices(limit))
    first = _eve(limit, start, calendar)
    if limit.unit is Unit.WORKING_DAY:
        day = _working(amount, first, excluded, calendar)
        return Due(day, not calendar.is_known(day))
    day = _natural(limit, amount, first, excluded, calendar)
    # Calendar days need no notice to be counted, only to know where a day of rest rolls to.
    return Due(day, limit.rolls and not calendar.is_known(day))


def last_moment(
    limit: TimeLimit, amount: int, start: Start, excluded: Iterable[Stretch], calendar: Calendar
) -> datetime:
    """截止时刻 — the UTC instant from which on the duty is late.

    Raises: as `due`.
    """
    if limit.unit is Unit.WORKING_HOUR:
        return _hour_end(amount, start, excluded, calendar)
    return end_of(limit, due(limit, amount, start, excluded, calendar).day, calendar)


def end_of(limit: TimeLimit, day: date, calendar: Calendar) -> datetime:
    """The UTC instant at which the last day of a limit ends, for limits that are not counted in hours."""
    closes = limit.way.last_moment is LastMoment.CLOSE_OF_BUSINESS
    return close_of(calendar, day) if closes else calendar.end_of(day)


def _eve(limit: TimeLimit, start: Start, calendar: Calendar) -> date:
    """The day before the first day that counts."""
    day, way = start.day, limit.way
    if (
        way.after_close_is_next_day
        and start.instant is not None
        and (start.instant >= close_of(calendar, day) or not calendar.is_working(day))
    ):
        day = calendar.add(day, 1)
    if not way.first_day:
        return day
    if day == date.min:
        raise BeforeTheCalendar(day=day, first=calendar.first_day)
    return day - _DAY


def _eve_of(begin: date, first: date) -> date:
    """The day before an excluded stretch, but not before the count itself begins."""
    return first if begin <= first else begin - _DAY


def _needs_notices(limit: TimeLimit) -> bool:
    return limit.unit is Unit.WORKING_DAY or limit.rolls


def _working(amount: int, first: date, excluded: Iterable[Stretch], calendar: Calendar) -> date:
    day = calendar.add(first, amount)
    for begin, until in excluded:
        if begin > day:
            break
        # The stretch begins within the limit, so all its working days move the end.
        amount += calendar.count(_eve_of(begin, first), until)
        day = calendar.add(first, amount)
    return day


def _natural(
    limit: TimeLimit, amount: int, first: date, excluded: Iterable[Stretch], calendar: Calendar
) -> date:
    try:
        day = _later(limit.unit, first, amount)
        for begin, until in excluded:
            if begin > day:
                break
            day += timedelta(days=max(0, (until - _eve_of(begin, first)).days))
    except (OverflowError, ValueError):
        raise BeyondTheCalendar(day=first, amount=amount) from None
    if not limit.rolls:
        return day
    day = calendar.roll(day)
    # The day of rest may roll into an exclusion, which moves the end past itself too.
    for begin, until in excluded:
        if begin <= day <= until:
            day = calendar.add(until, 1)
    return day


def _backward(limit: TimeLimit, amount: int, day: date, calendar: Calendar) -> date:
    if limit.unit is Unit.WORKING_DAY:
        return calendar.subtract(day, amount)
    try:
        last = _later(limit.unit, day, -amount)
    except (OverflowError, ValueError):
        raise BeforeTheCalendar(day=day, first=calendar.first_day) from None
    return calendar.roll_back(last) if limit.rolls else last


def _later(unit: Unit, day: date, amount: int) -> date:
    if unit is Unit.NATURAL_DAY:
        return day + timedelta(days=amount)
    months = day.year * _MONTHS_OF_A_YEAR + day.month - 1
    months += amount * (_MONTHS_OF_A_YEAR if unit is Unit.YEAR else 1)
    year, month = divmod(months, _MONTHS_OF_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _hour_end(amount: int, start: Start, excluded: Iterable[Stretch], calendar: Calendar) -> datetime:
    # Where the hour of the event is not known, its day is not counted, as ever.
    since = start.instant or calendar.end_of(start.day)
    seconds = amount * _HOUR
    end = add_seconds(calendar, since, seconds)
    for begin, until in excluded:
        if begin > calendar.day_of(end):
            break
        opens = since  # a stretch may have begun long before, on a day without an instant in UTC
        if begin > calendar.day_of(since):
            opens = datetime.combine(begin, datetime.min.time(), calendar.zone).astimezone(UTC)
        seconds += working_seconds(calendar, opens, calendar.end_of(until))
        end = add_seconds(calendar, since, seconds)
    return end
