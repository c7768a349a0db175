"""复议诉讼的着法 — what there is to fight, fought once; answered, suspended, and every way it can end."""

from collections.abc import Iterator

from tongban.kernel.case import commands as c
from tongban.kernel.clock import TimeLimit, Unit
from tongban.process.exploring.moves.move import NUMBER, Move, Standing

_REPLY = TimeLimit(10, Unit.WORKING_DAY, "行政复议法§48")
_ORDERED = 30


def tried(standing: Standing) -> Iterator[Move]:
    """One challenge of each act: what is decided anew may be fought again, and goes the same ways."""
    fought = {challenge.act for challenge in standing.case.challenges.values()}
    for act in c.ChallengedAct:
        if act not in fought:
            kind = c.ChallengeKind.RECONSIDERATION
            yield standing.by_lead(c.RecordChallenge(kind, act, "复议机关", NUMBER, _REPLY))
    for challenge in standing.case.challenges.values():
        for verb in (c.RecordReply, c.SuspendExecution, c.ResumeExecution):
            yield standing.by_lead(verb(challenge.id, NUMBER))
        for outcome in c.ChallengeOutcome:
            yield standing.by_lead(c.RecordChallengeOutcome(challenge.id, outcome, NUMBER, _ORDERED))
        again = tuple(step for step in standing.case.steps)[:1]
        anew = c.ChallengeOutcome.REDO
        yield standing.by_lead(c.RecordChallengeOutcome(challenge.id, anew, NUMBER, _ORDERED, again))
