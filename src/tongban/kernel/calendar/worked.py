"""工作时间的计算 — time counted within business hours.

依据 Basis: 民法典§203. Wall-clock arithmetic: no legal zone shifts its clocks during business hours.
"""

from datetime import UTC, date, datetime, timedelta

from tongban.kernel.calendar.days import Calendar
from tongban.kernel.calendar.hours import BusinessHours, seconds_of
from tongban.kernel.refusals import BeyondTheCalendar, LimitNotPositive, NoBusinessHours


def close_of(calendar: Calendar, day: date) -> datetime:
    """The UTC instant at which business stops on a day; its 24:00 where it has no business hours."""
    if calendar.hours is None or not calendar.is_working(day):
        return calendar.end_of(day)
    try:
        return datetime.combine(day, calendar.hours.of(day)[-1][1], calendar.zone).astimezone(UTC)
    except OverflowError:
        raise BeyondTheCalendar(day=day, amount=1) from None


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
    whole = 0
    if end > begin:
        today = hours.seconds(begin) if calendar.is_working(begin) else 0
        whole = today + _between(hours, begin, end - timedelta(days=1), calendar)
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
        left -= _between(hours, day, landing - timedelta(days=1), calendar)
        day = landing


def _between(hours: BusinessHours, after: date, until: date, calendar: Calendar) -> int:
    """Seconds of all working days later than `after`, up to and including `until`."""
    if until <= after:
        return 0
    corrections = sum(
        seconds for day, seconds in hours.corrections if after < day <= until and calendar.is_working(day)
    )
    return calendar.count(after, until) * hours.ordinary_seconds + corrections


def _hours(calendar: Calendar) -> BusinessHours:
    if calendar.hours is None:
        raise NoBusinessHours(region=calendar.region)
    return calendar.hours


def _elapsed(calendar: Calendar, day: date, instant: datetime) -> int:
    """Seconds worked on that day before the instant."""
    if not calendar.is_working(day):
        return 0
    at = seconds_of(instant.astimezone(calendar.zone).time())
    openings = _hours(calendar).of(day)
    return sum(max(0, min(at, seconds_of(end)) - seconds_of(begin)) for begin, end in openings)


def _at(calendar: Calendar, day: date, elapsed: int) -> datetime:
    for begin, end in _hours(calendar).of(day):
        length = seconds_of(end) - seconds_of(begin)
        if elapsed <= length:
            opened = datetime.combine(day, begin, calendar.zone)
            return (opened + timedelta(seconds=elapsed)).astimezone(UTC)
        elapsed -= length
    raise AssertionError("more was asked of the day than it has")
