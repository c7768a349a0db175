"""期限 — the statutory limit is the law's, the promised one is not longer, and each step has its own."""

from collections.abc import Iterator

from tongban.catalogue.check.graph import MOST_STEPS, find_cycle
from tongban.catalogue.code_lists import BasisRank
from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.catalogue.law import Limits, NoLawThen, load_limits
from tongban.kernel.case.item import Handling, StepKind
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.words import Bilingual

PROMISED_ABOVE_STATUTORY = Rule(
    "promised_above_statutory",
    Bilingual(
        "承诺时限 {promised} 超过法定时限 {statutory}",
        "the promised limit, {promised}, is longer than the statutory one, {statutory}",
    ),
    Bilingual("请把承诺时限改为不超过法定时限。", "Promise no more than the statutory limit."),
    "优化营商环境条例§36",
)
PROMISED_UNIT_DIFFERS = Rule(
    "promised_unit_differs",
    Bilingual(
        "承诺时限以{promised}计，法定时限以{statutory}计，无法比较",
        "promised in {promised}, statutory in {statutory}: the two cannot be compared",
    ),
    Bilingual("请使用同一种单位。", "Use the same unit."),
    "行政许可法§82",
)
UNKNOWN_LAW_LIMIT = Rule(
    "unknown_law_limit",
    Bilingual("法律数据中没有期限「{law}」", "the law data has no limit “{law}”"),
    Bilingual("请改为 decide_alone 或 decide_jointly。", "Use `decide_alone` or `decide_jointly`."),
    "行政许可法§42",
)
NO_RULE_THAT_DAY = Rule(
    "no_law_that_day",
    Bilingual("「{law}」在 {day} 没有有效的规定", "no rule on “{law}” was in force on {day}"),
    Bilingual("请核对 valid_from。", "Check `valid_from`."),
    "立法法§104",
)
STATUTORY_NOT_OF_HANDLING = Rule(
    "statutory_not_of_handling",
    Bilingual(
        "{handling}的法定时限应为「{expected}」，不是「{law}」",
        "{handling} is governed by “{expected}”, not “{law}”",
    ),
    Bilingual(
        "请改正 limits.statutory.law，或办理方式 handling；特别法另有规定的，写 special 及依据。",
        "Mend `limits.statutory.law` or `handling`; where special law sets another number, "
        "give `special` with its basis.",
    ),
    "行政许可法§42",
)
SPECIAL_LIMIT_RANK = Rule(
    "special_limit_rank",
    Bilingual("{rank}不能另行规定法定时限", "a {rank} cannot set another statutory limit"),
    Bilingual(
        "只有法律、法规可以另行规定；其他缩短的，作为承诺时限。",
        "Only a law or regulation can; promise the shorter limit instead.",
    ),
    "行政许可法§42(1)",
)
ON_THE_SPOT_LIMIT = Rule(
    "on_the_spot_limit",
    Bilingual("当场办结的承诺时限应为 1 个工作日", "an on-the-spot promise has a limit of one working day"),
    Bilingual("请把 amount 改为 1，单位为工作日。", "Make `amount` 1, in working days."),
    "行政许可法§34(2)",
)
STEP_WITHOUT_LIMIT = Rule(
    "step_without_limit",
    Bilingual("环节「{step}」没有办理期限", "the step “{step}” has no limit"),
    Bilingual(
        "请写明 limit。受理和送达的期限由法律规定，不必写。",
        "Give it a `limit`; those of intake and delivery are the law's.",
    ),
    "优化营商环境条例§36",
)
STEPS_EXCEED_PROMISE = Rule(
    "steps_exceed_promise",
    Bilingual(
        "各环节期限依次相加为 {total} 个工作日，超过承诺的 {promised} 个",
        "the steps need up to {total} working days, more than the {promised} promised",
    ),
    Bilingual(
        "请缩短最长一串环节的期限，或让可以同时进行的环节并行。",
        "Shorten the longest chain, or let steps run in parallel.",
    ),
    "优化营商环境条例§36",
    Severity.WARNING,
)

GAP_ABOVE_PROMISE = Rule(
    "gap_above_promise",
    Bilingual(
        "容缺材料的补齐期限 {fill} 超过承诺时限 {promised}",
        "a gap may stay open for {fill}, longer than the {promised} promised",
    ),
    Bilingual("请把补齐期限改为不超过承诺时限。", "Let it be no longer than the promised limit."),
    "各地容缺受理规定",
)
GAP_WITHOUT_MATERIAL = Rule(
    "gap_without_material",
    Bilingual("规定了容缺受理，却没有可容缺的材料", "a rule on gaps, but no material may be missing"),
    Bilingual(
        "请在可容缺的材料上写 gap_allowed: true，或删去 tolerance。",
        "Mark what may come later with `gap_allowed: true`, or drop `tolerance`.",
    ),
    "各地容缺受理规定",
)
GAP_WITHOUT_RULE = Rule(
    "gap_without_rule",
    Bilingual(
        "「{name}」可容缺，却没有规定补齐的期限和后果", "“{name}” may come later, but no rule says by when"
    ),
    Bilingual(
        "请写明 tolerance：依据、补齐期限和逾期的后果。",
        "Give `tolerance`: its basis, the limit, and what follows.",
    ),
    "各地容缺受理规定",
)
GAP_ON_THE_SPOT = Rule(
    "gap_on_the_spot",
    Bilingual("当场办结的事项不能容缺", "what is decided on the spot has no time for a gap"),
    Bilingual("请删去 tolerance 和 gap_allowed。", "Drop `tolerance` and `gap_allowed`."),
    "行政许可法§34(2)",
)

