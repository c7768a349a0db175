"""编译的循环 — the two loops of `loops.py` for numba, on one processor or several.

Imported only by who asks for it: numba comes with the `bench` extra, takes about a second to load and
compile, and gives the same results.
"""

from dataclasses import dataclass

import numba
import numpy as np

from tongban.bulk.columns import MISSING, Stretches, Whole
from tongban.bulk.days import DayTable
from tongban.bulk.loops import ASK, BEFORE, BEYOND, Counted, Reasons
from tongban.bulk.refusals import Why
from tongban.bulk.zone import DAY_SECONDS

_NONE = np.array([], np.int64)
_PROCESSORS = numba.get_num_threads()  # before anybody asks for fewer


@dataclass(frozen=True)
class CompiledLoops:
    """The two loops, compiled.

    Attributes:
        threads: how many processors may be used.
    """

    threads: int = 1

    def working_days_later(
        self, table: DayTable, first: Whole, amounts: Whole, stretches: Stretches | None
    ) -> Counted:
        """As `Loops` says."""
        size = first.size
        days, provisional = np.empty(size, np.int64), np.empty(size, np.bool_)
        why = np.empty(size, np.uint8)
        left_out = (_NONE,) * 4
        if stretches is not None:
            left_out = (stretches.first, stretches.count, stretches.begin, stretches.until)
        run = _working_days_later if self.threads == 1 else _working_days_later_in_parallel
        numba.set_num_threads(min(self.threads, _PROCESSORS))
        run(
            *(first, amounts.reshape(-1), int(amounts.ndim > 0), table.until, table.nth),
            *(table.eve, table.last, table.certain, *left_out, days, provisional, why),
        )
        return Counted(days, provisional, why)

    def seconds_between(self, table: DayTable, since: Whole, until: Whole) -> tuple[Whole, Reasons]:
        """As `Loops` says."""
        seconds, why = np.zeros(since.size, np.int64), np.zeros(since.size, np.uint8)
        hours, zone = table.hours, table.zone
        if hours is None:
            why[until > since] = Why.NO_BUSINESS_HOURS
            return seconds, why
        run = _seconds_between if self.threads == 1 else _seconds_between_in_parallel
        numba.set_num_threads(min(self.threads, _PROCESSORS))
        run(
            *(since, until, zone.changes, zone.offsets, table.eve, table.last),
            *(hours.kinds, hours.opens, hours.closes, hours.until, seconds, why),
        )
        return seconds, why


# --- days


@numba.njit(inline="always")
def _nth_later(first, amount, until, nth, eve):
    """The day and why there is none."""
    place = first - eve
    if place < 0:
        return MISSING, BEFORE
    if place >= until.size:
        return MISSING, BEYOND
    order = until[place] + amount - 1
    if order >= nth.size:
        return MISSING, BEYOND
    return np.int64(nth[order]), np.uint8(0)


def _days_loop(
    first, amounts, step, until, nth, eve, last, certain, at, count, begins, ends, days, provisional, why
):
    for row in numba.prange(first.size):
        amount = amounts[row * step]
        day, reason = _nth_later(first[row], amount, until, nth, eve)
        if count.size:
            for place in range(at[row], at[row] + count[row]):
                if reason != 0 or begins[place] > day:
                    break
                after, end = max(first[row], begins[place] - 1), ends[place]
                if end > after:
                    if end > last:
                        day, reason = MISSING, BEYOND
                        break
                    amount += until[end - eve] - until[after - eve]
                    day, reason = _nth_later(first[row], amount, until, nth, eve)
        days[row] = day
        provisional[row] = day > certain
        why[row] = reason


_working_days_later = numba.njit(nogil=True)(_days_loop)
_working_days_later_in_parallel = numba.njit(nogil=True, parallel=True)(_days_loop)


# --- seconds


@numba.njit(inline="always")
def _wall(instant, changes, offsets):
    if changes.size == 0:
        return instant + offsets[0]
    return instant + offsets[np.searchsorted(changes, instant, "right")]


@numba.njit(inline="always")
def _elapsed(kind, at, opens, closes):
    worked = 0
    for opening in range(opens.shape[1]):
        worked += max(0, min(at, closes[kind, opening]) - opens[kind, opening])
    return worked


def _seconds_loop(since, until, changes, offsets, eve, last, kinds, opens, closes, worked, seconds, why):
    for row in numba.prange(since.size):
        if until[row] > since[row]:
            wall, end_wall = _wall(since[row], changes, offsets), _wall(until[row], changes, offsets)
            begin, end = wall // DAY_SECONDS, end_wall // DAY_SECONDS
            if begin <= eve or end <= eve:
                why[row] = BEFORE
            elif begin > last or end > last:
                why[row] = BEYOND if end > begin + 2 and end - 2 > last else ASK
            else:
                whole = worked[end - 1 - eve] - worked[begin - 1 - eve]
                to_end = _elapsed(kinds[end - eve], end_wall - end * DAY_SECONDS, opens, closes)
                to_begin = _elapsed(kinds[begin - eve], wall - begin * DAY_SECONDS, opens, closes)
                seconds[row] = max(0, whole) + to_end - to_begin


_seconds_between = numba.njit(nogil=True)(_seconds_loop)
_seconds_between_in_parallel = numba.njit(nogil=True, parallel=True)(_seconds_loop)
