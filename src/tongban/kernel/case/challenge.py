"""复议与诉讼 — a decision is fought elsewhere; here is what that does to the case.

依据 Basis: 行政复议法§11 (what can be fought), §42 (execution goes on unless suspended), §48 (reply), §63-§69
(decisions), §77 (they are performed); 行政诉讼法§12, §47 (no answer), §56, §67, §69-§77, §94. Whoever decides
on it is not to be refused: what is refused here is an entry that leaves something open, or that fits nothing
the case was told or is owed.
"""

from datetime import date

from tongban.kernel.case.challenged import Challenge
from tongban.kernel.case.commands import (
    ChallengedAct,
    ChallengeKind,
    ChallengeOutcome,
    HandOverReason,
    Outcome,
    RecordChallenge,
    RecordChallengeOutcome,
    RecordReply,
    ResumeExecution,
    SuspendExecution,
)
from tongban.kernel.case.events import (
    ChallengeEnded,
    ChallengeRecorded,
    ExecutionResumed,
    ExecutionSuspended,
    ReplyRecorded,
)
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.oversight import hand_over
from tongban.kernel.case.state import Case, LicenceState, Status
from tongban.kernel.case.steps import open_ready
from tongban.kernel.clock import ClockKind, TimeLimit, Unit
from tongban.kernel.refusals import (
    ExecutionStopped,
    NoChallengeOpen,
    NothingToChallenge,
    NotSuspended,
    NumberMissing,
    RedoDaysMissing,
    RepliedAlready,
    SuspendedAlready,
    UnknownStep,
    WhoDecidesMissing,
)
from tongban.kernel.words import Bilingual

_REPLIES = {ChallengeKind.RECONSIDERATION: "行政复议法§48", ChallengeKind.LITIGATION: "行政诉讼法§67"}
_SUSPENSION = {ChallengeKind.RECONSIDERATION: "行政复议法§42", ChallengeKind.LITIGATION: "行政诉讼法§56"}
_PERFORMED = {ChallengeKind.RECONSIDERATION: "行政复议法§77", ChallengeKind.LITIGATION: "行政诉讼法§94"}
_OF_THE_CHALLENGE = Bilingual("复议、诉讼案件", "challenge")
_OF_THE_REPLY = Bilingual("答复书、答辩状", "reply")
_OF_THE_ORDER = Bilingual("停止执行、恢复执行的文书", "order on execution")
_OF_THE_OUTCOME = Bilingual("复议决定书、裁判文书", "document that ends it")

#: After these an application that was not granted still waits for an answer.
_ANSWERED_ANEW = (
    *(ChallengeOutcome.ANNULLED, ChallengeOutcome.CHANGED),
    *(ChallengeOutcome.REDO, ChallengeOutcome.PERFORM),
)

# --- what must hold before, shared by decide and the list of what is allowed


def check_record(matter: Matter) -> None:
    """Only the lead, and a decision there is."""
    matter.require_lead()
    if not is_challengeable(matter.case):
        raise NothingToChallenge()


def is_challengeable(case: Case) -> bool:
    """Whether there is a decision, an end, or a silence that can be fought."""
    return any(number_of(case, act) for act in ChallengedAct)


def check_open_one(matter: Matter) -> None:
    """Only the lead, and a challenge that nobody has decided on."""
    matter.require_lead()
    if not any(challenge.is_open for challenge in matter.case.challenges.values()):
        raise NoChallengeOpen()


def check_not_stopped(case: Case, act: ChallengedAct) -> None:
    """Refuse to carry out what a challenge has suspended."""
    for challenge in case.challenges.values():
        if challenge.suspends and challenge.act is act and challenge.against == number_of(case, act):
            raise ExecutionStopped(body=challenge.body, since=challenge.suspended_on)


def number_of(case: Case, act: ChallengedAct) -> str:
    """The number of the decision of that kind that stands on the case; empty where there is none."""
    if act is ChallengedAct.DECISION:
        return case.outcome_number if case.outcome is not None else ""
    if act is ChallengedAct.REVOCATION:
        return case.revocation.number if case.revocation is not None else ""
    if act is ChallengedAct.SILENCE:
        # What was not answered has no number but that under which it came in.
        return case.receipt_number if _is_unanswered(case) else ""
    return case.ending.number if case.ending is not None and case.ending.act is act else ""


def _is_unanswered(case: Case) -> bool:
    """Whether the law's time to decide has passed, and nothing was decided."""
    return case.status is Status.ACCEPTED and ClockKind.STATUTORY in case.passed


def _made_on(case: Case, act: ChallengedAct) -> date | None:
    if act is ChallengedAct.DECISION:
        return case.decided_on
    if act is ChallengedAct.REVOCATION:
        return case.licence.revoked_on if case.licence is not None else None
    if act is ChallengedAct.SILENCE:
        return case.passed.get(ClockKind.STATUTORY)
    return case.ending.on if case.ending is not None else None


# --- deciders


