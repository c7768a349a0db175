"""筛选 — which clock rows a newer calendar counts otherwise, told from the rows alone, many at once.

It decides nothing: what it lets through is decided by the kernel; what it holds back is, by
`tongban.bulk`, what the kernel would say it is already. A row it cannot count it lets through.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tongban.bulk import Clocks, DayTable, Exclusions, due_dates, last_moments
from tongban.handling.clock_columns import limit_of, stretches_of
from tongban.handling.ports import LookedAt
from tongban.handling.projection import ClockRow
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import LastMoment, Unit


@dataclass(frozen=True, slots=True)
class Odd:
    """不符的行 — the clock rows of a case that the newest calendar counts otherwise, and of which version."""

    version: int
    rows: tuple[ClockRow, ...]


class Sieve:
    """筛 — holds rows against the calendar of their division."""

    def __init__(
        self,
        calendar_of: Callable[[str], Calendar],
        days: Sequence[date] | None = None,
        *,
        turns_anew: bool = False,
    ) -> None:
        """Take the newest calendars, by division, and the days that count otherwise by them, in order.

        A clock whose last day stays may turn to a colour on another day, where a day in between changed.
        Where nobody knows which did (None), that is not looked for. With `turns_anew`, by other thresholds
        than before, every running clock may.
        """
        self._calendar_of = calendar_of
        self._turns_anew = turns_anew
        self._days = np.array(days or (), "datetime64[D]")
        self._tables: dict[Calendar, DayTable] = {}

    def moved(self, rows: Iterable[LookedAt]) -> Mapping[str, Odd]:
        """The rows that are, or may be, not as the newest calendar has them, by case, in order of the ids."""
        by_calendar: dict[Calendar, list[LookedAt]] = {}
        found: list[LookedAt] = []
        for looked in rows:
            # Written before the row said how it was counted, or the thresholds are others.
            if looked.row.started_on is None or (self._turns_anew and looked.row.running):
                found.append(looked)
            else:
                by_calendar.setdefault(self._calendar_of(looked.division), []).append(looked)
        for calendar, counted in by_calendar.items():
            counted_rows = [looked.row for looked in counted]
            last_year = np.datetime64(date(calendar.horizon.year, 1, 1))
            differs = _differs(self._table(calendar), counted_rows, self._days, last_year)
            found += [counted[place] for place in np.flatnonzero(differs)]
        found.sort(key=lambda looked: (looked.row.case_id, looked.row.clock_id))
        grouped = ((case_id, list(group)) for case_id, group in groupby(found, lambda odd: odd.row.case_id))
        return {case_id: Odd(odd[0].version, tuple(o.row for o in odd)) for case_id, odd in grouped}

    def _table(self, calendar: Calendar) -> DayTable:
        if calendar not in self._tables:
            self._tables[calendar] = DayTable.of(calendar)
        return self._tables[calendar]


def _differs(
    table: DayTable, rows: Sequence[ClockRow], changed: NDArray[np.datetime64], last_year: np.datetime64
) -> NDArray[np.bool_]:
    """Which rows say another last day, another instant, or another certainty than the calendar.

    The instant a row fires at may be that of a colour before the end or after it. It is held against the
    calendar only where the end is an hour of its day; at midnight it moves with the day alone, or with
    what changed between the two; or, from the first day of the last year that is counted up to, where a
    calendar of fewer years had no day for the colour (`projection.ends_where_nothing_is_known`).
    """
    clocks = _columns(rows)
    dues, moments = due_dates(table, clocks), last_moments(table, clocks)
    days = np.array([row.due_on for row in rows], "datetime64[D]")
    instants = np.array([_utc(row.fires_at) for row in rows], "datetime64[us]")
    provisional = np.array([row.provisional for row in rows], np.bool_)
    refused = (dues.refused != 0) | (moments.refused != 0)
    at_midnight = np.array([not _ends_by_the_clock(row.counting or "") for row in rows], np.bool_)
    same = (dues.days == days) & (at_midnight | (moments.instants == instants))
    same &= (dues.provisional | (days >= last_year)) == provisional
    waits = np.array([row.running and not row.fired for row in rows], np.bool_)
    anew = _lies_between(changed, instants, days) | (days >= last_year)
    turns = waits & (moments.instants != instants) & anew
    return np.asarray(refused | ~same | turns, np.bool_)


def _lies_between(
    changed: NDArray[np.datetime64], instants: NDArray[np.datetime64], days: NDArray[np.datetime64]
) -> NDArray[np.bool_]:
    """Whether a changed day lies between the midnight a row fires at and its last day, either included.

    The midnight is that of the case's own zone: it begins its day in UTC, or the one after.
    """
    fires_on = instants.astype("datetime64[D]")
    first, last = np.minimum(fires_on, days), np.maximum(fires_on + np.timedelta64(1, "D"), days)
    within = np.searchsorted(changed, last, "right") > np.searchsorted(changed, first, "left")
    return np.asarray(within, np.bool_)


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
