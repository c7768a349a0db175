"""收费待办 — what somebody still has to do about a fee: assess it, answer a proposal, give back, end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel import Case, Item, Status
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import (
    AnswerFeeProposal,
    AssessFee,
    EndCase,
    PayRefund,
    ProposeRefund,
    RedirectRefund,
)
from tongban.kernel.case.fee import is_rendered, refund_ground
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual


class FeeTask(StrEnum):
    """收费待办 — no step has such an id."""

    ASSESS = "fee:assess"
    ANSWER = "fee:answer"
    REFUND = "fee:refund"
    PAY_OUT = "fee:pay-out"
    REDIRECT = "fee:redirect"
    UNPAID = "fee:unpaid"

    @property
    def label(self) -> Bilingual:
        """What is to be done."""
        return {
            FeeTask.ASSESS: AssessFee.verb(),
            FeeTask.ANSWER: AnswerFeeProposal.verb(),
            FeeTask.REFUND: ProposeRefund.verb(),
            FeeTask.PAY_OUT: PayRefund.verb(),
            FeeTask.REDIRECT: RedirectRefund.verb(),
            FeeTask.UNPAID: EndCase.verb(),
        }[self]


@dataclass(frozen=True, slots=True)
class FeeOwed:
    """待办 — a task about a fee, and since when it can be done; the lead's unless an `authority` is named."""

    task: FeeTask
    post: str
    since: date
    authority: str = ""


def owed_for_fee(case: Case, item: Item, calendar: Calendar, at_hand: str) -> Iterator[FeeOwed]:
    """What is to be done about the fee of a case now; `at_hand` is the lead's post that has the case.

    A fee for what is granted is assessed at once where it is; any other once the case is accepted. What was
    paid for nothing is proposed for refund where the item publishes a ground; approved, what the counter took
    the counter pays out, and what the platform will not give back is moved there.
    """
    rule, fee = item.fee, case.fee
    if rule is None and fee.proposal is None and not fee.payments:
        return
    since = case.decided_on or case.accepted_on or case.received_on
    if since is None:
        return
    deciding = item.step_of(StepKind.DECISION).post
    if to_pay := fee.to_pay_out():
        counter = item.step_of(StepKind.INTAKE)
        owed_on = min(part.redirected_on or refund.approved_on for refund, part in to_pay)
        yield FeeOwed(FeeTask.PAY_OUT, counter.post, owed_on, counter.authority)
    if stuck := [part.refused_on for _, part in fee.stuck() if part.refused_on is not None]:
        yield FeeOwed(FeeTask.REDIRECT, deciding, min(stuck))
    if fee.proposal is not None:
        yield FeeOwed(FeeTask.ANSWER, deciding, fee.proposal.proposed_on)
        return
    if rule is not None and fee.assessed_on is None and _may_be_assessed(case, item):
        yield FeeOwed(FeeTask.ASSESS, at_hand, since)
    ground = refund_ground(case)
    to_return = fee.overpaid or (fee.paid if ground and rule and rule.refund(ground) else 0)
    if to_return > 0 and fee.payments:
        yield FeeOwed(FeeTask.REFUND, at_hand, max(payment.paid_on for payment in fee.payments))
    clock = case.clocks.get(ClockKind.PAYMENT)
    if case.status is Status.ACCEPTED and rule is not None and rule.unpaid_basis and clock is not None:
        due_on = clock.due(calendar).day
        if clock.is_running and case.passed.get(ClockKind.PAYMENT) == due_on:
            yield FeeOwed(FeeTask.UNPAID, at_hand, due_on)


def _may_be_assessed(case: Case, item: Item) -> bool:
    if item.fee is not None and item.fee.is_for_the_grant:
        return is_rendered(case)
    return case.status is Status.ACCEPTED
