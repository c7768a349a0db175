"""Observed cases 外部办理: what departments decide in their own systems, told late and never refused."""

from dataclasses import replace
from datetime import date

import pytest

from cast import (
    APPLICANT,
    CLERK,
    COMMIT,
    DELIVER,
    LEAD,
    OBSERVER,
    ON_COMMITMENT,
    OVERSEER,
    OVERSIGHT,
    PAIR,
    TELL_COMMITMENT,
    Person,
    Table,
    conforms,
    notice,
)
from observed_items import PAPERS, household_item, newborn_item, told
from tongban.kernel import decide
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.discrepancy import Discrepancy
from tongban.kernel.case.state import LicenceState, Status
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import InstantWithoutZone

POLICE = Person("户籍警", "hu", "police_desk")
AGREE, OBJECT = c.OpinionResult.AGREE, c.OpinionResult.OBJECT
Fact = c.ObservedFact


def newborn() -> Table:
    return Table(newborn_item()).accepted("2025-10-09", PAPERS)


def household() -> Table:
    return Table(household_item()).received("2025-10-09", PAPERS)


# --- walk-through 10


def test_the_insurance_counts_from_the_day_the_police_registered_not_from_the_import():
    table = newborn()
    assert table.due("promised") == "2025-10-15"
    table.on("2025-10-13", OBSERVER, told("household"), occurred="2025-10-11")

    assert table.case.steps["household"].done_on == date(2025, 10, 11)
    assert table.events[-1].body == e.StepsOpened(("insurance",))
    assert table.due("step:insurance") == "2025-10-15"


def test_what_passed_because_nothing_was_told_had_not_passed_where_it_occurred_in_time():
    table = newborn()
    table.pass_time("2025-10-13")
    assert table.case.passed == {"step:household": date(2025, 10, 11)}
    (recorded, _) = table.on("2025-10-13", OBSERVER, told("household"), occurred="2025-10-11")

    assert recorded.discrepancies == ()
    assert table.case.passed == {}
    assert table.clock("step:household").stopped_on == date(2025, 10, 11)


def test_what_occurred_after_the_limit_is_late_and_stands():
    table = newborn()
    table.pass_time("2025-10-13")
    (recorded, _) = table.on("2025-10-14", OBSERVER, told("household"), occurred="2025-10-13")

    assert recorded.discrepancies == (Discrepancy.LATE,)
    assert table.case.steps["household"].observed
    assert table.case.passed == {"step:household": date(2025, 10, 11)}


def test_what_they_did_before_the_counter_accepted_took_none_of_the_steps_time():
    table = Table(newborn_item()).received("2025-10-09", PAPERS)
    table.on("2025-10-13", CLERK, c.Accept("A-1"))
    table.on("2025-10-14", OBSERVER, told("household"), occurred="2025-10-10")

    assert table.case.steps["household"].done_on == date(2025, 10, 10)
    assert table.clock("step:household").stopped_on == date(2025, 10, 13)


# --- what does not fit is on record and moves nothing


@pytest.mark.parametrize(
    ("body", "when", "codes"),
    [
        (told("x"), {}, ("unknown_step",)),
        (told("insurance", authority=None), {}, ("not_an_opinion_step", "before_the_step")),
        (told("household", authority="insurance"), {}, ("other_authority",)),
        (told("household", other_applicant=True), {}, ("other_applicant",)),
        (told("household"), {"occurred": "2025-10-08"}, ("before_receipt",)),
        (told("household"), {"occurred": "2025-10-20"}, ("in_the_future",)),
        (told("household", Fact.REVOKED, None), {}, ("nothing_to_revoke",)),
    ],
)
def test_a_fact_that_does_not_fit_is_recorded_and_changes_nothing(body, when, codes):
    table = newborn()
    before = table.case
    (recorded,) = table.on("2025-10-10", OBSERVER, body, **when)

    assert recorded.discrepancies == codes
    assert (table.case.steps, table.case.clocks) == (before.steps, before.clocks)
    assert table.case.observations[-1].discrepancies == codes
    assert not table.case.observations[-1].stands


