"""事件 — what happened to a case; past tense, plain frozen data, the only truth.

An event carries everything `evolve` needs, the limits of its day among it, so that history is never
judged again by today's law. It carries no personal data: people are ids, texts and files are
references with salted digests.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from tongban.kernel.case.commands import (
    Channel,
    DeclineGround,
    Defect,
    DeliveryMethod,
    DocumentKind,
    Finding,
    HandedIn,
    OpinionResult,
    Outcome,
    Reference,
    Remedies,
)
from tongban.kernel.case.item import Approver, Handling, SilenceEffect, SpecialProcedure, StepKind
from tongban.kernel.clock import ClockKind, TimeLimit
from tongban.kernel.words import Bilingual


class Happening:
    """What an event says; every class below is one. `zh` and `en` say it to a reader."""

    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""

    @classmethod
    def title(cls) -> Bilingual:
        """The event's name, as a line of the timeline begins."""
        return Bilingual(cls.zh, cls.en)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """计划环节 — a step this case has, as planned at acceptance."""

    id: str
    kind: StepKind
    authority: str
    post: str
    after: tuple[str, ...]
    limit: TimeLimit | None
    silence: SilenceEffect
    basis: str


@dataclass(frozen=True, slots=True)
class Received(Happening):
    """收件 — papers in hand: what this situation requires, and the steps it does not have (`skipped`)."""

    zh: ClassVar[str] = "收件"
    en: ClassVar[str] = "received"

    item: str
    item_version: str
    item_digest: str
    division: str
    authority: str
    applicant: str
    agent: str
    channel: Channel
    receipt_number: str
    required: tuple[str, ...]
    skipped: tuple[str, ...]
    materials: tuple[HandedIn, ...]
    answers: Reference | None
    notice_limit: TimeLimit


@dataclass(frozen=True, slots=True)
class SupplementRequested(Happening):
    """一次性告知补正 — the one notice, with all defects."""

    zh: ClassVar[str] = "一次性告知补正"
    en: ClassVar[str] = "supplement requested"

    defects: tuple[Defect, ...]
    notice_number: str


@dataclass(frozen=True, slots=True)
class Supplemented(Happening):
    """补正 — handed in after the notice; the five days run again (design: incomplete supplement)."""

    zh: ClassVar[str] = "收到补正材料"
    en: ClassVar[str] = "supplement handed in"

    materials: tuple[HandedIn, ...]
    notice_limit: TimeLimit


@dataclass(frozen=True, slots=True)
class DefectsRestated(Happening):
    """重申 — what the supplement left open; nothing is added."""

    zh: ClassVar[str] = "重申未补正内容"
    en: ClassVar[str] = "remaining defects restated"

    defects: tuple[Defect, ...]
    notice_number: str


@dataclass(frozen=True, slots=True)
class Accepted(Happening):
    """受理 — as of `accepted_on`; `deemed` where silence did it (行政许可法§32(4))."""

    zh: ClassVar[str] = "受理"
    en: ClassVar[str] = "accepted"

    accepted_on: date
    deemed: bool
    acceptance_number: str
    handling: Handling
    statutory_limit: TimeLimit
    promised_limit: TimeLimit
    basis: str


@dataclass(frozen=True, slots=True)
class Declined(Happening):
    """不予受理."""

    zh: ClassVar[str] = "不予受理"
    en: ClassVar[str] = "declined"

    ground: DeclineGround
    reasons: Reference | None
    right_authority: str
    basis: str


@dataclass(frozen=True, slots=True)
class Withdrawn(Happening):
    """撤回."""

    zh: ClassVar[str] = "申请人撤回"
    en: ClassVar[str] = "withdrawn"

    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class StepsPlanned(Happening):
    """环节计划 — the steps this case has; those whose condition did not hold are not among them."""

    zh: ClassVar[str] = "确定办理环节"
    en: ClassVar[str] = "steps planned"

    steps: tuple[PlannedStep, ...]


@dataclass(frozen=True, slots=True)
class StepsOpened(Happening):
    """环节开始 — nothing these steps wait for is left; all start at the same instant."""

    zh: ClassVar[str] = "环节开始"
    en: ClassVar[str] = "steps opened"

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepTaken(Happening):
    """认领 — the actor named by the envelope has the step now."""

    zh: ClassVar[str] = "环节认领"
    en: ClassVar[str] = "step taken"

    step: str


