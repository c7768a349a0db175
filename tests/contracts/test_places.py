"""What every register of places promises: places go to who was accepted first, one after another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Barrier
from time import monotonic, sleep

import pytest

from cast import APPLICANT, LEAD, SWEEP
from cast import instant as at
from office import Office
from quota import accepted, grant, quota_item, received, refuse
from stores import House
from tongban.handling import audit, intake, licence, outcome
from tongban.handling.place_ports import ABANDONED, pool_of
from tongban.handling.places import place_of, queue_of
from tongban.kernel import Command
from tongban.kernel.case import commands as c
from tongban.kernel.case.quota_rule import Allotment
from tongban.kernel.refusals import EarlierApplicationsFirst, PlacesLeft, PlacesTaken, Refusal


def case(number: int) -> str:
    return f"0199d0a0-0000-7000-8000-{number:012x}"


FIRST, SECOND, THIRD, FOURTH = map(case, range(1, 5))


def opened(house: House, number: int = 1, cases: int = 3, **more: object) -> Office:
    """So many applications, accepted one minute after the other on one morning."""
    office = house.office("2025-09-24", item=quota_item(number, **more))  # type: ignore[arg-type]
    for n in range(1, cases + 1):
        accepted(office.on("2025-09-24", f"09:{n:02d}"), case(n))
    return office.on("2025-09-25")


def test_who_was_accepted_first_stands_first_whatever_the_ids(house: House) -> None:
    office = house.office("2025-09-24", item=quota_item(1))
    accepted(office.on("2025-09-24", "09:30"), FIRST)
    accepted(office.on("2025-09-24", "09:10"), SECOND)
    standing = office.handler.standing(FIRST)
    queue = queue_of(office.handler, standing)
    assert queue is not None
    assert [one.case_id for one in queue.standings] == [SECOND, FIRST]
    assert place_of(office.handler, standing) == c.Place("food-operation-licence/330100", 1, 0, 1)


def test_nobody_is_granted_while_an_earlier_one_may_need_the_place(house: House) -> None:
    office = opened(house, number=2)
    with pytest.raises(EarlierApplicationsFirst) as refused:
        grant(office, THIRD)
    assert "还剩 2 个名额，先受理而未决定的申请有 2 件" in refused.value.sentence.zh
    grant(office, SECOND)  # two places suffice for the first and this one
    assert office.handler.standing(SECOND).case.outcome is c.Outcome.GRANTED


def test_the_last_place_is_granted_once_and_then_it_is_refused_for_that(house: House) -> None:
    office = opened(house)
    with pytest.raises(PlacesLeft):
        refuse(office, SECOND, no_place=True)
    grant(office, FIRST)
    with pytest.raises(PlacesTaken):
        grant(office, SECOND)
    refuse(office, SECOND, no_place=True)
    decided = office.handler.history(SECOND)[-1].body
    assert (decided.basis, decided.place) == (  # type: ignore[attr-defined]
        "行政许可法§57",
        c.Place("food-operation-licence/330100", 1, 1, 0),
    )
    assert audit.verify_case(office.handler, SECOND) == []


@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_the_place_of_who_is_refused_or_withdraws_goes_to_the_next(house: House, how: str) -> None:
    office = opened(house)
    if how == "refused":
        refuse(office, FIRST)
    else:
        intake.withdraw(office.handler, office.ask(FIRST, APPLICANT), "不办了")
    grant(office, SECOND)
    with pytest.raises(PlacesTaken):
        grant(office, THIRD)


def test_a_grant_sent_twice_takes_one_place(house: House) -> None:
    office = opened(house, number=1, cases=1)
    grant(office, FIRST, "the-grant")
    grant(office, FIRST, "the-grant")
    queue = queue_of(office.handler, office.handler.standing(FIRST))
    assert queue is not None
    assert (queue.granted, queue.waiting, queue.left) == (1, 0, 0)


def test_what_would_be_refused_anyway_holds_no_place(house: House) -> None:
    office = opened(house)
    with pytest.raises(Refusal):
        outcome.grant(
            office.handler,
            office.ask(FIRST, LEAD),
            prefix="YS",
            basis="§",
            valid_until=at("2025-01-01").date(),
        )
    queue = queue_of(office.handler, office.handler.standing(FIRST))
    assert queue is not None
    assert not any(standing.holds for standing in queue.standings)


def test_a_place_that_is_held_is_kept_from_who_is_accepted_before_it_afterwards(house: House) -> None:
    office = opened(house, cases=1)
    # Somebody was killed between holding the place and granting it.
    standing = office.handler.standing(FIRST)
    pool = pool_of(standing.item, standing.case)
    assert pool is not None
    office.handler.ports.places.hold(pool, FIRST, office.handler.ports.clock.now())
    received(office.on("2025-09-22"), SECOND)
    office.on("2025-09-30")
    passing = Command("p-1", SECOND, at("2025-09-30"), SWEEP.account, SWEEP.post, c.NoticePassing())
    office.handler.carry_out(passing)
    queue = queue_of(office.handler, office.handler.standing(SECOND))
    assert queue is not None
    assert [one.case_id for one in queue.standings] == [SECOND, FIRST]
    with pytest.raises(EarlierApplicationsFirst):
        grant(office, SECOND)
    grant(office, FIRST)


def test_a_licence_that_ended_frees_its_place_and_not_that_of_its_year(house: House) -> None:
    office = opened(house)
    grant(office, FIRST)
    licence.cancel(office.handler, office.ask(FIRST, LEAD), c.CancellationGround.ENTITY_ENDED)
    grant(office, SECOND)

    by_year = house.again().office("2025-09-24", item=quota_item(1, per_year=True))
    pool = pool_of(by_year.handler.standing(FIRST).item, by_year.handler.standing(FIRST).case)
    assert pool is not None
    assert by_year.handler.ports.places.queue(pool).granted == 2


def test_a_quota_by_the_year_begins_anew(house: House) -> None:
    office = house.office("2025-12-31", item=quota_item(1, per_year=True))
    accepted(office, FIRST)
    accepted(office.on("2026-01-05"), SECOND)
    grant(office, SECOND)
    grant(office, FIRST)
    keys = [place_of(office.handler, office.handler.standing(one)) for one in (FIRST, SECOND)]
    assert [key.pool for key in keys if key] == [
        "food-operation-licence/330100/2025",
        "food-operation-licence/330100/2026",
    ]


def test_where_a_law_prescribes_a_draw_the_order_is_not_asked_and_the_number_is(house: House) -> None:
    office = opened(house, allotment=Allotment.LOTTERY)
    grant(office, THIRD)
    with pytest.raises(PlacesTaken):
        grant(office, FIRST)


@pytest.mark.parametrize("turn", range(3))
def test_of_many_granted_at_once_exactly_the_first_are(house: House, turn: int) -> None:
    places, cases = 3, 9
    office = opened(house, number=places, cases=cases)
    barrier = Barrier(cases)

    def insist(number: int) -> str:
        """As a department would: again while somebody else's turn is first, until it is known."""
        mine = house.again().office("2025-09-25", item=quota_item(places))
        barrier.wait()
        patience = monotonic() + 60
        for again in count():
            if monotonic() > patience:
                return "starved"
            try:
                grant(mine, case(number), f"grant-{number}-{again}")
            except EarlierApplicationsFirst:
                # Whose turn it is needs the processor that asking at once would keep from them.
                sleep(0.001)
                continue
            except PlacesTaken:
                return "taken"
            return "granted"
        raise AssertionError("count() does not end")

    with ThreadPoolExecutor(cases) as pool:
        ends = list(pool.map(insist, range(1, cases + 1)))
    assert ends == ["granted"] * places + ["taken"] * (cases - places)
    queue = queue_of(office.handler, office.handler.standing(FIRST))
    assert queue is not None
    assert queue.granted == places


