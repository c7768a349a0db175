"""一件事的指令 — what people ask of a life event, and what its members' cases tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands import Channel, HandedIn, Reference
from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.conditions import Fact
from tongban.kernel.life_event.rules import Outside
from tongban.kernel.life_event.words import MemberEnd


@dataclass(frozen=True, slots=True)
class Apply(Body):
    """申请一件事 — one application for all members that the situation has.

    `cases` names beforehand the case of every member there may be; `materials` are those of the whole. An
    `agent` applies under a mandate, and is the agent in every member that begins while it runs. `promise` is
    what was signed or confirmed in one act: for the members of `commits` what the commitment says (告知承诺),
    for those of `undertakes` that what is missing will come (容缺承诺).

    As a stage of a project it leaves out what is not applied for again (`without`), and `outside` are the
    outcomes of the project that members wait for.
    """

    zh: ClassVar[str] = "申请一件事"
    en: ClassVar[str] = "apply for a life event"

    applicant: str
    division: str
    channel: Channel
    number: str
    cases: Mapping[str, str]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    answers: Reference | None = None
    materials: tuple[HandedIn, ...] = ()
    agent: str = ""
    commits: tuple[str, ...] = ()
    undertakes: tuple[str, ...] = ()
    promise: Reference | None = None
    project: str | None = None
    stage: str | None = None
    outside: Mapping[str, tuple[Outside, ...]] = field(default_factory=dict)
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeBack(Body):
    """撤回成员事项 — the applicant takes members back, or all of them where none is named."""

    zh: ClassVar[str] = "撤回一件事"
    en: ClassVar[str] = "take members of a life event back"

    members: tuple[str, ...] = ()
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class RaiseObjection(Body):
    """提出异议 — an authority objects to a member of another authority (an observed fact where its own
    system decided so)."""

    zh: ClassVar[str] = "提出异议"
    en: ClassVar[str] = "object to a member"

    member: str
    authority: str
    reasons: Reference | None
    document: str = ""


# --- what the members' cases tell


@dataclass(frozen=True, slots=True)
class RecordReceipt(Body):
    """记录收件 — the member's case exists."""

    zh: ClassVar[str] = "记录成员收件"
    en: ClassVar[str] = "record that a member was received"

    member: str
    received_on: date


@dataclass(frozen=True, slots=True)
class RecordNoReceipt(Body):
    """记录未能收件 — the rules refused the member's receipt; `refusal` is the code of why."""

    zh: ClassVar[str] = "记录成员未能收件"
    en: ClassVar[str] = "record that a member could not be received"

    member: str
    refusal: str


@dataclass(frozen=True, slots=True)
class RecordCommitment(Body):
    """记录承诺 — the member's case was committed to as the application says."""

    zh: ClassVar[str] = "记录成员承诺"
    en: ClassVar[str] = "record that a member was committed to"

    member: str


@dataclass(frozen=True, slots=True)
class RecordNoCommitment(Body):
    """记录未能承诺 — it is handled the ordinary way; `refusal` is the code of why."""

    zh: ClassVar[str] = "记录成员未能承诺"
    en: ClassVar[str] = "record that a member could not be committed to"

    member: str
    refusal: str


@dataclass(frozen=True, slots=True)
class RecordAcceptance(Body):
    """记录受理 — the member's own clock starts."""

    zh: ClassVar[str] = "记录成员受理"
    en: ClassVar[str] = "record that a member was accepted"

    member: str
    accepted_on: date


@dataclass(frozen=True, slots=True)
class RecordDecision(Body):
    """记录决定 — granted or refused, by the member's own authority."""

    zh: ClassVar[str] = "记录成员决定"
    en: ClassVar[str] = "record a member's decision"

    member: str
    granted: bool
    number: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class RecordResult(Body):
    """记录结果物 — the licence is made and sealed: from now on others can be given it."""

    zh: ClassVar[str] = "记录成员证照"
    en: ClassVar[str] = "record that a member's licence was made"

    member: str
    number: str
    document: Reference


@dataclass(frozen=True, slots=True)
class RecordEnd(Body):
    """记录结束 — the member's case ended without a decision, or its licence did."""

    zh: ClassVar[str] = "记录成员结束"
    en: ClassVar[str] = "record that a member ended"

    member: str
    how: MemberEnd


@dataclass(frozen=True, slots=True)
class RecordReopening(Body):
    """记录重新办理 — a challenge's outcome has its case decided anew; what was decided has fallen."""

    zh: ClassVar[str] = "记录成员重新办理"
    en: ClassVar[str] = "record that a member is decided anew"

    member: str


@dataclass(frozen=True, slots=True)
class RecordRestoration(Body):
    """记录证照恢复 — what took the licence away was annulled: it stands, and is still to be delivered."""

    zh: ClassVar[str] = "记录成员证照恢复"
    en: ClassVar[str] = "record that a member's licence stands again"

    member: str


@dataclass(frozen=True, slots=True)
class RecordSuccession(Body):
    """记录承继 — the member's case goes on under `successor`, in the place of `predecessor`."""

    zh: ClassVar[str] = "记录成员承继"
    en: ClassVar[str] = "record that a member was taken over"

    member: str
    predecessor: str
    successor: str


@dataclass(frozen=True, slots=True)
class RecordDelivery(Body):
    """记录送达 — what was decided has reached the applicant."""

    zh: ClassVar[str] = "记录成员送达"
    en: ClassVar[str] = "record that a member was delivered"

    member: str


@dataclass(frozen=True, slots=True)
class RecordNoWithdrawal(Body):
    """记录未能撤回 — the member's case could not be withdrawn any more; `refusal` is the code of why."""

    zh: ClassVar[str] = "记录成员未能撤回"
    en: ClassVar[str] = "record that a member could not be withdrawn"

    member: str
    refusal: str


# --- what the project tells of which it is a stage


@dataclass(frozen=True, slots=True)
class RecordOutcome(Body):
    """记录项目成果 — it is there, or need not be there yet; its document lies with `case_id`."""

    zh: ClassVar[str] = "记录项目前期成果"
    en: ClassVar[str] = "record an outcome of the project"

    outcome: str
    case_id: str = ""
    document: Reference | None = None


@dataclass(frozen=True, slots=True)
class RecordOutcomeGone(Body):
    """记录项目成果失效 — it is there no more."""

    zh: ClassVar[str] = "记录项目前期成果不再有效"
    en: ClassVar[str] = "record that an outcome of the project is there no more"

    outcome: str


#: What nobody types: the feed of the members' cases says it, or the project.
TOLD_BY_MEMBERS: tuple[type[Body], ...] = (
    RecordReceipt,
    RecordNoReceipt,
    RecordCommitment,
    RecordNoCommitment,
    RecordAcceptance,
    RecordDecision,
    RecordResult,
    RecordEnd,
    RecordReopening,
    RecordRestoration,
    RecordSuccession,
    RecordDelivery,
    RecordNoWithdrawal,
    RecordOutcome,
    RecordOutcomeGone,
)
