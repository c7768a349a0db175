"""Turns a real case takes: silence, half a supplement, late facts, mistakes mended, days passed."""

from dataclasses import replace
from datetime import date

import pytest

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CLERK,
    DELIVERY,
    EXTEND,
    GRANT,
    LEAD,
    NOTICE,
    OBSERVER,
    REFUSE,
    WHY,
    Table,
    agree,
    conforms,
    day,
    defect,
    expert_review,
    food_item,
    joint_item,
    notice,
    objection,
    receive,
    supplement,
)
from tongban.kernel import Status, StepState
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import SpecialProcedure
from tongban.kernel.refusals import DisagreementUnresolved, StepWaits

APPROVED = ("approver", WHY)


# --- half a supplement


def _half_supplemented() -> Table:
    table = Table().received("2026-03-02", receive("form"))
    table.on("2026-03-04", CLERK, notice("licence_copy", "floor_plan"))
    table.on("2026-03-10", APPLICANT, supplement("licence_copy"))
    return table


def test_while_the_applicant_owes_a_supplement_no_five_days_run():
    table = Table().received("2026-03-02", receive("form"))
    table.on("2026-03-04", CLERK, notice("licence_copy"))

    assert table.pass_time("2026-12-01") == ()
    assert (table.case.status, table.case.owes_supplement) == (Status.RECEIVED, True)


def test_an_incomplete_supplement_is_restated_and_the_five_days_run_again_from_the_next():
    table = _half_supplemented()
    assert table.dues() == {"notice": "2026-03-17"}

    table.on("2026-03-12", CLERK, c.RestateDefects((defect("floor_plan"),), "N-2"))
    assert (table.dues(), table.case.missing) == ({}, ("floor_plan",))

    table.on("2026-03-18", APPLICANT, supplement("floor_plan"))
    assert table.dues() == {"notice": "2026-03-25"}
    table.on("2026-03-19", CLERK, ACCEPT)
    assert table.case.accepted_on == date(2026, 3, 19)


def test_silence_after_a_supplement_is_acceptance_as_of_the_supplement():
    table = _half_supplemented()

    assert table.pass_time("2026-03-17") == ()
    table.pass_time("2026-03-18")
    assert (table.case.deemed_accepted, table.case.accepted_on, table.case.missing) == (
        True,
        date(2026, 3, 10),
        ("floor_plan",),
    )


def test_papers_brought_unasked_do_not_set_the_five_days_running_again():
    table = Table().received("2026-03-02", receive("form"))
    table.on("2026-03-06", APPLICANT, supplement("licence_copy"))

    assert table.dues() == {"notice": "2026-03-09"}
    table.pass_time("2026-03-10")
    assert table.case.accepted_on == date(2026, 3, 2)


def test_a_supplement_entered_late_counts_from_the_day_it_came():
    table = Table().received("2026-03-02", receive("form", "licence_copy"))
    table.on("2026-03-04", CLERK, notice("floor_plan"))
    table.on("2026-03-16", CLERK, supplement("floor_plan"), occurred="2026-03-10")

    assert table.events[-1].on == date(2026, 3, 10)
    assert table.dues() == {"notice": "2026-03-17"}


# --- days passed


def test_the_end_of_the_statutory_limit_is_no_grant_and_the_answer_is_still_owed():
    table = Table().accepted("2026-03-02")

    assert table.pass_time("2026-03-31") == (
        e.LimitPassed("step:fire", date(2026, 3, 9)),
        e.LimitPassed("step:health", date(2026, 3, 9)),
        e.LimitPassed("step:examine", date(2026, 3, 12)),
        e.LimitPassed("promised", date(2026, 3, 16)),
        e.LimitPassed("statutory", date(2026, 3, 30)),
    )
    assert table.pass_time("2026-04-20") == ()
    assert (table.case.status, table.case.outcome) == (Status.ACCEPTED, None)


def test_a_limit_that_was_extended_passes_once_more_on_its_new_day():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-30", LEAD, EXTEND)

    assert e.LimitPassed("statutory", date(2026, 4, 14)) in table.pass_time("2026-04-15")


def test_a_department_that_never_answers_holds_the_decision_and_is_named():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-03", LEAD, conforms())
    table.on("2026-03-03", ASSISTANT.at("health_desk"), agree("health"))
    table.pass_time("2026-06-01")

    refusal = table.refused("2026-06-01", LEAD, GRANT)
    assert (type(refusal), refusal.sentence.zh) == (
        StepWaits,
        "环节「决定」未开始，还在等待：消防救援大队意见。",
    )
    assert table.on("2026-06-02", ASSISTANT, agree("fire"))[0] == e.OpinionGiven(
        "fire", c.OpinionResult.AGREE, None
    )
    assert table.case.decision_step.state is StepState.OPEN


def test_silence_declared_to_be_consent_without_a_basis_is_no_consent():
    item = joint_item()
    steps = tuple(replace(s, silence_basis="") for s in item.steps)
    table = Table(replace(item, steps=steps)).accepted("2025-09-30")

    assert e.LimitPassed("step:planning", date(2025, 10, 21)) in table.pass_time("2025-10-22")
    assert table.case.steps["planning"].state is StepState.OPEN


