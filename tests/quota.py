"""A permit of which only so many are granted: an item of a test, of no law, as the kernel handles it."""

from dataclasses import replace

from cast import CLERK, LEAD, REMEDIES, food_item
from office import Office
from tongban.handling import intake, outcome
from tongban.kernel import Item
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.quota_rule import Allotment, QuotaRule

BASIS = "演示市夜市摊位设置方案§3"


def quota_item(number: int, *, per_year: bool = False, allotment: Allotment | None = None) -> Item:
    """Accepted, then decided: nothing between, so that only the quota stands in the way."""
    item = food_item()
    ends = (StepKind.INTAKE, StepKind.DELIVERY)
    decision = replace(item.step_of(StepKind.DECISION), after=("intake",))
    steps = tuple(s for s in item.steps if s.kind in ends)
    rule = QuotaRule(number, BASIS, per_year, allotment or Allotment.ORDER_OF_ACCEPTANCE)
    return replace(item, steps=(steps[0], decision, *steps[1:]), quota=rule)


def received(office: Office, case_id: str) -> None:
    office.receive(case_id, ("form", "licence_copy", "floor_plan"))


def accepted(office: Office, case_id: str) -> None:
    received(office, case_id)
    intake.accept(office.handler, office.ask(case_id, CLERK))


def grant(office: Office, case_id: str, command_id: str = "") -> None:
    outcome.grant(office.handler, office.ask(case_id, LEAD, command_id), prefix="YS", basis=BASIS)


def refuse(office: Office, case_id: str, command_id: str = "", *, no_place: bool = False) -> None:
    said = {"basis": "行政许可法§57", "reasons": "名额已满。", "remedies": REMEDIES, "no_place": no_place}
    outcome.refuse(office.handler, office.ask(case_id, LEAD, command_id), **said)
