"""移交之后的办件 — the same case at other posts; nothing that runs is touched."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import Seat
from tongban.kernel.case.hand_over import HandOver
from tongban.kernel.case.joint import Dispute, Survey
from tongban.kernel.case.papers import Original
from tongban.kernel.case.state import Case, CaseStep, StepState


def case_transferred(case: Case, event: e.Event, body: e.CaseTransferred) -> Case:
    """移交 — whoever had a step taken that is not done gives it up."""
    to = {moved.step: moved.seat for moved in body.steps}
    return case.having(
        authority=body.lead,
        seats={**case.seats, **to},
        check_seat=body.check or case.check_seat,
        oversight_seat=body.oversight or case.oversight_seat,
        hand_overs=_handed(case, body),
        superior_seat=body.superior or case.superior_seat,
        steps={step_id: _moved(step, to.get(step_id)) for step_id, step in case.steps.items()},
        surveys={step_id: _attended(survey, step_id, body) for step_id, survey in case.surveys.items()},
        meeting=replace(case.meeting, authorities=_instead(case.meeting.authorities, "", body)),
        dispute=_before_its_superior(case.dispute, body),
        originals=_kept(case, body),
    )


def _handed(case: Case, body: e.CaseTransferred) -> dict[str, HandOver]:
    moved = {
        one.hand_over: replace(case.hand_overs[one.hand_over], to=one.seat) for one in body.hand_overs or ()
    }
    return {**case.hand_overs, **moved}


def _kept(case: Case, body: e.CaseTransferred) -> dict[str, Original]:
    moved = {
        one.original: replace(case.originals[one.original], post=one.post, to_post=one.to_post)
        for one in body.originals or ()
    }
    return {**case.originals, **moved}


def _before_its_superior(dispute: Dispute | None, body: e.CaseTransferred) -> Dispute | None:
    if dispute is None or body.superior is None or not dispute.is_pending:
        return dispute
    return replace(dispute, superior=body.superior.authority)


def _moved(step: CaseStep, seat: Seat | None) -> CaseStep:
    if seat is None:
        return step
    plan = replace(step.plan, authority=seat.authority, post=seat.post)
    # Who did a step did it; who only took it on has no post there any more.
    taken_by = step.taken_by if step.state is StepState.DONE else ""
    return replace(step, plan=plan, taken_by=taken_by)


def _attended(survey: Survey, step_id: str, body: e.CaseTransferred) -> Survey:
    """The appointment stands; instead comes who has the survey now, or else who took the first step over."""
    return replace(survey, authorities=_instead(survey.authorities, step_id, body))


def _instead(authorities: tuple[str, ...], step_id: str, body: e.CaseTransferred) -> tuple[str, ...]:
    if body.authority not in authorities:
        return authorities
    to = {moved.step: moved.seat.authority for moved in body.steps}
    instead = to.get(step_id) or next(iter(to.values()), body.lead)
    others = (instead if authority == body.authority else authority for authority in authorities)
    return tuple(dict.fromkeys(others))
