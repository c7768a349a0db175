"""一件事 — everything it knows, all of it from its events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tongban.kernel.case.commands import Channel, HandedIn, Reference
from tongban.kernel.life_event.events import PlannedMember
from tongban.kernel.life_event.words import LostNeed, MemberEnd, MemberState
from tongban.kernel.words import Bilingual


class LifeEventStatus(StrEnum):
    """一件事状态 — few; how far it is, its members say."""

    DRAFT = "draft"
    RUNNING = "running"
    DECIDED = "decided"
    COMPLETED = "completed"

    @property
    def label(self) -> Bilingual:
        """The status's name."""
        return {
            LifeEventStatus.DRAFT: Bilingual("草稿", "a draft"),
            LifeEventStatus.RUNNING: Bilingual("办理中", "being handled"),
            LifeEventStatus.DECIDED: Bilingual("均有结果，待送达", "decided, to be delivered"),
            LifeEventStatus.COMPLETED: Bilingual("已办结", "completed"),
        }[self]


@dataclass(frozen=True, slots=True)
class Stop:
    """停止 — which need will not come, and why."""

    need: str
    why: LostNeed


@dataclass(frozen=True, slots=True)
class Objection:
    """异议 — who objected, and when; the reasons are a reference."""

    authority: str
    on: date
    reasons: Reference | None
    document: str


@dataclass(frozen=True, slots=True)
class Came:
    """到位的项目成果 — the case its document lies with; neither where it need not be there yet."""

    case_id: str
    document: Reference | None


@dataclass(frozen=True, slots=True)
class Member:
    """成员 — as planned, and how it stands.

    `ready_at` is when nothing was missing any more: its papers are in hand from then on. `withdrawing` is
    whether its case is to be withdrawn, and has not answered.
    """

    plan: PlannedMember
    state: MemberState = MemberState.WAITING
    ready_at: datetime | None = None
    received_on: date | None = None
    accepted_on: date | None = None
    decided_on: date | None = None
    number: str = ""
    document: Reference | None = None
    delivered: bool = False
    how: MemberEnd | None = None
    stop: Stop | None = None
    refusal: str = ""
    withdrawing: bool = False
    withdrawal_reasons: Reference | None = None
    objections: tuple[Objection, ...] = ()
    #: What was promised of it, and what came of that: nothing yet, done, or the code of why not.
    commits: bool = False
    undertakes: bool = False
    committed: bool = False
    not_committed: str = ""
    #: Whose it is where it is not the applicant's of the whole: its case was taken over, or theirs was.
    holder: str = ""

    @property
    def owes_commitment(self) -> bool:
        """Whether its case is to be committed to, and has not answered."""
        return self.commits and not self.committed and not self.not_committed

    @property
    def is_over(self) -> bool:
        """Whether nothing is owed any more: decided and delivered, or ended in another way."""
        if self.state in (MemberState.GRANTED, MemberState.REFUSED):
            return self.delivered
        return not self.state.is_open


@dataclass(frozen=True)
class LifeEvent:
    """一件事 — the fold of its events."""

    id: str = ""
    version: int = 0
    status: LifeEventStatus = LifeEventStatus.DRAFT
    life_event: str = ""
    life_event_version: str = ""
    life_event_digest: str = ""
    division: str = ""
    lead: str = ""
    applicant: str = ""
    agent: str = ""
    channel: Channel | None = None
    number: str = ""
    applied_on: date | None = None
    applied_by: str = ""
    applied_at_post: str = ""
    answers: Reference | None = None
    materials: tuple[HandedIn, ...] = ()
    promise: Reference | None = None
    members: Mapping[str, Member] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    completed_on: date | None = None
    project: str = ""
    stage: str = ""
    outcomes: Mapping[str, Came] = field(default_factory=dict)

    @property
    def promised(self) -> bool:
        """Whether anything was promised of any member, still to be kept or kept."""
        return any(member.commits or member.undertakes for member in self.members.values())

    def holder_of(self, member: Member) -> str:
        """Whose a member is: its own holder's, else the applicant's."""
        return member.holder or self.applicant

    def lost_need(self, member: Member) -> str:
        """The first thing it waits for that will not come; empty while all of them may."""
        return next((need for need in member.plan.needs if self.members[need].state.is_lost), "")

    def waits_for(self, member: Member) -> tuple[str, ...]:
        """What it still waits for: a grant, and a paper where that flows to it; nothing once it has begun."""
        if member.state is not MemberState.WAITING:
            return ()
        fed = {feed.result_of for feed in member.plan.feeds}
        return tuple(
            need
            for need in member.plan.needs
            if self.members[need].state is not MemberState.GRANTED
            or (need in fed and self.members[need].document is None)
        )

    def awaits(self, member: Member) -> tuple[str, ...]:
        """The outcomes of the project that it still waits for; nothing once it has begun."""
        if member.state is not MemberState.WAITING:
            return ()
        return tuple(outcome for outcome in member.plan.outcomes if outcome not in self.outcomes)

    def waiting_for(self, member_id: str) -> tuple[str, ...]:
        """The members that wait for this one."""
        return tuple(
            name
            for name, member in self.members.items()
            if member.state is MemberState.WAITING and member_id in member.plan.needs
        )
