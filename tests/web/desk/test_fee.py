"""A fee at the desk: assessed, a waiver proposed and answered by two people, and everything on the page."""

import pytest

from charging import charging, owing, waiting
from tongban.handling import issuing
from tongban.handling.payment import counter
from tongban.handling.payment.paying import CASHIER, order_number, take_in
from tongban.handling.payment.ports import Money, MoneyKind
from tongban.kernel import Command
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import DocumentKind
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("charging")]
__all__ = ["charging", "waiting"]

DECIDER, EXAMINER, WINDOW = "market-decider", "market-examiner", "hall-counter"


def act(hall, name, post, case_id, slug, **said):
    client = hall.client(name, post=post)
    page = client.get(f"/desk/{case_id}/")
    acts = [*page.context["acts"], *(one for group in page.context["groups"] for one in group["acts"])]
    found = next(one for one in acts if one.get("slug") == slug)
    form = found["form"]
    data = {name: form[name].value() for name in ("command_id", "seen")} | said
    return client.post(found["url"], data)


def titles(hall, name, post, case_id):
    context = hall.client(name, post=post).get(f"/desk/{case_id}/").context
    return {one["slug"] for group in context["groups"] for one in group["acts"]}


def test_the_decider_assesses_the_fee_of_what_was_granted_and_it_was_on_the_list(hall):
    case_id = hall.decided()
    listed = hall.client("wu", post=DECIDER).get("/desk/").content.decode()
    assert "核定收费" in listed
    assert act(hall, "wu", DECIDER, case_id, "assess-fee").status_code == 302
    assert hall.case(case_id).fee.open == 12_000
    page = hall.client("wu", post=DECIDER).get(f"/desk/{case_id}/").content.decode()
    for said in ("未缴 120.00 元", "演市监缴〔2025〕1号", "缴不缴不影响办理，也不停任何时限。"):
        assert said in page


def test_before_the_grant_nothing_is_assessed(hall):
    assert "assess-fee" not in titles(hall, "chen", EXAMINER, hall.ready_to_decide())


def test_a_waiver_is_proposed_by_one_and_approved_by_another(hall):
    case_id = owing(hall)
    said = {"waiver": "disabled", "proof": "残疾人证，已核原件。"}
    assert act(hall, "chen", EXAMINER, case_id, "waive-fee", **said).status_code == 302
    assert "answer-fee" not in titles(hall, "chen", EXAMINER, case_id)
    page = hall.client("wu", post=DECIDER).get(f"/desk/{case_id}/").content.decode()
    assert "残疾人证，已核原件。" in page
    assert act(hall, "wu", DECIDER, case_id, "answer-fee", approved="yes").status_code == 302
    assert hall.case(case_id).fee.open == 6_000


def test_who_proposed_does_not_answer_and_a_rejection_says_why(hall):
    case_id = owing(hall)
    said = {"waiver": "disabled", "proof": "残疾人证"}
    act(hall, "wu", DECIDER, case_id, "waive-fee", **said)
    assert "answer-fee" not in titles(hall, "wu", DECIDER, case_id)
    other = owing(hall)
    act(hall, "chen", EXAMINER, other, "waive-fee", **said)
    assert act(hall, "wu", DECIDER, other, "answer-fee", approved="no").status_code == 422
    done = act(hall, "wu", DECIDER, other, "answer-fee", approved="no", reasons="证件已过期。")
    assert done.status_code == 302
    assert hall.events(other)[-1] == "FeeProposalRejected"


def test_a_refund_is_proposed_in_yuan_and_recorded_in_fen(hall):
    case_id = owing(hall)
    money = Money(MoneyKind.PAYMENT, order_number(case_id, 1), "T-1", 12_050, hall.clock.instant)
    take_in(hall.office.cashier, money)
    refused = act(hall, "chen", EXAMINER, case_id, "refund-fee", ground="overpaid", amount="0.51", why="")
    assert refused.status_code == 409
    act(hall, "chen", EXAMINER, case_id, "refund-fee", ground="overpaid", amount="0.50", why="多刷")
    assert hall.case(case_id).fee.proposal.ground is RefundGround.OVERPAID
    act(hall, "wu", DECIDER, case_id, "answer-fee", approved="yes")
    assert hall.case(case_id).fee.refunds[0].amount == 50


