"""收费 — none without a law or administrative regulation, and nothing waits for money unless one says so."""

from collections.abc import Iterator

from tongban.catalogue.code_lists import BasisRank
from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual

FEE_BASIS_MISSING = Rule(
    "fee_basis_missing",
    Bilingual("收费没有依据", "the fee has no basis"),
    Bilingual(
        "请写明依据；没有法律、行政法规依据的，不得收费。",
        "Cite it; without a law or administrative regulation no fee may be charged.",
    ),
    "行政许可法§58",
)
FEE_BASIS_RANK = Rule(
    "fee_basis_rank",
    Bilingual("{rank}不能作为收费依据", "a {rank} is no basis for a fee"),
    Bilingual(
        "只有法律、行政法规可以规定收费；请更正依据或取消收费。",
        "Only a law or administrative regulation is; correct the basis or drop the fee.",
    ),
    "行政许可法§58",
)
AMOUNT_MISSING = Rule(
    "fee_amount_missing",
    Bilingual("写了收费，没有写金额，办件中无法核定", "a fee without amounts cannot be assessed in a case"),
    Bilingual("请在 amounts 中逐项写明金额（单位：分）。", "List the amounts, in fen."),
    "行政许可法§59",
    Severity.WARNING,
)
STANDARD_BASIS_MISSING = Rule(
    "fee_standard_basis_missing",
    Bilingual("金额没有依据", "the amounts have no basis"),
    Bilingual(
        "请在 standard_basis 中写明公布收费标准的文件。",
        "Cite in `standard_basis` what published the standard.",
    ),
    "行政许可法§59",
)
SITUATION_WITHOUT_AMOUNT = Rule(
    "fee_situation_without_amount",
    Bilingual("最后一项金额带有条件，有的情形没有金额", "the last amount is conditional: some case has none"),
    Bilingual(
        "请加一项不带 when 的金额；不收费的情形写 0。", "Add one without `when`; 0 where nothing is charged."
    ),
    "行政许可法§59",
)
AMOUNT_UNREACHABLE = Rule(
    "fee_amount_unreachable",
    Bilingual("前面一项不带条件，这一项永远用不到", "an unconditional amount comes before: never reached"),
    Bilingual("请把不带 when 的一项放在最后。", "Put the one without `when` last."),
)
WAIT_BASIS_RANK = Rule(
    "fee_wait_basis_rank",
    Bilingual("{rank}不能规定不缴费就不办理", "a {rank} cannot make a step wait for the fee"),
    Bilingual(
        "只有法律、行政法规可以规定缴费后办理；没有的，请删除 waits，照常办理。",
        "Only a law or administrative regulation can; without one drop `waits` and go on.",
    ),
    "行政许可法§37、§58",
)
WAIT_UNFIT = Rule(
    "fee_wait_unfit",
    Bilingual("「{step}」不是可以等待缴费的环节", "“{step}” is no step that can wait for a fee"),
    Bilingual(
        "只能是本事项的审查或决定环节；受理和送达不得以缴费为条件。",
        "It is an examination or the decision of the item; neither acceptance nor delivery waits for money.",
    ),
    "行政许可法§32、§44",
)
SERVICE_UNKNOWN = Rule(
    "fee_service_unknown",
    Bilingual("没有环节「{step}」", "there is no step “{step}”"),
    Bilingual(
        "请写收费所对应的环节；为准予的许可收费的，不写 service。",
        "Name the step the fee is for; leave `service` out where it is for what is granted.",
    ),
)
UNPAID_WITHOUT_END = Rule(
    "fee_unpaid_without_end",
    Bilingual(
        "办理等待缴费，却没有写缴款期限或逾期不缴的后果",
        "the course waits for the fee, but no time to pay or no end is declared",
    ),
    Bilingual(
        "请写明 term 和 unpaid 及其依据，避免办件永远等待。",
        "Declare `term` and `unpaid` with their basis, so that no case waits for ever.",
    ),
    "行政许可法§42",
)
UNPAID_WITHOUT_WAIT = Rule(
    "fee_unpaid_without_wait",
    Bilingual(
        "没有环节等待缴费，不能因不缴费终止办理",
        "nothing waits for the fee, so not paying cannot end a case",
    ),
    Bilingual("请删除 unpaid，或写明 waits。", "Drop `unpaid`, or declare `waits`."),
    "行政许可法§37",
)
OVERPAID_NOT_REFUNDED = Rule(
    "fee_overpaid_not_refunded",
    Bilingual("没有写多缴的如何退付", "nothing says how what was overpaid is given back"),
    Bilingual("请在 refunds 中写明 overpaid 及其依据。", "Add `overpaid` to `refunds`, with its basis."),
    "政府非税收入管理办法（财税〔2016〕33号）",
)
REFUND_TWICE = Rule(
    "fee_refund_twice",
    Bilingual("退付情形「{ground}」写了两次", "the ground “{ground}” is given twice"),
    Bilingual("请保留一条。", "Keep one."),
)
WAIVER_TWICE = Rule(
    "fee_waiver_twice",
    Bilingual("减免标识「{id}」重复", "the waiver id “{id}” is used twice"),
    Bilingual("请改用不同的标识。", "Give each its own id."),
)
COUNTER_NOT_A_COUNTER = Rule(
    "fee_counter_channel",
    Bilingual("「{channel}」不是窗口的收款方式", "“{channel}” is no way to pay at the counter"),
    Bilingual("窗口收款写 pos 或 cash；网上缴款写 online_payment。", "Use pos or cash; online is a flag."),
)
NOWHERE_TO_PAY = Rule(
    "fee_nowhere_to_pay",
    Bilingual("收费却没有任何缴款渠道", "a fee is charged but there is no way to pay it"),
    Bilingual("请写 online_payment: true 或 counter。", "Set `online_payment`, or list `counter`."),
    "行政许可法§59",
)

