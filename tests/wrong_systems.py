"""Systems that count as other systems do: each is ours with one mistake that was met in the field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tongban.catalogue.conformance import Answer, Question, Unsupported
from tongban.catalogue.conformance.question import Deemed
from tongban.catalogue.conformance.subjects import TimetableSubject, calendar_of
from tongban.kernel.calendar import Calendar

_DAY = timedelta(days=1)


class WrongSystem(TimetableSubject):
    """Ours, but for what it makes of the question, whose days it counts, or what it says."""

    def __init__(
        self,
        name: str,
        *,
        ask: Callable[[Question], Question] = lambda question: question,
        days: Callable[[Calendar], Calendar] = lambda calendar: calendar,
        say: Callable[[Answer], Answer] = lambda answer: answer,
    ) -> None:
        super().__init__()
        self.name, self._ask, self._days, self._say = name, ask, days, say

    def answer(self, question: Question) -> Answer | Unsupported:
        answer = super().answer(self._ask(question))
        return answer if isinstance(answer, Unsupported) else self._say(answer)

    def calendar_of(self, question: Question) -> Calendar:
        return self._days(calendar_of(question))


def _every_day_worked(calendar: Calendar) -> Calendar:
    first, last = date(2007, 1, 1), date(2030, 12, 31)
    every_day = [first + n * _DAY for n in range((last - first).days + 1)]
    return Calendar(calendar.region, calendar.zone, 2007, 2030, make_up_days=every_day, hours=calendar.hours)


def _weekends_only(calendar: Calendar) -> Calendar:
    return Calendar(calendar.region, calendar.zone, 2007, calendar.last_known_day.year, hours=calendar.hours)


def _no_make_up_days(calendar: Calendar) -> Calendar:
    return Calendar(
        calendar.region, calendar.zone, 2007, calendar.last_known_day.year, off_days=calendar.off_days,
        fixed_holidays=calendar.fixed_holidays, hours=calendar.hours,
    )  # fmt: skip


def _only_a_flag(question: Question) -> Question:
    """Pauses are noted and move nothing."""
    noted = tuple(
        replace(what, happens="time_passes") if what.happens in ("excluded", "resumed") else what
        for what in question.when
    )
    return replace(question, when=noted)


def _in_greenwich(question: Question) -> Question:
    """Dates are those of UTC: before eight in the morning it is still yesterday."""
    early = tuple(
        replace(w, on=w.on - _DAY) if w.happens != "time_passes" and w.at and w.at < "08:00" else w
        for w in question.when
    )
    return replace(question, when=early)


def _from_receipt(question: Question) -> Question:
    """The statutory clock starts with the papers, so the applicant's time is the agency's."""
    received = next((w.on for w in question.when if w.happens == "received"), None)
    if received is None:
        return question
    moved = tuple(replace(w, on=received) if w.happens == "accepted" else w for w in question.when)
    return replace(question, when=tuple(sorted(moved, key=lambda w: w.on)))


def _a_day_late(answer: Answer) -> Answer:
    """The day of the event is forgotten twice."""
    return replace(answer, due={clock: day and day + _DAY for clock, day in answer.due.items()})


def _granted_by_silence(answer: Answer) -> Answer:
    if "decision" not in answer.running:
        return answer
    return replace(answer, effects=(*(answer.effects or ()), Deemed("deemed_grant", date(2026, 3, 30))))


CALENDAR_DAYS = WrongSystem("counts calendar days", days=_every_day_worked)
WEEKENDS_ONLY = WrongSystem("knows weekends only", days=_weekends_only)
NO_MAKE_UP_DAYS = WrongSystem("knows no make-up days", days=_no_make_up_days)
PAUSE_FLAG = WrongSystem("has a pause flag that moves nothing", ask=_only_a_flag)
GREENWICH = WrongSystem("keeps the dates of Greenwich", ask=_in_greenwich)
FROM_RECEIPT = WrongSystem("counts from the receipt", ask=_from_receipt)
A_DAY_LATE = WrongSystem("is a day late", say=_a_day_late)
DEEMED_GRANT = WrongSystem("takes silence for a grant", say=_granted_by_silence)
