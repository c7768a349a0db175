"""利害关系人与听证 — who has to be told and heard before a decision, and the hearing itself.

依据 Basis: 行政许可法§36 (others' major interests), §46 (prescribed or in the public interest), §47 (asked
for by those concerned), §48 (notice, host, minutes). The time a hearing takes is excluded from the
decision's limit like that of any special procedure, once told in writing (§45): see `limits`.
"""

from collections.abc import Iterable
from datetime import date

from tongban.kernel.case.commands import (
    THE_APPLICANT,
    AnnounceHearing,
    FindInterest,
    HearingGround,
    HoldHearing,
    Interest,
    NotifyOfHearing,
    RecordStatement,
    RequestHearing,
    ScheduleHearing,
    TellHearingRight,
    TellInterestedParty,
    WaiveHearing,
)
from tongban.kernel.case.events import (
    HearingAnnounced,
    HearingHeld,
    HearingNotified,
    HearingRequested,
    HearingRightTold,
    HearingScheduled,
    HearingWaived,
    InterestedPartyTold,
    InterestFound,
    StatementRecorded,
)
from tongban.kernel.case.evolution.hearing import request_clock
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.state import Case, Status
from tongban.kernel.clock import Clock, ClockKind
from tongban.kernel.refusals import (
    HearingAlreadyAnnounced,
    HearingAlreadyAsked,
    HearingAlreadyNotified,
    HearingBeyondItsLimit,
    HearingNotHeld,
    HearingNoticeTooLate,
    HearingNotNotified,
    HearingNotPrescribed,
    HearingNotScheduled,
    HearingNotYet,
    HearingOnARestDay,
    HearingOver,
    HearingRequestTooLate,
    HearingRightAlreadyTold,
    HearingRightNotTold,
    HearingStillPossible,
    HostExamines,
    HostMissing,
    InterestedPartyNotTold,
    MinutesMissing,
    NobodyConcerned,
    NoInterestFound,
    NotAllowedNow,
    NothingToHear,
    PlaceMissing,
    ReasonsMissing,
    RespondByInThePast,
    StatementEmpty,
    StatementStillAwaited,
    TellInWriting,
    UnknownParty,
)
from tongban.kernel.words import Bilingual, listed

_OF_OTHERS, _TOLD, _HEARD = "行政许可法§36", "行政许可法§47(1)", "行政许可法§48"
_ANNOUNCED = "行政许可法§46"
_ASKED_FOR = Bilingual("已有人申请听证", "it was asked for")
_ANNOUNCED_ALREADY = Bilingual("已公告听证", "it was announced")

# --- what must hold before, shared by decide and the list of what is allowed


def may_still_state(case: Case) -> bool:
    """Whether those concerned may state and defend now 可否陈述申辩.

    From acceptance to the decision; after it only where the holder was told of an intended revocation,
    until that is decided too.
    """
    if case.status is Status.ACCEPTED:
        return True
    return case.revocation is not None and case.licence is not None and case.licence.is_in_force


def check_lead(matter: Matter) -> None:
    """Only the lead department finds, tells, and arranges."""
    matter.require_lead()


def check_tell_party(matter: Matter) -> None:
    """Only the lead, once there is somebody to tell."""
    matter.require_lead()
    if not matter.case.parties:
        raise NoInterestFound()


def check_by_lead_or_counter(matter: Matter) -> None:
    """Those concerned act themselves; what they hand in on paper is entered by the counter or the lead."""
    post = matter.command.post
    if post and post != matter.item.step_of(StepKind.INTAKE).post:
        matter.require_lead()


def check_statement(matter: Matter) -> None:
    """Only while there is something left to decide: see `may_still_state`."""
    check_by_lead_or_counter(matter)
    if not may_still_state(matter.case):
        raise NotAllowedNow(status=matter.case.status.label, verb=RecordStatement.verb())


def check_request(matter: Matter) -> None:
    """Somebody was told of the right."""
    check_by_lead_or_counter(matter)
    if not matter.case.hearing.right_told:
        raise HearingRightNotTold(whom=name_of(THE_APPLICANT))
    _check_not_over(matter)


def check_announce(matter: Matter) -> None:
    """Only the lead, once, until it is held."""
    matter.require_lead()
    _check_not_over(matter)
    announced_on = matter.case.hearing.announced_on
    if announced_on is not None:
        raise HearingAlreadyAnnounced(on=announced_on)


def check_schedule(matter: Matter) -> None:
    """Only the lead, and only a hearing that somebody wants, or the agency has announced."""
    matter.require_lead()
    _check_not_over(matter)
    if not matter.case.hearing.is_owed and not matter.item.hearing_prescribed_by:
        raise NothingToHear()


