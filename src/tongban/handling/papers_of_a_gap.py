"""容缺受理的文书 — the notice of acceptance with a gap, and that of the return; what each says."""

from collections.abc import Callable, Mapping, Sequence

from tongban.handling.documents import as_rows
from tongban.handling.occasion import Occasion, Said, common, remedies_told
from tongban.handling.tolerance import confirmed_in, promise
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import GapConsequence
from tongban.kernel.clock import ClockKind


def _gap_notice(occasion: Occasion) -> Said:
    """容缺受理告知书 — what is missing, by when it comes, and what was undertaken."""
    body, standing = occasion.event.body, occasion.standing
    assert isinstance(body, e.GapTolerated)
    online = confirmed_in(occasion.text(body.undertaking))
    clocks = standing.case.clocks
    fields = common(occasion) | {
        "number": body.notice_number,
        "accepted_on": str(standing.case.accepted_on),
        "gaps": _rows(occasion, body.materials),
        "fill_limit": body.fill_limit.words.zh,
        "fill_by": clocks[ClockKind.GAP].due(standing.calendar).day.isoformat(),
        "decide_by": clocks[ClockKind.PROMISED].due(standing.calendar).day.isoformat(),
        "consequence": _consequence(occasion, body),
        "promise": online.words if online else promise(standing.item, body.materials).zh,
        "promised_how": f"申请人于 {online.confirmed_on} 在网上确认"
        if online
        else "申请人书面签署（见扫描件）",
        "how": f"登录 {occasion.public_url} 在办件页面补交，或者持本告知书到{occasion.hall}补交。",
        "basis": body.basis,
    }
    return body.notice_number, fields, occasion.track_url


def _consequence(occasion: Occasion, body: e.GapTolerated) -> str:
    rule = occasion.standing.item.tolerance
    further = rule.after_reminder if rule else None
    if body.consequence is GapConsequence.RETURNED and further is not None:
        return f"逾期提醒一次；提醒后 {further.words.zh}内仍未补齐的，{body.consequence.label.zh}"
    return body.consequence.label.zh


def _return_notice(occasion: Occasion) -> Said:
    """退回申请通知书 — what never came, why it ends here, how to apply again, and where to complain."""
    body, standing = occasion.event.body, occasion.standing
    assert isinstance(body, e.ApplicationReturned)
    gap = standing.case.gap
    assert gap is not None  # nothing is returned that had none
    assert gap.missed_on is not None  # nor before its time was over
    reminder = standing.case.clocks.get(ClockKind.GAP_REMINDER)
    last_day = reminder.due(standing.calendar).day if reminder else gap.missed_on
    remedies = occasion.implementation.refusal_remedies(occasion.event.on)
    fields = common(occasion) | {
        "number": body.notice_number,
        "accepted_on": str(standing.case.accepted_on),
        "gaps": _rows(occasion, gap.lacking),
        "fill_by": last_day.isoformat(),
        "reasons": occasion.text(body.reasons),
        "how": f"材料备齐后，可以登录 {occasion.public_url} 或者到{occasion.hall}重新申请。",
        "basis": body.basis,
        **remedies_told(remedies, "本通知"),
    }
    return body.notice_number, fields, occasion.track_url


def _rows(occasion: Occasion, materials: Sequence[str]) -> str:
    requirements = occasion.standing.item.materials_by_id
    return as_rows([(occasion.material(m), requirements[m].basis) for m in materials])


PAPERS_OF_A_GAP: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.GAP_NOTICE: _gap_notice,
    c.DocumentKind.RETURN_NOTICE: _return_notice,
}
