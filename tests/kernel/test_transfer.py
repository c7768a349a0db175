"""An authority is merged, divided or loses its powers while a case runs: the case goes on where they went."""

from dataclasses import replace

import pytest

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    AT_THE_BUREAU,
    BUREAU,
    CLERK,
    COMMIT,
    DELIVER,
    GRANT,
    HAND_OVER,
    LEAD,
    LICENCE,
    RETURN_ORIGINAL,
    SWEEP,
    TAKE_ORIGINAL,
    TELL_COMMITMENT,
    WHY,
    Table,
    agree,
    checked,
    commitment_item,
    conforms,
    day,
    intended,
    moved,
    served_item,
    survey_item,
    surveyed,
    visit,
)
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.joint import Survey
from tongban.kernel.case.transfer import as_held
from tongban.kernel.refusals import NotAllowedNow, NotYourStep, ReceivingPostMissing


def transferred() -> Table:
    """The market regulator's powers went to the approval bureau on 4 March."""
    table = Table().accepted("2026-03-02")
    table.on("2026-03-03", LEAD, c.TakeStep("examine"))
    table.on("2026-03-04", LEAD, moved())
    return table


def test_a_transfer_says_whose_each_step_is_and_by_which_document():
    table = Table().accepted("2026-03-02")
    assert table.on("2026-03-04", LEAD, moved()) == (
        e.CaseTransferred(
            "market",
            "approval",
            (e.StepMoved("examine", AT_THE_BUREAU), e.StepMoved("decision", AT_THE_BUREAU)),
            "编办〔2026〕3号",
            "市机构改革方案§4",
        ),
    )


def test_no_clock_of_the_applicant_starts_anew_and_none_stands_still():
    table = Table().accepted("2026-03-02")
    before = table.case.clocks
    table.on("2026-03-04", LEAD, moved())
    assert table.case.clocks == before
    assert table.dues()["promised"] == "2026-03-16"


def test_the_new_authority_leads_and_the_old_one_may_do_nothing_more():
    table = transferred()
    assert table.case.authority == "approval"
    assert "ExtendLimit" in table.may("2026-03-05", BUREAU)
    assert table.may("2026-03-05", LEAD) == []
    for body in (conforms(), GRANT):
        assert isinstance(table.refused("2026-03-05", LEAD, body), NotYourStep)


def test_who_had_a_step_taken_gives_it_up_and_who_did_one_did_it():
    table = transferred()
    assert table.case.steps["examine"].taken_by == ""
    done = Table().accepted("2026-03-02")
    done.on("2026-03-03", LEAD, conforms())
    done.on("2026-03-04", LEAD, moved())
    assert done.case.steps["examine"].taken_by == LEAD.account


def test_the_case_is_decided_and_delivered_where_the_power_is_now():
    table = transferred()
    table.on("2026-03-05", BUREAU, conforms())
    for step in ("fire", "health"):
        table.on("2026-03-05", ASSISTANT.at(f"{step}_desk"), agree(step))
    table.on("2026-03-05", BUREAU, GRANT, at="15:00")
    table.on("2026-03-05", SWEEP, LICENCE, at="15:05")
    table.on("2026-03-06", CLERK, DELIVER)
    assert table.case.status is Status.CLOSED


def test_a_case_that_is_only_received_is_planned_for_the_new_authority():
    table = Table().received("2026-03-02")
    table.on("2026-03-03", BUREAU, moved())
    table.on("2026-03-04", CLERK, ACCEPT)
    plan = table.case.steps["examine"].plan
    assert (plan.authority, plan.post) == ("approval", "approval_desk")


def test_an_assisting_department_gives_its_step_up_and_the_lead_stays():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-04", ASSISTANT, moved("fire"))
    assert table.case.authority == "market"
    table.on("2026-03-05", BUREAU, agree("fire"))
    assert table.case.steps["fire"].taken_by == BUREAU.account


def test_a_division_sends_each_post_to_its_own_successor():
    item = survey_item()
    survey = replace(item.steps_by_id["survey"], post="district_desk")
    table = Table(replace(item, steps=tuple(survey if s.id == "survey" else s for s in item.steps)))
    table.accepted("2026-03-02")
    other = c.Seat("health", "health_desk")
    rows = (c.PostMoved("licensing", AT_THE_BUREAU), c.PostMoved("district_desk", other))
    table.on("2026-03-04", LEAD, moved(posts=rows, receiving=(AT_THE_BUREAU, other)))

    seats = {step.plan.id: (step.plan.authority, step.plan.post) for step in table.case.steps.values()}
    assert seats["survey"] == ("health", "health_desk")
    assert seats["decision"] == ("approval", "approval_desk")
    assert table.case.authority == "approval"


