"""听证文书 — what the notices to those concerned and of a hearing say (行政许可法§36, §46–§48)."""

from collections.abc import Callable, Mapping

from tongban.handling.hearing import party_named
from tongban.handling.occasion import Occasion, Said, common, where_to_write
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.hearing import request_clock


def recipient(occasion: Occasion, who: str) -> str:
    """The name of somebody concerned, the applicant or a party; empty once erased."""
    party = occasion.standing.case.parties.get(who)
    if party is None:
        return occasion.answers.form.get("holder", "")
    named = party_named(occasion.text(party.particulars))
    return named.name if named else ""


def _notice_to(occasion: Occasion, who: str, how: str, basis: str) -> dict[str, str]:
    fields = common(occasion) | {"recipient": recipient(occasion, who), "how": how, "basis": basis}
    return {name: text for name, text in fields.items() if name != "applicant"}


def _interested_party_notice(occasion: Occasion) -> Said:
    body, case = occasion.event.body, occasion.standing.case
    assert isinstance(body, e.InterestedPartyTold)
    assert case.interest is not None  # nobody is told before it was found
    fields = _notice_to(occasion, body.party, where_to_write(occasion), body.basis) | {
        "number": body.notice_number,
        "applicant": occasion.answers.form.get("holder", ""),
        "premises": occasion.answers.form.get("premises", ""),
        "interest": case.interest.label.zh,
        "respond_by": body.respond_by.isoformat(),
    }
    return body.notice_number, fields, None


def _hearing_right_notice(occasion: Occasion) -> Said:
    body, standing = occasion.event.body, occasion.standing
    assert isinstance(body, e.HearingRightTold)
    due = standing.case.clocks[request_clock(body.whom)].due(standing.calendar)
    how = where_to_write(occasion)
    qr = None
    if body.whom == c.THE_APPLICANT:
        how, qr = f"登录 {occasion.public_url} 在办件页面申请或者放弃。\n{how}", occasion.track_url
    fields = _notice_to(occasion, body.whom, how, body.basis) | {
        "number": body.notice_number,
        "told_on": occasion.event.on.isoformat(),
        "request_limit": body.request_limit.words.zh,
        "request_by": due.day.isoformat(),
    }
    return body.notice_number, fields, qr


def _hearing_announcement(occasion: Occasion) -> Said:
    body = occasion.event.body
    assert isinstance(body, e.HearingAnnounced)
    fields = {name: text for name, text in common(occasion).items() if name != "applicant"} | {
        "number": body.announcement_number,
        "ground": body.ground.label.zh,
        "basis": body.basis,
    }
    return body.announcement_number, fields, occasion.track_url


def _hearing_notice(occasion: Occasion) -> Said:
    body, hearing = occasion.event.body, occasion.standing.case.hearing
    assert isinstance(body, e.HearingNotified)
    parties = occasion.standing.case.parties
    fields = {name: text for name, text in common(occasion).items() if name != "applicant"} | {
        "number": body.notice_number,
        "recipient": "申请人、利害关系人" if parties else "申请人",
        "hearing_on": body.hearing_on.isoformat(),
        "begins": hearing.begins or "",
        "place": hearing.place,
        "host": occasion.handler.ports.appointments.name_of(hearing.host),
        "basis": body.basis,
    }
    return body.notice_number, fields, occasion.track_url


PAPERS_OF_A_HEARING: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.INTERESTED_PARTY_NOTICE: _interested_party_notice,
    c.DocumentKind.HEARING_RIGHT_NOTICE: _hearing_right_notice,
    c.DocumentKind.HEARING_ANNOUNCEMENT: _hearing_announcement,
    c.DocumentKind.HEARING_NOTICE: _hearing_notice,
}
