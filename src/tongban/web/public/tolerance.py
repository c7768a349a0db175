"""容缺 — what an applicant is told of what is still to be handed in, in a citizen's words.

Pure, as `tracking`. What is missing is the applicant's business; others see that something is, until when.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from tongban.kernel import Case, Event, Happening, Item, Status
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import events as e
from tongban.kernel.case.item import GapConsequence
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual


class Stage(StrEnum):
    """容缺进展 — how far the gap has come."""

    OPEN = "open"
    MISSED = "missed"
    OVER = "over"
    RETURNED = "returned"


def gap_of(
    case: Case, item: Item, history: Iterable[Event], today: date, calendar: Calendar
) -> dict[str, Any] | None:
    """What the progress page says of a gap; nothing where there is none, or it does not matter any more."""
    gap = case.gap
    if gap is None or not gap.is_open or case.status not in (Status.ACCEPTED, Status.TERMINATED):
        return None
    first, further = case.clocks[ClockKind.GAP], case.clocks.get(ClockKind.GAP_REMINDER)
    rule = item.tolerance
    returned = next((h.on for h in history if isinstance(h.body, e.ApplicationReturned)), None)
    # The days are over when they are, whether or not the reminder has been recorded yet.
    is_missed = gap.missed_on is not None or first.is_past(today, calendar)
    last_day = (further or first).due(calendar).day
    stage = Stage.OPEN
    if returned is not None:
        stage = Stage.RETURNED
    elif further is not None and today > last_day:
        stage = Stage.OVER
    elif is_missed:
        stage = Stage.MISSED
    return {
        "stage": stage.value,
        "materials": [item.materials_by_id[material].name for material in gap.lacking],
        "first_day": first.due(calendar).day,
        "last_day": last_day if not is_missed or further else None,
        "more": rule.after_reminder.words if rule and rule.after_reminder else None,
        "ends": gap.consequence is GapConsequence.RETURNED,
        "returned_on": returned,
    }


def where_of(case: Case) -> Bilingual | None:
    """Where a case with an open gap is, in a sentence; None for any other."""
    if case.gap is None or not case.gap.is_open:
        return None
    if case.status is Status.TERMINATED:
        return Bilingual("申请已经退回。", "The application was returned.")
    if case.status is Status.ACCEPTED and case.gap.missed_on is not None:
        return Bilingual(
            "已受理，正在审查；承诺补交的材料没有按时交来。",
            "Accepted and being examined; what was undertaken did not come in time.",
        )
    if case.status is Status.ACCEPTED:
        return Bilingual(
            "已受理，正在审查；还有材料等您补交。",
            "Accepted and being examined; something is still to be handed in by you.",
        )
    return None


def title_of(body: Happening) -> Bilingual | None:
    """The event in a citizen's words; None where its own name says it."""
    match body:
        case e.GapTolerated():
            return Bilingual(
                "容缺受理：有材料承诺以后补交", "Accepted; something was undertaken to come later"
            )
        case e.GapFilled():
            return Bilingual("承诺补交的材料已经交齐", "What was undertaken has come")
        case e.GapMissed():
            return Bilingual(
                "承诺补交的材料没有按时交来，已提醒", "What was undertaken did not come; reminded"
            )
        case e.ApplicationReturned():
            return Bilingual("申请退回，办理终止", "The application was returned; the case ends")
    return None


def detail_of(body: Happening) -> Bilingual | None:
    """What else is to be known of the event."""
    match body:
        case e.GapTolerated():
            return Bilingual(
                "自受理之日起 {limit}内补交，办理期限照常计算。文号 {number}。",
                "To be handed in within {limit} of acceptance; the time to decide runs on. Number {number}.",
            ).fill(limit=body.fill_limit.words, number=body.notice_number)
        case e.GapMissed(reminder_limit=None):
            return Bilingual("原定最后一天 {day}。", "The last day was {day}.").fill(day=body.due_on)
        case e.GapMissed():
            assert body.reminder_limit is not None  # the case above has taken the others
            return Bilingual(
                "原定最后一天 {day}；从提醒之日起再给 {limit}。",
                "The last day was {day}; {limit} more from the reminder.",
            ).fill(day=body.due_on, limit=body.reminder_limit.words)
        case e.ApplicationReturned():
            return Bilingual("文号 {number}。", "Number {number}.").fill(number=body.notice_number)
    return None
