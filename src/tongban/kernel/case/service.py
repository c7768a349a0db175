"""送达 — a document on its way, back, announced, served; only what is proven starts a remedy's time.

依据 Basis: 行政许可法§38(2) (a refusal tells the remedies), §44 (deliver). How a document is served the
licensing law leaves open, so the service of the civil procedure is the measure (参照民事诉讼法§87至§95). The
numbers, and whether a public notice serves at all, are law data.
"""

from dataclasses import replace

from tongban.kernel.case.commands import (
    THE_APPLICANT,
    AgreeToElectronicService,
    AnnounceService,
    BounceReason,
    ConfirmService,
    DeliveryMethod,
    DispatchDocument,
    DocumentKind,
    EndElectronicService,
    RecordBounce,
    RecordService,
)
from tongban.kernel.case.events import (
    Delivered,
    DocumentBounced,
    DocumentDispatched,
    DocumentServed,
    ElectronicServiceAgreed,
    ElectronicServiceEnded,
    ServiceAnnounced,
)
from tongban.kernel.case.evolution.service import notice_clock
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.papers import WITH_REMEDIES, Service, ServiceState, service_key
from tongban.kernel.case.state import Status
from tongban.kernel.clock import TimeLimit
from tongban.kernel.refusals import (
    DocumentMissing,
    NoConsentToElectronicService,
    NothingOnTheWay,
    NotServedThisWay,
    OutcomeIsDelivered,
    PostedIsNotServed,
    PublicNoticeIsTheLastResort,
    PublicNoticeNotProvided,
    ServedAlready,
    ServiceNotProven,
    SignedForBeforeItWasSent,
    StillOnTheWay,
    UnknownParty,
)
from tongban.kernel.words import Bilingual

_Of = DispatchDocument | RecordBounce | RecordService | AnnounceService

# --- what must hold before, shared by decide and the list of what is allowed


def check_serve(matter: Matter) -> None:
    """Whoever hands out, takes in, or leads; a document that stands."""
    posts = {matter.item.step_of(kind).post for kind in (StepKind.INTAKE, StepKind.DELIVERY)}
    if matter.command.post not in posts:
        matter.require_lead()


def check_confirm(matter: Matter) -> None:
    """Only what is on its way electronically."""
    if not any(is_to_be_confirmed(service) for service in matter.case.services.values()):
        raise NothingOnTheWay(document=Bilingual("文书", "document"), number="—")


def check_agree(matter: Matter) -> None:
    """The applicant, or the counter for a paper; once."""
    if matter.command.post:
        matter.require_post_of(StepKind.INTAKE)


def check_end_consent(matter: Matter) -> None:
    """The applicant, or the counter; only what was agreed to."""
    check_agree(matter)
    if matter.case.electronic_since is None:
        raise NoConsentToElectronicService()


def is_to_be_confirmed(service: Service) -> bool:
    """Whether it was sent electronically and the applicant has not confirmed it 待确认收悉."""
    return service.state is ServiceState.ON_THE_WAY and service.sent_by is DeliveryMethod.ELECTRONIC


# --- deciders


def dispatch(unfolding: Unfolding, body: DispatchDocument) -> None:
    """寄发 — by post with its number, or electronically with consent; again only once it came back."""
    matter, service = unfolding.matter, _service(unfolding.matter, body)
    if service.state is ServiceState.ON_THE_WAY:
        raise StillOnTheWay(document=body.document.label, number=body.number, on=service.sent_on)
    if body.method is DeliveryMethod.ELECTRONIC:
        if matter.case.electronic_since is None or body.whom != THE_APPLICANT:
            raise NoConsentToElectronicService()
    elif body.method is not DeliveryMethod.POST:
        raise NotServedThisWay(method=body.method.label, verb=body.verb())
    elif body.tracking is None:
        raise ServiceNotProven(document=body.document.label)
    if is_outcome(matter, body) and matter.case.licence is not None:
        matter.require_licence_in_force()
    unfolding.then(DocumentDispatched(body.document, body.number, body.whom, body.method, body.tracking))


def bounce(unfolding: Unfolding, body: RecordBounce) -> None:
    """退回 — of what is on its way; nothing starts."""
    service = _service(unfolding.matter, body)
    _require_on_the_way(unfolding.matter, service)
    unfolding.then(DocumentBounced(body.document, body.number, body.whom, body.reason))


def announce(unfolding: Unfolding, body: AnnounceService) -> None:
    """公告送达 — where law data provides it, and what was sent has come back."""
    matter, service = unfolding.matter, _service(unfolding.matter, body)
    limits = matter.item.service_limits
    if limits is None or limits.public_notice is None:
        raise PublicNoticeNotProvided()
    if service.state is ServiceState.ANNOUNCED:
        raise StillOnTheWay(document=body.document.label, number=body.number, on=service.announced_on)
    if service.state is not ServiceState.CAME_BACK:
        raise PublicNoticeIsTheLastResort(document=body.document.label)
    if body.place is None:
        raise ServiceNotProven(document=body.document.label)
    unfolding.then(ServiceAnnounced(body.document, body.number, body.whom, body.place, limits.public_notice))


def record(unfolding: Unfolding, body: RecordService) -> None:
    """登记送达 — signed for at the counter, or from the post."""
    matter, service = unfolding.matter, _service(unfolding.matter, body)
    if is_outcome(matter, body):
        raise OutcomeIsDelivered(document=body.document.label)
    check_proven(matter, service, body.method)
    if body.proof is None:
        raise ServiceNotProven(document=body.document.label)
    _served(unfolding, service, body.method, body)


