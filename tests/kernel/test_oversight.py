"""Whoever grants hands over to whoever oversees 审管衔接: acknowledged, or sent back and handed over anew."""

from dataclasses import replace

import pytest

from cast import (
    APPLICANT,
    ASSISTANT,
    AT_HEALTH,
    AT_THE_BUREAU,
    BUREAU,
    CLERK,
    DELIVER,
    GRANT,
    LEAD,
    LICENCE,
    NOT_OURS,
    OLD_LICENCE,
    OVERSEER,
    OVERSIGHT,
    RANDOM_CHECKS,
    REFUSE,
    REVOKE,
    SWEEP,
    TAKE_OVERSIGHT,
    WHY,
    Table,
    again,
    commitment_item,
    day,
    intended,
    moved,
    overseen_item,
    receive,
    renewal_item,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.hand_over import HandOverState
from tongban.kernel.refusals import (
    HandedOverToAnother,
    NothingHandedOver,
    NotYourStep,
    OversightPlanMissing,
    RejectedBefore,
)

CITY = c.Seat("city", "oversight_desk")
FRAUD = c.RevocationGround.FRAUD


def handed(reason: c.HandOverReason, hand_over: str = "1", number: str = "L-1", to: c.Seat = CITY):
    return e.HandedOver(hand_over, reason, to, number, OVERSIGHT.acknowledge, OVERSIGHT.basis)


def granted() -> Table:
    return Table(overseen_item()).decided("2026-03-02", "2026-03-09")


def sent_back() -> Table:
    table = granted()
    table.on("2026-03-10", OVERSEER, NOT_OURS)
    return table


def taken() -> Table:
    table = granted()
    table.on("2026-03-10", OVERSEER, TAKE_OVERSIGHT)
    return table


def revoked(table: Table) -> Table:
    table.on("2026-03-16", LEAD, intended(FRAUD, "2026-03-17"))
    table.on("2026-03-16", APPLICANT, c.RecordStatement(c.THE_APPLICANT, WHY), at="11:00")
    table.on("2026-03-16", LEAD, REVOKE, at="12:00")
    return table


# --- every grant is handed over


def test_a_grant_is_handed_over_at_once_and_the_overseers_days_begin():
    table = Table(overseen_item()).ready_to_decide("2026-03-02", "2026-03-09")
    assert table.on("2026-03-09", LEAD, GRANT)[-1] == handed(c.HandOverReason.GRANT)
    assert table.dues()["acknowledgement:1"] == "2026-03-16"


def test_a_refusal_leaves_nothing_to_oversee():
    table = Table(overseen_item()).decided("2026-03-02", "2026-03-09", REFUSE)
    assert table.case.hand_overs == {}


def test_an_item_without_an_overseer_hands_nothing_over():
    assert Table().decided("2026-03-02", "2026-03-09").case.hand_overs == {}


def test_a_renewal_is_handed_over_as_one_also_by_silence():
    item = replace(renewal_item(), oversight=OVERSIGHT)
    table = Table(item).accepted("2026-05-29", receive(renews=OLD_LICENCE))
    events = table.pass_time("2026-07-01")
    assert events[-1] == handed(c.HandOverReason.RENEWAL, number="L-0")
    assert table.events[-1].actor == "system:clock"


def test_a_grant_on_a_commitment_plans_its_check_and_is_handed_over():
    table = Table(replace(commitment_item(), oversight=OVERSIGHT)).decided("2026-03-02", "2026-03-09")
    assert table.case.hand_overs["1"].reason is c.HandOverReason.GRANT


def test_a_revocation_and_a_cancellation_are_told_to_the_same_overseer():
    table = revoked(taken())
    assert table.events[-1].body == handed(c.HandOverReason.REVOCATION, "2")
    table.on("2026-03-18", LEAD, c.Cancel(c.CancellationGround.REVOKED, "Z-1"))
    assert table.events[-1].body == handed(c.HandOverReason.CANCELLATION, "3")


def test_what_comes_later_goes_to_whoever_took_it_and_not_to_whom_the_item_names():
    table = sent_back()
    table.on("2026-03-11", LEAD, again())
    table.on("2026-03-12", ASSISTANT.at("health_desk"), TAKE_OVERSIGHT)
    assert revoked(table).events[-1].body == handed(c.HandOverReason.REVOCATION, "2", to=AT_HEALTH)


# --- the overseer has it


def test_who_acknowledges_says_how_the_holder_will_be_checked():
    table = granted()
    assert table.on("2026-03-10", OVERSEER, TAKE_OVERSIGHT) == (
        e.HandOverAcknowledged("1", OVERSIGHT.basis, RANDOM_CHECKS),
    )
    assert table.case.hand_overs["1"].plan == RANDOM_CHECKS
    assert "acknowledgement:1" not in table.dues()


def test_a_licence_in_force_is_not_acknowledged_without_a_plan_and_one_that_fell_is():
    table = granted()
    bare = c.AcknowledgeHandOver("1")
    assert isinstance(table.refused("2026-03-10", OVERSEER, bare), OversightPlanMissing)
    revoked(table)
    table.on("2026-03-17", OVERSEER, bare)
    table.on("2026-03-17", OVERSEER, c.AcknowledgeHandOver("2"), at="11:00")
    assert {h.state for h in table.case.hand_overs.values()} == {HandOverState.ACKNOWLEDGED}


def test_closing_the_case_ends_no_hand_over():
    table = granted()
    table.on("2026-03-09", SWEEP, LICENCE, at="11:00")
    table.on("2026-03-10", CLERK, DELIVER)
    assert table.dues() == {"acknowledgement:1": "2026-03-16"}
    table.on("2026-03-11", OVERSEER, TAKE_OVERSIGHT)
    assert table.dues() == {}


def test_days_that_pass_are_on_record_and_it_is_owed_still():
    table = granted()
    assert e.LimitPassed("acknowledgement:1", day("2026-03-16")) in table.pass_time("2026-03-17")
    table.on("2026-03-18", OVERSEER, TAKE_OVERSIGHT)


@pytest.mark.parametrize("who", [LEAD, CLERK, ASSISTANT, APPLICANT])
def test_nobody_acknowledges_for_the_overseer(who):
    table = granted()
    assert isinstance(table.refused("2026-03-10", who, TAKE_OVERSIGHT), HandedOverToAnother)
    assert isinstance(table.refused("2026-03-10", who, NOT_OURS), HandedOverToAnother)


# --- the overseer sends it back


def test_sent_back_it_is_the_leads_again_within_days_of_its_own():
    table = granted()
    assert table.on("2026-03-10", OVERSEER, NOT_OURS) == (
        e.HandOverRejected(
            "1", c.HandOverFault.WRONG_AUTHORITY, "health", WHY, OVERSIGHT.again, OVERSIGHT.basis
        ),
    )
    assert table.dues()["hand_over:1"] == "2026-03-13"
    assert "acknowledgement:1" not in table.dues()
    assert isinstance(table.refused("2026-03-10", OVERSEER, TAKE_OVERSIGHT, at="11:00"), NothingHandedOver)


def test_the_authority_that_was_named_gets_it_without_a_word_more():
    table = sent_back()
    assert table.on("2026-03-11", LEAD, again()) == (handed(c.HandOverReason.GRANT, to=AT_HEALTH),)
    assert table.dues()["acknowledgement:1"] == "2026-03-18"
    assert "hand_over:1" not in table.dues()


def test_what_was_missing_goes_to_the_same_post_with_what_is_added():
    table = granted()
    table.on("2026-03-10", OVERSEER, c.RejectHandOver("1", c.HandOverFault.INCOMPLETE, "", WHY))
    table.on("2026-03-11", LEAD, again(CITY, note=WHY))
    assert isinstance(
        table.refused("2026-03-12", OVERSEER, c.RejectHandOver("1", c.HandOverFault.INCOMPLETE, "", WHY)),
        RejectedBefore,
    )
    table.on("2026-03-12", OVERSEER, TAKE_OVERSIGHT, at="11:00")


def test_two_that_send_it_to_one_another_come_to_an_end():
    table, health = sent_back(), ASSISTANT.at("health_desk")
    table.on("2026-03-11", LEAD, again())
    table.on("2026-03-12", health, replace(NOT_OURS, right="city"))
    table.on("2026-03-13", LEAD, again(CITY))
    assert "RejectHandOver" not in table.may("2026-03-13", OVERSEER)
    table.on("2026-03-16", OVERSEER, TAKE_OVERSIGHT)


def test_the_leads_days_pass_and_it_hands_over_late():
    table = sent_back()
    assert e.LimitPassed("hand_over:1", day("2026-03-13")) in table.pass_time("2026-03-14")
    table.on("2026-03-16", LEAD, again())


@pytest.mark.parametrize("who", [CLERK, ASSISTANT, OVERSEER])
def test_only_the_lead_hands_over_anew(who):
    assert isinstance(sent_back().refused("2026-03-11", who, again()), NotYourStep)


# --- where it is listed, and where powers move


def test_it_is_listed_only_where_something_was_handed_over():
    assert {"AcknowledgeHandOver", "RejectHandOver"} <= set(granted().may("2026-03-10", OVERSEER))
    verbs = {p.verb for p in Table().decided("2026-03-02", "2026-03-09").possibilities("2026-03-10", LEAD)}
    assert not verbs & {c.AcknowledgeHandOver, c.RejectHandOver, c.HandOverAgain}


def test_nothing_is_taken_before_there_is_a_licence():
    table = Table(overseen_item()).accepted("2026-03-02")
    assert isinstance(table.refused("2026-03-03", OVERSEER, TAKE_OVERSIGHT), NothingHandedOver)


def test_oversight_goes_with_the_powers_and_so_does_what_is_on_its_way():
    table = granted()
    table.on("2026-03-10", OVERSEER, moved("city", "city_desk", "oversight_desk"))
    assert table.case.hand_overs["1"].to == AT_THE_BUREAU
    assert isinstance(table.refused("2026-03-11", OVERSEER, TAKE_OVERSIGHT), HandedOverToAnother)
    table.on("2026-03-11", BUREAU, TAKE_OVERSIGHT)
    assert revoked(table).events[-1].body == handed(c.HandOverReason.REVOCATION, "2", to=AT_THE_BUREAU)
