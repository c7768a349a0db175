"""本系统 — our own date engine as the system under test: a bare clock, and the timetables of the law."""

from collections.abc import Hashable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Protocol

from tongban.catalogue.conformance.question import (
    DONE,
    LIMIT,
    STARTED,
    Answer,
    BareLimit,
    Deemed,
    Question,
    Refused,
    Unsupported,
    When,
)
from tongban.catalogue.law import Limits, load_calendar
from tongban.catalogue.law.procedures import Procedures, load_procedures
from tongban.catalogue.law.regions import Openings, openings_of
from tongban.kernel.calendar import BusinessHours, Calendar
from tongban.kernel.clock import TimeLimit
from tongban.kernel.refusals import Refusal
from tongban.kernel.timetable import (
    Choice,
    ClockRule,
    ExclusionRule,
    Extension,
    Occurrence,
    Timetable,
    follow,
)
from tongban.kernel.words import Bilingual

_NAMED = Bilingual("时限", "limit")


class Days(Hashable, Protocol):
    """日子 — a region's calendar, as it was before any notice later than that of a year was out."""

    def __call__(self, region: str, *, known_until: int | None) -> Calendar:
        """The calendar."""
        ...


class TimetableSubject:
    """时限表 — the procedures of `law/procedures` on the law's numbers, or on others (a mutation)."""

    name = "timetable"

    def __init__(self, limits: Limits | None = None, days: Days = load_calendar) -> None:
        """Take the numbers, the law's own unless given, and whose days are counted."""
        self._days = days
        self._procedures: Procedures = load_procedures(limits=limits)

    def answer(self, question: Question) -> Answer | Unsupported:
        """Follow the procedure; what cannot be counted is named as an error."""
        calendar = self.calendar_of(question)
        try:
            limit = question.given.limit
            table = _bare(limit) if limit else self._procedures[question.given.procedure].on(question.law_day)
            ruling = follow(
                table, [occurrence(w, calendar) for w in question.when], calendar, dict(question.given.facts)
            )
            # Every clock is counted, also those nobody asks for: what cannot be counted is an error.
            counted = {name: clock.due(calendar) for name, clock in ruling.clocks.items()}
            ends = {name: clock.last_moment(calendar) for name, clock in ruling.clocks.items()}
        except Refusal as refusal:
            return Answer(due={}, error=refusal.code())
        due = {clock: counted.get(clock) for clock in question.clocks}
        return Answer(
            due={clock: found.day if found else None for clock, found in due.items()},
            provisional=tuple(clock for clock, found in due.items() if found and found.provisional),
            running=tuple(c for c in question.clocks if c in ruling.clocks and ruling.clocks[c].is_running),
            ends_at={c: moment(ends[c], calendar) for c in question.clocks if c in ends},
            effects=tuple(Deemed(effect.what, effect.on) for effect in ruling.effects),
            # Two articles of one rule may both be broken by one act.
            refused=tuple(dict.fromkeys(Refused(denial.number, denial.rule) for denial in ruling.refused)),
        )

    def calendar_of(self, question: Question) -> Calendar:
        """Whose days are counted."""
        return calendar_of(question, self._days)


def calendar_of(question: Question, days: Days = load_calendar) -> Calendar:
    """The region's calendar, as if no later notice than `known_until` were known, with what is local."""
    given = question.given
    return _calendar(days, given.region, given.known_until, given.local_days_off, given.hours)


@cache
def _calendar(
    days: Days, region: str, known_until: int | None, local_days_off: tuple[date, ...], hours: Openings
) -> Calendar:
    base = days(region, known_until=known_until)
    if not local_days_off and not hours:
        return base
    return Calendar(
        region,
        base.zone,
        base.first_day.year,
        base.last_known_day.year,
        off_days=base.off_days | set(local_days_off),
        make_up_days=base.make_up_days - set(local_days_off),
        fixed_holidays=base.fixed_holidays,
        hours=BusinessHours(openings_of(hours)) if hours else base.hours,
        certain_year=base.last_certain_day.year,
    )


def moment(instant: datetime, calendar: Calendar) -> str:
    """An instant on the region's wall clock; the beginning of a day is the 24:00 of the day before."""
    local = instant.astimezone(calendar.zone)
    if local.time() == time():
        return f"{local.date() - timedelta(days=1)}T24:00"
    return f"{local:%Y-%m-%dT%H:%M}"


def occurrence(what: When, calendar: Calendar) -> Occurrence:
    """What happened, as the timetable takes it."""
    at = (
        datetime.combine(what.on, time.fromisoformat(what.at), calendar.zone).astimezone(UTC)
        if what.at
        else None
    )
    return Occurrence(
        what.happens, what.on, at, what.facts, what.begin, what.until, what.document, what.clock, what.amount
    )


def _bare(limit: BareLimit) -> Timetable:
    counted = TimeLimit(limit.amount, limit.unit, "—", limit.rolls, limit.counting)
    rule = ClockRule(
        LIMIT,
        _NAMED,
        "counting",
        (STARTED,),
        (DONE,),
        choices=(Choice(counted, None, Extension(counted)),),
    )
    return Timetable("bare", _NAMED, {LIMIT: rule}, (ExclusionRule("counting", "—", ("any",), (LIMIT,)),))
