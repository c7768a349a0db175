"""要紧的日子 — on which days something changes for a case by itself, and where today stands to them.

Between two such days nothing happens that the kernel could tell apart, so a search need only stop at them.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from tongban.kernel import Case
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import ClockKind

_DAY = timedelta(days=1)


def turning_points(case: Case, calendar: Calendar) -> Iterator[tuple[str, date]]:
    """Every day that is the last of something, or the first, by name."""
    for name, clock in case.clocks.items():
        if clock.is_running or is_still_open(str(name), case):
            yield str(name), clock.due(calendar).day
    for who, party in case.parties.items():
        if party.respond_by is not None and not party.has_stated and not case.is_examined_no_more:
            yield f"statement:{who}", party.respond_by
    told, licence = case.revocation, case.licence
    if licence is not None and licence.is_in_force:
        if told is not None and not told.has_stated:
            yield "statement", told.respond_by
        if licence.valid_until is not None:
            yield "validity", licence.valid_until
    if case.is_examined_no_more:
        return
    if case.hearing.hearing_on is not None and case.hearing.held_on is None:
        yield "hearing_day", case.hearing.hearing_on - _DAY
    for step, survey in case.surveys.items():
        if survey.survey_on is not None:
            yield f"survey:{step}", survey.survey_on - _DAY
    if case.meeting.meeting_on is not None:
        yield "meeting_day", case.meeting.meeting_on - _DAY
    for period in case.special:
        yield f"begins:{period.procedure}", period.begin - _DAY
        yield f"ends:{period.procedure}", period.until


def is_still_open(name: str, case: Case) -> bool:
    """Whether a clock's last day matters although it was stopped: a hearing waived can be asked for again."""
    kind, _, who = name.partition(":")
    asked = who in case.hearing.wanted_by
    return kind == ClockKind.HEARING_REQUEST and not asked and not case.is_examined_no_more


def standing(day: date, today: date) -> str:
    """相对位置 — a last day as today sees it: still to come, today, or past."""
    if today < day:
        return "to come"
    return "today" if today == day else "past"


def next_stops(case: Case, today: date, calendar: Calendar) -> tuple[date, frozenset[str]] | None:
    """The next day on which something changes, and what; None where nothing is to come.

    The last day itself is one, and the day after it, on which it is past.
    """
    found: dict[date, set[str]] = {}
    for name, day in turning_points(case, calendar):
        if day > today:
            found.setdefault(day, set()).add(name)
        elif day == today and day < date.max:
            found.setdefault(day + _DAY, set()).add(f"after:{name}")
    if not found:
        return None
    first = min(found)
    return first, frozenset(found[first])
