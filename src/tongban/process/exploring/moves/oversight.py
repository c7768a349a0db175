"""监管移交的着法 — taken with a plan or without, sent back for either fault, handed over anew to whoever."""

from collections.abc import Iterator
from datetime import timedelta

from tongban.kernel.case import commands as c
from tongban.process.exploring.moves.move import WHY, Move, Standing

#: An authority that no item names: where a hand-over is said to belong.
_ELSEWHERE = c.Seat("elsewhere", "elsewhere-post")


def tried(standing: Standing) -> Iterator[Move]:
    """What may be asked of each hand-over."""
    plan = c.OversightPlan(c.OversightKind.ORDINARY, standing.today + timedelta(days=30))
    for handed in standing.case.hand_overs.values():
        at, number = handed.to.post, handed.id
        for planned in (plan, None):
            yield standing.at_post(at, c.AcknowledgeHandOver(number, planned))
        for fault in c.HandOverFault:
            yield standing.at_post(at, c.RejectHandOver(number, fault, _ELSEWHERE.authority, WHY))
        for to in (handed.to, _ELSEWHERE):
            yield standing.by_lead(c.HandOverAgain(number, to, WHY, (to,)))
