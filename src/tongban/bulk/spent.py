"""用时与剩余 — working days and seconds between instants, whose they were, and the day a signal turns.

依据 Basis: 行政许可法§45 (the time of special procedures is not counted).
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tongban.bulk.asking import UNIX
from tongban.bulk.columns import MISSING, Exclusions, Stretches, Whole, epoch_days, epoch_seconds
from tongban.bulk.days import FIRST, LAST, DayTable
from tongban.bulk.due import INSTANTS, end_of, require
from tongban.bulk.loops import ASK, BEFORE, BEYOND, NUMPY, Loops, Reasons, days_between
from tongban.bulk.refusals import ColumnLengthDiffers, Why
from tongban.kernel.calendar import working_seconds
from tongban.kernel.clock import Unit
from tongban.kernel.refusals import Told


@dataclass(frozen=True, eq=False)
class Spent:
    """用时各行 — `running` is the office's time, `paused` that of special procedures; 0 where refused."""

    running: Whole
    paused: Whole
    refused: Reasons

    def require(self) -> "Spent":
        """These, if every row was counted.

        Raises:
            RowRefused: names the first row that was not.
        """
        require(self.refused)
        return self


def working_days_spent(
    table: DayTable, after: ArrayLike, until: ArrayLike, exclusions: Exclusions | None = None
) -> Spent:
    """工作日用时 — working days later than one day, up to and including another, parted by exclusions.

    As `Calendar.count`; days excluded are `paused`.
    """
    begin, end = _pair("after", "until", epoch_days("after", after), epoch_days("until", until), exclusions)
    why = _readable(begin, end, (FIRST, LAST), exclusions)
    counted = why == 0
    begin, end = (np.where(counted, days, table.eve) for days in (begin, end))
    whole, missed = days_between(table, begin, end)
    why = np.where(counted, missed, why)
    paused = np.zeros(whole.size, np.int64)
    for rows, first, last in _walk(exclusions, why):
        more, _ = days_between(table, np.maximum(begin[rows], first - 1), np.minimum(end[rows], last))
        paused[rows] += more
    return Spent(np.where(why == 0, whole - paused, 0), paused, why)


def working_seconds_spent(
    table: DayTable,
    since: ArrayLike,
    until: ArrayLike,
    exclusions: Exclusions | None = None,
    loops: Loops = NUMPY,
) -> Spent:
    """工作时间用时 — seconds worked between two instants, parted by exclusions; to the second.

    As `kernel.calendar.working_seconds`; what is worked on excluded days is `paused`.
    """
    columns = epoch_seconds("since", since), epoch_seconds("until", until)
    begin, end = _pair("since", "until", *columns, exclusions)
    why = _readable(begin, end, (INSTANTS[0], INSTANTS[1] - 1), exclusions)
    if why.any():
        begin, end = (np.where(why == 0, instants, 0) for instants in (begin, end))
    whole, missed = loops.seconds_between(table, begin, end)
    why = np.where(why == 0, missed, why)
    for row in np.flatnonzero(why == ASK):
        whole[row], why[row] = _asked(table, int(begin[row]), int(end[row]))
    paused = np.zeros(whole.size, np.int64)
    for rows, first, last in _walk(exclusions, why):
        opens = end_of(table, np.clip(first, table.eve, table.last + 2) - 1)
        shuts = end_of(table, np.clip(last, table.eve - 1, table.last + 2))
        bounds = np.maximum(begin[rows], opens), np.minimum(end[rows], shuts)
        more, off = loops.seconds_between(table, *bounds)
        for place in np.flatnonzero(off == ASK):
            more[place], _ = _asked(table, int(bounds[0][place]), int(bounds[1][place]))
        paused[rows] += more
    whole -= paused
    whole[why != 0] = 0
    return Spent(whole, paused, why)


@dataclass(frozen=True, eq=False)
class Left:
    """剩余各行 — days left in the limit's unit: 0 on the last day, negative once it is past."""

    days: Whole
    refused: Reasons


def days_left(table: DayTable, today: ArrayLike, due: ArrayLike, *, unit: Unit = Unit.WORKING_DAY) -> Left:
    """剩余天数 — as the lamp of a limit shows it: a limit that is past is so by at least one day."""
    now, last = _pair("today", "due", epoch_days("today", today), epoch_days("due", due), None)
    why = _readable(now, last, (FIRST, LAST), None)
    past = now > last
    begin, end = (
        np.where(why == 0, days, table.eve) for days in (np.minimum(now, last), np.maximum(now, last))
    )
    days = end - begin
    if unit is Unit.WORKING_DAY:
        days, missed = days_between(table, begin, end)
        why = np.where(why == 0, missed, why)
    days = np.where(past, -np.maximum(1, days), days)
    return Left(np.where(why == 0, days, 0), why)


