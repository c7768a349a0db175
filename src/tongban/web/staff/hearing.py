"""Those concerned 参加人: who they are, what they were told and said, and how their hearing stands."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tongban.handling.hearing import PartyNamed, party_named
from tongban.kernel import Event
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.hearing import request_clock
from tongban.kernel.case.hearing import name_of
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual, listed
from tongban.web.hearing_right import Right, right_of
from tongban.web.staff.casefile import CaseFile


def party_of(file: CaseFile, who: str) -> PartyNamed | None:
    """Name and address of a party; None for the applicant, and once erased."""
    party = file.case.parties.get(who)
    if party is None or party.particulars is None:
        return None
    return party_named(file.texts.get(party.particulars.ref))


def who_is_called(file: CaseFile, who: str) -> Bilingual:
    """Somebody concerned, by part and name: 利害关系人1 周邻居."""
    part, party = name_of(who), party_of(file, who)
    name = file.applicant if who == c.THE_APPLICANT else party.name if party else _("（内容已依法删除）")
    return Bilingual(f"{part.zh} {name}", f"{part.en} {name}")


def choices_of(file: CaseFile, concerned: list[str]) -> list[tuple[str, Bilingual]]:
    """Those concerned, to choose from."""
    return [(who, who_is_called(file, who)) for who in concerned]


def is_under_way(file: CaseFile) -> bool:
    """Whether anybody was found, told or announced anything, or the item prescribes a hearing."""
    hearing = file.case.hearing
    prescribed = bool(file.item.hearing_prescribed_by) and file.case.accepted_on is not None
    return bool(file.case.parties or hearing.right_told or hearing.announced_on or prescribed)


def heard(file: CaseFile) -> dict[str, Any] | None:
    """What `staff/hearing.html` shows; nothing for a case that concerns nobody else."""
    case, hearing = file.case, file.case.hearing
    if not is_under_way(file) and not any(isinstance(each.body, e.StatementRecorded) for each in file.events):
        return None
    found = [each.body for each in file.events if isinstance(each.body, e.InterestFound)]
    return {
        "interest": case.interest.label if case.interest else None,
        "reasons": [file.text(body.reasons) for body in found],
        "prescribed_by": file.item.hearing_prescribed_by,
        "people": [_person(file, who) for who in case.concerned],
        "announcement": _last(file, e.HearingAnnounced),
        "hearing": hearing,
        "host": file.person(hearing.host) if hearing.host else "",
        "limit": file.chip(ClockKind.HEARING) if hearing.is_owed else None,
        "notice_limit": file.chip(ClockKind.HEARING_NOTICE) if hearing.notified_on is None else None,
        "notice": _last(file, e.HearingNotified) if hearing.notified_on else None,
        "minutes": file.text(hearing.minutes),
        "signed_by": _signed(file),
    }


def _person(file: CaseFile, who: str) -> dict[str, Any]:
    case, party = file.case, file.case.parties.get(who)
    told = _last(file, e.InterestedPartyTold, party=who)
    named = party_of(file, who)
    return {
        "who": who_is_called(file, who),
        "subject": party.subject if party else "",
        "address": named.address if named else "",
        "is_party": party is not None,
        "told": told,
        "awaited": party is not None
        and party.respond_by is not None
        and not party.has_stated
        and file.today <= party.respond_by
        and case.decided_on is None,
        "statements": [
            {"on": each.on, "text": file.text(each.body.statement)}
            for each in file.events
            if isinstance(each.body, e.StatementRecorded) and each.body.by == who
        ],
        "right": _last(file, e.HearingRightTold, whom=who),
        "last_day": _last_day(file, who),
        "answer": _answer(file, who),
    }


def _last_day(file: CaseFile, who: str) -> date | None:
    clock = file.case.clocks.get(request_clock(who))
    return clock.due(file.calendar).day if clock else None


def _answer(file: CaseFile, who: str) -> str:
    """What became of somebody's right to a hearing, in a word."""
    match right_of(file.case, file.events, who, file.today, file.calendar):
        case Right.NOT_TOLD:
            return ""
        case Right.OPEN:
            return _("可以申请")
        case Right.ASKED:
            return _("已申请听证")
        case Right.WAIVED:
            return _("已放弃听证")
        case Right.PASSED:
            return _("期限内没有申请")


def _signed(file: CaseFile) -> Bilingual | None:
    held = _last(file, e.HearingHeld)
    return listed([who_is_called(file, who) for who in held["body"].signed_by]) if held else None


def _last(file: CaseFile, kind: type[e.Happening], **is_: str) -> dict[str, Any] | None:
    """The last event of a kind: `on` and `body`."""

    def fits(event: Event) -> bool:
        return isinstance(event.body, kind) and all(getattr(event.body, n) == v for n, v in is_.items())

    event = next(filter(fits, reversed(file.events)), None)
    return {"on": event.on, "body": event.body} if event else None
