"""告知承诺 — only where risk allows it or a law prescribes it, with somebody to check afterwards."""

from collections.abc import Iterator

from tongban.catalogue.check.duties import post_of
from tongban.catalogue.finding import Finding, Rule
from tongban.catalogue.item import Implementation
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual

COMMITMENT_OF_HIGH_RISK = Rule(
    "commitment_of_high_risk",
    Bilingual(
        "直接关系公共安全、人身健康、生命财产安全的事项不适用告知承诺",
        "what touches public safety, life, health or property is not granted on a commitment",
    ),
    Bilingual(
        "请删去 commitment；特别法规定实行告知承诺的，在 prescribed_by 写明该法条。",
        "Drop `commitment`; where a special law prescribes one, cite it in `prescribed_by`.",
    ),
    "国办发〔2020〕42号",
)
COMMITMENT_ON_THE_SPOT = Rule(
    "commitment_on_the_spot",
    Bilingual("当场办结的事项不实行告知承诺", "what is decided on the spot is not granted on a commitment"),
    Bilingual("请删去 commitment。", "Drop `commitment`."),
    "上海市优化营商环境条例（2020）§26(1)",
)
COMMITMENT_REPLACES_NOTHING = Rule(
    "commitment_replaces_nothing",
    Bilingual(
        "实行告知承诺，却没有可以承诺代替的材料或者环节",
        "a commitment that stands for no material and no step",
    ),
    Bilingual(
        "请写明 commitment_allowed 的材料或者 after_commitment 的环节。",
        "Mark materials with `commitment_allowed` or steps with `after_commitment`.",
    ),
    "国办发〔2020〕42号",
)
COMMITMENT_WITHOUT_RULE = Rule(
    "commitment_without_rule",
    Bilingual(
        "「{name}」可由承诺代替，却没有写明事后核查的岗位和期限",
        "a commitment may stand for “{name}”, but nobody checks it afterwards",
    ),
    Bilingual("请写明 commitment。", "Give `commitment`: its basis, the check and its post."),
    "国办发〔2020〕42号",
)
COMMITMENT_SKIPS_A_DUTY = Rule(
    "commitment_skips_a_duty",
    Bilingual("「{kind}」环节不能由承诺代替", "a commitment cannot stand for a step of kind “{kind}”"),
    Bilingual("只有审查、踏勘和征求意见可以。", "Only an examination, a survey or an opinion can wait."),
    "行政许可法§37",
)

_MAY_WAIT = (StepKind.EXAMINATION, StepKind.SURVEY, StepKind.OPINION)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether a commitment is offered lawfully, and followed up."""
    replaced = [
        (f"materials[{n}].commitment_allowed", material.name)
        for n, material in enumerate(item.materials)
        if material.commitment_allowed
    ]
    replaced += [
        (f"steps[{n}].after_commitment", step.name)
        for n, step in enumerate(item.steps)
        if step.after_commitment
    ]
    for n, step in enumerate(item.steps):
        if step.after_commitment and step.kind not in _MAY_WAIT:
            place = item.place(f"steps[{n}].after_commitment")
            yield COMMITMENT_SKIPS_A_DUTY.at(place, kind=step.kind.label)
    use = item.commitment
    if use is None:
        for path, name in replaced:
            yield COMMITMENT_WITHOUT_RULE.at(item.place(path), name=name)
        return
    if not replaced:
        yield COMMITMENT_REPLACES_NOTHING.at(item.place("commitment"))
    if item.touches_public_safety and not use.prescribed_by:
        yield COMMITMENT_OF_HIGH_RISK.at(item.place("commitment"))
    if item.limits.promised.on_the_spot and not use.prescribed_by:
        yield COMMITMENT_ON_THE_SPOT.at(item.place("commitment"))
    yield from post_of(item, "commitment.check_post", use.check_post, use.check_authority)
