"""复议诉讼的指令 — a decision is fought: answered, perhaps suspended, and what comes of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.clock import TimeLimit
from tongban.kernel.words import Bilingual


class ChallengeKind(StrEnum):
    """救济途径 — before whom a decision is fought."""

    RECONSIDERATION = "reconsideration"
    LITIGATION = "litigation"

    @property
    def label(self) -> Bilingual:
        """The way's name."""
        return {
            ChallengeKind.RECONSIDERATION: Bilingual("行政复议", "administrative reconsideration"),
            ChallengeKind.LITIGATION: Bilingual("行政诉讼", "administrative litigation"),
        }[self]


class ChallengedAct(StrEnum):
    """被诉行为 — what is fought: a decision, an application turned away or ended, or that none was answered.

    依据 Basis: 行政复议法§11(3), 行政诉讼法§12(1)(3): a refusal, no answer in time, or any other decision.
    """

    DECISION = "decision"
    REVOCATION = "revocation"
    NON_ACCEPTANCE = "non_acceptance"
    RETURN = "return"
    END = "end"
    SILENCE = "silence"

    @property
    def label(self) -> Bilingual:
        """The act's name."""
        return {
            ChallengedAct.DECISION: Bilingual("许可决定", "the decision on the application"),
            ChallengedAct.REVOCATION: Bilingual("撤销许可的决定", "the revocation of the licence"),
            ChallengedAct.NON_ACCEPTANCE: Bilingual("不予受理", "the non-acceptance"),
            ChallengedAct.RETURN: Bilingual("退回申请", "the return of the application"),
            ChallengedAct.END: Bilingual("终止办理", "the end without a decision"),
            ChallengedAct.SILENCE: Bilingual("逾期没有作出决定", "no decision in time"),
        }[self]


class ChallengeOutcome(StrEnum):
    """复议诉讼结果 — as the document that ends it says."""

    UPHELD = "upheld"
    CHANGED = "changed"
    ANNULLED = "annulled"
    REDO = "redo"
    PERFORM = "perform"
    UNLAWFUL = "unlawful"
    ENDED = "ended"

    @property
    def label(self) -> Bilingual:
        """The outcome as the documents put it."""
        return {
            ChallengeOutcome.UPHELD: Bilingual("维持决定或者驳回请求", "upheld, or the claim dismissed"),
            ChallengeOutcome.CHANGED: Bilingual("变更决定", "changed"),
            ChallengeOutcome.ANNULLED: Bilingual("撤销决定或者确认无效", "annulled, or found void"),
            ChallengeOutcome.REDO: Bilingual("撤销并责令重新作出决定", "annulled, to be decided anew"),
            ChallengeOutcome.PERFORM: Bilingual("责令履行、判决履行", "ordered to act"),
            ChallengeOutcome.UNLAWFUL: Bilingual("确认违法，不撤销", "found unlawful, and it stands"),
            ChallengeOutcome.ENDED: Bilingual("撤回、调解或者终止", "withdrawn, mediated or terminated"),
        }[self]


@dataclass(frozen=True, slots=True)
class RecordChallenge(Body):
    """登记复议诉讼 — on the day the copy of the application or complaint came, from which the reply is due.

    `reply_limit` is the law of that day, which a case that was decided long ago does not know.
    """

    zh: ClassVar[str] = "登记复议、诉讼"
    en: ClassVar[str] = "record a challenge"

    kind: ChallengeKind
    act: ChallengedAct
    body: str
    number: str
    reply_limit: TimeLimit


@dataclass(frozen=True, slots=True)
class RecordReply(Body):
    """登记答复 — what the agency answered, by its number."""

    zh: ClassVar[str] = "登记答复、答辩"
    en: ClassVar[str] = "record the reply"

    challenge: str
    number: str


@dataclass(frozen=True, slots=True)
class SuspendExecution(Body):
    """停止执行 — ordered or decided while it is fought (行政复议法§42; 行政诉讼法§56)."""

    zh: ClassVar[str] = "登记停止执行"
    en: ClassVar[str] = "record a suspension of execution"

    challenge: str
    number: str


@dataclass(frozen=True, slots=True)
class ResumeExecution(Body):
    """恢复执行 — before the challenge itself ends."""

    zh: ClassVar[str] = "登记恢复执行"
    en: ClassVar[str] = "record that execution resumes"

    challenge: str
    number: str


@dataclass(frozen=True, slots=True)
class RecordChallengeOutcome(Body):
    """登记复议诉讼结果 — and what the agency is ordered to do.

    `redo_days` are natural days to decide anew, where the document sets them; `steps` are those it found
    fault with, which are taken again before the decision.
    """

    zh: ClassVar[str] = "登记复议、诉讼结果"
    en: ClassVar[str] = "record how a challenge ended"

    challenge: str
    outcome: ChallengeOutcome
    number: str
    redo_days: int | None = None
    steps: tuple[str, ...] = ()
