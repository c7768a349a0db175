"""决定与送达 — the decision, its documents, delivery.

依据 Basis: 行政许可法§38 (written decision, reasons and remedies), §39, §44 (deliver within the limit).
"""

from dataclasses import replace

from tongban.kernel.case.challenge import check_not_stopped
from tongban.kernel.case.commands import (
    ChallengedAct,
    Decide,
    Deliver,
    DocumentKind,
    Finding,
    HandOverReason,
    Outcome,
    RecordDocument,
    Remedies,
)
from tongban.kernel.case.commitment import plan_check
from tongban.kernel.case.dispute import check_settled as check_dispute
from tongban.kernel.case.dispute import conditions, rulings
from tongban.kernel.case.events import Decided, Delivered, DocumentRecorded
from tongban.kernel.case.fee import require_paid
from tongban.kernel.case.hearing import check_settled
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.oversight import hand_over
from tongban.kernel.case.places import check_place
from tongban.kernel.case.service import check_proven, outcome_service, remedy_limits
from tongban.kernel.case.state import Case, Status
from tongban.kernel.case.steps import check_open
from tongban.kernel.refusals import (
    DecideOnTheMinutes,
    DisagreementUnresolved,
    DocumentAlreadyDelivered,
    DocumentMissing,
    DocumentOfAnotherCase,
    DocumentPremature,
    FindingAgainst,
    GrantLacksMaterials,
    NumberMissing,
    ReasonsMissing,
    RemediesMissing,
    ValidityAlreadyOver,
)
from tongban.kernel.words import Bilingual, listed


def check_decide(matter: Matter) -> None:
    """Only the deciding post, once every step before it is done and those concerned were heard."""
    check_open(matter, matter.item.step_of(StepKind.DECISION).id)
    check_settled(matter)


def check_deliver(matter: Matter) -> None:
    """Only the delivery post, once the outcome document is made and sealed, and while it stands."""
    matter.require_post_of(StepKind.DELIVERY)
    if matter.case.licence is not None:
        matter.require_licence_in_force()
    check_not_stopped(matter.case, ChallengedAct.DECISION)
    # What was decided in another system is that authority's paper, and none is made here.
    if not matter.case.is_decided_elsewhere:
        for document, number in matter.case.outcome_papers:
            if (document, number) not in matter.case.recorded:
                raise DocumentMissing(document=document.label)


def decide_outcome(unfolding: Unfolding, body: Decide) -> None:
    """作出决定 — a grant with nothing against it, or a refusal with reasons, basis and remedies."""
    limit, valid_until = unfolding.matter.item.delivery_limit, body.valid_until
    case = unfolding.case
    _check_minutes(unfolding.matter, body)
    is_false = body.outcome is Outcome.REFUSED and body.false_material is True
    if body.outcome is Outcome.GRANTED:
        if not body.number:
            raise NumberMissing(document=DocumentKind.LICENCE.label)
        _check_nothing_against(unfolding.matter)
        require_paid(unfolding.matter, unfolding.matter.item.step_of(StepKind.DECISION).id)
        if valid_until is not None and valid_until < unfolding.matter.day:
            raise ValidityAlreadyOver(valid_until=valid_until, day=unfolding.matter.day)
        # Last of all: whose turn it is matters only to who could be granted.
        place = check_place(unfolding.matter, body)
    else:
        if not _found_against(case):
            check_dispute(unfolding.matter)
        if not body.number:
            raise NumberMissing(document=DocumentKind.REFUSAL.label)
        if body.reasons is None or not body.basis:
            raise ReasonsMissing(verb=Bilingual("不予许可", "refuse a licence"))
        if body.remedies is None or not are_complete(body.remedies):
            raise RemediesMissing()
        place = check_place(unfolding.matter, body)
        # §44 speaks of licences only; the same days for a decision of refusal are the item's own promise.
        limit, valid_until = replace(limit, basis=f"参照{limit.basis}"), None
    is_granted = body.outcome is Outcome.GRANTED
    unfolding.then(
        Decided(
            body.outcome,
            body.number,
            body.basis,
            body.reasons,
            body.remedies,
            valid_until,
            limit,
            case.hearing.minutes,
            unfolding.matter.item.ban_after_false_material if is_false else None,
            place,
            (conditions(case) or None) if is_granted else None,
            (rulings(case) or None) if is_granted else None,
            (body.decision_number or None) if is_granted else None,
        )
    )
    if is_granted:
        plan_check(unfolding)
        renews = unfolding.case.renews is not None
        hand_over(unfolding, HandOverReason.RENEWAL if renews else HandOverReason.GRANT)


