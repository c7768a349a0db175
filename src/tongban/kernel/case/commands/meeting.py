"""联席会议与争议的指令 — the departments meet; what stays in dispute goes up and comes back decided."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.survey import Signature
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.words import Bilingual


class MeetingFailure(StrEnum):
    """会议未开的原因 — whose it is, so that every lost day has an owner."""

    DEPARTMENT_ABSENT = "department_absent"
    LEAD_UNABLE = "lead_unable"
    PLAN_NOT_READY = "plan_not_ready"

    @property
    def label(self) -> Bilingual:
        """The reason's name."""
        return {
            MeetingFailure.DEPARTMENT_ABSENT: Bilingual("部门缺席", "a department was absent"),
            MeetingFailure.LEAD_UNABLE: Bilingual("牵头部门改期", "the lead puts it off"),
            MeetingFailure.PLAN_NOT_READY: Bilingual("议题材料未备齐", "the papers were not ready"),
        }[self]


class MeetingResolution(StrEnum):
    """会议结果 — what the minutes say; no department is bound by it."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"

    @property
    def label(self) -> Bilingual:
        """The resolution's name."""
        return {
            MeetingResolution.AGREED: Bilingual("达成一致", "agreed"),
            MeetingResolution.NOT_AGREED: Bilingual("未达成一致", "not agreed"),
        }[self]


class RulingResult(StrEnum):
    """裁决结论 — whether the objection stands."""

    UPHELD = "upheld"
    OVERRULED = "overruled"
    OVERRULED_WITH_CONDITIONS = "overruled_with_conditions"

    @property
    def label(self) -> Bilingual:
        """The ruling's name."""
        return {
            RulingResult.UPHELD: Bilingual("支持异议", "the objection stands"),
            RulingResult.OVERRULED: Bilingual("不支持异议", "the objection does not stand"),
            RulingResult.OVERRULED_WITH_CONDITIONS: Bilingual(
                "不支持异议，但附条件", "the objection does not stand, on conditions"
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class ConveneMeeting(Body):
    """召集联席会议 — one day and place for every department invited; said again, it is moved."""

    zh: ClassVar[str] = "召集联席会议"
    en: ClassVar[str] = "convene a joint meeting"

    meeting_on: date
    place: str
    authorities: tuple[str, ...]
    agenda: Reference | None
    begins: str | None = None


@dataclass(frozen=True, slots=True)
class PostponeMeeting(Body):
    """登记会议未开 — put off, or a department stayed away; no limit stands still for it."""

    zh: ClassVar[str] = "登记会议未开"
    en: ClassVar[str] = "record a meeting that was not held"

    why: MeetingFailure
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldMeeting(Body):
    """登记会议纪要 — minutes with a resolution, signed for every department that came."""

    zh: ClassVar[str] = "登记联席会议纪要"
    en: ClassVar[str] = "record the joint meeting"

    resolution: MeetingResolution
    minutes: Reference | None
    signatures: tuple[Signature, ...]
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EscalateDispute(Body):
    """提请裁决 — what the departments could not agree on goes to whom the item names."""

    zh: ClassVar[str] = "提请上级裁决"
    en: ClassVar[str] = "put the dispute to the superior"

    submission: Reference | None
    number: str


@dataclass(frozen=True, slots=True)
class RuleOnDispute(Body):
    """作出裁决 — the superior says whether the objection stands, in a minuted and numbered ruling."""

    zh: ClassVar[str] = "作出裁决"
    en: ClassVar[str] = "rule on the dispute"

    result: RulingResult
    minutes: Reference | None
    number: str
