"""终止的着法 — the applicant dies, the entity ends, nobody supplemented; and a successor who takes over."""

from collections.abc import Iterator

from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves.move import NUMBER, PAPER, WHY, Move, Standing


def tried(standing: Standing) -> Iterator[Move]:
    """What may be asked of a case that is under way: by intake, the lead, or who delivers."""
    case, item = standing.case, standing.item
    if case.status not in (Status.RECEIVED, Status.ACCEPTED, Status.DECIDED):
        return
    posts = {StepKind.INTAKE, StepKind.DECISION, StepKind.DELIVERY}
    for ground in c.EndGround:
        for kind in sorted(posts):
            yield standing.at_post(item.step_of(kind).post, c.EndCase(ground, PAPER, WHY, NUMBER))
    yield standing.by_clerk(c.TakeOver(c.SuccessionGround.INHERITANCE, "successor", PAPER))
