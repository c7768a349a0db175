"""告知承诺的事件 — told, committed, checked, rectified."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands import CheckFinding, CreditStanding, Reference
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class CommitmentTold(Happening):
    """已告知承诺内容."""

    zh: ClassVar[str] = "已告知承诺内容"
    en: ClassVar[str] = "what is committed to was told"

    notice_number: str
    basis: str


@dataclass(frozen=True, slots=True)
class Committed(Happening):
    """作出承诺 — `materials` need not be handed in, `steps` are not taken before the grant."""

    zh: ClassVar[str] = "申请人作出承诺"
    en: ClassVar[str] = "the applicant committed"

    commitment: Reference
    standing: CreditStanding
    materials: tuple[str, ...]
    steps: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class CheckPlanned(Happening):
    """确定事后核查 — whose it is, and within which limit."""

    zh: ClassVar[str] = "确定事后核查"
    en: ClassVar[str] = "check after the grant planned"

    authority: str
    post: str
    check_limit: TimeLimit
    basis: str


@dataclass(frozen=True, slots=True)
class CheckRecorded(Happening):
    """核查结果."""

    zh: ClassVar[str] = "核查结果已登记"
    en: ClassVar[str] = "check recorded"

    finding: CheckFinding
    staff: tuple[str, ...]
    reasons: Reference | None
    basis: str


@dataclass(frozen=True, slots=True)
class RectificationOrdered(Happening):
    """责令限期整改."""

    zh: ClassVar[str] = "责令限期整改"
    en: ClassVar[str] = "rectification ordered"

    notice_number: str
    rectify_limit: TimeLimit
    reasons: Reference
    basis: str


@dataclass(frozen=True, slots=True)
class RectificationRecorded(Happening):
    """整改结果."""

    zh: ClassVar[str] = "整改结果已登记"
    en: ClassVar[str] = "rectification recorded"

    passed: bool
    staff: tuple[str, ...]
    reasons: Reference | None
