"""日历的变动 — which days a newer calendar counts otherwise than the one before."""

from datetime import date, timedelta

from tongban.kernel.calendar.days import Calendar


def changed_days(before: Calendar, after: Calendar) -> tuple[date, ...] | None:
    """The days that are worked in one and not in the other, or worked for other hours, in order.

    None where any day may count otherwise: another zone, other ordinary hours, other days known at all.
    Days that merely became certain are not among them.
    """
    if (str(before.zone), before.first_day) != (str(after.zone), after.first_day):
        return None
    if (before.hours and before.hours.ordinary) != (after.hours and after.hours.ordinary):
        return None
    if before.fixed_holidays != after.fixed_holidays:
        return None
    listed = before.off_days | before.make_up_days | after.off_days | after.make_up_days
    listed |= _half_days(before) | _half_days(after)
    # A fixed holiday is off in a year without a notice only.
    for year in range(before.last_known_day.year, after.last_known_day.year):
        listed |= _all_days(year + 1)
    for year in range(after.last_known_day.year, before.last_known_day.year):
        listed |= _all_days(year + 1)
    return tuple(sorted(day for day in listed if _counts(before, day) != _counts(after, day)))


def _half_days(calendar: Calendar) -> frozenset[date]:
    return frozenset(calendar.hours.exceptions) if calendar.hours else frozenset()


def _all_days(year: int) -> frozenset[date]:
    first = date(year, 1, 1)
    return frozenset(first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))


def _counts(calendar: Calendar, day: date) -> object:
    if day < calendar.first_day or not calendar.is_working(day):
        return None
    return calendar.hours.of(day) if calendar.hours else ()