def overtaken(hall):
    """Paid by card at the window, then half of it waived: 60.00 yuan go back at the counter."""
    case_id = owing(hall)
    act(hall, "chen", EXAMINER, case_id, "waive-fee", waiver="disabled", proof="残疾人证")
    ask = hall.ask(case_id, "wang", WINDOW)
    counter.take(hall.office.handler, hall.office.cashier.register, ask, PaymentChannel.POS, "P-7")
    act(hall, "wu", DECIDER, case_id, "answer-fee", approved="yes")
    act(hall, "chen", EXAMINER, case_id, "refund-fee", ground="overpaid", amount="60.00", why="")
    act(hall, "wu", DECIDER, case_id, "answer-fee", approved="yes")
    return case_id


def test_an_approved_refund_of_what_the_window_took_is_on_its_list_and_paid_out_there(hall):
    case_id = overtaken(hall)
    assert "办理退付" in hall.client("wang", post=WINDOW).get("/desk/").content.decode()
    page = hall.client("wang", post=WINDOW).get(f"/desk/{case_id}/").content.decode()
    for said in ("由窗口退给缴款人", "60.00 元，窗口刷卡缴，流水号 P-7（退付 演市监缴〔2025〕1号-R1）"):
        assert said in page
    part = f"{hall.case(case_id).fee.refunds[0].number} P-7"
    said = {"part": part, "way": "card", "slip": "B-7"}
    assert act(hall, "wang", WINDOW, case_id, "pay-refund", **said).status_code == 302
    assert hall.case(case_id).fee.refunds[0].transaction == "B-7"
    assert "pay-refund" not in titles(hall, "wang", WINDOW, case_id)
    page = hall.client("wang", post=WINDOW).get(f"/desk/{case_id}/").content.decode()
    assert "退回原银行卡" in page


def test_a_card_payment_is_not_paid_out_in_cash_and_the_lead_pays_nothing_out(hall):
    case_id = overtaken(hall)
    part = f"{hall.case(case_id).fee.refunds[0].number} P-7"
    refused = act(hall, "wang", WINDOW, case_id, "pay-refund", part=part, way="cash", slip="B-7")
    assert refused.status_code == 422
    assert "pay-refund" not in titles(hall, "wu", DECIDER, case_id)
    forged = {"command_id": "c-forged", "seen": "0", "part": part, "way": "card", "slip": "B-7"}
    client = hall.client("wu", post=DECIDER)
    assert client.post(f"/desk/{case_id}/pay-refund/", forged).status_code in (403, 404, 409)
    assert hall.case(case_id).fee.refunds[0].refunded_on is None


def stuck(hall):
    """Half a yuan too much online, approved to go back; the platform says no."""
    case_id = owing(hall)
    paid = Money(MoneyKind.PAYMENT, order_number(case_id, 1), "T-1", 12_050, hall.clock.instant)
    take_in(hall.office.cashier, paid)
    act(hall, "chen", EXAMINER, case_id, "refund-fee", ground="overpaid", amount="0.50", why="多刷")
    act(hall, "wu", DECIDER, case_id, "answer-fee", approved="yes")
    number = hall.case(case_id).fee.refunds[0].number
    refused = Command("no-1", case_id, hall.clock.instant, CASHIER, "", c.RecordRefundRefused(number, "T-1"))
    hall.office.handler.carry_out(refused)
    return case_id, f"{number} T-1"


