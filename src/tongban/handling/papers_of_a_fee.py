"""收费的文书 — the payment notice: how much, by which law and standard, by when, and where to pay."""

from collections.abc import Callable, Mapping

from tongban.handling.occasion import Occasion, Said, common
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.fee_rule import FeeRule, PaymentChannel, yuan
from tongban.kernel.clock import ClockKind


def _payment_notice(occasion: Occasion) -> Said:
    """缴款通知书 — no more is asked for than it says."""
    body, standing = occasion.event.body, occasion.standing
    rule = standing.item.fee
    assert isinstance(body, e.FeeAssessed)
    assert rule is not None  # what was assessed is published
    clock = standing.case.clocks.get(ClockKind.PAYMENT)
    fields = common(occasion) | {
        "number": body.notice_number,
        "fee": rule.name.zh,
        "amount": f"{yuan(body.amount - body.reduced)} 元",
        "counted": _counted(rule, body),
        "basis": "；".join(filter(None, (body.basis, body.standard_basis))),
        "pay_by": clock.due(standing.calendar).day.isoformat() if body.pay_limit and clock else "",
        "how": _how(occasion, rule),
        "unpaid": _unpaid(rule),
    }
    return body.notice_number, fields, occasion.track_url


def _counted(rule: FeeRule, body: e.FeeAssessed) -> str:
    said = [f"按标准 {yuan(body.amount)} 元"]
    if body.measured:
        said[0] += f"（数量 {body.measured}）"
    said += [f"{rule.name.zh}减免：{w.name.zh}" for w in rule.waivers if w.id in body.waivers]
    if body.reduced:
        said.append(f"减 {yuan(body.reduced)} 元")
    return "，".join(said)


def _how(occasion: Occasion, rule: FeeRule) -> str:
    ways = []
    if PaymentChannel.ONLINE in rule.channels:
        ways.append(f"登录 {occasion.public_url} 在办件页面缴款。")
    counter = [channel.label.zh for channel in rule.channels if channel is not PaymentChannel.ONLINE]
    if counter:
        ways.append(f"持本通知书到{occasion.hall}缴款（{'、'.join(counter)}）。")
    return "\n".join(ways)


def _unpaid(rule: FeeRule) -> str:
    if not rule.before:
        return "是否缴款不影响本件的办理和办理期限。"
    return f"依据{rule.before_basis}，缴款后方可办理后续环节；逾期不缴的，依据{rule.unpaid_basis}终止办理。"


#: kind of document → what it says.
PAPERS_OF_A_FEE: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.PAYMENT_NOTICE: _payment_notice,
}
