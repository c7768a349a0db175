"""收费的着法 — assessed, paid online, at the counter, too much, waived and given back by two people."""

from collections.abc import Iterator

from tongban.kernel.case import commands as c
from tongban.kernel.case.fee import refundable
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundWay
from tongban.kernel.case.item import StepKind
from tongban.process.exploring.moves.move import NUMBER, PAPER, WHY, Move, Standing


def tried(standing: Standing) -> Iterator[Move]:
    """What may be asked about the fee of an item that has one; nothing where none is charged."""
    case, item = standing.case, standing.item
    if item.fee is None:
        return
    yield standing.by_lead(c.AssessFee(NUMBER, standing.facts, measured=1))
    fee = case.fee
    if fee.open:
        # One payment too many tells all others.
        for amount in (fee.open, fee.open + 1):
            paid = c.RecordPayment(NUMBER, f"T-{len(fee.payments)}", amount, PaymentChannel.ONLINE)
            yield standing.at_post("", paid)
        if len(channels := item.fee.channels) > 1:
            taken = c.RecordPayment(NUMBER, f"S-{len(fee.payments)}", fee.open, channels[1])
            yield standing.by_clerk(taken)
    for waiver in item.fee.waivers:
        yield standing.by_clerk(c.ProposeWaiver(waiver.id, PAPER))
    for ground in RefundGround:
        yield standing.by_clerk(c.ProposeRefund(ground, max(1, refundable(case, ground)), PAPER))
    deciding = item.step_of(StepKind.DECISION).post
    for approved in (True, False):
        yield standing.at_post(deciding, c.AnswerFeeProposal(approved, WHY))
    for refund in fee.refunds:
        for part in refund.parts:
            slip = f"R-{part.payment}"
            if part.is_for_the_counter:
                way = next(way for way in RefundWay if part.may_go(way))
                yield standing.by_clerk(c.PayRefund(refund.number, part.payment, slip, way))
            elif part.went_on is None:
                yield standing.at_post("", c.RecordRefundRefused(refund.number, part.payment))
                yield standing.at_post(deciding, c.RedirectRefund(refund.number, part.payment, WHY))
                yield standing.at_post("", c.RecordRefund(refund.number, slip, part.amount, part.payment))
