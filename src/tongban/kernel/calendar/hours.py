"""办公时间 — the hours that are worked on a working day, half-days among them.

依据 Basis: 民法典§203 (where there are business hours, the last day ends when business stops). Which
hours, is the region's own data.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from itertools import pairwise

from tongban.kernel.refusals import HoursUpsideDown

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
        self.ordinary_seconds = _length(self.ordinary)
        #: By how many seconds the days that differ are longer or shorter, in order.
        self.corrections = sorted(
            (day, _length(openings) - self.ordinary_seconds) for day, openings in self.exceptions.items()
        )
        self.longest = max([self.ordinary_seconds, *(_length(o) for o in self.exceptions.values())])

    def __str__(self) -> str:
        days = {"": self.ordinary} | {f"{day} ": self.exceptions[day] for day in sorted(self.exceptions)}
        return "; ".join(f"{day}{_said(openings)}" for day, openings in days.items())

    def of(self, day: date) -> tuple[Opening, ...]:
        """The openings of a working day."""
        return self.exceptions.get(day, self.ordinary)

    def seconds(self, day: date) -> int:
        """How many seconds a working day has."""
        return _length(self.of(day))


def _in_order(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    found = tuple(openings)
    instants = [moment for opening in found for moment in opening]
    if not found or any(later <= earlier for earlier, later in pairwise(instants)):
        raise HoursUpsideDown(hours=_said(found) or "—")
    return found


def _said(openings: tuple[Opening, ...]) -> str:
    return ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in openings)


def seconds_of(moment: time) -> int:
    """Seconds since midnight."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _length(openings: tuple[Opening, ...]) -> int:
    return sum(seconds_of(end) - seconds_of(begin) for begin, end in openings)
