"""职权移交 — a reform over many cases: all that run follow, once, whoever was killed in the middle."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from cast import APPLICANT, BUREAU, CLERK, DELIVER, SWEEP, conforms, food_item
from office import Office
from quota import grant, quota_item
from stores import House
from tongban.catalogue.authorities import (
    Authority,
    Directory,
    Division,
    NewSeat,
    Post,
    PostReplaced,
    PowersMoved,
    TransferGround,
)
from tongban.handling import audit, intake
from tongban.handling.carrying_out import Standing
from tongban.handling.holdings import Held, Holdings
from tongban.handling.holdings_in_memory import MemoryHoldings
from tongban.handling.in_memory import MemoryStore
from tongban.handling.transferring import transfer
from tongban.kernel import Command, Status
from tongban.kernel.case import commands as c
from tongban.kernel.words import Bilingual
from tongban.store.cases import PgStore
from tongban.store.holdings import PgHoldings

NAME = Bilingual("甲", "a")
FOOD = "food-operation-licence"


def case(number: int) -> str:
    return f"0199d0a0-0000-7000-8000-{number:012x}"


def authority(key: str, *posts: str) -> Authority:
    return Authority(key, NAME, "", tuple(Post(post, NAME) for post in posts))


DIRECTORY = Directory(
    Division("330100", NAME, "0571"),
    (authority("market", "licensing"), authority("approval", "approval_desk")),
)
REFORM = PowersMoved(
    id="market-2026",
    authority="market",
    ground=TransferGround.MERGER,
    on=date(2026, 3, 4),
    document="编办〔2026〕3号",
    basis="市机构改革方案§4",
    posts=(PostReplaced("licensing", NewSeat("approval", "approval_desk")),),
)


def running(house: House) -> Office:
    """One received, two accepted, one withdrawn."""
    office = house.office("2026-03-02")
    for number in range(1, 5):
        office.receive(case(number), ("form", "licence_copy", "floor_plan"))
    for number in (2, 3):
        office.accept(case(number))

    intake.withdraw(office.handler, office.ask(case(4), APPLICANT), "")
    return office.on("2026-03-04")


def holdings_of(office: Office) -> Holdings:
    store = office.store
    if isinstance(store, MemoryStore):
        return MemoryHoldings(store)
    assert isinstance(store, PgStore)
    return PgHoldings(store.database._source)


def done(office: Office, reform: PowersMoved = REFORM, **how: bool):
    *_windows, last = transfer(office.handler, holdings_of(office), reform, DIRECTORY, **how)
    return last


def told(office: Office, house: House, number: int) -> list[str]:
    events = office.handler.history(case(number))
    return [type(event.body).__name__ for event in events if "Transferred" in type(event.body).__name__]


def test_what_runs_follows_the_powers_and_what_has_ended_and_owes_nothing_stays(house: House) -> None:
    office = running(house)
    clocks = office.handler.standing(case(2)).case.clocks
    moved = done(office)
    assert (moved.moved, moved.before, moved.refused) == (Counter({FOOD: 3}), 0, [])
    assert office.handler.standing(case(2)).case.clocks == clocks
    assert [office.handler.standing(case(n)).case.authority for n in range(1, 5)] == [
        *["approval"] * 3,
        "market",
    ]
    assert office.handler.standing(case(4)).case.status is Status.WITHDRAWN
    # Whose it was stays in its history, and who has it now goes on.
    assert office.handler.history(case(2))[0].body.authority == "market"  # type: ignore[attr-defined]
    office.handler.carry_out(
        Command("c-1", case(2), office.clock.now(), BUREAU.account, BUREAU.post, conforms())
    )
    assert all(audit.verify_case(office.handler, case(n)) == [] for n in range(1, 5))


def test_a_reform_run_again_moves_and_tells_nothing_twice(house: House) -> None:
    office = running(house)
    done(office)
    again = done(house.again().office("2026-03-05"))
    assert (again.count, again.before) == (0, 3)
    assert told(office, house, 2) == ["CaseTransferred"]


def test_who_was_killed_in_the_middle_goes_on_where_it_stopped(house: House) -> None:
    office = running(house)

    class Killed(Exception):
        pass

    carry_out, carried = office.handler.carry_out, []

    def until_the_second(command: Command, *more: object, **named: object):
        if len(carried) == 2:
            raise Killed
        carried.append(command.case_id)
        return carry_out(command, *more, **named)  # type: ignore[arg-type]

    office.handler.carry_out = until_the_second  # type: ignore[method-assign]
    with pytest.raises(Killed):
        done(office)
    rest = done(house.again().office("2026-03-05"))
    assert (rest.count, rest.before) == (1, 2)
    fresh = house.again().office("2026-03-05")
    assert [told(fresh, house, n) for n in (1, 2, 3)] == [["CaseTransferred"]] * 3


def test_a_dry_run_says_the_same_and_moves_nothing(house: House) -> None:
    office = running(house)
    assert done(office, dry_run=True).moved == Counter({FOOD: 3})
    assert office.handler.standing(case(2)).case.authority == "market"


def test_what_cannot_be_moved_is_listed_with_the_refusal_and_the_rest_is_moved(house: House) -> None:
    office = running(house)
    nowhere = Directory(DIRECTORY.division, (DIRECTORY.authorities[0],))
    *_windows, last = transfer(office.handler, holdings_of(office), REFORM, nowhere)
    assert last.count == 0
    assert {one.refusal.code() for one in last.refused} == {"receiving_post_missing"}
    assert len(last.refused) == 3


def test_only_the_items_named_are_moved(house: House) -> None:

    office = running(house)
    assert done(office, replace(REFORM, items=("another-item",))).count == 0


def test_what_has_ended_follows_where_something_is_still_owed(house: House) -> None:
    office = running(house)
    at = office.clock.now()
    taken = c.TakeOriginal(
        "Y-1", "licence_copy", c.Reference("text/what", "sha256:w"), c.Reference("text/who", "sha256:o")
    )
    office.handler.carry_out(Command("o-1", case(4), at, CLERK.account, CLERK.post, taken))
    assert done(office, dry_run=True).count == 4
    assert done(office).count == 4
    standing = office.handler.standing(case(4))
    assert (standing.case.authority, standing.case.status) == ("approval", Status.WITHDRAWN)
    assert done(office).before == 4


def test_two_authorities_merged_bring_their_parts_of_one_case_together(house: House) -> None:
    office = running(house)
    fire = replace(
        REFORM,
        id="fire-2026",
        authority="fire",
        posts=(PostReplaced("fire_desk", NewSeat("approval", "approval_desk")),),
    )
    assert (done(office).count, done(office, fire).count) == (3, 3)
    item = office.handler.standing(case(2)).item
    theirs = {step.id for step in item.steps if step.authority == "approval"}
    assert {"examine", "fire", "decision"} <= theirs
    assert not {step.authority for step in item.steps} & {"market", "fire"}
    assert told(office, house, 2) == ["CaseTransferred", "CaseTransferred"]


def test_an_authority_that_is_divided_leaves_each_part_where_its_power_went(house: House) -> None:
    food = food_item()
    steps = tuple(replace(s, post="examiners") if s.id == "examine" else s for s in food.steps)
    office = house.office("2026-03-02", item=replace(food, steps=steps))
    office.receive(case(1), ("form", "licence_copy", "floor_plan"))
    office.accept(case(1))
    office.on("2026-03-04")
    inspectorate = authority("inspectorate", "inspection_desk")
    directory = replace(DIRECTORY, authorities=(*DIRECTORY.authorities, inspectorate))
    split = replace(
        REFORM,
        ground=TransferGround.DIVISION,
        posts=(*REFORM.posts, PostReplaced("examiners", NewSeat("inspectorate", "inspection_desk"))),
    )
    *_windows, last = transfer(office.handler, holdings_of(office), split, directory)
    assert (last.count, last.refused) == (1, [])
    item = office.handler.standing(case(1)).item
    assert item.authority == "approval"
    assert {s.id: s.authority for s in item.steps if s.id in ("examine", "decision")} == {
        "examine": "inspectorate",
        "decision": "approval",
    }
    examiner = Command("x-1", case(1), office.clock.now(), "zhu", "inspection_desk", conforms())
    office.handler.carry_out(examiner)


def test_of_closed_cases_only_those_with_a_licence_in_force_where_asked(house: House) -> None:

    office = house.office("2026-03-02", item=quota_item(5))
    office.receive(case(1), ("form", "licence_copy", "floor_plan"))
    office.accept(case(1))
    grant(office, case(1))
    at = office.clock.now()
    for kind, number in office.handler.standing(case(1)).case.outcome_papers:
        made = c.RecordDocument(kind, number, "sha256:l", "blob/l")
        office.handler.carry_out(Command(f"d-{kind}", case(1), at, SWEEP.account, SWEEP.post, made))

    office.handler.carry_out(Command("d-2", case(1), at, CLERK.account, CLERK.post, DELIVER))
    assert office.handler.standing(case(1)).case.status is Status.CLOSED
    office.on("2026-03-04")
    assert done(office).count == 0
    assert done(office, with_licences=True).count == 1
    assert office.handler.standing(case(1)).item.authority == "approval"


# --- what there is to move, before it is


def test_the_stock_says_what_runs_who_has_it_what_is_owed_and_which_clocks_run(house: House) -> None:
    office = running(house)
    stock = house.holdings.stock("market", date(2026, 3, 4))
    assert (stock.running, stock.owing) == ({"received": 1, "accepted": 2}, {})
    assert stock.posts == {"licensing": Held(2, 0, 0)}
    assert (stock.clocks["promised"].running, stock.clocks["notice"].running) == (2, 1)
    late = house.holdings.stock("market", date(2026, 12, 31))
    assert late.posts["licensing"].late == late.posts["licensing"].open
    assert (late.clocks["promised"].late, late.clocks["promised"].next_on) == (2, None)
    # Nothing of another item, and nothing of who has none.
    assert house.holdings.stock("market", date(2026, 3, 4), ["another-item"]).cases == 0
    assert house.holdings.stock("approval", date(2026, 3, 4)).cases == 0
    done(office)
    assert house.holdings.stock("market", date(2026, 3, 4)).running == {}
    assert house.holdings.stock("approval", date(2026, 3, 4)).running == {"received": 1, "accepted": 2}


def test_an_ended_case_is_in_stock_while_it_owes_something(house: House) -> None:
    office = running(house)
    at = office.clock.now()
    taken = c.TakeOriginal(
        "Y-1", "licence_copy", c.Reference("text/what", "sha256:w"), c.Reference("text/who", "sha256:o")
    )
    assert house.holdings.may_move("", 10) == [case(1), case(2), case(3)]
    office.handler.carry_out(Command("o-1", case(4), at, CLERK.account, CLERK.post, taken))
    assert house.holdings.may_move("", 10) == [case(1), case(2), case(3), case(4)]
    assert house.holdings.may_move(case(2), 1) == [case(3)]
    assert house.holdings.stock("market", date(2026, 3, 4)).owing == {"task": 1}


@pytest.mark.parametrize("ended", [1, 3, 12])
def test_what_has_ended_and_owes_nothing_is_not_read(house: House, ended: int) -> None:
    office = running(house)
    for number in range(10, 10 + ended):
        office.receive(case(number), ("form", "licence_copy", "floor_plan"))
        intake.withdraw(office.handler, office.ask(case(number), APPLICANT), "")
    read: list[str] = []
    standing = office.handler.standing

    def noting(case_id: str) -> Standing:
        read.append(case_id)
        return standing(case_id)

    office.handler.standing = noting  # type: ignore[method-assign]
    assert done(office, dry_run=True).count == 3
    assert sorted(read) == [case(1), case(2), case(3)]
