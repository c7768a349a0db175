"""收费规则 — what an item charges, on which basis, and what hangs on it; amounts are whole fen of CNY.

依据 Basis: 行政许可法§58, §59 (no fee but by a law or administrative regulation; by the published standard).
"""

from dataclasses import dataclass
from enum import StrEnum

from tongban.kernel.case.conditions import Condition, Facts, holds
from tongban.kernel.clock import TimeLimit
from tongban.kernel.words import Bilingual


class PaymentChannel(StrEnum):
    """缴款渠道 — how money comes in: through the payment platform, or at the counter."""

    ONLINE = "online"
    POS = "pos"
    CASH = "cash"

    @property
    def label(self) -> Bilingual:
        """The channel's name."""
        return {
            PaymentChannel.ONLINE: Bilingual("缴款平台", "the payment platform"),
            PaymentChannel.POS: Bilingual("窗口刷卡", "card at the counter"),
            PaymentChannel.CASH: Bilingual("窗口现金", "cash at the counter"),
        }[self]


class RefundWay(StrEnum):
    """退付方式 — how money goes back: as the platform does it, or in one of three ways from the counter."""

    PLATFORM = "platform"
    CARD = "card"
    CASH = "cash"
    TRANSFER = "transfer"

    @property
    def label(self) -> Bilingual:
        """The way's name."""
        return {
            RefundWay.PLATFORM: Bilingual("缴款平台退回", "back through the payment platform"),
            RefundWay.CARD: Bilingual("退回原银行卡", "back to the card"),
            RefundWay.CASH: Bilingual("现金", "in cash"),
            RefundWay.TRANSFER: Bilingual("银行转账", "by bank transfer"),
        }[self]

    def suits(self, channel: PaymentChannel) -> bool:
        """Whether what came in through that channel may go back so: the way it came, or by transfer."""
        return self is {
            PaymentChannel.ONLINE: RefundWay.PLATFORM,
            PaymentChannel.POS: RefundWay.CARD,
            PaymentChannel.CASH: RefundWay.CASH,
        }[channel] or (self is RefundWay.TRANSFER and channel is not PaymentChannel.ONLINE)


@dataclass(frozen=True, slots=True)
class RefundSource:
    """退付来源 — so much of one payment, which goes back through the channel it came in by."""

    payment: str
    amount: int
    channel: PaymentChannel


class RefundGround(StrEnum):
    """退付情形 — why money is given back."""

    OVERPAID = "overpaid"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    ENDED = "ended"

    @property
    def label(self) -> Bilingual:
        """The ground as the notice puts it."""
        return {
            RefundGround.OVERPAID: Bilingual("多缴", "paid more than was owed"),
            RefundGround.WITHDRAWN: Bilingual("服务开始前撤回申请", "withdrawn before the service"),
            RefundGround.REFUSED: Bilingual("未准予许可，服务没有发生", "refused, the service not rendered"),
            RefundGround.ENDED: Bilingual("办件终止，服务没有发生", "ended, the service not rendered"),
        }[self]


@dataclass(frozen=True, slots=True)
class FeeLine:
    """收费标准 — so many fen where `when` holds, for each unit of what is `measured` if anything is."""

    amount: int
    when: Condition | None = None
    measured: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class WaiverRule:
    """减免规则 — by how many percent, on which basis; by itself where `when` says so, else on proof."""

    id: str
    name: Bilingual
    basis: str
    percent: int
    when: Condition | None = None

    def of(self, amount: int) -> int:
        """What is waived of an amount; a broken fen is the payer's."""
        return -(-amount * self.percent // 100)


@dataclass(frozen=True, slots=True)
class RefundRule:
    """退付规则 — a ground the item publishes, and its basis."""

    ground: RefundGround
    basis: str


@dataclass(frozen=True, slots=True)
class FeeRule:
    """收费规则 — of one item.

    `service` is the step the fee is for; empty where it is for what is granted. `before` is the step that
    waits for the fee, only where `before_basis` says so: by default no step does, and no clock ever.
    `unpaid_basis` is what ends the application once the time to pay is over.
    """

    name: Bilingual
    basis: str
    standard_basis: str
    lines: tuple[FeeLine, ...]
    pay_within: TimeLimit | None = None
    before: str = ""
    before_basis: str = ""
    service: str = ""
    unpaid_basis: str = ""
    waivers: tuple[WaiverRule, ...] = ()
    refunds: tuple[RefundRule, ...] = ()
    channels: tuple[PaymentChannel, ...] = (PaymentChannel.ONLINE,)

    @property
    def is_for_the_grant(self) -> bool:
        """Whether nothing is charged before something is granted."""
        return not self.service and not self.before

    def line(self, facts: Facts) -> FeeLine | None:
        """The first line that holds; None where the standard has none for the situation."""
        return next((line for line in self.lines if holds(line.when, facts)), None)

    def waiver(self, waiver_id: str) -> WaiverRule | None:
        """The waiver of that id."""
        return next((rule for rule in self.waivers if rule.id == waiver_id), None)

    def refund(self, ground: RefundGround) -> RefundRule | None:
        """The rule of that ground."""
        return next((rule for rule in self.refunds if rule.ground is ground), None)


def yuan(fen: int) -> str:
    """金额 — fen as yuan, by whole numbers alone.

    >>> yuan(123456), yuan(5), yuan(-250)
    ('1234.56', '0.05', '-2.50')
    """
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
