"""Reviewed by a lower level first, sent up with everything, and nothing asked for again (§35, §43)."""

from dataclasses import replace

import pytest

from cast import (
    ACCEPT_WITH_GAP,
    APPLICANT,
    ASSISTANT,
    CLERK,
    DISTRICT,
    GAP,
    GRANT,
    HOST,
    LEAD,
    PASSING,
    REQUEST,
    WHY,
    Table,
    agree,
    conforms,
    day,
    defect,
    notice,
    receive,
    reviewed_item,
    right_told,
    schedule,
    send_up,
    supplement,
)
from tongban.kernel import StepState
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import PromiseStop, SpecialProcedure
from tongban.kernel.refusals import (
    HostExamines,
    MaterialsSentUp,
    NotAllMaterialsSentUp,
    NotALowerReview,
    NotYourStep,
    NumberMissing,
    PreliminaryOpinionMissing,
    SamePersonTwice,
    StepNotOpen,
    StepWaits,
    SupplementAfterAcceptance,
    WrongKindOfStep,
)
from tongban.kernel.words import Bilingual


def accepted(**changes: object) -> Table:
    return Table(reviewed_item(**changes)).accepted("2026-03-02")


def sent_up(**changes: object) -> Table:
    table = accepted(**changes)
    table.on("2026-03-10", DISTRICT, send_up())
    return table


def test_the_district_has_twenty_working_days_from_acceptance_and_all_else_waits_for_it():
    table = accepted()
    assert table.due("step:review") == "2026-03-30"
    assert [step.plan.id for step in table.case.open_steps] == ["review"]
    assert isinstance(table.refused("2026-03-10", LEAD, conforms()), StepWaits)
    assert isinstance(table.refused("2026-03-10", LEAD, GRANT), StepWaits)


def test_the_opinion_and_all_materials_go_up_and_the_city_begins():
    table = accepted()
    sent, opened = table.on("2026-03-10", DISTRICT, send_up())
    assert sent == e.SentUp(
        "review",
        c.Finding.CONFORMS,
        WHY,
        ("form", "licence_copy", "floor_plan"),
        "B-1",
        "行政许可法§35",
    )
    assert opened == e.StepsOpened(("examine", "fire", "health"))
    assert table.case.sent_up_on == day("2026-03-10")
    assert table.case.steps["review"].state is StepState.DONE
    assert "step:review" not in table.dues()


def test_what_the_district_thinks_binds_nobody_who_decides():
    table = accepted()
    against = send_up(finding=c.Finding.DOES_NOT_CONFORM)
    table.on("2026-03-10", DISTRICT, against)
    for desk in ("fire", "health"):
        table.on("2026-03-11", ASSISTANT.at(f"{desk}_desk"), agree(desk))
    table.on("2026-03-11", LEAD, conforms())
    table.on("2026-03-12", LEAD, GRANT)
    assert table.case.outcome is c.Outcome.GRANTED


def test_nothing_goes_up_without_an_opinion_a_number_and_every_paper():
    table = accepted()
    assert table.refused("2026-03-10", DISTRICT, send_up(opinion=None)) == PreliminaryOpinionMissing()
    number = NumberMissing(document=Bilingual("报送文书", "report to the higher level"))
    assert table.refused("2026-03-10", DISTRICT, send_up(number="")) == number
    left_out = NotAllMaterialsSentUp(materials=Bilingual("经营场所平面图", "floor plan"))
    assert table.refused("2026-03-10", DISTRICT, send_up("form", "licence_copy")) == left_out


def test_a_gap_is_filled_before_anything_goes_up():
    item = reviewed_item(tolerance=GAP)
    materials = tuple(replace(m, gap_allowed=m.id == "floor_plan") for m in item.materials)
    table = Table(replace(item, materials=materials)).received("2026-03-02", receive("form", "licence_copy"))
    table.on("2026-03-02", CLERK, ACCEPT_WITH_GAP, at="11:00")
    assert isinstance(table.refused("2026-03-03", DISTRICT, send_up()), NotAllMaterialsSentUp)
    table.on("2026-03-04", APPLICANT, supplement("floor_plan"))
    table.on("2026-03-05", DISTRICT, send_up())
    assert table.case.sent_up_on == day("2026-03-05")


