"""Others whose interests are touched, and the hearing before a decision (行政许可法§36, §46-§48)."""

from dataclasses import replace
from datetime import date

import pytest

from cast import (
    APPLICANT,
    ASSISTANT,
    CLERK,
    DELIVER,
    FOUND,
    GRANT,
    GRANT_ON_MINUTES,
    HOLD,
    HOST,
    LEAD,
    LICENCE,
    MINUTES,
    NEIGHBOUR,
    NOTIFY,
    REFUSE,
    REQUEST,
    WHY,
    Table,
    conforms,
    day,
    food_item,
    right_told,
    schedule,
    told,
)
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import SpecialProcedure
from tongban.kernel.refusals import (
    DecideOnTheMinutes,
    DocumentAlreadyDelivered,
    HearingBeyondItsLimit,
    HearingNotHeld,
    HearingNoticeTooLate,
    HearingNotNotified,
    HearingOnARestDay,
    HearingRequestTooLate,
    HearingRightNotTold,
    HearingStillPossible,
    HostExamines,
    InterestedPartyNotTold,
    NotYourStep,
    StatementStillAwaited,
)
from tongban.kernel.words import Bilingual

NEIGHBOURS = c.FindInterest(c.Interest.OF_OTHERS, (NEIGHBOUR, "subject-school"), WHY)
PARTY_1 = Bilingual("利害关系人1", "interested party 1")
THE_APPLICANT = Bilingual("申请人", "the applicant")


def ready() -> Table:
    """Examined and agreed to by everybody; only the decision is left."""
    return Table().ready_to_decide("2026-03-02", "2026-03-03")


def wanted() -> Table:
    """The neighbour and the applicant were told of the right on 4 March; the neighbour wants a hearing."""
    table = ready()
    table.on("2026-03-04", LEAD, FOUND)
    table.on("2026-03-04", LEAD, right_told())
    table.on("2026-03-04", LEAD, right_told("party-1"))
    table.on("2026-03-11", CLERK, c.RequestHearing("party-1"))
    return table


def arranged() -> Table:
    """A day is fixed; its notice is still to be given."""
    table = wanted()
    table.on("2026-03-12", LEAD, schedule("2026-03-27"))
    return table


def summoned() -> Table:
    table = arranged()
    table.on("2026-03-18", LEAD, NOTIFY)
    return table


# --- others whose interests are touched


def test_a_neighbour_whose_interests_are_touched_is_told_and_heard_before_the_decision():
    table = ready()
    table.on("2026-03-04", LEAD, NEIGHBOURS)
    assert table.refused("2026-03-05", LEAD, GRANT) == InterestedPartyNotTold(
        parties=Bilingual("利害关系人1、利害关系人2", "interested party 1, interested party 2")
    )

    table.on("2026-03-05", LEAD, told("party-1", "2026-03-12"))
    table.on("2026-03-05", LEAD, told("party-2", "2026-03-10"))
    table.on("2026-03-09", CLERK, c.RecordStatement("party-2", WHY))
    assert table.refused("2026-03-12", LEAD, GRANT) == StatementStillAwaited(
        party=PARTY_1, until=date(2026, 3, 12)
    )
    # Who says nothing until the day named has had the chance.
    (decided,) = table.on("2026-03-13", LEAD, GRANT)
    assert isinstance(decided, e.Decided)


def test_a_statement_in_hand_need_not_be_waited_for_any_longer():
    table = ready()
    table.on("2026-03-04", LEAD, c.FindInterest(c.Interest.OF_OTHERS, (NEIGHBOUR,), WHY))
    table.on("2026-03-04", LEAD, told("party-1", "2026-03-20"))
    table.on("2026-03-06", LEAD, c.RecordStatement("party-1", WHY), occurred="2026-03-05")

    table.on("2026-03-06", LEAD, GRANT, at="11:00")
    assert table.case.outcome is c.Outcome.GRANTED


def test_a_refusal_too_waits_until_those_concerned_were_told():
    table = ready()
    table.on("2026-03-04", LEAD, NEIGHBOURS)
    assert isinstance(table.refused("2026-03-05", LEAD, REFUSE), InterestedPartyNotTold)