def test_what_the_platform_refuses_is_moved_to_the_window_and_sent_from_there(hall):
    case_id, part = stuck(hall)
    assert "redirect-refund" not in titles(hall, "wang", WINDOW, case_id)
    page = hall.client("wu", post=DECIDER).get(f"/desk/{case_id}/").content.decode()
    assert "平台不予退回" in page
    assert "改由窗口退付" in hall.client("wu", post=DECIDER).get("/desk/").content.decode()
    assert act(hall, "wu", DECIDER, case_id, "redirect-refund", part=part, reasons="").status_code == 422
    done = act(hall, "wu", DECIDER, case_id, "redirect-refund", part=part, reasons="原账户已销户")
    assert done.status_code == 302
    page = hall.client("wang", post=WINDOW).get(f"/desk/{case_id}/").content.decode()
    assert "改办人：" in page
    assert "银行转账" in page
    assert "退回原银行卡" not in page
    said = {"part": part, "way": "transfer", "slip": "H-1"}
    assert act(hall, "wang", WINDOW, case_id, "pay-refund", **said).status_code == 302
    assert hall.case(case_id).fee.refunds[0].transaction == "H-1"


def test_nobody_but_the_deciding_post_moves_a_refund(hall):
    case_id, part = stuck(hall)
    forged = {"command_id": "c-forged", "seen": "0", "part": part, "reasons": "销户"}
    for who, post in (("wang", WINDOW), ("chen", EXAMINER)):
        client = hall.client(who, post=post)
        assert client.post(f"/desk/{case_id}/redirect-refund/", forged).status_code in (403, 404, 409)
    assert hall.case(case_id).fee.refunds[0].parts[0].redirected_on is None


def test_in_english_the_fee_is_told_in_english(hall):
    case_id = owing(hall)
    page = hall.client("wu", post=DECIDER, english=True).get(f"/desk/{case_id}/").content.decode()
    assert "120.00 yuan open" in page


def test_somebody_without_a_part_in_the_case_does_not_act_on_its_fee(hall):
    case_id = owing(hall)
    client = hall.client("zhou", post="landscape-opinion")
    assert client.post(f"/desk/{case_id}/assess-fee/", {}).status_code in (403, 404)


@pytest.mark.usefixtures("waiting")
class TestWhereALawMakesTheDecisionWait:
    def test_the_grant_waits_a_refusal_does_not_and_the_page_says_by_which_law(self, hall):
        case_id = hall.ready_to_decide()
        act(hall, "chen", EXAMINER, case_id, "assess-fee")
        page = hall.client("wu", post=DECIDER).get(f"/desk/{case_id}/").content.decode()
        assert "缴清后才能办理“审批”。" in page
        assert "甲法§10" in page
        done = act(hall, "wu", DECIDER, case_id, "grant", basis="食品安全法§35", valid_until="2030-09-23")
        assert done.status_code == 409
        assert "尚有 120.00 元未缴" in done.content.decode()

    def test_what_is_never_paid_is_ended_once_its_time_is_over_and_not_before(self, hall):
        case_id = hall.ready_to_decide()
        act(hall, "chen", EXAMINER, case_id, "assess-fee")
        assert "not_paid" not in _grounds(hall, case_id)
        hall.on("2025-10-09")
        assert "not_paid" in _grounds(hall, case_id)
        assert act(hall, "wu", DECIDER, case_id, "end-case", ground="not_paid").status_code == 302
        assert hall.case(case_id).status.value == "terminated"
        (ended,) = [h for h in hall.office.handler.history(case_id) if isinstance(h.body, e.CaseEnded)]
        _, fields, _ = issuing._FIELDS[DocumentKind.END_NOTICE](
            issuing._occasion(hall.office.press, case_id, ended.seq)
        )
        assert "证明材料" not in fields["facts"]
        for said in ("《缴款通知书》演市监缴〔2025〕1号", "至 2025-09-30 尚有 120.00 元", "依据甲法§10"):
            assert said in fields["facts"]
        issuing.issue_document(hall.office.press, case_id, "end_notice", ended.seq)
        assert DocumentKind.END_NOTICE in hall.case(case_id).documents


def _grounds(hall, case_id):
    context = hall.client("wu", post=DECIDER).get(f"/desk/{case_id}/").context
    acts = [*context["acts"], *(one for group in context["groups"] for one in group["acts"])]
    form = next(one for one in acts if one.get("slug") == "end-case")["form"]
    return [value for value, _label in form.fields["ground"].choices]
