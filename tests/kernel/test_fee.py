"""Fees: by a published standard, waited for only by law, every fen that came or went on record (§58, §59)."""

from dataclasses import replace

import pytest

from cast import (
    APPLICANT,
    ASSISTANT,
    CHALLENGE,
    CLERK,
    DIED,
    GRANT,
    LEAD,
    REFUSE,
    WHY,
    Table,
    conforms,
    outcome_of,
)
from charged import (
    APPROVE,
    ASSESS,
    BY_AREA,
    DECIDER,
    FACTS,
    FOR_THE_GRANT,
    PLATFORM,
    REJECT,
    RULE,
    TOLD_AREA,
    WAIVE,
    accepted,
    assessed,
    paid,
    proposed,
    ready,
    refund,
    settled,
)
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundSource
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    ChannelNotPublished,
    EndGroundNotMet,
    FeeAssessedAlready,
    FeeMeasureMissing,
    FeeNotCharged,
    FeeNotYet,
    FeeProposalPending,
    FeeStandardMissing,
    FeeUnpaid,
    NoFeeProposal,
    NothingOwed,
    NotYourStep,
    OwnFeeProposal,
    PaymentStillInTime,
    ReasonsMissing,
    RefundGroundNotMet,
    RefundNotPublished,
    RefundTooMuch,
    TellInWriting,
    TransactionMissing,
    WaiverNotPublished,
    WaiverProofMissing,
)
from tongban.kernel.words import Bilingual

#: Paid before the decision, for what is granted by it.
FOR_WHAT_IS_GRANTED = replace(RULE, service="")
UNPAID = c.EndCase(c.EndGround.NOT_PAID, notice_number="N-9")

# --- assessed


def test_the_fee_is_the_line_of_the_standard_that_holds_and_is_told_in_writing():
    table = accepted()
    assert table.on("2026-03-03", LEAD, ASSESS) == (
        e.FeeAssessed("F-1", 12_000, 0, 0, (), "examine", RULE.pay_within, "甲法§9", "甲价〔2025〕1号"),
    )
    # Five working days after Tuesday the 3rd.
    assert table.dues()[ClockKind.PAYMENT] == "2026-03-10"
    assert table.case.fee.open == 12_000


def test_a_fee_without_a_notice_is_not_asked_for():
    assert accepted().refused("2026-03-03", LEAD, c.AssessFee("", FACTS)) == TellInWriting(
        verb=c.AssessFee.verb()
    )


def test_where_the_standard_says_nothing_is_owed_no_notice_is_needed_and_nothing_waits():
    table = ready()
    table.on("2026-03-05", LEAD, c.AssessFee("", FACTS | {"outdoor_seats": True}), at="12:00")
    assert (table.case.fee.open, table.case.fee.is_settled, table.case.fee.notice_number) == (0, True, "")
    assert table.on("2026-03-05", LEAD, GRANT, at="13:00")


def test_what_the_answers_waive_is_not_asked_for_and_a_broken_fen_is_the_payers():
    table = accepted(replace(RULE, lines=(replace(RULE.lines[1], amount=10_005),)))
    table.on("2026-03-03", LEAD, c.AssessFee("F-1", FACTS | {"chain": True}))
    assert (table.case.fee.reduced, table.case.fee.open) == (1_001, 9_004)


def test_a_standard_by_measure_asks_for_the_measure_and_multiplies_whole_numbers():
    table = accepted(BY_AREA)
    assert table.refused("2026-03-03", LEAD, c.AssessFee("F-1")) == FeeMeasureMissing(measured=TOLD_AREA)
    table.on("2026-03-03", LEAD, c.AssessFee("F-1", measured=41))
    assert table.case.fee.open == 12_300


def test_a_wrong_measure_is_mended_by_a_new_notice_and_the_same_again_is_refused():
    table = accepted(BY_AREA)
    table.on("2026-03-03", LEAD, c.AssessFee("F-1", measured=41))
    assert table.refused("2026-03-04", LEAD, c.AssessFee("F-2", measured=41)) == FeeAssessedAlready(
        amount="123.00", number="F-1"
    )
    table.on("2026-03-04", PLATFORM, paid(12_300))
    table.on("2026-03-05", LEAD, c.AssessFee("F-2", measured=40))
    assert (table.case.fee.open, table.case.fee.overpaid) == (0, 300)


