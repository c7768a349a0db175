"""列 — clocks as columns: what a ledger says, one row per clock.

A column is an array as long as the others, or one value for all rows. Dates come as
`datetime64[D]` or as `date.toordinal`; instants as `datetime64` in UTC or as seconds since 1970.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tongban.bulk.days import EPOCH
from tongban.bulk.refusals import ColumnLengthDiffers, ColumnUnreadable, Why
from tongban.kernel.clock import Clock, Counting, LastMoment, TimeLimit, Unit

Whole = NDArray[np.int64]

#: No date, no instant: numpy's `NaT`.
MISSING = np.iinfo(np.int64).min
UNITS = tuple(Unit)
_UNIT_BITS = 0b111
_ROLLS, _FIRST_DAY, _BACKWARD, _CLOSES, _AFTER_CLOSE = (1 << bit for bit in range(3, 8))
#: Longer than any calendar in any unit, and far from overflowing.
_LONGEST = 4_000_000
_COARSER_THAN_A_SECOND = ("Y", "M", "W", "D", "h", "m")
#: No date lies that many days from the first one; whatever number is given, nothing overflows.
_ERA = 1_000_000_000
_NO_STRETCH = np.array([], np.int64)


class Way(NamedTuple):
    """计算方式 — unit and way of counting, as one byte of a column says them."""

    unit: Unit
    rolls: bool = True
    first_day: bool = False
    backward: bool = False
    closes: bool = False
    after_close: bool = False

    @classmethod
    def of(cls, code: int) -> "Way":
        """What the byte says."""
        bits = (_ROLLS, _FIRST_DAY, _BACKWARD, _CLOSES, _AFTER_CLOSE)
        return cls(UNITS[code & _UNIT_BITS], *(bool(code & bit) for bit in bits))

    def limit(self) -> TimeLimit:
        """The kernel's limit of this kind; its amount stands elsewhere."""
        last = LastMoment.CLOSE_OF_BUSINESS if self.closes else LastMoment.MIDNIGHT
        way = Counting(self.first_day, self.backward, last, self.after_close)
        return TimeLimit(1, self.unit, "", self.rolls, way)


@dataclass(frozen=True, eq=False)
class Exclusions:
    """扣除期间各列 — stretches of days, both included; row `n` has those from `offsets[n]` to `offsets[n+1]`.

    `wrong` says per row whether they are upside down or overlap, which the ledger never lets in.
    """

    offsets: Whole
    begin: Whole
    until: Whole
    wrong: NDArray[np.uint8]

    @classmethod
    def of(cls, offsets: ArrayLike, begin: ArrayLike, until: ArrayLike) -> "Exclusions":
        """Take the stretches, in any order within a row.

        Raises:
            ColumnLengthDiffers, ColumnUnreadable: the columns do not fit.
        """
        ends = whole_numbers("offsets", offsets)
        first, last = epoch_days("begin", begin), epoch_days("until", until)
        for name, column in (("begin", first), ("until", last)):
            if ends.ndim != 1 or not ends.size or column.shape != (ends[-1],):
                raise ColumnLengthDiffers(column=name, length=column.size, rows=ends[-1:].sum())
        if ends[0] != 0 or (np.diff(ends) < 0).any():
            raise ColumnUnreadable(column="offsets", found="unordered", wanted="0 … n")
        row = np.repeat(np.arange(ends.size - 1), np.diff(ends))
        order = np.lexsort((last, first, row))
        first, last = first[order], last[order]
        wrong = np.zeros(ends.size - 1, np.uint8)
        overlapping = (row[1:] == row[:-1]) & (first[1:] <= last[:-1])
        wrong[row[1:][overlapping]] = Why.EXCLUSION_OVERLAPS
        wrong[row[last < first]] = Why.EXCLUSION_UPSIDE_DOWN
        wrong[row[(first == MISSING) | (last == MISSING)]] = Why.DATE_MISSING
        return cls(ends, first, last, wrong)

    @classmethod
    def none(cls, rows: int) -> "Exclusions":
        """No stretches for so many rows."""
        return cls(np.zeros(rows + 1, np.int64), _NO_STRETCH, _NO_STRETCH, np.zeros(rows, np.uint8))

    def __len__(self) -> int:
        return self.offsets.size - 1


