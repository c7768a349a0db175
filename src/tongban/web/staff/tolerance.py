"""Gap 容缺: what was accepted as still missing, until when it comes, and what was undertaken."""

from typing import Any

from tongban.handling.tolerance import confirmed_in
from tongban.kernel import Status
from tongban.kernel.case import events as e
from tongban.kernel.clock import ClockKind
from tongban.web.staff.casefile import CaseFile


def gap_of(file: CaseFile) -> dict[str, Any] | None:
    """What `staff/gap.html` shows; nothing for a case accepted with everything in it."""
    case, gap = file.case, file.case.gap
    told = [(each.on, each.body) for each in file.events if isinstance(each.body, e.GapTolerated)]
    if gap is None or not told:
        return None
    told_on, tolerated = told[0]
    kind = ClockKind.GAP_REMINDER if ClockKind.GAP_REMINDER in case.clocks else ClockKind.GAP
    missed = next((each for each in file.events if isinstance(each.body, e.GapMissed)), None)
    online = confirmed_in(file.texts.get(gap.undertaking.ref))
    rule = file.item.tolerance
    return {
        "materials": [
            {"name": file.item.materials_by_id[m].name, "is_in": m in gap.supplied} for m in gap.materials
        ],
        "is_open": gap.is_open and case.status is Status.ACCEPTED,
        "filled_on": gap.filled_on,
        "missed_on": gap.missed_on,
        "reminded_on": missed.on if missed else None,
        "last_day": case.clocks[kind].due(file.calendar).day,
        "chip": file.chip(kind),
        "consequence": gap.consequence.label,
        "further": rule.after_reminder.words if rule and rule.after_reminder else None,
        "basis": tolerated.basis,
        "number": tolerated.notice_number,
        "told_on": told_on,
        "online": online,
        "paper": None if online else file.paper(gap.undertaking),
    }
