"""取得许可之后的事件 — a revocation told and made, a cancellation, the credit record."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands import CancellationGround, Reference, Remedies, RevocationGround
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class RevocationTold(Happening):
    """拟撤销告知 — nobody revokes before the holder was heard or let the day pass."""

    zh: ClassVar[str] = "已告知拟撤销"
    en: ClassVar[str] = "intended revocation told"

    ground: RevocationGround
    respond_by: date
    notice_number: str
    reasons: Reference
    basis: str


@dataclass(frozen=True, slots=True)
class Revoked(Happening):
    """撤销 — `ban_limit` is how long the holder may not apply again, where the law says so (§79).

    `closes` where the licence had not been delivered: nothing is left to deliver, and the case is closed.
    """

    zh: ClassVar[str] = "许可已撤销"
    en: ClassVar[str] = "licence revoked"

    ground: RevocationGround
    number: str
    reasons: Reference
    remedies: Remedies
    basis: str
    ban_limit: TimeLimit | None = None
    closes: bool | None = None


@dataclass(frozen=True, slots=True)
class Cancelled(Happening):
    """注销 — `closes` as for a revocation."""

    zh: ClassVar[str] = "许可已注销"
    en: ClassVar[str] = "licence cancelled"

    ground: CancellationGround
    number: str
    basis: str
    closes: bool | None = None


@dataclass(frozen=True, slots=True)
class CreditRecorded(Happening):
    """记入信用."""

    zh: ClassVar[str] = "已记入信用记录"
    en: ClassVar[str] = "recorded in the credit platform"

    credit_number: str
    basis: str


@dataclass(frozen=True, slots=True)
class BanEnded(Happening):
    """禁止期届满 — this licence can be applied for again."""

    zh: ClassVar[str] = "再次申请禁止期届满"
    en: ClassVar[str] = "ban on a new application over"

    due_on: date