def test_parties_found_later_are_numbered_on_and_told_too():
    table = ready()
    table.on("2026-03-04", LEAD, c.FindInterest(c.Interest.OF_OTHERS, (NEIGHBOUR,), WHY))
    table.on("2026-03-05", LEAD, c.FindInterest(c.Interest.BETWEEN_PARTIES, ("subject-school",), WHY))

    assert {who: party.subject for who, party in table.case.parties.items()} == {
        "party-1": NEIGHBOUR,
        "party-2": "subject-school",
    }
    assert table.case.interest is c.Interest.BETWEEN_PARTIES


def test_each_partys_notice_is_recorded_even_where_the_case_has_been_closed_meanwhile():
    table = ready()
    table.on("2026-03-04", LEAD, NEIGHBOURS)
    table.on("2026-03-04", LEAD, told("party-1", "2026-03-05"))
    table.on("2026-03-04", LEAD, told("party-2", "2026-03-05"), at="11:00")
    table.on("2026-03-06", LEAD, GRANT)
    table.on("2026-03-06", LEAD, LICENCE)
    first, second, remade = (
        c.RecordDocument(c.DocumentKind.INTERESTED_PARTY_NOTICE, number, digest, f"blob/{digest}")
        for number, digest in (("P-1", "sha256:1"), ("P-2", "sha256:2"), ("P-2", "sha256:3"))
    )
    table.on("2026-03-06", LEAD, first, at="11:00")
    table.on("2026-03-06", CLERK, DELIVER, at="12:00")
    (recorded,) = table.on("2026-03-06", LEAD, second, at="13:00")
    assert recorded == e.DocumentRecorded(
        c.DocumentKind.INTERESTED_PARTY_NOTICE, "P-2", "sha256:2", "blob/sha256:2"
    )
    # What has been delivered is not made again.
    assert isinstance(table.refused("2026-03-06", LEAD, remade, at="14:00"), DocumentAlreadyDelivered)


# --- the right to a hearing


def test_between_parties_nobody_decides_before_each_was_told_of_the_right():
    table = ready()
    table.on("2026-03-04", LEAD, FOUND)
    table.on("2026-03-04", LEAD, right_told("party-1"))
    assert table.refused("2026-03-20", LEAD, GRANT) == HearingRightNotTold(whom=THE_APPLICANT)


def test_five_working_days_are_left_to_ask_and_silence_is_no_request():
    table = ready()
    table.on("2026-03-04", LEAD, right_told())
    assert table.dues()["hearing_request:applicant"] == "2026-03-11"
    assert table.refused("2026-03-11", LEAD, GRANT) == HearingStillPossible(
        whom=THE_APPLICANT, until=date(2026, 3, 11)
    )

    silence, decided = table.on("2026-03-12", LEAD, GRANT)
    assert silence == e.HearingNotRequested("applicant", date(2026, 3, 11), "行政许可法§47")
    assert isinstance(decided, e.Decided)


def test_who_waives_the_hearing_in_writing_need_not_wait():
    table = ready()
    table.on("2026-03-04", LEAD, right_told())
    table.on("2026-03-05", APPLICANT, c.WaiveHearing())

    table.on("2026-03-05", LEAD, GRANT, at="11:00")
    assert table.case.status is Status.DECIDED


def test_a_hearing_is_held_within_twenty_working_days_of_the_first_request():
    table = wanted()
    assert table.due("hearing") == "2026-04-09"
    late = HearingBeyondItsLimit(hearing_on=date(2026, 4, 10), due=date(2026, 4, 9))
    assert table.refused("2026-03-12", LEAD, schedule("2026-04-10")) == late

    table.on("2026-03-12", LEAD, schedule("2026-04-09"))
    # Moved, it is held to the same day.
    assert table.refused("2026-03-13", LEAD, schedule("2026-04-10")) == late


def test_a_hearing_that_cannot_be_in_time_any_more_is_owed_all_the_same():
    # 30 March is seven working days before 9 April; from the 31st on no day in time leaves time for notice.
    assert isinstance(wanted().refused("2026-03-30", LEAD, schedule("2026-04-10")), HearingBeyondItsLimit)
    for today in ("2026-03-31", "2026-04-13"):
        table = wanted()
        table.on(today, LEAD, schedule("2026-04-24"))
        assert table.case.hearing.hearing_on == date(2026, 4, 24)
    assert e.LimitPassed("hearing", date(2026, 4, 9)) in [event.body for event in table.events]


