"""No case without an end: who died, dissolved or never answered, and who takes over."""

from dataclasses import replace

import pytest

from cast import (
    APPLICANT,
    ASSISTANT,
    CLERK,
    DIED,
    GRANT,
    INHERIT,
    LEAD,
    PASSING,
    REFUSE,
    REQUEST,
    SWEEP,
    UNANSWERED,
    WHY,
    Person,
    Table,
    agree,
    conforms,
    day,
    food_item,
    notice,
    objection,
    receive,
    right_told,
    schedule,
    succession_item,
    supplement,
)
from tongban.kernel import Item, Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.refusals import NotAllowedNow, NotYourStep

NOBODY = replace(DIED, no_successor=WHY)


def noticed(item: Item | None = None) -> Table:
    """The floor plan is missing; told so on 3 March, with thirty days to hand it in."""
    table = Table(item or succession_item()).received("2026-03-02", receive("form", "licence_copy"))
    table.on("2026-03-03", CLERK, notice("floor_plan"))
    return table


# --- death and dissolution while the case runs


@pytest.mark.parametrize(
    ("ground", "basis"),
    [
        (c.EndGround.APPLICANT_DIED, "参照行政许可法§70(2)"),
        (c.EndGround.ENTITY_ENDED, "参照行政许可法§70(3)"),
    ],
)
def test_a_case_whose_applicant_is_no_more_ends_with_ground_proof_and_basis(ground, basis):
    table = Table().accepted("2026-03-02")

    assert table.on("2026-03-04", LEAD, c.EndCase(ground, WHY, notice_number="N-9")) == (
        e.CaseEnded(ground, WHY, None, "N-9", basis),
    )
    assert table.case.status is Status.TERMINATED


def test_no_clock_runs_on_after_the_end_and_no_limit_is_said_to_pass():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-03", LEAD, right_told())
    table.on("2026-03-03", APPLICANT, REQUEST, at="11:00")
    table.on("2026-03-03", LEAD, schedule("2026-03-27"), at="12:00")
    table.on("2026-03-10", LEAD, DIED)

    assert table.dues() == {}
    assert table.case.is_examined_no_more
    assert table.pass_time("2026-09-01") == ()


def test_after_the_end_nobody_acts_on_the_case_but_who_enters_that_the_end_is_challenged():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-10", LEAD, DIED)

    for who, body in ((LEAD, conforms()), (ASSISTANT, agree("fire")), (LEAD, GRANT), (LEAD, DIED)):
        assert isinstance(table.refused("2026-03-11", who, body), NotAllowedNow)
    assert table.may("2026-03-11", LEAD) == ["RecordChallenge"]
    assert table.may("2026-03-11", CLERK) == []


def test_papers_in_hand_that_are_not_accepted_yet_end_at_the_window():
    table = Table().received("2026-03-02")
    assert isinstance(table.refused("2026-03-03", LEAD, DIED), NotYourStep)
    assert table.on("2026-03-03", CLERK, DIED)[0].basis == "参照行政许可法§70(2)"


@pytest.mark.parametrize("who", [CLERK, ASSISTANT, APPLICANT])
def test_after_acceptance_only_the_lead_ends_a_case(who: Person):
    assert isinstance(Table().accepted("2026-03-02").refused("2026-03-03", who, DIED), NotYourStep)


def test_a_refusal_that_reaches_nobody_any_more_is_not_owed_for_ever():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-03", LEAD, conforms())
    for step in ("fire", "health"):
        table.on("2026-03-03", ASSISTANT.at(f"{step}_desk"), objection(step))
    table.on("2026-03-04", LEAD, REFUSE)
    table.on("2026-03-05", CLERK, DIED)

    assert table.case.status is Status.TERMINATED
    assert table.dues() == {}


def test_a_licence_is_cancelled_first_and_that_closes_its_case():
    table = Table().decided("2026-03-02", "2026-03-03")
    assert table.possibilities("2026-03-04", CLERK, [c.EndCase]) == ()
    table.on("2026-03-04", LEAD, c.Cancel(c.CancellationGround.DEATH_OR_INCAPACITY, "Z-1"))
    assert (table.case.status, table.dues()) == (Status.CLOSED, {})


