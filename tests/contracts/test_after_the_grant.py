"""What every store says of bans, and every register of credit of its own cases and the platform's notes."""

from dataclasses import replace
from datetime import date

import pytest

from cast import APPLICANT, ASSISTANT, CLERK, LEAD, PAIR, REMEDIES, commitment_item, food_item
from holidays import MOVING, notice
from office import Office
from stored import AT, clock, write
from stores import House
from tongban.handling import audit, commitment, examination, intake, licence, outcome
from tongban.handling.credit import CreditNote, CreditWord
from tongban.handling.recount import recount
from tongban.kernel.case import commands as c
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.refusals import BannedUntil, CommitmentBarred

ONE_YEAR = TimeLimit(1, Unit.YEAR, "行政许可法§78", rolls=False)
CASE, AGAIN, THIRD = (f"0199d0a0-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
FOOD = "food-operation-licence"
PROMISE = commitment.Confirmation("周凯", "两个安全出口。")
REPAIRED = CreditNote(APPLICANT.account, "R-1", c.CreditStanding.REPAIRED, date(2026, 9, 1), "op", AT)


def granted(office: Office) -> None:
    """Committed to, accepted and granted that day."""
    office.receive(CASE, ("form", "licence_copy"))
    commitment.commit_online(office.handler, office.ask(CASE, APPLICANT), PROMISE)
    office.accept(CASE)
    agreed = c.OpinionResult.AGREE
    examination.give_opinion(office.handler, office.ask(CASE, ASSISTANT.at("health_desk")), "health", agreed)
    outcome.grant(office.handler, office.ask(CASE, LEAD), prefix="XF", basis="消防法§15")


def revoked(house: House) -> Office:
    """Granted on a commitment on 2026-04-30, revoked as a false promise on 2026-05-27."""
    office = house.office("2026-04-30", item=commitment_item())
    granted(office)
    office.on("2026-05-20")
    false = c.CheckFinding.FALSE_PROMISE
    commitment.record_check(office.handler, office.ask(CASE, ASSISTANT), false, PAIR, "只有一个出口")
    ground = c.RevocationGround.FALSE_PROMISE
    licence.tell_revocation(office.handler, office.ask(CASE, LEAD), ground, date(2026, 5, 26), "不属实")
    office.on("2026-05-27")
    licence.revoke(office.handler, office.ask(CASE, LEAD), reasons="不属实", remedies=REMEDIES)
    return office


def test_a_revoked_promise_is_on_record_at_once_and_until_it_is_repaired(house: House) -> None:
    office = revoked(house)
    credit, subject = house.again().credit, APPLICANT.account
    days = [date(2026, 5, 26), date(2026, 5, 27), date(2027, 1, 4)]
    barred = c.CreditStanding.FORMER_FALSE_PROMISE
    assert [credit.standing_of(subject, day) for day in days] == [c.CreditStanding.CLEAR, barred, barred]
    assert credit.standing_of("somebody else", days[2]) is c.CreditStanding.CLEAR

    office.receive(AGAIN, ("form", "licence_copy"))
    with pytest.raises(CommitmentBarred):
        commitment.commit_online(office.handler, office.ask(AGAIN, APPLICANT), PROMISE)
    credit.note(REPAIRED)
    credit.note(replace(REPAIRED, standing=c.CreditStanding.SERIOUS_BAD_CREDIT))  # its number is taken
    assert [credit.standing_of(subject, day) for day in days] == [
        c.CreditStanding.CLEAR,
        barred,
        c.CreditStanding.REPAIRED,
    ]
    office.on("2026-09-01")
    office.receive(THIRD, ("form", "licence_copy"))
    commitment.commit_online(office.handler, office.ask(THIRD, APPLICANT), PROMISE)
    assert audit.verify_case(office.handler, CASE) == []


def test_bad_credit_on_the_platform_counts_from_its_day(house: House) -> None:
    bad = replace(REPAIRED, number="B-1", standing=c.CreditStanding.SERIOUS_BAD_CREDIT)
    house.credit.note(bad)
    days = [date(2026, 8, 31), date(2026, 9, 1)]
    assert [house.again().credit.standing_of(APPLICANT.account, day) for day in days] == [
        c.CreditStanding.CLEAR,
        c.CreditStanding.SERIOUS_BAD_CREDIT,
    ]


def test_a_repair_ends_the_record_it_names_and_no_other(house: House) -> None:
    """A licence of ours revoked on 2026-05-27, and a record of the platform; each is repaired by itself."""
    office = revoked(house)
    licence_number = office.handler.standing(CASE).case.outcome_number
    credit, subject = house.again().credit, APPLICANT.account
    bad, false = c.CreditStanding.SERIOUS_BAD_CREDIT, c.CreditStanding.FORMER_FALSE_PROMISE
    credit.note(replace(REPAIRED, number="B-1", standing=bad, since=date(2026, 7, 1)))
    first = replace(REPAIRED, number="R-1", since=date(2027, 1, 4), repairs="B-1", reason="公示期满")
    credit.note(first)
    credit.note(replace(first, number="R-2", since=date(2027, 2, 1), repairs=licence_number, reason="已整改"))
    days = [date(2026, 6, 1), date(2026, 7, 1), date(2027, 1, 4), date(2027, 1, 31), date(2027, 2, 1)]
    assert [credit.standing_of(subject, day) for day in days] == [
        false,
        bad,
        false,
        false,
        c.CreditStanding.REPAIRED,
    ]
    assert house.again().credit.words_of(subject) == (
        CreditWord(licence_number, false, date(2026, 5, 27)),
        CreditWord("B-1", bad, date(2026, 7, 1), by="op"),
        CreditWord("R-1", c.CreditStanding.REPAIRED, date(2027, 1, 4), "B-1", "公示期满", "op"),
        CreditWord("R-2", c.CreditStanding.REPAIRED, date(2027, 2, 1), licence_number, "已整改", "op"),
    )
    assert credit.words_of("somebody else") == ()


def test_a_ban_is_found_while_it_runs_for_that_applicant_and_item(house: House) -> None:
    ban = clock(1, "ban", due_on=date(2027, 3, 3))
    house.store.commit([write(1, clocks=(ban,))])
    asked = [("subject-li", FOOD), ("subject-li", "another-item"), ("somebody else", FOOD)]
    store = house.again().store
    assert [store.banned_until(*who) for who in asked] == [date(2027, 3, 3), None, None]
    house.store.commit([write(1, 2, clocks=(replace(ban, running=False),))])
    assert store.banned_until("subject-li", FOOD) is None


def test_who_is_banned_is_refused_at_the_door_and_nothing_is_left(house: House) -> None:
    office = house.office("2026-03-02", item=food_item(ban_after_false_material=ONE_YEAR))
    office.receive(CASE, ("form",))
    office.on("2026-03-03")
    false = c.DeclineGround.FALSE_MATERIAL
    intake.decline(office.handler, office.ask(CASE, CLERK), false, "租赁合同系伪造")

    again = house.again().office("2026-06-01", item=food_item(ban_after_false_material=ONE_YEAR))
    serial = house.numbers.lease("receipt:330100:20260601")
    with pytest.raises(BannedUntil) as refused:
        again.receive(AGAIN, ("form",))
    assert refused.value == BannedUntil(until=date(2027, 3, 3))
    assert house.store.load(AGAIN) is None
    assert house.numbers.lease("receipt:330100:20260601") == serial + 1  # no number was spent
    again.on("2027-03-04")
    again.receive(AGAIN, ("form",))


def test_a_form_sent_again_after_a_ban_began_is_answered_as_before(house: House) -> None:
    office = house.office("2026-03-02", item=food_item(ban_after_false_material=ONE_YEAR))
    office.receive(CASE, ("form",), "form-1")
    intake.decline(office.handler, office.ask(CASE, CLERK), c.DeclineGround.FALSE_MATERIAL, "伪造")
    assert office.receive(CASE, ("form",), "form-1").repeated


def test_the_day_of_the_check_moves_with_its_own_clock_not_with_the_deliverys(house: House) -> None:
    calendars = house.calendars()
    office = house.office("2026-12-10", calendars, item=commitment_item())
    granted(office)
    before = dues(house)
    office.on("2026-12-21")
    calendars.add("CN", notice(MOVING), "2027.json", "", "sun", office.clock.now())
    recount(office.handler, calendars)
    after = dues(house)
    clocks = {row.clock_id: row.due_on for row in house.store.clock_rows([CASE])[CASE]}
    assert before["licence:check"] == date(2027, 1, 8)
    assert after == {"licence:check": date(2027, 1, 9), "delivery": before["delivery"]}
    assert (clocks["commitment_check"], clocks["delivery"]) == (after["licence:check"], after["delivery"])


def dues(house: House) -> dict[str, date | None]:
    """The open tasks of the case by their last day."""
    return {row.task_id: row.due_on for row in house.store.case_rows([CASE])[CASE].tasks}
