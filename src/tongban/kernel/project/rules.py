"""项目规则 — what the kernel needs to know of a project procedure: stages, outcomes, gates, deferrals.

The catalogue reads and checks the published file and hands it over in this form. An outcome is named by its
stage and the member that gives it: `works.permit`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tongban.kernel.clock import TimeLimit
from tongban.kernel.life_event import Feed
from tongban.kernel.project.words import Before
from tongban.kernel.words import Bilingual


def outcome_id(stage: str, member: str) -> str:
    """What the outcome of a stage's member is called: `works.permit`."""
    return f"{stage}.{member}"


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """成果规则 — what a member of a stage gives, and what it needs of its own stage."""

    stage: str
    member: str
    item: str
    authority: str
    name: Bilingual
    needs: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()

    @property
    def id(self) -> str:
        """`stage.member`."""
        return outcome_id(self.stage, self.member)


@dataclass(frozen=True, slots=True)
class StageRule:
    """阶段规则 — its lead authority, the life event applied for, and the promised limit of the whole."""

    id: str
    name: Bilingual
    lead: str
    life_event: str
    outcomes: tuple[OutcomeRule, ...]
    limit: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """关口 — what must be there before a stage is applied for, or a member of it begins or is granted."""

    stage: str
    member: str
    before: Before
    needs: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Flow:
    """成果流转 — the document of an outcome is handed in as a material of a member of a later stage."""

    result_of: str
    stage: str
    member: str
    as_material: str


@dataclass(frozen=True, slots=True)
class Deferral:
    """容缺后补 — an outcome that gates may pass without, until the gate of `until` (a stage, or a member)."""

    outcome: str
    until: str
    basis: str


@dataclass(frozen=True)
class Rules:
    """项目流程 — one version, with the life events and items in force on the day of registration."""

    id: str
    version: str
    digest: str
    name: Bilingual
    stages: tuple[StageRule, ...]
    completed_by: tuple[str, ...]
    gates: tuple[Gate, ...] = ()
    flows: tuple[Flow, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    names: Mapping[str, Bilingual] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, StageRule]:
        """The stages, by id."""
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def outcomes(self) -> Mapping[str, OutcomeRule]:
        """Every outcome there may be, by its id, in the order of the stages."""
        return {outcome.id: outcome for stage in self.stages for outcome in stage.outcomes}

    def gate(self, before: Before, stage: str, member: str = "") -> tuple[Gate, ...]:
        """The gates that stand there."""
        return tuple(g for g in self.gates if (g.before, g.stage, g.member) == (before, stage, member))

    def deferral(self, outcome: str) -> Deferral | None:
        """How long an outcome may be deferred; None where it may not."""
        return next((one for one in self.deferrals if one.outcome == outcome), None)

    def name_of(self, key: str) -> Bilingual:
        """The name of a stage, an outcome or a department; the key itself where nobody knows it."""
        if key in self.by_id:
            return self.by_id[key].name
        if key in self.outcomes:
            return self.outcomes[key].name
        return self.names.get(key, Bilingual(key, key))
