"""原件保管的事件 — taken, handed over, acknowledged, returned, lost."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.commands.words import DeliveryMethod
from tongban.kernel.case.events.envelope import Happening


@dataclass(frozen=True, slots=True)
class OriginalTaken(Happening):
    """收存 — by the post that acted, under the number `original`."""

    zh: ClassVar[str] = "收存原件"
    en: ClassVar[str] = "original taken into custody"

    original: str
    material: str
    what: Reference
    brought_by: Reference


@dataclass(frozen=True, slots=True)
class OriginalHandedOver(Happening):
    """移交 — on its way to another post; who handed it over answers for it until that is acknowledged."""

    zh: ClassVar[str] = "移交原件"
    en: ClassVar[str] = "original handed over"

    original: str
    to_post: str


@dataclass(frozen=True, slots=True)
class OriginalAcknowledged(Happening):
    """签收 — the post that acted has it."""

    zh: ClassVar[str] = "签收原件"
    en: ClassVar[str] = "original acknowledged"

    original: str


@dataclass(frozen=True, slots=True)
class OriginalReturned(Happening):
    """退还 — signed for."""

    zh: ClassVar[str] = "退还原件"
    en: ClassVar[str] = "original returned"

    original: str
    method: DeliveryMethod
    proof: Reference


@dataclass(frozen=True, slots=True)
class OriginalLost(Happening):
    """遗失 — recorded with its reason and who approved that."""

    zh: ClassVar[str] = "原件遗失"
    en: ClassVar[str] = "original lost"

    original: str
    reasons: Reference
    approver: str