def test_an_answer_after_silence_replaces_the_consent_it_was_taken_for():
    table = Table(joint_item()).accepted("2025-09-30")
    table.pass_time("2025-10-22")
    table.on("2025-10-23", ASSISTANT.at("planning_desk"), objection("planning"))

    step = table.case.steps["planning"]
    assert (step.opinion, step.deemed) == (c.OpinionResult.OBJECT, False)


def test_the_delivery_limit_of_a_refusal_is_applied_by_analogy_only():
    table = Table().ready_to_decide("2026-03-02", "2026-03-04")
    (granted,) = table.on("2026-03-05", LEAD, GRANT)
    other = Table().ready_to_decide("2026-03-02", "2026-03-04")
    (refused,) = other.on("2026-03-05", LEAD, replace(REFUSE, valid_until=day("2027-01-01")))

    assert (granted.delivery_limit, refused.delivery_limit.basis) == (DELIVERY, "参照行政许可法§44")
    assert (refused.delivery_limit.amount, refused.valid_until) == (10, None)


def test_a_licence_not_delivered_in_ten_days_is_on_record():
    table = Table().decided("2025-09-24", "2025-10-14")

    assert table.pass_time("2025-10-28", at="23:59:59") == ()
    assert table.pass_time("2025-10-29") == (e.LimitPassed("delivery", date(2025, 10, 28)),)


# --- observed facts


OBSERVED = c.RecordObservation("fire", c.OpinionResult.AGREE, "fire-system", "F-7")


def test_an_observed_result_recorded_late_stands_as_of_the_day_it_occurred():
    table = Table().accepted("2026-03-02")
    happened = table.on("2026-03-11", OBSERVER, OBSERVED, occurred="2026-03-06")

    assert happened == (e.ObservationRecorded("fire", c.OpinionResult.AGREE, "fire-system", "F-7", ()),)
    step = table.case.steps["fire"]
    assert (step.done_on, step.observed, table.events[-1].at.day) == (date(2026, 3, 6), True, 11)


def test_an_objection_of_before_the_limit_told_after_it_overturns_the_consent_taken_from_silence():
    table = Table(joint_item()).accepted("2025-09-30")
    table.pass_time("2025-10-22")
    told = c.RecordObservation("planning", c.OpinionResult.OBJECT, "planning-system", "P-1")
    (recorded,) = table.on("2025-10-24", OBSERVER, told, occurred="2025-10-20")

    assert recorded.discrepancies == ("answered_before",)
    assert [s.plan.id for s in table.case.objections] == ["planning"]


@pytest.mark.parametrize(
    ("step", "result", "occurred", "discrepancies"),
    [
        ("fire", c.OpinionResult.AGREE, "2026-03-12", ("late",)),
        ("x", c.OpinionResult.AGREE, "2026-03-12", ("unknown_step",)),
        ("examine", c.OpinionResult.AGREE, "2026-03-12", ("not_an_opinion_step",)),
        ("decision", c.OpinionResult.OBJECT, "2026-03-12", ("not_an_opinion_step", "before_the_step")),
        ("health", c.OpinionResult.AGREE, "2026-03-06", ("answered_before",)),
        ("health", c.OpinionResult.OBJECT, "2026-03-06", ("contradicts_answer",)),
    ],
)
def test_a_fact_is_never_refused_and_its_discrepancies_are_kept(step, result, occurred, discrepancies):
    table = Table().accepted("2026-03-02")
    table.on("2026-03-05", ASSISTANT.at("health_desk"), agree("health"))
    before = table.case.steps
    told = c.RecordObservation(step, result, "elsewhere", "X-1")
    happened = table.on("2026-03-12", OBSERVER, told, occurred=occurred, occurred_at="09:00")

    recorded = next(h for h in happened if isinstance(h, e.ObservationRecorded))
    assert recorded.discrepancies == discrepancies
    moved = {s for s, after in table.case.steps.items() if after != before[s]}
    assert moved == ({step} if set(discrepancies) <= {"late", "answered_before"} else set())


def test_a_fact_told_after_the_decision_is_on_record_and_changes_nothing():
    table = Table().decided("2026-03-02", "2026-03-05")
    (recorded,) = table.on(
        "2026-03-09", OBSERVER, replace(OBSERVED, result=c.OpinionResult.OBJECT), occurred="2026-03-04"
    )
    assert recorded.discrepancies == ("case_decided", "contradicts_answer")
    assert table.case.objections == ()


# --- mistakes mended


def test_a_wrong_day_of_acceptance_is_mended_by_a_second_pair_of_eyes_and_both_clocks_move():
    table = Table().accepted("2026-03-03", receive())
    mend = c.CorrectEntry("accepted_on", "2026-03-04", *APPROVED)

    assert table.on("2026-03-05", CLERK, mend) == (
        e.EntryCorrected("accepted_on", "2026-03-03", "2026-03-04", *APPROVED),
    )
    assert (table.due("statutory"), table.due("promised")) == ("2026-04-01", "2026-03-18")