def check_notify(matter: Matter) -> None:
    """Only of a hearing with day, place and host, once, in time."""
    matter.require_lead()
    _check_not_over(matter)
    hearing_on, notified_on = matter.case.hearing.hearing_on, matter.case.hearing.notified_on
    if notified_on is not None:
        raise HearingAlreadyNotified(on=notified_on)
    if hearing_on is None:
        raise HearingNotScheduled()
    latest = matter.case.clocks[ClockKind.HEARING_NOTICE].due(matter.calendar).day
    if matter.day > latest:
        raise HearingNoticeTooLate(hearing_on=hearing_on, latest=latest, today=matter.day)


def check_hold(matter: Matter) -> None:
    """Only what was notified, on its day or after, by a host who does not examine."""
    matter.require_lead()
    _check_not_over(matter)
    hearing = matter.case.hearing
    if hearing.notified_on is None or hearing.hearing_on is None:
        raise HearingNotNotified()
    if matter.day < hearing.hearing_on:
        raise HearingNotYet(hearing_on=hearing.hearing_on)
    _check_host(matter, hearing.host)


def check_settled(matter: Matter) -> None:
    """Refuse a decision before those concerned were told and heard (§36, §46, §47)."""
    case, hearing = matter.case, matter.case.hearing
    if hearing.held_on is None:
        if case.interest is Interest.BETWEEN_PARTIES:
            untold = [who for who in case.concerned if who not in hearing.right_told]
            if untold:
                raise HearingRightNotTold(whom=_names(untold))
        _check_requests_are_over(matter)
    untold = [who for who, p in case.parties.items() if p.told_on is None and who not in hearing.right_told]
    if untold:
        raise InterestedPartyNotTold(parties=_names(untold))
    for who, party in case.parties.items():
        if not party.has_stated and party.respond_by is not None and matter.day <= party.respond_by:
            raise StatementStillAwaited(party=name_of(who), until=party.respond_by)
    if hearing.is_owed:
        raise HearingNotHeld(why=_ASKED_FOR if hearing.wanted_by else _ANNOUNCED_ALREADY)
    if matter.item.hearing_prescribed_by and (hearing.announced_on is None or hearing.held_on is None):
        raise HearingNotHeld(why=matter.item.hearing_prescribed_by)


def _check_requests_are_over(matter: Matter) -> None:
    for who in matter.case.hearing.right_told:
        clock = matter.case.clocks[request_clock(who)]
        if clock.is_running and not clock.is_past(matter.day, matter.calendar):
            raise HearingStillPossible(whom=name_of(who), until=clock.due(matter.calendar).day)


def _check_not_over(matter: Matter) -> None:
    held_on = matter.case.hearing.held_on
    if held_on is not None:
        raise HearingOver(on=held_on)


def _check_host(matter: Matter, host: str) -> None:
    if host in matter.case.examiners:
        raise HostExamines()


# --- deciders


def find_interest(unfolding: Unfolding, body: FindInterest) -> None:
    """认定利害关系 — with reasons; whoever is found has to be told."""
    case = unfolding.case
    known = {case.applicant, *(party.subject for party in case.parties.values())}
    if (
        not body.parties
        or "" in body.parties
        or len({*body.parties, *known}) < len(body.parties) + len(known)
    ):
        raise NobodyConcerned()
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    # What touches both is not undone by another who is only touched.
    both = Interest.BETWEEN_PARTIES in (body.interest, case.interest)
    interest = Interest.BETWEEN_PARTIES if both else Interest.OF_OTHERS
    unfolding.then(InterestFound(interest, body.parties, body.reasons, _OF_OTHERS, body.particulars))


def tell_interested_party(unfolding: Unfolding, body: TellInterestedParty) -> None:
    """告知利害关系人 — in writing; told again, the later day for a statement holds."""
    _check_known(unfolding.matter, body.party, applicant_too=False)
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    if body.respond_by < unfolding.matter.day:
        raise RespondByInThePast(respond_by=body.respond_by, told_on=unfolding.matter.day)
    unfolding.then(InterestedPartyTold(body.party, body.respond_by, body.notice_number, _OF_OTHERS))


def record_statement(unfolding: Unfolding, body: RecordStatement) -> None:
    """陈述申辩 — any time before the decision; it is never refused for its content."""
    _check_known(unfolding.matter, body.by)
    if body.statement is None:
        raise StatementEmpty()
    unfolding.then(StatementRecorded(body.by, body.statement))


def tell_hearing_right(unfolding: Unfolding, body: TellHearingRight) -> None:
    """告知听证权利 — once to each; the days run from being told."""
    matter = unfolding.matter
    _check_known(matter, body.whom)
    told_on = unfolding.case.hearing.right_told.get(body.whom)
    if told_on is not None:
        raise HearingRightAlreadyTold(whom=name_of(body.whom), on=told_on)
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    limit = matter.item.hearing_limits.request
    unfolding.then(HearingRightTold(body.whom, body.notice_number, limit, _TOLD))


