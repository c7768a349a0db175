"""一件事的事件 — what happened to a life event, as its own stream says it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands import Channel, HandedIn, Reference
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.life_event.rules import Feed, Outside
from tongban.kernel.life_event.words import LostNeed, MemberEnd


@dataclass(frozen=True, slots=True)
class PlannedMember:
    """本次成员 — a member that the situation has: its case, and which other members it waits for.

    `outside` are outcomes of the project that it waits for as well; none where there is no project.
    """

    id: str
    item: str
    authority: str
    case_id: str
    needs: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    outside: tuple[Outside, ...] | None = None

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes of the project that it waits for."""
        return tuple(one.outcome for one in self.outside or ())


@dataclass(frozen=True, slots=True)
class Applied(Happening):
    """申请 — the members that the situation has, and those it does not have (`left_out`).

    As a stage of a construction project it says of which, and which stage.
    """

    zh: ClassVar[str] = "申请一件事"
    en: ClassVar[str] = "applied for"

    life_event: str
    version: str
    digest: str
    division: str
    lead: str
    applicant: str
    channel: Channel
    number: str
    members: tuple[PlannedMember, ...]
    left_out: tuple[str, ...]
    materials: tuple[HandedIn, ...]
    answers: Reference | None = None
    agent: str | None = None
    commits: tuple[str, ...] | None = None
    undertakes: tuple[str, ...] | None = None
    promise: Reference | None = None
    project: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class MemberReady(Happening):
    """可以转交 — nothing the member waits for is missing any more."""

    zh: ClassVar[str] = "成员事项可以转交"
    en: ClassVar[str] = "member ready"

    member: str


@dataclass(frozen=True, slots=True)
class MemberReceived(Happening):
    """成员收件 — its case exists."""

    zh: ClassVar[str] = "成员事项已收件"
    en: ClassVar[str] = "member received"

    member: str
    received_on: date


@dataclass(frozen=True, slots=True)
class MemberNotReceived(Happening):
    """成员未能收件 — `refusal` is the code of the refusal."""

    zh: ClassVar[str] = "成员事项未能收件"
    en: ClassVar[str] = "member not received"

    member: str
    refusal: str


@dataclass(frozen=True, slots=True)
class MemberCommitted(Happening):
    """成员承诺 — its case was committed to as the application says."""

    zh: ClassVar[str] = "成员事项已承诺"
    en: ClassVar[str] = "member committed to"

    member: str


@dataclass(frozen=True, slots=True)
class MemberNotCommitted(Happening):
    """成员未能承诺 — it goes the ordinary way; `refusal` is the code of why."""

    zh: ClassVar[str] = "成员事项未能承诺"
    en: ClassVar[str] = "member not committed to"

    member: str
    refusal: str


@dataclass(frozen=True, slots=True)
class MemberAccepted(Happening):
    """成员受理 — as its own authority accepted it."""

    zh: ClassVar[str] = "成员事项已受理"
    en: ClassVar[str] = "member accepted"

    member: str
    accepted_on: date


@dataclass(frozen=True, slots=True)
class MemberDecided(Happening):
    """成员决定 — by its own authority."""

    zh: ClassVar[str] = "成员事项已决定"
    en: ClassVar[str] = "member decided"

    member: str
    granted: bool
    number: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class MemberResultMade(Happening):
    """成员证照制成 — others can be given it."""

    zh: ClassVar[str] = "成员事项证照已制成"
    en: ClassVar[str] = "member's licence made"

    member: str
    number: str
    document: Reference


@dataclass(frozen=True, slots=True)
class MemberEnded(Happening):
    """成员结束 — without a decision, or its licence is no more."""

    zh: ClassVar[str] = "成员事项已结束"
    en: ClassVar[str] = "member ended"

    member: str
    how: MemberEnd


@dataclass(frozen=True, slots=True)
class MemberReopened(Happening):
    """成员重新办理 — its decision has fallen and is made anew; who was about to be given it waits again."""

    zh: ClassVar[str] = "成员事项重新办理"
    en: ClassVar[str] = "member to be decided anew"

    member: str


