"""期限文书 — what the notices say that a limit was extended, or time left out of it (行政许可法§42、§45)."""

from collections.abc import Callable, Mapping

from tongban.handling.occasion import Occasion, Said, common
from tongban.kernel import replay
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import SpecialProcedure
from tongban.kernel.clock import ClockKind, TimeLimit

_PUBLISHED = "请在上述期间内{what}。法定办理期限照常计算，不因此停止。"
_TECHNICAL = "本机关根据{what}的结果作出决定（行政许可法§55）。"

#: What follows on a procedure, by its kind.
_NOTES: Mapping[SpecialProcedure, str] = {
    SpecialProcedure.HEARING: "听证的日期、地点另以《听证通知书》通知（行政许可法§48）。",
    SpecialProcedure.TENDER: "按照招标程序确定中标人后，本机关作出决定（行政许可法§53）。",
    SpecialProcedure.AUCTION: "按照拍卖程序确定买受人后，本机关作出决定（行政许可法§53）。",
    SpecialProcedure.INSPECTION: _TECHNICAL.format(what="检验"),
    SpecialProcedure.TEST: _TECHNICAL.format(what="检测"),
    SpecialProcedure.QUARANTINE: _TECHNICAL.format(what="检疫"),
    SpecialProcedure.APPRAISAL: "鉴定意见出具后，本机关继续审查。",
    SpecialProcedure.EXPERT_REVIEW: "专家评审结束后，本机关继续审查。",
    SpecialProcedure.SUPPLEMENT: _PUBLISHED.format(what="补充材料"),
    SpecialProcedure.PAYMENT: _PUBLISHED.format(what="缴费"),
}


def _extension_notice(occasion: Occasion) -> Said:
    """延长期限告知书 — until when now, on whose approval, and why (行政许可法§42: the reasons are told)."""
    body, standing = occasion.event.body, occasion.standing
    assert isinstance(body, e.LimitExtended)
    clock = standing.case.clocks[ClockKind.STATUTORY]
    before = replay(occasion.history[: occasion.event.seq - 1]).clocks[ClockKind.STATUTORY]
    unit = clock.limit.unit
    fields = common(occasion) | {
        "number": body.notice_number,
        "accepted_on": str(standing.case.accepted_on),
        "due_before": before.due(standing.calendar).day.isoformat(),
        "extension": TimeLimit(body.amount, unit, body.basis).words.zh,
        "due_on": clock.due(standing.calendar).day.isoformat(),
        "approved_by": body.approved_by.label.zh,
        "reasons": occasion.text(body.reasons),
        "basis": body.basis,
    }
    return body.notice_number, fields, occasion.track_url


def _special_procedure_notice(occasion: Occasion) -> Said:
    """特别程序告知书 — which procedure, which days, out of which limit they are left (行政许可法§45)."""
    body, standing = occasion.event.body, occasion.standing
    assert isinstance(body, e.TimeExcluded)
    names = {ClockKind.STATUTORY: "法定办理期限", ClockKind.PROMISED: "承诺办理期限"}
    due = {kind: standing.case.clocks[kind].due(standing.calendar).day.isoformat() for kind in body.clocks}
    bases = dict.fromkeys([body.basis, *([body.promise_basis] if body.promise_basis else [])])
    fields = common(occasion) | {
        "number": body.notice_number,
        "accepted_on": str(standing.case.accepted_on),
        "procedure": body.procedure.label.zh,
        "begin": body.begin.isoformat(),
        "until": body.until.isoformat(),
        "needed": f"{(body.until - body.begin).days + 1} 日（含首尾两日）",
        "left_out_of": "、".join(names[kind] for kind in body.clocks),
        "due_on": due.get(ClockKind.STATUTORY, ""),
        "promised_on": due.get(ClockKind.PROMISED, ""),
        "note": _NOTES[body.procedure],
        "basis": "、".join(bases),
    }
    return body.notice_number, fields, occasion.track_url


PAPERS_OF_A_LIMIT: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.EXTENSION_NOTICE: _extension_notice,
    c.DocumentKind.SPECIAL_PROCEDURE_NOTICE: _special_procedure_notice,
}
