"""取得许可之后的着法 — the check of a commitment, rectification, revocation, cancellation, the record."""

from collections.abc import Iterator

from tongban.kernel.case import commands as c
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves.move import NUMBER, REMEDIES, WHY, Move, Standing

#: A ground nobody has to have found before, fraud (which bars), and the two of a commitment.
_GROUNDS = (
    c.RevocationGround.BEYOND_POWER,
    c.RevocationGround.FRAUD,
    c.RevocationGround.FALSE_PROMISE,
    c.RevocationGround.NOT_RECTIFIED,
)
_CANCELLATIONS = (
    c.CancellationGround.REVOKED,
    c.CancellationGround.EXPIRED_NOT_RENEWED,
    c.CancellationGround.ENTITY_ENDED,
)


def tried(standing: Standing) -> Iterator[Move]:
    """What may be asked while a licence that the case granted is known."""
    case, rule = standing.case, standing.item.commitment
    if case.status not in (Status.DECIDED, Status.CLOSED) or case.licence is None:
        return
    if rule is not None and case.commitment is not None:
        for finding in c.CheckFinding:
            yield standing.at_post(rule.check_post, c.RecordCheck(finding, standing.staff, WHY))
        yield standing.at_post(rule.check_post, c.OrderRectification(rule.rectify.amount, NUMBER, WHY))
        for passed in (True, False):
            yield standing.at_post(rule.check_post, c.RecordRectification(passed, standing.staff, WHY))
    for ground in _GROUNDS:
        respond_by = standing.calendar.add(standing.today, 1)
        yield standing.by_lead(c.TellRevocation(ground, respond_by, NUMBER, WHY))
    yield standing.by_applicant(c.RecordStatement(c.THE_APPLICANT, WHY))
    yield standing.by_lead(c.Revoke(NUMBER, WHY, REMEDIES))
    for cancellation in _CANCELLATIONS:
        yield standing.by_lead(c.Cancel(cancellation, NUMBER))
    yield standing.by_lead(c.RecordCredit(NUMBER))