@pytest.mark.parametrize("verb", [notice("floor_plan"), c.RestateDefects((defect("floor_plan"),), "N-2")])
def test_what_was_sent_up_is_not_asked_for_again(verb):
    assert isinstance(accepted().refused("2026-03-11", CLERK, verb), SupplementAfterAcceptance)
    assert sent_up().refused("2026-03-11", CLERK, verb) == MaterialsSentUp(on=day("2026-03-10"))


def test_nor_does_the_promise_stop_for_the_applicant_to_hand_it_in_again():
    stops = (PromiseStop(SpecialProcedure.SUPPLEMENT, "承诺规定§7"),)
    wait = c.StartSpecialProcedure(SpecialProcedure.SUPPLEMENT, day("2026-03-11"), day("2026-03-12"), "S-1")
    table = sent_up(promise_stops_for=stops)
    assert table.refused("2026-03-11", LEAD, wait) == MaterialsSentUp(on=day("2026-03-10"))


def test_it_is_sent_up_once_by_the_districts_post_at_the_districts_step():
    assert isinstance(accepted().refused("2026-03-10", LEAD, send_up()), NotYourStep)
    assert isinstance(sent_up().refused("2026-03-11", DISTRICT, send_up()), StepNotOpen)
    elsewhere = sent_up().refused("2026-03-11", LEAD, send_up(step="examine"))
    assert elsewhere == NotALowerReview(step=Bilingual("审查", "examination"))
    assert isinstance(accepted().refused("2026-03-10", DISTRICT, conforms("review")), WrongKindOfStep)


def test_a_district_that_is_late_is_on_record_and_still_owes_it():
    table = accepted()
    passed = table.pass_time("2026-03-31")
    assert e.LimitPassed("step:review", day("2026-03-30")) in passed
    table.on("2026-04-01", DISTRICT, send_up())
    assert table.case.sent_up_on == day("2026-04-01")


def test_accepted_by_silence_the_district_has_lost_the_days_as_well():
    table = Table(reviewed_item()).received("2026-03-02")
    table.on("2026-03-12", DISTRICT, PASSING)
    assert (table.case.deemed_accepted, table.due("step:review")) == (True, "2026-03-30")


def test_a_day_of_acceptance_that_is_corrected_moves_the_districts_limit():
    table = Table(reviewed_item()).received("2026-03-02")
    table.on("2026-03-04", CLERK, c.Accept("A-1"))
    assert table.due("step:review") == "2026-04-01"
    table.on("2026-03-05", CLERK, c.CorrectEntry("accepted_on", "2026-03-03", "approver", WHY))
    assert (table.due("step:review"), table.due("statutory")) == ("2026-03-31", "2026-03-31")


def test_who_reviewed_below_examined_and_hosts_no_hearing():
    table = sent_up()
    table.on("2026-03-10", LEAD, right_told(), at="11:00")
    table.on("2026-03-11", APPLICANT, REQUEST)
    hosted = schedule("2026-03-27", replace(HOST, account=DISTRICT.account))
    assert isinstance(table.refused("2026-03-12", LEAD, hosted), HostExamines)


def test_where_intake_and_examination_are_apart_the_clerk_does_not_review_below():
    table = accepted(separate_intake_and_examination=True)
    clerk = replace(DISTRICT, account=CLERK.account)
    assert isinstance(table.refused("2026-03-10", clerk, send_up()), SamePersonTwice)


def test_the_lists_offer_it_to_the_district_alone():
    assert accepted().may("2026-03-10", DISTRICT) == ["TakeStep review", "SendUp review"]
    assert not [verb for verb in accepted().may("2026-03-10", LEAD) if verb.startswith("SendUp")]
