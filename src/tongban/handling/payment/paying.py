"""缴款 — the verbs: pay online, take in what the platform says, ask after what it did not, give back.

依据 Basis: 行政许可法§59 (what is charged is what was published; all of it goes to the treasury).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import quote

from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.codec import asked_digest
from tongban.handling.payment.ports import (
    Entry,
    Money,
    MoneyKind,
    NotificationRejected,
    Order,
    OrderTaken,
    PaymentPlatform,
    PaymentRegister,
    Placed,
    PlatformDown,
    PlatformRefuses,
    RefundNotPossible,
)
from tongban.kernel import Body, Case, Command
from tongban.kernel.case import commands as c
from tongban.kernel.case.fee_rule import PaymentChannel
from tongban.kernel.refusals import CaseNotFound, ChannelNotPublished, NothingOwed

#: Who records what the platform says.
CASHIER = "system:payment"
#: An order is asked after once it has been silent for so long, and then every so often.
_SILENT = timedelta(minutes=2)
_AT_ONCE = 50
_TRIES = 5
_CASE_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Cashier:
    """出纳 — what paying needs: the handler, the platform where there is one, and the register."""

    handler: Handler
    platform: PaymentPlatform | None
    register: PaymentRegister
    public_url: str

    @property
    def required_platform(self) -> PaymentPlatform:
        """The platform.

        Raises:
            PlatformRefuses: none is set up.
        """
        if self.platform is None:
            raise PlatformRefuses(why="TONGBAN_PAYMENT_URL")
        return self.platform


def order_number(case_id: str, nth: int) -> str:
    """订单号 — ours: the case and a count, so that what comes back names its case.

    >>> order_number("0199d0a0-0000-7000-8000-000000000001", 1)
    '0199d0a000007000800000000000000101'
    """
    return f"{case_id.replace('-', '')}{nth:02d}"


def case_of(number: str) -> str:
    """The case an order or refund of ours belongs to.

    >>> case_of("0199d0a000007000800000000000000101")
    '0199d0a0-0000-7000-8000-000000000001'
    """
    hexa = number[:_CASE_LETTERS]
    return "-".join((hexa[:8], hexa[8:12], hexa[12:16], hexa[16:20], hexa[20:]))


def start(cashier: Cashier, case_id: str) -> Placed:
    """去缴款 — the open order for exactly what is open, or a new one.

    Raises:
        NothingOwed: nothing is open.
        ChannelNotPublished: it is not paid online.
        PlatformDown, PlatformRefuses: there is no order to pay now.
    """
    standing = cashier.handler.standing(case_id)
    fee, rule = standing.case.fee, standing.item.fee
    if not fee.open or rule is None:
        raise NothingOwed()
    if PaymentChannel.ONLINE not in rule.channels:
        raise ChannelNotPublished(channel=PaymentChannel.ONLINE.label)
    _ = cashier.required_platform  # where there is none, nothing is kept either
    for _ in range(_TRIES):
        placed = _kept(cashier, case_id, fee.notice_number, fee.open)
        if not placed.pay_at:
            try:
                placed = _placed(cashier, placed, rule.name.zh)
            except OrderTaken:
                # Somebody was stopped between placing it and keeping it, and something else is owed since.
                cashier.register.settle(case_id, placed.number, cashier.handler.ports.clock.now())
                continue
        return placed
    raise OrderTaken(number=order_number(case_id, len(cashier.register.of_case(case_id))))


def _placed(cashier: Cashier, kept: Placed, fee: str) -> Placed:
    """The order at the platform, with the code and the address it gave."""
    return_to = f"{cashier.public_url}/track/{quote(kept.case_id)}/"
    order = Order(kept.number, kept.case_id, kept.notice_number, kept.amount, fee, return_to)
    code, pay_at = cashier.required_platform.place(order)
    placed = replace(kept, code=code, pay_at=pay_at)
    cashier.register.complete(placed)
    return placed


def _kept(cashier: Cashier, case_id: str, notice_number: str, amount: int) -> Placed:
    """The open order for exactly that, on record before the platform hears of it."""
    before = cashier.register.of_case(case_id)
    for placed in before:
        if (placed.notice_number, placed.amount) == (notice_number, amount) and placed.settled_at is None:
            return placed
    number = order_number(case_id, len(before) + 1)
    placed = Placed(number, case_id, notice_number, amount, "", "", cashier.handler.ports.clock.now())
    cashier.register.keep(placed)
    return placed


def take_in(cashier: Cashier, money: Money) -> Answer:
    """登记平台所告 — one transaction, however often it is said; the case first, then the register.

    Raises:
        NotificationRejected: it belongs to no case of ours.
    """
    case_id = case_of(money.number)
    try:
        standing = cashier.handler.standing(case_id)
    except CaseNotFound:
        raise NotificationRejected(why=f"{money.number}: 没有这个订单 / no such order") from None
    body: Body
    if money.kind is MoneyKind.PAYMENT:
        notice = next(
            (p.notice_number for p in cashier.register.of_case(case_id) if p.number == money.number), ""
        )
        body = c.RecordPayment(notice, money.transaction, money.amount, PaymentChannel.ONLINE)
    else:
        number, payment = _refunded(standing.case, money)
        body = c.RecordRefund(number, money.transaction, money.amount, payment)
    now = cashier.handler.ports.clock.now()
    # A platform whose clock is fast does not pay in our future.
    happened = min(money.at, now)
    command = Command(f"money-{money.transaction}", case_id, now, CASHIER, "", body, happened)
    # The instant of entry is no part of what is asked: the same transaction told again is the same ask.
    content = [money.kind.value, money.number, money.transaction, money.amount]
    asked = asked_digest(case_id, CASHIER, "", None, content)
    answer = cashier.handler.carry_out(command, asked=asked)
    on = standing.calendar.day_of(happened)
    cashier.register.enter(
        Entry(case_id, money.kind, money.number, money.transaction, money.amount, PaymentChannel.ONLINE, on)
    )
    if money.kind is MoneyKind.PAYMENT:
        cashier.register.settle(case_id, money.number, now)
    return answer


@dataclass(frozen=True, slots=True)
class Asked:
    """查单结果 — how many orders were asked after, what was found, and why it stopped where it had to."""

    orders: int
    found: int
    silence: PlatformDown | None = None


def ask_after(cashier: Cashier, before: datetime | None = None) -> Asked:
    """查单 — ask after orders whose notification never came, and take in what is found.

    Args:
        before: those nobody has asked about since that instant; since a while ago unless told.
    """
    platform = cashier.platform
    if platform is None:
        return Asked(0, 0)
    now, orders, found = cashier.handler.ports.clock.now(), 0, 0
    for placed in cashier.register.unsettled(before or now - _SILENT, _AT_ONCE):
        try:
            moneys = platform.paid(placed.number)
        except PlatformDown as down:
            return Asked(orders, found, down)  # nobody else will be answered now
        except PlatformRefuses:
            moneys = ()
        orders += 1
        cashier.register.asked(placed, now)
        for money in moneys:
            take_in(cashier, money)
            found += 1
        if not moneys and _is_wanted_no_more(cashier, placed, now):
            cashier.register.settle(placed.case_id, placed.number, now)
    return Asked(orders, found)


def ask_after_all(cashier: Cashier, day: date) -> Asked:
    """查单 — as `ask_after`, now and every open order, however lately it was placed; `day` is today.

    Raises:
        PlatformDown: it does not answer.
        PlatformRefuses: none is set up.
    """
    cashier.required_platform.statement(day)  # it answers, also where there is no order to ask after
    before, orders, found = cashier.handler.ports.clock.now(), 0, 0
    while True:
        asked = ask_after(cashier, before)
        orders, found = orders + asked.orders, found + asked.found
        if asked.silence is not None or asked.orders < _AT_ONCE:
            return Asked(orders, found, asked.silence)


def send_refund(cashier: Cashier, case_id: str, number: str) -> None:
    """退付 — the job after an approval: of each payment it is taken from, its part goes back.

    Of what came in through the platform; a payment at the counter it knows nothing of. Done again, what went
    already is not asked for again. That the platform will not give a part back is recorded: somebody moves
    it to the counter.

    Raises:
        PlatformDown: to be tried again.
        PlatformRefuses: it understands nothing, or none is set up; nothing is known of the refund.
    """
    fee = cashier.handler.standing(case_id).case.fee
    refund = fee.refund(number)
    if refund is None or refund.refunded_on is not None:
        return
    for part in refund.parts:
        if part.is_the_platforms and part.went_on is None:
            ask_back(cashier, case_id, number, part.payment)


def ask_back(cashier: Cashier, case_id: str, number: str, payment: str) -> None:
    """要求平台退回一笔 — one part of a refund, under a number of ours; the answer is recorded.

    Raises:
        PlatformDown, PlatformRefuses: as `send_refund`.
    """
    fee = cashier.handler.standing(case_id).case.fee
    refund = fee.refund(number)
    part = refund.part(payment) if refund is not None else None
    if refund is None or part is None:
        return
    ours = refund_number(case_id, fee.refunds.index(refund) + 1, refund.parts.index(part) + 1)
    try:
        money = cashier.required_platform.refund(ours, part.payment, part.amount)
    except RefundNotPossible:
        body = c.RecordRefundRefused(refund.number, part.payment)
        now = cashier.handler.ports.clock.now()
        asked = asked_digest(case_id, CASHIER, "", None, ["refused", ours])
        cashier.handler.carry_out(Command(f"no-{ours}", case_id, now, CASHIER, "", body), asked=asked)
        return
    if money is not None:
        take_in(cashier, money)


def refund_number(case_id: str, nth: int, part: int) -> str:
    """退款单号 — ours: the case, which refund, and from its second part on which part.

    >>> refund_number("0199d0a0-0000-7000-8000-000000000001", 1, 2)
    '0199d0a000007000800000000000000101R2'
    """
    return f"{order_number(case_id, nth)}R{part if part > 1 else ''}"


def _refunded(case: Case, money: Money) -> tuple[str, str]:
    """The refund that came of a number of ours, and the payment of its part; as told where it is none."""
    nth, _, nth_part = money.number[_CASE_LETTERS:].partition("R")
    n, part = _count(nth), _count(nth_part or "1")
    refunds = case.fee.refunds
    if not 0 < n <= len(refunds):
        return money.number, ""
    refund = refunds[n - 1]
    return refund.number, refund.parts[part - 1].payment if 0 < part <= len(refund.parts) else "?"


def _count(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _is_wanted_no_more(cashier: Cashier, placed: Placed, now: datetime) -> bool:
    fee = cashier.handler.standing(placed.case_id).case.fee
    other = (placed.notice_number, placed.amount) != (fee.notice_number, fee.open)
    # Its payment may still be on the way for a while.
    return other and placed.placed_at < now - timedelta(days=1)
