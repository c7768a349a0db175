"""收费的话 — what is told of a fee, of money that came in or goes back; and what fills the blanks."""

from collections.abc import Iterable

from tongban.handling.messages.rules import Said, post_of
from tongban.handling.messages.telling import Parameters, Scene
from tongban.handling.messages.words import code
from tongban.kernel.case import events as e
from tongban.kernel.case.fee_rule import PaymentChannel, yuan
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind

# --- to the applicant

TO_PAY = code(
    "fee_to_pay",
    ("请缴费", "Please pay the fee"),
    "依法应缴 {amount} 元，缴款通知 {number}，请最迟 {by}缴。打开办件查看依据、缴款。",
    "{amount} yuan are to be paid by law, notice {number}, by {by}. Open the case to see why and to pay.",
)
TO_PAY_NO_TIME = code(
    "fee_to_pay_no_time",
    ("请缴费", "Please pay the fee"),
    "依法应缴 {amount} 元，缴款通知 {number}。打开办件查看依据、缴款。",
    "{amount} yuan are to be paid by law, notice {number}. Open the case to see why and to pay.",
)
PAID = code(
    "fee_paid",
    ("缴款已收到", "Your payment was received"),
    "收到 {amount} 元，流水号 {transaction}，已经缴清。打开办件可以看缴款凭证。",
    "{amount} yuan were received, transaction {transaction}; nothing is open. The case has your receipt.",
)
PAID_IN_PART = code(
    "fee_paid_in_part",
    ("缴款已收到，还没有缴清", "Your payment was received; some is open"),
    "收到 {amount} 元，流水号 {transaction}，还差 {open} 元。",
    "{amount} yuan were received, transaction {transaction}; {open} yuan are still open.",
)
PAID_TOO_MUCH = code(
    "fee_paid_too_much",
    ("您多缴了", "You paid too much"),
    "收到 {amount} 元，流水号 {transaction}，多缴 {over} 元，会退给您。",
    "{amount} yuan were received, transaction {transaction}; {over} yuan too much, which will be given back.",
)
WAIVED = code(
    "fee_waived",
    ("减免已准予", "Your waiver was granted"),
    "减免 {amount} 元，还应缴 {open} 元。",
    "{amount} yuan were waived; {open} yuan are to be paid.",
)
REFUND_COMES = code(
    "refund_comes",
    ("款项将退给您", "Money will come back to you"),
    "准予退付 {amount} 元，编号 {number}，退回原来缴款的账户。",
    "A refund of {amount} yuan was approved under {number}; it goes back the way it was paid.",
)
REFUND_AT_COUNTER = code(
    "refund_at_counter",
    ("款项将退给您", "Money will come back to you"),
    "准予退付 {amount} 元，编号 {number}；窗口收的 {at_counter} 元到窗口领取，或者转到您本人的账户。",
    "A refund of {amount} yuan was approved under {number}; the {at_counter} yuan paid at the counter come "
    "back from the counter: collect them there, or have them sent to your own account.",
)
REFUNDED = code(
    "refunded",
    ("款项已退", "The money went back"),
    "已退 {amount} 元，流水号 {transaction}。",
    "{amount} yuan went back, transaction {transaction}.",
)
NOT_WAIVED = code(
    "fee_proposal_rejected",
    ("减免或退付没有准予", "The waiver or refund was not granted"),
    "没有准予，理由见办件。应缴、已缴的款项不变。",
    "It was not granted; the case says why. What is to be paid and what was paid stay as they were.",
)
OWED_NO_MORE = code(
    "fee_dropped",
    ("不用缴费了", "Nothing is to be paid any more"),
    "办件已经结束，没有缴的 {amount} 元不用缴了。",
    "The case has ended; the {amount} yuan that were open need not be paid.",
)
TIME_TO_PAY_OVER = code(
    "time_to_pay_over",
    ("缴款期限已过", "The time to pay is over"),
    "缴款期限 {due_on}已过，还差 {open} 元。打开办件仍可以缴；再不缴有什么后果，见缴款通知。",
    "The time to pay ended on {due_on}; {open} yuan are open. You can still pay; the notice says what "
    "follows otherwise.",
)

REFUND_MOVED = code(
    "refund_moved_to_counter",
    ("退款改由窗口办理", "Your refund comes from the counter now"),
    "原来缴款的账户退不回去，{amount} 元（退付 {number}）改由窗口转到您本人的账户。请把账户告诉窗口。",
    "The {amount} yuan (refund {number}) cannot go back the way they came; the counter sends them to your "
    "own account. Please tell the counter which.",
)

# --- to posts

