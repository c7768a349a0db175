"""终止办理的文书 — the notice that a case ended without a decision, or without a delivery; what it says."""

from collections.abc import Callable, Mapping

from tongban.handling.occasion import Occasion, Said, common, remedies_told
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.fee_rule import yuan
from tongban.kernel.clock import ClockKind


def _end_notice(occasion: Occasion) -> Said:
    """终止办理通知书 — on what ground, what shows it, how to apply again, and where to complain."""
    body = occasion.event.body
    assert isinstance(body, e.CaseEnded)
    number = body.notice_number or f"{occasion.case_number}（终止）"
    remedies = occasion.implementation.refusal_remedies(occasion.event.on)
    fields = common(occasion) | {
        "number": number,
        "received_on": str(occasion.standing.case.received_on),
        "ground": body.ground.label.zh,
        "facts": _facts(occasion, body),
        "how": f"需要办理的，可以登录 {occasion.public_url} 或者到{occasion.hall}重新申请。",
        "basis": body.basis,
        **remedies_told(remedies, "本通知"),
    }
    return number, fields, occasion.track_url


def _facts(occasion: Occasion, body: e.CaseEnded) -> str:
    case, calendar = occasion.standing.case, occasion.standing.calendar
    if body.ground is c.EndGround.NOT_SUPPLEMENTED:
        last_day = case.clocks[ClockKind.SUPPLEMENT].due(calendar).day
        return f"本机关于 {case.notice_on} 一次性告知需要补正的内容，至 {last_day} 没有补正齐全。"
    if body.ground is c.EndGround.NOT_PAID:
        return _not_paid(occasion)
    said = [f"本机关核验了{body.ground.label.zh}的证明材料。"]
    if body.no_successor is not None:
        said.append("已确认无人承继本件申请。")
    return "\n".join(said)


def _not_paid(occasion: Occasion) -> str:
    """Which fee was asked for in which notice, until when, and what of it was not paid."""
    case, rule = occasion.standing.case, occasion.standing.item.fee
    assert rule is not None  # nothing else is ended for a fee
    fee, last_day = case.fee, case.clocks[ClockKind.PAYMENT].due(occasion.standing.calendar).day
    # What is open is not asked for any more once the case has ended: the same command dropped it.
    return (
        f"《缴款通知书》{fee.notice_number}告知缴纳{rule.name.zh}；至 {last_day} 尚有 "
        f"{yuan(fee.open + fee.dropped)} 元没有缴清。依据{rule.before_basis}，缴款后方可办理后续环节。"
    )


PAPERS_OF_AN_END: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.END_NOTICE: _end_notice,
}
