"""收费 — what an item charges, by which law, and what hangs on it; amounts are whole fen 分."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from tongban.catalogue.binding import Range, Slug
from tongban.catalogue.parts import BASIS_MISSING, Basis, StepLimit
from tongban.kernel.case.conditions import Condition
from tongban.kernel.case.fee_rule import (
    FeeLine,
    FeeRule,
    PaymentChannel,
    RefundGround,
    RefundRule,
    WaiverRule,
)
from tongban.kernel.clock import TimeLimit
from tongban.kernel.words import Bilingual

Fen = Annotated[int, Range(0, 10**11)]
Percent = Annotated[int, Range(1, 100)]


@dataclass(frozen=True, slots=True)
class FeeAmount:
    """收费标准 — fen, in the situations where `when` holds; `measured` names what it is multiplied by."""

    amount: Fen
    when: Condition | None = None
    measured: Bilingual | None = None
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class FeeTerm:
    """缴款期限 — how long after the notice, and who says so."""

    basis: str = field(metadata={"rule": BASIS_MISSING})
    within: StepLimit


@dataclass(frozen=True, slots=True)
class FeeWait:
    """缴费后办理 — the one step that waits for the fee, and the law that says that it does."""

    step: Slug
    basis: Basis


@dataclass(frozen=True, slots=True)
class FeeWaiver:
    """减免 — by percent; `when` over the answers waives by itself, without it somebody applies with proof."""

    id: Slug
    name: Bilingual
    basis: str = field(metadata={"rule": BASIS_MISSING})
    percent: Percent
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class FeeRefund:
    """退付 — a ground on which what was paid is given back."""

    ground: RefundGround
    basis: str = field(metadata={"rule": BASIS_MISSING})


@dataclass(frozen=True, slots=True)
class CounterPayment:
    """窗口收款 — a channel at the counter, and what lets the agency take money there itself."""

    channel: PaymentChannel
    basis: str = field(metadata={"rule": BASIS_MISSING})


@dataclass(frozen=True, slots=True)
class Fee:
    """收费 — none unless a law or administrative regulation says so (行政许可法§58).

    `service` is the step the fee is for, left out where it is for what is granted; `waits` is left out
    unless a law says that something waits for it; `unpaid` is what ends an application that was not paid.
    """

    charged: bool
    basis: Basis | None = None
    name: Bilingual | None = None
    standard: Bilingual | None = None
    online_payment: bool = False
    amounts: tuple[FeeAmount, ...] = ()
    standard_basis: Basis | None = None
    term: FeeTerm | None = None
    service: str = ""
    waits: FeeWait | None = None
    unpaid: Basis | None = None
    waivers: tuple[FeeWaiver, ...] = ()
    refunds: tuple[FeeRefund, ...] = ()
    counter: tuple[CounterPayment, ...] = ()

    @property
    def conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Every condition and its place inside the fee."""
        found = [(f"amounts[{n}].when", line.when) for n, line in enumerate(self.amounts)]
        found += [(f"waivers[{n}].when", waiver.when) for n, waiver in enumerate(self.waivers)]
        return tuple((path, condition) for path, condition in found if condition is not None)

    @property
    def bases(self) -> tuple[tuple[str, str], ...]:
        """Every basis given in words alone, and its place inside the fee."""
        found = [("term", self.term.basis)] if self.term else []
        found += [(f"waivers[{n}]", waiver.basis) for n, waiver in enumerate(self.waivers)]
        found += [(f"refunds[{n}]", refund.basis) for n, refund in enumerate(self.refunds)]
        found += [(f"counter[{n}]", payment.basis) for n, payment in enumerate(self.counter)]
        return tuple(found)

    def for_kernel(self, limit: Callable[[StepLimit, str], TimeLimit]) -> FeeRule | None:
        """The rule a case is charged by; None where nothing is, or no amount is published to assess."""
        if not self.charged or self.basis is None or self.name is None or not self.amounts:
            return None
        channels = [PaymentChannel.ONLINE] if self.online_payment else []
        return FeeRule(
            name=self.name,
            basis=self.basis.cite,
            standard_basis=self.standard_basis.cite if self.standard_basis else "",
            lines=tuple(FeeLine(line.amount, line.when, line.measured) for line in self.amounts),
            pay_within=limit(self.term.within, self.term.basis) if self.term else None,
            before=self.waits.step if self.waits else "",
            before_basis=self.waits.basis.cite if self.waits else "",
            service=self.service,
            unpaid_basis=self.unpaid.cite if self.unpaid else "",
            waivers=tuple(WaiverRule(w.id, w.name, w.basis, w.percent, w.when) for w in self.waivers),
            refunds=tuple(RefundRule(refund.ground, refund.basis) for refund in self.refunds),
            channels=(*channels, *(payment.channel for payment in self.counter)),
        )
