"""A notice arrives while cases run: what moved is recorded once, whatever happens meanwhile."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cast import APPLICANT, CLERK, OLD_LICENCE, china, instant, receive, renewal_item
from holidays import CONFIRMING, MOVING, SWAPPED, notice
from office import Office
from stored import case_id
from stores import House
from tongban.catalogue.law import SignalBook, load_signals
from tongban.handling import audit, intake, projection
from tongban.handling.calendars import NewestCalendars
from tongban.handling.carrying_out import Handler
from tongban.handling.ports import CaseRows, Stretch, Write
from tongban.handling.projection import ClockRow
from tongban.handling.recount import (
    SETTLE,
    OtherCount,
    Recounted,
    count_stretch,
    is_counted,
    recount,
    waiting_for,
)
from tongban.handling.sweep import sweep
from tongban.kernel import Command
from tongban.kernel.case.events import ClocksRecounted, LimitPassed, MovedClock, SignalTurned
from tongban.kernel.clock import Colour

ALL = ("form", "licence_copy", "floor_plan")


def opened(house: House) -> tuple[Office, NewestCalendars]:
    """An office on 18 December 2026, all clocks counted by the packaged calendars."""
    calendars = house.calendars()
    office = house.office("2026-12-18", calendars)
    assert recount(office.handler, calendars) == Recounted(0, 0)
    return office, calendars


def accepted(office: Office, *numbers: int) -> None:
    for number in numbers:
        office.receive(case_id(number), ALL)
        office.accept(case_id(number))


def arrives(office: Office, calendars: NewestCalendars, days: dict[str, bool]) -> None:
    office.on("2026-12-21")
    calendars.add("CN", notice(days), "2027.json", "", "sun", office.clock.now())


def moves(house: House, number: int) -> list[tuple[MovedClock, ...]]:
    history = house.again().office().handler.history(case_id(number))
    return [event.body.moved for event in history if isinstance(event.body, ClocksRecounted)]


def clock_rows(house: House, number: int) -> dict[str, ClockRow]:
    return {row.clock_id: row for row in house.store.clock_rows([case_id(number)])[case_id(number)]}


def swept(office: Office) -> None:
    while sweep(office.handler).due:
        pass


def day_of(at: datetime) -> str:
    return str(china().day_of(at))


def test_a_notice_that_moves_a_day_moves_running_clocks_once_and_says_so(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1, 2)
    office.on("2026-06-01").receive(case_id(3), ALL)  # nothing of December 2026 concerns it
    intake.withdraw(office.handler, office.ask(case_id(3), APPLICANT))
    assert str(office.store.summary(case_id(1)).promised_due) == "2027-01-04"
    arrives(office, calendars, MOVING)
    told: list[tuple[int, int]] = []
    done = recount(office.handler, calendars, batch=1, tell=lambda *so_far: told.append(so_far))
    assert (done, told) == (Recounted(2, 2), [(1, 1), (2, 2)])
    (moved,) = moves(house, 1)
    assert [(m.clock, str(m.before), str(m.after)) for m in moved] == [
        ("promised", "2027-01-04", "2027-01-05")
    ]
    assert str(office.store.summary(case_id(1)).promised_due) == "2027-01-05"
    assert (moves(house, 2), moves(house, 3)) == ([moved], [])
    # A second run changes nothing, in this process or another.
    before = office.store.load(case_id(1))
    assert recount(office.handler, calendars) is None
    there = house.again()
    assert recount(there.office("2026-12-22").handler, there.calendars()) is None
    assert office.store.load(case_id(1)) == before
    assert [found for _, found in audit.verify_all(office.handler)] == [[], [], []]


def test_a_date_that_becomes_certain_is_refreshed_without_an_event(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1)
    rows = clock_rows(house, 1)
    assert rows["promised"].provisional
    arrives(office, calendars, CONFIRMING)
    assert recount(office.handler, calendars) == Recounted(1, 0)
    again = clock_rows(house, 1)
    assert (again["promised"].due_on, again["promised"].provisional) == (rows["promised"].due_on, False)
    assert moves(house, 1) == []
    assert audit.verify_case(office.handler, case_id(1)) == []


def test_the_rows_of_a_case_that_ended_agree_with_the_new_calendar_too(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1)
    intake.withdraw(office.handler, office.ask(case_id(1), APPLICANT))
    arrives(office, calendars, MOVING)
    assert recount(office.handler, calendars) == Recounted(1, 0)
    assert (moves(house, 1), audit.verify_case(office.handler, case_id(1))) == ([], [])


def test_a_colour_that_comes_on_another_day_is_seen_where_the_last_day_stays(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1)
    row = clock_rows(house, 1)["promised"]
    assert (str(row.due_on), day_of(row.fires_at)) == ("2027-01-04", "2026-12-31")
    # The last working day but one is another; then the notice is taken back.
    for days, turns_on in ((SWAPPED, "2027-01-02"), (CONFIRMING, "2026-12-31")):
        arrives(office, calendars, dict(days))
        assert recount(office.handler, calendars) == Recounted(1, 0)
        row = clock_rows(house, 1)["promised"]
        assert (str(row.due_on), day_of(row.fires_at)) == ("2027-01-04", turns_on)
        assert audit.verify_case(office.handler, case_id(1)) == []


def test_other_thresholds_turn_running_clocks_on_other_days(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1)
    swept(office.on("2026-12-31"))  # it turned yellow, with one working day left
    accepted(office, 2)
    before = {n: clock_rows(house, n) for n in (1, 2)}
    by_two_days = (t if t.left is None else replace(t, left=t.left + 2) for t in load_signals().of("CN"))
    earlier = SignalBook({"CN": tuple(by_two_days)})
    after = Handler(office.handler.ports, signals=earlier)
    done = recount(after, calendars)
    assert done is not None
    assert (done.moved, done.failed) == (0, ())
    for number in (1, 2):
        said = after.standing(case_id(number))
        rows = projection.clocks(said.case, said.calendar, said.thresholds)
        assert clock_rows(house, number) == rows
        assert rows != before[number]
    assert (recount(after, calendars), is_counted(after, calendars)) == (None, True)
    assert not is_counted(office.handler, calendars)


def test_a_case_that_cannot_be_counted_leaves_the_count_open(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1, 2)
    arrives(office, calendars, MOVING)
    store = office.handler.ports.store
    rows_of, lost = store.case_rows, []

    def without_its_item(case_ids: Sequence[str]) -> Mapping[str, CaseRows]:
        found = dict(rows_of(case_ids))
        if not lost:
            lost.append(case_id(1))
            known = found[case_id(1)]
            found[case_id(1)] = replace(known, summary=replace(known.summary, item_digest="none"))
        return found

    store.case_rows = without_its_item  # type: ignore[method-assign]
    done = recount(office.handler, calendars)
    assert done is not None
    assert (done.cases, [case for case, _ in done.failed]) == (1, [case_id(1)])
    assert not is_counted(office.handler, calendars)
    assert recount(office.handler, calendars) == Recounted(1, 1)
    assert is_counted(office.handler, calendars)
    assert [len(moves(house, number)) for number in (1, 2)] == [1, 1]


def test_a_notice_taken_back_moves_the_days_back_and_records_it_again(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1)
    for days in (MOVING, CONFIRMING, MOVING):
        arrives(office, calendars, dict(days))
        assert recount(office.handler, calendars) == Recounted(1, 1)
    assert [str(moved[0].after) for moved in moves(house, 1)] == ["2027-01-05", "2027-01-04", "2027-01-05"]


def test_a_post_sees_the_new_day_in_its_list(house: House) -> None:
    office, calendars = opened(house)
    accepted(office.on("2026-12-21"), 1)
    before = {row.task_id: row for row in house.store.case_rows([case_id(1)])[case_id(1)].tasks}
    arrives(office, calendars, MOVING)
    recount(office.handler, calendars)
    # 8 working days from 21 December: the eighth is taken off, and 4 January comes after the holiday.
    assert str(before["examine"].due_on) == "2026-12-31"
    moved = replace(before["examine"], due_on=date(2027, 1, 4))
    assert {row.task_id: row for row in house.store.case_rows([case_id(1)])[case_id(1)].tasks} == {
        **before,
        "examine": moved,
    }


def test_a_licence_to_renew_still_expires_on_its_day_where_the_laws_last_day_moves(house: House) -> None:
    calendars, item = house.calendars(), renewal_item()
    office = house.office("2026-12-18", calendars, item)
    recount(office.handler, calendars)
    expiring = replace(OLD_LICENCE, expires_on=date(2027, 1, 15))
    papers = Command(
        "c1", case_id(1), office.clock.now(), CLERK.account, CLERK.post, receive(renews=expiring)
    )
    office.handler.carry_out(papers, item=item)
    office.accept(case_id(1))
    arrives(office, calendars, {**CONFIRMING, "2027-01-11": True})
    assert recount(office.handler, calendars) == Recounted(1, 1)
    assert [(moved.clock, str(moved.after)) for moved in moves(house, 1)[0]] == [("statutory", "2027-01-19")]
    assert house.store.summary(case_id(1)).statutory_due == expiring.expires_on
    assert audit.verify_case(office.handler, case_id(1)) == []


def test_where_nobody_said_by_which_calendar_cases_were_counted_only_those_that_differ_are_taken(
    house: House,
) -> None:
    # So it is after the first start, and after an upgrade that brings another time zone or other hours.
    calendars = house.calendars()
    office = house.office("2026-12-18", calendars)
    accepted(office, 1, 2)
    office.on("2026-06-01").receive(case_id(3), ALL)
    before = [office.store.load(case_id(number)) for number in (1, 2, 3)]
    assert recount(office.handler, calendars) == Recounted(0, 0)
    assert is_counted(office.handler, calendars)
    assert [office.store.load(case_id(number)) for number in (1, 2, 3)] == before


def test_a_row_from_before_rows_said_how_they_were_counted_is_read_from_its_events(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1, 2)
    _forget_how_it_was_counted(house, 1)
    arrives(office, calendars, MOVING)
    assert recount(office.handler, calendars) == Recounted(2, 2)
    assert moves(house, 1) == moves(house, 2)
    one, other = (house.store.case_rows([case_id(n)])[case_id(n)] for n in (1, 2))
    assert one.tasks == tuple(replace(row, case_id=case_id(1)) for row in other.tasks)
    ours, theirs = (clock_rows(house, n) for n in (1, 2))
    assert ours == {name: replace(row, case_id=case_id(1)) for name, row in theirs.items()}
    assert audit.verify_case(office.handler, case_id(1)) == []


def test_the_audit_finds_a_row_that_says_it_was_counted_otherwise_than_its_ledger(house: House) -> None:
    office, _ = opened(house)
    accepted(office, 1)
    promised = clock_rows(house, 1)["promised"]
    longer = replace(promised, amount=(promised.amount or 0) + 1)
    _rewrite(house, 1, longer)
    (finding,) = audit.verify_case(office.handler, case_id(1))
    assert (finding.code, finding.detail) == ("clock", "promised")


def test_a_day_that_moves_to_one_that_was_announced_as_passed_is_not_announced_again(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1)
    arrives(office, calendars, MOVING)
    assert recount(office.handler, calendars) == Recounted(1, 1)
    office.on("2027-01-06")  # the promised day, 5 January, is over
    assert sweep(office.handler).taken == 1
    # A notice that moves the day on, and one that takes it back to where it was announced.
    for days in ({**MOVING, "2027-01-05": True}, MOVING):
        arrives(office, calendars, dict(days))
        office.on("2027-01-06")
        assert recount(office.handler, calendars) == Recounted(1, 1)
    # Its red light was out in between and comes on anew; that the limit passed has been said.
    assert [sweep(office.handler).taken for _ in range(2)] == [1, 0]
    promised = clock_rows(house, 1)["promised"]
    assert (str(promised.due_on), promised.fired) == ("2027-01-05", True)
    said = [event.body for event in office.handler.history(case_id(1))]
    passed = [body.due_on for body in said if isinstance(body, LimitPassed) and body.clock == "promised"]
    red = [body for body in said if isinstance(body, SignalTurned) and body.colour is Colour.RED]
    assert ([str(day) for day in passed], len(red)) == (["2027-01-05"], 2)
    assert audit.verify_case(office.handler, case_id(1)) == []


def test_who_was_killed_in_the_middle_is_carried_on_from_there(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, *range(1, 8))
    arrives(office, calendars, MOVING)

    class Killed(BaseException):
        pass

    def kill(cases: int, moved: int) -> None:
        if cases >= 4:
            raise Killed

    with contextlib.suppress(Killed):
        recount(office.handler, calendars, batch=2, tell=kill)
    assert not is_counted(office.handler, calendars)
    there = house.again()
    rest = recount(there.office("2026-12-22").handler, there.calendars(), batch=2)
    assert rest == Recounted(3, 3)
    assert [len(moves(house, number)) for number in range(1, 8)] == [1] * 7
    assert is_counted(office.handler, calendars)


def test_a_case_that_meets_another_command_is_counted_after_it(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1, 2, 3)
    arrives(office, calendars, MOVING)
    meanwhile = house.again().office("2026-12-21", calendars)

    def withdraw(_: Sequence[Write]) -> None:
        intake.withdraw(meanwhile.handler, meanwhile.ask(case_id(2), CLERK))

    _watch(office, withdraw)
    # Who withdrew it knew the notice: of that case nothing is left to be counted.
    assert recount(office.handler, calendars) == Recounted(2, 2)
    assert [len(moves(house, number)) for number in (1, 2, 3)] == [1, 0, 1]
    assert [found for _, found in audit.verify_all(office.handler)] == [[], [], []]


def test_two_who_count_at_once_record_each_move_once(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, *range(1, 21))
    arrives(office, calendars, MOVING)

    def count(_: int) -> Recounted | None:
        there = house.again()
        return recount(there.office("2026-12-21").handler, there.calendars(), batch=3)

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(count, range(2)))
    assert sum(d.moved for d in done if d) == 20
    assert [len(moves(house, number)) for number in range(1, 21)] == [1] * 20


def test_those_who_help_to_count_take_stretch_after_stretch(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, *range(1, 8))
    arrives(office, calendars, MOVING)

    def helped(count_id: str, stretches: Iterable[Stretch]) -> Iterator[Recounted]:
        for stretch in stretches:
            there = house.again()
            helper = there.office("2026-12-22").handler
            yield count_stretch(helper, there.calendars(), count_id, stretch, batch=2)

    assert recount(office.handler, calendars, window=3, spread=helped) == Recounted(7, 7)
    assert [len(moves(house, number)) for number in range(1, 8)] == [1] * 7
    assert is_counted(office.handler, calendars)


def test_who_knows_other_notices_does_not_help_to_count(house: House) -> None:
    office, calendars = opened(house)
    accepted(office, 1)
    arrives(office, calendars, MOVING)
    with pytest.raises(OtherCount):
        count_stretch(office.handler, calendars, "recount:1:another", Stretch())
    assert moves(house, 1) == []


def test_counting_waits_until_every_process_knows_the_notice(house: House) -> None:
    office, calendars = opened(house)
    assert waiting_for(calendars, office.clock.now()) == timedelta()
    arrives(office, calendars, MOVING)
    assert waiting_for(calendars, office.clock.now()) == SETTLE
    assert waiting_for(calendars, office.clock.now() + SETTLE) == timedelta()


def _watch(office: Office, first: Callable[[Sequence[Write]], object]) -> None:
    """Have something done just before the next commit."""
    store = office.handler.ports.store
    commit = store.commit

    def watched(writes: Sequence[Write]) -> None:
        store.commit = commit  # type: ignore[method-assign]
        first(writes)
        commit(writes)

    store.commit = watched  # type: ignore[method-assign]


def _forget_how_it_was_counted(house: House, number: int) -> None:
    """Leave a case's clock rows as the version before wrote them."""
    old = {"started_on": None, "started_at": None, "amount": None, "counting": None, "excluded": None}
    rows = clock_rows(house, number).values()
    _rewrite(house, number, *(replace(row, **old) for row in rows))  # type: ignore[arg-type]


def _rewrite(house: House, number: int, *rows: ClockRow) -> None:
    """Write clock rows past the kernel."""
    summary, at = house.store.summary(case_id(number)), instant("2026-12-18")
    assert summary is not None
    house.store.commit(
        [Write(summary.case_id, summary.version, "rewrite", b"d" * 32, at, (), summary, clocks=rows)]
    )