def request_hearing(unfolding: Unfolding, body: RequestHearing) -> None:
    """申请听证 — in time, and once."""
    matter, hearing = unfolding.matter, unfolding.case.hearing
    clock = _right_of(matter, body.by)
    if body.by in hearing.wanted_by:
        raise HearingAlreadyAsked(by=name_of(body.by))
    due = clock.due(matter.calendar).day
    if matter.day > due:
        raise HearingRequestTooLate(due=due)
    unfolding.then(HearingRequested(body.by, matter.item.hearing_limits.hold))


def waive_hearing(unfolding: Unfolding, body: WaiveHearing) -> None:
    """放弃听证 — said twice it changes nothing."""
    clock = _right_of(unfolding.matter, body.by)
    if clock.is_running or body.by in unfolding.case.hearing.wanted_by:
        unfolding.then(HearingWaived(body.by))


def announce_hearing(unfolding: Unfolding, body: AnnounceHearing) -> None:
    """公告听证 — prescribed by law, or since the agency finds that the public interest asks for it."""
    prescribed_by = unfolding.matter.item.hearing_prescribed_by
    if body.ground is HearingGround.PRESCRIBED and not prescribed_by:
        raise HearingNotPrescribed()
    if not body.announcement_number:
        raise TellInWriting(verb=body.verb())
    basis = prescribed_by if body.ground is HearingGround.PRESCRIBED else _ANNOUNCED
    unfolding.then(HearingAnnounced(body.ground, body.announcement_number, basis))


def schedule_hearing(unfolding: Unfolding, body: ScheduleHearing) -> None:
    """安排听证 — on a working day, in time and leaving time for its notice; the host does not examine."""
    matter = unfolding.matter
    if not body.host:
        raise HostMissing()
    if not body.place:
        raise PlaceMissing()
    _check_host(matter, body.host)
    if not matter.calendar.is_working(body.hearing_on):
        raise HearingOnARestDay(hearing_on=body.hearing_on, next=matter.calendar.roll(body.hearing_on))
    limit = matter.item.hearing_limits.notice
    latest = _latest_notice(matter, body.hearing_on)
    if matter.day > latest:
        raise HearingNoticeTooLate(hearing_on=body.hearing_on, latest=latest, today=matter.day)
    _check_in_time(matter, body.hearing_on)
    unfolding.then(HearingScheduled(body.hearing_on, body.place, body.host, limit, body.begins))


def notify_of_hearing(unfolding: Unfolding, body: NotifyOfHearing) -> None:
    """通知听证 — in writing, to the applicant and every interested party."""
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    hearing_on = unfolding.case.hearing.hearing_on
    assert hearing_on is not None, "checked before"
    unfolding.then(HearingNotified(hearing_on, body.notice_number, f"{_HEARD}(1)(1)"))


def hold_hearing(unfolding: Unfolding, body: HoldHearing) -> None:
    """举行听证 — with minutes that somebody of those concerned has signed."""
    for who in body.signed_by:
        _check_known(unfolding.matter, who)
    if body.minutes is None or not body.signed_by:
        raise MinutesMissing()
    host = unfolding.case.hearing.host
    signed_by = tuple(who for who in unfolding.case.concerned if who in body.signed_by)
    unfolding.then(HearingHeld(host, body.minutes, signed_by, f"{_HEARD}(1)(5)"))


def _right_of(matter: Matter, who: str) -> Clock:
    _check_known(matter, who)
    if who not in matter.case.hearing.right_told:
        raise HearingRightNotTold(whom=name_of(who))
    return matter.case.clocks[request_clock(who)]


def _check_in_time(matter: Matter, hearing_on: date) -> None:
    clock = matter.case.clocks.get(ClockKind.HEARING)
    if clock is None or not clock.is_running:
        return
    due = clock.due(matter.calendar).day
    # Once no day in time leaves time for its notice, every day is late, and a late hearing is still owed.
    if hearing_on > due and matter.day <= _latest_notice(matter, due):
        raise HearingBeyondItsLimit(hearing_on=hearing_on, due=due)


def _latest_notice(matter: Matter, hearing_on: date) -> date:
    clock = Clock(ClockKind.HEARING_NOTICE, matter.item.hearing_limits.notice)
    return clock.start(hearing_on, matter.command.at, matter.command.actor).due(matter.calendar).day


def _check_known(matter: Matter, who: str, *, applicant_too: bool = True) -> None:
    known = matter.case.concerned if applicant_too else tuple(matter.case.parties)
    if who not in known:
        raise UnknownParty(party=who, parties=_names(known) if known else Bilingual("无", "none"))


def _names(who: Iterable[str]) -> Bilingual:
    return listed([name_of(one) for one in who])


def name_of(who: str) -> Bilingual:
    """The applicant or `party-1` as a sentence calls them."""
    if who == THE_APPLICANT:
        return Bilingual("申请人", "the applicant")
    number = who.rpartition("-")[2]
    return Bilingual(f"利害关系人{number}", f"interested party {number}")
