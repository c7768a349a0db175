"""用时 — whose days a clock has taken: the office's, a special procedure's, the applicant's.

依据 Basis: 行政许可法§45 (the time of special procedures is not counted). What an applicant takes is never
the office's delay, and the other way round.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tongban.kernel.calendar import Calendar
from tongban.kernel.clock.ledger import APPLICANTS_TIME, Clock, EntryKind
from tongban.kernel.clock.limit import Unit
from tongban.kernel.clock.signals import Watched
from tongban.kernel.words import Bilingual

_DAY = timedelta(days=1)


class TimeKind(StrEnum):
    """时间种类 — whose time a day of a clock is."""

    RUNNING = "running"
    EXCLUDED = "excluded"
    WAITING = "waiting"

    @property
    def label(self) -> Bilingual:
        """Whose time that is."""
        return {
            TimeKind.RUNNING: Bilingual("机关用时", "the office's time"),
            TimeKind.EXCLUDED: Bilingual("特别程序（不计入）", "special procedure (not counted)"),
            TimeKind.WAITING: Bilingual("等申请人（不计入）", "waiting for the applicant (not counted)"),
        }[self]


@dataclass(frozen=True, slots=True)
class Span:
    """时段 — days one after another that are one's time, both ends included.

    `days` counts working days, or calendar days where the limit does.
    """

    kind: TimeKind
    begin: date
    until: date
    days: int


@dataclass(frozen=True, slots=True)
class Spent:
    """用时 — what a clock has taken so far, measured apart, in days of `unit`."""

    unit: Unit
    spans: tuple[Span, ...]

    def days(self, kind: TimeKind) -> int:
        """How many days are of one kind."""
        return sum(span.days for span in self.spans if span.kind is kind)

    @property
    def words(self) -> tuple[Bilingual, ...]:
        """用时说明 — a sentence for each span: from when to when, whose time, how much of it."""
        return tuple(
            Bilingual(
                "{begin} 至 {until}：{kind}，{days} {unit}。", "{begin} to {until}: {kind}, {days} {unit}."
            ).fill(
                begin=span.begin,
                until=span.until,
                kind=span.kind.label,
                days=span.days,
                unit=self.unit.label_after(span.days),
            )
            for span in self.spans
        )


def spent(clock: Clock, today: date, calendar: Calendar) -> Spent:
    """用时 — from the first day that counts to the day the clock stopped, or to `today`, both included.

    Whole days: working days, or calendar days where the limit counts those.

    Raises:
        BeforeTheCalendar, BeyondTheCalendar, NoBusinessHours: as `Clock.due`.
    """
    natural = clock.limit.unit in (Unit.NATURAL_DAY, Unit.MONTH, Unit.YEAR)
    last = clock.stopped_on or today
    whys = {entry.day: entry.why for entry in clock.effective if entry.kind is EntryKind.EXCLUDE}
    spans: list[Span] = []

    def add(kind: TimeKind, begin: date, until: date) -> None:
        if begin <= until:
            days = (until - begin).days + 1 if natural else calendar.count(begin - _DAY, until)
            spans.append(Span(kind, begin, until, days))

    day = Watched.of(clock, calendar).first
    for begin, until in clock.excluded:
        if day <= until and day <= last and begin <= last:
            kind = TimeKind.WAITING if whys[begin] in APPLICANTS_TIME else TimeKind.EXCLUDED
            add(TimeKind.RUNNING, day, max(begin, day) - _DAY)
            add(kind, max(begin, day), min(until, last))
            day = min(until, last) + _DAY
    add(TimeKind.RUNNING, day, last)
    return Spent(Unit.NATURAL_DAY if natural else Unit.WORKING_DAY, tuple(spans))
