"""环节的指令 — taking, completing and answering the steps of a case."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.commands.words import Finding, OpinionResult


@dataclass(frozen=True, slots=True)
class TakeStep(Body):
    """认领 — a named person takes the step on."""

    zh: ClassVar[str] = "认领环节"
    en: ClassVar[str] = "take the step"

    step: str


@dataclass(frozen=True, slots=True)
class CompleteStep(Body):
    """办结环节 — an examination or another plain step ends with a finding."""

    zh: ClassVar[str] = "办结环节"
    en: ClassVar[str] = "complete the step"

    step: str
    finding: Finding
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class GiveOpinion(Body):
    """出具意见 — an assisting department answers; it may revise its answer until the decision."""

    zh: ClassVar[str] = "出具意见"
    en: ClassVar[str] = "give an opinion"

    step: str
    result: OpinionResult
    reasons: Reference | None = None
