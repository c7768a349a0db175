"""会商的着法 — the meeting convened, put off and held; the dispute that goes up, and the ruling."""

from collections.abc import Iterator

from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves.move import NUMBER, PAPER, WHY, Move, Standing


def tried(standing: Standing) -> Iterator[Move]:
    """What the lead and its superior may do about departments that do not agree."""
    case, item = standing.case, standing.item
    if case.status is not Status.ACCEPTED or not _is_to_be_met(standing):
        return
    others = (step.plan.authority for step in case.steps.values())
    everybody = tuple(dict.fromkeys((item.authority, *others)))
    for day in (standing.today, standing.calendar.add(standing.today, 1)):
        yield standing.by_lead(c.ConveneMeeting(day, "hall", everybody, WHY))
    yield standing.by_lead(c.PostponeMeeting(c.MeetingFailure.LEAD_UNABLE))
    objecting = {step.plan.authority for step in case.objections}
    for resolution in c.MeetingResolution:
        for absent in dict.fromkeys(((), tuple(a for a in everybody if a in objecting))):
            signed = tuple(c.Signature(a, "somebody") for a in everybody if a not in absent)
            yield standing.by_lead(c.HoldMeeting(resolution, PAPER, signed, absent))
    if item.dispute is None:
        return
    yield standing.by_lead(c.EscalateDispute(WHY, NUMBER))
    # On conditions or without, the objection stands no more.
    for result in (c.RulingResult.UPHELD, c.RulingResult.OVERRULED):
        yield standing.at_post(item.dispute.superior_post, c.RuleOnDispute(result, PAPER, NUMBER))


def _is_to_be_met(standing: Standing) -> bool:
    """Whether a meeting changes anything: over an objection, over an appointment, or as a step."""
    case = standing.case
    waits = any(step.plan.kind is StepKind.MEETING for step in case.open_steps)
    return bool(case.objections) or waits or case.meeting.meeting_on is not None
