"""缴费 — what an applicant is told of a fee: what to pay, why, until when, and what came of it.

Pure: a case and its item go in.
"""

from typing import Any

from tongban.kernel.case.fee_rule import PaymentChannel, yuan
from tongban.kernel.clock import ClockKind
from tongban.web.public.tracking import Progress


def fee_of(progress: Progress) -> dict[str, Any] | None:
    """What `public/fee.html` shows; None where nothing was assessed and nothing came in."""
    case, rule = progress.case, progress.standing.item.fee
    fee = case.fee
    if fee.assessed_on is None and not fee.payments:
        return None
    clock = case.clocks.get(ClockKind.PAYMENT)
    channels = rule.channels if rule else ()
    return {
        "account": fee,
        "rule": rule,
        "open": yuan(fee.open) if fee.open else "",
        "due": yuan(fee.due),
        "standard": yuan(fee.amount),
        "less": yuan(fee.reduced + fee.waived) if fee.reduced + fee.waived else "",
        "over": yuan(fee.overpaid) if fee.overpaid else "",
        "pay_by": clock.due(progress.standing.calendar).day if clock and clock.is_running else None,
        "waits": progress.standing.item.steps_by_id[rule.before].name if rule and rule.before else None,
        "online": PaymentChannel.ONLINE in channels,
        "counter": [channel.label for channel in channels if channel is not PaymentChannel.ONLINE],
        "payments": [{"payment": p, "yuan": yuan(p.amount)} for p in fee.payments],
        "refunds": [{"part": part, "yuan": yuan(part.amount)} for r in fee.refunds for part in r.parts],
    }