def confirm(unfolding: Unfolding, body: ConfirmService) -> None:
    """确认收悉 — that day it is served; of the outcome document, the case closes."""
    matter = unfolding.matter
    key = service_key(body.document, body.number, THE_APPLICANT)
    service = matter.case.services.get(key)
    if service is None or not is_to_be_confirmed(service):
        raise NothingOnTheWay(document=body.document.label, number=body.number)
    if is_outcome(matter, body):
        unfolding.then(Delivered(DeliveryMethod.ELECTRONIC, None, *remedy_limits(matter, body.document)))
    else:
        _served(unfolding, service, DeliveryMethod.ELECTRONIC, None)


def agree(unfolding: Unfolding, body: AgreeToElectronicService) -> None:
    """同意电子送达 — said again it changes nothing; the counter has it in writing."""
    if unfolding.matter.command.post and body.proof is None:
        raise ServiceNotProven(document=Bilingual("电子送达同意书", "agreement to electronic service"))
    if unfolding.case.electronic_since is None:
        unfolding.then(ElectronicServiceAgreed(body.proof))


def end_consent(unfolding: Unfolding, body: EndElectronicService) -> None:
    """撤回 — what has not been confirmed comes back, to be served in another way."""
    for service in list(unfolding.case.services.values()):
        if is_to_be_confirmed(service):
            unfolding.then(
                DocumentBounced(service.document, service.number, service.whom, BounceReason.CONSENT_ENDED)
            )
    unfolding.then(ElectronicServiceEnded())


def served_by_notice(unfolding: Unfolding, clock_id: str) -> None:
    """公告期满 — served by the passing of its days 视为送达; of the outcome document, the case closes."""
    case = unfolding.case
    service = next(s for s in case.services.values() if notice_clock(s) == clock_id)
    day = case.clocks[clock_id].due(unfolding.matter.calendar).day
    reconsideration, lawsuit = remedy_limits(unfolding.matter, service.document, service.whom)
    unfolding.then(
        DocumentServed(
            service.document,
            service.number,
            service.whom,
            DeliveryMethod.PUBLIC_NOTICE,
            day,
            None,
            reconsideration,
            lawsuit,
        ),
        by_time=True,
    )
    if is_outcome(unfolding.matter, service):
        unfolding.then(Delivered(DeliveryMethod.PUBLIC_NOTICE, None), by_time=True)


# --- shared with the delivery of the outcome document


def check_proven(matter: Matter, service: Service, method: DeliveryMethod) -> None:
    """Refuse what proves nothing: a letter that was not sent, or signed for before it was."""
    if method is DeliveryMethod.POST:
        if service.sent_on is None or service.sent_by is not DeliveryMethod.POST:
            raise PostedIsNotServed(document=service.document.label)
        if matter.day < service.sent_on:
            raise SignedForBeforeItWasSent(day=matter.day, sent_on=service.sent_on)
    elif method is not DeliveryMethod.COUNTER:
        raise NotServedThisWay(method=method.label, verb=RecordService.verb())


def outcome_service(matter: Matter) -> Service:
    """How the outcome document stands."""
    case = matter.case
    key = service_key(case.outcome_document, case.outcome_number, THE_APPLICANT)
    return case.services.get(key) or Service(case.outcome_document, case.outcome_number, THE_APPLICANT)


def remedy_limits(
    matter: Matter, document: DocumentKind, whom: str = THE_APPLICANT
) -> tuple[TimeLimit | None, TimeLimit | None]:
    """The time to ask for reconsideration and to sue, as the document told it; none where it tells none."""
    limits, told = matter.item.service_limits, matter.case.remedies
    if limits is None or document not in WITH_REMEDIES or whom != THE_APPLICANT:
        return None, None
    if told is None:
        return limits.reconsideration, limits.lawsuit
    return (
        replace(limits.reconsideration, amount=told.reconsideration_days),
        replace(limits.lawsuit, amount=told.suit_months),
    )


def is_outcome(matter: Matter, of: _Of | ConfirmService | Service) -> bool:
    """Whether it is the document whose delivery closes the case 结果文书."""
    case = matter.case
    return case.status is Status.DECIDED and (of.document, of.number) == (
        case.outcome_document,
        case.outcome_number,
    )


def _service(matter: Matter, body: _Of) -> Service:
    case = matter.case
    if (body.document, body.number) not in case.recorded:
        raise DocumentMissing(document=body.document.label)
    if body.whom not in case.concerned:
        parties = Bilingual("、".join(case.parties) or "无", ", ".join(case.parties) or "none")
        raise UnknownParty(party=body.whom, parties=parties)
    key = service_key(body.document, body.number, body.whom)
    service = case.services.get(key) or Service(body.document, body.number, body.whom)
    if service.served_on is not None:
        raise ServedAlready(document=body.document.label, number=body.number, on=service.served_on)
    return service


def _require_on_the_way(matter: Matter, service: Service) -> None:
    if service.state is not ServiceState.ON_THE_WAY or service.sent_on is None:
        raise NothingOnTheWay(document=service.document.label, number=service.number)
    if matter.day < service.sent_on:
        raise SignedForBeforeItWasSent(day=matter.day, sent_on=service.sent_on)


def _served(
    unfolding: Unfolding, service: Service, method: DeliveryMethod, body: RecordService | None
) -> None:
    reconsideration, lawsuit = remedy_limits(unfolding.matter, service.document, service.whom)
    unfolding.then(
        DocumentServed(
            service.document,
            service.number,
            service.whom,
            method,
            unfolding.matter.day,
            body.proof if body else None,
            reconsideration,
            lawsuit,
        )
    )