def test_an_item_without_a_fee_and_a_situation_without_an_amount_charge_nothing():
    assert Table().accepted("2026-03-02").refused("2026-03-03", LEAD, ASSESS) == FeeNotCharged()
    table = accepted(replace(RULE, lines=RULE.lines[:1]))
    assert table.refused("2026-03-03", LEAD, ASSESS) == FeeStandardMissing()


def test_a_fee_for_what_is_granted_is_not_assessed_before_it_is():
    table = accepted(FOR_THE_GRANT)
    assert table.refused("2026-03-03", LEAD, ASSESS) == FeeNotYet()
    granted = Table(table.item).decided("2026-03-02", "2026-03-05")
    granted.on("2026-03-06", LEAD, ASSESS)
    assert granted.case.fee.open == 12_000


def test_only_intake_or_the_lead_assess():
    assert accepted().refused("2026-03-03", ASSISTANT, ASSESS).code() == NotYourStep.code()


# --- nothing waits but by law


def test_a_grant_waits_for_the_fee_where_a_law_says_so_and_a_refusal_never_does():
    table = ready()
    open_ = Bilingual("尚有 120.00 元未缴", "120.00 yuan are still open")
    name = table.item.steps_by_id["decision"].name
    assert table.refused("2026-03-05", LEAD, GRANT, at="12:00") == FeeUnpaid(
        by="甲法§10", step=name, open=open_
    )
    assert table.on("2026-03-05", LEAD, REFUSE, at="13:00")[0].outcome is c.Outcome.REFUSED


def test_an_examination_waits_where_a_law_says_so_and_paid_goes_on():
    table = accepted(replace(RULE, before="examine", service="examine"))
    assert table.refused("2026-03-03", LEAD, c.TakeStep("examine")).code() == "fee_unpaid"
    assert table.refused("2026-03-03", LEAD, conforms()).code() == "fee_unpaid"
    table.on("2026-03-03", LEAD, ASSESS, at="11:00")
    table.on("2026-03-03", PLATFORM, paid(), at="12:00")
    assert table.on("2026-03-03", LEAD, conforms(), at="13:00")


def test_without_such_a_law_the_grant_does_not_wait_and_the_fee_is_still_owed():
    table = ready(replace(RULE, before="", unpaid_basis=""))
    table.on("2026-03-05", LEAD, GRANT, at="12:00")
    assert (table.case.status, table.case.fee.open) == (Status.DECIDED, 12_000)
    assert ClockKind.PAYMENT in table.dues()


def test_no_clock_of_the_case_stops_or_starts_for_money():
    charged, free = assessed(), Table().accepted("2026-03-02")
    dues = charged.dues()
    assert dues.pop(ClockKind.PAYMENT)
    assert dues == free.dues()


# --- paid


def test_a_payment_settles_the_fee_and_stops_the_payers_clock_alone():
    table = assessed()
    assert table.on("2026-03-04", PLATFORM, paid()) == (
        e.PaymentRecorded("F-1", "T-1", 12_000, PaymentChannel.ONLINE),
    )
    assert table.case.fee.is_settled
    assert ClockKind.PAYMENT not in table.dues()
    assert ClockKind.STATUTORY in table.dues()


def test_a_payment_told_twice_is_recorded_once():
    table = settled()
    assert table.on("2026-03-05", PLATFORM, paid()) == ()
    assert table.case.fee.paid == 12_000


@pytest.mark.parametrize(
    ("payment", "differs"),
    [
        (paid(11_999), ("another_amount",)),
        (paid(notice="F-0"), ("another_notice",)),
        (paid(12_001, notice="F-0"), ("another_notice", "another_amount")),
    ],
)
def test_money_that_does_not_fit_is_recorded_with_what_does_not(payment, differs):
    table = assessed()
    assert table.on("2026-03-04", PLATFORM, payment)[0].discrepancies == differs
    assert table.case.fee.paid == payment.amount


