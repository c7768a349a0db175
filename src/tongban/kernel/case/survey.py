"""现场踏勘 — one appointment for every department, one record with several signatures, one visit.

依据 Basis: 行政许可法§34(3) (verified by as many as the law says), 优化营商环境条例§36 (surveys arranged
promptly, within a limit). A survey that failed, whoever was absent, moves no clock.
"""

from collections.abc import Iterable

from tongban.kernel.case.commands import (
    Finding,
    RecordFailedSurvey,
    RecordSurvey,
    ScheduleSurvey,
    SurveyFailure,
    SurveyResult,
)
from tongban.kernel.case.events import StepCompleted, SurveyFailed, SurveyRecorded, SurveyScheduled
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.joint import Survey
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.steps import check_open, open_ready
from tongban.kernel.refusals import (
    AbsentMissing,
    DepartmentNotOfTheItem,
    NotASurvey,
    ReasonsMissing,
    RectifyByMissing,
    SignatureMissing,
    SurveyBeyondItsLimit,
    SurveyInThePast,
    SurveyNotScheduled,
    TooFewToCheck,
)
from tongban.kernel.words import Bilingual, listed

_BASIS = "行政许可法§34(3)"

# --- what must hold before, shared by decide and the list of what is allowed


def check_survey(matter: Matter, step_id: str) -> None:
    """Only the post of an open survey."""
    step = check_open(matter, step_id)
    if step.plan.kind is not StepKind.SURVEY:
        raise NotASurvey(step=matter.name_of_step(step_id))


def check_failed(matter: Matter, step_id: str) -> None:
    """Only what was scheduled, on its day or after."""
    check_survey(matter, step_id)
    survey = matter.case.surveys.get(step_id)
    if survey is None or survey.survey_on is None or matter.day < survey.survey_on:
        raise SurveyNotScheduled(survey_on=survey.survey_on if survey and survey.survey_on else "—")


# --- deciders


def schedule(unfolding: Unfolding, body: ScheduleSurvey) -> None:
    """预约踏勘 — within the step's limit; every department that goes is named; said again, it is moved."""
    matter = unfolding.matter
    own = unfolding.case.steps[body.step].plan.authority
    known = {step.authority for step in matter.item.steps}
    strangers = [a for a in body.authorities if a not in known]
    if strangers or own not in body.authorities:
        raise DepartmentNotOfTheItem(authorities=_names(matter, strangers or [own]))
    if body.survey_on < matter.today:
        raise SurveyInThePast(survey_on=body.survey_on, today=matter.today)
    _check_in_time(matter, body)
    authorities = tuple(dict.fromkeys(body.authorities))
    unfolding.then(SurveyScheduled(body.step, body.survey_on, authorities))


def record_failed(unfolding: Unfolding, body: RecordFailedSurvey) -> None:
    """登记踏勘未成 — of an absent department, which; the appointment is void."""
    survey = unfolding.case.surveys[body.step]
    absent = tuple(a for a in survey.authorities if a in body.absent)
    if body.why is SurveyFailure.DEPARTMENT_ABSENT and not absent:
        raise AbsentMissing()
    of_departments = body.why is SurveyFailure.DEPARTMENT_ABSENT
    unfolding.then(SurveyFailed(body.step, body.why, absent if of_departments else ()))


def record(unfolding: Unfolding, body: RecordSurvey) -> None:
    """登记踏勘 — signed for every department; the step is done, or goes on after what is to be put right."""
    matter = unfolding.matter
    survey = unfolding.case.surveys.get(body.step, Survey())
    if survey.survey_on is not None and matter.day < survey.survey_on:
        raise SurveyNotScheduled(survey_on=survey.survey_on)
    expected = survey.authorities or (unfolding.case.steps[body.step].plan.authority,)
    signed = {s.authority for s in body.signatures if s.person}
    unsigned = [a for a in expected if a not in signed]
    if unsigned:
        raise SignatureMissing(authorities=_names(matter, unsigned))
    people, least = {s.person for s in body.signatures if s.person}, matter.item.verifying_staff
    if len(people) < least:
        raise TooFewToCheck(least=least, count=len(people))
    if body.result is not SurveyResult.CONFORMS and body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    rectifies = body.result is SurveyResult.TO_RECTIFY
    if rectifies and (body.rectify_by is None or body.rectify_by < matter.today):
        raise RectifyByMissing()
    rectify_by = body.rectify_by if rectifies else None
    unfolding.then(SurveyRecorded(body.step, body.result, body.signatures, body.reasons, rectify_by, _BASIS))
    if not rectifies:
        conforms = body.result is SurveyResult.CONFORMS
        finding = Finding.CONFORMS if conforms else Finding.DOES_NOT_CONFORM
        unfolding.then(StepCompleted(body.step, finding, body.reasons))
        open_ready(unfolding)


def _check_in_time(matter: Matter, body: ScheduleSurvey) -> None:
    """The first appointment keeps the step's own limit, while it can be kept."""
    survey = matter.case.surveys.get(body.step, Survey())
    if survey.failed or survey.rectify_by is not None:
        return  # when everybody can come again, or what was found is put right, is not the post's to say
    clock = matter.case.clocks.get(matter.step(body.step).clock_id)
    if clock is None or clock.is_past(matter.today, matter.calendar):
        return
    due = clock.due(matter.calendar).day
    if body.survey_on > due:
        name = matter.name_of_step(body.step)
        raise SurveyBeyondItsLimit(step=name, survey_on=body.survey_on, due=due)


def _names(matter: Matter, authorities: Iterable[str]) -> Bilingual:
    return listed([matter.item.name_of(authority) for authority in authorities])
