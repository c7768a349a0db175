"""认定 — which case and step a row is about, by what the register knows of some rows together."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongban.handling.carrying_out import Handler, Standing
from tongban.handling.observing.claims import Reason, Told
from tongban.handling.observing.ports import KeptRow, Place, ResultRegister, RowState
from tongban.kernel.case.item import Item, Step, StepKind


@dataclass(frozen=True, slots=True)
class Found:
    """认定 — the case and the step a row is about; or why none was found."""

    standing: Standing | None = None
    step: str = ""
    reason: Reason | None = None


class Known:
    """已知 — what the register has of the numbers of some rows, asked for together.

    It is kept in step with what becomes of those rows: a later one may rest on an earlier one.
    """

    def __init__(self, cases: dict[str, str], places: dict[str, Place]) -> None:
        """Take what was found, by our numbers and by theirs."""
        self._cases, self._places = cases, places

    @classmethod
    def of(cls, register: ResultRegister, rows: Iterable[tuple[str, Told | None]]) -> "Known":
        """What is known of rows of one department, with it; in a query each, however many they are."""
        told = [(authority, said) for authority, said in rows if said is not None]
        if not told:
            return cls({}, {})
        authority = told[0][0]
        theirs = list(dict.fromkeys(said.foreign_number for _, said in told))
        ours = list(dict.fromkeys(said.case_number for _, said in told if said.case_number))
        cases = dict(register.cases_with(ours)) if ours else {}
        return cls(cases, dict(register.places_of(authority, theirs)))

    def case_with(self, receipt_number: str) -> str:
        """The case with this receipt number; empty where there is none."""
        return self._cases.get(receipt_number, "")

    def place_of(self, foreign_number: str) -> Place | None:
        """For which case and step their number was taken over before."""
        return self._places.get(foreign_number)

    def note(self, row: KeptRow) -> None:
        """Where a row was taken over, its number is met."""
        if row.state in (RowState.LANDED, RowState.DIFFERS):
            self._places.setdefault(row.claim.said("foreign_number"), Place(row.case_id, row.step))


def found_for(handler: Handler, known: Known, authority: str, told: Told) -> Found:
    """Which case and which step: by our number, or by theirs where it was met before."""
    before = known.place_of(told.foreign_number)
    if told.case_number:
        case_id = known.case_with(told.case_number)
        if not case_id:
            return Found(reason=Reason("case_unknown", "case_number", told.case_number))
        if before is not None and before.case_id != case_id:
            return Found(reason=Reason("number_of_another_case", "foreign_number", told.foreign_number))
    elif before is not None:
        case_id = before.case_id
    else:
        return Found(reason=Reason("case_unnamed", "case_number", told.foreign_number))
    standing = handler.standing(case_id)
    if told.step:
        return Found(standing, told.step)
    steps = _may_be_meant(standing.item, authority)
    if before is not None:
        steps = [step for step in steps if step.id == before.step] or steps
    if not steps:
        return Found(standing, reason=Reason("step_unknown", "step"))
    if len(steps) > 1:
        names = "、".join(f"{step.name.zh}（{step.id}）" for step in steps)
        return Found(standing, reason=Reason("step_ambiguous", "step", names))
    return Found(standing, steps[0].id)


def _may_be_meant(item: Item, authority: str) -> list[Step]:
    """The department's steps that it decides in its own system, else those of which it gives an opinion."""
    own = [step for step in item.steps if step.authority == authority]
    declared = [step for step in own if step.decided_in is not None]
    return declared or [step for step in own if step.kind is StepKind.OPINION]
