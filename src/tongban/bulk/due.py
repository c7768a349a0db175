"""届满日的批量计算 — last days and last moments over columns, equal to `kernel.clock.counting`.

依据 Basis: as there. What lies off the table, a century after the last notice, is asked of the kernel
row by row: rare, slow, and the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tongban.bulk.asking import ask_due, ask_moment
from tongban.bulk.columns import MISSING, Clocks, Stretches, Way, Whole, epoch_days, of_rows
from tongban.bulk.days import FIRST, LAST, DayTable
from tongban.bulk.loops import (
    ASK,
    BEFORE,
    BEYOND,
    NUMPY,
    Counted,
    Loops,
    Reasons,
    elapsed,
    wall_days,
)
from tongban.bulk.refusals import ColumnLengthDiffers, RowRefused, Why
from tongban.bulk.zone import DAY_SECONDS
from tongban.kernel.clock import Unit

_HOUR = 3600
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
INSTANTS = (FIRST * DAY_SECONDS, (LAST + 1) * DAY_SECONDS)


@dataclass(frozen=True, eq=False)
class Dues:
    """届满日各行 — the last day of each clock (`NaT` where refused), and whether it is provisional."""

    days: NDArray[np.datetime64]
    provisional: NDArray[np.bool_]
    refused: Reasons

    def require(self) -> "Dues":
        """These, if every row has its day.

        Raises:
            RowRefused: names the first row that has none, the reason, and how many there are.
        """
        require(self.refused)
        return self


@dataclass(frozen=True, eq=False)
class Moments:
    """截止时刻各行 — the UTC instant from which on each duty is late, to the second; `NaT` where refused."""

    instants: NDArray[np.datetime64]
    refused: Reasons

    def require(self) -> "Moments":
        """These, if every row has its instant; raises as `Dues.require`."""
        require(self.refused)
        return self


def require(refused: Reasons) -> None:
    """Refuse all where a row was refused.

    Raises:
        RowRefused: names the first such row, counted from 0.
    """
    rows = np.flatnonzero(refused)
    if rows.size:
        reason = Why(int(refused[rows[0]])).label
        raise RowRefused(row=int(rows[0]), reason=reason, rows=rows.size)


def due_dates(table: DayTable, clocks: Clocks, loops: Loops = NUMPY) -> Dues:
    """届满日 — the last day of every clock, each the kernel's own answer or its refusal.

    Args:
        table: the region's days.
        clocks: the columns.
        loops: numpy, or the compiled ones of `tongban.bulk.compiled`.

    >>> from datetime import UTC, date
    >>> from tongban.kernel.calendar import Calendar
    >>> table = DayTable.of(Calendar("CN", UTC, 2026, 2026))
    >>> dues = due_dates(table, Clocks.of([date(2026, 3, 2), date(2026, 3, 6)], 5))
    >>> [str(day) for day in dues.days]
    ['2026-03-09', '2026-03-13']
    """
    counted = _each_way(table, clocks, lambda part: _due(table, part, loops))
    for row in map(int, np.flatnonzero(counted.why == ASK)):
        ask_due(table, clocks, row, counted)
    return Dues(counted.days.view("datetime64[D]"), counted.provisional, counted.why)


def last_moments(table: DayTable, clocks: Clocks, loops: Loops = NUMPY) -> Moments:
    """截止时刻 — the instant from which on each duty is late, as `counting.last_moment` says it."""
    counted = _each_way(table, clocks, lambda part: _last_moment(table, part, loops))
    for row in map(int, np.flatnonzero(counted.why == ASK)):
        ask_moment(table, clocks, row, counted)
    return Moments(counted.days.view("datetime64[s]"), counted.why)


def moved(told: ArrayLike, dues: Dues) -> NDArray[np.intp]:
    """变动的行 — the rows whose last day is no longer the one that was told; refused ones among them."""
    before = epoch_days("told", told)
    if before.shape != dues.days.shape:
        raise ColumnLengthDiffers(column="told", length=before.size, rows=dues.days.size)
    return np.flatnonzero(before != dues.days.view(np.int64))


# --- rows counted alike


@dataclass(frozen=True, eq=False)
class _Part:
    """Rows that are counted the same way."""

    way: Way
    amounts: Whole
    starts: Whole
    instants: Whole
    stretches: Stretches | None


def _each_way(table: DayTable, clocks: Clocks, count: Callable[[_Part], Counted]) -> Counted:
    unreadable = _unreadable(clocks)
    if not table.nth.size:  # a calendar in which nobody ever works: there is no day to look up
        why = np.full(len(clocks), ASK) if unreadable is None else np.where(unreadable == 0, ASK, unreadable)
        return Counted(np.full(len(clocks), MISSING), np.zeros(len(clocks), np.bool_), why)
    ways = np.unique(clocks.ways) if clocks.ways.ndim else clocks.ways.reshape(1)
    if unreadable is None and ways.size == 1:
        return count(_part(clocks, int(ways[0]), None))
    size = len(clocks)
    why = np.zeros(size, np.uint8) if unreadable is None else unreadable
    whole = Counted(np.full(size, MISSING), np.zeros(size, np.bool_), why)
    readable = why == 0
    for code in ways:
        rows = np.flatnonzero(readable & (clocks.ways == code))
        if rows.size:
            found = count(_part(clocks, int(code), rows))
            whole.days[rows], whole.provisional[rows], whole.why[rows] = found
    return whole


def _part(clocks: Clocks, code: int, rows: NDArray[np.intp] | None) -> _Part:
    return _Part(
        Way.of(code),
        of_rows(clocks.amounts, rows),
        of_rows(clocks.starts, rows),
        of_rows(clocks.instants, rows),
        None if clocks.exclusions is None else Stretches(clocks.exclusions, rows),
    )


def _unreadable(clocks: Clocks) -> Reasons | None:
    """Why rows cannot be counted whatever the calendar; None where all can."""
    starts, amounts, instants = clocks.starts, clocks.amounts, clocks.instants
    columns: list[tuple[NDArray[np.bool_] | np.bool_, np.uint8]] = []
    if starts.size and (starts.min() < FIRST or starts.max() > LAST):
        columns += [(starts < FIRST, BEFORE), (starts > LAST, BEYOND)]
    known = instants != MISSING
    if known.any():
        columns += [(known & (instants < INSTANTS[0]), BEFORE), (instants >= INSTANTS[1], BEYOND)]
    wrong = clocks.exclusions.wrong if clocks.exclusions is not None else None
    if wrong is not None and wrong.any():
        columns += [(wrong == reason, np.uint8(reason)) for reason in np.unique(wrong[wrong > 0])]
    if amounts.size and amounts.min() < 1:
        columns.append((amounts < 1, np.uint8(Why.LIMIT_NOT_POSITIVE)))
    if not columns:
        return None
    columns.append((starts == MISSING, np.uint8(Why.DATE_MISSING)))
    why = np.zeros(starts.size, np.uint8)
    for rows, reason in columns:  # the gravest last
        why[np.broadcast_to(rows, starts.shape)] = reason
    return why if why.any() else None


# --- last days


def _due(table: DayTable, part: _Part, loops: Loops) -> Counted:
    if part.way.unit is Unit.WORKING_HOUR:
        end, why = _hour_end(table, part, loops)
        days = np.where(why == 0, wall_days(table, end)[0], MISSING)
        return Counted(days, days > table.certain, why)
    if part.way.backward:
        return _backward(table, part)
    first, unsure = _eve(table, part)
    if part.way.unit is Unit.WORKING_DAY:
        counted = loops.working_days_later(table, first, part.amounts, part.stretches)
    else:
        counted = _natural(table, part, first)
    if unsure is None:
        return counted
    return _settled(counted.days, counted.provisional, np.where(unsure != 0, unsure, counted.why))


def _settled(days: Whole, provisional: NDArray[np.bool_], why: Reasons) -> Counted:
    answered = why == 0
    return Counted(np.where(answered, days, MISSING), provisional & answered, why)


def _eve(table: DayTable, part: _Part) -> tuple[Whole, Reasons | None]:
    """The day before the first day that counts."""
    first, why = part.starts, None
    known = np.broadcast_to(part.instants != MISSING, first.shape)
    if part.way.after_close and known.any():
        inside = table.holds(first) & (first < LAST)
        days = np.where(inside, first, table.eve + 1)
        late = known & inside & ((part.instants >= _close_of(table, days)) | ~table.is_working(days))
        following, beyond = _working_day_after(table, days)
        why = np.where(known & ~inside, ASK, np.where(late, beyond, np.uint8(0)))
        first = np.where(late, following, first)
    if not part.way.first_day:
        return first, why
    before = first - 1
    outside = np.where(before < FIRST, BEFORE, np.uint8(0))
    return np.maximum(before, FIRST), outside if why is None else np.where(why == 0, outside, why)


def _natural(table: DayTable, part: _Part, first: Whole) -> Counted:
    days = _corresponding(part.way.unit, first, part.amounts)
    stretches = part.stretches
    over = np.zeros(first.size, np.bool_)  # the next stretch begins after the last day
    for rows, begin, until in stretches.walk() if stretches else _NO_STRETCHES:
        over[rows] |= begin > days[rows]
        going = ~over[rows]
        rows, begin, until = rows[going], begin[going], until[going]
        days[rows] += np.maximum(0, until - np.maximum(first[rows], begin - 1))
    why = np.where(days > LAST, BEYOND, np.uint8(0))
    if not part.way.rolls:
        return _settled(days, np.zeros(days.size, np.bool_), why)
    days, why = _rolled(table, days, why)
    # The day of rest may roll into an exclusion, which moves the end past itself too.
    for rows, begin, until in stretches.walk() if stretches else _NO_STRETCHES:
        caught = (why[rows] == 0) & (begin <= days[rows]) & (days[rows] <= until)
        days[rows[caught]], why[rows[caught]] = _working_day_after(table, until[caught])
    return _settled(days, days > table.certain, why)


_NO_STRETCHES: tuple[tuple[NDArray[np.intp], Whole, Whole], ...] = ()


def _rolled(table: DayTable, days: Whole, why: Reasons) -> tuple[Whole, Reasons]:
    """Each day if it is worked, else the first working day after it."""
    why = np.where((why == 0) & (days <= table.eve), BEFORE, why)
    why = np.where((why == 0) & (days > table.last), ASK, why)
    days = np.where(why == 0, days, table.eve + 1)
    following, beyond = _working_day_after(table, days - 1)
    return following, np.where(why == 0, beyond, why)


def _working_day_after(table: DayTable, days: Whole) -> tuple[Whole, Reasons]:
    """The first working day after each, none of which lies before the eve."""
    inside = days <= table.last
    order = table.until[np.where(inside, days, table.eve) - table.eve]
    inside &= order < table.nth.size
    following = table.nth[np.where(inside, order, 0)].astype(np.int64)
    return following, np.where(inside, np.uint8(0), BEYOND)


def _backward(table: DayTable, part: _Part) -> Counted:
    starts, needs_notices = part.starts, part.way.rolls
    if part.way.unit is Unit.WORKING_DAY:
        needs_notices = True
        why = np.where(starts < table.eve, BEFORE, np.where(starts > table.last, BEYOND, np.uint8(0)))
        place = np.clip(starts - table.eve - 1, 0, table.last - table.eve)
        order = table.until[place] - part.amounts
        why = np.where((why == 0) & (order < 0), BEFORE, why)
        days = table.nth[np.maximum(order, 0)].astype(np.int64)
    else:
        days = _corresponding(part.way.unit, starts, -part.amounts)
        why = np.where(days < FIRST, BEFORE, np.uint8(0))
        if part.way.rolls:
            days, why = _rolled_back(table, days, why)
    return _settled(days, (starts > table.certain) & needs_notices, why)


def _rolled_back(table: DayTable, days: Whole, why: Reasons) -> tuple[Whole, Reasons]:
    why = np.where(days <= table.eve, BEFORE, np.where(days > table.last, ASK, why))
    order = table.until[np.where(why == 0, days, table.eve) - table.eve] - 1
    return (
        table.nth[np.maximum(order, 0)].astype(np.int64),
        np.where((why == 0) & (order < 0), BEFORE, why),
    )


def _corresponding(unit: Unit, days: Whole, amounts: Whole) -> Whole:
    """The day so many days, months or years later; beyond the last date there is, or before the first."""
    if unit is Unit.NATURAL_DAY:
        return days + amounts
    month = days.view("datetime64[D]").astype("datetime64[M]")
    in_month = days - month.astype("datetime64[D]").view(np.int64)
    target = month.view(np.int64) + amounts * _MONTHS[unit]
    begins, ends = (_first_of(target + more) for more in (0, 1))
    corresponding: Whole = begins + np.minimum(in_month, ends - begins - 1)
    return corresponding


def _first_of(months: Whole) -> Whole:
    return months.view("datetime64[M]").astype("datetime64[D]").view(np.int64)


# --- hours and last moments


def _hour_end(table: DayTable, part: _Part, loops: Loops) -> tuple[Whole, Reasons]:
    # Where the hour of the event is not known, its day is not counted, as ever.
    starts, unknown = part.starts, part.instants == MISSING
    why = np.where(unknown & (starts > table.last), ASK, np.uint8(0))
    if table.hours is None:
        last = np.where(unknown & (starts == LAST), BEYOND, np.uint8(Why.NO_BUSINESS_HOURS))
        return np.full(starts.size, MISSING), last
    since = np.where(unknown, end_of(table, np.clip(starts, table.eve - 1, table.last)), part.instants)
    seconds = np.array(np.broadcast_to(part.amounts * _HOUR, starts.shape))
    end, found = _seconds_later(table, since, seconds)
    why = np.where(why == 0, found, why)
    over = np.zeros(starts.size, np.bool_)
    for rows, begin, until in part.stretches.walk() if part.stretches else _NO_STRETCHES:
        over[rows] |= begin > wall_days(table, end[rows])[0]
        going = ~over[rows] & (why[rows] == 0)
        rows, begin, until = rows[going], begin[going], until[going]
        if not rows.size:
            break
        opens = end_of(table, np.clip(begin, table.eve - 1, table.last) - 1)
        shuts = end_of(table, np.minimum(until, table.last))
        more, missed = loops.seconds_between(table, np.maximum(since[rows], opens), shuts)
        seconds[rows] += more
        end[rows], found = _seconds_later(table, since[rows], seconds[rows])
        found = np.where(missed != 0, missed, found)
        why[rows] = np.where(until > table.last, BEYOND, found)
    return np.where(why == 0, end, MISSING), why


def _seconds_later(table: DayTable, since: Whole, seconds: Whole) -> tuple[Whole, Reasons]:
    """The instant by which so many seconds have been worked."""
    hours = table.hours
    assert hours is not None
    days, at = wall_days(table, since)
    why = np.where(days <= table.eve, BEFORE, np.where(days > table.last, ASK, np.uint8(0)))
    days = np.where(why == 0, days, table.eve + 1)
    worked = hours.until[days - 1 - table.eve] + elapsed(table, days, at) + seconds
    order = np.searchsorted(hours.of_nth, worked, "left")
    why = np.where((why == 0) & (order >= hours.of_nth.size), BEYOND, why)
    order = np.minimum(order, hours.of_nth.size - 1)
    days = table.nth[order].astype(np.int64)
    kinds = hours.kinds[days - table.eve]
    left = worked - hours.until[days - 1 - table.eve]
    walls = days * DAY_SECONDS
    for opens, closes in zip(hours.opens.T[:, kinds], hours.closes.T[:, kinds], strict=True):
        here = (left > 0) & (left <= closes - opens)
        walls += np.where(here, opens + left, 0)
        left = np.where(here, 0, left - (closes - opens))
    return table.zone.instants(walls), why


def _last_moment(table: DayTable, part: _Part, loops: Loops) -> Counted:
    if part.way.unit is Unit.WORKING_HOUR:
        end, why = _hour_end(table, part, loops)
        return Counted(end, np.zeros(end.size, np.bool_), why)
    counted = _due(table, part, loops)
    off = ~table.holds(counted.days) | (counted.days == LAST)
    why = np.where((counted.why == 0) & off, ASK, counted.why)
    days = np.where(why == 0, counted.days, table.eve + 1)
    instants = _close_of(table, days) if part.way.closes else end_of(table, days)
    return _settled(instants, counted.provisional, why)


def end_of(table: DayTable, days: Whole) -> Whole:
    """The instants at which days are over: 24:00 in this region."""
    return table.zone.instants((days + 1) * DAY_SECONDS)


def _close_of(table: DayTable, days: Whole) -> Whole:
    """The instants at which business stops; 24:00 of days that have none."""
    hours = table.hours
    if hours is None:
        return end_of(table, days)
    closes = hours.closes[hours.kinds[days - table.eve], -1]
    return table.zone.instants(days * DAY_SECONDS + np.where(table.is_working(days), closes, DAY_SECONDS))
