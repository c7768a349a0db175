"""收费 — assessed by the published standard, waived and given back by two people, waited for only by law.

依据 Basis: 行政许可法§58, §59. Money that came in or went back is a fact: it is recorded, and with it
what does not fit. No clock but the payer's own ever runs or stops for it.
"""

from collections.abc import Iterator

from tongban.kernel.case.commands import (
    AnswerFeeProposal,
    AssessFee,
    Outcome,
    ProposeRefund,
    ProposeWaiver,
    RecordPayment,
)
from tongban.kernel.case.conditions import holds
from tongban.kernel.case.events import (
    FeeAssessed,
    FeeDropped,
    FeeProposalRejected,
    FeeWaived,
    PaymentRecorded,
    RefundApproved,
    RefundProposed,
    WaiverProposed,
)
from tongban.kernel.case.fee_account import FeeProposal
from tongban.kernel.case.fee_rule import FeeRule, PaymentChannel, RefundGround, yuan
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.state import Case, Status, StepState
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    ChannelNotPublished,
    FeeAssessedAlready,
    FeeMeasureMissing,
    FeeNotCharged,
    FeeNotYet,
    FeeProposalPending,
    FeeStandardMissing,
    FeeUnpaid,
    NoFeeProposal,
    NothingOwed,
    OwnFeeProposal,
    ReasonsMissing,
    RefundGroundNotMet,
    RefundNotPublished,
    RefundTooMuch,
    TellInWriting,
    TransactionMissing,
    WaiverNotPublished,
    WaiverProofMissing,
)
from tongban.kernel.words import Bilingual

#: Statuses in which a case has ended, and the ground on which what was paid for nothing is given back.
_ENDED = {
    Status.DECLINED: RefundGround.ENDED,
    Status.WITHDRAWN: RefundGround.WITHDRAWN,
    Status.TERMINATED: RefundGround.ENDED,
}
_NOT_ASSESSED = Bilingual("尚未核定收费", "the fee has not been assessed yet")
_OPEN = Bilingual("尚有 {open} 元未缴", "{open} yuan are still open")
_NOT_SO = Bilingual("本件不是这种情形，或者服务已经发生", "the case is not so, or the service was rendered")
_NOTHING_PAID = Bilingual("没有可以退的款项", "nothing was paid that could go back")

# --- what holds of a case and its fee


def is_rendered(case: Case) -> bool:
    """Whether the service that the fee is for was rendered: its step done, or the licence granted."""
    service = case.fee.service
    if service in case.steps:
        return case.steps[service].state is StepState.DONE
    return case.outcome is not None and case.outcome is not Outcome.REFUSED


def can_still_be_rendered(case: Case) -> bool:
    """Whether the service may yet be rendered."""
    return not case.is_examined_no_more


def refund_ground(case: Case) -> RefundGround | None:
    """The ground on which all that was paid could be given back now; None where the service stands."""
    if is_rendered(case) or can_still_be_rendered(case):
        return None
    return _ENDED.get(case.status, RefundGround.REFUSED)


def refundable(case: Case, ground: RefundGround) -> int:
    """How much could be given back on that ground."""
    if ground is RefundGround.OVERPAID:
        return case.fee.overpaid
    return case.fee.paid if refund_ground(case) is ground else 0


def may_end_unpaid(matter: Matter) -> bool:
    """Whether the item ends what was not paid, and the course of this case waits for the fee."""
    rule, fee = matter.item.fee, matter.case.fee
    return bool(rule and rule.unpaid_basis and rule.before) and fee.assessed_on is not None and fee.open > 0


# --- what must hold before, shared by decide and the list of what is allowed


def require_paid(matter: Matter, step_id: str) -> None:
    """Refuse the step that by law comes after payment, until nothing of the fee is open."""
    rule, fee = matter.item.fee, matter.case.fee
    if rule is None or rule.before != step_id or fee.is_settled:
        return
    how = _OPEN.fill(open=yuan(fee.open)) if fee.assessed_on else _NOT_ASSESSED
    raise FeeUnpaid(by=rule.before_basis, step=matter.name_of_step(step_id), open=how)


