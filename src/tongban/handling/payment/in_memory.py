"""缴款端口的内存替身 — a platform and a register that keep to their ports, for tests and demonstrations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tongban.handling.payment.ports import (
    Entry,
    Money,
    MoneyKind,
    NotificationRejected,
    Order,
    OrderTaken,
    Placed,
    PlatformDown,
    RefundNotPossible,
)


@dataclass
class MemoryPlatform:
    """收缴平台（内存） — `pay` is what a payer does; while `is_down` nobody is answered, nor after
    `down_after` more answers; of payments from `closed` accounts nothing goes back."""

    now: datetime
    orders: dict[str, Order] = field(default_factory=dict)
    moneys: list[Money] = field(default_factory=list)
    is_down: bool = False
    down_after: int | None = None
    pages: str = "https://pay.example"
    closed: set[str] = field(default_factory=set)
    given_back: dict[str, tuple[str, int]] = field(default_factory=dict)

    def place(self, order: Order) -> tuple[str, str]:
        """Its code, counted."""
        self._answer()
        if self.orders.setdefault(order.number, order).amount != order.amount:
            raise OrderTaken(number=order.number)
        code = f"{list(self.orders).index(order.number) + 1:020d}"
        return code, f"{self.pages}/{code}"

    def pay(self, number: str, amount: int | None = None) -> Money:
        """Somebody pays, as much as is asked unless told otherwise."""
        amount = self.orders[number].amount if amount is None else amount
        return self._move(MoneyKind.PAYMENT, number, amount)

    def paid(self, number: str) -> Sequence[Money]:
        """What came in on an order."""
        self._answer()
        return [m for m in self.moneys if m.kind is MoneyKind.PAYMENT and m.number == number]

    def refund(self, number: str, transaction: str, amount: int) -> Money | None:
        """At once, and once."""
        self._answer()
        known = next((m for m in self.moneys if m.kind is MoneyKind.REFUND and m.number == number), None)
        if known is not None:
            return known
        paid = next((m for m in self.moneys if m.transaction == transaction), None)
        gone = sum(back for of, back in self.given_back.values() if of == transaction)
        if paid is None or transaction in self.closed or paid.amount < gone + amount:
            raise RefundNotPossible(why=f"{transaction}: 不予退回 / it is not given back")
        self.given_back[number] = transaction, amount
        return self._move(MoneyKind.REFUND, number, amount)

    def statement(self, day: date) -> Sequence[Money]:
        """Everything of that day."""
        self._answer()
        return [m for m in self.moneys if m.at.date() == day]

    def notified(self, path: str, headers: Mapping[str, str], body: bytes, at: datetime) -> Money:
        """Nothing is signed here, so nothing is believed."""
        raise NotificationRejected(why="内存替身不发通知 / the double sends none")

    def _move(self, kind: MoneyKind, number: str, amount: int) -> Money:
        money = Money(kind, number, f"T{len(self.moneys) + 1:08d}", amount, self.now)
        self.moneys.append(money)
        return money

    def _answer(self) -> None:
        if self.down_after is not None:
            self.is_down, self.down_after = self.down_after <= 0, self.down_after - 1
        if self.is_down:
            raise PlatformDown(why="内存替身停机 / the double is down")


@dataclass
class MemoryRegister:
    """缴款登记（内存）."""

    orders: dict[tuple[str, str], Placed] = field(default_factory=dict)
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def keep(self, placed: Placed) -> None:
        """The first word stands."""
        self.orders.setdefault((placed.case_id, placed.number), placed)

    def complete(self, placed: Placed) -> None:
        """The first word stands here too."""
        key = placed.case_id, placed.number
        if not self.orders[key].pay_at:
            self.orders[key] = replace(self.orders[key], code=placed.code, pay_at=placed.pay_at)

    def of_case(self, case_id: str) -> Sequence[Placed]:
        """In the order of their numbers, which is that of placing."""
        return sorted((p for p in self.orders.values() if p.case_id == case_id), key=lambda p: p.number)

    def unsettled(self, before: datetime, limit: int) -> Sequence[Placed]:
        """Those silent for longest first."""
        silent = [
            p for p in self.orders.values() if p.settled_at is None and (p.asked_at or p.placed_at) < before
        ]
        return sorted(silent, key=lambda p: (p.asked_at or p.placed_at, p.number))[:limit]

    def asked(self, placed: Placed, at: datetime) -> None:
        """Note when."""
        key = placed.case_id, placed.number
        self.orders[key] = replace(self.orders[key], asked_at=at)

    def settle(self, case_id: str, number: str, at: datetime) -> None:
        """Note when, the first time."""
        placed = self.orders.get((case_id, number))
        if placed is not None and placed.settled_at is None:
            self.orders[case_id, number] = replace(placed, settled_at=at)

    def enter(self, entry: Entry) -> None:
        """Once."""
        self.entries.setdefault((entry.case_id, entry.transaction), entry)

    def entered(self, day: date) -> Sequence[Entry]:
        """In the order of their numbers."""
        return sorted((e for e in self.entries.values() if e.on == day), key=lambda e: e.transaction)
