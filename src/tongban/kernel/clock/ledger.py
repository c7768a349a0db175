"""时钟台账 — how a time limit is spent: typed entries, each with its basis, actor and document.

依据 Basis: 行政许可法§42 (limits and extension), §45 (special procedures are excluded), §82 (working
days); 民法典§201, §203 (the day of the event is not counted; the last day ends at 24:00).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from tongban.kernel.calendar import Calendar
from tongban.kernel.clock.limit import TimeLimit, Unit
from tongban.kernel.refusals import (
    BeyondTheCalendar,
    ExclusionOutsideTheLimit,
    ExclusionOverlaps,
    ExclusionUpsideDown,
    LimitNotPositive,
)
from tongban.kernel.words import Bilingual


class ClockKind(StrEnum):
    """时钟种类 — what a clock measures."""

    NOTICE = "notice"
    STATUTORY = "statutory"
    PROMISED = "promised"
    STEP = "step"
    DELIVERY = "delivery"

    @property
    def label(self) -> Bilingual:
        """The clock's name."""
        return _CLOCK_LABELS[self]


_CLOCK_LABELS = {
    ClockKind.NOTICE: Bilingual("一次性告知补正时限", "limit for the one-off supplement notice"),
    ClockKind.STATUTORY: Bilingual("法定办结时限", "statutory limit"),
    ClockKind.PROMISED: Bilingual("承诺办结时限", "promised limit"),
    ClockKind.STEP: Bilingual("环节时限", "limit of the step"),
    ClockKind.DELIVERY: Bilingual("证件送达时限", "limit to deliver the licence"),
}


