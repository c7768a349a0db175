"""踏勘之后的办件 — an appointment made, void, or kept."""

from dataclasses import replace
from typing import Any

from tongban.kernel.case import events as e
from tongban.kernel.case.joint import Survey
from tongban.kernel.case.state import Case


def survey_scheduled(case: Case, event: e.Event, body: e.SurveyScheduled) -> Case:
    """预约 — the day and who goes."""
    return _with_survey(case, body.step, survey_on=body.survey_on, authorities=body.authorities)


def survey_failed(case: Case, event: e.Event, body: e.SurveyFailed) -> Case:
    """未成 — the appointment is void, who goes stays."""
    failed = case.surveys.get(body.step, Survey()).failed
    return _with_survey(case, body.step, survey_on=None, failed=failed + 1)


def survey_recorded(case: Case, event: e.Event, body: e.SurveyRecorded) -> Case:
    """记录 — kept; where something is to be put right, a new day is to be found."""
    return _with_survey(case, body.step, survey_on=None, rectify_by=body.rectify_by)


def _with_survey(case: Case, step: str, **changes: Any) -> Case:
    return case.having(surveys={**case.surveys, step: replace(case.surveys.get(step, Survey()), **changes)})
