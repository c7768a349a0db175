"""From what a case owes to the platform and back: once for each transaction, whatever is lost or repeated."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cast import APPLICANT, CLERK, LEAD
from charged import DECIDER
from payments import CASE, Paying, paying
from tongban.handling import intake
from tongban.handling.fee_tasks import FeeTask
from tongban.handling.payment import counter
from tongban.handling.payment.counter import SlipRecorded
from tongban.handling.payment.paying import (
    ask_after,
    case_of,
    order_number,
    send_refund,
    start,
    take_in,
)
from tongban.handling.payment.ports import (
    MoneyKind,
    NotificationRejected,
    Order,
    OrderTaken,
    PlatformDown,
    PlatformRefuses,
)
from tongban.handling.payment.reconciling import Difference, reconcile
from tongban.kernel.case.events import RefundRecorded
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundWay
from tongban.kernel.refusals import ChannelNotPublished, CommandIdReused, NoRefundToRedirect, NothingOwed

DAY = date(2025, 9, 24)


def later(at: Paying, **more: int) -> None:
    at.office.clock.instant += timedelta(**more)
    at.platform.now = at.office.clock.instant


def refund_approved() -> tuple[Paying, str]:
    """Paid twenty yuan too much, which go back."""
    at = paying()
    placed = start(at.cashier, CASE)
    take_in(at.cashier, at.platform.pay(placed.number, 14_000))
    handler = at.office.handler
    counter.propose_refund(handler, at.office.ask(CASE, CLERK), RefundGround.OVERPAID, 2_000)
    counter.answer_proposal(handler, at.office.ask(CASE, DECIDER), approved=True)
    return at, at.fee.refunds[0].number


def test_an_order_asks_for_exactly_what_is_open_and_is_placed_once():
    at = paying()
    placed = start(at.cashier, CASE)
    assert (placed.amount, placed.notice_number) == (12_000, at.fee.notice_number)
    assert start(at.cashier, CASE) == placed
    assert list(at.platform.orders) == [order_number(CASE, 1)]
    assert case_of(placed.number) == CASE
    assert at.platform.orders[placed.number].return_to == f"https://hall.example/track/{CASE}/"


def test_stopped_before_the_platform_answered_the_same_order_is_placed_again():
    at = paying()
    at.platform.is_down = True
    with pytest.raises(PlatformDown):
        start(at.cashier, CASE)
    (kept,) = at.register.of_case(CASE)
    assert (kept.number, kept.pay_at) == (order_number(CASE, 1), "")
    at.platform.is_down = False
    placed = start(at.cashier, CASE)
    assert (placed.number, bool(placed.pay_at)) == (kept.number, True)
    assert at.register.of_case(CASE) == [placed]


def test_an_order_that_was_placed_and_not_kept_does_not_stand_in_the_way_for_ever():
    at = paying()
    start(at.cashier, CASE)
    at.register.orders.clear()  # type: ignore[attr-defined]
    handler = at.office.handler
    counter.propose_waiver(handler, at.office.ask(CASE, CLERK), "disabled", "残疾人证，已核原件。")
    counter.answer_proposal(handler, at.office.ask(CASE, LEAD), approved=True)
    placed = start(at.cashier, CASE)
    assert (placed.number, placed.amount) == (order_number(CASE, 2), 6_000)
    take_in(at.cashier, at.platform.pay(placed.number))
    assert at.fee.is_settled


def test_a_platform_that_has_every_number_already_is_said_to():
    at = paying()
    for n in range(1, 9):
        at.platform.orders[order_number(CASE, n)] = Order(order_number(CASE, n), CASE, "F-0", 1, "", "")
    with pytest.raises(OrderTaken):
        start(at.cashier, CASE)
    # Each try is remembered: the next one begins after them.
    assert start(at.cashier, CASE).number == order_number(CASE, 9)


def test_what_the_platform_says_settles_the_fee_and_twice_told_is_once_recorded():
    at = paying()
    money = at.platform.pay(start(at.cashier, CASE).number)
    take_in(at.cashier, money)
    assert at.fee.is_settled
    assert take_in(at.cashier, money).repeated
    assert [p.transaction for p in at.fee.payments] == ["T00000001"]
    assert at.office.events(CASE).count("PaymentRecorded") == 1
    with pytest.raises(NothingOwed):
        start(at.cashier, CASE)


def test_a_part_paid_is_recorded_and_the_rest_is_asked_for_by_another_order():
    at = paying()
    take_in(at.cashier, at.platform.pay(start(at.cashier, CASE).number, 5_000))
    placed = start(at.cashier, CASE)
    assert (placed.number, placed.amount) == (order_number(CASE, 2), 7_000)


def test_a_platform_with_a_fast_clock_does_not_pay_in_our_future():
    at = paying()
    placed = start(at.cashier, CASE)
    at.platform.now += timedelta(minutes=3)
    take_in(at.cashier, at.platform.pay(placed.number))
    assert at.fee.payments[0].paid_on == DAY


def test_a_payment_told_late_counts_from_when_it_was_made():
    at = paying()
    money = at.platform.pay(start(at.cashier, CASE).number)
    later(at, days=10)
    take_in(at.cashier, money)
    assert at.fee.payments[0].paid_on == DAY


def test_the_same_transaction_with_another_amount_is_not_taken_for_the_same():
    at = paying()
    money = at.platform.pay(start(at.cashier, CASE).number)
    take_in(at.cashier, money)
    with pytest.raises(CommandIdReused):
        take_in(at.cashier, replace(money, amount=1))
    assert at.fee.paid == 12_000


def test_money_for_no_case_of_ours_is_not_taken_in():
    at = paying()
    money = replace(at.platform.pay(start(at.cashier, CASE).number), number="f" * 34)
    with pytest.raises(NotificationRejected):
        take_in(at.cashier, money)


def test_an_order_whose_notification_never_came_is_asked_after_and_not_at_once():
    at = paying()
    at.platform.pay(start(at.cashier, CASE).number)
    assert ask_after(at.cashier).found == 0
    later(at, minutes=3)
    assert ask_after(at.cashier).found == 1
    assert at.fee.is_settled
    later(at, minutes=3)
    assert ask_after(at.cashier).found == 0


def test_a_platform_that_is_down_is_asked_again_later_and_nothing_is_lost():
    at = paying()
    at.platform.is_down = True
    with pytest.raises(PlatformDown):
        start(at.cashier, CASE)
    at.platform.is_down = False
    at.platform.pay(start(at.cashier, CASE).number)
    later(at, minutes=3)
    at.platform.is_down = True
    asked = ask_after(at.cashier)
    assert (asked.orders, asked.found, type(asked.silence)) == (0, 0, PlatformDown)
    at.platform.is_down = False
    assert ask_after(at.cashier).found == 1


def test_an_order_nobody_paid_and_nobody_wants_any_more_is_let_go_after_a_day():
    at = paying()
    start(at.cashier, CASE)
    intake.withdraw(at.office.handler, at.office.ask(CASE, APPLICANT), "")
    later(at, minutes=3)
    ask_after(at.cashier)
    assert at.register.of_case(CASE)[0].settled_at is None
    later(at, days=2)
    ask_after(at.cashier)
    assert at.register.of_case(CASE)[0].settled_at is not None


def test_without_a_platform_it_is_paid_at_the_counter():
    at = paying()
    bare = replace(at.cashier, platform=None)
    assert ask_after(bare).found == 0
    with pytest.raises(PlatformRefuses):
        start(bare, CASE)
    counter.take(at.office.handler, at.register, at.office.ask(CASE, CLERK), PaymentChannel.POS, " P-7 ")
    assert at.fee.is_settled
    assert [(e.transaction, e.channel) for e in at.register.entered(DAY)] == [("P-7", "pos")]


def test_a_slip_that_is_on_record_is_not_taken_for_another_payment():
    at = paying()
    taken = at.platform.pay(start(at.cashier, CASE).number, 11_000)
    take_in(at.cashier, taken)
    with pytest.raises(SlipRecorded):
        counter.take(
            at.office.handler,
            at.register,
            at.office.ask(CASE, CLERK),
            PaymentChannel.POS,
            f" {taken.transaction} ",
        )
    assert at.fee.open == 1_000
    ask = at.office.ask(CASE, CLERK)
    for _ in range(2):  # the same click twice is no second payment
        counter.take(at.office.handler, at.register, ask, PaymentChannel.POS, "P-7")
    assert at.fee.is_settled


def test_cash_is_not_taken_where_the_item_does_not_publish_it():
    at = paying()
    with pytest.raises(ChannelNotPublished):
        counter.take(at.office.handler, at.register, at.office.ask(CASE, CLERK), PaymentChannel.CASH, "C-1")
    assert at.register.entered(DAY) == []


def test_an_approved_refund_goes_back_once_and_is_recorded():
    at, number = refund_approved()
    send_refund(at.cashier, CASE, number)
    send_refund(at.cashier, CASE, number)
    assert at.fee.refunds[0].refunded_on == DAY
    assert [m.amount for m in at.platform.moneys] == [14_000, 2_000]
    assert at.office.events(CASE).count("RefundRecorded") == 1


def test_a_refund_goes_back_through_the_platform_though_the_rest_was_paid_at_the_counter():
    at = paying()
    take_in(at.cashier, at.platform.pay(start(at.cashier, CASE).number, 11_000))
    counter.take(at.office.handler, at.register, at.office.ask(CASE, CLERK), PaymentChannel.POS, "P-7")
    handler = at.office.handler
    intake.withdraw(handler, at.office.ask(CASE, APPLICANT))
    counter.propose_refund(handler, at.office.ask(CASE, CLERK), RefundGround.WITHDRAWN, 1_000)
    counter.answer_proposal(handler, at.office.ask(CASE, DECIDER), approved=True)
    send_refund(at.cashier, CASE, at.fee.refunds[0].number)
    assert at.fee.refunds[0].refunded_on == DAY


def closed_account() -> tuple[Paying, tuple[str, str]]:
    """Twenty yuan too much, which the platform will not give back: the account was closed."""
    at, number = refund_approved()
    payment = at.fee.payments[0].transaction
    at.platform.closed.add(payment)
    send_refund(at.cashier, CASE, number)
    return at, (number, payment)


def test_that_the_platform_gives_nothing_back_is_recorded_once_and_somebody_is_told():
    at, _ = closed_account()
    send_refund(at.cashier, CASE, at.fee.refunds[0].number)
    assert at.office.events(CASE).count("RefundRefused") == 1
    tasks = at.office.store.tasks(CASE)  # type: ignore[attr-defined]
    assert (tasks[FeeTask.REDIRECT].post, tasks[FeeTask.REDIRECT].state) == ("licensing", "open")


def test_it_is_moved_to_the_counter_and_sent_by_transfer_by_somebody_else():
    at, part = closed_account()
    counter.redirect_refund(at.cashier, at.office.ask(CASE, LEAD), part, "原账户已销户，已电话核实")
    tasks = at.office.store.tasks(CASE)  # type: ignore[attr-defined]
    assert (tasks[FeeTask.PAY_OUT].state, tasks[FeeTask.REDIRECT].state) == ("open", "done")
    ask = at.office.ask(CASE, CLERK)
    counter.pay_refund(at.office.handler, at.register, ask, part, RefundWay.TRANSFER, "H-1")
    assert at.fee.refunds[0].refunded_on == DAY
    entry = next(e for e in at.register.entered(DAY) if e.transaction == "H-1")
    assert (entry.kind, entry.amount, entry.channel) == (MoneyKind.REFUND, 2_000, "transfer")
    # A transfer of the counter's is not looked for in the platform's statement.
    assert reconcile(at.cashier, DAY).differences == ()
    send_refund(at.cashier, CASE, part[0])
    assert [m.amount for m in at.platform.moneys] == [14_000]
    sealed = b"".join(record.body for record in at.office.store.load(CASE).records)  # type: ignore[union-attr]
    assert "销户".encode() not in sealed


def test_what_the_platform_gives_back_after_all_is_not_moved():
    at, part = closed_account()
    at.platform.closed.clear()
    with pytest.raises(NoRefundToRedirect):
        counter.redirect_refund(at.cashier, at.office.ask(CASE, LEAD), part, "账户已销户")
    assert at.fee.refunds[0].refunded_on == DAY
    assert [m.amount for m in at.platform.moneys] == [14_000, 2_000]


def test_a_platform_that_is_down_has_not_said_no():
    at, part = closed_account()
    at.platform.is_down = True
    with pytest.raises(PlatformDown):
        counter.redirect_refund(at.cashier, at.office.ask(CASE, LEAD), part, "账户已销户")
    assert at.fee.refunds[0].parts[0].redirected_on is None
    other, number = refund_approved()
    other.platform.is_down = True
    with pytest.raises(PlatformDown):
        send_refund(other.cashier, CASE, number)
    assert "RefundRefused" not in other.office.events(CASE)


def test_the_same_click_twice_moves_it_once():
    at, part = closed_account()
    ask = at.office.ask(CASE, LEAD)
    for _ in range(2):
        counter.redirect_refund(at.cashier, ask, part, "账户已销户")
    assert at.office.events(CASE).count("RefundRedirected") == 1


def withdrawn_and_approved(at: Paying) -> str:
    """Withdrawn, and all of the 120.00 yuan approved to go back."""
    handler = at.office.handler
    intake.withdraw(handler, at.office.ask(CASE, APPLICANT))
    counter.propose_refund(handler, at.office.ask(CASE, LEAD), RefundGround.WITHDRAWN, 12_000)
    counter.answer_proposal(handler, at.office.ask(CASE, DECIDER), approved=True)
    return at.fee.refunds[0].number


def jobs_of(at: Paying) -> list[dict[str, str]]:
    jobs = at.office.store.jobs(CASE).values()  # type: ignore[attr-defined]
    return [job.arguments for job in jobs if job.kind == "send_refund"]


def test_what_was_paid_at_the_counter_goes_back_there_and_the_platform_is_not_asked():
    at = paying()
    counter.take(at.office.handler, at.register, at.office.ask(CASE, CLERK), PaymentChannel.POS, "P-7")
    number = withdrawn_and_approved(at)
    assert jobs_of(at) == []
    tasks = at.office.store.tasks(CASE)  # type: ignore[attr-defined]
    assert (tasks[FeeTask.PAY_OUT].post, tasks[FeeTask.PAY_OUT].state) == ("window", "open")
    ask = at.office.ask(CASE, CLERK)
    for _ in range(2):  # the same click twice gives nothing back twice
        counter.pay_refund(at.office.handler, at.register, ask, (number, "P-7"), RefundWay.CARD, " B-7 ")
    assert at.office.events(CASE).count("RefundRecorded") == 1
    assert at.fee.refunds[0].refunded_on == DAY
    assert [(e.kind, e.transaction, e.channel) for e in at.register.entered(DAY)] == [
        (MoneyKind.REFUND, "B-7", "card"),
        (MoneyKind.PAYMENT, "P-7", "pos"),
    ]
    assert reconcile(at.cashier, DAY).differences == ()


def test_the_slip_of_a_payment_is_not_that_of_its_refund():
    at = paying()
    counter.take(at.office.handler, at.register, at.office.ask(CASE, CLERK), PaymentChannel.POS, "P-7")
    part = withdrawn_and_approved(at), "P-7"
    ask = at.office.ask(CASE, CLERK)
    with pytest.raises(SlipRecorded):
        counter.pay_refund(at.office.handler, at.register, ask, part, RefundWay.CARD, "P-7")
    assert at.fee.refunds[0].refunded_on is None


def test_a_refund_larger_than_any_payment_goes_back_in_parts_to_each_of_them():
    at = paying()
    take_in(at.cashier, at.platform.pay(start(at.cashier, CASE).number, 5_000))
    take_in(at.cashier, at.platform.pay(start(at.cashier, CASE).number, 3_000))
    counter.take(at.office.handler, at.register, at.office.ask(CASE, CLERK), PaymentChannel.POS, "P-7")
    number = withdrawn_and_approved(at)
    assert jobs_of(at) == [{"number": number}]
    at.platform.down_after = 1
    with pytest.raises(PlatformDown):
        send_refund(at.cashier, CASE, number)
    at.platform.down_after, at.platform.is_down = None, False
    for _ in range(2):
        send_refund(at.cashier, CASE, number)
    back = [(m.number[-3:], m.amount) for m in at.platform.moneys if m.kind is MoneyKind.REFUND]
    assert back == [("01R", 3_000), ("1R2", 5_000)]
    assert at.fee.refunds[0].refunded_on is None
    ask = at.office.ask(CASE, CLERK)
    counter.pay_refund(at.office.handler, at.register, ask, (number, "P-7"), RefundWay.TRANSFER, "B-7")
    assert at.fee.refunds[0].refunded_on == DAY
    assert [p.discrepancies for p in refunds_recorded(at)] == [(), (), ()]


def refunds_recorded(at: Paying) -> list[RefundRecorded]:
    bodies = [event.body for event in at.office.handler.history(CASE)]
    return [body for body in bodies if isinstance(body, RefundRecorded)]


def test_a_refund_that_found_nobody_is_tried_again():
    at, number = refund_approved()
    at.platform.is_down = True
    with pytest.raises(PlatformDown):
        send_refund(at.cashier, CASE, number)
    at.platform.is_down = False
    send_refund(at.cashier, CASE, number)
    assert at.fee.refunds[0].refunded_on == DAY


def test_a_refund_is_a_job_of_the_approval():
    at, number = refund_approved()
    assert jobs_of(at) == [{"number": number}]


def test_a_day_in_which_both_sides_agree_has_no_differences():
    at, number = refund_approved()
    send_refund(at.cashier, CASE, number)
    done = reconcile(at.cashier, DAY)
    assert (done.there, done.here, done.differences) == (2, 2, ())


def test_a_day_is_held_against_the_statement_both_ways():
    at = paying()
    money = at.platform.pay(start(at.cashier, CASE).number)
    assert [f.difference for f in reconcile(at.cashier, DAY).differences] == [Difference.NOT_RECORDED]
    take_in(at.cashier, money)
    at.platform.moneys[0] = replace(money, amount=11_000)
    (other,) = reconcile(at.cashier, DAY).differences
    assert (other.difference, other.there, other.here) == (Difference.ANOTHER_AMOUNT, 11_000, 12_000)
    at.platform.moneys.clear()
    (gone,) = reconcile(at.cashier, DAY).differences
    assert (gone.difference, gone.case_id) == (Difference.NOT_IN_STATEMENT, CASE)


def test_what_was_taken_at_the_counter_is_not_looked_for_in_the_statement():
    at = paying()
    counter.take(at.office.handler, at.register, at.office.ask(CASE, CLERK), PaymentChannel.POS, "P-7")
    assert reconcile(at.cashier, DAY).differences == ()


def test_a_waiver_is_proposed_with_its_proof_and_answered_by_somebody_else():
    at = paying()
    handler = at.office.handler
    proof = "残疾人证，已核原件。"
    counter.propose_waiver(handler, at.office.ask(CASE, CLERK), "disabled", proof)
    counter.answer_proposal(handler, at.office.ask(CASE, LEAD), approved=False, reasons="证明已过期。")
    assert at.fee.open == 12_000
    counter.propose_waiver(handler, at.office.ask(CASE, CLERK), "disabled", proof)
    counter.answer_proposal(handler, at.office.ask(CASE, LEAD), approved=True)
    assert at.fee.open == 6_000
