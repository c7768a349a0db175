"""办公时间 — the hours that are worked, half-days among them, and time counted within them.

依据 Basis: 民法典§203 (where there are business hours, the last day ends when business stops). Which
hours, is the region's own data. Wall-clock arithmetic: no legal zone shifts its clocks during
business hours.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from tongban.kernel.calendar.days import Calendar
from tongban.kernel.refusals import HoursUpsideDown, LimitNotPositive, NoBusinessHours

#: From when until when a counter is open; a day has one or more, in order.
Opening = tuple[time, time]


class BusinessHours:
    """办公时间 — of an ordinary working day, and of the days that differ (half-days 半天).

    >>> hours = BusinessHours([(time(9), time(12)), (time(14), time(17))])
    >>> hours.seconds(date(2026, 3, 2))
    21600
    """

    def __init__(
        self, ordinary: Iterable[Opening], exceptions: Mapping[date, Iterable[Opening]] | None = None
    ) -> None:
        """Take the openings of a day in order; a day with none is a day of rest, not an exception.

        Raises:
            HoursUpsideDown: an opening ends before it begins, overlaps the one before, or there is none.
        """
        self.ordinary = _in_order(ordinary)
        self.exceptions = {day: _in_order(openings) for day, openings in (exceptions or {}).items()}
        self._ordinary_seconds = _length(self.ordinary)
        self._corrections = sorted(
            (day, _length(openings) - self._ordinary_seconds) for day, openings in self.exceptions.items()
        )
        self.longest = max([self._ordinary_seconds, *(_length(o) for o in self.exceptions.values())])

    def of(self, day: date) -> tuple[Opening, ...]:
        """The openings of a working day."""
        return self.exceptions.get(day, self.ordinary)

    def seconds(self, day: date) -> int:
        """How many seconds a working day has."""
        return _length(self.of(day))

    def between(self, after: date, until: date, calendar: Calendar) -> int:
        """Seconds of all working days later than `after`, up to and including `until`."""
        if until <= after:
            return 0
        corrections = sum(
            seconds for day, seconds in self._corrections if after < day <= until and calendar.is_working(day)
        )
        return calendar.count(after, until) * self._ordinary_seconds + corrections


def _in_order(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    found = tuple(openings)
    instants = [moment for opening in found for moment in opening]
    if not found or any(later <= earlier for earlier, later in pairwise(instants)):
        said = ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in found)
        raise HoursUpsideDown(hours=said or "—")
    return found


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _length(openings: tuple[Opening, ...]) -> int:
    return sum(_seconds(end) - _seconds(begin) for begin, end in openings)


# --- counting


def close_of(calendar: Calendar, day: date) -> datetime:
    """The UTC instant at which business stops on a day; its 24:00 where it has no business hours."""
    if calendar.hours is None or not calendar.is_working(day):
        return calendar.end_of(day)
    return datetime.combine(day, calendar.hours.of(day)[-1][1], calendar.zone).astimezone(UTC)


def working_seconds(calendar: Calendar, since: datetime, until: datetime) -> int:
    """Seconds worked between two instants, 0 where the second is not later.

    Raises:
        NoBusinessHours: the region's hours are not known.
        BeforeTheCalendar, BeyondTheCalendar: as for `Calendar.count`.
    """
    if until <= since:
        return 0
    hours = _hours(calendar)
    begin, end = calendar.day_of(since), calendar.day_of(until)
    whole = hours.between(begin - timedelta(days=1), end - timedelta(days=1), calendar)
    return whole + _elapsed(calendar, end, until) - _elapsed(calendar, begin, since)


def add_seconds(calendar: Calendar, since: datetime, amount: int) -> datetime:
    """The UTC instant by which `amount` seconds have been worked since an instant.

    Raises:
        NoBusinessHours: the region's hours are not known.
        LimitNotPositive: the amount is not at least 1.
        BeforeTheCalendar, BeyondTheCalendar: as for `Calendar.add`.
    """
    if amount < 1:
        raise LimitNotPositive(amount=amount)
    hours = _hours(calendar)
    day = calendar.day_of(since)
    left = amount + _elapsed(calendar, day, since)
    while True:
        today = hours.seconds(day) if calendar.is_working(day) else 0
        if left <= today:
            return _at(calendar, day, left)
        left -= today
        # A jump over as many days as surely do not suffice; each shortens what is left by a fraction.
        jump = max(1, (left - 1) // hours.longest)
        landing = calendar.add(day, jump)
        left -= hours.between(day, landing - timedelta(days=1), calendar)
        day = landing


def _hours(calendar: Calendar) -> BusinessHours:
    if calendar.hours is None:
        raise NoBusinessHours(region=calendar.region)
    return calendar.hours


def _elapsed(calendar: Calendar, day: date, instant: datetime) -> int:
    """Seconds worked on that day before the instant."""
    if not calendar.is_working(day):
        return 0
    at = _seconds(instant.astimezone(calendar.zone).time())
    openings = _hours(calendar).of(day)
    return sum(max(0, min(at, _seconds(end)) - _seconds(begin)) for begin, end in openings)


def _at(calendar: Calendar, day: date, elapsed: int) -> datetime:
    for begin, end in _hours(calendar).of(day):
        length = _seconds(end) - _seconds(begin)
        if elapsed <= length:
            opened = datetime.combine(day, begin, calendar.zone)
            return (opened + timedelta(seconds=elapsed)).astimezone(UTC)
        elapsed -= length
    raise AssertionError("more was asked of the day than it has")
