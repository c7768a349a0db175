"""许可之后的文书 — what the commitment sheet, the order to rectify, revocation and cancellation say."""

from collections.abc import Callable, Mapping

from tongban.handling.commitment import confirmation_in
from tongban.handling.occasion import Occasion, Said, common, remedies_told, where_to_write
from tongban.handling.terms import terms_of
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import worded


def _commitment(occasion: Occasion) -> Said:
    """告知承诺书 — to be signed where a clerk told; confirmed online, the words that were, and by whom."""
    body, terms = occasion.event.body, terms_of(occasion.implementation)
    assert terms is not None  # nobody is told of what the item does not offer
    confirmed = confirmation_in(occasion.text(body.commitment)) if isinstance(body, e.Committed) else None
    number = next(h.body.notice_number for h in occasion.history if isinstance(h.body, e.CommitmentTold))
    fields = common(occasion) | {
        "number": number,
        "licence": occasion.implementation.result.name.zh,
        "terms": confirmed.text if confirmed else terms.text,
        "basis": terms.basis,
        "confirmed": f"{confirmed.name}于{worded(occasion.event.on).zh}在网上确认" if confirmed else "",
    }
    return number, fields, occasion.track_url


def _rectification_order(occasion: Occasion) -> Said:
    body, standing = occasion.event.body, occasion.standing
    assert isinstance(body, e.RectificationOrdered)
    clock = standing.case.clocks[ClockKind.RECTIFICATION]
    fields = _of_licence(occasion) | {
        "number": body.notice_number,
        "found": occasion.text(body.reasons),
        "rectify_limit": body.rectify_limit.words.zh,
        "rectify_by": clock.due(standing.calendar).day.isoformat(),
        "basis": body.basis,
    }
    return body.notice_number, fields, occasion.track_url


def _revocation_notice(occasion: Occasion) -> Said:
    body = occasion.event.body
    assert isinstance(body, e.RevocationTold)
    fields = _of_licence(occasion) | {
        "number": body.notice_number,
        "ground": body.ground.label.zh,
        "reasons": occasion.text(body.reasons),
        "respond_by": body.respond_by.isoformat(),
        "how": f"登录 {occasion.public_url} 在办件页面陈述、申辩。\n{where_to_write(occasion)}",
        "basis": body.basis,
    }
    return body.notice_number, fields, occasion.track_url


def _revocation_decision(occasion: Occasion) -> Said:
    body = occasion.event.body
    assert isinstance(body, e.Revoked)
    ban, remedies = body.ban_limit, body.remedies
    until = occasion.standing.case.clocks[ClockKind.BAN].due(occasion.standing.calendar).day if ban else None
    fields = _of_licence(occasion) | {
        "number": body.number,
        "ground": body.ground.label.zh,
        "reasons": occasion.text(body.reasons),
        "basis": body.basis,
        "ban": f"{worded(until).zh}以前（含当日）不得再次申请该行政许可（{ban.basis}）"
        if ban and until
        else "",
        **remedies_told(remedies, "本决定"),
    }
    return body.number, fields, occasion.verify_url


def _cancellation_notice(occasion: Occasion) -> Said:
    body = occasion.event.body
    assert isinstance(body, e.Cancelled)
    fields = _of_licence(occasion) | {
        "number": body.number,
        "ground": body.ground.label.zh,
        "basis": body.basis,
    }
    return body.number, fields, occasion.verify_url


def _of_licence(occasion: Occasion) -> dict[str, str]:
    licence = occasion.standing.case.licence
    assert licence is not None  # these papers are about one
    return common(occasion) | {
        "licence": occasion.implementation.result.name.zh,
        "licence_number": licence.number,
        "granted_on": licence.granted_on.isoformat(),
    }


PAPERS_AFTER_GRANT: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.COMMITMENT: _commitment,
    c.DocumentKind.RECTIFICATION_ORDER: _rectification_order,
    c.DocumentKind.REVOCATION_NOTICE: _revocation_notice,
    c.DocumentKind.REVOCATION_DECISION: _revocation_decision,
    c.DocumentKind.CANCELLATION_NOTICE: _cancellation_notice,
}
