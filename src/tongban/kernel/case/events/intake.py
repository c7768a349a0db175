"""收件与受理的事件 — what happened between the papers in hand and acceptance."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.values import Defect, HandedIn, Reference
from tongban.kernel.case.commands.words import Channel, DeclineGround
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.case.events.prior_notice import PriorNotice
from tongban.kernel.case.events.renewal import Renewal
from tongban.kernel.case.item import Handling
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class Received(Happening):
    """收件 — papers in hand: what this situation requires, and the steps it does not have (`skipped`)."""

    zh: ClassVar[str] = "收件"
    en: ClassVar[str] = "received"

    item: str
    item_version: str
    item_digest: str
    division: str
    authority: str
    applicant: str
    agent: str
    channel: Channel
    receipt_number: str
    required: tuple[str, ...]
    skipped: tuple[str, ...]
    materials: tuple[HandedIn, ...]
    answers: Reference | None
    notice_limit: TimeLimit
    renews: Renewal | None = None
    prior_notice: PriorNotice | None = None


@dataclass(frozen=True, slots=True)
class SupplementRequested(Happening):
    """一次性告知补正 — the one notice, with all defects.

    `supplement_limit` is the applicant's time to answer it, where the item has published one.
    """

    zh: ClassVar[str] = "一次性告知补正"
    en: ClassVar[str] = "supplement requested"

    defects: tuple[Defect, ...]
    notice_number: str
    supplement_limit: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class Supplemented(Happening):
    """补正 — handed in after the notice; the five days run again (design: incomplete supplement)."""

    zh: ClassVar[str] = "收到补正材料"
    en: ClassVar[str] = "supplement handed in"

    materials: tuple[HandedIn, ...]
    notice_limit: TimeLimit


@dataclass(frozen=True, slots=True)
class DefectsRestated(Happening):
    """重申 — what the supplement left open; nothing is added; `supplement_limit` runs again."""

    zh: ClassVar[str] = "重申未补正内容"
    en: ClassVar[str] = "remaining defects restated"

    defects: tuple[Defect, ...]
    notice_number: str
    supplement_limit: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class Accepted(Happening):
    """受理 — as of `accepted_on`; `deemed` where silence did it (行政许可法§32(4)).

    `assign_limit` is the time to assign inspectors, where the item has any (§55(2)).
    """

    zh: ClassVar[str] = "受理"
    en: ClassVar[str] = "accepted"

    accepted_on: date
    deemed: bool
    acceptance_number: str
    handling: Handling
    statutory_limit: TimeLimit
    promised_limit: TimeLimit
    basis: str
    assign_limit: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class Declined(Happening):
    """不予受理 — told in writing under `notice_number` (行政许可法§32, last paragraph).

    `ban_limit` is how long the applicant may not apply again, where the law says so (§78).
    """

    zh: ClassVar[str] = "不予受理"
    en: ClassVar[str] = "declined"

    ground: DeclineGround
    reasons: Reference | None
    right_authority: str
    basis: str
    ban_limit: TimeLimit | None = None
    notice_number: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn(Happening):
    """撤回."""

    zh: ClassVar[str] = "申请人撤回"
    en: ClassVar[str] = "withdrawn"

    reasons: Reference | None
