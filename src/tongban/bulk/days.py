"""日表 — a calendar's days as arrays: looked up, never worked out a second time.

Which day is worked is asked of the kernel's calendar once; here it only becomes prefix sums. Days are
counted from 1970-01-01, as numpy's `datetime64[D]` has them.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tongban.bulk.zone import ZoneTable
from tongban.kernel.calendar import Calendar, Opening
from tongban.kernel.calendar.hours import seconds_of

EPOCH = date(1970, 1, 1).toordinal()
#: The days that a date can name.
FIRST, LAST = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH


#: The kinds of days that every table has; a day with hours of its own is one of the kinds after them.
ORDINARY, REST = 0, 1


@dataclass(frozen=True, eq=False)
class HourTable:
    """办公时间表 — the openings of each kind of day, and the seconds worked up to each day.

    `kinds` says per day which row of `opens` and `closes` (seconds since midnight) is its own; rows are
    filled up with openings of no length, and a day of rest has no others. `until` and `of_nth` are the
    seconds worked up to and including a day, and up to and including the n-th working day.
    """

    kinds: NDArray[np.int16]
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    until: NDArray[np.int64]
    of_nth: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class DayTable:
    """日表 — one calendar from the eve of its first day to its horizon.

    Attributes:
        calendar: the calendar itself; what lies off the table is asked of it.
        eve: the day before the first one, of which nothing is known but that it can be counted from.
        last: the last day of the table.
        certain: the last day that no notice to come can change.
        until: how many working days there are up to each day, from the eve (0) on.
        nth: the working days in order.
    """

    calendar: Calendar
    eve: int
    last: int
    certain: int
    until: NDArray[np.int32]
    nth: NDArray[np.int32]

    @classmethod
    def of(cls, calendar: Calendar) -> "DayTable":
        """Tabulate a calendar; takes some ten milliseconds, once for each version of it.

        >>> from datetime import UTC
        >>> table = DayTable.of(Calendar("CN", UTC, 2026, 2026, off_days=[date(2026, 1, 1)]))
        >>> [str(day) for day in table.nth[:3].astype("datetime64[D]")]
        ['2026-01-02', '2026-01-05', '2026-01-06']
        """
        eve, last = _day(calendar.first_day) - 1, _day(calendar.horizon)
        nth = np.array(calendar.working_ordinals(), np.int32) - np.int32(EPOCH)
        nth = nth[: np.searchsorted(nth, last, "right")]
        worked = np.zeros(last - eve + 1, np.int32)
        worked[nth - eve] = 1
        return cls(calendar, eve, last, _day(calendar.last_certain_day), worked.cumsum(dtype=np.int32), nth)

    def holds(self, days: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the days are in the table and worked or not; the eve is neither."""
        return (days > self.eve) & (days <= self.last)

    def is_working(self, days: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the days are worked 工作日; all must be in the table."""
        place = days - self.eve
        return self.until[place] > self.until[place - 1]

    @cached_property
    def hours(self) -> HourTable | None:
        """The hours worked, where the region has any.

        Raises:
            ValueError: an opening begins or ends within a second; seconds are what is counted here.
        """
        hours = self.calendar.hours
        if hours is None:
            return None
        kinds = np.full(self.until.size, REST, np.int16)
        kinds[self.nth - self.eve] = ORDINARY
        rows: list[tuple[Opening, ...]] = [hours.ordinary, ()]
        for day in sorted(hours.exceptions):
            place = _day(day) - self.eve
            if 0 < place < kinds.size and kinds[place] == ORDINARY:
                kinds[place] = len(rows)
                rows.append(hours.exceptions[day])
        if any(moment.microsecond for row in rows for opening in row for moment in opening):
            raise ValueError("business hours begin and end at whole seconds")
        longest = max(map(len, rows))
        opens, closes = (np.array([_filled(row, edge, longest) for row in rows], np.int64) for edge in (0, 1))
        until = (closes - opens).sum(axis=1)[kinds].cumsum(dtype=np.int64)
        return HourTable(kinds, opens, closes, until, until[self.nth - self.eve])

    @cached_property
    def zone(self) -> ZoneTable:
        """The region's legal time, with some days to spare at both ends."""
        return ZoneTable.of(self.calendar.zone, self.eve - 3, self.last + 4)


def _day(day: date) -> int:
    return day.toordinal() - EPOCH


def _filled(openings: tuple[Opening, ...], edge: int, length: int) -> list[int]:
    """The openings' beginnings (0) or ends (1); what is missing begins and ends at the last end."""
    last = seconds_of(openings[-1][1]) if openings else 0
    return [seconds_of(opening[edge]) for opening in openings] + [last] * (length - len(openings))
