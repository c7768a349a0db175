"""送达之后的办件 — where a document is, and the clocks that its service starts."""

from dataclasses import replace
from datetime import date

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import THE_APPLICANT, DocumentKind
from tongban.kernel.case.evolution.moves import started, stopped
from tongban.kernel.case.papers import Service, service_key
from tongban.kernel.case.state import Case
from tongban.kernel.clock import Clock, ClockKind, TimeLimit

_OfAService = e.DocumentDispatched | e.DocumentBounced | e.ServiceAnnounced | e.DocumentServed


def notice_clock(service: Service) -> str:
    """The id of the clock of a public notice in `Case.clocks`."""
    return f"{ClockKind.PUBLIC_NOTICE}:{service.key}"


def remedy_clock(kind: ClockKind, document: DocumentKind) -> str:
    """The id of the clock of a remedy in `Case.clocks`."""
    return f"{kind}:{document}"


def clocks_of(case: Case, *documents: DocumentKind) -> tuple[str, ...]:
    """The clocks of documents that do not stand any more: nobody is served them, nor fights them."""
    announced = (notice_clock(s) for s in case.services.values() if s.document in documents)
    kinds = (ClockKind.RECONSIDERATION, ClockKind.LAWSUIT)
    return (*announced, *(remedy_clock(kind, document) for kind in kinds for document in documents))


def without(case: Case, event: e.Event, *documents: DocumentKind) -> Case:
    """The case once these documents do not stand any more; that somebody was served one stays true."""
    return case.having(
        documents={kind: made for kind, made in case.documents.items() if kind not in documents},
        recorded=frozenset((kind, number) for kind, number in case.recorded if kind not in documents),
        services={
            key: service
            for key, service in case.services.items()
            if service.document not in documents or service.served_on is not None
        },
        clocks=stopped(case, event, *clocks_of(case, *documents)),
    )


def document_dispatched(case: Case, event: e.Event, body: e.DocumentDispatched) -> Case:
    """寄发 — on its way once more; what came back before is behind it."""
    was = _of(case, body)
    return _with(
        case,
        replace(
            was,
            times_sent=was.times_sent + 1,
            sent_on=event.on,
            sent_by=body.method,
            bounced_on=None,
            bounced_for=None,
        ),
    )


def document_bounced(case: Case, event: e.Event, body: e.DocumentBounced) -> Case:
    """退回 — no clock starts."""
    return _with(case, replace(_of(case, body), sent_on=None, bounced_on=event.on, bounced_for=body.reason))


def service_announced(case: Case, event: e.Event, body: e.ServiceAnnounced) -> Case:
    """公告送达 — its days run."""
    service = replace(_of(case, body), announced_on=event.on)
    clock = started(ClockKind.PUBLIC_NOTICE, body.limit, event, event.on)
    return _with(case, service).having(clocks={**case.clocks, notice_clock(service): clock})


def document_served(case: Case, event: e.Event, body: e.DocumentServed) -> Case:
    """送达 — the days of a notice are over or not needed any more; those of the remedies begin."""
    service = replace(_of(case, body), served_on=body.served_on, method=body.method)
    clocks = stopped(case, event, notice_clock(service))
    clocks |= remedies_started(event, body.document, body.served_on, body.reconsideration, body.lawsuit)
    return _with(case, service).having(clocks=clocks)


def remedies_started(
    event: e.Event,
    document: DocumentKind,
    served_on: date,
    reconsideration: TimeLimit | None,
    lawsuit: TimeLimit | None,
) -> dict[str, Clock]:
    """The clocks of the remedies against a document, from the day it was served."""
    limits = ((ClockKind.RECONSIDERATION, reconsideration), (ClockKind.LAWSUIT, lawsuit))
    return {
        remedy_clock(kind, document): started(kind, limit, event, served_on)
        for kind, limit in limits
        if limit is not None
    }


def remedy_time_ended(case: Case, event: e.Event, body: e.RemedyTimeEnded) -> Case:
    """救济期限届满 — its clock has nothing more to say."""
    return case.having(clocks=stopped(case, event, body.clock))


def electronic_service_agreed(case: Case, event: e.Event, body: e.ElectronicServiceAgreed) -> Case:
    """同意电子送达 — from this day."""
    return case.having(electronic_since=event.on)


def electronic_service_ended(case: Case, event: e.Event, body: e.ElectronicServiceEnded) -> Case:
    """撤回 — nothing is sent that way any more."""
    return case.having(electronic_since=None)


def outcome_served(case: Case, event: e.Event, body: e.Delivered) -> Case:
    """结果文书送达 — the service of what the case came to, and of the decision that comes with a licence."""
    document = case.outcome_document
    clocks = dict(case.clocks)
    for kind, number in case.outcome_papers:
        key = service_key(kind, number, THE_APPLICANT)
        was = case.services.get(key) or Service(kind, number, THE_APPLICANT)
        # Served by a public notice, it was served on the last day of that.
        served_on = was.served_on or event.on
        service = replace(was, served_on=served_on, method=was.method if was.served_on else body.method)
        case = _with(case, service)
        clocks |= stopped(case, event, notice_clock(service))
    clocks |= remedies_started(event, document, event.on, body.reconsideration, body.lawsuit)
    return case.having(clocks=clocks)


def _of(case: Case, body: _OfAService) -> Service:
    key = service_key(body.document, body.number, body.whom)
    return case.services.get(key) or Service(body.document, body.number, body.whom)


def _with(case: Case, service: Service) -> Case:
    return case.having(services={**case.services, service.key: service})
