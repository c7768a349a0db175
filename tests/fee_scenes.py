"""Scenes about fees that are refused, each with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace

from cast import CLERK, GRANT, LEAD, Table, day
from charged import (
    APPROVE,
    ASSESS,
    BY_AREA,
    DECIDER_AT_THE_WINDOW,
    FOR_THE_GRANT,
    PAY_OUT,
    PLATFORM,
    RULE,
    TOLD_AREA,
    WAIVE,
    accepted,
    assessed,
    given_back,
    paid,
    proposed,
    ready,
    refund,
    settled,
    taken,
    twice_given_back,
)
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundWay
from tongban.kernel.words import Bilingual

_OVERPAID = RefundGround.OVERPAID
_AT_THE_COUNTER = c.RecordPayment("F-1", "P-7", 12_000, PaymentChannel.CASH)
_UNPAID = c.EndCase(c.EndGround.NOT_PAID, notice_number="N-9")


def _overpaid(rule: object = RULE) -> Table:
    table = assessed(rule)  # type: ignore[arg-type]
    table.on("2026-03-04", PLATFORM, paid(12_500))
    return table


def _own() -> r.Refusal:
    table = assessed()
    table.on("2026-03-04", LEAD, WAIVE)
    return table.refused("2026-03-04", LEAD, APPROVE)


def _unpaid() -> r.Refusal:
    return ready().refused("2026-03-05", LEAD, GRANT, at="12:00")


def _in_two() -> Table:
    return given_back((PLATFORM, paid(5_000)), (CLERK, taken(7_000)))


def _gone() -> r.Refusal:
    table = twice_given_back()
    table.on("2026-03-09", CLERK, PAY_OUT)
    return table.refused("2026-03-10", CLERK, PAY_OUT)


#: a scene that is refused → the whole refusal
FEE_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "a fee of an item that charges nothing": (
        lambda: Table().accepted("2026-03-02").refused("2026-03-03", LEAD, ASSESS),
        r.FeeNotCharged(),
    ),
    "a fee for a grant that is not granted": (
        lambda: accepted(FOR_THE_GRANT).refused("2026-03-03", LEAD, ASSESS),
        r.FeeNotYet(),
    ),
    "the same fee once more": (
        lambda: assessed().refused("2026-03-04", LEAD, ASSESS),
        r.FeeAssessedAlready(amount="120.00", number="F-1"),
    ),
    "a fee by measure without one": (
        lambda: accepted(BY_AREA).refused("2026-03-03", LEAD, ASSESS),
        r.FeeMeasureMissing(measured=TOLD_AREA),
    ),
    "a situation the standard does not know": (
        lambda: accepted(replace(RULE, lines=RULE.lines[:1])).refused("2026-03-03", LEAD, ASSESS),
        r.FeeStandardMissing(),
    ),
    "a waiver of what is paid": (
        lambda: settled().refused("2026-03-05", LEAD, WAIVE),
        r.NothingOwed(),
    ),
    "a waiver nobody published": (
        lambda: assessed().refused("2026-03-04", LEAD, c.ProposeWaiver("chain", WAIVE.proof)),
        r.WaiverNotPublished(waiver=RULE.waivers[1].name),
    ),
    "a waiver without proof": (
        lambda: assessed().refused("2026-03-04", LEAD, replace(WAIVE, proof=None)),
        r.WaiverProofMissing(),
    ),
    "a second proposal while one waits": (
        lambda: proposed().refused("2026-03-05", LEAD, WAIVE),
        r.FeeProposalPending(on=day("2026-03-04"), amount="60.00"),
    ),
    "an answer to nothing": (
        lambda: assessed().refused("2026-03-04", LEAD, APPROVE),
        r.NoFeeProposal(),
    ),
    "an answer to one's own proposal": (_own, r.OwnFeeProposal()),
    "a refund on a ground that is not published": (
        lambda: _overpaid(replace(RULE, refunds=())).refused("2026-03-05", CLERK, refund(_OVERPAID, 1)),
        r.RefundNotPublished(ground=_OVERPAID.label),
    ),
    "a refund to who withdrew nothing": (
        lambda: settled().refused("2026-03-05", CLERK, refund(RefundGround.WITHDRAWN, 1)),
        r.RefundGroundNotMet(
            ground=RefundGround.WITHDRAWN.label,
            why=Bilingual(
                "本件不是这种情形，或者服务已经发生", "the case is not so, or the service was rendered"
            ),
        ),
    ),
    "more back than there is": (
        lambda: _overpaid().refused("2026-03-05", CLERK, refund(_OVERPAID, 501)),
        r.RefundTooMuch(ground=_OVERPAID.label, most="5.00", amount="5.01"),
    ),
    "a refund to be paid out that nobody approved": (
        lambda: settled().refused("2026-03-09", CLERK, PAY_OUT),
        r.NoRefundToPay(),
    ),
    "a refund moved to the counter that the platform did not refuse": (
        lambda: _in_two().refused("2026-03-09", LEAD, c.RedirectRefund("F-1-R1", "T-1", WAIVE.proof)),
        r.NoRefundToRedirect(),
    ),
    "a refund of the platform's paid out at the counter": (
        lambda: _in_two().refused("2026-03-09", CLERK, replace(PAY_OUT, payment="T-1")),
        r.RefundIsPlatforms(payment="T-1"),
    ),
    "a refund paid out twice": (
        _gone,
        r.RefundGoneBack(number="F-1-R1", on=day("2026-03-09"), transaction="R-9"),
    ),
    "a refund paid out by who approved it": (
        lambda: _in_two().refused("2026-03-09", DECIDER_AT_THE_WINDOW, PAY_OUT),
        r.OwnRefund(),
    ),
    "cash for what was paid by card": (
        lambda: _in_two().refused("2026-03-09", CLERK, replace(PAY_OUT, way=RefundWay.CASH)),
        r.RefundWayUnsuited(channel=PaymentChannel.POS.label, way=RefundWay.CASH.label),
    ),
    "a grant that by law waits for the fee": (
        _unpaid,
        r.FeeUnpaid(
            by="甲法§10",
            step=Bilingual("决定", "decision"),
            open=Bilingual("尚有 120.00 元未缴", "120.00 yuan are still open"),
        ),
    ),
    "cash where it is not published": (
        lambda: assessed().refused("2026-03-04", CLERK, _AT_THE_COUNTER),
        r.ChannelNotPublished(channel=PaymentChannel.CASH.label),
    ),
    "money without a number of its own": (
        lambda: assessed().refused("2026-03-04", CLERK, replace(_AT_THE_COUNTER, transaction=" ")),
        r.TransactionMissing(),
    ),
    "an end for want of payment before its day": (
        lambda: assessed().refused("2026-03-10", LEAD, _UNPAID),
        r.PaymentStillInTime(until=day("2026-03-10")),
    ),
}
