"""监管移交的事件 — handed over, acknowledged with a plan, or rejected and owed anew."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands import HandOverFault, HandOverReason, OversightPlan, Reference, Seat
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class HandedOver(Happening):
    """移交监管 — by itself with what became of the licence, and anew by whoever it was sent back to."""

    zh: ClassVar[str] = "已移交监管"
    en: ClassVar[str] = "handed over to the overseer"

    hand_over: str
    reason: HandOverReason
    to: Seat
    number: str
    acknowledge_limit: TimeLimit
    basis: str
    note: Reference | None = None


@dataclass(frozen=True, slots=True)
class HandOverAcknowledged(Happening):
    """签收监管移交 — from here on the overseer answers for it."""

    zh: ClassVar[str] = "监管移交已签收"
    en: ClassVar[str] = "hand-over acknowledged"

    hand_over: str
    basis: str
    plan: OversightPlan | None = None


@dataclass(frozen=True, slots=True)
class HandOverRejected(Happening):
    """退回监管移交 — `right` is the authority that should have it, where another one should."""

    zh: ClassVar[str] = "监管移交被退回"
    en: ClassVar[str] = "hand-over rejected"

    hand_over: str
    fault: HandOverFault
    right: str
    reasons: Reference
    again_limit: TimeLimit
    basis: str