# --- a supplement that never comes


def test_the_applicant_has_the_time_that_the_item_published():
    table = noticed()
    assert table.dues() == {"supplement": "2026-04-02"}
    assert table.pass_time("2026-04-03") == (e.LimitPassed("supplement", day("2026-04-02")),)
    assert table.case.status is Status.RECEIVED


def test_what_is_not_supplemented_in_that_time_can_be_ended_in_writing():
    table = noticed()
    _, ended = table.on("2026-04-03", CLERK, UNANSWERED)

    assert ended == e.CaseEnded(c.EndGround.NOT_SUPPLEMENTED, None, None, "N-9", "本事项补正规定§4")
    assert (table.case.status, table.case.owes_supplement) == (Status.TERMINATED, False)


def test_a_late_supplement_counts_as_long_as_the_case_was_not_ended():
    table = noticed()
    table.on("2026-04-03", APPLICANT, supplement("floor_plan"))
    assert table.dues() == {"notice": "2026-04-13"}


def test_the_time_runs_again_for_what_a_supplement_left_open():
    table = Table(succession_item()).received("2026-03-02", receive("form"))
    table.on("2026-03-03", CLERK, notice("licence_copy", "floor_plan"))
    table.on("2026-03-30", APPLICANT, supplement("licence_copy"))
    table.on("2026-03-31", CLERK, c.RestateDefects((notice("floor_plan").defects[0],), "N-2"))
    assert table.dues() == {"supplement": "2026-04-30"}


def test_without_a_published_time_it_waits_for_the_applicant_and_no_clock_runs():
    table = noticed(food_item())
    assert table.dues() == {}
    assert table.pass_time("2026-12-01") == ()
    assert table.may("2026-12-01", APPLICANT, [c.Supplement, c.Withdraw]) == ["Supplement", "Withdraw"]


# --- taken over


def test_an_heir_takes_over_where_the_item_says_so_and_every_limit_runs_on():
    table = Table(succession_item()).accepted("2026-03-02", receive(agent="subject-agent"))
    before = table.dues()
    assert table.on("2026-03-04", LEAD, INHERIT) == (
        e.ApplicationTakenOver(
            c.SuccessionGround.INHERITANCE, "subject-li", "subject-heir", WHY, "个体工商户条例§13"
        ),
    )

    assert (table.case.applicant, table.case.agent) == ("subject-heir", "")
    assert table.dues() == before


def test_what_was_noticed_to_the_one_before_stands_for_the_successor():
    table = noticed()
    table.on("2026-03-10", CLERK, INHERIT)
    assert (table.case.missing, table.dues()) == (("floor_plan",), {"supplement": "2026-04-02"})


def test_who_takes_over_is_served_electronically_only_if_they_agree_themselves():
    table = Table(succession_item()).accepted("2026-03-02")
    table.on("2026-03-02", APPLICANT, c.AgreeToElectronicService(), at="11:00")
    table.on("2026-03-04", LEAD, INHERIT)
    assert table.case.electronic_since is None
    table.on("2026-03-05", APPLICANT, c.AgreeToElectronicService())
    assert table.case.electronic_since == day("2026-03-05")


def test_where_nobody_takes_over_that_is_on_record_with_the_end():
    table = Table(succession_item()).accepted("2026-03-02")
    assert table.on("2026-03-04", LEAD, NOBODY)[0].no_successor == WHY


def test_taking_over_is_listed_only_where_the_item_knows_it():
    assert "TakeOver" in Table(succession_item()).accepted("2026-03-02").may("2026-03-03", LEAD)
    listed = Table().accepted("2026-03-02").possibilities("2026-03-03", LEAD)
    assert c.TakeOver not in {possibility.verb for possibility in listed}


def test_time_has_its_effects_before_the_end():
    table = Table().received("2026-03-02")
    happened = table.on("2026-03-10", LEAD, DIED)
    assert isinstance(happened[0], e.Accepted)
    assert happened[-1].ground is c.EndGround.APPLICANT_DIED
    assert table.on("2026-03-11", SWEEP, PASSING) == ()