def test_a_day_that_cannot_be_is_kept_as_they_stated_it():
    table = newborn()
    table.on("2025-10-10", OBSERVER, told("household"), occurred="2025-10-20")

    assert table.events[-1].on == date(2025, 10, 10)
    assert table.case.observations[-1].occurred_on == date(2025, 10, 20)


def test_a_result_after_withdrawal_is_recorded():
    table = newborn()
    table.on("2025-10-10", CLERK, c.Withdraw())
    (recorded,) = table.on("2025-10-13", OBSERVER, told("household"), occurred="2025-10-11")

    assert recorded.discrepancies == ("case_withdrawn",)
    assert table.case.status is Status.WITHDRAWN


def test_the_same_entry_told_twice_with_other_content_is_a_contradiction():
    table = newborn()
    table.on("2025-10-11", OBSERVER, told("household"), occurred="2025-10-10")
    (recorded,) = table.on("2025-10-13", OBSERVER, told("household", result=OBJECT), occurred="2025-10-10")

    assert recorded.discrepancies == ("contradicts_entry", "contradicts_answer")
    assert table.case.steps["household"].opinion is AGREE


def test_what_did_not_fit_yet_has_its_effect_when_it_is_told_again():
    table = newborn()
    table.on("2025-10-10", OBSERVER, told("household"), occurred="2025-10-13")
    table.on("2025-10-14", OBSERVER, told("household"), occurred="2025-10-13")

    assert table.case.observations[-1].discrepancies == ("late",)
    assert table.case.steps["household"].done_on == date(2025, 10, 13)


def test_every_discrepancy_has_its_sentence_and_remedy_in_both_languages():
    for discrepancy in Discrepancy:
        for text in (discrepancy.sentence, discrepancy.remedy):
            assert text.zh
            assert text.en


def test_every_status_that_does_not_take_a_result_has_its_discrepancy():
    for status in Status:
        if status not in (Status.DRAFT, Status.ACCEPTED):
            assert Discrepancy(f"case_{status}").sentence.zh


# --- what was told wrongly is mended by a further fact


def test_a_correction_replaces_the_result_and_its_day():
    table = newborn()
    table.on("2025-10-13", OBSERVER, told("household", result=OBJECT), occurred="2025-10-11")
    right = told("household", Fact.CORRECTED, AGREE, entry="2")
    (recorded,) = table.on("2025-10-14", OBSERVER, right, occurred="2025-10-10")

    step = table.case.steps["household"]
    assert (recorded.discrepancies, step.opinion, step.done_on) == ((), AGREE, date(2025, 10, 10))
    assert table.clock("step:household").stopped_on == date(2025, 10, 10)
    assert [o.result for o in table.case.observations] == [OBJECT, AGREE]


def test_a_correction_of_what_was_never_told_is_the_result():
    table = newborn()
    table.on("2025-10-13", OBSERVER, told("household", Fact.CORRECTED), occurred="2025-10-11")
    assert table.case.steps["household"].opinion is AGREE


def test_a_correction_does_not_overrule_what_was_answered_here():
    table = newborn()
    table.on("2025-10-10", LEAD.at("police_desk"), conforms("household"))
    fix = told("household", Fact.CORRECTED, OBJECT)
    (recorded,) = table.on("2025-10-13", OBSERVER, fix, occurred="2025-10-11")
    assert recorded.discrepancies == ("contradicts_answer",)
    assert table.case.objections == ()


def test_what_they_revoke_before_the_decision_stands_in_its_way():
    table = newborn()
    table.on("2025-10-13", OBSERVER, told("household"), occurred="2025-10-11")
    gone = told("household", Fact.REVOKED, None, entry="2")
    table.on("2025-10-14", OBSERVER, gone, occurred="2025-10-13")
    assert [s.plan.id for s in table.case.objections] == ["household"]


