"""告知承诺的指令 — a licence granted on the applicant's commitment, and the check that follows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.words import Bilingual


class CreditStanding(StrEnum):
    """信用状况 — what the credit record says of who wants to commit (国办发〔2020〕42号)."""

    CLEAR = "clear"
    SERIOUS_BAD_CREDIT = "serious_bad_credit"
    FORMER_FALSE_PROMISE = "former_false_promise"
    REPAIRED = "repaired"

    @property
    def label(self) -> Bilingual:
        """The standing's name."""
        return {
            CreditStanding.CLEAR: Bilingual("信用良好", "no bad record"),
            CreditStanding.SERIOUS_BAD_CREDIT: Bilingual("有较严重的不良信用记录", "seriously bad credit"),
            CreditStanding.FORMER_FALSE_PROMISE: Bilingual("曾作出虚假承诺", "a former false promise"),
            CreditStanding.REPAIRED: Bilingual("信用已修复", "credit repaired"),
        }[self]

    @property
    def bars(self) -> bool:
        """Whether it excludes from committing until it is repaired."""
        return self in (CreditStanding.SERIOUS_BAD_CREDIT, CreditStanding.FORMER_FALSE_PROMISE)


class CheckFinding(StrEnum):
    """核查结论 — whether what was promised is so."""

    KEPT = "kept"
    NOT_PERFORMED = "not_performed"
    FALSE_PROMISE = "false_promise"

    @property
    def label(self) -> Bilingual:
        """The finding's name."""
        return {
            CheckFinding.KEPT: Bilingual("承诺属实", "the commitment is kept"),
            CheckFinding.NOT_PERFORMED: Bilingual("未履行承诺", "the commitment is not performed"),
            CheckFinding.FALSE_PROMISE: Bilingual("虚假承诺", "a false promise"),
        }[self]


@dataclass(frozen=True, slots=True)
class TellCommitment(Body):
    """告知承诺内容 — obligation, content and consequence of a false promise, once, in writing (R08)."""

    zh: ClassVar[str] = "告知承诺内容"
    en: ClassVar[str] = "tell what is committed to"

    notice_number: str


@dataclass(frozen=True, slots=True)
class Commit(Body):
    """作出承诺 — the applicant's own choice; what the item lists need not be handed in or examined before."""

    zh: ClassVar[str] = "作出承诺"
    en: ClassVar[str] = "commit"

    commitment: Reference | None
    standing: CreditStanding


@dataclass(frozen=True, slots=True)
class RecordCheck(Body):
    """登记核查 — after the grant, by two or more, whether the commitment is kept."""

    zh: ClassVar[str] = "登记核查结果"
    en: ClassVar[str] = "record the check"

    finding: CheckFinding
    staff: tuple[str, ...]
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class OrderRectification(Body):
    """责令限期整改 — of what was promised and not performed; no longer than the item allows."""

    zh: ClassVar[str] = "责令限期整改"
    en: ClassVar[str] = "order rectification"

    working_days: int
    notice_number: str
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class RecordRectification(Body):
    """登记整改 — checked again by two or more: the conditions are met now, or not."""

    zh: ClassVar[str] = "登记整改结果"
    en: ClassVar[str] = "record the rectification"

    passed: bool
    staff: tuple[str, ...]
    reasons: Reference | None = None
