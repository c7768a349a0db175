"""踏勘 — the verbs of site surveys: appoint, say why nothing came of it, record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.kernel import Body
from tongban.kernel.case import commands as c


@dataclass(frozen=True, slots=True)
class Record:
    """踏勘记录 — what was found, who signed for which department, and what is to be put right by when."""

    result: c.SurveyResult
    signatures: tuple[c.Signature, ...]
    reasons: str = ""
    rectify_by: date | None = None


def schedule_survey(
    handler: Handler, ask: Ask, step: str, survey_on: date, authorities: Sequence[str]
) -> Answer:
    """预约踏勘 — one day for every department that goes; said again, it is moved."""
    errand = Errand(handler, ask, "schedule_survey", survey_on, step=step, authorities=list(authorities))
    return errand.run(lambda errand: c.ScheduleSurvey(step, survey_on, tuple(authorities)))


def record_failed_survey(
    handler: Handler, ask: Ask, step: str, why: c.SurveyFailure, absent: Sequence[str] = ()
) -> Answer:
    """登记踏勘未成 — whose absence it was, where it was a department's."""
    errand = Errand(handler, ask, "record_failed_survey", why.value, step=step, absent=list(absent))
    return errand.run(lambda errand: c.RecordFailedSurvey(step, why, tuple(absent)))


def record_survey(handler: Handler, ask: Ask, step: str, record: Record) -> Answer:
    """登记踏勘记录 — one record for all; what was found is about the applicant, and kept as theirs."""
    errand = Errand(
        handler,
        ask,
        "record_survey",
        record.result.value,
        [(s.authority, s.person) for s in record.signatures],
        record.rectify_by,
        step=step,
        reasons=record.reasons,
    )

    def body(errand: Errand) -> Body:
        reasons = errand.seal_about_applicant("survey", record.reasons)
        return c.RecordSurvey(step, record.result, record.signatures, reasons, record.rectify_by)

    return errand.run(body)
