"""向内核求解 — a row that lies off the table is asked of the kernel: rare, slow, and the same."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import numpy as np

from tongban.bulk.columns import MISSING, Clocks, Exclusions, Way
from tongban.bulk.days import EPOCH, FIRST, LAST, DayTable
from tongban.bulk.loops import Counted
from tongban.bulk.refusals import Why
from tongban.kernel.clock import Start, TimeLimit, counting
from tongban.kernel.refusals import Told

UNIX = datetime(1970, 1, 1, tzinfo=UTC)


def ask_due(table: DayTable, clocks: Clocks, row: int, counted: Counted) -> None:
    """The last day of one row, as the kernel counts it."""
    try:
        due = counting.due(*_kernel_row(clocks, row), table.calendar)
    except Told as told:
        counted.why[row] = Why.of(told)
        return
    counted.days[row], counted.provisional[row] = due.day.toordinal() - EPOCH, due.provisional
    counted.why[row] = Why.ANSWERED


def ask_moment(table: DayTable, clocks: Clocks, row: int, counted: Counted) -> None:
    """The last moment of one row, as the kernel counts it."""
    try:
        moment = counting.last_moment(*_kernel_row(clocks, row), table.calendar)
    except Told as told:
        counted.why[row] = Why.of(told)
        return
    counted.days[row] = (moment - UNIX) // timedelta(seconds=1)
    counted.why[row] = Why.ANSWERED


def _kernel_row(clocks: Clocks, row: int) -> tuple[TimeLimit, int, Start, tuple[counting.Stretch, ...]]:
    columns = (clocks.ways, clocks.amounts, clocks.instants)
    way, amount, instant = (int(column[row] if column.ndim else column) for column in columns)
    moment = None if instant == MISSING else UNIX + timedelta(seconds=instant)
    start = Start(_date(clocks.starts[row]), moment)
    return Way.of(way).limit(), amount, start, tuple(_stretches(clocks.exclusions, row))


def _stretches(exclusions: Exclusions | None, row: int) -> Iterator[counting.Stretch]:
    if exclusions is not None:
        for place in range(exclusions.offsets[row], exclusions.offsets[row + 1]):
            yield _date(exclusions.begin[place]), _date(exclusions.until[place])


def _date(day: np.int64) -> date:
    return date.fromordinal(min(max(int(day), FIRST), LAST) + EPOCH)
