"""收费之后的办件 — the account, and the one clock that measures the payer's own time."""

from dataclasses import replace
from typing import Any

from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.moves import started, stopped
from tongban.kernel.case.fee_account import FeeAccount, FeeProposal, Payment, Refund, RefundPart
from tongban.kernel.case.fee_rule import RefundWay
from tongban.kernel.case.state import Case
from tongban.kernel.clock import ClockKind


def _with(case: Case, event: e.Event, fee: FeeAccount) -> Case:
    """The case with its account; the time to pay stops once nothing is open."""
    clocks = case.clocks
    if not fee.open and (clock := clocks.get(ClockKind.PAYMENT)) is not None and clock.is_running:
        clocks = stopped(case, event, ClockKind.PAYMENT)
    return case.having(fee=fee, clocks=clocks)


def fee_assessed(case: Case, event: e.Event, body: e.FeeAssessed) -> Case:
    """核定 — a later assessment takes the place of an earlier one; what was paid and waived stands."""
    fee = replace(
        case.fee,
        notice_number=body.notice_number,
        assessed_on=event.on,
        amount=body.amount,
        reduced=body.reduced,
        measured=body.measured,
        service=body.service,
        basis=body.basis,
        standard_basis=body.standard_basis,
    )
    clocks = dict(case.clocks)
    if body.pay_limit is not None and fee.open:
        clocks[ClockKind.PAYMENT] = started(ClockKind.PAYMENT, body.pay_limit, event, event.on)
    return _with(case.having(clocks=clocks), event, fee)


def payment_recorded(case: Case, event: e.Event, body: e.PaymentRecorded) -> Case:
    """缴款 — in the account, whatever it was for."""
    payment = Payment(body.transaction, body.amount, event.on, body.channel, body.notice_number)
    return _with(case, event, replace(case.fee, payments=(*case.fee.payments, payment)))


def waiver_proposed(case: Case, event: e.Event, body: e.WaiverProposed) -> Case:
    """提出减免."""
    proposal = FeeProposal(body.amount, event.actor, event.on, body.basis, waiver=body.waiver)
    return case.having(fee=replace(case.fee, proposal=proposal))


def fee_waived(case: Case, event: e.Event, body: e.FeeWaived) -> Case:
    """减免 — that much less is to be paid."""
    fee = case.fee
    waived = replace(fee, waived=fee.waived + body.amount, waivers=(*fee.waivers, body.waiver), proposal=None)
    return _with(case, event, waived)


def refund_proposed(case: Case, event: e.Event, body: e.RefundProposed) -> Case:
    """提出退付."""
    proposal = FeeProposal(body.amount, event.actor, event.on, body.basis, ground=body.ground)
    return case.having(fee=replace(case.fee, proposal=proposal))


def refund_approved(case: Case, event: e.Event, body: e.RefundApproved) -> Case:
    """准予退付 — the money is the payer's from here on; that it went back is recorded when it did.

    An event from before its sources were on record has those it would be taken from.
    """
    sources = body.sources or case.fee.sources(body.amount)
    parts = tuple(RefundPart(source.payment, source.amount, source.channel) for source in sources)
    refund = Refund(body.number, body.ground, body.amount, event.on, approved_by=event.actor, parts=parts)
    return _with(case, event, replace(case.fee, refunds=(*case.fee.refunds, refund), proposal=None))


def fee_proposal_rejected(case: Case, event: e.Event, body: e.FeeProposalRejected) -> Case:
    """不予减免、退付."""
    return case.having(fee=replace(case.fee, proposal=None))


def refund_recorded(case: Case, event: e.Event, body: e.RefundRecorded) -> Case:
    """退付 — the part of that refund went, or all of it; what nobody approved changes nothing."""

    def went(part: RefundPart) -> RefundPart:
        if part.went_on is not None or body.payment not in (None, part.payment):
            return part
        way = body.way or RefundWay.PLATFORM
        return replace(part, went_on=event.on, transaction=body.transaction, way=way)

    def after(refund: Refund) -> Refund:
        if refund.number != body.number or refund.refunded_on is not None:
            return refund
        parts = tuple(went(part) for part in refund.parts)
        if any(part.went_on is None for part in parts):
            return replace(refund, parts=parts)
        return replace(refund, parts=parts, refunded_on=event.on, transaction=body.transaction)

    return case.having(fee=replace(case.fee, refunds=tuple(after(refund) for refund in case.fee.refunds)))


def refund_refused(case: Case, event: e.Event, body: e.RefundRefused) -> Case:
    """平台不予退回 — somebody has to find another way."""
    return _with_part(case, body.number, body.payment, refused_on=event.on)


def refund_redirected(case: Case, event: e.Event, body: e.RefundRedirected) -> Case:
    """改由窗口退付 — the counter owes it now."""
    by = {"redirected_on": event.on, "redirected_by": event.actor}
    return _with_part(case, body.number, body.payment, **by)


def _with_part(case: Case, number: str, payment: str, **changes: Any) -> Case:
    def after(refund: Refund) -> Refund:
        if refund.number != number:
            return refund
        parts = (replace(part, **changes) if part.payment == payment else part for part in refund.parts)
        return replace(refund, parts=tuple(parts))

    return case.having(fee=replace(case.fee, refunds=tuple(after(refund) for refund in case.fee.refunds)))


def fee_dropped(case: Case, event: e.Event, body: e.FeeDropped) -> Case:
    """不再收取 — what was open is owed no more."""
    return _with(case, event, replace(case.fee, dropped=case.fee.dropped + body.amount))
