"""环节次序 — the steps form one sound graph from intake to delivery."""

from collections import Counter
from collections.abc import Iterator

from tongban.catalogue.finding import Finding, Rule
from tongban.catalogue.item import Implementation
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual

DUPLICATE_ID = Rule(
    "duplicate_id",
    Bilingual("标识「{id}」重复", "the id “{id}” is used twice"),
    Bilingual("请使用不同的标识。", "Give each its own id."),
)
UNKNOWN_PREREQUISITE = Rule(
    "unknown_prerequisite",
    Bilingual("前序环节「{id}」不存在", "there is no step “{id}” to come after"),
    Bilingual("请改为本事项的环节标识，或删除。", "Name a step of this item, or remove it."),
)
CYCLE = Rule(
    "cycle",
    Bilingual("环节互为前提：{path}", "steps wait for one another: {path}"),
    Bilingual(
        "请删除其中一个先后关系，否则谁也不能开始。", "Remove one of the links, or none of them can begin."
    ),
    "优化营商环境条例§36",
)
EXACTLY_ONE = Rule(
    "exactly_one_of_kind",
    Bilingual(
        "「{kind}」环节应有且只有一个，现有 {count} 个", "there must be exactly one {kind} step, not {count}"
    ),
    Bilingual("请保留一个「{kind}」环节。", "Keep one {kind} step."),
    "行政许可法§32、§37、§44",
)
INTAKE_NOT_FIRST = Rule(
    "intake_not_first",
    Bilingual("受理环节之前不能有其他环节", "nothing can come before intake"),
    Bilingual("请删除受理环节的 after。", "Remove `after` from the intake step."),
    "行政许可法§32",
)
NOT_AFTER_INTAKE = Rule(
    "not_after_intake",
    Bilingual("环节「{step}」不在受理之后", "the step “{step}” does not follow intake"),
    Bilingual(
        "请在 after 中写明它在哪个环节之后；可与其他环节同时开始的，写受理环节。",
        "Say in `after` what it follows: intake, if it may start at once.",
    ),
    "行政许可法§32",
)
NOT_BEFORE_DECISION = Rule(
    "not_before_decision",
    Bilingual("决定不等待「{step}」", "the decision does not wait for “{step}”"),
    Bilingual(
        "请把它列为决定环节的前序（直接或间接），否则删除。",
        "Make the decision come after it, directly or through other steps, or drop it.",
    ),
    "行政许可法§37",
)
DELIVERY_NOT_LAST = Rule(
    "delivery_not_last",
    Bilingual(
        "送达应在决定之后，且之后没有其他环节", "delivery follows the decision and nothing follows delivery"
    ),
    Bilingual("请调整 after。", "Mend `after`."),
    "行政许可法§44",
)
ESSENTIAL_STEP_CONDITIONAL = Rule(
    "essential_step_conditional",
    Bilingual("受理、决定、送达环节不能附条件", "intake, decision and delivery cannot depend on a condition"),
    Bilingual("请删除 when。", "Remove `when`."),
    "行政许可法§32、§37、§44",
)

TOO_MANY_STEPS = Rule(
    "too_many_steps",
    Bilingual("环节有 {count} 个，超过 {most} 个", "{count} steps are more than {most}"),
    Bilingual("请拆成几个事项，或合并环节。", "Split the item, or merge steps."),
    "优化营商环境条例§36",
)

#: Far above any real procedure; keeps the search for cycles from being used against the machine.
MOST_STEPS = 200
_ESSENTIAL = (StepKind.INTAKE, StepKind.DECISION, StepKind.DELIVERY)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether every case gets from intake through all its steps to one decision and its delivery."""
    yield from _ids(item)
    if len(item.steps) > MOST_STEPS:
        yield TOO_MANY_STEPS.at(item.place("steps"), count=len(item.steps), most=MOST_STEPS)
        return
    known = {step.id for step in item.steps}
    for n, step in enumerate(item.steps):
        for k, before in enumerate(step.after):
            if before not in known:
                yield UNKNOWN_PREREQUISITE.at(item.place(f"steps[{n}].after[{k}]"), id=before)
        if step.kind in _ESSENTIAL and step.when is not None:
            yield ESSENTIAL_STEP_CONDITIONAL.at(item.place(f"steps[{n}].when"))
        if step.kind is StepKind.INTAKE and step.after:
            yield INTAKE_NOT_FIRST.at(item.place(f"steps[{n}].after"))
    counts = Counter(step.kind for step in item.steps)
    for kind in _ESSENTIAL:
        if counts[kind] != 1:
            yield EXACTLY_ONE.at(item.place("steps"), kind=kind.label, count=counts[kind])
    cycle = find_cycle({step.id: tuple(b for b in step.after if b in known) for step in item.steps})
    if cycle:
        yield CYCLE.at(item.place("steps"), path=" → ".join(cycle))
    elif all(counts[kind] == 1 for kind in _ESSENTIAL):
        yield from _ends(item)


def _ids(item: Implementation) -> Iterator[Finding]:
    lists = {
        "steps": [step.id for step in item.steps],
        "materials": [material.id for material in item.materials],
        "questions": [question.id for question in item.questions],
        "departments": [department.id for department in item.departments],
        "form": [field.id for field in item.form],
    }
    for n, field in enumerate(item.form):
        lists[f"form[{n}].choices"] = [choice.id for choice in field.choices]
    for n, question in enumerate(item.questions):
        lists[f"questions[{n}].choices"] = [choice.id for choice in question.choices]
    for path, ids in lists.items():
        for n, one in enumerate(ids):
            if one in ids[:n]:
                yield DUPLICATE_ID.at(item.place(f"{path}[{n}].id"), id=one)


def _ends(item: Implementation) -> Iterator[Finding]:
    """Between one intake and one delivery; the graph has no cycle."""
    before = ancestors(item)
    intake, decision, delivery = (
        next(step for step in item.steps if step.kind is kind) for kind in _ESSENTIAL
    )
    for n, step in enumerate(item.steps):
        place = item.place(f"steps[{n}].after")
        if step is not intake and intake.id not in before[step.id]:
            yield NOT_AFTER_INTAKE.at(place, step=step.name)
        if step not in (decision, delivery, intake) and step.id not in before[decision.id]:
            yield NOT_BEFORE_DECISION.at(place, step=step.name)
        follows_delivery = delivery.id in before[step.id]
        if follows_delivery or (step is delivery and decision.id not in before[step.id]):
            yield DELIVERY_NOT_LAST.at(place)


def ancestors(item: Implementation) -> dict[str, frozenset[str]]:
    """All steps that must be done before each step; only for a graph without cycles."""
    after = {step.id: step.after for step in item.steps}
    known: dict[str, frozenset[str]] = {}

    def collect(step: str) -> frozenset[str]:
        if step not in known:
            direct = [before for before in after[step] if before in after]
            known[step] = frozenset(direct).union(*(collect(before) for before in direct))
        return known[step]

    return {step: collect(step) for step in after}


def find_cycle(after: dict[str, tuple[str, ...]]) -> list[str]:
    """One cycle of a graph as the steps along it, the first repeated at the end; empty if there is none."""
    done: set[str] = set()

    def walk(step: str, trail: list[str]) -> list[str]:
        if step in trail:
            return [*trail[trail.index(step) :], step]
        if step in done:
            return []
        for before in after.get(step, ()):
            found = walk(before, [*trail, step])
            if found:
                return found
        done.add(step)
        return []

    for step in after:
        cycle = walk(step, [])
        if cycle:
            return cycle
    return []
