"""外部系统 — only what has a result can be decided in another system, and silence there is no result."""

from collections.abc import Iterator

from tongban.catalogue.finding import Finding, Rule
from tongban.catalogue.item import Implementation
from tongban.kernel.case.item import SilenceEffect, StepKind
from tongban.kernel.words import Bilingual

DECIDED_IN_KIND = Rule(
    "decided_in_kind",
    Bilingual("{kind}环节不能在外部系统办理", "a step of {kind} cannot be decided in another system"),
    Bilingual(
        "只有审查、征求意见和决定可以写 decided_in；请删去，或者改为这几类环节。",
        "Only an examination, an opinion or a decision has `decided_in`: take it out, or change the kind.",
    ),
    "优化营商环境条例§37",
)
DECIDED_IN_SILENCE = Rule(
    "decided_in_silence",
    Bilingual(
        "结果从外部系统导入的环节不能以不答复视为同意",
        "where the result comes from another system, silence cannot count as consent",
    ),
    Bilingual(
        "没有导入不等于没有答复。请将 silence 改为 none，或者删去 decided_in。",
        "What was not imported may well have been answered. Make `silence` none, or take `decided_in` out.",
    ),
    "优化营商环境条例§37",
)
_MAY = (StepKind.EXAMINATION, StepKind.OPINION, StepKind.DECISION)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether what is decided in another system has a result to be told."""
    for n, step in enumerate(item.steps):
        if step.decided_in is None:
            continue
        if step.kind not in _MAY:
            yield DECIDED_IN_KIND.at(item.place(f"steps[{n}].decided_in"), kind=step.kind.label)
        if step.silence is not SilenceEffect.NONE:
            yield DECIDED_IN_SILENCE.at(item.place(f"steps[{n}].silence"))