def test_money_for_nothing_assessed_paid_twice_late_or_after_the_end_is_recorded_too():
    assert accepted().on("2026-03-03", PLATFORM, paid())[0].discrepancies == (
        "nothing_assessed",
        "another_amount",
    )
    assert settled().on("2026-03-05", PLATFORM, paid(transaction="T-2"))[0].discrepancies == ("nothing_open",)
    assert assessed().on("2026-03-11", PLATFORM, paid())[-1].discrepancies == ("late",)
    table = assessed()
    table.on("2026-03-04", APPLICANT, c.Withdraw())
    assert table.on("2026-03-05", PLATFORM, paid())[0].discrepancies == ("nothing_open", "case_withdrawn")
    assert table.case.fee.overpaid == 12_000


def test_a_payment_entered_late_counts_from_the_day_it_was_made():
    table = assessed()
    happened = table.on("2026-03-12", PLATFORM, paid(), occurred="2026-03-10")
    assert happened[-1] == e.PaymentRecorded("F-1", "T-1", 12_000, PaymentChannel.ONLINE)
    assert str(table.case.fee.payments[0].paid_on) == "2026-03-10"


def test_the_counter_takes_money_only_as_published_and_only_what_is_open():
    table = assessed()
    by_card = c.RecordPayment("F-1", "P-7", 12_000, PaymentChannel.POS)
    cash = replace(by_card, channel=PaymentChannel.CASH)
    assert table.refused("2026-03-04", CLERK, cash) == ChannelNotPublished(channel=PaymentChannel.CASH.label)
    assert table.refused("2026-03-04", CLERK, replace(by_card, transaction=" ")) == TransactionMissing()
    assert table.refused("2026-03-04", LEAD, by_card).code() == NotYourStep.code()
    table.on("2026-03-04", CLERK, by_card)
    assert table.refused("2026-03-04", CLERK, replace(by_card, transaction="P-8")) == NothingOwed()


# --- waived, by two people


def test_a_waiver_is_proposed_with_proof_and_approved_by_somebody_else():
    table = proposed()
    assert table.case.fee.open == 12_000
    assert table.on("2026-03-05", DECIDER, APPROVE) == (e.FeeWaived("disabled", 6_000, "wang", "甲规定§3"),)
    assert (table.case.fee.open, table.case.fee.proposal) == (6_000, None)
    again = table.refused("2026-03-06", CLERK, WAIVE)
    assert again == WaiverNotPublished(waiver=RULE.waivers[0].name)


def test_nobody_answers_their_own_proposal_and_intake_does_not_answer_at_all():
    table = assessed()
    table.on("2026-03-04", LEAD, WAIVE)
    assert table.refused("2026-03-04", LEAD, APPROVE) == OwnFeeProposal()
    assert table.refused("2026-03-04", CLERK, APPROVE).code() == NotYourStep.code()


def test_a_rejection_has_reasons_and_changes_nothing():
    table = proposed()
    without = table.refused("2026-03-05", DECIDER, replace(REJECT, reasons=None))
    assert without.code() == ReasonsMissing.code()
    assert table.on("2026-03-05", DECIDER, REJECT) == (e.FeeProposalRejected(WHY),)
    assert table.case.fee.open == 12_000
    assert table.refused("2026-03-05", DECIDER, APPROVE) == NoFeeProposal()


def test_a_waiver_needs_a_published_rule_its_proof_and_something_open():
    table = assessed()
    assert table.refused("2026-03-04", LEAD, replace(WAIVE, proof=None)) == WaiverProofMissing()
    assert table.refused("2026-03-04", LEAD, c.ProposeWaiver("friends", WHY)) == WaiverNotPublished(
        waiver="friends"
    )
    assert table.refused("2026-03-04", LEAD, c.ProposeWaiver("chain", WHY)).code() == "waiver_not_published"
    assert settled().refused("2026-03-05", LEAD, WAIVE) == NothingOwed()
    assert proposed().refused("2026-03-05", LEAD, WAIVE).code() == FeeProposalPending.code()


def test_a_waiver_of_everything_settles_the_fee():
    whole = replace(RULE, waivers=(replace(RULE.waivers[0], percent=100),))
    table = assessed(whole)
    table.on("2026-03-04", CLERK, WAIVE)
    table.on("2026-03-04", DECIDER, APPROVE, at="11:00")
    assert table.case.fee.is_settled
    assert ClockKind.PAYMENT not in table.dues()


# --- given back, by two people