def test_powers_that_move_twice_are_where_they_went_last():
    table = transferred()
    onward = c.Seat("health", "health_desk")
    again = moved(
        "approval", "approval_desk", posts=(c.PostMoved("approval_desk", onward),), receiving=(onward,)
    )
    table.on("2026-03-05", BUREAU, again)

    held = as_held(table.item, table.case)
    assert (held.authority, held.steps_by_id["decision"].post) == ("health", "health_desk")
    assert as_held(held, table.case) == held
    assert as_held(table.item, Table().case) is table.item


def test_a_survey_keeps_its_day_and_the_successor_signs():
    table = Table(survey_item()).accepted("2026-03-02")
    table.on("2026-03-02", LEAD, conforms(), at="11:00")
    table.on("2026-03-02", LEAD, visit("2026-03-05"), at="12:00")
    table.on("2026-03-04", LEAD, moved())
    assert table.case.surveys == {"survey": Survey(day("2026-03-05"), ("approval", "fire"))}

    signed = (c.Signature("approval", "feng"), c.Signature("fire", "zhao"))
    table.on("2026-03-05", BUREAU, surveyed(signatures=signed))
    assert table.case.steps["survey"].done_on == day("2026-03-05")


def test_a_survey_that_the_giving_authority_has_no_part_in_stays_as_it_is():
    table = Table(survey_item()).accepted("2026-03-02")
    table.on("2026-03-02", LEAD, conforms(), at="11:00")
    table.on("2026-03-02", LEAD, visit("2026-03-05", "market", "health"), at="12:00")
    table.on("2026-03-04", ASSISTANT, moved("fire"))
    assert table.case.surveys["survey"].authorities == ("market", "health")


def test_a_department_that_only_joins_a_survey_is_replaced_by_its_own_successor():
    table = Table(survey_item()).accepted("2026-03-02")
    table.on("2026-03-02", LEAD, conforms(), at="11:00")
    table.on("2026-03-02", LEAD, visit("2026-03-05"), at="12:00")
    table.on("2026-03-04", ASSISTANT, moved("fire"))
    assert table.case.surveys["survey"].authorities == ("market", "approval")


def test_the_check_of_a_commitment_goes_with_the_power_also_after_the_grant():
    table = Table(commitment_item()).received("2026-03-02")
    for who, body in ((CLERK, TELL_COMMITMENT), (APPLICANT, COMMIT), (CLERK, ACCEPT)):
        table.on("2026-03-02", who, body, at="11:00")
    table.on("2026-03-02", ASSISTANT.at("health_desk"), agree("health"), at="12:00")
    table.on("2026-03-02", LEAD, GRANT, at="15:00")
    table.on("2026-03-04", ASSISTANT, moved("fire"))
    table.on("2026-03-04", LEAD, moved(), at="11:00")

    assert isinstance(table.refused("2026-03-05", ASSISTANT, checked()), NotYourStep)
    table.on("2026-03-05", BUREAU, checked(c.CheckFinding.FALSE_PROMISE))
    told = table.on(
        "2026-03-05", BUREAU, intended(c.RevocationGround.FALSE_PROMISE, "2026-03-12"), at="11:00"
    )
    assert told[0].reasons == WHY


@pytest.mark.parametrize("end", [c.Withdraw(), c.EndCase(c.EndGround.APPLICANT_DIED, WHY)])
def test_what_has_ended_goes_along_so_that_somebody_answers_for_what_is_left_of_it(end):
    table = Table(served_item()).accepted("2026-03-02")
    table.on("2026-03-02", CLERK, TAKE_ORIGINAL, at="11:00")
    table.on("2026-03-02", CLERK, HAND_OVER, at="12:00")
    table.on("2026-03-02", LEAD, c.AcknowledgeOriginal("Y-1"), at="13:00")
    table.on("2026-03-03", LEAD, end)
    status, clocks = table.case.status, table.case.clocks
    table.on("2026-03-04", LEAD, moved())
    assert (table.case.status, table.case.clocks, table.case.authority) == (status, clocks, "approval")
    assert table.case.originals["Y-1"].post == "approval_desk"
    table.on("2026-03-05", BUREAU, RETURN_ORIGINAL)
    assert not table.case.originals["Y-1"].is_out


def test_before_an_application_there_is_nothing_to_transfer():
    assert isinstance(Table().refused("2026-03-04", LEAD, moved()), NotAllowedNow)


def test_a_post_of_the_same_name_elsewhere_is_not_the_one_that_receives():
    table = Table().accepted("2026-03-02")
    elsewhere = moved(receiving=(c.Seat("health", "approval_desk"),))
    assert isinstance(table.refused("2026-03-04", LEAD, elsewhere), ReceivingPostMissing)
