"""Hearing right 听证权利: how somebody's right to a hearing stands, for both sides of the counter."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from tongban.kernel import Case, Event
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.hearing import request_clock


class Right(StrEnum):
    """听证权利 — how the right of somebody concerned stands."""

    NOT_TOLD = "not_told"
    OPEN = "open"
    ASKED = "asked"
    WAIVED = "waived"
    PASSED = "passed"


def right_of(case: Case, history: Iterable[Event], who: str, today: date, calendar: Calendar) -> Right:
    """How the right stands today; the days are over when they are, whether or not anybody has said so."""
    clock = case.clocks.get(request_clock(who))
    if clock is None:
        return Right.NOT_TOLD
    if who in case.hearing.wanted_by:
        return Right.ASKED
    if clock.is_running:
        return Right.PASSED if clock.is_past(today, calendar) else Right.OPEN
    waived = any(isinstance(each.body, e.HearingWaived) and each.body.by == who for each in history)
    return Right.WAIVED if waived else Right.PASSED