def check_assess(matter: Matter) -> None:
    """Intake or the lead, where the item charges, and once there is something to charge for."""
    rule = _rule(matter)
    _require_counter_or_lead(matter)
    case = matter.case
    if rule.is_for_the_grant and not is_rendered(case):
        raise FeeNotYet()
    if case.fee.proposal is not None:
        raise _pending(case.fee.proposal)


def may_be_assessed(matter: Matter) -> bool:
    """Whether it is offered: there is no assessment yet, or another measure would change it.

    What the applicant answered does not change once the case is accepted.
    """
    rule = matter.item.fee
    if rule is None:
        return False
    return matter.case.fee.assessed_on is None or any(line.measured is not None for line in rule.lines)


def check_propose_waiver(matter: Matter) -> None:
    """Intake or the lead, while something is open."""
    _rule(matter)
    _require_counter_or_lead(matter)
    _check_no_proposal(matter)
    if not matter.case.fee.open:
        raise NothingOwed()


def check_propose_refund(matter: Matter) -> None:
    """Intake or the lead, while there is something to give back."""
    _require_counter_or_lead(matter)
    _check_no_proposal(matter)
    if matter.case.fee.paid <= 0:
        raise RefundGroundNotMet(ground=RefundGround.OVERPAID.label, why=_NOTHING_PAID)


def check_answer(matter: Matter) -> None:
    """The deciding post, and nobody about what they proposed themselves."""
    matter.require_post_of(StepKind.DECISION)
    if _proposal(matter).proposed_by == matter.command.actor:
        raise OwnFeeProposal()


# --- deciders


def assess(unfolding: Unfolding, body: AssessFee) -> None:
    """核定收费 — the line of the standard that holds, by what was measured, less what waives itself."""
    matter = unfolding.matter
    rule, fee = _rule(matter), matter.case.fee
    line = rule.line(body.facts)
    if line is None:
        raise FeeStandardMissing()
    if line.measured is not None and body.measured <= 0:
        raise FeeMeasureMissing(measured=line.measured)
    measured = body.measured if line.measured is not None else 0
    amount = line.amount * measured if measured else line.amount
    by_itself = [w for w in rule.waivers if w.when is not None and holds(w.when, body.facts)]
    reduced = min(amount, sum(waiver.of(amount) for waiver in by_itself))
    if fee.assessed_on is not None and (amount, reduced) == (fee.amount, fee.reduced):
        raise FeeAssessedAlready(amount=yuan(amount - reduced), number=fee.notice_number)
    owed = amount > reduced
    if owed and not body.notice_number:
        raise TellInWriting(verb=body.verb())
    unfolding.then(
        FeeAssessed(
            notice_number=body.notice_number if owed else "",
            amount=amount,
            reduced=reduced,
            measured=measured,
            waivers=tuple(waiver.id for waiver in by_itself),
            service=rule.service,
            pay_limit=rule.pay_within if owed else None,
            basis=rule.basis,
            standard_basis=rule.standard_basis,
        )
    )


def record_payment(unfolding: Unfolding, body: RecordPayment) -> None:
    """登记缴款 — always on record where it came from outside; twice told, it is recorded once."""
    matter = unfolding.matter
    if not body.transaction.strip():
        raise TransactionMissing()
    if body.channel is not PaymentChannel.ONLINE:
        # Taking money is an act of the office, and may be refused; what the platform took is a fact.
        matter.require_post_of(StepKind.INTAKE)
        if body.channel not in _rule(matter).channels:
            raise ChannelNotPublished(channel=body.channel.label)
        if not matter.case.fee.open:
            raise NothingOwed()
    if matter.case.fee.knows(body.transaction):
        return
    differs = tuple(_payment_differs(matter, body))
    unfolding.then(PaymentRecorded(body.notice_number, body.transaction, body.amount, body.channel, differs))


def propose_waiver(unfolding: Unfolding, body: ProposeWaiver) -> None:
    """提出减免 — by a published rule that waits for proof, on what is open."""
    matter = unfolding.matter
    rule = _rule(matter).waiver(body.waiver)
    if rule is None or rule.when is not None or body.waiver in matter.case.fee.waivers:
        raise WaiverNotPublished(waiver=rule.name if rule else body.waiver)
    if body.proof is None:
        raise WaiverProofMissing()
    fee = matter.case.fee
    amount = min(fee.open, rule.of(fee.amount))
    unfolding.then(WaiverProposed(body.waiver, amount, body.proof, rule.basis))


