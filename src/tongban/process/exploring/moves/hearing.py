"""听证的着法 — one interested party found, told and heard; a hearing up to its minutes."""

from collections.abc import Iterator

from tongban.kernel.case import commands as c
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves.move import NUMBER, PAPER, WHY, Move, Standing

#: Somebody who takes no step.
_HOST = "host"


def tried(standing: Standing) -> Iterator[Move]:
    """What may be asked between acceptance and decision of those concerned, and by them."""
    case, today, calendar = standing.case, standing.today, standing.calendar
    if case.status is not Status.ACCEPTED:
        return
    if not case.parties:
        for interest in c.Interest:
            yield standing.by_lead(c.FindInterest(interest, ("subject-2",), WHY))
    for party in case.parties:
        yield standing.by_lead(c.TellInterestedParty(party, calendar.add(today, 1), NUMBER))
    for who in case.concerned:
        yield standing.by_lead(c.TellHearingRight(who, NUMBER))
        for body in (c.RecordStatement(who, WHY), c.RequestHearing(who), c.WaiveHearing(who)):
            yield standing.by_clerk(body)
    for ground in c.HearingGround:
        yield standing.by_lead(c.AnnounceHearing(ground, NUMBER))
    # On the first day for which there is still time to give notice.
    notice = standing.item.hearing_limits.notice.amount
    yield standing.by_lead(c.ScheduleHearing(calendar.add(today, notice + 1), "hall", _HOST))
    yield standing.by_lead(c.NotifyOfHearing(NUMBER))
    yield standing.by_lead(c.HoldHearing(PAPER, (c.THE_APPLICANT,)))