@dataclass(frozen=True, slots=True)
class StepCompleted(Happening):
    """环节办结."""

    zh: ClassVar[str] = "环节办结"
    en: ClassVar[str] = "step completed"

    step: str
    finding: Finding
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class OpinionGiven(Happening):
    """意见 — an assisting department's answer; a later one replaces it."""

    zh: ClassVar[str] = "出具意见"
    en: ClassVar[str] = "opinion given"

    step: str
    result: OpinionResult
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class ConsentDeemed(Happening):
    """视为同意 — an assisting department let its limit pass; the item declares what that means."""

    zh: ClassVar[str] = "逾期未答复，视为同意"
    en: ClassVar[str] = "silence taken as consent"

    step: str
    due_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class ObservationRecorded(Happening):
    """外部结果 — what another system decided, as it was told, with what does not fit."""

    zh: ClassVar[str] = "登记外部系统结果"
    en: ClassVar[str] = "observed result recorded"

    step: str
    result: OpinionResult
    source: str
    foreign_number: str
    discrepancies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeExcluded(Happening):
    """扣除 — a special procedure's days, both included, told in writing (行政许可法§45)."""

    zh: ClassVar[str] = "特别程序，期限扣除"
    en: ClassVar[str] = "special procedure, time excluded"

    procedure: SpecialProcedure
    begin: date
    until: date
    notice_number: str
    clocks: tuple[ClockKind, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class TimeResumed(Happening):
    """恢复 — a special procedure ended before the day told; `last_day` is its last."""

    zh: ClassVar[str] = "特别程序提前结束"
    en: ClassVar[str] = "special procedure ended early"

    procedure: SpecialProcedure
    last_day: date
    clocks: tuple[ClockKind, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class LimitExtended(Happening):
    """延长期限 (行政许可法§42)."""

    zh: ClassVar[str] = "经批准延长期限"
    en: ClassVar[str] = "limit extended"

    amount: int
    approved_by: Approver
    approver: str
    reasons: Reference | None
    notice_number: str
    basis: str


@dataclass(frozen=True, slots=True)
class LimitPassed(Happening):
    """期限届满 — `clock` ended on `due_on` with its duty not done; said once for each due date."""

    zh: ClassVar[str] = "期限届满未办结"
    en: ClassVar[str] = "limit passed"

    clock: str
    due_on: date


@dataclass(frozen=True, slots=True)
class MovedClock:
    """期限变动 — a running clock whose last day moved, from and to which."""

    clock: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class ClocksRecounted(Happening):
    """期限重新计算 — the holiday calendar changed, and with it the last day of these clocks."""

    zh: ClassVar[str] = "放假安排有变动，期限重新计算"
    en: ClassVar[str] = "holidays changed, limits counted again"

    calendar_before: str
    calendar_after: str
    moved: tuple[MovedClock, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Decided(Happening):
    """决定 — granted or refused."""

    zh: ClassVar[str] = "作出决定"
    en: ClassVar[str] = "decided"

    outcome: Outcome
    number: str
    basis: str
    reasons: Reference | None
    remedies: Remedies | None
    valid_until: date | None
    delivery_limit: TimeLimit


@dataclass(frozen=True, slots=True)
class DocumentRecorded(Happening):
    """文书制成 — rendered, sealed, stored."""

    zh: ClassVar[str] = "文书已制作"
    en: ClassVar[str] = "document recorded"

    document: DocumentKind
    number: str
    digest: str
    ref: str


@dataclass(frozen=True, slots=True)
class Delivered(Happening):
    """送达 — the case closes."""

    zh: ClassVar[str] = "送达"
    en: ClassVar[str] = "delivered"

    method: DeliveryMethod
    proof: Reference | None


@dataclass(frozen=True, slots=True)
class EntryCorrected(Happening):
    """更正 — what was entered wrongly, what it said, what is right, who approved."""

    zh: ClassVar[str] = "更正录入"
    en: ClassVar[str] = "entry corrected"

    field: str
    old: str
    new: str
    approver: str
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class Event:
    """事件 — one thing that happened, with its envelope.

    `seq` counts from 1 within the case; `at` is the UTC instant it was recorded, `occurred_at` the
    instant it happened; `on` is the legal date of the latter in the case's region.
    """

    case_id: str
    seq: int
    command_id: str
    at: datetime
    occurred_at: datetime
    on: date
    actor: str
    post: str
    body: Happening
