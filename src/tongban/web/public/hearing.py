"""听证 — what an applicant is told of those concerned and of the hearing, in a citizen's words.

Pure, as `tracking`. Who the interested parties are and what they say is nobody's news here: their papers are
theirs. Day and place of a hearing are public, since the hearing is (行政许可法§48).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tongban.kernel import Case, Event, Happening, Status
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import THE_APPLICANT, DocumentKind
from tongban.kernel.case.evolution.hearing import request_clock
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual
from tongban.web.hearing_right import Right, right_of


def hearing_of(
    case: Case, history: tuple[Event, ...], today: date, calendar: Calendar
) -> dict[str, Any] | None:
    """What the progress page says of a hearing; nothing where there is none to speak of."""
    hearing, right = case.hearing, right_of(case, history, THE_APPLICANT, today, calendar)
    under_examination = case.status is Status.ACCEPTED
    if right is Right.NOT_TOLD and not hearing.is_owed and hearing.held_on is None:
        return None
    if not under_examination and hearing.held_on is None:
        return None
    clock, limit = case.clocks.get(request_clock(THE_APPLICANT)), case.clocks.get(ClockKind.HEARING)
    return {
        "right": right.value if under_examination else "",
        "may_ask": under_examination and right is Right.OPEN and hearing.held_on is None,
        "may_waive": under_examination and right in (Right.OPEN, Right.ASKED) and hearing.held_on is None,
        "last_day": clock.due(calendar).day if clock else None,
        "held_by": limit.due(calendar).day if limit and limit.is_running else None,
        "is_owed": hearing.is_owed,
        # Until notice is given a day is only the office's plan.
        "on": hearing.hearing_on if hearing.notified_on else None,
        "begins": hearing.begins or "",
        "place": hearing.place,
        "held_on": hearing.held_on,
    }


def is_for_the_applicant(body: e.DocumentRecorded, history: Iterable[Event]) -> bool:
    """Whether a paper is the applicant's: those made out to a party or to the file are not."""
    # That something was served is proven to the office's own file.
    if body.document in (DocumentKind.INTERESTED_PARTY_NOTICE, DocumentKind.PROOF_OF_SERVICE):
        return False
    if body.document is not DocumentKind.HEARING_RIGHT_NOTICE:
        return True
    return any(
        isinstance(h.body, e.HearingRightTold)
        and h.body.whom == THE_APPLICANT
        and h.body.notice_number == body.number
        for h in history
    )


def title_of(body: Happening) -> Bilingual | None:
    """The event in a citizen's words; None where its own name says it."""
    match body:
        case e.InterestFound():
            return Bilingual("认定与他人有重大利益关系", "Found to touch the major interests of others")
        case e.InterestedPartyTold():
            return Bilingual("已书面告知一位利害关系人", "An interested party was told in writing")
        case e.StatementRecorded(by=by):
            return _of(
                by,
                "收到申请人的意见",
                "利害关系人的意见已收到",
                "The applicant",
                "An interested party",
                "stated a view",
            )
        case e.HearingRightTold(whom=whom):
            return _of(
                whom,
                "已告知申请人有权要求听证",
                "已告知利害关系人有权要求听证",
                "The applicant",
                "An interested party",
                "was told of the right to a hearing",
            )
        case e.HearingRequested(by=by):
            return _of(
                by,
                "申请人申请听证",
                "利害关系人申请听证",
                "The applicant",
                "An interested party",
                "asked for a hearing",
            )
        case e.HearingWaived(by=by):
            return _of(
                by,
                "申请人放弃听证",
                "利害关系人放弃听证",
                "The applicant",
                "An interested party",
                "waived the hearing",
            )
        case e.HearingNotRequested(whom=whom):
            return _of(
                whom,
                "申请人没有在期限内申请听证",
                "利害关系人没有在期限内申请听证",
                "The applicant",
                "An interested party",
                "did not ask for a hearing in time",
            )
    return None


def _of(who: str, zh: str, zh_party: str, en: str, en_party: str, did: str) -> Bilingual:
    applicant = who == THE_APPLICANT
    return Bilingual(zh if applicant else zh_party, f"{en if applicant else en_party} {did}")


def detail_of(body: Happening) -> Bilingual | None:
    """What else is to be known of the event."""
    match body:
        case e.HearingRightTold(whom=whom) if whom == THE_APPLICANT:
            return Bilingual(
                "自告知之日起 {limit}内可以申请。文号 {number}。",
                "It can be asked for within {limit}. Number {number}.",
            ).fill(limit=body.request_limit.words, number=body.notice_number)
        case e.HearingAnnounced():
            return Bilingual("{ground}。文号 {number}。", "Ground: {ground}. Number {number}.").fill(
                ground=body.ground.label, number=body.announcement_number
            )
        case e.HearingNotified():
            return Bilingual("听证日期 {day}。文号 {number}。", "On {day}. Number {number}.").fill(
                day=body.hearing_on, number=body.notice_number
            )
    return None
