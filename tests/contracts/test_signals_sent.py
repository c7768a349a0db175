"""A clock turns each colour once, whatever happens to the sweep, and anew only where it had gone out."""

import contextlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from cast import BEIJING, CLERK, LEAD, day
from holidays import MOVING, notice
from office import Office
from stored import case_id
from stores import House
from tongban.handling import audit, examination, intake
from tongban.handling.ports import Write
from tongban.handling.recount import Recounted, recount
from tongban.handling.sweep import sweep
from tongban.kernel.case.events import SignalTurned
from tongban.kernel.case.item import Approver, SpecialProcedure

ALL = ("form", "licence_copy", "floor_plan")


class Killed(BaseException):
    """What SIGKILL does to a process, as far as the store sees it."""


def accepted(house: House, *numbers: int) -> Office:
    """Cases accepted that day: promised until 14 October, by law until 28 October 2025."""
    office = house.office("2025-09-24")
    for number in numbers:
        office.receive(case_id(number), ALL)
        office.accept(case_id(number))
    return office


def swept(office: Office) -> None:
    """Sweep until nothing is due."""
    for _ in range(20):
        if not sweep(office.handler).due:
            return
    raise AssertionError("something stays due for ever")


def said(house: House, number: int = 1, clock: str = "") -> list[tuple[str, str, str]]:
    """What was said of the whole case's clocks (or of one), in the order it was said."""
    history = house.again().office().handler.history(case_id(number))
    bodies = [event.body for event in history if isinstance(event.body, SignalTurned)]
    return [
        (b.clock, b.colour.value, str(b.turned_on))
        for b in bodies
        if b.clock == clock or (not clock and ":" not in b.clock)
    ]


YELLOW, RED = ("promised", "yellow", "2025-10-13"), ("promised", "red", "2025-10-15")
NEAR, BLACK = ("statutory", "yellow", "2025-10-27"), ("statutory", "black", "2025-10-29")


def test_each_colour_is_said_once_on_the_day_it_comes(house: House) -> None:
    office = accepted(house, 1)
    swept(office.on("2025-10-12", "23:59"))
    assert said(house) == []
    swept(office.on("2025-10-13", "00:00"))
    swept(office.on("2025-10-13", "09:00"))
    assert said(house) == [YELLOW]
    swept(office.on("2025-10-14", "23:59"))
    swept(office.on("2025-10-15", "00:00"))
    assert said(house) == [YELLOW, RED]
    swept(office.on("2025-12-31"))
    swept(house.again().office("2026-01-05"))
    assert said(house) == [YELLOW, RED, NEAR, BLACK]
    assert said(house, clock="step:examine") == [("step:examine", "yellow", "2025-10-10")]
    assert audit.verify_case(office.handler, case_id(1)) == []


def test_a_signal_says_which_day_and_which_threshold(house: House) -> None:
    office = accepted(house, 1)
    swept(office.on("2025-10-16"))
    events = [e for e in office.handler.history(case_id(1)) if isinstance(e.body, SignalTurned)]
    red = next(e for e in events if e.body.colour.value == "red")  # type: ignore[attr-defined]
    assert (str(red.on), red.actor, red.post) == ("2025-10-16", "system:clock", "")
    body = red.body
    assert isinstance(body, SignalTurned)
    assert (str(body.turned_on), str(body.due_on)) == ("2025-10-15", "2025-10-14")
    assert (str(body.threshold_since), body.basis) == ("2004-07-01", "本系统默认值，各地自行规定")


def test_what_another_command_noticed_first_is_still_signalled(house: House) -> None:
    office = accepted(house, 1)
    # The clerk's command says that the promise has passed; its red light is for the sweep.
    office.on("2025-10-20")
    examination.take_step(office.handler, office.ask(case_id(1), LEAD), "examine")
    assert (said(house), office.events(case_id(1)).count("LimitPassed")) == ([], 4)
    swept(office)
    assert said(house) == [YELLOW, RED]
    assert office.events(case_id(1)).count("LimitPassed") == 4


def test_a_clock_that_stopped_in_time_turns_nothing(house: House) -> None:
    office = accepted(house, 1)
    intake.withdraw(office.on("2025-10-11").handler, office.ask(case_id(1), CLERK))
    swept(office.on("2026-06-30"))
    assert said(house) == []


