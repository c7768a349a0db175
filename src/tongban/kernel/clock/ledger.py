"""时钟台账 — how a time limit is spent: typed entries, each with its basis, actor and document.

依据 Basis: 行政许可法§42 (limits, extension), §45 (special procedures), §82 (working days); 民法典§201, §203.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import counting
from tongban.kernel.clock.counting import Due, Start
from tongban.kernel.clock.kinds import ClockKind as ClockKind
from tongban.kernel.clock.limit import LastMoment, TimeLimit, Unit
from tongban.kernel.refusals import (
    ClockAlreadyStopped,
    ExclusionOutsideTheLimit,
    ExclusionOverlaps,
    ExclusionUpsideDown,
    LimitNotPositive,
    NoSuchEntry,
    NotCountedBackward,
)


class EntryKind(StrEnum):
    """台账分录种类 — what happened to a clock."""

    START = "start"
    EXCLUDE = "exclude"
    RESUME = "resume"
    EXTEND = "extend"
    RESET = "reset"
    STOP = "stop"
    CORRECT = "correct"
    RECOUNT = "recount"


#: 申请人用时 — why an exclusion is the applicant's own time and no procedure of the office.
APPLICANTS_TIME = ("supplement", "payment")


@dataclass(frozen=True, slots=True)
class Entry:
    """台账分录 — one act on a clock.

    `day` is the legal date it takes effect from; `until` closes an exclusion, both days excluded;
    `amount` is what an extension adds, in the limit's unit; `at` is the instant it was entered,
    `since` the instant the event happened where hours matter. A correction names the entry it mends
    by its number in the ledger (`corrects`, from 1) and says the right days, or strikes it (`struck`).
    A recount says the last day `before` and `after` the calendar changed; it counts for nothing itself.
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
    since: datetime | None = None
    corrects: int = 0
    struck: bool = False
    before: date | None = None
    after: date | None = None

    def as_corrected(self, correction: "Entry") -> "Entry":
        """The entry with the days, amount and document the correction says are right."""
        return replace(
            self,
            day=correction.day,
            until=correction.until,
            amount=correction.amount,
            document=correction.document,
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """What the entries of a ledger say together, as corrected; see the properties of `Clock`."""

    effective: tuple[Entry, ...]
    started: Start | None
    stopped_on: date | None
    extended_by: int
    extended_on: date | None
    excluded: tuple[tuple[date, date], ...]

    @classmethod
    def of(cls, entries: tuple[Entry, ...]) -> "_Read":
        if len(entries) == 1 and entries[0].kind is EntryKind.START:  # as most ledgers are, most of the time
            return cls(entries, Start(entries[0].day, entries[0].since), None, 0, None, ())
        effective = _as_corrected(entries)
        started: Start | None = None
        stopped_on: date | None = None
        extended_on: date | None = None
        extended_by = 0
        excluded: list[tuple[date, date]] = []
        for entry in effective:
            match entry.kind:
                case EntryKind.START | EntryKind.RESET:
                    started = Start(entry.day, entry.since)
                case EntryKind.STOP:
                    stopped_on = stopped_on or entry.day
                case EntryKind.EXTEND:
                    extended_by += entry.amount
                    extended_on = extended_on or entry.day
                case EntryKind.EXCLUDE if entry.until is not None:
                    excluded.append((entry.day, entry.until))
                case EntryKind.RESUME:
                    # Stretches never overlap, so the one that holds the day is the one under way.
                    excluded = [(b, entry.day if b <= entry.day <= u else u) for b, u in excluded]
                case _:
                    pass
        return cls(effective, started, stopped_on, extended_by, extended_on, tuple(sorted(excluded)))


def _as_corrected(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if not any(entry.kind is EntryKind.CORRECT for entry in entries):
        return entries
    found: list[Entry | None] = list(entries)
    for place, correction in enumerate(entries):
        if correction.kind is not EntryKind.CORRECT:
            continue
        found[place] = None
        right = entries[correction.corrects - 1].as_corrected(correction)
        found[correction.corrects - 1] = None if correction.struck else right
    return tuple(entry for entry in found if entry is not None)


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
    # A ledger and a calendar never change, and one command asks a dozen times for the same.
    _said: _Read | None = field(default=None, init=False, repr=False, compare=False)
    _counted: tuple[Calendar, Due] | None = field(default=None, init=False, repr=False, compare=False)

    # --- acts: each returns the clock with one more entry

    def start(
        self, day: date, at: datetime, actor: str, *, why: str = "", since: datetime | None = None
    ) -> "Clock":
        """起算 — begin to count on the day after `day`; from `since` where the limit counts hours."""
        return self._and(Entry(EntryKind.START, day, at, self.limit.basis, actor, why=why, since=since))

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

    def correct(
        self,
        number: int,
        at: datetime,
        actor: str,
        *,
        day: date | None = None,
        until: date | None = None,
        amount: int = 0,
        struck: bool = False,
        why: str,
        document: str = "",
    ) -> "Clock":
        """更正分录 — say what an exclusion, an early end, an extension or a stop should have said.

        Nothing is edited: the mistaken entry stays in the ledger, the correction stands after it.

        Raises:
            NoSuchEntry: there is no such entry, or it is one that a reset corrects.
            LimitNotPositive: an extension cannot shorten a limit.
        """
        if not 1 <= number <= len(self.entries) or self.entries[number - 1].kind not in _CORRECTABLE:
            raise NoSuchEntry(number=number, entries=len(self.entries))
        if amount < 0:
            raise LimitNotPositive(amount=amount)
        wrong = self.entries[number - 1]
        correction = Entry(
            EntryKind.CORRECT,
            day or wrong.day,
            at,
            wrong.basis,
            actor,
            until=until or wrong.until,
            amount=amount or wrong.amount,
            document=document or wrong.document,
            why=why,
            corrects=number,
            struck=struck,
        )
        return self._and(correction)

    def recount(
        self, before: date, after: date, day: date, at: datetime, actor: str, *, basis: str
    ) -> "Clock":
        """重新计算 — note that a change of the calendar moved the last day."""
        return self._and(Entry(EntryKind.RECOUNT, day, at, basis, actor, before=before, after=after))

    def _and(self, entry: Entry) -> "Clock":
        return Clock(self.kind, self.limit, (*self.entries, entry))

    # --- facts read off the ledger

    @property
    def _read(self) -> _Read:
        read = self._said
        if read is None:
            read = _Read.of(self.entries)
            object.__setattr__(self, "_said", read)
        return read

    @property
    def effective(self) -> tuple[Entry, ...]:
        """生效分录 — the entries as corrected, without those struck and without the corrections."""
        return self._read.effective

    @property
    def started(self) -> Start:
        """The event that started the count, as last corrected."""
        started = self._read.started
        assert started is not None, "a clock is asked of only once it has started"
        return started

    @property
    def started_on(self) -> date:
        """The day of the event that started the count; as a rule it is not counted itself."""
        return self.started.day

    @property
    def stopped_on(self) -> date | None:
        """The day it stopped, or None while it runs."""
        return self._read.stopped_on

    @property
    def is_running(self) -> bool:
        """Whether the duty is still to be done."""
        return self._read.stopped_on is None

    @property
    def amount(self) -> int:
        """The limit with its extensions, in the limit's unit."""
        return self.limit.amount + self._read.extended_by

    @property
    def extended_on(self) -> date | None:
        """The day the limit was extended, if it was."""
        return self._read.extended_on

    @property
    def excluded(self) -> tuple[tuple[date, date], ...]:
        """扣除期间 — the excluded stretches, both days included, in order."""
        return self._read.excluded

    def is_excluded(self, day: date) -> bool:
        """Whether the day falls into an excluded stretch."""
        return any(begin <= day <= until for begin, until in self.excluded)

    def due(self, calendar: Calendar) -> Due:
        """届满日 — the last day on which the duty can be done in time.

        Raises:
            BeforeTheCalendar, BeyondTheCalendar, NoBusinessHours: it cannot be counted.
        """
        counted = self._counted
        if counted is None or counted[0] is not calendar:
            due = counting.due(self.limit, self.amount, self.started, self.excluded, calendar)
            counted = (calendar, due)
            object.__setattr__(self, "_counted", counted)
        return counted[1]

    def last_moment(self, calendar: Calendar) -> datetime:
        """截止时刻 — the UTC instant from which on the duty is late; raises as `due`."""
        if self.limit.unit is not Unit.WORKING_HOUR:
            return counting.end_of(self.limit, self.due(calendar).day, calendar)
        return counting.last_moment(self.limit, self.amount, self.started, self.excluded, calendar)

    def is_past(self, day: date, calendar: Calendar) -> bool:
        """Whether the limit had ended before `day`, with the duty not done."""
        return self.is_running and day > self.due(calendar).day

    def ended_by(self, instant: datetime, calendar: Calendar) -> date | None:
        """The last day, where the limit has ended by that instant with the duty not done; else None."""
        if not self.is_running:
            return None
        day, due = calendar.day_of(instant), self.due(calendar).day
        if day == due and not self._ends_at_midnight:
            return due if instant >= self.last_moment(calendar) else None
        return due if day > due else None

    @property
    def _ends_at_midnight(self) -> bool:
        return self.limit.unit is not Unit.WORKING_HOUR and self.limit.way.last_moment is LastMoment.MIDNIGHT

    def check_exclusion(self, begin: date, until: date, calendar: Calendar) -> None:
        """Refuse an exclusion that is upside down, overlaps another, or lies outside the running limit."""
        if self.limit.way.backward:
            raise NotCountedBackward(limit=self.limit.words, day=self.started_on)
        if until < begin:
            raise ExclusionUpsideDown(begin=begin, until=until)
        if self.stopped_on is not None:
            raise ClockAlreadyStopped(day=self.stopped_on)
        if any(begin <= end and start <= until for start, end in self.excluded):
            raise ExclusionOverlaps(begin=begin, until=until)
        due = self.due(calendar).day
        if not self.started_on < begin <= due:
            raise ExclusionOutsideTheLimit(begin=begin, start=self.started_on, due=due)


#: What a correction may mend; the first day is corrected by a reset.
_CORRECTABLE = (EntryKind.EXCLUDE, EntryKind.RESUME, EntryKind.EXTEND, EntryKind.STOP)
