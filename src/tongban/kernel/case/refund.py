"""退付 — approved money on its way back: told by the platform, or given back by somebody at the counter.

依据 Basis: 政府非税收入管理办法（财税〔2016〕33号）. What the platform says is a fact and always on record.
What the counter took, the counter gives back: in the way it came or by transfer, and by somebody else than
who approved it.
"""

from collections.abc import Iterator

from tongban.kernel.case.commands import PayRefund, RecordRefund
from tongban.kernel.case.events import RefundRecorded
from tongban.kernel.case.fee_account import FeeAccount
from tongban.kernel.case.fee_rule import PaymentChannel
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.refusals import (
    NoRefundToPay,
    OwnRefund,
    RefundGoneBack,
    RefundIsPlatforms,
    RefundWayUnsuited,
    TransactionMissing,
)


def check_pay(matter: Matter) -> None:
    """The counter, while something approved is to be given back there, and not by who approved all of it."""
    matter.require_post_of(StepKind.INTAKE)
    to_pay = matter.case.fee.to_pay_out()
    if not to_pay:
        raise NoRefundToPay()
    if all(refund.approved_by == matter.command.actor for refund, _ in to_pay):
        raise OwnRefund()


def pay(unfolding: Unfolding, body: PayRefund) -> None:
    """办理退付 — one part of an approved refund, whole, with the number under which it went."""
    fee = unfolding.case.fee
    refund = fee.refund(body.number)
    part = refund.part(body.payment) if refund is not None else None
    if refund is None or part is None:
        raise NoRefundToPay()
    if part.channel is PaymentChannel.ONLINE:
        raise RefundIsPlatforms(payment=part.payment)
    if part.went_on is not None:
        raise RefundGoneBack(number=refund.number, on=part.went_on, transaction=part.transaction)
    if refund.approved_by == unfolding.matter.command.actor:
        raise OwnRefund()
    if not body.way.suits(part.channel):
        raise RefundWayUnsuited(channel=part.channel.label, way=body.way.label)
    if not body.transaction.strip():
        raise TransactionMissing()
    unfolding.then(
        RefundRecorded(refund.number, body.transaction, part.amount, payment=part.payment, way=body.way)
    )


def record_refund(unfolding: Unfolding, body: RecordRefund) -> None:
    """登记平台退付 — always on record; twice told, it is recorded once."""
    if not body.transaction.strip():
        raise TransactionMissing()
    if unfolding.case.fee.knows(body.transaction):
        return
    differs = tuple(_differs(unfolding.case.fee, body))
    unfolding.then(RefundRecorded(body.number, body.transaction, body.amount, differs, body.payment or None))


def _differs(fee: FeeAccount, body: RecordRefund) -> Iterator[str]:
    refund = fee.refund(body.number)
    part = refund.part(body.payment) if refund is not None and body.payment else refund
    if refund is None or part is None:
        yield "not_approved"
        return
    if refund.refunded_on is not None or (body.payment and getattr(part, "went_on", None) is not None):
        yield "refunded_before"
    if part.amount != body.amount:
        yield "another_amount"