def record(unfolding: Unfolding, body: RecordChallenge) -> None:
    """登记 — the days to answer run from the day the copy came."""
    matter = unfolding.matter
    against, made_on = number_of(matter.case, body.act), _made_on(matter.case, body.act)
    if not against or (made_on is not None and matter.day < made_on):
        raise NothingToChallenge()
    if not body.body:
        raise WhoDecidesMissing()
    _numbered(body.number, _OF_THE_CHALLENGE)
    number = str(len(matter.case.challenges) + 1)
    unfolding.then(
        ChallengeRecorded(
            number,
            body.kind,
            body.act,
            against,
            body.body,
            body.number,
            body.reply_limit,
            body.reply_limit.basis,
        )
    )


def reply(unfolding: Unfolding, body: RecordReply) -> None:
    """答复 — once."""
    challenge = _open(unfolding.matter, body.challenge)
    if challenge.replied_on is not None:
        raise RepliedAlready(on=challenge.replied_on)
    _numbered(body.number, _OF_THE_REPLY)
    unfolding.then(ReplyRecorded(challenge.id, body.number, _REPLIES[challenge.kind]))


def suspend(unfolding: Unfolding, body: SuspendExecution) -> None:
    """停止执行 — until it is resumed, or the challenge ends."""
    challenge = _open(unfolding.matter, body.challenge)
    if challenge.suspended_on is not None:
        raise SuspendedAlready(on=challenge.suspended_on)
    _numbered(body.number, _OF_THE_ORDER)
    unfolding.then(ExecutionSuspended(challenge.id, body.number, _SUSPENSION[challenge.kind]))


def resume(unfolding: Unfolding, body: ResumeExecution) -> None:
    """恢复执行."""
    challenge = _open(unfolding.matter, body.challenge)
    if challenge.suspended_on is None:
        raise NotSuspended()
    _numbered(body.number, _OF_THE_ORDER)
    unfolding.then(ExecutionResumed(challenge.id, body.number, _SUSPENSION[challenge.kind]))


def end(unfolding: Unfolding, body: RecordChallengeOutcome) -> None:
    """登记结果 — with what it does: the licence falls or stands again, or the case is decided anew."""
    matter, case = unfolding.matter, unfolding.case
    challenge = _open(matter, body.challenge)
    _numbered(body.number, _OF_THE_OUTCOME)
    bears = challenge.against == number_of(case, challenge.act)
    redo = _redo_limit(case, challenge, body) if bears else None
    steps = None
    if redo is not None:
        steps = tuple(dict.fromkeys(body.steps))
        unknown = [step for step in steps if step not in case.steps]
        if unknown:
            raise UnknownStep(step=unknown[0])
    undelivered = case.delivered_on is None and _restores(challenge, body.outcome)
    unfolding.then(
        ChallengeEnded(
            challenge.id,
            body.outcome,
            body.number,
            _PERFORMED[challenge.kind],
            bears,
            redo,
            steps,
            matter.item.delivery_limit if bears and undelivered else None,
        )
    )
    if bears:
        _hand_over(unfolding, case)
    if redo is not None and unfolding.case.status is Status.ACCEPTED:
        open_ready(unfolding)


def _redo_limit(case: Case, challenge: Challenge, body: RecordChallengeOutcome) -> TimeLimit | None:
    """How long the agency has to decide anew; an application is never left without an answer."""
    if challenge.act is ChallengedAct.REVOCATION or body.outcome not in _ANSWERED_ANEW:
        return None
    # What was granted stays so where it is annulled or changed and nothing is said of deciding anew.
    of_a_grant = challenge.act is ChallengedAct.DECISION and case.outcome is not Outcome.REFUSED
    if of_a_grant and body.outcome is not ChallengeOutcome.REDO:
        return None
    if body.redo_days is None or body.redo_days < 1:
        raise RedoDaysMissing(outcome=body.outcome.label)
    return TimeLimit(body.redo_days, Unit.NATURAL_DAY, f"{challenge.body}{body.number}")


def _restores(challenge: Challenge, outcome: ChallengeOutcome) -> bool:
    fell = (ChallengeOutcome.ANNULLED, ChallengeOutcome.CHANGED, ChallengeOutcome.REDO)
    return challenge.act is ChallengedAct.REVOCATION and outcome in fell


def _hand_over(unfolding: Unfolding, before: Case) -> None:
    """What became of the licence, to whoever oversees it."""
    was, now = before.licence, unfolding.case.licence
    if was is None or now is None or was == now:
        return
    stands = {
        LicenceState.IN_FORCE: HandOverReason.RESTORATION,
        LicenceState.REVOKED: HandOverReason.REVOCATION,
    }
    hand_over(unfolding, stands[now.state])


def _open(matter: Matter, challenge: str) -> Challenge:
    found = matter.case.challenges.get(challenge)
    if found is None or not found.is_open:
        raise NoChallengeOpen()
    return found


def _numbered(number: str, document: Bilingual) -> None:
    if not number:
        raise NumberMissing(document=document)
