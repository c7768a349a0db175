"""利害关系人与听证之后的办件 — who was told and heard, and how far the hearing has come."""

from dataclasses import replace
from itertools import zip_longest
from typing import Any

from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.moves import started, stopped
from tongban.kernel.case.state import Case, InterestedParty
from tongban.kernel.clock import ClockKind


def interest_found(case: Case, event: e.Event, body: e.InterestFound) -> Case:
    """认定利害关系 — the parties are numbered on, in the order they were found."""
    first, particulars = len(case.parties) + 1, body.particulars or ()
    found = {
        f"party-{number}": InterestedParty(f"party-{number}", subject, particulars=told)
        for number, (subject, told) in enumerate(zip_longest(body.parties, particulars), start=first)
    }
    return case.having(interest=body.interest, parties={**case.parties, **found})


def interested_party_told(case: Case, event: e.Event, body: e.InterestedPartyTold) -> Case:
    """告知 — the party knows, and may state what it has to say."""
    return _with_party(case, body.party, told_on=event.on, respond_by=body.respond_by)


def statement_recorded(case: Case, event: e.Event, body: e.StatementRecorded) -> Case:
    """陈述申辩 — of a party, or of the holder told of a revocation, it is waited for no more."""
    if body.by in case.parties:
        return _with_party(case, body.by, has_stated=True)
    if case.revocation is not None:
        return case.having(revocation=replace(case.revocation, has_stated=True))
    return case


def hearing_right_told(case: Case, event: e.Event, body: e.HearingRightTold) -> Case:
    """告知听证权利 — this person's days to ask for a hearing start."""
    clock = started(ClockKind.HEARING_REQUEST, body.request_limit, event, event.on)
    right_told = {**case.hearing.right_told, body.whom: event.on}
    return _with_hearing(case, right_told=right_told, clocks={request_clock(body.whom): clock})


def hearing_requested(case: Case, event: e.Event, body: e.HearingRequested) -> Case:
    """申请听证 — the days to hold it start with the first request."""
    clocks = stopped(case, event, request_clock(body.by))
    if not case.hearing.wanted_by:
        clocks[ClockKind.HEARING] = started(ClockKind.HEARING, body.hold_limit, event, event.on)
    return _with_hearing(case, wanted_by=case.hearing.wanted_by | {body.by}, clocks=clocks)


def hearing_waived(case: Case, event: e.Event, body: e.HearingWaived) -> Case:
    """放弃听证 — where nobody wants it any more, the days to hold it stop.

    One that was announced is held all the same, and its notice is still owed.
    """
    wanted_by = case.hearing.wanted_by - {body.by}
    names = [request_clock(body.by)]
    if case.hearing.wanted_by and not wanted_by:
        names.append(ClockKind.HEARING)
        if case.hearing.announced_on is None:
            names.append(ClockKind.HEARING_NOTICE)
    return _with_hearing(case, wanted_by=wanted_by, clocks=stopped(case, event, *names))


def hearing_not_requested(case: Case, event: e.Event, body: e.HearingNotRequested) -> Case:
    """逾期未申请 — this person's days are over."""
    return case.having(clocks=stopped(case, event, request_clock(body.whom)))


def hearing_announced(case: Case, event: e.Event, body: e.HearingAnnounced) -> Case:
    """公告听证 — a hearing is owed."""
    return _with_hearing(case, announced_on=event.on)


def hearing_scheduled(case: Case, event: e.Event, body: e.HearingScheduled) -> Case:
    """安排听证 — its notice is counted back from its day; an earlier notice was of another day."""
    notice = started(ClockKind.HEARING_NOTICE, body.notice_limit, event, body.hearing_on)
    return _with_hearing(
        case,
        hearing_on=body.hearing_on,
        place=body.place,
        host=body.host,
        begins=body.begins,
        notified_on=None,
        clocks={ClockKind.HEARING_NOTICE: notice},
    )


def hearing_notified(case: Case, event: e.Event, body: e.HearingNotified) -> Case:
    """通知听证 — the notice is given."""
    return _with_hearing(case, notified_on=event.on, clocks=stopped(case, event, ClockKind.HEARING_NOTICE))


def hearing_held(case: Case, event: e.Event, body: e.HearingHeld) -> Case:
    """举行听证 — the decision has its minutes to rest on."""
    clocks = stopped(case, event, ClockKind.HEARING)
    return _with_hearing(case, held_on=event.on, host=body.host, minutes=body.minutes, clocks=clocks)


def request_clock(whom: str) -> str:
    """The id of the clock of somebody's days to ask for a hearing."""
    return f"{ClockKind.HEARING_REQUEST}:{whom}"


def _with_party(case: Case, party: str, **changes: Any) -> Case:
    return case.having(parties={**case.parties, party: replace(case.parties[party], **changes)})


def _with_hearing(case: Case, *, clocks: Any = None, **changes: Any) -> Case:
    return case.having(hearing=replace(case.hearing, **changes), clocks={**case.clocks, **(clocks or {})})
