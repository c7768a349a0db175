"""外部办理的话 — what another system did, when it was and when it came to be known here."""

from datetime import date

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import ObservedFact
from tongban.kernel.case.discrepancy import stands
from tongban.kernel.case.item import Item
from tongban.kernel.words import Bilingual

_TITLES = {
    ObservedFact.ACCEPTED: Bilingual("{who}已在{system}受理", "{who} accepted it in {system}"),
    ObservedFact.DECIDED: Bilingual("{who}已在{system}办完", "{who} dealt with it in {system}"),
    ObservedFact.SUSPENDED: Bilingual("{who}在{system}中止办理", "{who} suspended it in {system}"),
    ObservedFact.RESUMED: Bilingual("{who}在{system}恢复办理", "{who} took it up again in {system}"),
    ObservedFact.CORRECTED: Bilingual("{who}在{system}更正了结果", "{who} corrected the result in {system}"),
    ObservedFact.REVOKED: Bilingual("{who}在{system}撤销了结果", "{who} revoked the result in {system}"),
}
DELIVERED_NEXT = Bilingual(
    "已经办好，证照由办理部门出具，正在送达。",
    "Done; the department issues its own paper, which is to be handed to you.",
)


def is_told(body: e.ObservationRecorded) -> bool:
    """Whether the applicant is told: what two offices still disagree about, they settle first."""
    return stands(body.discrepancies)


def title_of(body: e.ObservationRecorded, item: Item) -> Bilingual:
    """Which department did what, in which system; never what it found, which is told with the decision."""
    step = item.steps_by_id.get(body.step)
    system = (step.decided_in if step else None) or Bilingual("其系统", "its own system")
    who = item.name_of(step.authority) if step else Bilingual(body.source, body.source)
    return _TITLES[body.fact or ObservedFact.DECIDED].fill(who=who, system=system)


def detail_of(body: e.ObservationRecorded, occurred_on: date, recorded_on: date) -> Bilingual:
    """The day it was, the day it was told, and which of the two counts."""
    days = {"occurred": occurred_on, "recorded": recorded_on, "number": body.foreign_number}
    if body.fact in (ObservedFact.SUSPENDED, ObservedFact.RESUMED):
        return Bilingual(
            "{occurred}，{recorded} 登记到这里，对方编号 {number}。您的办理期限照常计算。",
            "On {occurred}, recorded here on {recorded}, their number {number}. Your time limits run on.",
        ).fill(**days)
    return Bilingual(
        "{occurred} 办理，{recorded} 登记到这里，对方编号 {number}。期限从 {occurred} 算起。",
        "On {occurred}, recorded here on {recorded}, their number {number}. Days count from {occurred}.",
    ).fill(**days)
