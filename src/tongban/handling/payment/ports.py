"""缴款的端口 — the platform that takes money, and the register of what was ordered and came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from tongban.kernel.refusals import BadInput, Refusal


class PlatformDown(Refusal):
    """缴款平台暂时没有应答。"""

    zh = "缴款平台没有应答：{why}。"
    en = "The payment platform does not answer: {why}."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请稍后再试，或者持缴款通知书到窗口缴款；本件的办理期限不受影响。"
    remedy_en = (
        "Try again later, or pay at the counter with the notice; no time limit of the case is affected."
    )


class PlatformRefuses(Refusal):
    """缴款平台不受理。"""

    zh = "缴款平台没有受理：{why}。"
    en = "The payment platform did not take it: {why}."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请核对收缴平台的设置；期间可以到窗口缴款。"
    remedy_en = "Check the settings of the platform; meanwhile it can be paid at the counter."


class RefundNotPossible(PlatformRefuses):
    """缴款平台不予退回。"""

    zh = "缴款平台不予退回：{why}。"
    en = "The payment platform will not give it back: {why}."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请由批准岗位改由窗口转账退付。"
    remedy_en = "The deciding post moves it to the counter, which sends it by transfer."


class OrderTaken(Refusal):
    """这个订单号在平台上已用于另一金额。"""

    zh = "订单号 {number} 在缴款平台上已经用于另一笔缴款。"
    en = "The number {number} stands for another order at the payment platform."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请再试一次，系统换一个订单号；还不行的，到窗口缴款。"
    remedy_en = "Try again, another number is used; if that fails as well, pay at the counter."


class NotificationRejected(BadInput):
    """缴款通知不可信。"""

    zh = "缴款通知不可信：{why}。"
    en = "The notification cannot be trusted: {why}."
    remedy_zh = "没有登记任何内容；请核对双方的密钥和时钟后重新发送。"
    remedy_en = "Nothing was recorded; check the key and the clocks of both sides and send it again."


class MoneyKind(StrEnum):
    """收退 — money that came in, or went back."""

    PAYMENT = "payment"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Order:
    """缴款订单 — what one notice still asks for; `number` is ours and names the case too."""

    number: str
    case_id: str
    notice_number: str
    amount: int
    fee: str
    return_to: str


@dataclass(frozen=True, slots=True)
class Placed:
    """订单登记 — as the register keeps it: the platform's code for the payer, and whether it was settled.

    It is kept before the platform hears of it, `code` and `pay_at` empty until the platform has answered.
    """

    number: str
    case_id: str
    notice_number: str
    amount: int
    code: str
    pay_at: str
    placed_at: datetime
    asked_at: datetime | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """一笔款项 — what the platform says moved: on which order (of a refund, its number), and when."""

    kind: MoneyKind
    number: str
    transaction: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """登记的款项 — a transaction that a case has on record, for the daily reconciliation."""

    case_id: str
    kind: MoneyKind
    number: str
    transaction: str
    amount: int
    channel: str
    on: date


class PaymentPlatform(Protocol):
    """收缴平台 — takes money for orders and gives it back; every verb may be asked again."""

    def place(self, order: Order) -> tuple[str, str]:
        """The code and the address at which it is paid; the same again for an order it knows.

        Raises:
            PlatformDown: no answer; it may or may not know the order now.
            OrderTaken: it has another order under that number.
            PlatformRefuses: it answered, and no.
        """
        ...

    def paid(self, number: str) -> Sequence[Money]:
        """What came in on an order so far."""
        ...

    def refund(self, number: str, transaction: str, amount: int) -> Money | None:
        """Give back so much of a transaction, under our number; None while it is not done yet."""
        ...

    def statement(self, day: date) -> Sequence[Money]:
        """对账文件 — everything that moved that day."""
        ...

    def notified(self, path: str, headers: Mapping[str, str], body: bytes, at: datetime) -> Money:
        """What a signed notification says.

        Raises:
            NotificationRejected: signature, time or content do not hold.
        """
        ...


class PaymentRegister(Protocol):
    """缴款登记 — orders placed and transactions recorded; the events of the cases stay the truth."""

    def keep(self, placed: Placed) -> None:
        """Keep an order; said twice, it stays as it was first said."""
        ...

    def complete(self, placed: Placed) -> None:
        """Note the code and the address that the platform gave; said twice, the first stand."""
        ...

    def of_case(self, case_id: str) -> Sequence[Placed]:
        """The orders of a case, the first one first."""
        ...

    def unsettled(self, before: datetime, limit: int) -> Sequence[Placed]:
        """Orders nobody has asked about since that instant and that have not been settled."""
        ...

    def asked(self, placed: Placed, at: datetime) -> None:
        """Note that the platform was asked."""
        ...

    def settle(self, case_id: str, number: str, at: datetime) -> None:
        """Note that an order was paid or is not wanted any more."""
        ...

    def enter(self, entry: Entry) -> None:
        """Note a transaction that is on record; said twice, once."""
        ...

    def entered(self, day: date) -> Sequence[Entry]:
        """The transactions of a day."""
        ...
