"""下级审查 — by another authority than the one that decides, first of all, and within the law's limit."""

from collections.abc import Iterator

from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.catalogue.law import Limits, NoLawThen, load_limits
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.words import Bilingual

LOWER_REVIEW_OF_LEAD = Rule(
    "lower_review_of_lead",
    Bilingual(
        "下级审查由作出决定的部门自己办理", "the authority that decides reviews for itself as its lower level"
    ),
    Bilingual(
        "请写明先行审查的下级机关；没有的，改为审查环节。", "Name the lower level, or make it an examination."
    ),
    "行政许可法§35",
)
LOWER_REVIEW_NOT_FIRST = Rule(
    "lower_review_not_first",
    Bilingual(
        "下级审查应当自受理开始，不能排在「{step}」之后",
        "a lower level begins with acceptance, not after “{step}”",
    ),
    Bilingual("请只写 after: [受理环节]。", "Let it come after the intake alone."),
    "行政许可法§43",
)
LOWER_REVIEW_ABOVE_LAW = Rule(
    "lower_review_above_law",
    Bilingual(
        "下级审查期限 {given} 长于法定的 {law}", "the lower level has {given}, more than the law's {law}"
    ),
    Bilingual(
        "请缩短；法律、法规另有规定的，请在环节依据中写明。",
        "Shorten it; where another law or regulation sets more, cite that as the step's basis.",
    ),
    "行政许可法§43",
    Severity.WARNING,
)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether a review by a lower level is one, comes first, and is in time."""
    intake = {step.id for step in item.steps if step.kind is StepKind.INTAKE}
    names = {step.id: step.name for step in item.steps}
    for n, step in enumerate(item.steps):
        if step.kind is not StepKind.LOWER_REVIEW:
            continue
        if step.authority == item.authority:
            yield LOWER_REVIEW_OF_LEAD.at(item.place(f"steps[{n}].authority"))
        for before in step.after:
            if before not in intake and before in names:
                yield LOWER_REVIEW_NOT_FIRST.at(item.place(f"steps[{n}].after"), step=names[before])
        if step.limit is None or step.limit.unit is not Unit.WORKING_DAY:
            continue
        try:
            law = load_limits().on(Limits.LOWER_REVIEW, item.valid_from)
        except NoLawThen:
            continue  # said of the statutory limit already
        if step.limit.amount > law.amount:
            given = TimeLimit(step.limit.amount, step.limit.unit, "").words
            place = item.place(f"steps[{n}].limit.amount")
            yield LOWER_REVIEW_ABOVE_LAW.at(place, given=given, law=law.words)
