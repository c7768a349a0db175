"""联席会议 — one day and place for every department invited, minutes with a resolution, signed by who came.

依据 Basis: 行政许可法§26(2) (joint handling is organised, not left to chance). The minutes bind nobody:
each department signs its own opinion afterwards. A day that came to nothing moves no clock.
"""

from collections.abc import Iterable

from tongban.kernel.case.commands import (
    ConveneMeeting,
    HoldMeeting,
    MeetingFailure,
    MeetingResolution,
    PostponeMeeting,
)
from tongban.kernel.case.dispute import departments, unconferred
from tongban.kernel.case.events import (
    Disregard,
    MeetingConvened,
    MeetingHeld,
    MeetingPostponed,
    ObjectionDisregarded,
)
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.steps import open_ready
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    AbsentMissing,
    MeetingBeyondItsLimit,
    MeetingIncomplete,
    MeetingInThePast,
    MeetingMinutesMissing,
    MeetingNotConvened,
    MinutesNotSigned,
    NobodyToMeet,
    NotInvitable,
    ObjectorNotInvited,
)
from tongban.kernel.words import Bilingual, listed

_BASIS = "行政许可法§26(2)"

# --- what must hold before, shared by decide and the list of what is allowed


def check_convene(matter: Matter) -> None:
    """Only the lead, and only where somebody else has a part."""
    matter.require_lead()
    if len(departments(matter)) < 2:
        raise NobodyToMeet()


def check_postpone(matter: Matter) -> None:
    """Only the lead, and only what was convened."""
    matter.require_lead()
    if matter.case.meeting.meeting_on is None:
        raise MeetingNotConvened(meeting_on="—")


def check_hold(matter: Matter) -> None:
    """Only what was convened, on its day or after."""
    check_postpone(matter)
    meeting_on = matter.case.meeting.meeting_on
    if meeting_on is None or matter.day < meeting_on:
        raise MeetingNotConvened(meeting_on=meeting_on or "—")


# --- deciders


def convene(unfolding: Unfolding, body: ConveneMeeting) -> None:
    """召集 — within the limit that the item sets, with everybody who objects; said again, it is moved."""
    matter, rule = unfolding.matter, unfolding.matter.item.dispute
    authorities, known = tuple(dict.fromkeys(body.authorities)), departments(matter)
    strangers = [a for a in authorities if a not in known]
    if strangers or matter.item.authority not in authorities:
        raise NotInvitable(authorities=_names(matter, strangers or [matter.item.authority]))
    if len(authorities) < 2:
        raise NobodyToMeet()
    left_out = [s.plan.authority for s in unfolding.case.objections if s.plan.authority not in authorities]
    if left_out:
        raise ObjectorNotInvited(authorities=_names(matter, left_out))
    if not body.place or body.agenda is None:
        raise MeetingIncomplete()
    if body.meeting_on < matter.today:
        raise MeetingInThePast(meeting_on=body.meeting_on, today=matter.today)
    _check_in_time(matter, body)
    basis = rule.basis if rule else _BASIS
    unfolding.then(MeetingConvened(body.meeting_on, body.place, authorities, body.agenda, body.begins, basis))


def postpone(unfolding: Unfolding, body: PostponeMeeting) -> None:
    """登记未开 — of an absent department, which, and not before the day; the appointment is void."""
    matter, meeting = unfolding.matter, unfolding.case.meeting
    of_departments = body.why is MeetingFailure.DEPARTMENT_ABSENT
    absent = tuple(a for a in meeting.authorities if a in body.absent) if of_departments else ()
    if of_departments and (meeting.meeting_on is None or matter.day < meeting.meeting_on):
        raise MeetingNotConvened(meeting_on=meeting.meeting_on or "—")
    if of_departments and not absent:
        raise AbsentMissing()
    unfolding.then(MeetingPostponed(body.why, absent))


def hold(unfolding: Unfolding, body: HoldMeeting) -> None:
    """登记纪要 — signed for every department that came; what each of them holds is its own to sign."""
    matter, meeting = unfolding.matter, unfolding.case.meeting
    if body.minutes is None:
        raise MeetingMinutesMissing()
    signed = {s.authority for s in body.signatures if s.person}
    lead = matter.item.authority
    unsigned = [a for a in meeting.authorities if a not in signed and (a == lead or a not in body.absent)]
    if unsigned:
        raise MinutesNotSigned(authorities=_names(matter, unsigned))
    absent = tuple(a for a in meeting.authorities if a not in signed)
    if len(meeting.authorities) - len(absent) < 2:
        raise NobodyToMeet()
    signatures = tuple(s for s in body.signatures if s.person and s.authority in meeting.authorities)
    on_the_table = [s for s in unfolding.case.objections if s.plan.authority in meeting.authorities]
    steps = tuple(step.plan.id for step in on_the_table)
    rule = matter.item.dispute
    basis = rule.basis if rule else _BASIS
    unfolding.then(MeetingHeld(body.resolution, body.minutes, signatures, absent, steps, basis))
    if rule is not None and rule.absent_basis and body.resolution is MeetingResolution.AGREED:
        for step in on_the_table:
            if step.plan.authority in absent:
                unfolding.then(ObjectionDisregarded(step.plan.id, Disregard.ABSENT, rule.absent_basis))
    open_ready(unfolding)


def _check_in_time(matter: Matter, body: ConveneMeeting) -> None:
    """The first appointment keeps the item's own limit, while it can be kept."""
    clock = matter.case.clocks.get(ClockKind.MEETING)
    if matter.case.meeting.postponed or not unconferred(matter.case):
        return
    if clock is None or not clock.is_running or clock.is_past(matter.today, matter.calendar):
        return
    due = clock.due(matter.calendar).day
    if body.meeting_on > due:
        raise MeetingBeyondItsLimit(meeting_on=body.meeting_on, due=due)


def _names(matter: Matter, authorities: Iterable[str]) -> Bilingual:
    return listed([matter.item.name_of(authority) for authority in dict.fromkeys(authorities)])