def test_a_hearing_that_nobody_asked_for_has_no_last_day_of_its_own():
    table = ready()
    table.on("2026-03-04", LEAD, c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1"))
    table.on("2026-03-04", LEAD, schedule("2026-06-30"), at="11:00")
    assert table.case.hearing.hearing_on == date(2026, 6, 30)


def test_a_hearing_is_on_a_day_that_is_worked_a_make_up_saturday_among_them():
    table = wanted()
    refused = table.refused("2026-03-12", LEAD, schedule("2026-04-06"))
    assert refused == HearingOnARestDay(hearing_on=date(2026, 4, 6), next=date(2026, 4, 7))

    announced = ready()
    announced.on("2026-03-04", LEAD, c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1"))
    announced.on("2026-03-04", LEAD, schedule("2026-05-09"), at="11:00")
    assert announced.case.hearing.hearing_on == date(2026, 5, 9)


def test_a_waiver_ends_the_notice_of_a_hearing_nobody_else_wants():
    table = arranged()
    table.on("2026-03-13", CLERK, c.WaiveHearing("party-1"))
    assert not table.dues().keys() & {"hearing", "hearing_notice"}


def test_a_waiver_does_not_end_the_notice_of_a_hearing_that_was_announced():
    table = arranged()
    table.on("2026-03-12", LEAD, c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1"), at="11:00")
    table.on("2026-03-13", CLERK, c.WaiveHearing("party-1"))
    assert table.dues()["hearing_notice"] == "2026-03-18"
    assert "hearing" not in table.dues()
    assert isinstance(table.refused("2026-03-13", LEAD, GRANT), HearingNotHeld)


def test_a_request_on_the_sixth_day_is_too_late_and_one_that_came_by_post_on_the_fifth_is_not():
    table = ready()
    table.on("2026-03-04", LEAD, right_told())
    assert table.refused("2026-03-12", APPLICANT, REQUEST) == HearingRequestTooLate(due=date(2026, 3, 11))

    table.on("2026-03-12", CLERK, REQUEST, occurred="2026-03-11")
    assert table.dues()["hearing"] == "2026-04-09"


def test_a_hearing_is_held_within_twenty_days_of_the_first_request():
    table = wanted()
    table.on("2026-03-11", APPLICANT, REQUEST, at="15:00")

    assert table.dues()["hearing"] == "2026-04-09"
    assert table.case.hearing.wanted_by == {"applicant", "party-1"}


def test_a_hearing_nobody_wants_any_more_is_not_held_and_its_clock_stops():
    table = wanted()
    table.on("2026-03-12", CLERK, c.WaiveHearing("party-1"))

    assert "hearing" not in table.dues()
    table.on("2026-03-12", LEAD, GRANT, at="11:00")
    assert table.case.status is Status.DECIDED


def test_what_was_asked_for_is_held_before_the_decision():
    assert wanted().refused("2026-03-13", LEAD, GRANT) == HearingNotHeld(
        why=Bilingual("已有人申请听证", "it was asked for")
    )


def test_the_limit_to_hold_a_hearing_passes_aloud():
    table = wanted()
    assert e.LimitPassed("hearing", date(2026, 4, 9)) in table.pass_time("2026-04-10")


# --- notice, host, minutes


def test_notice_is_given_seven_working_days_before_and_not_a_day_later():
    table = wanted()
    table.on("2026-03-12", LEAD, schedule("2026-03-27"))
    assert table.dues()["hearing_notice"] == "2026-03-18"

    late = table.refused("2026-03-19", LEAD, NOTIFY)
    assert late == HearingNoticeTooLate(
        hearing_on=date(2026, 3, 27), latest=date(2026, 3, 18), today=date(2026, 3, 19)
    )
    table.on("2026-03-18", LEAD, NOTIFY)
    assert "hearing_notice" not in table.dues()


def test_a_day_that_leaves_no_time_for_notice_is_not_scheduled():
    assert isinstance(wanted().refused("2026-03-12", LEAD, schedule("2026-03-20")), HearingNoticeTooLate)


def test_a_hearing_that_is_moved_is_notified_anew():
    table = summoned()
    table.on("2026-03-20", LEAD, schedule("2026-04-03"))

    assert table.dues()["hearing_notice"] == "2026-03-25"
    assert isinstance(table.refused("2026-04-03", LEAD, HOLD), HearingNotNotified)


def test_who_examines_the_application_does_not_host_the_hearing():
    table = wanted()
    assert isinstance(table.refused("2026-03-12", LEAD, schedule("2026-03-27", LEAD)), HostExamines)

    table.on("2026-03-12", LEAD, schedule("2026-03-27", HOST))
    assert table.case.hearing.host == HOST.account


def test_a_host_who_has_taken_the_examination_on_meanwhile_is_no_host_any_more():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-03", LEAD, c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1"))
    table.on("2026-03-03", LEAD, schedule("2026-03-17"))
    table.on("2026-03-04", LEAD, NOTIFY)
    table.on("2026-03-05", HOST, conforms())
    assert isinstance(table.refused("2026-03-17", LEAD, HOLD), HostExamines)


def test_the_decision_rests_on_the_minutes():
    table = summoned()
    table.on("2026-03-27", LEAD, HOLD)
    assert table.refused("2026-03-30", LEAD, GRANT) == DecideOnTheMinutes(on=date(2026, 3, 27))

    (decided,) = table.on("2026-03-30", LEAD, GRANT_ON_MINUTES)
    assert isinstance(decided, e.Decided)
    assert decided.minutes == MINUTES


def test_minutes_of_no_hearing_are_not_written_into_a_decision():
    (decided,) = ready().on("2026-03-04", LEAD, GRANT_ON_MINUTES)
    assert isinstance(decided, e.Decided)
    assert decided.minutes is None


def test_the_days_of_the_hearing_are_excluded_once_told_in_writing():
    table = Table(replace(food_item(), special_procedures=(SpecialProcedure.HEARING,)))
    table.accepted("2026-03-02")
    assert table.due("statutory") == "2026-03-30"
    told_in_writing = c.StartSpecialProcedure(
        SpecialProcedure.HEARING, day("2026-03-12"), day("2026-03-27"), "H-2"
    )
    table.on("2026-03-12", LEAD, told_in_writing)
    assert table.due("statutory") == "2026-04-16"


# --- prescribed by law, or in the public interest


def test_a_prescribed_hearing_is_announced_and_held_before_the_decision():
    item = replace(food_item(), hearing_prescribed_by="本市轨道交通条例§12")
    table = Table(item).ready_to_decide("2026-03-02", "2026-03-03")
    assert table.refused("2026-03-04", LEAD, GRANT) == HearingNotHeld(why="本市轨道交通条例§12")

    (announced,) = table.on("2026-03-04", LEAD, c.AnnounceHearing(c.HearingGround.PRESCRIBED, "G-1"))
    assert isinstance(announced, e.HearingAnnounced)
    assert announced.basis == "本市轨道交通条例§12"
    table.on("2026-03-04", LEAD, schedule("2026-03-18"), at="11:00")
    table.on("2026-03-09", LEAD, NOTIFY)
    table.on("2026-03-18", LEAD, HOLD)
    table.on("2026-03-19", LEAD, GRANT_ON_MINUTES)
    assert table.case.outcome is c.Outcome.GRANTED


# --- whose act it is


@pytest.mark.parametrize(
    "body",
    [FOUND, right_told(), schedule("2026-03-27"), c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1")],
    ids=lambda body: type(body).__name__,
)
def test_an_assisting_department_arranges_no_hearing(body):
    assert isinstance(Table().accepted("2026-03-02").refused("2026-03-04", ASSISTANT, body), NotYourStep)


def test_a_letter_from_a_party_is_entered_by_the_counter_but_not_by_an_assisting_department():
    table = wanted()
    statement = c.RecordStatement("party-1", WHY)
    assert isinstance(table.refused("2026-03-12", ASSISTANT, statement), NotYourStep)
    assert table.on("2026-03-12", CLERK, statement)[-1] == e.StatementRecorded("party-1", WHY)
