"""收费的事件 — assessed, paid, waived, refunded, dropped; every amount in whole fen."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundSource, RefundWay
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class FeeAssessed(Happening):
    """核定收费 — `amount` by the standard, `reduced` what the answers waive by themselves.

    Nothing is owed in this situation where `amount` is 0; there is then no notice. `service` is the step
    the fee is for, empty for what is granted; `pay_limit` runs from here, on no clock but its own.
    """

    zh: ClassVar[str] = "已核定收费"
    en: ClassVar[str] = "fee assessed"

    notice_number: str
    amount: int
    reduced: int
    measured: int
    waivers: tuple[str, ...]
    service: str
    pay_limit: TimeLimit | None
    basis: str
    standard_basis: str


@dataclass(frozen=True, slots=True)
class PaymentRecorded(Happening):
    """登记缴款 — money came in; `discrepancies` are the ways in which it is not what was asked for."""

    zh: ClassVar[str] = "已登记缴款"
    en: ClassVar[str] = "payment recorded"

    notice_number: str
    transaction: str
    amount: int
    channel: PaymentChannel
    discrepancies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WaiverProposed(Happening):
    """提出减免 — what would be waived, and on which rule of the item."""

    zh: ClassVar[str] = "已提出减免"
    en: ClassVar[str] = "waiver proposed"

    waiver: str
    amount: int
    proof: Reference
    basis: str


@dataclass(frozen=True, slots=True)
class FeeWaived(Happening):
    """准予减免 — approved by who acted, proposed by somebody else."""

    zh: ClassVar[str] = "已准予减免"
    en: ClassVar[str] = "fee waived"

    waiver: str
    amount: int
    proposed_by: str
    basis: str


@dataclass(frozen=True, slots=True)
class RefundProposed(Happening):
    """提出退付 — how much would be given back, and on which rule of the item."""

    zh: ClassVar[str] = "已提出退付"
    en: ClassVar[str] = "refund proposed"

    ground: RefundGround
    amount: int
    proof: Reference | None
    basis: str


@dataclass(frozen=True, slots=True)
class RefundApproved(Happening):
    """准予退付 — approved by who acted, proposed by somebody else; the money goes back under `number`.

    `sources` are the payments it is taken from, each of which goes back by itself; None where it was approved
    before that was on record.
    """

    zh: ClassVar[str] = "已准予退付"
    en: ClassVar[str] = "refund approved"

    number: str
    ground: RefundGround
    amount: int
    proposed_by: str
    basis: str
    sources: tuple[RefundSource, ...] | None = None


@dataclass(frozen=True, slots=True)
class FeeProposalRejected(Happening):
    """不予减免、退付 — with reasons; what was owed or paid stays as it was."""

    zh: ClassVar[str] = "未准予减免、退付"
    en: ClassVar[str] = "waiver or refund not approved"

    reasons: Reference


@dataclass(frozen=True, slots=True)
class RefundRecorded(Happening):
    """登记退付 — the money went back; `discrepancies` as in `PaymentRecorded`.

    `payment` is the one of the refund's sources that went, None where all of it did at once; `way` is how the
    counter gave it back, None where the platform did.
    """

    zh: ClassVar[str] = "已退付"
    en: ClassVar[str] = "refunded"

    number: str
    transaction: str
    amount: int
    discrepancies: tuple[str, ...] = ()
    payment: str | None = None
    way: RefundWay | None = None


@dataclass(frozen=True, slots=True)
class RefundRefused(Happening):
    """平台不予退回 — of that payment it will not give back what was approved; the payer has it to get."""

    zh: ClassVar[str] = "缴款平台不予退回"
    en: ClassVar[str] = "the platform gives nothing back"

    number: str
    payment: str
    amount: int


@dataclass(frozen=True, slots=True)
class RefundRedirected(Happening):
    """改由窗口退付 — from here on the counter gives it back, by transfer; said by who acted, with reasons."""

    zh: ClassVar[str] = "已改由窗口退付"
    en: ClassVar[str] = "refund moved to the counter"

    number: str
    payment: str
    amount: int
    reasons: Reference
    basis: str


@dataclass(frozen=True, slots=True)
class FeeDropped(Happening):
    """不再收取 — the service was never rendered and will not be; what is not yet paid is owed no more."""

    zh: ClassVar[str] = "不再收取"
    en: ClassVar[str] = "no longer charged"

    amount: int
    basis: str