REFUND_STUCK = code(
    "refund_stuck",
    ("平台不予退回，请另行处理", "The platform gives nothing back: find another way"),
    "退付 {number} 的 {amount} 元，缴款平台答复不予退回。查清原因后，改由窗口转账退付。",
    "The payment platform will not give back {amount} yuan of refund {number}. Find out why, then move it to "
    "the counter, which sends it by transfer.",
)
MOVED_TO_PAY_OUT = code(
    "moved_refund_to_pay_out",
    ("有退付改由窗口办理", "A refund was moved to the counter"),
    "退付 {number} 的 {amount} 元平台退不了，改由窗口转账退付，由批准和改办以外的人办理。",
    "The {amount} yuan of refund {number} go by transfer from the counter, by somebody other than who "
    "approved it or moved it.",
)
TO_PAY_OUT = code(
    "refund_to_pay_out",
    ("有退付要在窗口办理", "A refund is to be paid out at the counter"),
    "准予退付 {number}，其中窗口收的 {at_counter} 元要退给缴款人，由批准人以外的人办理。",
    "Refund {number} was approved; the {at_counter} yuan taken at the counter go back to the payer, by "
    "somebody other than who approved it.",
)

PROPOSED = code(
    "fee_proposed",
    ("有减免或退付等您审批", "A waiver or refund waits for your answer"),
    "有人提出减免或退付 {amount} 元，须由另一人审批。",
    "A waiver or refund of {amount} yuan was proposed; somebody else has to answer it.",
)
MONEY_DIFFERS = code(
    "money_differs",
    ("收到的款项对不上", "Money came in that does not fit"),
    "流水号 {transaction}，{amount} 元，有 {n} 处与通知不符，已经如实登记。",
    "Transaction {transaction}, {amount} yuan: {n} things differ from the notice. It is recorded as it came.",
)
NOT_PAID_IN_TIME = code(
    "not_paid_in_time",
    ("缴款期限已过，没有缴清", "The time to pay is over and it is not paid"),
    "缴款期限 {due_on}已过，还差 {open} 元。",
    "The time to pay ended on {due_on}; {open} yuan are open.",
)


# --- what fills the blanks


def to_pay(*, in_time: bool) -> Said:
    """How much, under which notice and by when; where the item sets no time, without the day."""

    def said(body: e.FeeAssessed, scene: Scene) -> Parameters | None:
        by = scene.due(ClockKind.PAYMENT) if body.pay_limit is not None else ""
        if not body.notice_number or bool(by) is not in_time:
            return None
        told = {"amount": yuan(body.amount - body.reduced), "number": body.notice_number}
        return told | ({"by": by} if by else {})

    return said


def came_in(which: str) -> Said:
    """What came in, where the account then stands so: `settled`, `short` or `over`."""

    def said(body: e.PaymentRecorded, scene: Scene) -> Parameters | None:
        fee = scene.case.fee
        stands = "over" if fee.overpaid else "short" if fee.open else "settled"
        if stands != which:
            return None
        return {
            "amount": yuan(body.amount),
            "transaction": body.transaction,
            "open": yuan(fee.open),
            "over": yuan(fee.overpaid),
        }

    return said


def differs(body: e.PaymentRecorded | e.RefundRecorded, _: Scene) -> Parameters | None:
    """How much of it does not fit, where anything does not."""
    n = len(body.discrepancies)
    if not n:
        return None
    return {"amount": yuan(body.amount), "transaction": body.transaction, "n": str(n)}


def to_answer(body: e.WaiverProposed | e.RefundProposed, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """To the post that answers a proposal."""
    return [(post_of(StepKind.DECISION, scene), {"amount": yuan(body.amount)})]


def goes_back(*, by_counter: bool) -> Said:
    """What was approved to go back, where the counter has some of it to give, or has none."""

    def said(body: e.RefundApproved, _: Scene) -> Parameters | None:
        at_counter = sum(s.amount for s in body.sources or () if s.channel is not PaymentChannel.ONLINE)
        if bool(at_counter) is not by_counter:
            return None
        told = {"amount": yuan(body.amount), "number": body.number}
        return told | ({"at_counter": yuan(at_counter)} if by_counter else {})

    return said


def to_pay_out(body: e.RefundApproved, scene: Scene) -> Parameters | None:
    """Which refund the counter has to pay out, and how much of it."""
    told = goes_back(by_counter=True)(body, scene)
    return told and {name: told[name] for name in ("number", "at_counter")}


def stuck(body: e.RefundRefused, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """To the post that moves it to the counter."""
    return [(post_of(StepKind.DECISION, scene), moved(body, scene))]


def moved(body: e.RefundRefused | e.RefundRedirected, _: Scene) -> Parameters:
    """Which refund, and how much of it."""
    return {"number": body.number, "amount": yuan(body.amount)}


def waived(body: e.FeeWaived, scene: Scene) -> Parameters:
    """What is waived and what is left."""
    return {"amount": yuan(body.amount), "open": yuan(scene.case.fee.open)}


def unpaid(body: e.LimitPassed, scene: Scene) -> Parameters | None:
    """The day, where it was that to pay and something is open."""
    if body.clock != ClockKind.PAYMENT:
        return None
    return {"due_on": str(body.due_on), "open": yuan(scene.case.fee.open)}