@dataclass(frozen=True, eq=False)
class Clocks:
    """时钟各列 — what is needed of many ledgers to say when they fall due.

    `ways` (one byte a row, or one for all) is read by `Way`; `amounts` are limits with their
    extensions, 0 where there is none to speak of; `starts` days and `instants` seconds since 1970.
    """

    ways: NDArray[np.uint8]
    amounts: Whole
    starts: Whole
    instants: Whole
    exclusions: Exclusions | None = None

    def __len__(self) -> int:
        return self.starts.size

    @classmethod
    def of(
        cls,
        starts: ArrayLike,
        amounts: ArrayLike,
        *,
        unit: Unit | Sequence[Unit] = Unit.WORKING_DAY,
        extensions: ArrayLike = 0,
        rolls: ArrayLike = True,
        first_day: ArrayLike = False,
        backward: ArrayLike = False,
        ends_at_close: ArrayLike = False,
        after_close_is_next_day: ArrayLike = False,
        instants: ArrayLike | None = None,
        exclusions: Exclusions | None = None,
    ) -> "Clocks":
        """Take columns; each but `starts` and `exclusions` may be one value for all rows.

        Args:
            starts: day of the event.
            amounts: length of the limit.
            unit: what is counted.
            extensions: what was added to the limit.
            rolls: whether a last day of rest rolls (months, years and natural days).
            first_day: the day of the event is the first day 首日计入.
            backward: counted back from the event 倒算.
            ends_at_close: the last day ends at the close of business, not at 24:00.
            after_close_is_next_day: an event after the close is one of the next working day.
            instants: instant of the event where it is known, else `NaT`.
            exclusions: stretches left out.

        Raises:
            ColumnLengthDiffers, ColumnUnreadable: the columns do not fit, or are not what they should be.
        """
        days = epoch_days("starts", starts)
        days = days.reshape(-1) if days.ndim == 0 else days
        limits, more = whole_numbers("amounts", amounts), whole_numbers("extensions", extensions)
        whole = np.clip(limits, 0, _LONGEST) + np.clip(more, 0, _LONGEST)
        moments = np.array(MISSING, np.int64) if instants is None else epoch_seconds("instants", instants)
        flags = {
            _ROLLS: rolls, _FIRST_DAY: first_day, _BACKWARD: backward,
            _CLOSES: ends_at_close, _AFTER_CLOSE: after_close_is_next_day,
        }  # fmt: skip
        ways = _unit_codes(unit)
        for bit, flag in flags.items():
            ways = ways | np.where(np.asarray(flag, bool), np.uint8(bit), np.uint8(0))
        amounts = np.where((limits < 1) | (more < 0), 0, np.minimum(whole, _LONGEST))
        columns = {"ways": ways, "amounts": amounts, "instants": moments, "starts": days}
        for name, column in columns.items():
            if column.ndim and column.shape != days.shape:
                raise ColumnLengthDiffers(column=name, length=column.size, rows=days.size)
        if exclusions is not None and len(exclusions) != days.size:
            raise ColumnLengthDiffers(column="exclusions", length=len(exclusions), rows=days.size)
        return cls(ways, np.asarray(amounts, np.int64), days, moments, exclusions)

    @classmethod
    def read(cls, clocks: Iterable[Clock]) -> "Clocks":
        """The columns of ledgers as the kernel has them."""
        ledgers = tuple(clocks)
        ways = [clock.limit.way for clock in ledgers]
        starts = [clock.started for clock in ledgers]
        stretches = [clock.excluded for clock in ledgers]
        flat = [stretch for row in stretches for stretch in row]
        offsets = np.cumsum([0, *map(len, stretches)])
        begin, until = (np.array([s[n] for s in flat], "datetime64[D]") for n in (0, 1))
        return cls.of(
            np.array([start.day for start in starts], "datetime64[D]"),
            np.array([clock.amount for clock in ledgers], np.int64),
            unit=[clock.limit.unit for clock in ledgers],
            rolls=[clock.limit.rolls for clock in ledgers],
            first_day=[way.first_day for way in ways],
            backward=[way.backward for way in ways],
            ends_at_close=[way.last_moment is LastMoment.CLOSE_OF_BUSINESS for way in ways],
            after_close_is_next_day=[way.after_close_is_next_day for way in ways],
            instants=np.array([_utc(start.instant) for start in starts], "datetime64[us]"),
            exclusions=Exclusions.of(offsets, begin, until) if flat else None,
        )


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC).replace(tzinfo=None)


