"""会商之后的办件 — a meeting appointed, void or held; a dispute that went up, and came back."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import OpinionResult
from tongban.kernel.case.evolution.moves import settled, started, stopped, with_step
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.joint import Dispute, Ruling
from tongban.kernel.case.state import Case, StepState
from tongban.kernel.clock import ClockKind


def objection_disregarded(case: Case, event: e.Event, body: e.ObjectionDisregarded) -> Case:
    """视为同意 — the step is done, and its objection counts no more."""
    agreed = with_step(
        case,
        event,
        body.step,
        done=True,
        opinion=OpinionResult.AGREE,
        deemed=True,
        disregarded=body.why,
    )
    return settled(agreed, event)


def disagreement_arose(case: Case, event: e.Event, body: e.DisagreementArose) -> Case:
    """意见不一致 — the time to meet begins."""
    clock = started(ClockKind.MEETING, body.limit, event, event.on)
    return case.having(clocks={**case.clocks, ClockKind.MEETING: clock})


def meeting_convened(case: Case, event: e.Event, body: e.MeetingConvened) -> Case:
    """召集 — the day, the place, who is invited."""
    return case.having(
        meeting=replace(
            case.meeting,
            meeting_on=body.meeting_on,
            begins=body.begins,
            place=body.place,
            authorities=body.authorities,
            agenda=body.agenda,
        )
    )


def meeting_postponed(case: Case, event: e.Event, body: e.MeetingPostponed) -> Case:
    """未开 — the appointment is void, who is invited stays."""
    return case.having(meeting=replace(case.meeting, meeting_on=None, postponed=case.meeting.postponed + 1))


def meeting_held(case: Case, event: e.Event, body: e.MeetingHeld) -> Case:
    """纪要 — what was on the table is conferred upon; a step that waited for the meeting is done."""
    for step in case.steps.values():
        if step.plan.kind is StepKind.MEETING and step.state is StepState.OPEN:
            case = with_step(case, event, step.plan.id, done=True, taken_by=event.actor)
    meeting = replace(
        case.meeting,
        meeting_on=None,
        postponed=0,
        held_on=event.on,
        resolution=body.resolution,
        minutes=body.minutes,
        conferred=case.meeting.conferred | set(body.steps),
    )
    return settled(case.having(meeting=meeting), event)


def dispute_escalated(case: Case, event: e.Event, body: e.DisputeEscalated) -> Case:
    """提请 — the superior's time begins."""
    clock = started(ClockKind.RULING, body.limit, event, event.on)
    return case.having(
        dispute=Dispute(body.steps, body.superior, event.on, body.number),
        clocks={**case.clocks, ClockKind.RULING: clock},
    )


def dispute_ruled(case: Case, event: e.Event, body: e.DisputeRuled) -> Case:
    """裁决 — said of each objection; what was overruled stands no more."""
    ruling = Ruling(body.result, event.on, body.number, body.minutes)
    steps = {
        step_id: replace(step, ruling=ruling) if step_id in body.steps else step
        for step_id, step in case.steps.items()
    }
    clocks = stopped(case, event, ClockKind.RULING)
    dispute = case.dispute and replace(case.dispute, ruling=ruling)
    return settled(case.having(steps=steps, dispute=dispute, clocks=clocks), event)