@dataclass(frozen=True, eq=False)
class Turns:
    """转灯各行 — the first day on which no more is left than a threshold allows; `NaT` where refused."""

    days: NDArray[np.datetime64]
    refused: Reasons


def turns(
    table: DayTable,
    first: ArrayLike,
    due: ArrayLike,
    at_most: ArrayLike,
    *,
    unit: Unit = Unit.WORKING_DAY,
    exclusions: Exclusions | None = None,
) -> Turns:
    """转灯预报 — the first day from `first` on with at most so many days left until `due`.

    What is left of a day are those later than it, up to and including the last day, without those
    excluded; so with 0 a signal turns on the last day that counts.

    Args:
        table: the region's days.
        first: the first day that counts, before which nothing turns.
        due: the last day.
        at_most: the threshold, in working days, or in calendar days for any other unit.
        unit: what is counted.
        exclusions: stretches left out of what is left.
    """
    begin, last = _pair("first", "due", epoch_days("first", first), epoch_days("due", due), exclusions)
    why = _readable(begin, last, (FIRST, LAST), exclusions)
    amounts = np.array(np.broadcast_to(np.asarray(at_most, np.int64), last.shape))
    why = np.where((why == 0) & (amounts < 0), np.uint8(Why.LIMIT_NOT_POSITIVE), why)
    working = unit is Unit.WORKING_DAY
    if working:
        why = np.where((why == 0) & ((begin <= table.eve) | (last <= table.eve)), BEFORE, why)
        why = np.where((why == 0) & ((begin > table.last) | (last > table.last)), BEYOND, why)
    begin, last = (np.where(why == 0, days, table.eve + 1) for days in (begin, last))
    days = _back(table, last, amounts, working)
    over = np.zeros(last.size, np.bool_)
    for rows, opens, shuts in _walk(exclusions, why, backward=True):
        over[rows] |= shuts < days[rows]
        going = ~over[rows] & (opens <= last[rows])
        rows, opens, shuts = rows[going], opens[going], np.minimum(shuts[going], last[rows[going]])
        more = np.maximum(0, shuts - opens + 1)
        if working:
            more, _ = days_between(table, np.maximum(opens - 1, table.eve), shuts)
        amounts[rows] += more
        days[rows] = _back(table, last[rows], amounts[rows], working)
    days = np.maximum(days, begin)
    return Turns(np.where(why == 0, days, MISSING).view("datetime64[D]"), why)


def _back(table: DayTable, last: Whole, amounts: Whole, working: bool) -> Whole:
    """The first day after which no more than so many are left; the eve where all are."""
    if not working:
        return last - amounts
    if not table.nth.size:
        return np.full(last.size, table.eve)
    order = table.until[last - table.eve] - amounts - 1
    return np.where(order < 0, table.eve, table.nth[np.maximum(order, 0)])


# --- rows


def _pair(
    name: str, other: str, one: Whole, two: Whole, exclusions: Exclusions | None
) -> tuple[Whole, Whole]:
    """Two columns of one length, one of which may be one value for all rows."""
    size = max(one.size, two.size)
    for column, values in ((name, one), (other, two)):
        if values.size not in (size, 1):
            raise ColumnLengthDiffers(column=column, length=values.size, rows=size)
    if exclusions is not None and len(exclusions) != size:
        raise ColumnLengthDiffers(column="exclusions", length=len(exclusions), rows=size)
    return np.broadcast_to(one, (size,)), np.broadcast_to(two, (size,))


def _readable(one: Whole, two: Whole, bounds: tuple[int, int], exclusions: Exclusions | None) -> Reasons:
    if exclusions is None and all(_within(column, bounds) for column in (one, two)):
        return np.zeros(one.size, np.uint8)
    low, high = np.minimum(one, two), np.maximum(one, two)
    why = np.zeros(low.size, np.uint8) if exclusions is None else exclusions.wrong.copy()
    why[high > bounds[1]] = BEYOND
    why[low < bounds[0]] = BEFORE
    why[low == MISSING] = Why.DATE_MISSING
    return why


def _within(column: Whole, bounds: tuple[int, int]) -> bool:
    return not column.size or bool(column.min() >= bounds[0] and column.max() <= bounds[1])


def _walk(
    exclusions: Exclusions | None, why: Reasons, *, backward: bool = False
) -> list[tuple[NDArray[np.intp], Whole, Whole]]:
    """The stretches of the rows that are counted."""
    if exclusions is None:
        return []
    turns = Stretches(exclusions, None).walk(backward=backward)
    return [tuple(column[why[rows] == 0] for column in (rows, begin, end)) for rows, begin, end in turns]


def _asked(table: DayTable, since: int, until: int) -> tuple[int, int]:
    try:
        instants = (UNIX + timedelta(seconds=second) for second in (since, until))
        return working_seconds(table.calendar, *instants), Why.ANSWERED
    except Told as told:
        return 0, Why.of(told)
