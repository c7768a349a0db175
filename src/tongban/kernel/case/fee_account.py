"""收费账 — what one case was charged, paid and given back; whole fen, all of it from events."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround


@dataclass(frozen=True, slots=True)
class Payment:
    """缴款 — money that came in, and for which notice."""

    transaction: str
    amount: int
    paid_on: date
    channel: PaymentChannel
    notice_number: str


@dataclass(frozen=True, slots=True)
class Refund:
    """退付 — what was approved to be given back; `transaction` once the money went.

    `is_owed_again` is set where the case it was given back for is decided anew.
    """

    number: str
    ground: RefundGround
    amount: int
    approved_on: date
    refunded_on: date | None = None
    transaction: str = ""
    is_owed_again: bool = False

    @property
    def releases(self) -> bool:
        """Whether what was given back is not to be paid any more: it was for a service never rendered."""
        return self.ground is not RefundGround.OVERPAID and not self.is_owed_again


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

    def knows(self, transaction: str) -> bool:
        """Whether the transaction is in the account already."""
        known = [p.transaction for p in self.payments] + [r.transaction for r in self.refunds]
        return transaction in known

    def refund(self, number: str) -> Refund | None:
        """The refund of that number."""
        return next((refund for refund in self.refunds if refund.number == number), None)
