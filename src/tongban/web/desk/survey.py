"""Acts of a site survey 踏勘: appoint, say why nothing came of it, record.

依据 Basis: 行政许可法§34(3), 优化营商环境条例§36.
"""

from typing import Any

from tongban.handling import survey as handling
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.joint import Survey
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk import survey_forms as f
from tongban.web.desk.act import Act, Occasion
from tongban.web.staff.acting import ActForm
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.letters import as_of

_AT_THE_HALL = (StepKind.INTAKE, StepKind.DELIVERY)


def _survey(on: Occasion) -> Survey:
    return on.file.case.surveys.get(on.step, Survey())


def _departments(file: CaseFile) -> list[tuple[str, Any]]:
    """The departments that examine, the lead first."""
    examining = [step.authority for step in file.item.steps if step.kind not in _AT_THE_HALL]
    keys = dict.fromkeys([file.item.authority, *examining])
    return [(key, in_words(file.item.name_of(key))) for key in keys]


def _going(on: Occasion) -> list[tuple[str, Any]]:
    """Those who were to go: as appointed, or the step's own department."""
    own = on.file.case.steps[on.step].plan.authority if on.step in on.file.case.steps else ""
    keys = _survey(on).authorities or (own,)
    return [(key, in_words(on.file.item.name_of(key))) for key in keys]


def _schedule(on: Occasion, data: Any) -> ActForm:
    survey = _survey(on)
    initial = {"survey_on": survey.survey_on, "authorities": [key for key, _name in _going(on)]}
    return on.new(f.ScheduleForm, data, departments=_departments(on.file), initial=initial)


def _failed(on: Occasion, data: Any) -> ActForm:
    return on.new(f.FailedForm, data, departments=_going(on))


def _record(on: Occasion, data: Any) -> ActForm:
    initial = {"visited_on": _survey(on).survey_on or on.file.today}
    return on.new(f.RecordForm, data, departments=_going(on), today=on.file.today, initial=initial)


def _do_schedule(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.schedule_survey(handler, ask, said["step"], said["survey_on"], said["authorities"])


def _do_failed(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    why = c.SurveyFailure(said["why"])
    return handling.record_failed_survey(handler, ask, said["step"], why, said["absent"])


def _do_record(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    signatures = tuple(
        c.Signature(key, str(account.pk)) for key, _name in _going(on) for account in said[f"signed_{key}"]
    )
    record = handling.Record(c.SurveyResult(said["result"]), signatures, said["reasons"], said["rectify_by"])
    return handling.record_survey(handler, as_of(ask, on.file, said["visited_on"]), said["step"], record)


def _hint(on: Occasion) -> Any:
    survey = _survey(on)
    if survey.survey_on is None:
        return Bilingual("还没有约定日期。", "No day is fixed.") if survey.failed else ""
    return Bilingual("约定 {day}。", "Fixed for {day}.").fill(day=survey.survey_on)


SURVEY_ACTS = (
    Act(
        "record-survey",
        c.RecordSurvey,
        c.RecordSurvey.verb(),
        "v",
        _record,
        _do_record,
        primary=True,
        hint=_hint,
    ),
    Act(
        "schedule-survey",
        c.ScheduleSurvey,
        c.ScheduleSurvey.verb(),
        "d",
        _schedule,
        _do_schedule,
        hint=_hint,
    ),
    Act(
        "failed-survey",
        c.RecordFailedSurvey,
        c.RecordFailedSurvey.verb(),
        "",
        _failed,
        _do_failed,
    ),
)
