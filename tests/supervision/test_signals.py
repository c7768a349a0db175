"""信号灯 — how a limit stands on a day, held against a wall calendar (the national day week of 2025)."""

from datetime import date

import pytest

from cast import china, day
from tongban.catalogue.law import load_signals
from tongban.kernel.clock import ClockKind, Watched
from tongban.kernel.clock.limit import Unit
from tongban.supervision.signals import Lamp, Signal, lamp, worst

#: A limit that ends on Thursday 9 October, the first working day after 1 to 8 October.
DUE = date(2025, 10, 9)


def shown(kind: ClockKind, today: date | str, due: date | None = DUE, **how: object) -> Lamp:
    """The lamp by the thresholds of the nation, of a limit that began on 1 September."""
    excluded = how.pop("excluded", ())
    watched = Watched(kind, date(2025, 9, 1), due, excluded) if due else None  # type: ignore[arg-type]
    today = day(today) if isinstance(today, str) else today
    return lamp(watched, today, china(), load_signals().of("CN"), **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-09-29", Lamp(Signal.GREEN, 2)),
        ("2025-09-30", Lamp(Signal.YELLOW, 1)),
        ("2025-10-05", Lamp(Signal.YELLOW, 1)),
        ("2025-10-09", Lamp(Signal.YELLOW, 0)),
        ("2025-10-10", Lamp(Signal.BLACK, -1)),
        ("2025-10-11", Lamp(Signal.BLACK, -2)),
    ],
)
def test_yellow_is_the_last_working_day_before_and_black_the_day_after_the_statute(
    today: str, expected: Lamp
):
    assert shown(ClockKind.STATUTORY, today) == expected


@pytest.mark.parametrize(
    ("kind", "signal"),
    [
        (ClockKind.STEP, Signal.YELLOW),
        (ClockKind.PROMISED, Signal.RED),
        (ClockKind.STATUTORY, Signal.BLACK),
        (ClockKind.NOTICE, Signal.BLACK),
        (ClockKind.DELIVERY, Signal.BLACK),
        (ClockKind.HEARING, Signal.BLACK),
        (ClockKind.HEARING_NOTICE, Signal.BLACK),
    ],
)
def test_what_passed_says_how_bad_it_is(kind: ClockKind, signal: Signal):
    assert shown(kind, "2025-10-10") == Lamp(signal, -1)


@pytest.mark.parametrize("kind", [ClockKind.HEARING_REQUEST, ClockKind.GAP, ClockKind.GAP_REMINDER])
def test_what_the_applicant_lets_pass_is_not_the_offices_delay(kind: ClockKind):
    assert shown(kind, "2025-10-10") == Lamp(Signal.DONE)
    assert shown(kind, "2025-10-09") == Lamp(Signal.GREEN, 0)


def test_every_limit_of_the_office_has_a_light_and_none_of_the_applicants():
    watched = {threshold.clock for threshold in load_signals().of("CN")}
    assert set(ClockKind) - watched == {
        ClockKind.SUPPLEMENT,
        ClockKind.HEARING_REQUEST,
        ClockKind.GAP,
        ClockKind.GAP_REMINDER,
        ClockKind.RECTIFICATION,
        ClockKind.BAN,
        ClockKind.PAYMENT,
        # A wait prescribed for everybody, and what the applicant may do in it.
        *(ClockKind.PUBLIC_NOTICE, ClockKind.RECONSIDERATION, ClockKind.LAWSUIT),
    }


def test_a_rest_day_after_the_last_day_is_past_already():
    assert shown(ClockKind.PROMISED, "2025-10-12", date(2025, 10, 10)) == Lamp(Signal.RED, -1)


def test_natural_days_are_counted_as_they_are():
    assert shown(ClockKind.STATUTORY, "2025-09-29", unit=Unit.NATURAL_DAY) == Lamp(Signal.GREEN, 10)


def test_days_excluded_ahead_are_not_among_those_left():
    ahead = ((date(2025, 9, 29), date(2025, 10, 6)),)  # two of the working days left, and the holidays
    assert shown(ClockKind.STATUTORY, "2025-09-26", excluded=ahead) == Lamp(Signal.GREEN, 2)
    assert shown(ClockKind.STATUTORY, "2025-09-28", excluded=ahead) == Lamp(Signal.YELLOW, 1)
    calendar_days = shown(ClockKind.STATUTORY, "2025-09-28", excluded=ahead, unit=Unit.NATURAL_DAY)
    assert calendar_days == Lamp(Signal.YELLOW, 3)


def test_excluded_days_suspend_and_a_waiting_applicant_holds_everything():
    today = date(2025, 9, 29)
    assert shown(ClockKind.STATUTORY, today, suspended=True) == Lamp(Signal.SUSPENDED)
    assert shown(ClockKind.NOTICE, today, waiting=True) == Lamp(Signal.WAITING)
    assert shown(ClockKind.STEP, today, None) == Lamp(Signal.NONE)


def test_what_is_past_is_not_hidden_by_a_suspension():
    assert shown(ClockKind.STATUTORY, "2025-10-13", suspended=True).signal is Signal.BLACK


def test_the_worst_of_several_is_the_most_urgent():
    assert worst([Signal.GREEN, Signal.RED, Signal.YELLOW]) is Signal.RED
    assert worst([]) is Signal.NONE