@dataclass(frozen=True, slots=True)
class MemberRestored(Happening):
    """成员证照恢复 — what took its licence away was annulled; it is delivered as it would have been."""

    zh: ClassVar[str] = "成员事项证照恢复"
    en: ClassVar[str] = "member's licence stands again"

    member: str


@dataclass(frozen=True, slots=True)
class MemberTakenOver(Happening):
    """成员承继 — its case goes on under another; `whole` says whether what has not begun goes on so too."""

    zh: ClassVar[str] = "成员事项已由承继人承继"
    en: ClassVar[str] = "member taken over"

    member: str
    predecessor: str
    successor: str
    whole: bool


@dataclass(frozen=True, slots=True)
class MemberDelivered(Happening):
    """成员送达."""

    zh: ClassVar[str] = "成员事项已送达"
    en: ClassVar[str] = "member delivered"

    member: str


@dataclass(frozen=True, slots=True)
class MemberStopped(Happening):
    """成员停止 — before its case began: what it needs from `need` will not come, because of `why`."""

    zh: ClassVar[str] = "成员事项不再办理"
    en: ClassVar[str] = "member stopped"

    member: str
    need: str
    why: LostNeed


@dataclass(frozen=True, slots=True)
class MemberTakenBack(Happening):
    """成员撤回 — before its case began."""

    zh: ClassVar[str] = "成员事项已撤回"
    en: ClassVar[str] = "member taken back"

    member: str
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalAsked(Happening):
    """请求撤回 — the applicant wants a running member's case withdrawn."""

    zh: ClassVar[str] = "请求撤回成员事项"
    en: ClassVar[str] = "withdrawal of a member asked for"

    member: str
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalNotPossible(Happening):
    """未能撤回 — its case goes on; `refusal` is the code of why."""

    zh: ClassVar[str] = "成员事项未能撤回"
    en: ClassVar[str] = "member could not be withdrawn"

    member: str
    refusal: str


@dataclass(frozen=True, slots=True)
class ObjectionRaised(Happening):
    """异议 — `authority` objects to a member of another; what waits for the member stops."""

    zh: ClassVar[str] = "其他部门提出异议"
    en: ClassVar[str] = "objection raised"

    member: str
    authority: str
    reasons: Reference | None
    document: str


@dataclass(frozen=True, slots=True)
class OutcomeCame(Happening):
    """项目成果到位 — what members wait for from elsewhere in the project is there; without a document where
    the law lets it come later."""

    zh: ClassVar[str] = "项目前期成果到位"
    en: ClassVar[str] = "an outcome of the project came"

    outcome: str
    case_id: str = ""
    document: Reference | None = None


@dataclass(frozen=True, slots=True)
class OutcomeWent(Happening):
    """项目成果失效 — it is there no more: who has not begun waits for it again."""

    zh: ClassVar[str] = "项目前期成果不再有效"
    en: ClassVar[str] = "an outcome of the project is there no more"

    outcome: str


@dataclass(frozen=True, slots=True)
class OutcomesComplete(Happening):
    """全部有结果 — something has come of every member: what was decided can be delivered together."""

    zh: ClassVar[str] = "各成员事项均有结果"
    en: ClassVar[str] = "an outcome of every member"


@dataclass(frozen=True, slots=True)
class Completed(Happening):
    """办结 — nothing is owed by any member."""

    zh: ClassVar[str] = "一件事办结"
    en: ClassVar[str] = "completed"


#: Every kind of event, in the order of a life event's life.
TYPES: tuple[type[Happening], ...] = (
    Applied,
    MemberReady,
    MemberReceived,
    MemberNotReceived,
    MemberCommitted,
    MemberNotCommitted,
    MemberAccepted,
    MemberDecided,
    MemberResultMade,
    MemberEnded,
    MemberReopened,
    MemberRestored,
    MemberTakenOver,
    MemberDelivered,
    MemberStopped,
    MemberTakenBack,
    WithdrawalAsked,
    WithdrawalNotPossible,
    ObjectionRaised,
    OutcomeCame,
    OutcomeWent,
    OutcomesComplete,
    Completed,
)
