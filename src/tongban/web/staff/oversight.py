"""Oversight 审管衔接: each hand-over of a case, whose turn it is, and how the holder will be checked."""

from typing import Any

from tongban.kernel import Event
from tongban.kernel.case import events as e
from tongban.kernel.case.hand_over import HandOver, HandOverState
from tongban.kernel.clock import ClockKind
from tongban.web.staff.casefile import CaseFile


def overseen(file: CaseFile) -> dict[str, Any] | None:
    """What `staff/oversight.html` shows; nothing where nothing was handed over."""
    hand_overs = file.case.hand_overs
    if not hand_overs:
        return None
    return {"hand_overs": [_shown(file, h) for h in hand_overs.values()], "checks": _checks(file)}


def _shown(file: CaseFile, handed: HandOver) -> dict[str, Any]:
    settled, back = handed.is_settled, handed.state is HandOverState.REJECTED
    clock = handed.again_clock if back else handed.acknowledgement_clock
    return {
        "reason": handed.reason.label,
        "authority": file.item.name_of(handed.to.authority),
        "post": file.item.name_of(handed.to.post),
        "handed_on": handed.handed_on,
        "state": handed.state.label,
        "settled": settled,
        "back": back,
        "taken_on": handed.acknowledged_on,
        "taken_by": _taken_by(file, handed),
        "chip": None if settled else file.chip(clock),
        "said": [_sent_back(file, event) for event in _rejections(file, handed)],
        "note": _note(file, handed),
    }


def _checks(file: CaseFile) -> list[dict[str, Any]]:
    """The checks to come, those of the overseers beside that of a commitment, by their last days."""
    case = file.case
    checks: list[dict[str, Any]] = [
        {"kind": h.plan.kind.label, "by": h.plan.first_check_by, "who": file.item.name_of(h.to.authority)}
        for h in case.hand_overs.values()
        if h.plan is not None and case.licence is not None and case.licence.is_in_force
    ]
    rule, clock = file.item.commitment, case.clocks.get(ClockKind.COMMITMENT_CHECK)
    if rule is not None and clock is not None and clock.is_running:
        who = file.item.name_of(rule.check_authority)
        checks.append({"kind": clock.kind.label, "by": clock.due(file.calendar).day, "who": who})
    return sorted(checks, key=lambda check: check["by"])


def _rejections(file: CaseFile, handed: HandOver) -> list[Event]:
    return [
        event
        for event in file.events
        if isinstance(event.body, e.HandOverRejected) and event.body.hand_over == handed.id
    ]


def _sent_back(file: CaseFile, event: Event) -> dict[str, Any]:
    body = event.body
    assert isinstance(body, e.HandOverRejected)
    return {
        "on": event.on,
        "by": file.item.name_of(event.post),
        "fault": body.fault.label,
        "right": file.item.name_of(body.right) if body.right else None,
        "reasons": file.text(body.reasons),
    }


def _note(file: CaseFile, handed: HandOver) -> str:
    notes = [
        event.body.note
        for event in file.events
        if isinstance(event.body, e.HandedOver) and event.body.hand_over == handed.id
    ]
    return file.text(notes[-1]) if notes else ""


def _taken_by(file: CaseFile, handed: HandOver) -> str:
    taken = next(
        (
            event
            for event in file.events
            if isinstance(event.body, e.HandOverAcknowledged) and event.body.hand_over == handed.id
        ),
        None,
    )
    return file.person(taken.actor) if taken else ""
