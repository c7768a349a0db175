"""Tasks are of a step's kind or of one of their own; a list that filters by kind finds them by either."""

from cast import APPLICANT, ASSISTANT, LEAD, commitment_item
from office import open_office
from tongban.handling import commitment, examination, outcome
from tongban.handling.commitment import Confirmation
from tongban.handling.projection import TaskKind
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind

CASE = "0199d0a0-0000-7000-8000-00000000c00a"


def test_no_kind_of_task_is_also_a_kind_of_step() -> None:
    assert set(TaskKind).isdisjoint(StepKind)
    assert [kind.value for kind in TaskKind] == ["hearing", "tolerance", "licence"]  # as rows have it


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
