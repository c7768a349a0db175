"""作业 — what is to be done after the commit: the documents and refunds that events call for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tongban.kernel import Event, Happening
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import DeliveryMethod, DocumentKind, Outcome
from tongban.kernel.case.fee_rule import PaymentChannel


@dataclass(frozen=True, slots=True)
class Job:
    """作业 — a side effect to be done after the commit, at least once; its id makes it idempotent."""

    case_id: str
    job_id: str
    kind: str
    arguments: Mapping[str, str] = field(default_factory=dict)


def jobs(events: Iterable[Event]) -> tuple[Job, ...]:
    """What these events call for: documents to be made, refunds to be sent, after the commit.

    What was accepted or decided in another system has that authority's papers, and none of ours.
    """
    events, wanted = tuple(events), []
    if any(isinstance(event.body, e.ObservationRecorded) for event in events):
        return ()
    for event in events:
        if isinstance(event.body, e.RefundApproved) and _is_the_platforms(event.body):
            wanted.append(
                Job(
                    event.case_id,
                    f"{event.case_id}/{event.seq}/refund",
                    "send_refund",
                    {"number": event.body.number},
                )
            )
        wanted += [
            Job(
                event.case_id,
                f"{event.case_id}/{event.seq}/{document.value}",
                "issue_document",
                {"document": document.value, "seq": str(event.seq)},
            )
            for document in _documents_of(event)
        ]
    return tuple(wanted)


def _is_the_platforms(refund: e.RefundApproved) -> bool:
    """Whether the platform has any of it to give back; what the counter took is a task of the counter."""
    return any(source.channel is PaymentChannel.ONLINE for source in refund.sources or ())


#: What is made after an event of a kind, whatever it says.
_DOCUMENTS: Mapping[type[Happening], DocumentKind] = {
    e.Received: DocumentKind.RECEIPT,
    e.SupplementRequested: DocumentKind.SUPPLEMENT_NOTICE,
    e.DefectsRestated: DocumentKind.SUPPLEMENT_NOTICE,
    e.Accepted: DocumentKind.ACCEPTANCE_NOTICE,
    e.InterestedPartyTold: DocumentKind.INTERESTED_PARTY_NOTICE,
    e.HearingRightTold: DocumentKind.HEARING_RIGHT_NOTICE,
    e.HearingAnnounced: DocumentKind.HEARING_ANNOUNCEMENT,
    e.HearingNotified: DocumentKind.HEARING_NOTICE,
    e.GapTolerated: DocumentKind.GAP_NOTICE,
    e.ApplicationReturned: DocumentKind.RETURN_NOTICE,
    e.RectificationOrdered: DocumentKind.RECTIFICATION_ORDER,
    e.RevocationTold: DocumentKind.REVOCATION_NOTICE,
    e.Revoked: DocumentKind.REVOCATION_DECISION,
    e.Cancelled: DocumentKind.CANCELLATION_NOTICE,
    e.CaseEnded: DocumentKind.END_NOTICE,
    e.LimitExtended: DocumentKind.EXTENSION_NOTICE,
    e.TimeExcluded: DocumentKind.SPECIAL_PROCEDURE_NOTICE,
    e.DocumentServed: DocumentKind.PROOF_OF_SERVICE,
}


def _documents_of(event: Event) -> tuple[DocumentKind, ...]:
    match event.body:
        # The decision is one paper, the licence another (§38(1), §39).
        case e.Decided(outcome=Outcome.GRANTED, decision_number=number) if number:
            return DocumentKind.GRANT_DECISION, DocumentKind.LICENCE
    document = _document_of(event)
    return () if document is None else (document,)


def _document_of(event: Event) -> DocumentKind | None:
    match event.body:
        # Granted before such decisions were made here, it has no number.
        case e.Decided(outcome=Outcome.GRANTED):
            return DocumentKind.LICENCE
        # Silence renews, and the licence is issued all the same: it is owed to the holder (§50, §44).
        case e.RenewalDeemed():
            return DocumentKind.LICENCE
        case e.Decided(outcome=Outcome.REFUSED):
            return DocumentKind.REFUSAL
        # What a public notice served is proven by the event before, of the same command.
        case e.Delivered(method=method) if method is not DeliveryMethod.PUBLIC_NOTICE:
            return DocumentKind.PROOF_OF_SERVICE
        # The sheet to sign, where a clerk told; where the applicant confirms online, what was confirmed.
        # Declined before such notices were made here, it has no number.
        case e.Declined(notice_number=number) if number:
            return DocumentKind.DECLINE_NOTICE
        case e.CommitmentTold() if not event.actor.startswith("system:"):
            return DocumentKind.COMMITMENT
        case e.FeeAssessed(notice_number=number) if number:
            return DocumentKind.PAYMENT_NOTICE
        case e.Committed() if not event.post:
            return DocumentKind.COMMITMENT
    return _DOCUMENTS.get(type(event.body))
