"""终止与承继 — no case without an end: the applicant is no more, or never answered.

依据 Basis: the licensing law says what ends a licence (行政许可法§70); a running application it leaves open,
so the death of the applicant and the end of an entity are judged by its measure (参照). It lets no
application end because nobody supplemented it: that takes a rule the item has published (§30). Whether
somebody may take an application over is the item's to say, since a licence as a rule is not passed on (§9).
"""

from tongban.kernel.case.commands import Cancel, EndCase, EndGround, Reference, TakeOver
from tongban.kernel.case.events import ApplicationTakenOver, CaseEnded
from tongban.kernel.case.fee import may_end_unpaid
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.state import LicenceState, Status
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    EndGroundNotMet,
    LicenceNotSettled,
    NotInheritable,
    PaymentStillInTime,
    ProofOfTheEndMissing,
    SuccessorMissing,
    SuccessorsNotAsked,
    SupplementStillInTime,
    TellInWriting,
    WaitsForTheSupplement,
)
from tongban.kernel.words import Bilingual

#: The measure taken where the law speaks of licences only.
_OF_THE_APPLICANT = {
    EndGround.APPLICANT_DIED: "参照行政许可法§70(2)",
    EndGround.ENTITY_ENDED: "参照行政许可法§70(3)",
}
_NO_PAYMENT_WAITED_FOR = Bilingual("本件的办理不等待缴费", "the course of this case waits for no payment")
_NO_SUPPLEMENT_OWED = Bilingual("没有等待补正的告知", "no supplement is waited for")

# --- what must hold before, shared by decide and the list of what is allowed


def check_end(matter: Matter) -> None:
    """Intake before acceptance, the lead before the decision, after it who delivers; no licence left open."""
    case = matter.case
    if case.status is Status.ACCEPTED:
        matter.require_lead()
        return
    matter.require_post_of(StepKind.DELIVERY if case.status is Status.DECIDED else StepKind.INTAKE)
    # A licence that is cancelled before it was delivered closes its case by itself.
    if case.licence is not None and case.licence.state is not LicenceState.CANCELLED:
        raise LicenceNotSettled(verb=Cancel.verb())


def check_take_over(matter: Matter) -> None:
    """Intake or the lead, where the item lets an application be taken over."""
    if not matter.item.succession_basis:
        raise NotInheritable()
    if matter.command.post != matter.item.step_of(StepKind.INTAKE).post:
        matter.require_lead()


# --- deciders


def end(unfolding: Unfolding, body: EndCase) -> None:
    """终止办理 — every clock of the case stops."""
    match body.ground:
        case EndGround.NOT_SUPPLEMENTED:
            basis = _check_not_supplemented(unfolding.matter, body)
        case EndGround.NOT_PAID:
            basis = _check_not_paid(unfolding.matter, body)
        case _:
            _proven(body.ground.label, body.proof)
            if unfolding.matter.item.succession_basis and body.no_successor is None and _is_open(unfolding):
                raise SuccessorsNotAsked()
            basis = _OF_THE_APPLICANT[body.ground]
    unfolding.then(CaseEnded(body.ground, body.proof, body.no_successor, body.notice_number, basis))


def take_over(unfolding: Unfolding, body: TakeOver) -> None:
    """承继申请 — what was handed in, noticed and counted stands for the successor."""
    if not body.successor or body.successor == unfolding.case.applicant:
        raise SuccessorMissing()
    proof = _proven(body.ground.label, body.proof)
    basis, predecessor = unfolding.matter.item.succession_basis, unfolding.case.applicant
    unfolding.then(ApplicationTakenOver(body.ground, predecessor, body.successor, proof, basis, body.answers))


def _check_not_paid(matter: Matter, body: EndCase) -> str:
    """What the item published for a fee that is not paid, once the time to pay is over."""
    rule = matter.item.fee
    if matter.case.status is not Status.ACCEPTED or rule is None or not may_end_unpaid(matter):
        raise EndGroundNotMet(ground=body.ground.label, why=_NO_PAYMENT_WAITED_FOR)
    clock = matter.case.clocks[ClockKind.PAYMENT]
    if not clock.is_past(matter.day, matter.calendar):
        raise PaymentStillInTime(until=clock.due(matter.calendar).day)
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    return rule.unpaid_basis


def _is_open(unfolding: Unfolding) -> bool:
    # What was decided already is passed on by the law of what was decided, not by taking over a case.
    return unfolding.case.status is not Status.DECIDED


def _proven(ground: Bilingual, proof: Reference | None) -> Reference:
    if proof is None:
        raise ProofOfTheEndMissing(ground=ground)
    return proof


def _check_not_supplemented(matter: Matter, body: EndCase) -> str:
    """What the item published the time to supplement by, once that time is over."""
    case, limit = matter.case, matter.item.supplement_limit
    if case.status is not Status.RECEIVED or not case.owes_supplement:
        raise EndGroundNotMet(ground=body.ground.label, why=_NO_SUPPLEMENT_OWED)
    clock = case.clocks.get(ClockKind.SUPPLEMENT)
    if limit is None or clock is None:
        raise WaitsForTheSupplement()
    if not clock.is_past(matter.day, matter.calendar):
        raise SupplementStillInTime(until=clock.due(matter.calendar).day)
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    return limit.basis
