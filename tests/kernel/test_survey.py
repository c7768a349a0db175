"""One appointment, one record, several signatures; a survey that failed moves no clock (walk-through 8)."""

from dataclasses import replace
from datetime import date

from cast import (
    ASSISTANT,
    GRANT,
    LEAD,
    Table,
    agree,
    conforms,
    survey_item,
    surveyed,
    visit,
)
from tongban.kernel import StepState
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.refusals import (
    DepartmentNotOfTheItem,
    FindingAgainst,
    NotASurvey,
    SignatureMissing,
    SurveyBeyondItsLimit,
    SurveyNotScheduled,
    TooFewToCheck,
    WrongKindOfStep,
)
from tongban.kernel.words import Bilingual

ABSENT = c.RecordFailedSurvey("survey", c.SurveyFailure.DEPARTMENT_ABSENT, ("fire",))
RAIN = c.RecordFailedSurvey("survey", c.SurveyFailure.WEATHER)


def examined() -> Table:
    """陈涛, accepted on Wednesday 2026-05-06 and examined the same day; the survey is open."""
    table = Table(survey_item()).accepted("2026-05-06")
    table.on("2026-05-06", LEAD, conforms(), at="11:00")
    return table


def scheduled() -> Table:
    table = examined()
    table.on("2026-05-06", LEAD, visit("2026-05-09"), at="12:00")
    return table


def test_chen_taos_survey_fails_on_a_worked_saturday_and_the_promise_stays():
    table = scheduled()
    assert table.due("promised") == "2026-05-19"
    (failed,) = table.on("2026-05-09", LEAD, ABSENT)
    assert failed == e.SurveyFailed("survey", c.SurveyFailure.DEPARTMENT_ABSENT, ("fire",))

    table.on("2026-05-09", LEAD, visit("2026-05-18"), at="11:00")
    recorded, done, *_ = [
        b for b in table.on("2026-05-18", LEAD, surveyed()) if "Limit" not in type(b).__name__
    ]
    assert isinstance(recorded, e.SurveyRecorded)
    assert done == e.StepCompleted("survey", c.Finding.CONFORMS, None)
    assert table.due("promised") == "2026-05-19"


def test_the_first_appointment_keeps_the_limit_of_its_step_also_when_it_is_moved():
    table = examined()
    assert table.due("step:survey") == "2026-05-15"
    late = SurveyBeyondItsLimit(
        step=Bilingual("现场核查", "site survey"), survey_on=date(2026, 5, 16), due=date(2026, 5, 15)
    )
    assert table.refused("2026-05-07", LEAD, visit("2026-05-16")) == late
    table.on("2026-05-07", LEAD, visit("2026-05-15"))
    assert table.refused("2026-05-08", LEAD, visit("2026-05-16")) == late


def test_a_survey_that_is_late_already_is_made_all_the_same():
    table = examined()
    table.on("2026-05-18", LEAD, visit("2026-05-20"))
    assert table.case.surveys["survey"].survey_on == date(2026, 5, 20)


def test_what_is_put_right_after_the_limit_is_looked_at_again_when_it_is():
    table = scheduled()
    table.on("2026-05-09", LEAD, surveyed(c.SurveyResult.TO_RECTIFY, rectify_by=date(2026, 5, 22)))
    table.on("2026-05-09", LEAD, visit("2026-05-25"), at="11:00")
    assert table.case.surveys["survey"].survey_on == date(2026, 5, 25)


def test_a_step_without_a_limit_of_its_own_is_surveyed_on_any_day():
    item = survey_item()
    steps = tuple(replace(s, limit=None) if s.id == "survey" else s for s in item.steps)
    table = Table(replace(item, steps=steps)).accepted("2026-05-06")
    table.on("2026-05-06", LEAD, conforms(), at="11:00")
    table.on("2026-05-06", LEAD, visit("2026-06-30"), at="12:00")
    assert table.case.surveys["survey"].survey_on == date(2026, 6, 30)


