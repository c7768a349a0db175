"""决定与送达 — the decision, its documents, delivery.

依据 Basis: 行政许可法§38 (written decision, reasons and remedies), §39, §44 (deliver within the limit).
"""

from tongban.kernel.case.commands import Decide, Deliver, DocumentKind, Finding, Outcome, RecordDocument
from tongban.kernel.case.events import Decided, Delivered, DocumentRecorded
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.state import Status
from tongban.kernel.case.steps import check_open
from tongban.kernel.refusals import (
    DisagreementUnresolved,
    DocumentMissing,
    DocumentOfAnotherCase,
    FindingAgainst,
    NumberMissing,
    ReasonsMissing,
    RemediesMissing,
)
from tongban.kernel.words import Bilingual, listed


def check_decide(matter: Matter) -> None:
    """Only the deciding post, once every step before it is done."""
    check_open(matter, matter.item.step_of(StepKind.DECISION).id)


def check_deliver(matter: Matter) -> None:
    """Only the delivery post, once the outcome document is made and sealed."""
    matter.require_post_of(StepKind.DELIVERY)
    document = matter.case.outcome_document
    if document not in matter.case.documents:
        raise DocumentMissing(document=document.label)


def decide_outcome(unfolding: Unfolding, body: Decide) -> None:
    """作出决定 — a grant with nothing against it, or a refusal with reasons, basis and remedies."""
    if not body.number:
        raise NumberMissing(document=body.outcome.label)
    if body.outcome is Outcome.GRANTED:
        _check_nothing_against(unfolding.matter)
    else:
        if body.reasons is None or not body.basis:
            raise ReasonsMissing(verb=body.outcome.label)
        if body.remedies is None:
            raise RemediesMissing()
    unfolding.then(
        Decided(
            body.outcome,
            body.number,
            body.basis,
            body.reasons,
            body.remedies,
            body.valid_until,
            unfolding.matter.item.delivery_limit,
        )
    )


def _check_nothing_against(matter: Matter) -> None:
    case, item = matter.case, matter.item
    if case.objections:
        names = [item.name_of(s.plan.authority) for s in case.objections]
        raise DisagreementUnresolved(authorities=listed(names))
    against = [s.plan.id for s in case.steps.values() if s.finding is Finding.DOES_NOT_CONFORM]
    if against:
        raise FindingAgainst(steps=listed([item.steps_by_id[s].name for s in against]))


def record_document(unfolding: Unfolding, body: RecordDocument) -> None:
    """登记文书 — said again for the same bytes it changes nothing; an outcome must match the decision."""
    case = unfolding.case
    outcomes = (DocumentKind.LICENCE, DocumentKind.REFUSAL)
    if body.document in outcomes and (
        case.status not in (Status.DECIDED, Status.CLOSED)
        or body.document is not case.outcome_document
        or body.number != case.outcome_number
    ):
        expected = case.outcome.label if case.outcome else Bilingual("尚未决定", "not decided")
        raise DocumentOfAnotherCase(document=body.document.label, number=body.number, expected=expected)
    recorded = DocumentRecorded(body.document, body.number, body.digest, body.ref)
    if case.documents.get(body.document) != recorded:
        unfolding.then(recorded)


def deliver(unfolding: Unfolding, body: Deliver) -> None:
    """送达 — the case closes."""
    unfolding.then(Delivered(body.method, body.proof))