_MAY_SET_A_FEE = (BasisRank.LAW, BasisRank.ADMINISTRATIVE_REGULATION)
_MAY_WAIT = (StepKind.EXAMINATION, StepKind.DECISION)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether a fee may be charged at all, can be assessed, and holds nothing up without law."""
    fee = item.fee
    if not fee.charged:
        return
    if fee.basis is None:
        yield FEE_BASIS_MISSING.at(item.place("fee"))
    elif fee.basis.rank not in _MAY_SET_A_FEE:
        yield FEE_BASIS_RANK.at(item.place("fee.basis.rank"), rank=fee.basis.rank.label)
    if not fee.amounts:
        yield AMOUNT_MISSING.at(item.place("fee"))
        return
    yield from _amounts(item)
    yield from _waits(item)
    yield from _given_back(item)
    for n, payment in enumerate(fee.counter):
        if payment.channel is PaymentChannel.ONLINE:
            place = item.place(f"fee.counter[{n}].channel")
            yield COUNTER_NOT_A_COUNTER.at(place, channel=payment.channel.label)
    if not fee.online_payment and not fee.counter:
        yield NOWHERE_TO_PAY.at(item.place("fee"))


def _amounts(item: Implementation) -> Iterator[Finding]:
    fee = item.fee
    if fee.standard_basis is None:
        yield STANDARD_BASIS_MISSING.at(item.place("fee"))
    if fee.amounts[-1].when is not None:
        last = len(fee.amounts) - 1
        yield SITUATION_WITHOUT_AMOUNT.at(item.place(f"fee.amounts[{last}].when"))
    always = next((n for n, line in enumerate(fee.amounts) if line.when is None), len(fee.amounts))
    for n in range(always + 1, len(fee.amounts)):
        yield AMOUNT_UNREACHABLE.at(item.place(f"fee.amounts[{n}]"))
    ids = [waiver.id for waiver in fee.waivers]
    for n, waiver_id in enumerate(ids):
        if waiver_id in ids[:n]:
            yield WAIVER_TWICE.at(item.place(f"fee.waivers[{n}].id"), id=waiver_id)


def _waits(item: Implementation) -> Iterator[Finding]:
    fee, kinds = item.fee, {step.id: step.kind for step in item.steps}
    if fee.service and fee.service not in kinds:
        yield SERVICE_UNKNOWN.at(item.place("fee.service"), step=fee.service)
    if fee.waits is None:
        if fee.unpaid is not None:
            yield UNPAID_WITHOUT_WAIT.at(item.place("fee.unpaid"))
        return
    if fee.waits.basis.rank not in _MAY_SET_A_FEE:
        place = item.place("fee.waits.basis.rank")
        yield WAIT_BASIS_RANK.at(place, rank=fee.waits.basis.rank.label)
    if kinds.get(fee.waits.step) not in _MAY_WAIT:
        yield WAIT_UNFIT.at(item.place("fee.waits.step"), step=fee.waits.step)
    if fee.term is None or fee.unpaid is None:
        yield UNPAID_WITHOUT_END.at(item.place("fee.waits"))


def _given_back(item: Implementation) -> Iterator[Finding]:
    grounds = [refund.ground for refund in item.fee.refunds]
    if RefundGround.OVERPAID not in grounds:
        yield OVERPAID_NOT_REFUNDED.at(item.place("fee.refunds"))
    for n, ground in enumerate(grounds):
        if ground in grounds[:n]:
            yield REFUND_TWICE.at(item.place(f"fee.refunds[{n}].ground"), ground=ground.label)