def test_one_record_is_signed_for_every_department_that_went():
    refused = scheduled().refused(
        "2026-05-09", LEAD, surveyed(signatures=(c.Signature("market", "chen"), c.Signature("market", "wu")))
    )
    assert refused == SignatureMissing(authorities=Bilingual("消防救援大队", "the fire brigade"))


def test_one_person_does_not_survey_alone():
    alone = (c.Signature("market", "chen"), c.Signature("fire", "chen"))
    assert scheduled().refused("2026-05-09", LEAD, surveyed(signatures=alone)) == TooFewToCheck(
        least=2, count=1
    )


def test_a_survey_of_one_department_needs_no_appointment_but_two_people():
    pair = (c.Signature("market", "chen"), c.Signature("market", "wu"))
    table = examined()
    table.on("2026-05-07", LEAD, surveyed(signatures=pair))
    assert table.case.steps["survey"].state is StepState.DONE


def test_what_is_to_be_put_right_leaves_the_step_open_until_the_survey_after_it():
    table = scheduled()
    to_rectify = surveyed(c.SurveyResult.TO_RECTIFY, rectify_by=date(2026, 5, 13))
    (recorded,) = table.on("2026-05-09", LEAD, to_rectify)
    assert isinstance(recorded, e.SurveyRecorded)
    assert table.case.steps["survey"].state is StepState.OPEN
    assert table.case.surveys["survey"].rectify_by == date(2026, 5, 13)

    table.on("2026-05-13", LEAD, visit("2026-05-14"))
    table.on("2026-05-14", LEAD, surveyed())
    assert table.case.steps["survey"].state is StepState.DONE


def test_what_does_not_conform_stands_against_the_grant():
    table = scheduled()
    table.on("2026-05-09", LEAD, surveyed(c.SurveyResult.DOES_NOT_CONFORM))
    for step in ("fire", "health"):
        table.on("2026-05-09", ASSISTANT.at(f"{step}_desk"), agree(step), at="11:00")
    assert isinstance(table.refused("2026-05-11", LEAD, GRANT), FindingAgainst)


def test_weather_is_nobodys_absence():
    (failed,) = scheduled().on("2026-05-09", LEAD, RAIN)
    assert failed == e.SurveyFailed("survey", c.SurveyFailure.WEATHER, ())


def test_a_survey_has_a_day_before_anything_is_said_of_it():
    assert examined().refused("2026-05-07", LEAD, RAIN) == SurveyNotScheduled(survey_on="—")
    assert scheduled().refused("2026-05-08", LEAD, surveyed()) == SurveyNotScheduled(
        survey_on=date(2026, 5, 9)
    )


def test_a_record_entered_on_monday_counts_from_the_saturday_of_the_visit():
    table = scheduled()
    table.on("2026-05-11", LEAD, surveyed(), occurred="2026-05-09")
    assert table.case.steps["survey"].done_on == date(2026, 5, 9)


def test_only_departments_of_the_item_go_and_the_steps_own_among_them():
    strangers = examined().refused("2026-05-07", LEAD, visit("2026-05-09", "market", "water"))
    assert strangers == DepartmentNotOfTheItem(authorities=Bilingual("水务局", "the water bureau"))
    without = examined().refused("2026-05-07", LEAD, visit("2026-05-09", "fire"))
    assert without == DepartmentNotOfTheItem(authorities=Bilingual("市场监督管理局", "the market regulator"))


def test_a_survey_is_not_completed_like_an_examination_nor_an_examination_surveyed():
    assert isinstance(examined().refused("2026-05-07", LEAD, conforms("survey")), WrongKindOfStep)
    table = Table(survey_item()).accepted("2026-05-06")
    schedule = c.ScheduleSurvey("examine", date(2026, 5, 9), ("market",))
    assert isinstance(table.refused("2026-05-07", LEAD, schedule), NotASurvey)
