"""退付 — approved money on its way back: told by the platform, or given back by somebody at the counter.

What the platform will not give back (an account that was closed) the deciding post moves to the counter, with
reasons, once the platform has said so; from there it goes by transfer.

依据 Basis: 政府非税收入管理办法（财税〔2016〕33号）. What the platform says is a fact and always on record.
What the counter took, the counter gives back: in the way it came or by transfer, and by somebody else than
who approved it.
"""

from collections.abc import Iterator

from tongban.kernel.case.commands import PayRefund, RecordRefund, RecordRefundRefused, RedirectRefund
from tongban.kernel.case.events import RefundRecorded, RefundRedirected, RefundRefused
from tongban.kernel.case.fee_account import FeeAccount, Refund, RefundPart
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.refusals import (
    NoRefundToPay,
    NoRefundToRedirect,
    OwnRefund,
    ReasonsMissing,
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
    if all(_is_own(matter, refund, part) for refund, part in to_pay):
        raise OwnRefund()


def check_redirect(matter: Matter) -> None:
    """The deciding post, once the platform has said that it will not give something back."""
    matter.require_post_of(StepKind.DECISION)
    if not matter.case.fee.stuck():
        raise NoRefundToRedirect()


def _is_own(matter: Matter, refund: Refund, part: RefundPart) -> bool:
    """Whether who acts approved the refund, or moved this part of it to the counter."""
    return matter.command.actor in (refund.approved_by, part.redirected_by)


def pay(unfolding: Unfolding, body: PayRefund) -> None:
    """办理退付 — one part of an approved refund, whole, with the number under which it went."""
    fee = unfolding.case.fee
    refund = fee.refund(body.number)
    part = refund.part(body.payment) if refund is not None else None
    if refund is None or part is None:
        raise NoRefundToPay()
    if part.is_the_platforms:
        raise RefundIsPlatforms(payment=part.payment)
    if part.went_on is not None:
        raise RefundGoneBack(number=refund.number, on=part.went_on, transaction=part.transaction)
    if _is_own(unfolding.matter, refund, part):
        raise OwnRefund()
    if not part.may_go(body.way):
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


def record_refused(unfolding: Unfolding, body: RecordRefundRefused) -> None:
    """登记平台不予退回 — once; of what went already, or is the counter's, it says nothing."""
    refund = unfolding.case.fee.refund(body.number)
    part = refund.part(body.payment) if refund is not None else None
    if refund is None or part is None or part.went_on is not None or not part.is_the_platforms:
        return
    if part.refused_on is None:
        unfolding.then(RefundRefused(refund.number, part.payment, part.amount))


def redirect(unfolding: Unfolding, body: RedirectRefund) -> None:
    """改由窗口退付 — of what the platform said no to, and of nothing that it gave back since."""
    refund = unfolding.case.fee.refund(body.number)
    part = refund.part(body.payment) if refund is not None else None
    if refund is not None and part is not None and part.went_on is not None:
        raise RefundGoneBack(number=refund.number, on=part.went_on, transaction=part.transaction)
    if refund is None or part is None or not part.is_stuck:
        raise NoRefundToRedirect()
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    unfolding.then(
        RefundRedirected(refund.number, part.payment, part.amount, body.reasons, NoRefundToRedirect.basis)
    )


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