def test_what_is_suspended_there_is_on_record_and_stops_no_clock():
    table = newborn()
    due = table.dues()
    wait = told("household", Fact.SUSPENDED, None, suspended_until=date(2025, 10, 20))
    (recorded,) = table.on("2025-10-10", OBSERVER, wait)

    assert recorded.suspended_until == date(2025, 10, 20)
    assert table.dues() == due


# --- a case decided in another system


def test_accepted_there_is_accepted_as_of_their_day():
    table = household()
    table.on("2025-10-13", OBSERVER, told("decision", Fact.ACCEPTED, None), occurred="2025-10-10")

    case = table.case
    assert (case.status, case.accepted_on) == (Status.ACCEPTED, date(2025, 10, 10))
    assert (case.deemed_accepted, case.acceptance_number) == (False, "公2025-118")
    assert table.due("promised") == "2025-10-23"


def test_accepted_there_in_time_and_told_late_is_not_accepted_by_silence():
    table = household()
    table.pass_time("2025-10-16")
    assert (table.case.deemed_accepted, table.due("promised")) == (True, "2025-10-22")
    accepted = told("decision", Fact.ACCEPTED, None)
    (recorded,) = table.on("2025-10-17", OBSERVER, accepted, occurred="2025-10-11")

    assert recorded.discrepancies == ("accepted_by_silence",)
    assert (table.case.deemed_accepted, table.case.accepted_on) == (False, date(2025, 10, 11))
    assert table.due("promised") == "2025-10-24"


def test_accepted_there_too_late_leaves_the_acceptance_by_silence():
    table = household()
    table.pass_time("2025-10-16")
    table.on("2025-10-20", OBSERVER, told("decision", Fact.ACCEPTED, None), occurred="2025-10-17")
    assert (table.case.deemed_accepted, table.case.accepted_on) == (True, date(2025, 10, 9))


def test_granted_there_the_case_is_decided_as_of_their_day_under_their_licence():
    table = household()
    table.on("2025-10-10", CLERK, c.Accept("A-1"))
    granted = told("decision", licence_number="户-330199-7", valid_until=date(2035, 10, 12))
    table.on("2025-10-16", OBSERVER, granted, occurred="2025-10-13")

    case = table.case
    assert (case.status, case.outcome) == (Status.DECIDED, c.Outcome.GRANTED)
    assert (case.decided_on, case.outcome_number) == (date(2025, 10, 13), "户-330199-7")
    assert case.valid_until == date(2035, 10, 12)
    assert table.due("delivery") == "2025-10-27"
    assert case.is_decided_elsewhere


def test_decided_there_and_never_told_accepted_is_both():
    table = household()
    happened = table.on("2025-10-13", OBSERVER, told("decision", result=OBJECT), occurred="2025-10-11")

    kinds = (e.Accepted, e.StepsPlanned, e.StepsOpened, e.ObservationRecorded, e.Decided)
    assert tuple(map(type, happened)) == kinds
    assert (table.case.outcome, table.case.accepted_on) == (c.Outcome.REFUSED, date(2025, 10, 11))
    assert table.case.licence is None


def test_a_decision_told_late_was_in_time_where_it_occurred_in_time():
    table = household()
    table.on("2025-10-10", CLERK, c.Accept("A-1"))
    table.pass_time("2025-10-27")
    assert "promised" in table.case.passed
    table.on("2025-10-27", OBSERVER, told("decision"), occurred="2025-10-23")
    assert ClockKind.PROMISED not in table.case.passed


def test_a_decision_made_there_is_handed_out_without_a_paper_of_ours():
    table = household()
    table.on("2025-10-13", OBSERVER, told("decision"), occurred="2025-10-11")
    table.on("2025-10-14", CLERK, DELIVER)
    assert table.case.status is Status.CLOSED


