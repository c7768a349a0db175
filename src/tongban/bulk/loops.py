"""循环 — the two loops everything else stands on, here in numpy.

`compiled.py` has the same two for numba, and nothing else differs. Rows come in as they can be
counted from: days and instants that exist, amounts of at least 1.
"""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from tongban.bulk.columns import MISSING, Stretches, Whole
from tongban.bulk.days import ORDINARY, REST, DayTable
from tongban.bulk.refusals import Why
from tongban.bulk.zone import DAY_SECONDS

Reasons = NDArray[np.uint8]

#: Of a row off the table: the kernel is to be asked.
ASK = np.uint8(255)
BEFORE, BEYOND = np.uint8(Why.BEFORE_THE_CALENDAR), np.uint8(Why.BEYOND_THE_CALENDAR)
#: So many rows at once stay in the processor's own memory.
_ROWS = 65_536


class Counted(NamedTuple):
    """Days with whether they are provisional, and why there is none (or `ASK`)."""

    days: Whole
    provisional: NDArray[np.bool_]
    why: Reasons


class Loops(Protocol):
    """The two loops that are worth compiling."""

    def working_days_later(
        self, table: DayTable, first: Whole, amounts: Whole, stretches: Stretches | None
    ) -> Counted:
        """The `amount`-th working day after `first`, excluded ones not counted."""
        ...

    def seconds_between(self, table: DayTable, since: Whole, until: Whole) -> tuple[Whole, Reasons]:
        """Seconds worked between two instants; 0 where the second is not later."""
        ...


class NumpyLoops:
    """The two loops as array expressions."""

    def working_days_later(
        self, table: DayTable, first: Whole, amounts: Whole, stretches: Stretches | None
    ) -> Counted:
        """As `Loops` says."""
        counted = _later(table, first, amounts)
        if stretches is not None:
            _push(table, first, amounts, stretches, counted)
        return counted

    def seconds_between(self, table: DayTable, since: Whole, until: Whole) -> tuple[Whole, Reasons]:
        """As `Loops` says."""
        why = np.zeros(since.size, np.uint8)
        seconds = np.zeros(since.size, np.int64)
        for low in range(0, since.size, _ROWS):
            part = slice(low, low + _ROWS)
            seconds[part], why[part] = _between(table, since[part], until[part])
        return seconds, why


NUMPY = NumpyLoops()


# --- days


def _later(table: DayTable, first: Whole, amounts: Whole) -> Counted:
    size = first.size
    counted = Counted(np.empty(size, np.int64), np.empty(size, np.bool_), np.zeros(size, np.uint8))
    for low in range(0, size, _ROWS):
        part = slice(low, low + _ROWS)
        more = (amounts[part] if amounts.ndim else amounts) - 1
        place = first[part] - table.eve
        # A number below zero is a huge one without its sign: one comparison finds both ends.
        inside = place.view(np.uint64).max() < table.until.size
        if inside:
            order = table.until.take(place) + more
            inside = order.max() < table.nth.size
        if not inside:
            order, counted.why[part] = _careful(table, place, more)
        days = table.nth.take(order)
        counted.days[part] = days
        np.greater(days, table.certain, out=counted.provisional[part])
        if not inside:
            _clear(counted, low + np.flatnonzero(counted.why[part]))
    return counted


def _careful(table: DayTable, place: Whole, more: Whole) -> tuple[Whole, Reasons]:
    """The same for rows some of which leave the table."""
    why = np.where(place < 0, BEFORE, np.where(place >= table.until.size, BEYOND, np.uint8(0)))
    order = table.until.take(np.clip(place, 0, table.until.size - 1)) + more
    why = np.where((why == 0) & (order >= table.nth.size), BEYOND, why)
    return np.minimum(order, table.nth.size - 1), why


