"""对账 — what the platform says moved on a day, against what the cases have on record, both ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.handling.payment.paying import Cashier
from tongban.handling.payment.ports import Entry, Money
from tongban.kernel.case.fee_rule import PaymentChannel, yuan
from tongban.kernel.words import Bilingual


class Difference(StrEnum):
    """对账差异."""

    NOT_RECORDED = "not_recorded"
    NOT_IN_STATEMENT = "not_in_statement"
    ANOTHER_AMOUNT = "another_amount"

    @property
    def label(self) -> Bilingual:
        """What is wrong."""
        return {
            Difference.NOT_RECORDED: Bilingual(
                "平台有，办件没有登记", "in the statement, on record of no case"
            ),
            Difference.NOT_IN_STATEMENT: Bilingual(
                "办件登记了，平台没有", "on record of a case, not in the statement"
            ),
            Difference.ANOTHER_AMOUNT: Bilingual("两边金额不同", "the two amounts differ"),
        }[self]


@dataclass(frozen=True, slots=True)
class Found:
    """一处差异 — the transaction and the amounts of both sides; None where one has it not."""

    difference: Difference
    transaction: str
    number: str
    case_id: str
    there: int | None
    here: int | None

    @property
    def words(self) -> str:
        """A line of the report, in both languages."""
        there = yuan(self.there) if self.there is not None else "—"
        here = yuan(self.here) if self.here is not None else "—"
        said = self.difference.label
        return f"{self.transaction} {self.number}: {said.zh} · {said.en} ({there} / {here})"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """对账结果 — how many transactions either side has that day, and where they differ."""

    day: date
    there: int
    here: int
    differences: tuple[Found, ...]


def reconcile(cashier: Cashier, day: date) -> Reconciled:
    """对账 — of the day by the calendar of the platform, which is that of the country.

    Raises:
        PlatformDown, PlatformRefuses: there is no statement to hold against.
    """
    statement = cashier.required_platform.statement(day)
    entered = [e for e in cashier.register.entered(day) if e.channel == PaymentChannel.ONLINE]
    found = tuple(_compare(statement, entered))
    return Reconciled(day, len(statement), len(entered), found)


def _compare(statement: Sequence[Money], entered: Sequence[Entry]) -> Iterator[Found]:
    there = {money.transaction: money for money in statement}
    here = {entry.transaction: entry for entry in entered}
    for transaction, money in sorted(there.items()):
        entry = here.get(transaction)
        if entry is None:
            yield Found(Difference.NOT_RECORDED, transaction, money.number, "", money.amount, None)
        elif (entry.amount, entry.kind) != (money.amount, money.kind):
            yield Found(
                Difference.ANOTHER_AMOUNT,
                transaction,
                money.number,
                entry.case_id,
                money.amount,
                entry.amount,
            )
    for transaction, entry in sorted(here.items()):
        if transaction not in there:
            yield Found(
                Difference.NOT_IN_STATEMENT, transaction, entry.number, entry.case_id, None, entry.amount
            )
