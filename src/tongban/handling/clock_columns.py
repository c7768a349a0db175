"""时钟列 — what a clock row says of how its last day was counted, and the clock again from it.

A row is written with the event that changed its clock, so it says what the ledger says: the start, the
amount with its extensions, the way of counting, the stretches left out. Who entered what, and why, stays
in the ledger.
"""

from datetime import UTC, date, datetime, time
from functools import lru_cache

from tongban.kernel.clock import Clock, ClockKind, Counting, Entry, EntryKind, LastMoment, TimeLimit, Unit

_NO_ROLL, _FIRST_DAY, _BACKWARD, _UNTIL_CLOSE, _AFTER_CLOSE = (
    "no_roll", "first_day", "backward", "until_close", "after_close",
)  # fmt: skip


@lru_cache(maxsize=512)
def counting_of(limit: TimeLimit) -> str:
    """The unit, and what departs from the ordinary way.

    >>> counting_of(TimeLimit(30, Unit.NATURAL_DAY, "", rolls=False))
    'natural_day no_roll'
    """
    way = limit.way
    said = {
        limit.unit.value: True,
        _NO_ROLL: not limit.rolls,
        _FIRST_DAY: way.first_day,
        _BACKWARD: way.backward,
        _UNTIL_CLOSE: way.last_moment is LastMoment.CLOSE_OF_BUSINESS,
        _AFTER_CLOSE: way.after_close_is_next_day,
    }
    return " ".join(word for word, holds in said.items() if holds)


@lru_cache(maxsize=512)
def limit_of(counting: str, amount: int) -> TimeLimit:
    """A limit that counts that way; which article it is from, the row does not say."""
    unit, *words = counting.split()
    last = LastMoment.CLOSE_OF_BUSINESS if _UNTIL_CLOSE in words else LastMoment.MIDNIGHT
    way = Counting(_FIRST_DAY in words, _BACKWARD in words, last, _AFTER_CLOSE in words)
    return TimeLimit(amount, Unit(unit), "", _NO_ROLL not in words, way)


def excluded_of(clock: Clock) -> str:
    """The stretches left out, `2026-03-10..2026-03-23`, one after another."""
    return " ".join(f"{begin}..{until}" for begin, until in clock.excluded)


def stretches_of(excluded: str) -> list[tuple[date, date]]:
    """The stretches that `excluded_of` wrote."""
    days = (stretch.split("..") for stretch in excluded.split())
    return [(date.fromisoformat(begin), date.fromisoformat(until)) for begin, until in days]


def clock_of(
    kind: ClockKind,
    limit: TimeLimit,
    started_on: date,
    started_at: datetime | None,
    excluded: str,
    running: bool,
) -> Clock:
    """A clock that is counted as the row's own is, and runs where that runs."""
    at = datetime.combine(started_on, time(), UTC)
    entries = [Entry(EntryKind.START, started_on, at, "", "", since=started_at)]
    for begin, until in stretches_of(excluded):
        entries.append(Entry(EntryKind.EXCLUDE, begin, at, "", "", until=until))
    if not running:
        entries.append(Entry(EntryKind.STOP, started_on, at, "", ""))
    return Clock(kind, limit, tuple(entries))
