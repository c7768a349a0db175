"""收件与受理的指令 — from the papers in hand to acceptance, or the applicant's withdrawal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.renewal import LicenceToRenew
from tongban.kernel.case.commands.values import Defect, HandedIn, Reference
from tongban.kernel.case.commands.words import Channel, DeclineGround
from tongban.kernel.case.conditions import Fact


@dataclass(frozen=True, slots=True)
class Receive(Body):
    """收件 — papers in hand; a receipt, not acceptance.

    `renews` is the licence whose renewal is applied for, of an item of renewal (行政许可法§50).
    `banned_until` is the last day of a ban on applying for this licence again (行政许可法§78, §79), found
    before; None where there is none. `published_on` is the day of the public notice this item is applied for
    after (先行公示).
    """

    zh: ClassVar[str] = "收件"
    en: ClassVar[str] = "receive the papers"

    applicant: str
    division: str
    channel: Channel
    receipt_number: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    answers: Reference | None = None
    materials: tuple[HandedIn, ...] = ()
    agent: str = ""
    banned_until: date | None = None
    renews: LicenceToRenew | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class RequestSupplement(Body):
    """一次性告知补正 — tell the applicant once everything that is missing (行政许可法§32(4))."""

    zh: ClassVar[str] = "一次性告知补正"
    en: ClassVar[str] = "request a supplement"

    defects: tuple[Defect, ...]
    notice_number: str


@dataclass(frozen=True, slots=True)
class Supplement(Body):
    """补正 — the applicant hands in what the notice asked for."""

    zh: ClassVar[str] = "提交补正材料"
    en: ClassVar[str] = "hand in the supplement"

    materials: tuple[HandedIn, ...]


@dataclass(frozen=True, slots=True)
class RestateDefects(Body):
    """重申 — some defects of the first notice remain; none may be added."""

    zh: ClassVar[str] = "重申未补正内容"
    en: ClassVar[str] = "restate what remains"

    defects: tuple[Defect, ...]
    notice_number: str


@dataclass(frozen=True, slots=True)
class Accept(Body):
    """受理 — the statutory clock starts (行政许可法§32(5))."""

    zh: ClassVar[str] = "受理"
    en: ClassVar[str] = "accept"

    acceptance_number: str


@dataclass(frozen=True, slots=True)
class Decline(Body):
    """不予受理 — not needed, another authority has the power, or material is false (§32(1)、(2), §78)."""

    zh: ClassVar[str] = "不予受理"
    en: ClassVar[str] = "decline"

    ground: DeclineGround
    reasons: Reference | None
    right_authority: str = ""
    notice_number: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw(Body):
    """撤回 — the applicant takes the application back before the decision."""

    zh: ClassVar[str] = "撤回申请"
    en: ClassVar[str] = "withdraw"

    reasons: Reference | None = None
