"""Tasks are of a step's kind or of one of their own; a list that filters by kind finds them by either."""

from cast import (
    APPLICANT,
    ASSISTANT,
    BUREAU,
    CLERK,
    HAND_OVER,
    LEAD,
    TAKE_ORIGINAL,
    commitment_item,
    food_item,
    instant,
    moved,
)
from office import open_office
from tongban.handling import audit, commitment, examination, outcome
from tongban.handling.commitment import Confirmation
from tongban.handling.projection import TaskKind
from tongban.kernel import Command
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind

CASE = "0199d0a0-0000-7000-8000-00000000c00a"


def test_no_kind_of_task_is_also_a_kind_of_step() -> None:
    assert set(TaskKind).isdisjoint(StepKind)
    assert [kind.value for kind in TaskKind] == [
        "hearing",
        "tolerance",
        "licence",
        "inspection",
        "oversight",
        "paper",
        "fee",
        "challenge",
        "ending",
        "dispute",
    ]  # as rows have it


def test_every_task_of_a_case_is_of_a_known_kind() -> None:
    office = open_office("2026-04-30", item=commitment_item())
    office.receive(CASE, ("form", "licence_copy"))
    commitment.commit_online(office.handler, office.ask(CASE, APPLICANT), Confirmation("周凯", "…"))
    office.accept(CASE)
    person, agreed = ASSISTANT.at("health_desk"), c.OpinionResult.AGREE
    examination.give_opinion(office.handler, office.ask(CASE, person), "health", agreed)
    outcome.grant(office.handler, office.ask(CASE, LEAD), prefix="XF", basis="消防法§15")
    kinds = {name: row.kind for name, row in office.store.tasks(CASE).items()}  # type: ignore[attr-defined]
    assert kinds["licence:check"] == TaskKind.LICENCE
    assert kinds["intake"] == StepKind.INTAKE
    assert kinds["delivery"] == StepKind.DELIVERY
    assert set(kinds.values()) <= {*StepKind, *TaskKind}
    assert {type(kind) for kind in kinds.values()} == {str}  # a row holds plain text


def test_the_tasks_of_a_case_go_with_the_powers_and_keep_their_last_day() -> None:
    office = open_office("2026-03-02", item=food_item())
    office.receive(CASE, ("form", "licence_copy", "floor_plan"))
    office.accept(CASE)
    before = office.store.tasks(CASE)  # type: ignore[attr-defined]
    at = instant("2026-03-03")
    office.on("2026-03-03")
    office.handler.carry_out(Command("t-1", CASE, at, LEAD.account, LEAD.post, moved()))
    after = office.store.tasks(CASE)  # type: ignore[attr-defined]

    assert (after["examine"].authority, after["examine"].post) == ("approval", "approval_desk")
    assert after["examine"].due_on == before["examine"].due_on
    assert after["fire"] == before["fire"]
    assert office.store.summary(CASE).authority == "approval"
    assert office.handler.standing(CASE).item.authority == "approval"
    finding = c.CompleteStep("examine", c.Finding.CONFORMS)
    office.handler.carry_out(Command("t-2", CASE, at, BUREAU.account, BUREAU.post, finding))
    assert audit.verify_case(office.handler, CASE) == []


def test_an_original_on_its_way_to_a_post_that_is_given_up_is_taken_where_its_powers_went() -> None:
    office = open_office("2026-03-02", item=food_item())
    office.receive(CASE, ("form", "licence_copy", "floor_plan"))
    office.accept(CASE)
    at = instant("2026-03-03")
    office.on("2026-03-03")
    for number, (who, body) in enumerate(((CLERK, TAKE_ORIGINAL), (CLERK, HAND_OVER), (LEAD, moved()))):
        office.handler.carry_out(Command(f"o-{number}", CASE, at, who.account, who.post, body))
    task = office.store.tasks(CASE)["original:acknowledge:Y-1"]  # type: ignore[attr-defined]
    assert (task.authority, task.post) == ("approval", "approval_desk")
