"""送达与原件的着法 — what was decided is sent, comes back, is announced; an original changes hands."""

from collections.abc import Iterator

from tongban.kernel.case import commands as c
from tongban.kernel.case.custody import posts_of
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.papers import Service, ServiceState
from tongban.kernel.case.service import is_to_be_confirmed
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves.move import NUMBER, PAPER, Move, Standing


def tried(standing: Standing) -> Iterator[Move]:
    """What becomes of the outcome document and of one original, once the case is decided."""
    case = standing.case
    if case.status is Status.DECIDED and case.is_made:
        yield from _served(standing)
    if case.status in (Status.DECIDED, Status.CLOSED):
        yield from _kept(standing)


def _served(standing: Standing) -> Iterator[Move]:
    case, post = standing.case, standing.item.step_of(StepKind.DELIVERY).post
    document, number = case.outcome_document, case.outcome_number
    service = next(iter(case.services.values()), Service(document, number, c.THE_APPLICANT))
    for method in (c.DeliveryMethod.POST, c.DeliveryMethod.ELECTRONIC):
        yield standing.at_post(post, c.DispatchDocument(document, number, method, PAPER))
    yield standing.at_post(post, c.Deliver(c.DeliveryMethod.POST, PAPER))
    yield standing.at_post(post, c.RecordBounce(document, number, c.BounceReason.NOT_FOUND))
    if service.state is not ServiceState.ON_THE_WAY:
        yield standing.at_post(post, c.AnnounceService(document, number, PAPER))
    yield standing.at_post(
        post, c.RecordService(document, number, c.DeliveryMethod.COUNTER, PAPER)
    )  # refused: delivering does it
    if is_to_be_confirmed(service):
        yield standing.by_applicant(c.ConfirmService(document, number))
    yield standing.by_applicant(c.AgreeToElectronicService())
    yield standing.by_applicant(c.EndElectronicService())


def _kept(standing: Standing) -> Iterator[Move]:
    here, *others = posts_of(standing.item)
    if not standing.case.originals:
        yield standing.by_clerk(c.TakeOriginal(NUMBER, "", PAPER, PAPER))
        return
    for post in (here, *others[:1]):
        yield standing.at_post(post, c.HandOverOriginal(NUMBER, others[0] if others else here))
        yield standing.at_post(post, c.AcknowledgeOriginal(NUMBER))
        yield standing.at_post(post, c.ReturnOriginal(NUMBER, c.DeliveryMethod.COUNTER, PAPER))
        yield standing.at_post(post, c.RecordLostOriginal(NUMBER, PAPER, "approver"))