def _push(table: DayTable, first: Whole, amounts: Whole, stretches: Stretches, counted: Counted) -> None:
    """Move the last days past what is excluded."""
    whole = np.array(np.broadcast_to(amounts, first.shape))
    over = np.zeros(first.size, np.bool_)  # the next stretch begins after the last day
    for rows, begin, until in stretches.walk():
        over[rows] |= begin > counted.days[rows]
        going = ~over[rows] & (counted.why[rows] == 0)
        rows, begin, until = rows[going], begin[going], until[going]
        if not rows.size:
            break
        more, why = days_between(table, np.maximum(first[rows], begin - 1), until)
        whole[rows] += more
        moved = _later(table, first[rows], whole[rows])
        why = np.where(why == 0, moved.why, why)
        counted.days[rows], counted.provisional[rows], counted.why[rows] = *moved[:2], why
        _clear(counted, rows[why != 0])


def _clear(counted: Counted, rows: NDArray[np.intp]) -> None:
    counted.days[rows] = MISSING
    counted.provisional[rows] = False


def days_between(table: DayTable, after: Whole, until: Whole) -> tuple[Whole, Reasons]:
    """Working days later than one day, up to and including the other; 0 if there are none."""
    some = until > after
    why = np.where(some & (after < table.eve), BEFORE, np.uint8(0))
    why = np.where(some & (why == 0) & (until > table.last), BEYOND, why)
    counted = some & (why == 0)
    begin, end = (np.where(counted, days, table.eve) - table.eve for days in (after, until))
    return (table.until[end] - table.until[begin]).astype(np.int64), why


# --- seconds


def _between(table: DayTable, since: Whole, until: Whole) -> tuple[Whole, Reasons]:
    hours = table.hours
    if hours is None:
        return np.zeros(since.size, np.int64), np.where(until > since, np.uint8(Why.NO_BUSINESS_HOURS), 0)
    begin, begin_at = wall_days(table, since)
    end, end_at = wall_days(table, until)
    why = off_the_table(table, begin, end)
    why[until <= since] = 0
    counted = (until > since) & (why == 0)
    if not counted.all():
        begin, end = (np.where(counted, days, table.eve + 1) for days in (begin, end))
    whole = hours.until[end - 1 - table.eve] - hours.until[begin - 1 - table.eve]
    whole = np.maximum(whole, 0) + elapsed(table, end, end_at) - elapsed(table, begin, begin_at)
    return np.where(counted, whole, 0), why


def off_the_table(table: DayTable, begin: Whole, end: Whole) -> Reasons:
    """Why time from one day to another cannot be looked up; the kernel knows some days off the table."""
    # Off the table the zone's offset is a guess, so either day may be the one beside it.
    far = np.where((end > begin + 2) & (end - 2 > table.last), BEYOND, ASK)
    why = np.where((begin > table.last) | (end > table.last), far, np.uint8(0))
    return np.where((begin <= table.eve) | (end <= table.eve), BEFORE, why)


def wall_days(table: DayTable, instants: Whole) -> tuple[Whole, Whole]:
    """The legal day of each instant, and the second of it that the clock on the wall shows."""
    wall = table.zone.wall(instants)
    days = wall // DAY_SECONDS
    return days, wall - days * DAY_SECONDS


def elapsed(table: DayTable, days: Whole, at: Whole) -> Whole:
    """Seconds worked on each day before that second of it; the days are in the table."""
    hours = table.hours
    assert hours is not None
    kinds = hours.kinds[days - table.eve]
    worked = _worked(at, hours.opens[ORDINARY], hours.closes[ORDINARY])
    worked *= kinds == ORDINARY
    rows = np.flatnonzero(kinds > REST)
    if rows.size:
        worked[rows] = _worked(at[rows], hours.opens[kinds[rows]].T, hours.closes[kinds[rows]].T)
    return worked


def _worked(at: Whole, opens: Whole, closes: Whole) -> Whole:
    """Of each opening what lies before the second: none of it, a part, or the whole."""
    worked = np.zeros(at.size, np.int64)
    for opened, closed in zip(opens, closes, strict=True):
        worked += np.clip(at, opened, closed) - opened
    return worked
