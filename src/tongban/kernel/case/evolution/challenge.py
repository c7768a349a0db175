"""复议诉讼之后的办件 — what a challenge stops, and what its outcome undoes."""

from dataclasses import replace
from datetime import date

from tongban.kernel.case import events as e
from tongban.kernel.case.challenged import Challenge
from tongban.kernel.case.commands import ChallengedAct, ChallengeOutcome, DocumentKind
from tongban.kernel.case.evolution.licence import fallen
from tongban.kernel.case.evolution.moves import all_stopped, settled, started, stopped
from tongban.kernel.case.evolution.service import without
from tongban.kernel.case.state import Case, CaseStep, LicenceState, Status
from tongban.kernel.clock import Clock, ClockKind, TimeLimit

_OUTCOMES = (DocumentKind.LICENCE, DocumentKind.GRANT_DECISION, DocumentKind.REFUSAL)
#: What somebody was told of an application that was turned away or ended.
_NOTICES = {
    ChallengedAct.NON_ACCEPTANCE: DocumentKind.DECLINE_NOTICE,
    ChallengedAct.RETURN: DocumentKind.RETURN_NOTICE,
    ChallengedAct.END: DocumentKind.END_NOTICE,
}
_FELL = (ChallengeOutcome.ANNULLED, ChallengeOutcome.CHANGED, ChallengeOutcome.REDO)


def challenge_recorded(case: Case, event: e.Event, body: e.ChallengeRecorded) -> Case:
    """登记 — the days to answer run."""
    challenge = Challenge(body.challenge, body.kind, body.act, body.against, body.body, body.number, event.on)
    clocks = dict(case.clocks)
    clocks[challenge.reply_clock] = started(ClockKind.REPLY, body.reply_limit, event, event.on)
    return _with(case, challenge, clocks)


def reply_recorded(case: Case, event: e.Event, body: e.ReplyRecorded) -> Case:
    """答复 — nothing more is owed before the outcome."""
    challenge = replace(case.challenges[body.challenge], replied_on=event.on)
    return _with(case, challenge, stopped(case, event, challenge.reply_clock))


def execution_suspended(case: Case, event: e.Event, body: e.ExecutionSuspended) -> Case:
    """停止执行."""
    return _with(case, replace(case.challenges[body.challenge], suspended_on=event.on))


def execution_resumed(case: Case, event: e.Event, body: e.ExecutionResumed) -> Case:
    """恢复执行."""
    return _with(case, replace(case.challenges[body.challenge], suspended_on=None))


def challenge_ended(case: Case, event: e.Event, body: e.ChallengeEnded) -> Case:
    """结果 — a suspension ends with it; where what was fought still stood, it has its effects."""
    challenge = replace(case.challenges[body.challenge], outcome=body.outcome, ended_on=event.on)
    case = _with(case, challenge, stopped(case, event, challenge.reply_clock))
    if body.bears and body.redo_limit is not None and challenge.act is ChallengedAct.SILENCE:
        return _answered_by(case, event, body.redo_limit)
    if body.bears and body.redo_limit is not None and challenge.act in _NOTICES:
        return _taken_up_again(case, event, body, _NOTICES[challenge.act])
    if not body.bears or body.outcome not in (*_FELL, ChallengeOutcome.PERFORM):
        return case
    if challenge.act is ChallengedAct.REVOCATION:
        return _restored(case, event, body) if body.outcome in _FELL else case
    licence = case.licence
    falls = body.outcome in (ChallengeOutcome.ANNULLED, ChallengeOutcome.REDO)
    if licence is not None and licence.state is not LicenceState.CANCELLED and falls:
        case = fallen(case, event, closes=body.redo_limit is None and case.status is Status.DECIDED)
    return _reopened(case, event, body) if body.redo_limit is not None else case