def test_a_decision_corrected_there_before_it_was_handed_out_is_the_decision():
    table = household()
    table.on("2025-10-13", OBSERVER, told("decision", result=OBJECT), occurred="2025-10-11")
    table.on("2025-10-14", OBSERVER, told("decision", Fact.CORRECTED, entry="2"), occurred="2025-10-13")
    assert (table.case.outcome, table.case.decided_on) == (c.Outcome.GRANTED, date(2025, 10, 13))

    table.on("2025-10-15", CLERK, DELIVER)
    again = told("decision", Fact.CORRECTED, OBJECT, entry="3")
    (recorded,) = table.on("2025-10-17", OBSERVER, again, occurred="2025-10-16")
    assert recorded.discrepancies == ("case_closed",)
    assert table.case.outcome is c.Outcome.GRANTED


@pytest.mark.parametrize("delivered", [False, True])
def test_a_licence_revoked_there_stands_no_more(delivered):
    table = household()
    table.on("2025-10-13", OBSERVER, told("decision"), occurred="2025-10-11")
    if delivered:
        table.on("2025-10-14", CLERK, DELIVER)
    table.on("2025-11-03", OBSERVER, told("decision", Fact.REVOKED, None, entry="2"), occurred="2025-10-31")

    licence = table.case.licence
    assert licence is not None
    assert (licence.state, licence.revoked_on) == (LicenceState.REVOKED, date(2025, 10, 31))
    assert (table.case.status, table.dues()) == (Status.CLOSED, {})


def test_a_second_decision_told_for_the_same_case_is_on_record_alone():
    table = household()
    table.on("2025-10-13", OBSERVER, told("decision"), occurred="2025-10-11")
    other = told("decision", result=OBJECT, foreign_number="公2025-119")
    (recorded,) = table.on("2025-10-14", OBSERVER, other)
    assert recorded.discrepancies == ("case_decided", "contradicts_answer")
    assert table.case.outcome is c.Outcome.GRANTED


def test_they_may_decide_while_the_counter_still_waits_for_a_supplement():
    table = household()
    table.on("2025-10-10", CLERK, notice("form"))
    table.on("2025-10-14", OBSERVER, told("decision"), occurred="2025-10-13")
    assert (table.case.status, table.case.owes_supplement) == (Status.DECIDED, False)


def test_nobody_can_decide_elsewhere_what_the_item_decides_here():
    table = newborn()
    (recorded,) = table.on("2025-10-10", OBSERVER, told("decision", authority=None))
    assert recorded.discrepancies == ("not_an_opinion_step", "before_the_step")
    assert table.case.decided_on is None


def test_what_is_granted_and_revoked_there_is_handed_over_to_whoever_oversees_it():
    table = Table(replace(household_item(), oversight=OVERSIGHT)).received("2025-10-09", PAPERS)
    table.on("2025-10-13", OBSERVER, told("decision"), occurred="2025-10-11")
    table.on("2025-11-03", OBSERVER, told("decision", Fact.REVOKED, None, entry="2"), occurred="2025-10-31")
    reasons = [h.reason for h in table.case.hand_overs.values()]
    assert reasons == [c.HandOverReason.GRANT, c.HandOverReason.REVOCATION]


def test_a_grant_corrected_to_a_refusal_reaches_whoever_oversees_it():
    table = Table(replace(household_item(), oversight=OVERSIGHT)).received("2025-10-09", PAPERS)
    granted = told("decision", licence_number="户-7")
    table.on("2025-10-13", OBSERVER, granted, occurred="2025-10-11")
    wrong = told("decision", Fact.CORRECTED, OBJECT, entry="2")
    happened = table.on("2025-10-15", OBSERVER, wrong, occurred="2025-10-14")

    assert tuple(map(type, happened)) == (e.ObservationRecorded, e.Decided, e.HandedOver)
    assert table.case.licence is None
    handed = table.case.hand_overs["2"]
    assert (handed.reason, handed.number, handed.handed_on) == (
        c.HandOverReason.CORRECTION,
        "户-7",
        date(2025, 10, 14),
    )
    # There is nothing to plan checks of: it is acknowledged without.
    for hand_over in ("1", "2"):
        table.on("2025-10-16", OVERSEER, c.AcknowledgeHandOver(hand_over))
    assert all(h.is_settled for h in table.case.hand_overs.values())


