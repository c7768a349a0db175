"""Scenes of `test_refusals` about interested parties and hearings: what is refused, and the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import (
    APPLICANT,
    CLERK,
    FOUND,
    GRANT,
    HOLD,
    HOST,
    LEAD,
    NEIGHBOUR,
    NOTIFY,
    REQUEST,
    WHY,
    Table,
    right_told,
    schedule,
    told,
)
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.words import Bilingual

PARTY_1 = Bilingual("利害关系人1", "interested party 1")
THE_APPLICANT = Bilingual("申请人", "the applicant")


def _ready() -> Table:
    return Table().ready_to_decide("2026-03-02", "2026-03-03")


def _found() -> Table:
    table = _ready()
    table.on("2026-03-04", LEAD, FOUND)
    return table


def _told() -> Table:
    table = _ready()
    table.on("2026-03-04", LEAD, right_told())
    return table


def _asked() -> Table:
    table = _told()
    table.on("2026-03-05", APPLICANT, REQUEST)
    return table


def _scheduled() -> Table:
    table = _asked()
    table.on("2026-03-06", LEAD, schedule("2026-03-27"))
    return table


def _summoned() -> Table:
    table = _scheduled()
    table.on("2026-03-09", LEAD, NOTIFY)
    return table


def _heard() -> Table:
    table = _summoned()
    table.on("2026-03-27", LEAD, HOLD)
    return table


_NOBODY = c.FindInterest(c.Interest.OF_OTHERS, (), WHY)
_ANNOUNCE = c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1")
_PRESCRIBED = c.AnnounceHearing(c.HearingGround.PRESCRIBED, "G-1")

HEARING_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "an interest of nobody": (
        lambda: _ready().refused("2026-03-04", LEAD, _NOBODY),
        r.NobodyConcerned(),
    ),
    "an interest of the applicant": (
        lambda: _ready().refused("2026-03-04", LEAD, replace(_NOBODY, parties=("subject-li",))),
        r.NobodyConcerned(),
    ),
    "the same party twice": (
        lambda: _ready().refused("2026-03-04", LEAD, replace(_NOBODY, parties=(NEIGHBOUR, NEIGHBOUR))),
        r.NobodyConcerned(),
    ),
    "telling somebody where nobody was found": (
        lambda: _ready().refused("2026-03-04", LEAD, told()),
        r.NoInterestFound(),
    ),
    "telling a party that is not there": (
        lambda: _found().refused("2026-03-04", LEAD, told("party-2"), at="11:00"),
        r.UnknownParty(party="party-2", parties=PARTY_1),
    ),
    "telling the right to somebody where nobody else was found": (
        lambda: _ready().refused("2026-03-04", LEAD, right_told("party-7")),
        r.UnknownParty(party="party-7", parties=THE_APPLICANT),
    ),
    "deciding before the party was told": (
        lambda: (
            (table := _ready()),
            table.on("2026-03-04", LEAD, replace(FOUND, interest=c.Interest.OF_OTHERS)),
            table.refused("2026-03-05", LEAD, GRANT),
        )[-1],
        r.InterestedPartyNotTold(parties=PARTY_1),
    ),
    "deciding while a statement is waited for": (
        lambda: (
            (table := _ready()),
            table.on("2026-03-04", LEAD, replace(FOUND, interest=c.Interest.OF_OTHERS)),
            table.on("2026-03-04", LEAD, told(respond_by="2026-03-10"), at="11:00"),
            table.refused("2026-03-10", LEAD, GRANT),
        )[-1],
        r.StatementStillAwaited(party=PARTY_1, until=date(2026, 3, 10)),
    ),
    "a statement that says nothing": (
        lambda: _ready().refused("2026-03-04", APPLICANT, c.RecordStatement(c.THE_APPLICANT, None)),
        r.StatementEmpty(),
    ),
    "a statement due before it was asked for": (
        lambda: _found().refused("2026-03-05", LEAD, told(respond_by="2026-03-04")),
        r.RespondByInThePast(respond_by=date(2026, 3, 4), told_on=date(2026, 3, 5)),
    ),
    "deciding before the right was told": (
        lambda: _found().refused("2026-03-05", LEAD, GRANT),
        r.HearingRightNotTold(whom=Bilingual("申请人、利害关系人1", "the applicant, interested party 1")),
    ),
    "telling the right twice": (
        lambda: _told().refused("2026-03-05", LEAD, right_told()),
        r.HearingRightAlreadyTold(whom=THE_APPLICANT, on=date(2026, 3, 4)),
    ),
    "asking for a hearing on the sixth day": (
        lambda: _told().refused("2026-03-12", APPLICANT, REQUEST),
        r.HearingRequestTooLate(due=date(2026, 3, 11)),
    ),
    "asking for a hearing twice": (
        lambda: _asked().refused("2026-03-06", APPLICANT, REQUEST),
        r.HearingAlreadyAsked(by=THE_APPLICANT),
    ),
    "deciding while a hearing can be asked for": (
        lambda: _told().refused("2026-03-11", LEAD, GRANT),
        r.HearingStillPossible(whom=THE_APPLICANT, until=date(2026, 3, 11)),
    ),
    "deciding before the hearing": (
        lambda: _asked().refused("2026-03-09", LEAD, GRANT),
        r.HearingNotHeld(why=Bilingual("已有人申请听证", "it was asked for")),
    ),
    "scheduling what nobody asked for": (
        lambda: _ready().refused("2026-03-04", LEAD, schedule("2026-03-27")),
        r.NothingToHear(),
    ),
    "announcing as prescribed what is not": (
        lambda: _ready().refused("2026-03-04", LEAD, _PRESCRIBED),
        r.HearingNotPrescribed(),
    ),
    "announcing twice": (
        lambda: (
            (table := _ready()),
            table.on("2026-03-04", LEAD, _ANNOUNCE),
            table.refused("2026-03-05", LEAD, _ANNOUNCE),
        )[-1],
        r.HearingAlreadyAnnounced(on=date(2026, 3, 4)),
    ),
    "a second hearing": (
        lambda: _heard().refused("2026-03-30", LEAD, schedule("2026-04-20")),
        r.HearingOver(on=date(2026, 3, 27)),
    ),
    "notice of a hearing without a day": (
        lambda: _asked().refused("2026-03-06", LEAD, NOTIFY),
        r.HearingNotScheduled(),
    ),
    "notice six working days before": (
        lambda: _scheduled().refused("2026-03-19", LEAD, NOTIFY),
        r.HearingNoticeTooLate(
            hearing_on=date(2026, 3, 27), latest=date(2026, 3, 18), today=date(2026, 3, 19)
        ),
    ),
    "notice twice": (
        lambda: _summoned().refused("2026-03-10", LEAD, NOTIFY),
        r.HearingAlreadyNotified(on=date(2026, 3, 9)),
    ),
    "notice without a number": (
        lambda: _scheduled().refused("2026-03-09", LEAD, c.NotifyOfHearing("")),
        r.TellInWriting(verb=c.NotifyOfHearing.verb()),
    ),
    "a hearing nobody was told of": (
        lambda: _scheduled().refused("2026-03-27", LEAD, HOLD),
        r.HearingNotNotified(),
    ),
    "a hearing before its day": (
        lambda: _summoned().refused("2026-03-26", LEAD, HOLD),
        r.HearingNotYet(hearing_on=date(2026, 3, 27)),
    ),
    "a host who examines": (
        lambda: _asked().refused("2026-03-06", LEAD, schedule("2026-03-27", LEAD)),
        r.HostExamines(),
    ),
    "a hearing without a host": (
        lambda: _asked().refused("2026-03-06", LEAD, schedule("2026-03-27", replace(HOST, account=""))),
        r.HostMissing(),
    ),
    "a hearing on a Saturday": (
        lambda: _asked().refused("2026-03-06", LEAD, schedule("2026-03-28")),
        r.HearingOnARestDay(hearing_on=date(2026, 3, 28), next=date(2026, 3, 30)),
    ),
    "a hearing on the twenty-first working day": (
        lambda: _asked().refused("2026-03-06", LEAD, schedule("2026-04-03")),
        r.HearingBeyondItsLimit(hearing_on=date(2026, 4, 3), due=date(2026, 4, 2)),
    ),
    "a hearing without a place": (
        lambda: _asked().refused("2026-03-06", LEAD, replace(schedule("2026-03-27"), place="")),
        r.PlaceMissing(),
    ),
    "minutes nobody signed": (
        lambda: _summoned().refused("2026-03-27", LEAD, replace(HOLD, signed_by=())),
        r.MinutesMissing(),
    ),
    "deciding without the minutes": (
        lambda: _heard().refused("2026-03-30", LEAD, GRANT),
        r.DecideOnTheMinutes(on=date(2026, 3, 27)),
    ),
    "an assisting clerk's letter from nobody": (
        lambda: _told().refused("2026-03-05", CLERK, c.RequestHearing("party-1")),
        r.UnknownParty(party="party-1", parties=THE_APPLICANT),
    ),
}
