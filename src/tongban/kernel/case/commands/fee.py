"""收费的指令 — assessing a fee, money that came in or went back, and what two people waive or give back."""

from dataclasses import dataclass, field
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.conditions import Facts
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundWay


@dataclass(frozen=True, slots=True)
class AssessFee(Body):
    """核定收费 — by the published standard, in writing; with another measure, a new notice replaces it.

    `facts` are the applicant's answers, `measured` what the office counted where the standard asks for it.
    """

    zh: ClassVar[str] = "核定收费"
    en: ClassVar[str] = "assess the fee"

    notice_number: str
    facts: Facts = field(default_factory=dict)
    measured: int = 0


@dataclass(frozen=True, slots=True)
class RecordPayment(Body):
    """登记缴款 — money that came in; a fact, whatever it is for, and recorded once for each `transaction`."""

    zh: ClassVar[str] = "登记缴款"
    en: ClassVar[str] = "record a payment"

    notice_number: str
    transaction: str
    amount: int
    channel: PaymentChannel


@dataclass(frozen=True, slots=True)
class ProposeWaiver(Body):
    """提出减免 — on a ground the item publishes, with proof; another person approves it."""

    zh: ClassVar[str] = "提出减免"
    en: ClassVar[str] = "propose a waiver"

    waiver: str
    proof: Reference | None


@dataclass(frozen=True, slots=True)
class ProposeRefund(Body):
    """提出退付 — on a ground the item publishes; another person approves it."""

    zh: ClassVar[str] = "提出退付"
    en: ClassVar[str] = "propose a refund"

    ground: RefundGround
    amount: int
    proof: Reference | None = None


@dataclass(frozen=True, slots=True)
class AnswerFeeProposal(Body):
    """审批减免、退付 — by somebody other than who proposed it; a rejection has reasons."""

    zh: ClassVar[str] = "审批减免、退付"
    en: ClassVar[str] = "answer the proposed waiver or refund"

    approved: bool
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class RecordRefund(Body):
    """登记平台退付 — money that the platform says went back; a fact, recorded once for each `transaction`.

    `payment` is the transaction it was taken from, empty where it is of the whole refund.
    """

    zh: ClassVar[str] = "登记平台退付"
    en: ClassVar[str] = "record what the platform gave back"

    number: str
    transaction: str
    amount: int
    payment: str = ""


@dataclass(frozen=True, slots=True)
class RecordRefundRefused(Body):
    """登记平台不予退回 — the platform says that it will not give a part of a refund back; recorded once."""

    zh: ClassVar[str] = "登记平台不予退回"
    en: ClassVar[str] = "record that the platform gives nothing back"

    number: str
    payment: str


@dataclass(frozen=True, slots=True)
class RedirectRefund(Body):
    """改由窗口退付 — what the platform will not give back goes to the payer by transfer, with reasons.

    Whoever says so pays nothing of it out.
    """

    zh: ClassVar[str] = "改由窗口退付"
    en: ClassVar[str] = "give a refund back at the counter instead"

    number: str
    payment: str
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class PayRefund(Body):
    """办理退付 — what was paid at the counter went back to the payer, by somebody other than who approved it.

    `number` is the approved refund's, `payment` the transaction it is taken from, `transaction` the number
    on the slip, receipt or transfer by which it went. The amount is what was approved.
    """

    zh: ClassVar[str] = "办理退付"
    en: ClassVar[str] = "pay a refund out"

    number: str
    payment: str
    transaction: str
    way: RefundWay