def test_what_was_overpaid_goes_back_under_a_number_and_is_recorded_when_it_went():
    table = assessed()
    table.on("2026-03-04", PLATFORM, paid(12_500))
    most = table.refused("2026-03-05", CLERK, refund(RefundGround.OVERPAID, 501))
    assert most == RefundTooMuch(ground=RefundGround.OVERPAID.label, most="5.00", amount="5.01")
    table.on("2026-03-05", CLERK, refund(RefundGround.OVERPAID, 500))
    assert table.on("2026-03-05", DECIDER, APPROVE, at="11:00") == (
        e.RefundApproved(
            "F-1-R1",
            RefundGround.OVERPAID,
            500,
            "wang",
            "甲规定§5",
            (RefundSource("T-1", 500, PaymentChannel.ONLINE),),
        ),
    )
    assert (table.case.fee.paid, table.case.fee.overpaid, table.case.fee.open) == (12_000, 0, 0)
    went = c.RecordRefund("F-1-R1", "R-1", 500)
    assert table.on("2026-03-06", PLATFORM, went) == (e.RefundRecorded("F-1-R1", "R-1", 500),)
    assert table.on("2026-03-06", PLATFORM, went) == ()
    assert str(table.case.fee.refund("F-1-R1").refunded_on) == "2026-03-06"


def test_money_that_went_back_unasked_or_otherwise_is_recorded_with_what_does_not_fit():
    table = settled()
    assert table.on("2026-03-05", PLATFORM, c.RecordRefund("F-1-R1", "R-1", 5))[0].discrepancies == (
        "not_approved",
    )


def test_money_taken_for_an_item_that_charges_nothing_goes_back_by_the_law_itself():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-03", PLATFORM, paid(500))
    happened = table.on("2026-03-04", CLERK, refund(RefundGround.OVERPAID, 500))
    assert happened == (e.RefundProposed(RefundGround.OVERPAID, 500, None, "行政许可法§58"),)
    number = table.on("2026-03-04", DECIDER, APPROVE, at="11:00")[0].number
    assert number == f"{table.case.receipt_number}-R1"


def test_withdrawn_before_the_service_everything_paid_goes_back():
    table = settled()
    table.on("2026-03-05", APPLICANT, c.Withdraw())
    table.on("2026-03-06", CLERK, refund(RefundGround.WITHDRAWN, 12_000))
    table.on("2026-03-06", DECIDER, APPROVE, at="11:00")
    assert (table.case.fee.paid, table.case.fee.due) == (0, 0)


def test_withdrawn_after_the_service_nothing_goes_back():
    table = settled()
    table.on("2026-03-05", LEAD, conforms())
    table.on("2026-03-06", APPLICANT, c.Withdraw())
    refused = table.refused("2026-03-06", CLERK, refund(RefundGround.WITHDRAWN, 12_000))
    assert refused.code() == RefundGroundNotMet.code()


def test_a_refund_needs_a_published_ground_that_holds_and_money():
    assert assessed().refused("2026-03-04", CLERK, refund(RefundGround.OVERPAID, 1)).code() == (
        RefundGroundNotMet.code()
    )
    table = settled()
    assert table.refused("2026-03-05", CLERK, refund(RefundGround.REFUSED, 1)).code() == (
        RefundGroundNotMet.code()
    )
    unpublished = assessed(replace(RULE, refunds=()))
    unpublished.on("2026-03-04", PLATFORM, paid(13_000))
    assert unpublished.refused("2026-03-05", CLERK, refund(RefundGround.OVERPAID, 1)) == RefundNotPublished(
        ground=RefundGround.OVERPAID.label
    )


# --- never rendered, never paid


def test_a_fee_whose_service_will_never_be_rendered_is_owed_no_more():
    table = assessed()
    happened = table.on("2026-03-05", APPLICANT, c.Withdraw())
    assert happened[-1] == e.FeeDropped(12_000, "甲法§9")
    assert table.case.fee.open == 0
    assert not table.dues()
    dead = assessed()
    assert dead.on("2026-03-05", LEAD, DIED)[-1] == e.FeeDropped(12_000, "甲法§9")


def test_a_fee_for_an_examination_that_was_done_is_owed_although_the_licence_is_refused():
    table = ready()
    table.on("2026-03-05", LEAD, REFUSE, at="12:00")
    assert table.case.fee.open == 12_000