def test_mending_the_day_of_acceptance_keeps_what_was_told_in_writing():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23"))
    table.on("2026-03-05", CLERK, c.CorrectEntry("accepted_on", "2026-03-03", *APPROVED))

    assert table.due("statutory") == "2026-04-15"
    ended = c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day("2026-03-16"))
    table.on("2026-03-16", LEAD, ended)
    assert table.due("statutory") == "2026-04-08"


def test_a_wrong_day_of_receipt_moves_the_five_days():
    table = Table().received("2026-03-04")
    table.on("2026-03-05", CLERK, c.CorrectEntry("received_on", "2026-03-03", *APPROVED))

    assert (table.case.received_on, table.dues()) == (date(2026, 3, 3), {"notice": "2026-03-10"})


def test_papers_that_really_came_earlier_may_have_been_accepted_by_silence():
    table = Table().received("2026-03-10")
    happened = table.on("2026-03-11", CLERK, c.CorrectEntry("received_on", "2026-02-27", *APPROVED))

    assert [type(h) for h in happened] == [e.EntryCorrected, e.Accepted, e.StepsPlanned, e.StepsOpened]
    assert (table.case.accepted_on, table.case.deemed_accepted) == (date(2026, 2, 27), True)


def test_a_notice_that_turns_out_to_have_come_too_late_is_acceptance():
    table = Table().received("2026-03-10", receive("form"))
    table.on("2026-03-12", CLERK, notice("floor_plan"))
    table.on("2026-03-13", CLERK, c.CorrectEntry("received_on", "2026-03-02", *APPROVED))

    assert (table.case.status, table.case.accepted_on) == (Status.ACCEPTED, date(2026, 3, 2))


def test_the_day_of_receipt_no_longer_moves_the_five_days_after_a_supplement():
    table = _half_supplemented()
    table.on("2026-03-11", CLERK, c.CorrectEntry("received_on", "2026-02-27", *APPROVED))

    assert (table.case.received_on, table.dues()) == (date(2026, 2, 27), {"notice": "2026-03-17"})


def test_acceptance_by_silence_moves_with_the_day_of_receipt():
    table = Table().received("2026-02-10")
    table.pass_time("2026-02-25")
    table.on("2026-02-26", CLERK, c.CorrectEntry("received_on", "2026-02-11", *APPROVED))

    assert (table.case.accepted_on, table.due("statutory")) == (date(2026, 2, 11), "2026-03-17")


def test_a_finding_entered_wrongly_is_mended_at_its_own_post_and_no_longer_bars_the_grant():
    table = Table().accepted("2026-03-02")
    for step in ("fire", "health"):
        table.on("2026-03-03", ASSISTANT.at(f"{step}_desk"), agree(step))
    table.on("2026-03-03", LEAD, c.CompleteStep("examine", c.Finding.DOES_NOT_CONFORM, WHY))
    table.on("2026-03-04", LEAD, c.CorrectEntry("finding:examine", "conforms", *APPROVED))

    assert table.on("2026-03-04", LEAD, GRANT)[0].outcome is c.Outcome.GRANTED


def test_an_opinion_entered_wrongly_is_mended_by_its_own_department():
    table = Table().ready_to_decide("2026-03-02", "2026-03-03")
    table.on("2026-03-04", ASSISTANT, c.CorrectEntry("opinion:fire", "object", *APPROVED))

    assert isinstance(table.refused("2026-03-05", LEAD, GRANT), DisagreementUnresolved)


def test_the_wrong_person_is_mended_and_the_old_name_stays_on_record():
    table = Table().received("2026-03-02")
    table.on("2026-03-02", CLERK, c.CorrectEntry("applicant", "subject-zhou", *APPROVED), at="11:00")

    assert table.case.applicant == "subject-zhou"
    assert table.events[-1].body == e.EntryCorrected("applicant", "subject-li", "subject-zhou", *APPROVED)


# --- the promise


def test_a_promise_that_its_item_does_not_stop_runs_on_through_a_special_procedure():
    table = Table(food_item(promise_stops_for=())).accepted("2026-03-02")
    table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23"))

    assert (table.due("statutory"), table.due("promised")) == ("2026-04-14", "2026-03-16")


def test_taking_a_step_names_the_person_and_a_colleague_may_take_over():
    table = Table().accepted("2026-03-02")

    assert table.on("2026-03-03", LEAD, c.TakeStep("examine")) == (e.StepTaken("examine"),)
    assert table.on("2026-03-03", LEAD, c.TakeStep("examine")) == ()
    colleague = replace(LEAD, account="lin")
    assert table.on("2026-03-03", colleague, c.TakeStep("examine")) == (e.StepTaken("examine"),)
    assert table.case.steps["examine"].taken_by == "lin"


def test_the_notice_limit_travels_in_the_event_so_that_history_keeps_the_law_of_its_day():
    table = Table().received("2026-03-02")
    assert table.events[0].body.notice_limit == NOTICE
