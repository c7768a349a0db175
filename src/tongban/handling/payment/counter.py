"""窗口收款与收费的经办 — the acts of people about a fee: assess, take at the counter, waive, give back."""

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.occasion import answers_of
from tongban.handling.payment.paying import Cashier, ask_back
from tongban.handling.payment.ports import Entry, MoneyKind, PaymentRegister
from tongban.kernel import Body, Event
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundWay
from tongban.kernel.refusals import Refusal


class SlipRecorded(Refusal):
    """这个票据号已经登记过。"""

    zh = "本件已经登记过票据号 {slip} 的款项，这一次没有登记。"
    en = "Money under the slip number {slip} is on record in this case already; nothing was recorded now."
    basis = "行政许可法§59"
    remedy_zh = "请核对小票：是另一笔的，填写它自己的号码；是同一笔的，不用再登记。"
    remedy_en = (
        "Look at the slip: another payment has a number of its own; the same one needs no second entry."
    )


def assess(handler: Handler, ask: Ask, measured: int = 0) -> Answer:
    """核定收费 — by the applicant's own answers and what the office counted."""
    errand = Errand(handler, ask, "assess_fee", measured)

    def body(errand: Errand) -> Body:
        facts = answers_of(handler, ask.case_id, handler.history(ask.case_id)).facts
        return c.AssessFee(errand.document_number(WordedDocument.PAYMENT_NOTICE), facts, measured)

    return errand.run(body)


def take(handler: Handler, register: PaymentRegister, ask: Ask, channel: PaymentChannel, slip: str) -> Answer:
    """窗口收款 — exactly what is open, with the number of the slip or receipt.

    Raises:
        SlipRecorded: the number is another payment's of this case.
    """
    errand = Errand(handler, ask, "take_payment", channel.value, slip=slip)

    def body(errand: Errand) -> Body:
        fee = errand.standing.case.fee
        if fee.open and fee.knows(slip.strip()):
            raise SlipRecorded(slip=slip.strip())
        return c.RecordPayment(fee.notice_number, slip.strip(), fee.open, channel)

    answer = errand.run(body)
    for event in answer.events:
        if isinstance(event.body, e.PaymentRecorded):
            paid = event.body
            _enter(register, ask, event, MoneyKind.PAYMENT, paid.notice_number, paid.channel.value)
    return answer


def pay_refund(
    handler: Handler, register: PaymentRegister, ask: Ask, part: tuple[str, str], way: RefundWay, slip: str
) -> Answer:
    """办理退付 — one part of an approved refund, named by the refund's number and the payment it is of.

    Raises:
        SlipRecorded: the number of the slip is that of other money of this case.
    """
    number, payment = part
    errand = Errand(handler, ask, "pay_refund", number, payment, way.value, slip=slip)

    def body(errand: Errand) -> Body:
        if errand.standing.case.fee.knows(slip.strip()):
            raise SlipRecorded(slip=slip.strip())
        return c.PayRefund(number, payment, slip.strip(), way)

    answer = errand.run(body)
    for event in answer.events:
        if isinstance(event.body, e.RefundRecorded) and event.body.way is not None:
            _enter(register, ask, event, MoneyKind.REFUND, event.body.number, event.body.way.value)
    return answer


def redirect_refund(cashier: Cashier, ask: Ask, part: tuple[str, str], reasons: str) -> Answer:
    """改由窗口退付 — the platform is asked once more first: what it gives back after all is not moved.

    Raises:
        PlatformDown: it does not answer, which is no refusal for good.
    """
    number, payment = part
    errand = Errand(cashier.handler, ask, "redirect_refund", number, payment, reasons=reasons)

    def body(errand: Errand) -> Body:
        return c.RedirectRefund(number, payment, errand.seal_about_applicant("reasons", reasons))

    if cashier.platform is not None and _is_stuck(cashier, ask.case_id, part):
        ask_back(cashier, ask.case_id, number, payment)
    return errand.run(body)


def _is_stuck(cashier: Cashier, case_id: str, part: tuple[str, str]) -> bool:
    stuck = cashier.handler.standing(case_id).case.fee.stuck()
    return part in [(refund.number, one.payment) for refund, one in stuck]


def _enter(
    register: PaymentRegister, ask: Ask, event: Event, kind: MoneyKind, number: str, channel: str
) -> None:
    """Note what moved at the counter, for the day's reconciliation."""
    assert isinstance(event.body, e.PaymentRecorded | e.RefundRecorded)
    moved = event.body
    register.enter(Entry(ask.case_id, kind, number, moved.transaction, moved.amount, channel, event.on))


def propose_waiver(handler: Handler, ask: Ask, waiver: str, proof: str) -> Answer:
    """提出减免 — with what was looked at as proof, in words: which paper, of whom, which number."""
    errand = Errand(handler, ask, "propose_waiver", waiver, proof=proof)

    return errand.run(lambda errand: c.ProposeWaiver(waiver, errand.seal_about_applicant("proof", proof)))


def propose_refund(handler: Handler, ask: Ask, ground: RefundGround, amount: int, why: str = "") -> Answer:
    """提出退付 — so many fen, on a published ground."""
    errand = Errand(handler, ask, "propose_refund", ground.value, amount, why=why)

    return errand.run(lambda errand: c.ProposeRefund(ground, amount, errand.seal_about_applicant("why", why)))


def answer_proposal(handler: Handler, ask: Ask, *, approved: bool, reasons: str = "") -> Answer:
    """审批减免、退付 — by somebody else; a rejection has reasons."""
    errand = Errand(handler, ask, "answer_fee_proposal", approved, reasons=reasons)

    return errand.run(
        lambda errand: c.AnswerFeeProposal(
            approved, None if approved else errand.seal_about_applicant("reasons", reasons)
        )
    )
