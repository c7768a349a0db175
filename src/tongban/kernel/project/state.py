"""项目 — everything it knows, all of it from its events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tongban.kernel.case.commands import Channel, Reference
from tongban.kernel.project.events import AppliedMember
from tongban.kernel.project.rules import outcome_id
from tongban.kernel.project.words import Loss, OutcomeState, ProjectEnd
from tongban.kernel.words import Bilingual


class ProjectStatus(StrEnum):
    """项目状态 — few; how far it is, its stages say."""

    DRAFT = "draft"
    RUNNING = "running"
    COMPLETED = "completed"
    ENDED = "ended"

    @property
    def label(self) -> Bilingual:
        """The status's name."""
        return {
            ProjectStatus.DRAFT: Bilingual("草稿", "a draft"),
            ProjectStatus.RUNNING: Bilingual("进行中", "under way"),
            ProjectStatus.COMPLETED: Bilingual("已办结", "completed"),
            ProjectStatus.ENDED: Bilingual("已终止", "ended"),
        }[self]


@dataclass(frozen=True, slots=True)
class Deferred:
    """后补 — until the gate of which stage or member, and on what basis."""

    until: str
    basis: str
    on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """成果 — where it stands, and the application and case that gave it or are to."""

    state: OutcomeState = OutcomeState.NOT_APPLIED_FOR
    application: str = ""
    case_id: str = ""
    number: str = ""
    decided_on: date | None = None
    document: Reference | None = None
    why: Loss | None = None
    deferred: Deferred | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """阶段申请 — a life event: how far it was heard, its clock, of which outcomes it was told."""

    id: str
    stage: str
    number: str
    applied_on: date
    members: tuple[AppliedMember, ...]
    heard: int = 0
    started_on: date | None = None
    due_on: date | None = None
    provisional: bool = False
    decided_on: date | None = None
    passed: Mapping[str, bool] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Whether nothing has come yet of some member."""
        return self.decided_on is None

    @property
    def awaited(self) -> tuple[str, ...]:
        """The outcomes of the project that any of its members waits for."""
        return tuple(dict.fromkeys(outcome for member in self.members for outcome in member.outside))


@dataclass(frozen=True)
class Project:
    """工程建设项目 — the fold of its events."""

    id: str = ""
    version: int = 0
    status: ProjectStatus = ProjectStatus.DRAFT
    procedure: str = ""
    procedure_version: str = ""
    procedure_digest: str = ""
    code: str = ""
    owner: str = ""
    division: str = ""
    channel: Channel | None = None
    number: str = ""
    registered_on: date | None = None
    details: Reference | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    applications: Mapping[str, Application] = field(default_factory=dict)
    opened: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    ended_on: date | None = None
    how: ProjectEnd | None = None

    def outcome(self, outcome: str) -> Outcome:
        """Where an outcome stands; not applied for where nothing was heard of it."""
        return self.outcomes.get(outcome, _NONE)

    def applications_of(self, stage: str) -> tuple[Application, ...]:
        """What was applied for in a stage, in order."""
        return tuple(one for one in self.applications.values() if one.stage == stage)

    @property
    def running(self) -> tuple[Application, ...]:
        """The applications of which something is still to come."""
        return tuple(one for one in self.applications.values() if one.is_running)

    def gives(self, application: Application) -> tuple[str, ...]:
        """The outcomes that an application is to give."""
        return tuple(outcome_id(application.stage, member.id) for member in application.members)


_NONE = Outcome()
