"""环节的事件 — what the departments did, or let pass."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.commands.words import Finding, OpinionResult
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.case.item import SilenceEffect, StepKind
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """计划环节 — a step this case has, as planned at acceptance."""

    id: str
    kind: StepKind
    authority: str
    post: str
    after: tuple[str, ...]
    limit: TimeLimit | None
    silence: SilenceEffect
    basis: str


@dataclass(frozen=True, slots=True)
class StepsPlanned(Happening):
    """环节计划 — the steps this case has; those whose condition did not hold are not among them."""

    zh: ClassVar[str] = "确定办理环节"
    en: ClassVar[str] = "steps planned"

    steps: tuple[PlannedStep, ...]


@dataclass(frozen=True, slots=True)
class StepsOpened(Happening):
    """环节开始 — nothing these steps wait for is left; all start at the same instant."""

    zh: ClassVar[str] = "环节开始"
    en: ClassVar[str] = "steps opened"

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepTaken(Happening):
    """认领 — the actor named by the envelope has the step now."""

    zh: ClassVar[str] = "环节认领"
    en: ClassVar[str] = "step taken"

    step: str


@dataclass(frozen=True, slots=True)
class StepCompleted(Happening):
    """环节办结."""

    zh: ClassVar[str] = "环节办结"
    en: ClassVar[str] = "step completed"

    step: str
    finding: Finding
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class OpinionGiven(Happening):
    """意见 — an assisting department's answer; a later one replaces it."""

    zh: ClassVar[str] = "出具意见"
    en: ClassVar[str] = "opinion given"

    step: str
    result: OpinionResult
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class ConsentDeemed(Happening):
    """视为同意 — an assisting department let its limit pass; the item declares what that means."""

    zh: ClassVar[str] = "逾期未答复，视为同意"
    en: ClassVar[str] = "silence taken as consent"

    step: str
    due_on: date
    basis: str
