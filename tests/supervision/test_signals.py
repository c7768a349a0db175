"""信号灯 — how a limit stands on a day, held against a wall calendar (the national day week of 2025)."""

from datetime import date

import pytest

from cast import china, day
from tongban.kernel.clock import ClockKind
from tongban.kernel.clock.limit import Unit
from tongban.supervision.signals import Lamp, Signal, lamp, worst

#: A limit that ends on Thursday 9 October, the first working day after 1 to 8 October.
DUE = date(2025, 10, 9)


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
    assert lamp(ClockKind.STATUTORY, DUE, day(today), china()) == expected


@pytest.mark.parametrize(
    ("kind", "signal"),
    [
        (ClockKind.STEP, Signal.YELLOW),
        (ClockKind.PROMISED, Signal.RED),
        (ClockKind.STATUTORY, Signal.BLACK),
        (ClockKind.NOTICE, Signal.BLACK),
        (ClockKind.DELIVERY, Signal.BLACK),
    ],
)
def test_what_passed_says_how_bad_it_is(kind: ClockKind, signal: Signal):
    assert lamp(kind, DUE, date(2025, 10, 10), china()) == Lamp(signal, -1)


def test_a_rest_day_after_the_last_day_is_past_already():
    assert lamp(ClockKind.PROMISED, date(2025, 10, 10), date(2025, 10, 12), china()) == Lamp(Signal.RED, -1)


def test_natural_days_are_counted_as_they_are():
    assert lamp(ClockKind.STATUTORY, DUE, date(2025, 9, 29), china(), unit=Unit.NATURAL_DAY) == Lamp(
        Signal.GREEN, 10
    )


def test_excluded_days_suspend_and_a_waiting_applicant_holds_everything():
    today = date(2025, 9, 29)
    assert lamp(ClockKind.STATUTORY, DUE, today, china(), suspended=True) == Lamp(Signal.SUSPENDED)
    assert lamp(ClockKind.NOTICE, DUE, today, china(), waiting=True) == Lamp(Signal.WAITING)
    assert lamp(ClockKind.STEP, None, today, china()) == Lamp(Signal.NONE)


def test_what_is_past_is_not_hidden_by_a_suspension():
    assert lamp(ClockKind.STATUTORY, DUE, date(2025, 10, 13), china(), suspended=True).signal is Signal.BLACK


def test_the_worst_of_several_is_the_most_urgent():
    assert worst([Signal.GREEN, Signal.RED, Signal.YELLOW]) is Signal.RED
    assert worst([]) is Signal.NONE