@pytest.mark.parametrize("arrived", [True, False])
def test_who_was_killed_around_the_commit_leaves_nothing_doubled_or_lost(house: House, arrived: bool) -> None:
    office = accepted(house, 1, 2)
    office.on("2025-10-13")

    def killed(writes: Sequence[Write]) -> None:
        if arrived:
            commit(writes)
        raise Killed

    store = office.handler.ports.store
    commit = store.commit
    store.commit = killed  # type: ignore[method-assign]
    with contextlib.suppress(Killed):
        sweep(office.handler)
    store.commit = commit  # type: ignore[method-assign]
    assert [said(house, number) for number in (1, 2)] == [[YELLOW] if arrived else []] * 2
    swept(house.again().office("2025-10-13"))
    assert [said(house, number) for number in (1, 2)] == [[YELLOW]] * 2


def test_two_sweepers_that_decided_the_same_say_it_once(house: House) -> None:
    office = accepted(house, 1)
    office.on("2025-10-13")
    other = house.again().office("2025-10-13")
    _before_commit(office, lambda: sweep(other.handler))
    sweep(office.handler)
    assert said(house) == [YELLOW]


def test_many_sweepers_at_once_say_it_once(house: House) -> None:
    accepted(house, *range(1, 13))

    def one(_: int) -> None:
        there = house.again().office("2025-10-15")
        for _ in range(30):
            sweep(there.handler, batch=3)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(one, range(3)))
    assert [said(house, number) for number in range(1, 13)] == [[YELLOW, RED]] * 12


def test_an_extension_puts_the_light_out_and_it_comes_on_anew(house: House) -> None:
    office = accepted(house, 1)
    swept(office.on("2025-10-27"))
    ask = office.ask(case_id(1), LEAD)
    examination.extend_limit(office.handler, ask, Approver.AGENCY_HEAD, "head", "案情复杂")
    # Ten more working days: the last one is 11 November.
    swept(office.on("2025-11-09", "23:59"))
    assert said(house, clock="statutory") == [NEAR]
    swept(office.on("2025-11-10"))
    swept(office.on("2025-12-31"))
    anew = [("statutory", "yellow", "2025-11-10"), ("statutory", "black", "2025-11-12")]
    assert said(house, clock="statutory") == [NEAR, *anew]


def test_a_pause_that_leaves_as_many_days_as_before_is_no_new_warning(house: House) -> None:
    office = accepted(house, 1)
    swept(office.on("2025-10-27"))
    ask, review = office.ask(case_id(1), LEAD), SpecialProcedure.EXPERT_REVIEW
    begin, until = day("2025-10-28"), day("2025-11-07")
    examination.start_special_procedure(office.handler, ask, review, begin, until)
    swept(office.on("2025-11-09"))
    assert said(house, clock="statutory") == [NEAR]
    swept(office.on("2025-11-11"))
    assert said(house, clock="statutory") == [NEAR, ("statutory", "black", "2025-11-11")]


def test_a_notice_of_holidays_that_moves_the_day_puts_the_light_out(house: House) -> None:
    calendars = house.calendars()
    office = house.office("2026-12-18", calendars)
    assert recount(office.handler, calendars) == Recounted(0, 0)
    office.receive(case_id(1), ALL)
    office.accept(case_id(1))
    # Ten working days end on 4 January 2027; the notice makes that the 5th, and 4 January the day before it.
    swept(office.on("2026-12-31"))
    assert said(house, clock="promised") == [("promised", "yellow", "2026-12-31")]
    calendars.add("CN", notice(MOVING), "2027.json", "", "sun", office.clock.now())
    assert recount(office.handler, calendars) == Recounted(1, 1)
    swept(office)
    assert said(house, clock="promised") == [("promised", "yellow", "2026-12-31")]
    swept(office.on("2027-01-04"))
    swept(office.on("2027-01-06"))
    assert said(house, clock="promised") == [
        ("promised", "yellow", "2026-12-31"),
        ("promised", "yellow", "2027-01-04"),
        ("promised", "red", "2027-01-06"),
    ]


def test_a_clock_fires_when_the_first_day_of_its_next_colour_begins(house: House) -> None:
    office = accepted(house, 1)
    rows = office.handler.ports.store.clock_rows([case_id(1)])[case_id(1)]
    assert {row.clock_id: f"{row.fires_at.astimezone(BEIJING):%Y-%m-%d}" for row in rows if row.running} == {
        "promised": "2025-10-13",
        "statutory": "2025-10-27",
        "step:examine": "2025-10-10",
        "step:fire": "2025-09-29",
        "step:health": "2025-09-29",
    }


def _before_commit(office: Office, first: Callable[[], object]) -> None:
    """Have something done just before the next commit."""
    store = office.handler.ports.store
    commit = store.commit

    def watched(writes: Sequence[Write]) -> None:
        store.commit = commit  # type: ignore[method-assign]
        first()
        commit(writes)

    store.commit = watched  # type: ignore[method-assign]