def test_a_refusal_told_at_once_or_corrected_from_one_is_nothing_to_oversee():
    table = Table(replace(household_item(), oversight=OVERSIGHT)).received("2025-10-09", PAPERS)
    table.on("2025-10-13", OBSERVER, told("decision", result=OBJECT), occurred="2025-10-11")
    again = told("decision", Fact.CORRECTED, OBJECT, entry="2", foreign_number="公2025-119")
    table.on("2025-10-14", OBSERVER, again, occurred="2025-10-13")
    assert table.case.hand_overs == {}
    table.on("2025-10-15", OBSERVER, told("decision", Fact.CORRECTED, entry="3"), occurred="2025-10-14")
    assert [h.reason for h in table.case.hand_overs.values()] == [c.HandOverReason.GRANT]


# --- granted there on a commitment


def on_commitment() -> Table:
    """The police grant on a commitment instead of the form; whoever the item names checks afterwards."""
    (form,) = household_item().materials
    item = replace(
        household_item(),
        commitment=replace(ON_COMMITMENT, check_authority="police", check_post="police_desk"),
        materials=(replace(form, commitment_allowed=True),),
        verifying_staff=2,
    )
    table = Table(item).received("2025-10-09", replace(PAPERS, materials=()))
    table.on("2025-10-09", CLERK, TELL_COMMITMENT, at="10:30")
    table.on("2025-10-09", APPLICANT, COMMIT, at="10:40")
    table.on("2025-10-10", CLERK, c.Accept("A-1"))
    return table


def test_a_grant_made_there_on_a_commitment_plans_its_check_from_their_day():
    table = on_commitment()
    happened = table.on("2025-10-16", OBSERVER, told("decision"), occurred="2025-10-13")
    assert [type(body) for body in happened] == [e.ObservationRecorded, e.Decided, e.CheckPlanned]
    assert table.case.clocks[ClockKind.COMMITMENT_CHECK].started_on == date(2025, 10, 13)
    assert table.due("commitment_check") == "2025-11-10"

    corrected = told("decision", Fact.CORRECTED, entry="2", licence_number="户-8")
    table.on("2025-10-17", OBSERVER, corrected, occurred="2025-10-14")
    assert table.due("commitment_check") == "2025-11-11"


def test_the_check_falls_with_a_grant_corrected_to_a_refusal_and_comes_back_with_the_next():
    table = on_commitment()
    table.on("2025-10-16", OBSERVER, told("decision"), occurred="2025-10-13")
    table.on("2025-10-17", OBSERVER, told("decision", Fact.CORRECTED, OBJECT, entry="2"))
    assert not table.case.clocks[ClockKind.COMMITMENT_CHECK].is_running
    table.on("2025-10-20", OBSERVER, told("decision", Fact.CORRECTED, entry="3"))
    assert table.due("commitment_check") == "2025-11-17"


def test_what_was_checked_is_not_checked_again_for_a_corrected_number():
    table = on_commitment()
    table.on("2025-10-16", OBSERVER, told("decision"), occurred="2025-10-13")
    table.on("2025-10-17", POLICE, c.RecordCheck(c.CheckFinding.KEPT, PAIR))
    right = told("decision", Fact.CORRECTED, entry="2", licence_number="户-8")
    assert e.CheckPlanned not in map(type, table.on("2025-10-20", OBSERVER, right))
    assert not table.case.clocks[ClockKind.COMMITMENT_CHECK].is_running


@pytest.mark.parametrize("naive", ["at", "occurred_at"])
def test_an_instant_without_a_zone_is_bad_input_and_not_compared(naive: str):
    table = newborn()
    command = table.command("2025-10-13", OBSERVER, told("household"), occurred="2025-10-11")
    command = replace(command, **{naive: getattr(command, naive).replace(tzinfo=None)})
    with pytest.raises(InstantWithoutZone):
        decide(table.case, command, table.item, table.calendar)
