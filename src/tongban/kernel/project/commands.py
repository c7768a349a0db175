"""项目的指令 — what people ask of a construction project, and what the applications of its stages tell it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands import Channel, Reference
from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.life_event import MemberEnd, MemberState
from tongban.kernel.project.words import ProjectEnd


@dataclass(frozen=True, slots=True)
class Register(Body):
    """登记项目 — its code as the investment platform assigned it; name and site are a reference."""

    zh: ClassVar[str] = "登记项目"
    en: ClassVar[str] = "register a project"

    code: str
    owner: str
    division: str
    channel: Channel
    number: str
    details: Reference


@dataclass(frozen=True, slots=True)
class Defer(Body):
    """容缺后补 — the lead authority lets an outcome come later, where the procedure says that it may."""

    zh: ClassVar[str] = "准予后补"
    en: ClassVar[str] = "let an outcome come later"

    outcome: str
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class End(Body):
    """终止项目 — before it is completed, and while nothing is being handled."""

    zh: ClassVar[str] = "终止项目"
    en: ClassVar[str] = "end the project"

    how: ProjectEnd
    reasons: Reference | None = None


# --- what the applications of its stages tell


@dataclass(frozen=True, slots=True)
class Standing:
    """成员现状 — how a member of a stage's life event stands.

    `outside` are the outcomes of the project that it waits for; `waits_for_members`, whether it waits for
    others of its application as well.
    """

    member: str
    item: str
    authority: str
    case_id: str
    state: MemberState
    outside: tuple[str, ...] = ()
    waits_for_members: bool = False
    accepted_on: date | None = None
    decided_on: date | None = None
    number: str = ""
    document: Reference | None = None
    how: MemberEnd | None = None


@dataclass(frozen=True, slots=True)
class RecordProgress(Body):
    """记录阶段进展 — a stage's life event as it stands; `heard` is its version, and how far it was heard."""

    zh: ClassVar[str] = "记录阶段进展"
    en: ClassVar[str] = "record how an application stands"

    application: str
    stage: str
    number: str
    applied_on: date
    heard: int
    members: tuple[Standing, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPassedOn(Body):
    """记录成果转交 — an application was told that an outcome is there, or is there no more."""

    zh: ClassVar[str] = "记录成果转交"
    en: ClassVar[str] = "record that an outcome was passed on"

    application: str
    outcome: str
    is_there: bool


#: What nobody types: the life events of the stages say it.
TOLD_BY_STAGES: tuple[type[Body], ...] = (RecordProgress, RecordPassedOn)