def propose_refund(unfolding: Unfolding, body: ProposeRefund) -> None:
    """提出退付 — on a published ground that holds, and no more than there is to give back."""
    matter = unfolding.matter
    basis = _refund_basis(matter, body.ground)
    most = refundable(matter.case, body.ground)
    if not most:
        raise RefundGroundNotMet(ground=body.ground.label, why=_NOT_SO)
    if not 0 < body.amount <= most:
        raise RefundTooMuch(ground=body.ground.label, most=yuan(most), amount=yuan(body.amount))
    unfolding.then(RefundProposed(body.ground, body.amount, body.proof, basis))


def answer_proposal(unfolding: Unfolding, body: AnswerFeeProposal) -> None:
    """审批 — approved, it stands at once; rejected, with reasons, nothing changes."""
    proposal, fee = _proposal(unfolding.matter), unfolding.case.fee
    if not body.approved:
        if body.reasons is None:
            raise ReasonsMissing(verb=Bilingual("不予减免、退付", "reject a waiver or refund"))
        unfolding.then(FeeProposalRejected(body.reasons))
    elif proposal.ground is None:
        # What came in meanwhile is overpaid then, and goes back as that.
        unfolding.then(FeeWaived(proposal.waiver, proposal.amount, proposal.proposed_by, proposal.basis))
    else:
        number = f"{fee.notice_number or unfolding.case.receipt_number}-R{len(fee.refunds) + 1}"
        unfolding.then(
            RefundApproved(
                number=number,
                ground=proposal.ground,
                amount=proposal.amount,
                proposed_by=proposal.proposed_by,
                basis=proposal.basis,
                sources=fee.sources(proposal.amount),
            )
        )


def drop_what_is_owed_no_more(unfolding: Unfolding) -> None:
    """不再收取 — said by time alone as soon as the service will never be rendered."""
    case = unfolding.case
    if case.fee.open and refund_ground(case) is not None:
        unfolding.then(FeeDropped(case.fee.open, case.fee.basis), by_time=True)


# --- inside


def _rule(matter: Matter) -> FeeRule:
    if matter.item.fee is None:
        raise FeeNotCharged()
    return matter.item.fee


def _refund_basis(matter: Matter, ground: RefundGround) -> str:
    """By the item's rule of that ground; where nothing is charged, by the law itself."""
    if matter.item.fee is None and ground is RefundGround.OVERPAID:
        return FeeNotCharged.basis
    rule = _rule(matter).refund(ground)
    if rule is None:
        raise RefundNotPublished(ground=ground.label)
    return rule.basis


def _require_counter_or_lead(matter: Matter) -> None:
    if matter.command.post != matter.item.step_of(StepKind.INTAKE).post:
        matter.require_lead()


def _proposal(matter: Matter) -> FeeProposal:
    if matter.case.fee.proposal is None:
        raise NoFeeProposal()
    return matter.case.fee.proposal


def _check_no_proposal(matter: Matter) -> None:
    if matter.case.fee.proposal is not None:
        raise _pending(matter.case.fee.proposal)


def _pending(proposal: FeeProposal) -> FeeProposalPending:
    return FeeProposalPending(on=proposal.proposed_on, amount=yuan(proposal.amount))


def _payment_differs(matter: Matter, body: RecordPayment) -> Iterator[str]:
    case, fee = matter.case, matter.case.fee
    if not fee.notice_number:
        yield "nothing_assessed"
    elif body.notice_number != fee.notice_number:
        yield "another_notice"
    if fee.assessed_on is not None and not fee.open:
        yield "nothing_open"
    elif fee.open != body.amount:
        yield "another_amount"
    clock = case.clocks.get(ClockKind.PAYMENT)
    if clock is not None and clock.is_running and matter.day > clock.due(matter.calendar).day:
        yield "late"
    if case.status in _ENDED:
        yield f"case_{case.status}"
