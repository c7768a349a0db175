"""Fee 收费 on the staff's pages: what is owed and why, what came in, and what was proposed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongban.kernel import Happening
from tongban.kernel.case import events as e
from tongban.kernel.case.fee_rule import RefundWay, yuan
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual
from tongban.web.staff.casefile import CaseFile

#: How a recorded transaction differs from what was asked for, in words.
DIFFERENCES: Mapping[str, Bilingual] = {
    "nothing_assessed": Bilingual("没有核定过收费", "no fee was assessed"),
    "another_notice": Bilingual("不是现行缴款通知的", "of another notice than the present one"),
    "nothing_open": Bilingual("没有尚未缴清的款项", "nothing was open"),
    "another_amount": Bilingual("金额不同", "of another amount"),
    "late": Bilingual("超过缴款期限", "after the time to pay"),
    "case_declined": Bilingual("办件已不予受理", "the case was declined"),
    "case_withdrawn": Bilingual("办件已撤回", "the case was withdrawn"),
    "case_terminated": Bilingual("办件已终止", "the case was ended"),
    "not_approved": Bilingual("没有批准过这笔退付", "no such refund was approved"),
    "refunded_before": Bilingual("以前已经退过", "it had gone back before"),
}


def money(fen: int) -> str:
    """An amount as a page says it."""
    return _("%(yuan)s 元") % {"yuan": yuan(fen)}


def fee_of(file: CaseFile) -> dict[str, Any] | None:
    """What `staff/fee.html` shows; None where nothing is charged and nothing came in."""
    fee, rule = file.case.fee, file.item.fee
    if rule is None and not fee.payments:
        return None
    clock = file.case.clocks.get(ClockKind.PAYMENT)
    proposed = fee.proposal
    waiver = rule.waiver(proposed.waiver) if rule and proposed and proposed.waiver else None
    return {
        "account": fee,
        "rule": rule,
        "amount": money(fee.amount),
        "less": money(fee.reduced + fee.waived) if fee.reduced + fee.waived else "",
        "due": money(fee.due),
        "open": money(fee.open) if fee.open else "",
        "over": money(fee.overpaid) if fee.overpaid else "",
        "pay_by": clock.due(file.calendar).day if clock and clock.is_running else None,
        "waits": file.item.steps_by_id[rule.before].name if rule and rule.before else None,
        "payments": [
            {"amount": money(p.amount), "on": p.paid_on, "by": p.channel.label, "number": p.transaction}
            for p in fee.payments
        ],
        "refunds": [
            {
                "amount": money(part.amount),
                "on": part.went_on,
                "ground": r.ground.label,
                "number": part.transaction or r.number,
                "way": part.way.label if part.way else None,
                "at_counter": part.is_for_the_counter,
                "stuck_on": part.refused_on if part.is_stuck else None,
                "moved_by": file.person(part.redirected_by) if part.redirected_by else "",
            }
            for r in fee.refunds
            for part in r.parts
        ],
        "proposal": proposed
        and {
            "amount": money(proposed.amount),
            "what": waiver.name if waiver else proposed.ground.label if proposed.ground else "",
            "by": file.person(proposed.proposed_by),
            "on": proposed.proposed_on,
            "basis": proposed.basis,
        },
    }


def _differs(discrepancies: Iterable[str]) -> list[Any]:
    return [DIFFERENCES.get(one, Bilingual(one, one)) for one in discrepancies]


#: event → what the timeline adds to its title.
FEE_TELLERS: Mapping[type[Happening], Callable[[CaseFile, Any], Iterable[Any]]] = {
    e.FeeAssessed: lambda file, body: [
        money(body.amount - body.reduced),
        _("数量 %(n)s") % {"n": body.measured} if body.measured else "",
        body.notice_number,
    ],
    e.PaymentRecorded: lambda file, body: [
        money(body.amount),
        body.channel.label,
        body.transaction,
        *_differs(body.discrepancies),
    ],
    e.WaiverProposed: lambda file, body: [money(body.amount), file.text(body.proof)],
    e.FeeWaived: lambda file, body: [
        money(body.amount),
        _("提出人：%(name)s") % {"name": file.person(body.proposed_by)},
    ],
    e.RefundProposed: lambda file, body: [
        body.ground.label,
        money(body.amount),
        file.text(body.proof) if body.proof else "",
    ],
    e.RefundApproved: lambda file, body: [
        body.ground.label,
        money(body.amount),
        _("提出人：%(name)s") % {"name": file.person(body.proposed_by)},
        body.number,
    ],
    e.RefundRecorded: lambda file, body: [
        money(body.amount),
        (body.way or RefundWay.PLATFORM).label,
        body.transaction,
        *_differs(body.discrepancies),
    ],
    e.RefundRefused: lambda file, body: [money(body.amount), body.payment, body.number],
    e.RefundRedirected: lambda file, body: [
        money(body.amount),
        body.payment,
        body.number,
        file.text(body.reasons),
    ],
    e.FeeDropped: lambda file, body: [money(body.amount)],
}
