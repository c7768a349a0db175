"""部门争议 — who rules is no party to it, an objection counts as consent only where it can be one."""

from collections.abc import Iterator

from tongban.catalogue.check.duties import post_of
from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.kernel.case.item import Handling, StepKind
from tongban.kernel.words import Bilingual

RULED_BY_A_PARTY = Rule(
    "ruled_by_a_party",
    Bilingual(
        "裁决机关「{name}」自己参与办理本事项", "“{name}” rules on disputes of an item in which it has a part"
    ),
    Bilingual(
        "请写明参与部门共同的上级，如本级人民政府。",
        "Name the superior of all departments, such as the government of the same level.",
    ),
    "行政许可法§26(2)",
)
RULING_OVER_NOTHING = Rule(
    "ruling_over_nothing",
    Bilingual(
        "写明了争议解决规则，却没有征求意见环节", "a rule of disputes, and nobody is asked for an opinion"
    ),
    Bilingual("请删去 dispute，或者增加征求意见环节。", "Drop `dispute`, or ask a department."),
    "行政许可法§26(2)",
)
UNREASONED_NOT_ON_OPINION = Rule(
    "unreasoned_not_on_opinion",
    Bilingual(
        "只有征求意见环节可以规定「未说明理由的不同意视为同意」",
        "only an opinion can be disregarded for want of reasons",
    ),
    Bilingual("请删除 unreasoned_basis。", "Remove `unreasoned_basis`."),
    "行政许可法§26(2)",
)
JOINT_WITHOUT_DISPUTES = Rule(
    "joint_without_disputes",
    Bilingual(
        "联合办理的事项没有写明部门意见不一致时何时会商、由谁裁决",
        "a joint item that does not say when departments that disagree meet, and who rules",
    ),
    Bilingual("请写明 dispute。", "Give `dispute`: its basis, the limits, who rules and at which post."),
    "行政许可法§26(2)",
    Severity.WARNING,
)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether a dispute has somebody to rule on it who is no party, and something to be about."""
    for n, step in enumerate(item.steps):
        if step.unreasoned_basis and step.kind is not StepKind.OPINION:
            yield UNREASONED_NOT_ON_OPINION.at(item.place(f"steps[{n}].unreasoned_basis"))
    asked = any(step.kind is StepKind.OPINION for step in item.steps)
    use = item.dispute
    if use is None:
        if item.handling is Handling.JOINT and asked:
            yield JOINT_WITHOUT_DISPUTES.at(item.place("handling"))
        return
    if not asked:
        yield RULING_OVER_NOTHING.at(item.place("dispute"))
    parties = {department.id for department in item.departments} | {step.authority for step in item.steps}
    if use.superior in parties:
        names = item.directory.names if item.directory else {}
        name = names.get(use.superior, Bilingual(use.superior, use.superior))
        yield RULED_BY_A_PARTY.at(item.place("dispute.superior"), name=name)
    yield from post_of(item, "dispute.superior_post", use.superior_post, use.superior)