def test_who_is_accepted_before_by_silence_and_who_is_granted_meanwhile_do_not_both_get_it(
    house: House,
) -> None:
    for turn in range(6):
        office = house.office("2025-09-24", item=quota_item(turn + 1))
        early, late = case(100 + 2 * turn), case(101 + 2 * turn)
        received(office.on("2025-09-10"), early)
        accepted(office.on("2025-09-12"), late)
        barrier = Barrier(2)

        def silent(mine: Office, case_id: str = early, barrier: Barrier = barrier) -> str:
            barrier.wait()
            passing = Command("p", case_id, at("2025-09-25"), SWEEP.account, SWEEP.post, c.NoticePassing())
            mine.handler.carry_out(passing)
            return tried(mine, case_id)

        def prompt(mine: Office, case_id: str = late, barrier: Barrier = barrier) -> str:
            barrier.wait()
            return tried(mine, case_id)

        views = [house.again().office("2025-09-25", item=quota_item(turn + 1)) for _ in range(2)]
        with ThreadPoolExecutor(2) as pool:
            found = [pool.submit(silent, views[0]), pool.submit(prompt, views[1])]
            ends = sorted(one.result() for one in found)
        assert ends == ["granted", "not granted"]
        (loser,) = [
            one for one in (early, late) if office.handler.standing(one).case.outcome is not c.Outcome.GRANTED
        ]
        refuse(house.again().office("2025-09-26", item=quota_item(turn + 1)), loser, f"refuse-{turn}")


def tried(office: Office, case_id: str) -> str:
    try:
        grant(office, case_id, f"grant-{case_id}")
    except (EarlierApplicationsFirst, PlacesTaken):
        return "not granted"
    return "granted"


# --- what only one open case may have at a time


def test_what_one_open_case_claimed_no_other_gets_until_it_ends(house: House) -> None:
    office = opened(house, cases=2)
    places, now = office.handler.ports.places, office.clock.now()
    assert places.claim("renewal:L-1", FIRST, now) == ""
    assert places.claim("renewal:L-1", FIRST, now) == ""
    assert house.again().places.claim("renewal:L-1", SECOND, now) == FIRST
    assert places.claim("renewal:L-2", SECOND, now) == ""
    assert places.claimed_by("renewal:L-1") == FIRST
    intake.withdraw(office.handler, office.ask(FIRST, APPLICANT), "不办了")
    assert places.claimed_by("renewal:L-1") == ""
    assert places.claim("renewal:L-1", SECOND, now) == ""
    assert places.claimed_by("renewal:L-1") == SECOND


def test_a_case_that_was_never_made_keeps_others_out_for_a_while_only(house: House) -> None:
    office = opened(house, cases=1)
    places, now = office.handler.ports.places, office.clock.now()
    assert places.claim("renewal:L-1", FOURTH, now) == ""
    assert places.claimed_by("renewal:L-1") == ""
    assert places.claim("renewal:L-1", FIRST, now + ABANDONED - timedelta(seconds=1)) == FOURTH
    assert places.claim("renewal:L-1", FIRST, now + ABANDONED) == ""


def test_of_many_who_claim_at_once_one_gets_it(house: House) -> None:
    office = opened(house, cases=6)
    now, barrier = office.clock.now(), Barrier(6)

    def claimed(number: int) -> str:
        places = house.again().places
        barrier.wait()
        return places.claim("renewal:L-1", case(number), now)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(claimed, range(1, 7)))
    assert answers.count("") == 1
    assert {one for one in answers if one} == {case(1 + answers.index(""))}
