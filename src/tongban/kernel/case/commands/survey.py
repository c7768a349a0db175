"""现场踏勘的指令 — one appointment, one record, several signatures, one visit."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.words import Bilingual


class SurveyFailure(StrEnum):
    """踏勘未成的原因 — whose it is, so that every lost day has an owner."""

    DEPARTMENT_ABSENT = "department_absent"
    APPLICANT_ABSENT = "applicant_absent"
    SITE_NOT_READY = "site_not_ready"
    WEATHER = "weather"

    @property
    def label(self) -> Bilingual:
        """The reason's name."""
        return {
            SurveyFailure.DEPARTMENT_ABSENT: Bilingual("部门缺席", "a department was absent"),
            SurveyFailure.APPLICANT_ABSENT: Bilingual("申请人不在场", "the applicant was absent"),
            SurveyFailure.SITE_NOT_READY: Bilingual("现场不具备条件", "the site was not ready"),
            SurveyFailure.WEATHER: Bilingual("天气原因", "the weather"),
        }[self]


class SurveyResult(StrEnum):
    """踏勘结论."""

    CONFORMS = "conforms"
    TO_RECTIFY = "to_rectify"
    DOES_NOT_CONFORM = "does_not_conform"

    @property
    def label(self) -> Bilingual:
        """The result's name."""
        return {
            SurveyResult.CONFORMS: Bilingual("符合", "conforms"),
            SurveyResult.TO_RECTIFY: Bilingual("整改后复勘", "to be put right and surveyed again"),
            SurveyResult.DOES_NOT_CONFORM: Bilingual("不符合", "does not conform"),
        }[self]


@dataclass(frozen=True, slots=True)
class Signature:
    """签名 — who signed the record, for which department."""

    authority: str
    person: str


@dataclass(frozen=True, slots=True)
class ScheduleSurvey(Body):
    """预约踏勘 — one day for every department that takes part; said again, it is moved."""

    zh: ClassVar[str] = "预约踏勘"
    en: ClassVar[str] = "schedule the survey"

    step: str
    survey_on: date
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordFailedSurvey(Body):
    """登记踏勘未成 — nobody's time stands still for it; a new day is to be found."""

    zh: ClassVar[str] = "登记踏勘未成"
    en: ClassVar[str] = "record a survey that failed"

    step: str
    why: SurveyFailure
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordSurvey(Body):
    """登记踏勘 — one record, signed for every department, by as many as the law asks for (§34(3))."""

    zh: ClassVar[str] = "登记踏勘记录"
    en: ClassVar[str] = "record the survey"

    step: str
    result: SurveyResult
    signatures: tuple[Signature, ...]
    reasons: Reference | None = None
    rectify_by: date | None = None
