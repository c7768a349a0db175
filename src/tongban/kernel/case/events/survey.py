"""现场踏勘的事件 — appointed, failed, recorded."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands import Reference, Signature, SurveyFailure, SurveyResult
from tongban.kernel.case.events.envelope import Happening


@dataclass(frozen=True, slots=True)
class SurveyScheduled(Happening):
    """预约踏勘 — who goes, and when."""

    zh: ClassVar[str] = "已预约踏勘"
    en: ClassVar[str] = "survey scheduled"

    step: str
    survey_on: date
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyFailed(Happening):
    """踏勘未成 — and whose doing it was."""

    zh: ClassVar[str] = "踏勘未成"
    en: ClassVar[str] = "survey failed"

    step: str
    why: SurveyFailure
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyRecorded(Happening):
    """踏勘记录 — one record for all departments; the step ends with it unless something is put right."""

    zh: ClassVar[str] = "踏勘记录已登记"
    en: ClassVar[str] = "survey recorded"

    step: str
    result: SurveyResult
    signatures: tuple[Signature, ...]
    reasons: Reference | None
    rectify_by: date | None
    basis: str