class EntryKind(StrEnum):
    """台账分录种类 — what happened to a clock."""

    START = "start"
    EXCLUDE = "exclude"
    RESUME = "resume"
    EXTEND = "extend"
    RESET = "reset"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Entry:
    """台账分录 — one act on a clock.

    `day` is the legal date it takes effect from; `until` closes an exclusion, both days excluded;
    `amount` is what an extension adds, in the limit's unit; `at` is the instant it was entered.
    """

    kind: EntryKind
    day: date
    at: datetime
    basis: str
    actor: str
    until: date | None = None
    amount: int = 0
    document: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """届满日 — the last day of a limit; provisional where the calendar is."""

    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """时钟 — a time limit and the ledger of how it is spent.

    >>> from datetime import UTC
    >>> cal = Calendar("CN", UTC, 2025, 2025)
    >>> limit = TimeLimit(5, Unit.WORKING_DAY, "行政许可法§32(4)")
    >>> clock = Clock(ClockKind.NOTICE, limit).start(date(2025, 3, 3), datetime(2025, 3, 3, tzinfo=UTC), "s")
    >>> clock.due(cal).day
    datetime.date(2025, 3, 10)
    """

    kind: ClockKind
    limit: TimeLimit
    entries: tuple[Entry, ...] = ()

    # --- acts: each returns the clock with one more entry

    def start(self, day: date, at: datetime, actor: str, *, why: str = "") -> "Clock":
        """起算 — begin to count on the day after `day`."""
        return self._and(Entry(EntryKind.START, day, at, self.limit.basis, actor, why=why))

    def exclude(
        self, begin: date, until: date, at: datetime, actor: str, *, basis: str, document: str, why: str = ""
    ) -> "Clock":
        """扣除 — leave out the days from `begin` to `until`, both included, told in writing."""
        entry = Entry(EntryKind.EXCLUDE, begin, at, basis, actor, until=until, document=document, why=why)
        return self._and(entry)

    def resume(self, day: date, at: datetime, actor: str, *, basis: str, why: str = "") -> "Clock":
        """恢复 — the exclusion under way ended early: `day` is its last excluded day."""
        return self._and(Entry(EntryKind.RESUME, day, at, basis, actor, why=why))

    def extend(
        self, amount: int, day: date, at: datetime, actor: str, *, basis: str, document: str
    ) -> "Clock":
        """延长 — add `amount` in the limit's own unit."""
        if amount < 1:
            raise LimitNotPositive(amount=amount)
        return self._and(Entry(EntryKind.EXTEND, day, at, basis, actor, amount=amount, document=document))

    def reset(self, day: date, at: datetime, actor: str, *, why: str) -> "Clock":
        """重新起算 — the first day was entered wrongly: count from the day after `day` instead.

        Exclusions and extensions stay: what was told the applicant in writing has been told.
        """
        return self._and(Entry(EntryKind.RESET, day, at, self.limit.basis, actor, why=why))

    def stop(self, day: date, at: datetime, actor: str) -> "Clock":
        """停止 — the duty this clock measures was done on `day`; stopping twice changes nothing."""
        if self.stopped_on is not None:
            return self
        return self._and(Entry(EntryKind.STOP, day, at, self.limit.basis, actor))

    def _and(self, entry: Entry) -> "Clock":
        return replace(self, entries=(*self.entries, entry))

    # --- facts read off the ledger

    @property
    def started_on(self) -> date:
        """The day of the event that started the count; it is not counted itself."""
        return next(e.day for e in reversed(self.entries) if e.kind in (EntryKind.START, EntryKind.RESET))

    @property
    def stopped_on(self) -> date | None:
        """The day it stopped, or None while it runs."""
        return next((e.day for e in self.entries if e.kind is EntryKind.STOP), None)

    @property
    def is_running(self) -> bool:
        """Whether the duty is still to be done."""
        return self.stopped_on is None

    @property
    def amount(self) -> int:
        """The limit with its extensions, in the limit's unit."""
        return self.limit.amount + sum(e.amount for e in self.entries if e.kind is EntryKind.EXTEND)

    @property
    def extended_on(self) -> date | None:
        """The day the limit was extended, if it was."""
        return next((e.day for e in self.entries if e.kind is EntryKind.EXTEND), None)

    @property
    def excluded(self) -> tuple[tuple[date, date], ...]:
        """扣除期间 — the excluded stretches, both days included, in order."""
        stretches: list[tuple[date, date]] = []
        for entry in self.entries:
            match entry.kind:
                case EntryKind.EXCLUDE if entry.until is not None:
                    stretches.append((entry.day, entry.until))
                case EntryKind.RESUME:
                    # Stretches never overlap, so the one that holds the day is the one under way.
                    stretches = [(b, entry.day if b <= entry.day <= u else u) for b, u in stretches]
                case _:
                    pass
        return tuple(sorted(stretches))

    def is_excluded(self, day: date) -> bool:
        """Whether the day falls into an excluded stretch."""
        return any(begin <= day <= until for begin, until in self.excluded)

    def due(self, calendar: Calendar) -> Due:
        """届满日 — the last day on which the duty can be done in time.

        依据 Basis: 行政许可法§82 for working days; 民法典§201 and §203 for natural days.
        """
        if self.limit.unit is Unit.WORKING_DAY:
            day = self._working_due(calendar)
            return Due(day, provisional=not calendar.is_known(day))
        day = self._natural_due(calendar)
        # Calendar days need no notice to be counted, only to know where a day of rest rolls to.
        return Due(day, provisional=self.limit.rolls and not calendar.is_known(day))

    def _working_due(self, calendar: Calendar) -> date:
        start, amount = self.started_on, self.amount
        due = calendar.add(start, amount)
        for begin, until in self.excluded:
            if begin > due:
                break
            # The stretch begins within the limit, so all its working days move the end.
            amount += calendar.count(max(start, begin - timedelta(days=1)), until)
            due = calendar.add(start, amount)
        return due

    def _natural_due(self, calendar: Calendar) -> date:
        start = self.started_on
        try:
            due = start + timedelta(days=self.amount)
            for begin, until in self.excluded:
                if begin > due:
                    break
                due += timedelta(days=max(0, (until - max(start, begin - timedelta(days=1))).days))
        except OverflowError:
            raise BeyondTheCalendar(day=start, amount=self.amount) from None
        if not self.limit.rolls:
            return due
        due = calendar.roll(due)
        # The day of rest may roll into an exclusion, which moves the end past itself too.
        for begin, until in self.excluded:
            if begin <= due <= until:
                due = calendar.add(until, 1)
        return due

    def is_past(self, day: date, calendar: Calendar) -> bool:
        """Whether the limit had ended before `day`, with the duty not done."""
        return self.is_running and day > self.due(calendar).day

    def check_exclusion(self, begin: date, until: date, calendar: Calendar) -> None:
        """Refuse an exclusion that is upside down, overlaps another, or lies outside the running limit."""
        if until < begin:
            raise ExclusionUpsideDown(begin=begin, until=until)
        if any(begin <= end and start <= until for start, end in self.excluded):
            raise ExclusionOverlaps(begin=begin, until=until)
        due = self.due(calendar).day
        if not self.started_on < begin <= due:
            raise ExclusionOutsideTheLimit(begin=begin, start=self.started_on, due=due)