def test_what_is_never_paid_has_the_end_that_the_item_publishes_and_not_before_its_day():
    table = assessed()
    until = table.clock(ClockKind.PAYMENT).due(table.calendar).day
    assert table.refused("2026-03-10", LEAD, UNPAID) == PaymentStillInTime(until=until)
    happened = table.on("2026-03-11", LEAD, UNPAID)
    assert e.LimitPassed(ClockKind.PAYMENT, until) in happened
    assert happened[-2].basis == "甲法§11"
    assert table.case.status is Status.TERMINATED
    assert table.case.fee.open == 0


def test_a_case_whose_course_waits_for_no_fee_is_not_ended_for_one():
    for table in (settled(), assessed(replace(RULE, before="", unpaid_basis="")), accepted()):
        assert table.refused("2026-03-20", LEAD, UNPAID).code() == EndGroundNotMet.code()


def test_fees_are_listed_where_an_item_has_them_and_nowhere_else():
    verbs = (c.AssessFee, c.ProposeWaiver, c.ProposeRefund, c.AnswerFeeProposal)
    assert Table().accepted("2026-03-02").possibilities("2026-03-03", LEAD, verbs) == ()
    assert accepted().may("2026-03-03", LEAD, verbs) == ["AssessFee"]
    assert assessed().may("2026-03-04", CLERK, verbs) == ["ProposeWaiver"]
    by_area = assessed(BY_AREA, c.AssessFee("F-1", measured=41))
    assert by_area.may("2026-03-04", CLERK, verbs) == ["AssessFee"]  # the measure may have been wrong
    assert proposed().may("2026-03-04", DECIDER, verbs) == ["AnswerFeeProposal"]
    assert settled().may("2026-03-05", CLERK, verbs) == ["ProposeRefund"]


# --- decided anew, after a refusal


def anew(table: Table) -> Table:
    """Refused on 6 March, fought, and ordered on 17 April to be decided anew."""
    table.on("2026-03-06", LEAD, REFUSE)
    return ordered(table)


def ordered(table: Table) -> Table:
    table.on("2026-03-16", LEAD, CHALLENGE)
    table.on("2026-04-17", LEAD, outcome_of(c.ChallengeOutcome.REDO))
    return table


def test_what_a_refusal_dropped_is_owed_again_once_it_is_assessed_anew():
    table = ready(FOR_WHAT_IS_GRANTED)
    table.on("2026-03-06", LEAD, REFUSE)
    assert table.case.fee.dropped == 12_000
    ordered(table)
    assert isinstance(table.refused("2026-04-20", LEAD, GRANT), FeeUnpaid)
    table.on("2026-04-20", LEAD, replace(ASSESS, notice_number="F-2"))
    assert (table.case.fee.open, table.case.clocks["payment"].is_running) == (12_000, True)
    table.on("2026-04-21", PLATFORM, paid(notice="F-2"))
    table.on("2026-04-22", LEAD, GRANT)


def test_what_was_given_back_for_a_refusal_is_owed_again_too():
    table = ready(FOR_WHAT_IS_GRANTED)
    table.on("2026-03-05", PLATFORM, paid(), at="12:00")
    table.on("2026-03-06", LEAD, REFUSE)
    table.on("2026-03-09", CLERK, refund(RefundGround.REFUSED, 12_000))
    table.on("2026-03-10", DECIDER, APPROVE)
    ordered(table)
    table.on("2026-04-20", LEAD, replace(ASSESS, notice_number="F-2"))
    assert (table.case.fee.due, table.case.fee.open, table.case.fee.paid) == (12_000, 12_000, 0)


def test_what_was_paid_and_kept_counts_for_the_case_decided_anew():
    table = ready(FOR_WHAT_IS_GRANTED)
    table.on("2026-03-05", PLATFORM, paid(), at="12:00")
    anew(table)
    assert table.case.fee.is_settled
    table.on("2026-04-20", LEAD, GRANT)


def test_nobody_is_ended_as_unpaid_by_days_that_ran_before_it_was_decided_anew():
    table = anew(ready(FOR_WHAT_IS_GRANTED))
    assert isinstance(table.refused("2026-04-20", LEAD, UNPAID), EndGroundNotMet)
