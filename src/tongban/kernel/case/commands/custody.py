"""原件保管的指令 — every paper original from hand to hand, until it is back with who brought it."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.commands.words import DeliveryMethod


@dataclass(frozen=True, slots=True)
class TakeOriginal(Body):
    """收存原件 — under a number of its own, with what it is and who brought it."""

    zh: ClassVar[str] = "收存原件"
    en: ClassVar[str] = "take an original into custody"

    original: str
    material: str
    what: Reference | None
    brought_by: Reference | None


@dataclass(frozen=True, slots=True)
class HandOverOriginal(Body):
    """移交原件 — to another post, whose custody begins once it acknowledges."""

    zh: ClassVar[str] = "移交原件"
    en: ClassVar[str] = "hand an original over"

    original: str
    to_post: str


@dataclass(frozen=True, slots=True)
class AcknowledgeOriginal(Body):
    """签收原件 — the post it was handed over to has it."""

    zh: ClassVar[str] = "签收原件"
    en: ClassVar[str] = "acknowledge an original"

    original: str


@dataclass(frozen=True, slots=True)
class ReturnOriginal(Body):
    """退还原件 — signed for by who took it."""

    zh: ClassVar[str] = "退还原件"
    en: ClassVar[str] = "return an original"

    original: str
    method: DeliveryMethod
    proof: Reference | None


@dataclass(frozen=True, slots=True)
class RecordLostOriginal(Body):
    """登记原件遗失 — with the reason, approved by a second person."""

    zh: ClassVar[str] = "登记原件遗失"
    en: ClassVar[str] = "record a lost original"

    original: str
    reasons: Reference | None
    approver: str
