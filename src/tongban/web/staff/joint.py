"""Joint handling 会商与争议: what the departments disagree on, how they met, what went up and came back."""

from typing import Any

from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual, listed
from tongban.web.staff.casefile import CaseFile


def is_disputed(file: CaseFile) -> bool:
    """Whether something is to be settled between departments now."""
    case = file.case
    pending = case.dispute is not None and case.dispute.is_pending
    return case.status is Status.ACCEPTED and bool(
        case.objections or case.meeting.meeting_on is not None or pending
    )


def is_joint(file: CaseFile) -> bool:
    """Whether other departments than the lead have a part in the case, and so a joint room."""
    authorities = {step.plan.authority for step in file.case.steps.values()}
    return len(authorities) > 1


def joint_of(file: CaseFile) -> dict[str, Any] | None:
    """What `staff/joint.html` shows; nothing for a case in which nobody objected or met."""
    case, meeting = file.case, file.case.meeting
    happened = [event for event in file.events if isinstance(event.body, _TOLD)]
    if not happened and not case.objections:
        return None
    return {
        "objecting": [
            {"authority": file.item.name_of(step.plan.authority), "met": step.plan.id in meeting.conferred}
            for step in case.objections
        ],
        "limit": _running(file, ClockKind.MEETING),
        "meeting": None
        if meeting.meeting_on is None
        else {
            "on": meeting.meeting_on,
            "begins": meeting.begins or "",
            "place": meeting.place,
            "going": _names(file, meeting.authorities),
            "agenda": file.text(meeting.agenda),
        },
        "past": [_told(file, event) for event in happened],
        "dispute": _dispute(file),
        "rule": file.item.dispute,
        "superior": file.item.name_of(file.item.dispute.superior) if file.item.dispute else None,
    }


_TOLD = (e.MeetingPostponed, e.MeetingHeld, e.DisputeEscalated, e.DisputeRuled)


def _told(file: CaseFile, event: Any) -> dict[str, Any]:
    """One line of what happened: its title, its day, and what there is to say and to read."""
    body, shown = event.body, {"title": type(event.body).title(), "on": event.on}
    match body:
        case e.MeetingPostponed():
            return shown | {"result": body.why.label, "absent": _names(file, body.absent)}
        case e.MeetingHeld():
            return shown | {
                "result": body.resolution.label,
                "signed": [_signed(file, body, authority) for authority in _authorities(body)],
                "absent": _names(file, body.absent),
                "text": file.text(body.minutes),
            }
        case e.DisputeEscalated():
            return shown | {"number": body.number, "text": file.text(body.submission)}
        case _:
            assert isinstance(body, e.DisputeRuled)
            against = body.result is c.RulingResult.UPHELD
            return shown | {
                "result": body.result.label,
                "against": against,
                "number": body.number,
                "text": file.text(body.minutes),
            }


def _authorities(body: e.MeetingHeld) -> list[str]:
    return list(dict.fromkeys(signature.authority for signature in body.signatures))


def _signed(file: CaseFile, body: e.MeetingHeld, authority: str) -> dict[str, Any]:
    people = [file.person(s.person) for s in body.signatures if s.authority == authority]
    return {"authority": file.item.name_of(authority), "people": people}


def _dispute(file: CaseFile) -> dict[str, Any] | None:
    dispute = file.case.dispute
    if dispute is None or not dispute.is_pending:
        return None
    return {
        "on": dispute.escalated_on,
        "number": dispute.number,
        "superior": file.item.name_of(dispute.superior),
        "limit": _running(file, ClockKind.RULING),
    }


def _running(file: CaseFile, kind: ClockKind) -> dict[str, Any] | None:
    clock = file.case.clocks.get(kind)
    return file.chip(kind) if clock is not None and clock.is_running else None


def _names(file: CaseFile, authorities: tuple[str, ...]) -> Bilingual | str:
    return listed([file.item.name_of(authority) for authority in authorities]) if authorities else ""


def departments_of(file: CaseFile) -> list[dict[str, Any]]:
    """The steps of the joint room, the lead's first: each with its department and what its silence means."""
    lead = file.item.name_of(file.item.authority)
    rows = [step for step in file.steps if step["kind"] != StepKind.DECISION.label]
    return sorted(rows, key=lambda step: step["authority"] != lead)