def _unit_codes(unit: Unit | Sequence[Unit]) -> NDArray[np.uint8]:
    if isinstance(unit, Unit):
        return np.array(UNITS.index(unit), np.uint8)
    return np.array([UNITS.index(Unit(each)) for each in unit], np.uint8)


# --- columns of one kind


def epoch_days(name: str, values: ArrayLike) -> Whole:
    """A column of dates as days since 1970; `NaT` stays the least number there is.

    Raises:
        ColumnUnreadable: it holds instants, which have no date without a zone, or no dates at all.
    """
    column = np.asarray(values)
    if column.dtype == object or not column.size:
        column = _as_dates(name, column)
    if column.dtype.kind in "iu":
        ordinals: Whole = np.clip(column, -_ERA, _ERA).astype(np.int64)
        return ordinals - EPOCH
    if column.dtype == np.dtype("datetime64[D]"):
        return column.view(np.int64)
    raise ColumnUnreadable(column=name, found=str(column.dtype), wanted="datetime64[D] | int")


def _as_dates(name: str, column: NDArray[Any]) -> NDArray[Any]:
    if any(isinstance(day, datetime) for day in column.reshape(-1)):
        raise ColumnUnreadable(column=name, found="datetime", wanted="datetime64[D] | int")
    try:
        return column.astype("datetime64[D]")
    except (ValueError, TypeError):
        found = type(column.reshape(-1)[0]).__name__
        raise ColumnUnreadable(column=name, found=found, wanted="datetime64[D] | int") from None


def epoch_seconds(name: str, values: ArrayLike) -> Whole:
    """A column of instants as whole seconds since 1970, UTC; fractions change no answer and are dropped.

    Raises:
        ColumnUnreadable: it holds no instants, or nothing finer than minutes, such as dates.
    """
    column = np.asarray(values)
    if column.dtype.kind in "iu":
        return column.astype(np.int64)
    if column.dtype.kind == "M" and np.datetime_data(column.dtype)[0] not in _COARSER_THAN_A_SECOND:
        return column.astype("datetime64[s]").view(np.int64)
    raise ColumnUnreadable(column=name, found=str(column.dtype), wanted="datetime64[s] | int")


def whole_numbers(name: str, values: ArrayLike) -> Whole:
    """A column of whole numbers.

    Raises:
        ColumnUnreadable: it holds anything else.
    """
    column = np.asarray(values)
    if column.dtype.kind == "u":
        clipped: Whole = np.minimum(column, np.iinfo(np.int64).max).astype(np.int64)
        return clipped
    if column.dtype.kind == "i":
        return column.astype(np.int64, copy=False)
    raise ColumnUnreadable(column=name, found=str(column.dtype), wanted="int")


# --- rows of a column


def of_rows(column: NDArray[Any], rows: NDArray[np.intp] | None) -> NDArray[Any]:
    """Some rows of a column that may be one value for all; all of them where no rows are named."""
    return column if rows is None or not column.ndim else column[rows]


class Stretches:
    """Exclusions of some rows, walked in step: the first of each row, then the second, and so on."""

    def __init__(self, exclusions: Exclusions, rows: NDArray[np.intp] | None) -> None:
        self.first = of_rows(exclusions.offsets[:-1], rows)
        self.count = of_rows(np.diff(exclusions.offsets), rows)
        self.begin, self.until = exclusions.begin, exclusions.until

    @property
    def rows(self) -> NDArray[np.intp]:
        """The rows that have any."""
        return np.flatnonzero(self.count)

    def walk(self, *, backward: bool = False) -> Iterator[tuple[NDArray[np.intp], Whole, Whole]]:
        """Rows with a stretch, and that stretch; then those with a second one, and so on."""
        rows = self.rows
        for turn in range(int(self.count.max(initial=0))):
            rows = rows[self.count[rows] > turn]
            place = self.first[rows] + (self.count[rows] - 1 - turn if backward else turn)
            yield rows, self.begin[place], self.until[place]
