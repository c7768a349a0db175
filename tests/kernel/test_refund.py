"""Money goes back the way it came, part by part, by other people than those who approved it."""

import pytest

from cast import APPLICANT, ASSISTANT, CLERK, LEAD, WHY, Person, Table, food_item
from charged import (
    APPROVE,
    DECIDER,
    DECIDER_AT_THE_WINDOW,
    PAY_OUT,
    PLATFORM,
    RULE,
    assessed,
    given_back,
    paid,
    refund,
    settled,
    taken,
    twice_given_back,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.fee_account import FeeAccount
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundSource, RefundWay
from tongban.kernel.refusals import (
    NoRefundToPay,
    NoRefundToRedirect,
    NotAllowedNow,
    NotYourStep,
    OwnRefund,
    ReasonsMissing,
    RefundGoneBack,
    RefundIsPlatforms,
    RefundWayUnsuited,
    TransactionMissing,
)

ONLINE, POS = PaymentChannel.ONLINE, PaymentChannel.POS


def at_the_counter():
    return given_back((CLERK, taken()))


def from_three_payments():
    """Fifty and thirty yuan online, the last forty by card."""
    return given_back((PLATFORM, paid(5_000, "T-1")), (PLATFORM, paid(3_000, "T-2")), (CLERK, taken(4_000)))


def test_what_was_paid_at_the_counter_goes_back_there_with_the_number_it_went_by():
    table = at_the_counter()
    assert table.on("2026-03-09", CLERK, PAY_OUT) == (
        e.RefundRecorded("F-1-R1", "R-9", 12_000, (), "P-1", RefundWay.CARD),
    )
    (went,) = table.case.fee.refunds
    assert (str(went.refunded_on), went.transaction) == ("2026-03-09", "R-9")
    assert table.case.fee.to_pay_out() == ()


def test_an_approved_refund_names_the_payments_it_is_taken_from():
    approved = from_three_payments().events[-1].body
    assert approved.sources == (
        RefundSource("T-2", 3_000, ONLINE),
        RefundSource("T-1", 5_000, ONLINE),
        RefundSource("P-1", 4_000, POS),
    )


def test_a_refund_of_several_payments_is_back_when_each_part_of_it_is():
    table = from_three_payments()
    table.on("2026-03-09", CLERK, PAY_OUT)
    table.on("2026-03-09", PLATFORM, c.RecordRefund("F-1-R1", "B-1", 3_000, "T-2"), at="11:00")
    assert table.case.fee.refunds[0].refunded_on is None
    table.on("2026-03-10", PLATFORM, c.RecordRefund("F-1-R1", "B-2", 5_000, "T-1"))
    assert str(table.case.fee.refunds[0].refunded_on) == "2026-03-10"


def test_a_second_refund_is_not_taken_from_what_the_first_took():
    table = assessed()
    table.on("2026-03-04", PLATFORM, paid(8_000, "T-1"))
    table.on("2026-03-04", PLATFORM, paid(7_000, "T-2"), at="11:00")
    for at, amount in (("12:00", 2_000), ("14:00", 1_000)):
        table.on("2026-03-04", CLERK, refund(RefundGround.OVERPAID, amount), at=at)
        table.on("2026-03-04", DECIDER, APPROVE, at=at.replace("00", "30"))
    table.on("2026-03-05", APPLICANT, c.Withdraw())
    table.on("2026-03-06", CLERK, refund(RefundGround.WITHDRAWN, 12_000))
    table.on("2026-03-06", DECIDER, APPROVE, at="11:00")
    assert [r.parts[0].payment for r in table.case.fee.refunds[:2]] == ["T-2", "T-2"]
    assert table.events[-1].body.sources == (
        RefundSource("T-2", 4_000, ONLINE),
        RefundSource("T-1", 8_000, ONLINE),
    )


@pytest.mark.parametrize("amount", [1, 4_000, 4_001, 7_999, 12_000])
def test_the_sources_of_a_refund_are_its_amount_to_the_fen(amount: int):
    sources = from_three_payments().case.fee.sources(0)
    assert sources == () or sum(s.amount for s in sources) == 0
    table = given_back((PLATFORM, paid(5_000, "T-1")), (PLATFORM, paid(7_000, "T-2")))
    whole = FeeAccount(payments=table.case.fee.payments)
    assert sum(source.amount for source in whole.sources(amount)) == amount


def test_who_approved_it_does_not_pay_it_out():
    assert at_the_counter().refused("2026-03-09", DECIDER_AT_THE_WINDOW, PAY_OUT) == OwnRefund()


def test_the_counter_alone_pays_it_out():
    for other in (LEAD, ASSISTANT):
        assert isinstance(at_the_counter().refused("2026-03-09", other, PAY_OUT), NotYourStep)


def test_what_came_through_the_platform_is_not_given_back_at_the_counter():
    online = c.PayRefund("F-1-R1", "T-2", "R-9", RefundWay.TRANSFER)
    assert from_three_payments().refused("2026-03-09", CLERK, online) == RefundIsPlatforms(payment="T-2")
    only_online = given_back((PLATFORM, paid()))
    assert only_online.refused("2026-03-09", CLERK, online) == NoRefundToPay()


def test_no_part_goes_back_twice():
    table = from_three_payments()
    table.on("2026-03-09", CLERK, PAY_OUT)
    assert table.refused("2026-03-10", CLERK, PAY_OUT) == NoRefundToPay()
    two = given_back((CLERK, taken(12_000)), (PLATFORM, paid(500, "T-1")))
    two.on("2026-03-09", CLERK, PAY_OUT)
    assert two.case.fee.refunds[0].part("P-1").went_on is not None


def test_a_part_that_went_is_named_while_another_waits():
    table = twice_given_back()
    assert [(r.number, p.amount) for r, p in table.case.fee.to_pay_out()] == [
        ("F-1-R1", 6_500),
        ("F-1-R2", 500),
    ]
    table.on("2026-03-09", CLERK, PAY_OUT)
    again = table.refused("2026-03-10", CLERK, PAY_OUT)
    assert (type(again), again.parameters["transaction"]) == (RefundGoneBack, "R-9")


def test_a_refund_nobody_approved_is_not_paid_out():
    table = at_the_counter()
    for wrong in (
        c.PayRefund("F-9", "P-1", "R-9", PAY_OUT.way),
        c.PayRefund("F-1-R1", "P-9", "R-9", PAY_OUT.way),
    ):
        assert table.refused("2026-03-09", CLERK, wrong) == NoRefundToPay()
    assert settled().refused("2026-03-09", CLERK, PAY_OUT) == NoRefundToPay()


def test_a_card_is_not_turned_into_cash_and_a_transfer_always_does():
    cash = c.PayRefund("F-1-R1", "P-1", "R-9", RefundWay.CASH)
    assert at_the_counter().refused("2026-03-09", CLERK, cash) == RefundWayUnsuited(
        channel=POS.label, way=RefundWay.CASH.label
    )
    assert at_the_counter().on("2026-03-09", CLERK, c.PayRefund("F-1-R1", "P-1", "R-9", RefundWay.TRANSFER))


def test_what_went_has_a_number():
    nameless = c.PayRefund("F-1-R1", "P-1", " ", RefundWay.CARD)
    assert at_the_counter().refused("2026-03-09", CLERK, nameless) == TransactionMissing()


def test_what_the_platform_gave_back_of_another_part_is_on_record_with_what_differs():
    table = from_three_payments()
    wrong = c.RecordRefund("F-1-R1", "B-1", 2_999, "T-2")
    assert table.on("2026-03-09", PLATFORM, wrong)[-1].discrepancies == ("another_amount",)
    again = c.RecordRefund("F-1-R1", "B-2", 3_000, "T-2")
    assert table.on("2026-03-09", PLATFORM, again, at="11:00")[-1].discrepancies == ("refunded_before",)
    unknown = c.RecordRefund("F-1-R1", "B-3", 1, "T-7")
    assert table.on("2026-03-09", PLATFORM, unknown, at="12:00")[-1].discrepancies == ("not_approved",)


def test_money_for_a_case_that_was_declined_goes_back():
    table = declined()
    table.on("2026-03-03", PLATFORM, paid(notice=""))
    table.on("2026-03-04", CLERK, refund(RefundGround.OVERPAID, 12_000))
    table.on("2026-03-04", DECIDER, APPROVE, at="11:00")
    assert table.case.fee.refunds[0].parts[0].payment == "T-1"


# --- what the platform will not give back

REFUSED = c.RecordRefundRefused("F-1-R1", "T-1")
REDIRECT = c.RedirectRefund("F-1-R1", "T-1", WHY)
BY_TRANSFER = c.PayRefund("F-1-R1", "T-1", "R-9", RefundWay.TRANSFER)
#: Another of the lead's people, who neither proposed nor approved the refund.
ANOTHER = Person("胡副科", "hu", "licensing")


def stuck():
    """Paid online, approved to go back, and the platform says no."""
    table = given_back((PLATFORM, paid()))
    table.on("2026-03-09", PLATFORM, REFUSED)
    return table


def test_what_the_platform_will_not_give_back_goes_by_transfer_from_the_counter():
    table = stuck()
    assert table.events[-1].body == e.RefundRefused("F-1-R1", "T-1", 12_000)
    (moved,) = table.on("2026-03-10", ANOTHER, REDIRECT)
    assert (moved.number, moved.payment, moved.amount, moved.reasons) == ("F-1-R1", "T-1", 12_000, WHY)
    assert table.on("2026-03-11", CLERK, BY_TRANSFER) == (
        e.RefundRecorded("F-1-R1", "R-9", 12_000, (), "T-1", RefundWay.TRANSFER),
    )
    assert str(table.case.fee.refunds[0].refunded_on) == "2026-03-11"


def test_it_is_moved_only_once_the_platform_has_said_no_and_by_the_deciding_post():
    waiting = given_back((PLATFORM, paid()))
    assert waiting.refused("2026-03-09", ANOTHER, REDIRECT) == NoRefundToRedirect()
    assert waiting.possibilities("2026-03-09", ANOTHER, (c.RedirectRefund,)) == ()
    table = stuck()
    assert isinstance(table.refused("2026-03-10", CLERK, REDIRECT), NotYourStep)
    assert table.may("2026-03-10", ANOTHER, (c.RedirectRefund,)) == ["RedirectRefund"]
    assert table.refused("2026-03-10", CLERK, BY_TRANSFER) == NoRefundToPay()
    other = c.RedirectRefund("F-1-R1", "T-9", WHY)
    assert table.refused("2026-03-10", ANOTHER, other) == NoRefundToRedirect()


def test_it_is_moved_with_reasons_and_once():
    table = stuck()
    unsaid = c.RedirectRefund("F-1-R1", "T-1", None)
    assert table.refused("2026-03-10", ANOTHER, unsaid) == ReasonsMissing(verb=REDIRECT.verb())
    table.on("2026-03-10", ANOTHER, REDIRECT)
    assert table.refused("2026-03-10", ANOTHER, REDIRECT, at="11:00") == NoRefundToRedirect()


def test_neither_who_moved_it_nor_who_approved_it_pays_it_out():
    table = stuck()
    table.on("2026-03-10", ANOTHER, REDIRECT)
    for own in (DECIDER_AT_THE_WINDOW, Person("胡副科", "hu", "window")):
        assert table.refused("2026-03-11", own, BY_TRANSFER) == OwnRefund()


@pytest.mark.parametrize("way", [RefundWay.CASH, RefundWay.CARD, RefundWay.PLATFORM])
def test_it_goes_by_transfer_and_in_no_other_way(way: RefundWay):
    table = stuck()
    table.on("2026-03-10", ANOTHER, REDIRECT)
    otherwise = c.PayRefund("F-1-R1", "T-1", "R-9", way)
    assert table.refused("2026-03-11", CLERK, otherwise) == RefundWayUnsuited(
        channel=ONLINE.label, way=way.label
    )


def test_what_the_platform_gives_back_after_all_is_not_given_back_again():
    table = stuck()
    table.on("2026-03-10", PLATFORM, c.RecordRefund("F-1-R1", "B-1", 12_000, "T-1"))
    assert isinstance(table.refused("2026-03-10", ANOTHER, REDIRECT, at="11:00"), NoRefundToRedirect)

    moved = stuck()
    moved.on("2026-03-10", ANOTHER, REDIRECT)
    moved.on("2026-03-10", PLATFORM, c.RecordRefund("F-1-R1", "B-1", 12_000, "T-1"), at="11:00")
    assert moved.refused("2026-03-11", CLERK, BY_TRANSFER) == NoRefundToPay()

    paid_out = stuck()
    paid_out.on("2026-03-10", ANOTHER, REDIRECT)
    paid_out.on("2026-03-11", CLERK, BY_TRANSFER)
    (told,) = paid_out.on("2026-03-12", PLATFORM, c.RecordRefund("F-1-R1", "B-1", 12_000, "T-1"))
    assert told.discrepancies == ("refunded_before",)


def test_that_the_platform_says_no_is_recorded_once_and_of_nothing_that_is_not_its_own():
    table = stuck()
    for number, payment in (("F-1-R1", "T-1"), ("F-9", "T-1"), ("F-1-R1", "T-9")):
        assert table.on("2026-03-10", PLATFORM, c.RecordRefundRefused(number, payment)) == ()
    counter = at_the_counter()
    assert counter.on("2026-03-09", PLATFORM, c.RecordRefundRefused("F-1-R1", "P-1")) == ()
    table.on("2026-03-10", ANOTHER, REDIRECT)
    assert table.on("2026-03-11", PLATFORM, REFUSED) == ()


def test_paying_out_is_listed_where_there_is_something_to_pay_out():
    assert at_the_counter().may("2026-03-09", CLERK, (c.PayRefund,)) == ["PayRefund"]
    assert settled().possibilities("2026-03-09", CLERK, (c.PayRefund,)) == ()


def test_before_an_application_there_is_nothing_to_pay_out():
    assert isinstance(Table().refused("2026-03-02", CLERK, PAY_OUT), NotAllowedNow)


def declined():
    table = Table(food_item(fee=RULE)).received("2026-03-02")
    table.on("2026-03-02", CLERK, c.Decline(c.DeclineGround.NOT_REQUIRED, WHY), at="15:00")
    return table
