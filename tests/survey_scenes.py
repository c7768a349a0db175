"""Scenes of `test_refusals` about surveys, inspections and reviews below, with the whole refusal."""

from collections.abc import Callable
from datetime import date

from cast import (
    ASSIGN,
    CLERK,
    DISTRICT,
    LEAD,
    Table,
    conforms,
    inspected_item,
    notice,
    reviewed_item,
    send_up,
    survey_item,
    surveyed,
    visit,
)
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.words import Bilingual


def _examined() -> Table:
    table = Table(survey_item()).accepted("2026-05-06")
    table.on("2026-05-06", LEAD, conforms(), at="11:00")
    return table


def _scheduled() -> Table:
    table = _examined()
    table.on("2026-05-06", LEAD, visit("2026-05-09"), at="12:00")
    return table


def _below() -> Table:
    return Table(reviewed_item()).accepted("2026-05-06")


def _sent_up() -> Table:
    table = _below()
    table.on("2026-05-07", DISTRICT, send_up())
    return table


_NOBODY = c.RecordFailedSurvey("survey", c.SurveyFailure.DEPARTMENT_ABSENT, ("water",))

SURVEY_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "surveying in the examination": (
        lambda: (
            Table(survey_item())
            .accepted("2026-05-06")
            .refused("2026-05-07", LEAD, c.ScheduleSurvey("examine", date(2026, 5, 9), ("market",)))
        ),
        r.NotASurvey(step=Bilingual("审查", "examination")),
    ),
    "a survey yesterday": (
        lambda: _examined().refused("2026-05-07", LEAD, visit("2026-05-06")),
        r.SurveyInThePast(survey_on=date(2026, 5, 6), today=date(2026, 5, 7)),
    ),
    "a survey after the step's limit": (
        lambda: _examined().refused("2026-05-07", LEAD, visit("2026-05-18")),
        r.SurveyBeyondItsLimit(
            step=Bilingual("现场核查", "site survey"), survey_on=date(2026, 5, 18), due=date(2026, 5, 15)
        ),
    ),
    "a survey with strangers": (
        lambda: _examined().refused("2026-05-07", LEAD, visit("2026-05-09", "market", "water")),
        r.DepartmentNotOfTheItem(authorities=Bilingual("水务局", "the water bureau")),
    ),
    "a record before the day": (
        lambda: _scheduled().refused("2026-05-08", LEAD, surveyed()),
        r.SurveyNotScheduled(survey_on=date(2026, 5, 9)),
    ),
    "an absence of nobody who was to come": (
        lambda: _scheduled().refused("2026-05-09", LEAD, _NOBODY),
        r.AbsentMissing(),
    ),
    "a record without a signature": (
        lambda: _scheduled().refused(
            "2026-05-09", LEAD, surveyed(signatures=(c.Signature("market", "chen"),))
        ),
        r.SignatureMissing(authorities=Bilingual("消防救援大队", "the fire brigade")),
    ),
    "assigning inspectors where nothing is inspected": (
        lambda: Table().accepted("2026-05-06").refused("2026-05-07", LEAD, ASSIGN),
        r.NothingToInspect(),
    ),
    "assigning one inspector twice": (
        lambda: (
            Table(inspected_item())
            .accepted("2026-05-06")
            .refused("2026-05-07", LEAD, c.AssignInspectors(("zhao", "zhao", "")))
        ),
        r.TooFewInspectors(least=2, count=1),
    ),
    "sending up from the examination": (
        lambda: _sent_up().refused("2026-05-11", LEAD, send_up(step="examine")),
        r.NotALowerReview(step=Bilingual("审查", "examination")),
    ),
    "sending up without an opinion": (
        lambda: _below().refused("2026-05-07", DISTRICT, send_up(opinion=None)),
        r.PreliminaryOpinionMissing(),
    ),
    "sending up without the plan": (
        lambda: _below().refused("2026-05-07", DISTRICT, send_up("form", "licence_copy")),
        r.NotAllMaterialsSentUp(materials=Bilingual("经营场所平面图", "floor plan")),
    ),
    "asking again for what was sent up": (
        lambda: _sent_up().refused("2026-05-11", CLERK, notice("floor_plan")),
        r.MaterialsSentUp(on=date(2026, 5, 7)),
    ),
    "something to put right by no day": (
        lambda: _scheduled().refused("2026-05-09", LEAD, surveyed(c.SurveyResult.TO_RECTIFY)),
        r.RectifyByMissing(),
    ),
}
