"""Elsewhere 外部办理: what another system did to a step, when it was and when it was told, for staff."""

from typing import Any

from tongban.kernel import Case, Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.discrepancy import Discrepancy
from tongban.kernel.case.state import CaseStep


def elsewhere_of(case: Case, item: Item, calendar: Calendar, step: CaseStep) -> dict[str, Any] | None:
    """Where a step is decided, and everything that was told of it; None where nobody else decides it."""
    declared = item.steps_by_id.get(step.plan.id)
    told = [observed for observed in case.observations if observed.step == step.plan.id]
    if not told and (declared is None or declared.decided_in is None):
        return None
    system = declared.decided_in if declared is not None else None
    return {
        "system": system,
        "is_awaited": step in case.open_steps and not case.is_examined_no_more,
        "told": [
            {
                "fact": observed.fact.label,
                "result": observed.result.label if observed.result else None,
                "source": system if system and system.zh == observed.source else observed.source,
                "number": observed.foreign_number,
                "licence": observed.licence_number,
                "occurred_on": observed.occurred_on,
                "recorded_on": calendar.day_of(observed.recorded_at),
                "suspended_until": observed.suspended_until,
                "stands": observed.stands,
                "discrepancies": [
                    {"sentence": Discrepancy(code).sentence, "remedy": Discrepancy(code).remedy}
                    for code in observed.discrepancies
                ],
            }
            for observed in told
        ],
    }
