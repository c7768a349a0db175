"""复议诉讼的事件 — fought, answered, suspended, and how it ended."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands import ChallengedAct, ChallengeKind, ChallengeOutcome
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class ChallengeRecorded(Happening):
    """复议诉讼 — `against` is the number of the decision that is fought."""

    zh: ClassVar[str] = "申请复议或者提起诉讼"
    en: ClassVar[str] = "decision challenged"

    challenge: str
    kind: ChallengeKind
    act: ChallengedAct
    against: str
    body: str
    number: str
    reply_limit: TimeLimit
    basis: str


@dataclass(frozen=True, slots=True)
class ReplyRecorded(Happening):
    """答复 — the agency has said its part."""

    zh: ClassVar[str] = "已答复、答辩"
    en: ClassVar[str] = "reply made"

    challenge: str
    number: str
    basis: str


@dataclass(frozen=True, slots=True)
class ExecutionSuspended(Happening):
    """停止执行 — the decision is not carried out for the time being."""

    zh: ClassVar[str] = "停止执行"
    en: ClassVar[str] = "execution suspended"

    challenge: str
    number: str
    basis: str


@dataclass(frozen=True, slots=True)
class ExecutionResumed(Happening):
    """恢复执行."""

    zh: ClassVar[str] = "恢复执行"
    en: ClassVar[str] = "execution resumed"

    challenge: str
    number: str
    basis: str


@dataclass(frozen=True, slots=True)
class ChallengeEnded(Happening):
    """复议诉讼结果 — `bears` says whether the decision that was fought still stood, so that it has effects.

    `redo_limit` is the time to decide anew and `steps` what is taken again first; `delivery_limit` is set
    where a licence that never was delivered stands again.
    """

    zh: ClassVar[str] = "复议、诉讼结果"
    en: ClassVar[str] = "challenge ended"

    challenge: str
    outcome: ChallengeOutcome
    number: str
    basis: str
    bears: bool
    redo_limit: TimeLimit | None = None
    steps: tuple[str, ...] | None = None
    delivery_limit: TimeLimit | None = None
