"""期限的着法 — special procedures begun today or tomorrow and ended early, and the one extension."""

from collections.abc import Iterator
from datetime import timedelta

from tongban.kernel.case import commands as c
from tongban.kernel.case.item import Approver
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves.move import NUMBER, WHY, Move, Standing

_DAY = timedelta(days=1)
_LENGTH = timedelta(days=9)


def tried(standing: Standing) -> Iterator[Move]:
    """What may be done to the clocks of an accepted case."""
    case, today = standing.case, standing.today
    if case.status is not Status.ACCEPTED:
        return
    for procedure in standing.item.stopping:
        for begin in (today, today + _DAY):
            yield standing.by_lead(c.StartSpecialProcedure(procedure, begin, begin + _LENGTH, NUMBER))
    for procedure in dict.fromkeys(period.procedure for period in case.special):
        yield standing.by_lead(c.EndSpecialProcedure(procedure, today))
    for approver in Approver:
        yield standing.by_lead(c.ExtendLimit(approver, "head", WHY, NUMBER))