_GOVERNING = {Handling.ORDINARY: Limits.DECIDE_ALONE, Handling.JOINT: Limits.DECIDE_JOINTLY}
_MAY_SET_LIMITS = (BasisRank.LAW, BasisRank.ADMINISTRATIVE_REGULATION, BasisRank.LOCAL_REGULATION)
_LIMIT_OF_THE_LAW = (StepKind.INTAKE, StepKind.DELIVERY)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether the limits are lawful and can be kept."""
    yield from _statutory(item)
    promised = item.limits.promised
    if promised.on_the_spot and (promised.amount, promised.unit) != (1, Unit.WORKING_DAY):
        yield ON_THE_SPOT_LIMIT.at(item.place("limits.promised.amount"))
    for n, step in enumerate(item.steps):
        if step.limit is None and step.kind not in _LIMIT_OF_THE_LAW:
            yield STEP_WITHOUT_LIMIT.at(item.place(f"steps[{n}]"), step=step.name)
    total = longest_chain(item)
    if promised.unit is Unit.WORKING_DAY and total > promised.amount:
        place = item.place("limits.promised.amount")
        yield STEPS_EXCEED_PROMISE.at(place, total=total, promised=promised.amount)
    yield from _tolerance(item)


def _tolerance(item: Implementation) -> Iterator[Finding]:
    rule, promised = item.tolerance, item.limits.promised
    open_ones = [n for n, material in enumerate(item.materials) if material.gap_allowed]
    if rule is None:
        for n in open_ones:
            place = item.place(f"materials[{n}].gap_allowed")
            yield GAP_WITHOUT_RULE.at(place, name=item.materials[n].name)
        return
    if not open_ones:
        yield GAP_WITHOUT_MATERIAL.at(item.place("tolerance"))
    if promised.on_the_spot:
        yield GAP_ON_THE_SPOT.at(item.place("tolerance"))
    elif (rule.fill.unit, promised.unit) == (Unit.WORKING_DAY,) * 2 and rule.fill.amount > promised.amount:
        fill, most = (TimeLimit(limit.amount, limit.unit, "").words for limit in (rule.fill, promised))
        yield GAP_ABOVE_PROMISE.at(item.place("tolerance.fill.amount"), fill=fill, promised=most)


def _statutory(item: Implementation) -> Iterator[Finding]:
    statutory, place = item.limits.statutory, item.place("limits.statutory.law")
    if statutory.law not in load_limits():
        yield UNKNOWN_LAW_LIMIT.at(place, law=statutory.law)
        return
    expected = _GOVERNING[item.handling]
    if statutory.law != expected:
        yield STATUTORY_NOT_OF_HANDLING.at(
            place, handling=item.handling.label, expected=expected, law=statutory.law
        )
    if statutory.special is not None and statutory.special.basis.rank not in _MAY_SET_LIMITS:
        special = item.place("limits.statutory.special.basis.rank")
        yield SPECIAL_LIMIT_RANK.at(special, rank=statutory.special.basis.rank.label)
    try:
        limit = item.statutory_limit()
    except NoLawThen:
        yield NO_RULE_THAT_DAY.at(item.place("valid_from"), law=statutory.law, day=item.valid_from)
        return
    promised, place = item.promised_limit, item.place("limits.promised.amount")
    if promised.unit is not limit.unit:
        yield PROMISED_UNIT_DIFFERS.at(place, promised=promised.unit.label, statutory=limit.unit.label)
    elif promised.amount > limit.amount:
        yield PROMISED_ABOVE_STATUTORY.at(place, promised=promised.words, statutory=limit.words)


def longest_chain(item: Implementation) -> int:
    """Working days of the longest chain of steps that wait for one another; 0 for a broken graph."""
    after = {step.id: tuple(step.after) for step in item.steps}
    if len(after) > MOST_STEPS or find_cycle(after):
        return 0
    own = {
        step.id: step.limit.amount
        for step in item.steps
        if step.limit is not None
        and step.limit.unit is Unit.WORKING_DAY
        and step.kind not in _LIMIT_OF_THE_LAW
    }
    known: dict[str, int] = {}

    def until(step: str) -> int:
        if step not in known:
            earlier = [until(before) for before in after[step] if before in after]
            known[step] = own.get(step, 0) + max(earlier, default=0)
        return known[step]

    return max((until(step) for step in after), default=0)
