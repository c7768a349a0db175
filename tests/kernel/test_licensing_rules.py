"""Rules of the licensing law that no other test of the kernel is named for."""

from dataclasses import replace

from cast import (
    ACCEPT,
    ASSISTANT,
    CLERK,
    DELIVER,
    GRANT,
    LEAD,
    LICENCE,
    WHY,
    Table,
    defect,
    food_item,
    notice,
    receive,
    supplement,
)
from quota import quota_item
from tongban.kernel import Item, Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import (
    DocumentPremature,
    EarlierApplicationsFirst,
    FindingAgainst,
    MaterialNotRequired,
    MaterialsMissing,
    NotYourStep,
    PlacesTaken,
    RightAuthorityMissing,
)


def on_the_spot() -> Item:
    """Nothing between acceptance and decision: what the papers say can be decided at the counter."""
    item = food_item()
    ends = (StepKind.INTAKE, StepKind.DECISION, StepKind.DELIVERY)
    steps = (s for s in item.steps if s.kind in ends)
    return replace(
        item,
        steps=tuple(replace(s, after=("intake",)) if s.kind is StepKind.DECISION else s for s in steps),
    )


def test_k01_what_needs_no_licence_is_declined_at_once_and_on_its_own_article():
    table = Table().received("2026-03-02")
    (declined,) = table.on("2026-03-02", CLERK, c.Decline(c.DeclineGround.NOT_REQUIRED, WHY), at="10:30")
    assert (declined.basis, table.case.status, table.dues()) == ("行政许可法§32(1)", Status.DECLINED, {})


def test_k02_what_is_another_authoritys_is_declined_with_the_right_one_named():
    table = Table().received("2026-03-02")
    nameless = c.Decline(c.DeclineGround.WRONG_AUTHORITY, WHY)
    assert table.refused("2026-03-02", CLERK, nameless, at="10:30") == RightAuthorityMissing()
    named = replace(nameless, right_authority="消防救援局")
    (declined,) = table.on("2026-03-02", CLERK, named, at="10:40")
    assert (declined.basis, declined.right_authority) == ("行政许可法§32(2)", "消防救援局")


def test_k03_a_mistake_is_put_right_on_the_spot_and_no_clock_runs_for_it():
    table = Table().received("2026-03-02", receive("form", "licence_copy"))
    before = table.due("notice")
    table.on("2026-03-02", CLERK, supplement("floor_plan"), at="10:20")
    assert (table.case.missing, table.case.notice_on, table.due("notice")) == ((), None, before)
    assert "supplement" not in table.case.clocks
    table.on("2026-03-02", CLERK, ACCEPT, at="10:30")
    assert table.case.status is Status.ACCEPTED


def test_k05_complete_it_is_accepted_incomplete_it_is_not_and_corrected_it_is():
    table = Table().received("2026-03-02", receive("form", "licence_copy"))
    assert isinstance(table.refused("2026-03-02", CLERK, ACCEPT, at="10:10"), MaterialsMissing)
    table.on("2026-03-03", CLERK, notice("floor_plan"))
    table.on("2026-03-05", CLERK, supplement("floor_plan"))
    table.on("2026-03-06", CLERK, ACCEPT)
    assert str(table.clock("statutory").started_on) == "2026-03-06"


def test_k06_the_notice_of_acceptance_has_its_number_and_is_not_made_before_the_act():
    table = Table().received("2026-03-02")
    paper = c.RecordDocument(c.DocumentKind.ACCEPTANCE_NOTICE, "A-1", "sha256:a", "blob/a")
    assert isinstance(table.refused("2026-03-02", LEAD, paper, at="10:10"), DocumentPremature)
    (accepted, *_) = table.on("2026-03-02", CLERK, ACCEPT, at="10:20")
    assert (accepted.acceptance_number, str(accepted.accepted_on)) == ("A-1", "2026-03-02")
    assert table.on("2026-03-02", LEAD, paper, at="10:30")


def test_k07_k26_what_can_be_decided_on_the_spot_is_received_and_decided_on_one_day():
    table = Table(on_the_spot()).accepted("2026-03-02")
    table.on("2026-03-02", LEAD, GRANT, at="10:20")
    table.on("2026-03-02", LEAD, LICENCE, at="10:30")
    table.on("2026-03-02", CLERK, DELIVER, at="10:40")
    days = {table.case.received_on, table.case.accepted_on, table.case.decided_on, table.case.delivered_on}
    assert (table.case.status, len(days)) == (Status.CLOSED, 1)


def test_k09_one_unit_takes_in_and_hands_out_whoever_examines():
    table = Table().received("2026-03-02")
    for other in (LEAD, ASSISTANT):
        assert isinstance(table.refused("2026-03-02", other, ACCEPT, at="10:10"), NotYourStep)
    granted = Table().decided("2026-03-02", "2026-03-09")
    granted.on("2026-03-09", LEAD, LICENCE, at="11:00")
    assert isinstance(granted.refused("2026-03-10", LEAD, DELIVER), NotYourStep)
    assert granted.on("2026-03-10", CLERK, DELIVER)


def test_k10_the_departments_are_asked_by_the_one_that_accepted_and_never_by_the_applicant():
    table = Table()
    (*_, opened) = table.accepted("2026-03-02").events
    assert isinstance(opened.body, e.StepsOpened)
    asked = {table.item.steps_by_id[step].authority for step in opened.body.steps}
    assert "fire" in asked
    assert opened.post == CLERK.post


def test_k24_a_change_is_granted_where_the_conditions_are_met_and_not_otherwise():
    """A change is a variant of its item, handled as any application: found against, it is not granted."""
    table = Table().accepted("2026-03-02")
    for step in list(table.case.steps.values()):
        if step.plan.kind is StepKind.OPINION:
            who = ASSISTANT.at(step.plan.post)
            table.on("2026-03-04", who, c.GiveOpinion(step.plan.id, c.OpinionResult.AGREE))
    table.on("2026-03-05", LEAD, c.CompleteStep("examine", c.Finding.DOES_NOT_CONFORM, WHY))
    assert isinstance(table.refused("2026-03-06", LEAD, GRANT), FindingAgainst)


def test_k27_places_are_granted_in_the_order_of_acceptance():
    def decided_at(granted: int, before: int) -> c.Decide:
        return replace(GRANT, place=c.Place("pool", 1, granted, before))

    table = Table(quota_item(1)).accepted("2026-03-02")
    later = table.refused("2026-03-04", LEAD, decided_at(0, 1))
    assert later == EarlierApplicationsFirst(waiting=1, left=1)
    assert isinstance(table.refused("2026-03-04", LEAD, decided_at(1, 0)), PlacesTaken)
    assert table.on("2026-03-05", LEAD, decided_at(0, 0))


def test_k30_what_the_item_does_not_list_is_not_asked_for():
    table = Table().received("2026-03-02", receive("form", "licence_copy"))
    unrelated = c.RequestSupplement((defect("floor_plan"), defect("fire_certificate")), "N-1")
    refused = table.refused("2026-03-03", CLERK, unrelated)
    assert refused.code() in (MaterialNotRequired.code(), "unknown_material")