def _check_minutes(matter: Matter, body: Decide) -> None:
    hearing = matter.case.hearing
    if hearing.held_on is not None and body.minutes != hearing.minutes:
        raise DecideOnTheMinutes(on=hearing.held_on)


def are_complete(remedies: Remedies) -> bool:
    """Whether body, court and both times are named (行政许可法§38)."""
    named = remedies.reconsideration_body and remedies.court and remedies.basis
    return bool(named) and remedies.reconsideration_days > 0 and remedies.suit_months > 0


def _check_nothing_against(matter: Matter) -> None:
    case, item = matter.case, matter.item
    if case.missing:
        # Accepted by silence with a gap; the gap is still there.
        raise GrantLacksMaterials(materials=listed([item.materials_by_id[m].name for m in case.missing]))
    if case.objections:
        names = [item.name_of(s.plan.authority) for s in case.objections]
        raise DisagreementUnresolved(authorities=listed(names))
    against = _found_against(case)
    if against:
        raise FindingAgainst(steps=listed([item.steps_by_id[s].name for s in against]))


def _found_against(case: Case) -> list[str]:
    return [s.plan.id for s in case.steps.values() if s.finding is Finding.DOES_NOT_CONFORM]


def record_document(unfolding: Unfolding, body: RecordDocument) -> None:
    """登记文书 — said again for the same bytes it changes nothing; an outcome must match the decision."""
    case = unfolding.case
    outcomes = (DocumentKind.LICENCE, DocumentKind.GRANT_DECISION, DocumentKind.REFUSAL)
    if body.document in outcomes and (
        case.status not in (Status.DECIDED, Status.CLOSED)
        or (body.document, body.number) not in case.outcome_papers
    ):
        expected = case.outcome.label if case.outcome else Bilingual("尚未决定", "not decided")
        raise DocumentOfAnotherCase(document=body.document.label, number=body.number, expected=expected)
    if _is_premature(unfolding.matter, body.document):
        raise DocumentPremature(document=body.document.label, status=case.status.label)
    recorded = DocumentRecorded(body.document, body.number, body.digest, body.ref)
    earlier = case.documents.get(body.document)
    # Several parties have several notices of one kind; a second paper under one number is another matter.
    is_remade = earlier is not None and earlier.number == body.number and earlier.digest != body.digest
    if earlier is not None and is_remade and case.status is Status.CLOSED:
        raise DocumentAlreadyDelivered(document=body.document.label, number=earlier.number)
    if earlier != recorded:
        unfolding.then(recorded)


def _is_premature(matter: Matter, document: DocumentKind) -> bool:
    # A receipt is not an acceptance notice 收件不是受理: neither is made before its act.
    case = matter.case
    return (
        (document is DocumentKind.ACCEPTANCE_NOTICE and case.accepted_on is None)
        or (document is DocumentKind.SUPPLEMENT_NOTICE and case.notice_on is None)
        or (
            document is DocumentKind.PROOF_OF_SERVICE
            and not any(service.served_on for service in case.services.values())
        )
    )


def deliver(unfolding: Unfolding, body: Deliver) -> None:
    """送达 — proven: handed over, or signed for after it was posted. The case closes."""
    matter = unfolding.matter
    check_proven(matter, outcome_service(matter), body.method)
    limits = remedy_limits(matter, matter.case.outcome_document)
    unfolding.then(Delivered(body.method, body.proof, *limits))
