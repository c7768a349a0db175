"""项目的事件 — what happened to a construction project, as its own stream says it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands import Channel, Reference
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.project.words import Loss, ProjectEnd


@dataclass(frozen=True, slots=True)
class Registered(Happening):
    """登记 — under which version of which procedure; `code` is the project's code 项目代码, as told."""

    zh: ClassVar[str] = "项目已登记"
    en: ClassVar[str] = "registered"

    procedure: str
    version: str
    digest: str
    code: str
    owner: str
    division: str
    channel: Channel
    number: str
    details: Reference


@dataclass(frozen=True, slots=True)
class StageOpened(Happening):
    """关口开放 — everything is there that the stage's application needs."""

    zh: ClassVar[str] = "阶段可以申请"
    en: ClassVar[str] = "stage open"

    stage: str


@dataclass(frozen=True, slots=True)
class StageClosed(Happening):
    """关口关闭 — something that it needs is there no more; what is being handled goes on."""

    zh: ClassVar[str] = "阶段暂不能申请"
    en: ClassVar[str] = "stage closed"

    stage: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppliedMember:
    """申请的成员 — its case, and the outcomes of the project that it waits for.

    `at_once`: nothing keeps it from beginning with the application; the stage's clock starts when all those
    are accepted.
    """

    id: str
    item: str
    authority: str
    case_id: str
    outside: tuple[str, ...] = ()
    at_once: bool = True


@dataclass(frozen=True, slots=True)
class StageApplied(Happening):
    """申请阶段 — by a life event; `left_out` are members that the situation does not have."""

    zh: ClassVar[str] = "阶段已申请"
    en: ClassVar[str] = "stage applied for"

    stage: str
    application: str
    number: str
    applied_on: date
    members: tuple[AppliedMember, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgressHeard(Happening):
    """听到进展 — up to which version the application's life event was heard."""

    zh: ClassVar[str] = "已读取阶段进展"
    en: ClassVar[str] = "progress heard"

    application: str
    heard: int


@dataclass(frozen=True, slots=True)
class StageClockStarted(Happening):
    """阶段计时开始 — everything that could begin was accepted on `on`; the last day of the promised limit."""

    zh: ClassVar[str] = "阶段开始计时"
    en: ClassVar[str] = "stage clock started"

    stage: str
    application: str
    on: date
    due_on: date | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class OutcomeThere(Happening):
    """成果取得 — granted, and its document made."""

    zh: ClassVar[str] = "成果已取得"
    en: ClassVar[str] = "outcome there"

    outcome: str
    application: str
    case_id: str
    number: str
    decided_on: date
    document: Reference


@dataclass(frozen=True, slots=True)
class OutcomeLost(Happening):
    """成果落空 — not granted, or no longer valid; it can be applied for again."""

    zh: ClassVar[str] = "成果没有取得或者失效"
    en: ClassVar[str] = "outcome lost"

    outcome: str
    application: str
    why: Loss


@dataclass(frozen=True, slots=True)
class OutcomeReopened(Happening):
    """成果重新办理 — what was decided has fallen and is decided anew."""

    zh: ClassVar[str] = "成果重新办理"
    en: ClassVar[str] = "outcome to be decided anew"

    outcome: str
    application: str


@dataclass(frozen=True, slots=True)
class OutcomeDeferred(Happening):
    """准予后补 — gates pass without it, up to that of `until`."""

    zh: ClassVar[str] = "成果准予后补"
    en: ClassVar[str] = "outcome may come later"

    outcome: str
    until: str
    basis: str
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class PassedOn(Happening):
    """成果转交 — an application that waits for it was told."""

    zh: ClassVar[str] = "成果已转交"
    en: ClassVar[str] = "outcome passed on"

    application: str
    outcome: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class ApplicationDecided(Happening):
    """阶段申请有结果 — something has come of every member; the stage's clock stops."""

    zh: ClassVar[str] = "阶段申请均有结果"
    en: ClassVar[str] = "an outcome of every item applied for"

    stage: str
    application: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class StageDone(Happening):
    """阶段完成 — everything is there that the stage gives."""

    zh: ClassVar[str] = "阶段完成"
    en: ClassVar[str] = "stage done"

    stage: str


@dataclass(frozen=True, slots=True)
class Completed(Happening):
    """项目办结 — everything is there that completes it, and nothing is being handled."""

    zh: ClassVar[str] = "项目办结"
    en: ClassVar[str] = "project completed"


@dataclass(frozen=True, slots=True)
class Ended(Happening):
    """项目终止 — before it was completed; what was granted stands as its own authority decided."""

    zh: ClassVar[str] = "项目终止"
    en: ClassVar[str] = "project ended"

    how: ProjectEnd
    reasons: Reference | None = None


#: Every kind of event, in the order of a project's life.
TYPES: tuple[type[Happening], ...] = (
    Registered,
    StageOpened,
    StageClosed,
    StageApplied,
    ProgressHeard,
    StageClockStarted,
    OutcomeThere,
    OutcomeLost,
    OutcomeReopened,
    OutcomeDeferred,
    PassedOn,
    ApplicationDecided,
    StageDone,
    Completed,
    Ended,
)
