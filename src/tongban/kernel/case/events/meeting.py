"""联席会议与争议的事件 — what was in dispute, who met over it, what went up and came back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands import (
    MeetingFailure,
    MeetingResolution,
    Reference,
    RulingResult,
    Signature,
)
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit
from tongban.kernel.words import Bilingual


class Disregard(StrEnum):
    """不同意不予采纳的原因 — as the item declares it."""

    WITHOUT_REASONS = "without_reasons"
    ABSENT = "absent"

    @property
    def label(self) -> Bilingual:
        """The reason's name."""
        return {
            Disregard.WITHOUT_REASONS: Bilingual("未说明理由", "no reasons were given"),
            Disregard.ABSENT: Bilingual("缺席联席会议", "absent from the joint meeting"),
        }[self]


@dataclass(frozen=True, slots=True)
class ObjectionDisregarded(Happening):
    """视为同意 — an objection that counts as consent, since the item says so and on what basis."""

    zh: ClassVar[str] = "不同意不予采纳，视为同意"
    en: ClassVar[str] = "objection taken as consent"

    step: str
    why: Disregard
    basis: str


@dataclass(frozen=True, slots=True)
class DisagreementArose(Happening):
    """意见不一致 — the departments have to meet, within the limit that the item sets."""

    zh: ClassVar[str] = "部门意见不一致"
    en: ClassVar[str] = "the departments disagree"

    steps: tuple[str, ...]
    limit: TimeLimit
    basis: str


@dataclass(frozen=True, slots=True)
class MeetingConvened(Happening):
    """召集联席会议 — who is invited, when, where."""

    zh: ClassVar[str] = "已召集联席会议"
    en: ClassVar[str] = "joint meeting convened"

    meeting_on: date
    place: str
    authorities: tuple[str, ...]
    agenda: Reference
    begins: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class MeetingPostponed(Happening):
    """会议未开 — and whose doing it was."""

    zh: ClassVar[str] = "联席会议未开"
    en: ClassVar[str] = "joint meeting not held"

    why: MeetingFailure
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingHeld(Happening):
    """会议纪要 — what was resolved over which objections; each department still signs its own opinion."""

    zh: ClassVar[str] = "联席会议已召开"
    en: ClassVar[str] = "joint meeting held"

    resolution: MeetingResolution
    minutes: Reference
    signatures: tuple[Signature, ...]
    absent: tuple[str, ...]
    steps: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class DisputeEscalated(Happening):
    """提请裁决 — which objections, to whom, and by when the ruling is due."""

    zh: ClassVar[str] = "已提请裁决"
    en: ClassVar[str] = "dispute put to the superior"

    steps: tuple[str, ...]
    superior: str
    submission: Reference
    number: str
    limit: TimeLimit
    basis: str


@dataclass(frozen=True, slots=True)
class DisputeRuled(Happening):
    """裁决 — whether the objections stand."""

    zh: ClassVar[str] = "已作出裁决"
    en: ClassVar[str] = "dispute ruled on"

    steps: tuple[str, ...]
    result: RulingResult
    minutes: Reference
    number: str
    basis: str
