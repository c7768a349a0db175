"""工程建设项目流程 — stages in order, each applied for by a life event 一件事, and the gates between them.

An outcome is named by its stage and the member that gives it: `works.permit`. What a stage asks, its members
and their materials are those of its life event; nothing of them is repeated here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated

from tongban.catalogue.authorities import Directory, DivisionCode
from tongban.catalogue.binding import Days, Pattern, Slug
from tongban.catalogue.parts import Choice
from tongban.catalogue.version import Version
from tongban.kernel.clock import Unit
from tongban.kernel.project import Before
from tongban.kernel.words import Bilingual

_SLUG = r"[a-z][a-z0-9]*([_-][a-z0-9]+)*"
#: An outcome of a stage: `works.permit` is what the member `permit` of the stage `works` gives.
OutcomeName = Annotated[
    str,
    Pattern(
        rf"^{_SLUG}\.{_SLUG}$", Bilingual("阶段.成员，如 works.permit", "stage.member, as `works.permit`")
    ),
]
#: A field of the form of a stage.
FieldName = Annotated[
    str, Pattern(r"^[a-z][a-z0-9_-]*$", Bilingual("表单项的标识", "the id of a field of the form"))
]
#: A stage, or a member of one.
PlaceName = Annotated[
    str,
    Pattern(rf"^{_SLUG}(\.{_SLUG})?$", Bilingual("阶段，或者阶段.成员", "a stage, or stage.member")),
]


@dataclass(frozen=True, slots=True)
class StageLimit:
    """阶段时限 — a promise of the whole stage, beside the limits of its items; never a statutory limit.

    `local`: a target of the city's own, not of the province or the State.
    """

    amount: Days
    basis: str
    unit: Unit = Unit.WORKING_DAY
    local: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """审批阶段 — who leads it, and the life event that is applied for: one form, one set of materials."""

    id: Slug
    name: Bilingual
    lead: Slug
    life_event: Slug
    limit: StageLimit | None = None


@dataclass(frozen=True, slots=True)
class GateUse:
    """关口 — what must be there before a stage (`of: works`) or a member (`of: works.permit`) goes on."""

    of: PlaceName
    before: Before
    needs: tuple[OutcomeName, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class FlowUse:
    """成果流转 — the document of an outcome is a material of a member of another stage."""

    result_of: OutcomeName
    to: OutcomeName
    as_material: Slug


@dataclass(frozen=True, slots=True)
class DeferralUse:
    """容缺后补 — an outcome that gates may pass without until that of `until`, on a basis.

    Never one that concerns public safety or the public interest.
    """

    outcome: OutcomeName
    until: PlaceName
    basis: str


@dataclass(frozen=True, slots=True)
class FillUse:
    """预填 — under which names the forms of the stages ask what the project says of itself already."""

    code: FieldName | None = None
    name: FieldName | None = None
    site: FieldName | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """What the project says → the name of the field."""
        said = {"code": self.code, "name": self.name, "site": self.site}
        return {what: name for what, name in said.items() if name is not None}


@dataclass(frozen=True)
class ProjectProcedure(Version):
    """工程建设项目流程 — one published version: what kinds of projects it is for, its stages, its gates.

    `completed_by` names the outcomes with which a project is completed.
    """

    id: Slug
    version: str
    valid_from: date
    name: Bilingual
    summary: Bilingual
    basis: str
    division: DivisionCode
    kinds: tuple[Choice, ...]
    stages: tuple[Stage, ...]
    completed_by: tuple[OutcomeName, ...]
    gates: tuple[GateUse, ...] = ()
    flows: tuple[FlowUse, ...] = ()
    deferrals: tuple[DeferralUse, ...] = ()
    fills: FillUse = FillUse()
    keywords: tuple[str, ...] = ()
    valid_until: date | None = None
    file: str = field(default="", metadata={"file": False}, compare=False, repr=False)
    lines: Mapping[str, int] = field(
        default_factory=dict, metadata={"file": False}, compare=False, repr=False
    )
    directory: Directory | None = field(default=None, metadata={"file": False}, compare=False, repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, Stage]:
        """The stages, by id."""
        return {stage.id: stage for stage in self.stages}

    def stage_of(self, life_event: str) -> Stage | None:
        """The stage that a life event is applied for in; None where it is no stage of this."""
        return next((stage for stage in self.stages if stage.life_event == life_event), None)
