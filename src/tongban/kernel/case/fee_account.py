"""收费账 — what one case was charged, paid and given back; whole fen, all of it from events."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundSource, RefundWay


@dataclass(frozen=True, slots=True)
class Payment:
    """缴款 — money that came in, and for which notice."""

    transaction: str
    amount: int
    paid_on: date
    channel: PaymentChannel
    notice_number: str


@dataclass(frozen=True, slots=True)
class RefundPart:
    """退付的一笔 — what one payment gives back, and how and under which number it went once it did."""

    payment: str
    amount: int
    channel: PaymentChannel
    went_on: date | None = None
    transaction: str = ""
    way: RefundWay | None = None
    refused_on: date | None = None
    redirected_on: date | None = None
    redirected_by: str = ""

    @property
    def is_the_platforms(self) -> bool:
        """Whether the platform is to give it back: it came in there, and was not moved to the counter."""
        return self.channel is PaymentChannel.ONLINE and self.redirected_on is None

    @property
    def is_for_the_counter(self) -> bool:
        """Whether somebody at the counter has to give it back; what came online the platform does."""
        return self.went_on is None and not self.is_the_platforms

    @property
    def is_stuck(self) -> bool:
        """Whether the platform will not give it back, and nobody has moved it to the counter."""
        return self.went_on is None and self.is_the_platforms and self.refused_on is not None

    def may_go(self, way: RefundWay) -> bool:
        """Whether the counter may give it back so: the way it came, or by transfer."""
        if self.channel is PaymentChannel.ONLINE:
            return way is RefundWay.TRANSFER and self.redirected_on is not None
        return way.suits(self.channel)


@dataclass(frozen=True, slots=True)
class Refund:
    """退付 — what was approved to be given back; `refunded_on` once all of it went, part by part.

    `is_owed_again` is set where the case it was given back for is decided anew.
    """

    number: str
    ground: RefundGround
    amount: int
    approved_on: date
    refunded_on: date | None = None
    transaction: str = ""
    is_owed_again: bool = False
    approved_by: str = ""
    parts: tuple[RefundPart, ...] = ()

    @property
    def releases(self) -> bool:
        """Whether what was given back is not to be paid any more: it was for a service never rendered."""
        return self.ground is not RefundGround.OVERPAID and not self.is_owed_again

    def part(self, payment: str) -> RefundPart | None:
        """What goes back of that payment."""
        return next((part for part in self.parts if part.payment == payment), None)


@dataclass(frozen=True, slots=True)
class FeeProposal:
    """待批的减免或退付 — what somebody proposed; `waiver` or `ground` says which of the two it is."""

    amount: int
    proposed_by: str
    proposed_on: date
    basis: str
    waiver: str = ""
    ground: RefundGround | None = None


@dataclass(frozen=True, slots=True)
class FeeAccount:
    """收费账 — nothing in it until a fee is assessed or money comes in."""

    notice_number: str = ""
    assessed_on: date | None = None
    amount: int = 0
    reduced: int = 0
    waived: int = 0
    waivers: tuple[str, ...] = ()
    dropped: int = 0
    measured: int = 0
    service: str = ""
    basis: str = ""
    standard_basis: str = ""
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    proposal: FeeProposal | None = None

    @property
    def paid(self) -> int:
        """What came in, less what was approved to go back."""
        return sum(p.amount for p in self.payments) - sum(r.amount for r in self.refunds)

    @property
    def due(self) -> int:
        """What is to be paid in all; what was given back because nothing was rendered is not."""
        released = sum(refund.amount for refund in self.refunds if refund.releases)
        return max(0, self.amount - self.reduced - self.waived - self.dropped - released)

    @property
    def open(self) -> int:
        """What is still to be paid."""
        return max(0, self.due - self.paid)

    @property
    def overpaid(self) -> int:
        """What came in beyond what is to be paid."""
        return max(0, self.paid - self.due)

    @property
    def is_settled(self) -> bool:
        """Whether a fee was assessed and nothing of it is open."""
        return self.assessed_on is not None and not self.open

    def owed_again(self) -> Self:
        """The account of a case that is decided anew: what was let go is owed after all.

        It is assessed anew before anybody is asked for it, with days of its own.
        """
        if not self.dropped and not any(refund.releases for refund in self.refunds):
            return self
        refunds = tuple(replace(refund, is_owed_again=True) for refund in self.refunds)
        return replace(self, assessed_on=None, dropped=0, refunds=refunds)

    def sources(self, amount: int) -> tuple[RefundSource, ...]:
        """The payments that so much is given back of, none of them more than is left of it.

        What came through the platform first, and the latest before the earlier; one that covers all of it
        before several.
        """
        left = []
        latest_first = self.payments[::-1]
        for payment in sorted(latest_first, key=lambda p: p.channel is not PaymentChannel.ONLINE):
            rest = payment.amount - self._given_back_of(payment.transaction)
            if rest >= amount:
                return (RefundSource(payment.transaction, amount, payment.channel),)
            left.append(RefundSource(payment.transaction, rest, payment.channel))
        taken, missing = [], amount
        for source in left:
            if source.amount > 0 and missing > 0:
                taken.append(replace(source, amount=min(source.amount, missing)))
                missing -= taken[-1].amount
        return tuple(taken)

    def to_pay_out(self) -> tuple[tuple[Refund, RefundPart], ...]:
        """What was approved and somebody at the counter has to give back."""
        return tuple(
            (refund, part) for refund in self.refunds for part in refund.parts if part.is_for_the_counter
        )

    def stuck(self) -> tuple[tuple[Refund, RefundPart], ...]:
        """What was approved and the platform will not give back."""
        return tuple((refund, part) for refund in self.refunds for part in refund.parts if part.is_stuck)

    def _given_back_of(self, payment: str) -> int:
        return sum(part.amount for refund in self.refunds if (part := refund.part(payment)) is not None)

    def knows(self, transaction: str) -> bool:
        """Whether the transaction is in the account already."""
        known = [p.transaction for p in self.payments] + [r.transaction for r in self.refunds]
        parts = [part.transaction for refund in self.refunds for part in refund.parts]
        return transaction in known + parts

    def refund(self, number: str) -> Refund | None:
        """The refund of that number."""
        return next((refund for refund in self.refunds if refund.number == number), None)
