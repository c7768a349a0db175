"""The joint meeting: convened, put off, held, and what it does to opinions that are given without it."""

from dataclasses import replace
from datetime import date

import pytest

from cast import (
    LEAD,
    MINUTES,
    OBSERVER,
    PASSING,
    SWEEP,
    WHY,
    Table,
    agree,
    joint_item,
    moved,
    objection,
)
from conferred import (
    AGENDA,
    CONDITIONS,
    DISPUTES,
    EVERYBODY,
    GOVERNMENT,
    PLACE,
    PLANNING,
    RULE_BASIS,
    TRAFFIC,
    WATER,
    conditional,
    convene,
    convened,
    declared_consent,
    disputed_item,
    escalated,
    met,
    not_agreed,
    objected,
    signed,
    without_reasons,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.state import StepState
from tongban.kernel.refusals import (
    AbsentMissing,
    MeetingNotConvened,
    MinutesNotSigned,
    NobodyToMeet,
    NotYourStep,
    ReasonsMissing,
    WrongKindOfStep,
)

AGREED, NOT_AGREED = c.MeetingResolution.AGREED, c.MeetingResolution.NOT_AGREED


def test_an_objection_begins_the_days_to_meet_that_the_item_sets():
    table = Table(disputed_item()).accepted("2025-09-30")
    assert table.on("2025-10-20", WATER, objection("water")) == (
        e.OpinionGiven("water", c.OpinionResult.OBJECT, WHY),
        e.DisagreementArose(("water",), DISPUTES.meet, RULE_BASIS),
    )
    assert table.due("meeting") == "2025-10-27"


def test_where_the_item_sets_no_rule_nothing_begins_and_they_may_meet_all_the_same():
    table = Table(joint_item()).accepted("2025-09-30")
    assert len(table.on("2025-10-20", WATER, objection("water"))) == 1
    assert "meeting" not in table.case.clocks
    table.on("2025-10-21", LEAD, convene("2025-12-24"))
    assert "ConveneMeeting" in table.may("2025-10-21", LEAD)


def test_a_second_objection_shares_the_days_of_the_first():
    table = Table(disputed_item()).accepted("2025-09-30")
    table.on("2025-10-20", WATER, objection("water"))
    assert len(table.on("2025-10-21", TRAFFIC, objection("traffic"))) == 1
    assert table.due("meeting") == "2025-10-27"


def test_an_objection_that_another_system_tells_is_one_too():
    table = Table(disputed_item()).accepted("2025-09-30")
    observed = c.RecordObservation("water", c.OpinionResult.OBJECT, "water-system", "水 2025-7")
    happened = table.on("2025-10-20", OBSERVER, observed)
    assert happened[-1] == e.DisagreementArose(("water",), DISPUTES.meet, RULE_BASIS)


def test_who_agrees_after_all_needs_no_meeting_and_the_days_to_meet_stop():
    table = objected()
    table.on("2025-10-22", WATER, agree("water"))
    assert "meeting" not in table.dues()


def test_the_lead_names_day_hour_place_agenda_and_who_is_invited():
    table = objected()
    assert table.on("2025-10-21", LEAD, convene("2025-10-24")) == (
        e.MeetingConvened(date(2025, 10, 24), PLACE, EVERYBODY, AGENDA, "09:30", RULE_BASIS),
    )


def test_only_the_lead_convenes():
    assert isinstance(objected().refused("2025-10-21", WATER, convene("2025-10-24")), NotYourStep)


def test_convened_again_it_is_moved():
    table = convened()
    table.on("2025-10-22", LEAD, convene("2025-10-27", "housing", "water"))
    meeting = table.case.meeting
    assert (meeting.meeting_on, meeting.authorities) == (date(2025, 10, 27), ("housing", "water"))


def test_a_meeting_put_off_may_be_late_and_no_limit_stands_still_for_it():
    table = convened()
    before = table.dues()
    put_off = c.PostponeMeeting(c.MeetingFailure.PLAN_NOT_READY, ("water",))
    assert table.on("2025-10-23", LEAD, put_off) == (e.MeetingPostponed(c.MeetingFailure.PLAN_NOT_READY, ()),)
    assert table.dues() == before
    table.on("2025-10-23", LEAD, convene("2025-10-30"), at="11:00")
    assert table.case.meeting.postponed == 1


def test_of_a_department_that_stays_away_it_is_said_which_and_not_before_the_day():
    table = convened()
    absent = c.PostponeMeeting(c.MeetingFailure.DEPARTMENT_ABSENT, ("water", "planning"))
    assert isinstance(table.refused("2025-10-23", LEAD, absent), MeetingNotConvened)
    assert isinstance(table.refused("2025-10-24", LEAD, replace(absent, absent=())), AbsentMissing)
    assert table.on("2025-10-24", LEAD, absent) == (
        e.MeetingPostponed(c.MeetingFailure.DEPARTMENT_ABSENT, ("water",)),
    )


def test_days_to_meet_that_pass_are_on_record_and_the_meeting_is_still_owed():
    table = objected()
    assert e.LimitPassed("meeting", date(2025, 10, 27)) in table.on("2025-10-28", SWEEP, PASSING, at="00:05")
    table.on("2025-10-28", LEAD, convene("2025-11-03"))
    assert table.case.meeting.meeting_on == date(2025, 11, 3)


def test_minutes_are_signed_by_everybody_who_came_and_say_who_stayed_away():
    table = convened()
    assert table.on("2025-10-24", LEAD, met(by=("housing", "water"), absent=("traffic",))) == (
        e.MeetingHeld(NOT_AGREED, MINUTES, signed("housing", "water"), ("traffic",), ("water",), RULE_BASIS),
    )
    assert "meeting" not in table.dues()


def test_the_lead_is_never_absent_from_its_own_meeting():
    refusal = convened().refused("2025-10-24", LEAD, met(by=("water", "traffic"), absent=("housing",)))
    assert isinstance(refusal, MinutesNotSigned)


def test_a_meeting_to_which_nobody_else_came_is_none():
    refusal = convened().refused("2025-10-24", LEAD, met(by=("housing",), absent=("water", "traffic")))
    assert isinstance(refusal, NobodyToMeet)


def test_what_the_meeting_agreed_binds_nobody_who_has_not_signed_an_opinion_of_its_own():
    table = convened()
    table.on("2025-10-24", LEAD, met(AGREED))
    assert [step.plan.id for step in table.case.objections] == ["water"]
    table.on("2025-10-24", WATER, conditional("water"), at="16:00")
    assert table.case.objections == ()


def test_minutes_may_be_entered_the_day_after_as_of_the_day():
    table = convened()
    table.on("2025-10-27", LEAD, met(), occurred="2025-10-24")
    assert table.case.meeting.held_on == date(2025, 10, 24)


def test_who_objects_anew_after_having_agreed_has_to_be_met_again():
    table = not_agreed()
    table.on("2025-10-27", WATER, agree("water"))
    happened = table.on("2025-10-28", WATER, objection("water"))
    assert happened[-1] == e.DisagreementArose(("water",), DISPUTES.meet, RULE_BASIS)
    assert table.due("meeting") == "2025-11-04"


def test_who_stays_away_is_bound_only_where_the_item_says_so_and_on_its_basis():
    away = met(AGREED, by=("housing", "traffic"), absent=("water",))
    table = convened()
    table.on("2025-10-24", LEAD, away)
    assert [step.plan.id for step in table.case.objections] == ["water"]

    table = convened(disputed_item(replace(DISPUTES, absent_basis="本市并联审批办法§13")))
    assert table.on("2025-10-24", LEAD, away)[-1] == e.ObjectionDisregarded(
        "water", e.Disregard.ABSENT, "本市并联审批办法§13"
    )
    step = table.case.steps["water"]
    assert (step.opinion, step.deemed, step.disregarded) == (
        c.OpinionResult.AGREE,
        True,
        e.Disregard.ABSENT,
    )


def test_who_stays_away_from_a_meeting_that_does_not_agree_is_bound_by_nothing():
    table = convened(disputed_item(replace(DISPUTES, absent_basis="本市并联审批办法§13")))
    table.on("2025-10-24", LEAD, met(by=("housing", "traffic"), absent=("water",)))
    assert [step.plan.id for step in table.case.objections] == ["water"]


# --- opinions: unreasoned, conditional, late


def test_an_objection_without_reasons_is_refused_unless_the_item_declares_it_consent():
    table = Table(disputed_item()).accepted("2025-09-30")
    assert isinstance(table.refused("2025-10-20", WATER, without_reasons("water")), ReasonsMissing)

    table = Table(declared_consent("water")).accepted("2025-09-30")
    assert table.on("2025-10-20", WATER, without_reasons("water")) == (
        e.OpinionGiven("water", c.OpinionResult.OBJECT, None),
        e.ObjectionDisregarded("water", e.Disregard.WITHOUT_REASONS, "本市并联审批办法§10"),
    )
    assert (table.case.objections, "meeting" in table.case.clocks) == ((), False)


def test_an_objection_with_its_reasons_given_after_all_counts():
    table = Table(declared_consent("water")).accepted("2025-09-30")
    table.on("2025-10-20", WATER, without_reasons("water"))
    table.on("2025-10-21", WATER, objection("water"))
    step = table.case.steps["water"]
    assert (step.opinion, step.deemed, step.disregarded) == (c.OpinionResult.OBJECT, False, None)


def test_conditions_without_words_are_none_whatever_the_item_declares():
    table = Table(declared_consent("water")).accepted("2025-09-30")
    silent = c.GiveOpinion("water", c.OpinionResult.AGREE_WITH_CONDITIONS)
    assert isinstance(table.refused("2025-10-20", WATER, silent), ReasonsMissing)


def test_conditions_go_with_the_grant_word_for_word_and_no_refusal_carries_them():
    table = Table(disputed_item()).accepted("2025-09-30")
    table.on("2025-10-20", WATER, conditional("water"))
    table.on("2025-10-20", PLANNING, agree("planning"))
    observed = c.RecordObservation(
        "traffic", c.OpinionResult.AGREE_WITH_CONDITIONS, "police-system", "交 2025-4"
    )
    table.on("2025-10-21", OBSERVER, observed)
    granted = table.on("2025-10-22", LEAD, c.Decide(c.Outcome.GRANTED, "L-1", "行政许可法§38"))[0]
    assert granted.conditions == (
        c.AttachedCondition("water", CONDITIONS),
        c.AttachedCondition("traffic", None, "交 2025-4"),
    )


def test_a_grant_on_plain_consent_carries_no_conditions():
    table = objected()
    table.on("2025-10-22", WATER, agree("water"))
    granted = table.on("2025-10-22", LEAD, c.Decide(c.Outcome.GRANTED, "L-1", "行政许可法§38"), at="11:00")[0]
    assert (granted.conditions, granted.ruling) == (None, None)


def test_a_late_objection_takes_the_place_of_consent_by_silence_and_begins_the_days_to_meet():
    table = Table(disputed_item()).accepted("2025-09-30")
    table.pass_time("2025-10-22")
    assert table.case.steps["planning"].deemed
    happened = table.on("2025-10-23", PLANNING, objection("planning"))
    assert happened[-1] == e.DisagreementArose(("planning",), DISPUTES.meet, RULE_BASIS)
    assert not table.case.steps["planning"].deemed
    assert table.case.opinions["planning"].given_on == date(2025, 10, 23)


# --- a step of its own, and powers that move


def with_a_meeting_step():
    item = disputed_item()
    decision = item.steps_by_id["decision"]
    meeting = replace(decision, id="meeting", kind=StepKind.MEETING)
    steps = [replace(s, after=("meeting",)) if s.id == "decision" else s for s in item.steps]
    return replace(item, steps=(*steps, meeting))


def test_a_step_declared_as_a_meeting_is_done_by_the_meeting_and_by_no_finding():
    table = Table(with_a_meeting_step()).accepted("2025-09-30")
    for who, step in ((WATER, "water"), (TRAFFIC, "traffic"), (PLANNING, "planning")):
        table.on("2025-10-20", who, agree(step))
    finding = c.CompleteStep("meeting", c.Finding.CONFORMS)
    assert isinstance(table.refused("2025-10-21", LEAD, finding), WrongKindOfStep)
    table.on("2025-10-21", LEAD, convene("2025-10-24"))
    table.on("2025-10-24", LEAD, met(AGREED))
    assert table.case.steps["meeting"].state is StepState.DONE
    assert table.case.decision_step.state is StepState.OPEN


def test_whoever_takes_powers_over_is_invited_instead_and_rules_instead():
    table = convened()
    table.on("2025-10-22", LEAD, moved("housing", "licensing"))
    assert table.case.meeting.authorities == ("approval", "water", "traffic")

    table = escalated()
    office = c.Seat("office", "office_desk")
    to = c.TransferCase(
        "government", (c.PostMoved("coordination", office),), (office,), "编办〔2025〕9号", "市机构改革方案§7"
    )
    table.on("2025-10-28", GOVERNMENT, to)
    assert table.case.dispute.superior == "office"
    assert "RuleOnDispute" in table.may("2025-10-28", GOVERNMENT.at("office_desk"))


@pytest.mark.parametrize("who", [WATER, GOVERNMENT])
def test_no_other_post_reads_of_meetings_it_cannot_hold(who):
    verbs = {p.verb for p in convened().possibilities("2025-10-24", who) if p.is_allowed}
    assert verbs.isdisjoint({c.ConveneMeeting, c.HoldMeeting, c.PostponeMeeting, c.EscalateDispute})