def _restored(case: Case, event: e.Event, body: e.ChallengeEnded) -> Case:
    """The licence stands as if it had not been revoked; what was never delivered is delivered now."""
    assert case.licence is not None, "only a licence was revoked"
    licence = replace(case.licence, state=LicenceState.IN_FORCE, ended_on=None, revoked_on=None)
    case = without(case, event, DocumentKind.REVOCATION_DECISION)
    clocks = stopped(case, event, ClockKind.BAN)
    status = case.status
    if body.delivery_limit is not None and status is Status.CLOSED:
        status = Status.DECIDED
        clocks[ClockKind.DELIVERY] = started(ClockKind.DELIVERY, body.delivery_limit, event, event.on)
    return case.having(licence=licence, revocation=None, clocks=clocks, status=status)


def _answered_by(case: Case, event: e.Event, limit: TimeLimit) -> Case:
    """Nothing was decided, so nothing falls; the days that were ordered take the place of the law's."""
    clocks = {**case.clocks, ClockKind.STATUTORY: started(ClockKind.STATUTORY, limit, event, event.on)}
    return case.having(clocks=clocks, passed=_not_passed(case, ClockKind.STATUTORY), redone_on=event.on)


def _taken_up_again(case: Case, event: e.Event, body: e.ChallengeEnded, notice: DocumentKind) -> Case:
    """Turned away or ended, the case goes on where it stood: to be delivered, decided, or accepted."""
    case = without(case.having(ending=None), event, notice)
    assert body.redo_limit is not None, "asked only where there are some"
    if case.outcome is not None:
        delivery = started(ClockKind.DELIVERY, body.redo_limit, event, event.on)
        clocks = {**case.clocks, ClockKind.DELIVERY: delivery}
        passed = _not_passed(case, ClockKind.DELIVERY)
        return case.having(status=Status.DECIDED, clocks=clocks, passed=passed, redone_on=event.on)
    if case.accepted_on is not None:
        return _reopened(case, event, body)
    clocks = stopped(case, event, ClockKind.BAN)
    clocks[ClockKind.NOTICE] = started(ClockKind.NOTICE, body.redo_limit, event, event.on)
    return case.having(
        status=Status.RECEIVED, clocks=clocks, passed=_not_passed(case, ClockKind.NOTICE), redone_on=event.on
    )


def _not_passed(case: Case, kind: ClockKind) -> dict[str, date]:
    return {name: due_on for name, due_on in case.passed.items() if name != kind}


def _reopened(case: Case, event: e.Event, body: e.ChallengeEnded) -> Case:
    """The application is undecided again, and has the days that were ordered."""
    assert body.redo_limit is not None, "asked only where there are some"
    case = without(case, event, *_OUTCOMES)
    clocks = all_stopped(case, event)
    clocks[ClockKind.STATUTORY] = started(ClockKind.STATUTORY, body.redo_limit, event, event.on)
    undecided = case.having(
        status=Status.ACCEPTED,
        outcome=None,
        outcome_number="",
        decision_number="",
        decided_on=None,
        decided_by="",
        delivered_on=None,
        delivery=None,
        remedies=None,
        steps={step_id: _again(case, step, body.steps or ()) for step_id, step in case.steps.items()},
        clocks=clocks,
        fee=case.fee.owed_again(),
        redone_on=event.on,
        passed=_not_passed(case, ClockKind.STATUTORY),
    )
    return settled(undecided, event)


def _again(case: Case, step: CaseStep, chosen: tuple[str, ...]) -> CaseStep:
    """A step that is taken again: one that was named, whatever follows on it, and the decision."""
    named, waiting = set(chosen), [step.plan.id]
    decision = case.decision_step
    if decision is not None:
        named.add(decision.plan.id)
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one in named:
            return CaseStep(step.plan)
        if one not in seen:
            seen.add(one)
            waiting += case.steps[one].plan.after
    return step


def _with(case: Case, challenge: Challenge, clocks: dict[str, Clock] | None = None) -> Case:
    changed = {**case.challenges, challenge.id: challenge}
    return case.having(challenges=changed, **({} if clocks is None else {"clocks": clocks}))
