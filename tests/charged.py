"""The food item, if it charged for its examination, and the decision waited for it: of a test, of no law."""

from dataclasses import replace

from cast import APPLICANT, CLERK, LEAD, WHY, Person, Table, food_item, working
from tongban.kernel.case import commands as c
from tongban.kernel.case.conditions import Compare, Operator
from tongban.kernel.case.fee_rule import (
    FeeLine,
    FeeRule,
    PaymentChannel,
    RefundGround,
    RefundRule,
    RefundWay,
    WaiverRule,
)
from tongban.kernel.words import Bilingual

#: Another of the lead's people, who answers what 陈主办 proposes.
DECIDER = Person("宋批准", "song", "licensing")
#: The same, at the window as well.
DECIDER_AT_THE_WINDOW = Person("宋批准", "song", "window")
PLATFORM = Person("缴款平台", "system:payment", "")
TOLD_AREA = Bilingual("经营面积（平方米）", "square metres")
RULE = FeeRule(
    name=Bilingual("检验费", "inspection fee"),
    basis="甲法§9",
    standard_basis="甲价〔2025〕1号",
    lines=(
        FeeLine(0, Compare("outdoor_seats", Operator.EQUAL, True)),
        FeeLine(12_000),
    ),
    pay_within=working(5, "甲规定§9"),
    before="decision",
    before_basis="甲法§10",
    service="examine",
    unpaid_basis="甲法§11",
    waivers=(
        WaiverRule("disabled", Bilingual("残疾人减半", "half for the disabled"), "甲规定§3", 50),
        WaiverRule(
            "chain",
            Bilingual("连锁减一成", "a tenth less for a chain"),
            "甲规定§4",
            10,
            Compare("chain", Operator.EQUAL, True),
        ),
    ),
    refunds=tuple(RefundRule(ground, "甲规定§5") for ground in RefundGround),
    channels=(PaymentChannel.ONLINE, PaymentChannel.POS),
)
BY_AREA = replace(RULE, lines=(FeeLine(300, measured=TOLD_AREA),), waivers=())
FOR_THE_GRANT = replace(RULE, before="", before_basis="", service="", unpaid_basis="")

FACTS = {"outdoor_seats": False, "chain": False}
ASSESS = c.AssessFee("F-1", FACTS)
WAIVE = c.ProposeWaiver("disabled", WHY)
APPROVE = c.AnswerFeeProposal(approved=True)
REJECT = c.AnswerFeeProposal(approved=False, reasons=WHY)


PAY_OUT = c.PayRefund("F-1-R1", "P-1", "R-9", RefundWay.CARD)


def paid(amount: int = 12_000, transaction: str = "T-1", notice: str = "F-1") -> c.RecordPayment:
    return c.RecordPayment(notice, transaction, amount, PaymentChannel.ONLINE)


def taken(amount: int = 12_000, slip: str = "P-1", notice: str = "F-1") -> c.RecordPayment:
    """By card at the counter, which takes exactly what is open."""
    return c.RecordPayment(notice, slip, amount, PaymentChannel.POS)


def refund(ground: RefundGround, amount: int) -> c.ProposeRefund:
    return c.ProposeRefund(ground, amount)


def accepted(rule: FeeRule = RULE, on: str = "2026-03-02") -> Table:
    return Table(food_item(fee=rule)).accepted(on)


def assessed(rule: FeeRule = RULE, assess: c.AssessFee = ASSESS) -> Table:
    """Assessed on Tuesday, 3 March 2026."""
    table = accepted(rule)
    table.on("2026-03-03", LEAD, assess)
    return table


def ready(rule: FeeRule = RULE) -> Table:
    """Everything done but the decision, on 5 March."""
    table = Table(food_item(fee=rule)).ready_to_decide("2026-03-02", "2026-03-05")
    table.on("2026-03-05", LEAD, ASSESS, at="11:00")
    return table


def settled() -> Table:
    table = assessed()
    table.on("2026-03-04", PLATFORM, paid())
    return table


def given_back(*payments: tuple[Person, c.RecordPayment]) -> Table:
    """Paid so, withdrawn on 5 March, and the whole of it approved to go back on the 6th."""
    table = assessed()
    for n, (who, payment) in enumerate(payments):
        table.on("2026-03-04", who, payment, at=f"{10 + n}:00")
    table.on("2026-03-05", APPLICANT, c.Withdraw())
    table.on("2026-03-06", LEAD, refund(RefundGround.WITHDRAWN, 12_000))
    table.on("2026-03-06", DECIDER, APPROVE, at="11:00")
    return table


def twice_given_back() -> Table:
    """Fifty yuan online, seventy by card and ten too many: withdrawn, and two refunds take of the card's."""
    table = assessed()
    table.on("2026-03-04", PLATFORM, paid(5_000))
    table.on("2026-03-04", CLERK, taken(7_000), at="11:00")
    table.on("2026-03-04", PLATFORM, paid(1_000, "T-2"), at="12:00")
    table.on("2026-03-05", APPLICANT, c.Withdraw())
    for hour, amount in ((10, 6_500), (12, 6_500)):
        table.on("2026-03-06", LEAD, refund(RefundGround.WITHDRAWN, amount), at=f"{hour}:00")
        table.on("2026-03-06", DECIDER, APPROVE, at=f"{hour}:30")
    return table


def proposed() -> Table:
    table = assessed()
    table.on("2026-03-04", CLERK, WAIVE)
    return table
