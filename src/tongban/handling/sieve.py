"""筛选 — which clock rows a newer calendar counts otherwise, told from the rows alone, many at once.

It decides nothing: what it lets through is decided by the kernel; what it holds back is, by
`tongban.bulk`, what the kernel would say it is already. A row it cannot count it lets through.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tongban.bulk import Clocks, DayTable, Exclusions, due_dates, last_moments
from tongban.handling.clock_columns import limit_of, stretches_of
from tongban.handling.projection import ClockRow
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import LastMoment, Unit


class Sieve:
    """筛 — holds rows against the calendar of their division."""

    def __init__(self, calendar_of: Callable[[str], Calendar]) -> None:
        """Take the newest calendars, by division."""
        self._calendar_of = calendar_of
        self._tables: dict[Calendar, DayTable] = {}

    def moved(self, rows: Iterable[tuple[str, ClockRow]]) -> list[str]:
        """The cases of which a row is not as the newest calendar has it, in order of their ids.

        Args:
            rows: clock rows, each with the division of its case.
        """
        by_calendar: dict[Calendar, list[ClockRow]] = {}
        found = set()
        for division, row in rows:
            if row.started_on is None:  # written before the row said how it was counted
                found.add(row.case_id)
            else:
                by_calendar.setdefault(self._calendar_of(division), []).append(row)
        for calendar, counted in by_calendar.items():
            differs = _differs(self._table(calendar), counted)
            found.update(counted[place].case_id for place in np.flatnonzero(differs))
        return sorted(found)

    def _table(self, calendar: Calendar) -> DayTable:
        if calendar not in self._tables:
            self._tables[calendar] = DayTable.of(calendar)
        return self._tables[calendar]


def _differs(table: DayTable, rows: Sequence[ClockRow]) -> NDArray[np.bool_]:
    """Which rows say another last day, another instant, or another certainty than the calendar.

    The instant a row fires at may be that of a colour before the end. It is held against the calendar only
    where the end is an hour of its day; at midnight it moves with the day alone.
    """
    clocks = _columns(rows)
    dues, moments = due_dates(table, clocks), last_moments(table, clocks)
    days = np.array([row.due_on for row in rows], "datetime64[D]")
    instants = np.array([_utc(row.fires_at) for row in rows], "datetime64[us]")
    provisional = np.array([row.provisional for row in rows], np.bool_)
    refused = (dues.refused != 0) | (moments.refused != 0)
    at_midnight = np.array([not _ends_by_the_clock(row.counting or "") for row in rows], np.bool_)
    same = (dues.days == days) & (at_midnight | (moments.instants == instants))
    same &= dues.provisional == provisional
    return np.asarray(refused | ~same, np.bool_)


def _columns(rows: Sequence[ClockRow]) -> Clocks:
    ways = [_way_of(row.counting or "") for row in rows]
    stretches = [stretches_of(row.excluded) if row.excluded else () for row in rows]
    flat = list(chain.from_iterable(stretches))
    offsets = np.cumsum([0, *map(len, stretches)])
    begin, until = (np.array([stretch[edge] for stretch in flat], "datetime64[D]") for edge in (0, 1))
    return Clocks.of(
        np.array([row.started_on for row in rows], "datetime64[D]"),
        np.array([row.amount for row in rows], np.int64),
        unit=[way.unit for way in ways],
        rolls=[way.rolls for way in ways],
        first_day=[way.first_day for way in ways],
        backward=[way.backward for way in ways],
        ends_at_close=[way.ends_at_close for way in ways],
        after_close_is_next_day=[way.after_close_is_next_day for way in ways],
        instants=np.array([_utc(row.started_at) for row in rows], "datetime64[us]"),
        exclusions=Exclusions.of(offsets, begin, until) if flat else None,
    )


class _Way(NamedTuple):
    unit: Unit
    rolls: bool
    first_day: bool
    backward: bool
    ends_at_close: bool
    after_close_is_next_day: bool


@lru_cache(maxsize=512)
def _way_of(counting: str) -> _Way:
    limit = limit_of(counting, 1)
    way = limit.way
    closes = way.last_moment is LastMoment.CLOSE_OF_BUSINESS
    return _Way(limit.unit, limit.rolls, way.first_day, way.backward, closes, way.after_close_is_next_day)


def _ends_by_the_clock(counting: str) -> bool:
    way = _way_of(counting)
    return way.ends_at_close or way.unit is Unit.WORKING_HOUR


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC).replace(tzinfo=None)
