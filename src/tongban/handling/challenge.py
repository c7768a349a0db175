"""复议诉讼 — the verbs of whoever answers for a decision that is fought."""

from tongban.catalogue.law import load_limits
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.kernel.case import commands as c
from tongban.kernel.clock import TimeLimit

#: The law's limit to answer, by the way a decision is fought (行政复议法§48; 行政诉讼法§67).
_REPLIES = {
    c.ChallengeKind.RECONSIDERATION: "reply_to_application",
    c.ChallengeKind.LITIGATION: "answer_complaint",
}


def record_challenge(
    handler: Handler, ask: Ask, kind: c.ChallengeKind, act: c.ChallengedAct, *, body: str, number: str
) -> Answer:
    """登记复议、诉讼 — as of the day the copy came; the reply is due by the law of that day."""
    errand = Errand(handler, ask, "record_challenge", kind.value, act.value, body=body, number=number)
    return errand.run(
        lambda errand: c.RecordChallenge(kind, act, body.strip(), number.strip(), _limit(errand, kind))
    )


def _limit(errand: Errand, kind: c.ChallengeKind) -> TimeLimit:
    return load_limits().on(_REPLIES[kind], errand.day(errand.standing.case.division))


def record_reply(handler: Handler, ask: Ask, challenge: str, number: str) -> Answer:
    """登记答复 — by its number in the agency's own register of papers."""
    errand = Errand(handler, ask, "record_reply", challenge=challenge, number=number)
    return errand.run(lambda errand: c.RecordReply(challenge, number.strip()))


def suspend_execution(handler: Handler, ask: Ask, challenge: str, number: str) -> Answer:
    """登记停止执行."""
    errand = Errand(handler, ask, "suspend_execution", challenge=challenge, number=number)
    return errand.run(lambda errand: c.SuspendExecution(challenge, number.strip()))


def resume_execution(handler: Handler, ask: Ask, challenge: str, number: str) -> Answer:
    """登记恢复执行."""
    errand = Errand(handler, ask, "resume_execution", challenge=challenge, number=number)
    return errand.run(lambda errand: c.ResumeExecution(challenge, number.strip()))


def record_outcome(
    handler: Handler,
    ask: Ask,
    challenge: str,
    outcome: c.ChallengeOutcome,
    *,
    number: str,
    redo_days: int | None = None,
    steps: tuple[str, ...] = (),
) -> Answer:
    """登记结果 — and what has to be decided anew, within how many days."""
    errand = Errand(
        handler,
        ask,
        "record_challenge_outcome",
        outcome.value,
        redo_days,
        challenge=challenge,
        number=number,
        steps=list(steps),
    )
    return errand.run(
        lambda errand: c.RecordChallengeOutcome(challenge, outcome, number.strip(), redo_days, steps)
    )
