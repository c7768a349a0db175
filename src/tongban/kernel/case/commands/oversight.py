"""监管移交的指令 — who oversees the licence has the hand-over, or says why not, and then it comes anew."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.transfer import Seat
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.words import Bilingual


class HandOverReason(StrEnum):
    """移交事由 — what became of a licence, for which its overseer is told."""

    GRANT = "grant"
    RENEWAL = "renewal"
    CHANGE = "change"
    REVOCATION = "revocation"
    CANCELLATION = "cancellation"
    RESTORATION = "restoration"
    CORRECTION = "correction"

    @property
    def label(self) -> Bilingual:
        """The reason's name."""
        return {
            HandOverReason.GRANT: Bilingual("准予许可", "a grant"),
            HandOverReason.RENEWAL: Bilingual("准予延续", "a renewal"),
            HandOverReason.CHANGE: Bilingual("变更许可", "a change"),
            HandOverReason.REVOCATION: Bilingual("撤销许可", "a revocation"),
            HandOverReason.CANCELLATION: Bilingual("注销许可", "a cancellation"),
            HandOverReason.RESTORATION: Bilingual("恢复许可", "a restoration"),
            HandOverReason.CORRECTION: Bilingual("准予更正为不予许可", "a grant corrected to a refusal"),
        }[self]


class HandOverFault(StrEnum):
    """退回事由 — why an overseer does not take a hand-over."""

    WRONG_AUTHORITY = "wrong_authority"
    INCOMPLETE = "incomplete"

    @property
    def label(self) -> Bilingual:
        """The fault's name."""
        return {
            HandOverFault.WRONG_AUTHORITY: Bilingual("不由本机关监管", "not overseen by this authority"),
            HandOverFault.INCOMPLETE: Bilingual("移交内容不全", "incomplete"),
        }[self]


class OversightKind(StrEnum):
    """监管方式 — how the holder is going to be checked."""

    RANDOM = "random"
    KEY = "key"
    ORDINARY = "ordinary"

    @property
    def label(self) -> Bilingual:
        """The way's name."""
        return {
            OversightKind.RANDOM: Bilingual("“双随机、一公开”抽查", "random checks, published"),
            OversightKind.KEY: Bilingual("重点监管", "key oversight"),
            OversightKind.ORDINARY: Bilingual("日常监管", "ordinary oversight"),
        }[self]


@dataclass(frozen=True, slots=True)
class OversightPlan:
    """监管计划 — how the holder is checked, and by when for the first time."""

    kind: OversightKind
    first_check_by: date


@dataclass(frozen=True, slots=True)
class AcknowledgeHandOver(Body):
    """签收监管移交 — the overseer has it; of a licence in force, with the plan to check its holder."""

    zh: ClassVar[str] = "签收监管移交"
    en: ClassVar[str] = "acknowledge a hand-over"

    hand_over: str
    plan: OversightPlan | None = None


@dataclass(frozen=True, slots=True)
class RejectHandOver(Body):
    """退回监管移交 — the right authority named, or what is missing; each post does so once at most."""

    zh: ClassVar[str] = "退回监管移交"
    en: ClassVar[str] = "reject a hand-over"

    hand_over: str
    fault: HandOverFault
    right: str
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class HandOverAgain(Body):
    """重新移交监管 — to the seat named; `receiving` are the posts there are, as the directory says."""

    zh: ClassVar[str] = "重新移交监管"
    en: ClassVar[str] = "hand over anew"

    hand_over: str
    to: Seat
    note: Reference | None
    receiving: tuple[Seat, ...]
