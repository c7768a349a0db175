"""指令 — what a case can be asked to do; imperative, plain frozen data.

The envelope says who asks, at which post, when, and for late entries when it really happened.
Every fact a decision needs has been resolved before: the kernel looks nothing up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.conditions import Fact
from tongban.kernel.case.item import Approver, SpecialProcedure
from tongban.kernel.words import Bilingual


class Channel(StrEnum):
    """渠道 — how the papers came in."""

    ONLINE = "online"
    COUNTER = "counter"
    PAPER = "paper"

    @property
    def label(self) -> Bilingual:
        """The channel's name."""
        return {
            Channel.ONLINE: Bilingual("网上申请", "online"),
            Channel.COUNTER: Bilingual("窗口收件", "at the counter"),
            Channel.PAPER: Bilingual("纸质补录", "entered from paper"),
        }[self]


class DefectKind(StrEnum):
    """缺陷种类 — what is wrong with a material."""

    MISSING = "missing"
    INCOMPLETE = "incomplete"
    NOT_IN_LEGAL_FORM = "not_in_legal_form"
    OUTDATED = "outdated"

    @property
    def label(self) -> Bilingual:
        """The kind's name."""
        return {
            DefectKind.MISSING: Bilingual("缺少", "missing"),
            DefectKind.INCOMPLETE: Bilingual("内容不全", "incomplete"),
            DefectKind.NOT_IN_LEGAL_FORM: Bilingual("不符合法定形式", "not in the legal form"),
            DefectKind.OUTDATED: Bilingual("已过有效期", "out of date"),
        }[self]


class DeclineGround(StrEnum):
    """不予受理的理由 (行政许可法§32(1)、(2))."""

    NOT_REQUIRED = "not_required"
    WRONG_AUTHORITY = "wrong_authority"

    @property
    def label(self) -> Bilingual:
        """The ground as the statute puts it."""
        return {
            DeclineGround.NOT_REQUIRED: Bilingual("依法不需要取得行政许可", "no licence is required"),
            DeclineGround.WRONG_AUTHORITY: Bilingual("不属于本机关职权范围", "not in this agency's power"),
        }[self]


class OpinionResult(StrEnum):
    """意见结论."""

    AGREE = "agree"
    AGREE_WITH_CONDITIONS = "agree_with_conditions"
    OBJECT = "object"

    @property
    def label(self) -> Bilingual:
        """The conclusion's name."""
        return {
            OpinionResult.AGREE: Bilingual("同意", "agree"),
            OpinionResult.AGREE_WITH_CONDITIONS: Bilingual("有条件同意", "agree with conditions"),
            OpinionResult.OBJECT: Bilingual("不同意", "object"),
        }[self]


class Finding(StrEnum):
    """审查结论."""

    CONFORMS = "conforms"
    DOES_NOT_CONFORM = "does_not_conform"

    @property
    def label(self) -> Bilingual:
        """The finding's name."""
        return {
            Finding.CONFORMS: Bilingual("符合法定条件、标准", "meets the legal conditions"),
            Finding.DOES_NOT_CONFORM: Bilingual("不符合法定条件、标准", "does not meet the legal conditions"),
        }[self]


class Outcome(StrEnum):
    """办理结果."""

    GRANTED = "granted"
    REFUSED = "refused"

    @property
    def label(self) -> Bilingual:
        """The outcome's name."""
        return {
            Outcome.GRANTED: Bilingual("准予许可", "granted"),
            Outcome.REFUSED: Bilingual("不予许可", "refused"),
        }[self]


class DocumentKind(StrEnum):
    """文书种类."""

    RECEIPT = "receipt"
    SUPPLEMENT_NOTICE = "supplement_notice"
    ACCEPTANCE_NOTICE = "acceptance_notice"
    LICENCE = "licence"
    REFUSAL = "refusal"

    @property
    def label(self) -> Bilingual:
        """The document's name."""
        return {
            DocumentKind.RECEIPT: Bilingual("收件凭证", "receipt"),
            DocumentKind.SUPPLEMENT_NOTICE: Bilingual("一次性告知书", "one-off supplement notice"),
            DocumentKind.ACCEPTANCE_NOTICE: Bilingual("受理通知书", "acceptance notice"),
            DocumentKind.LICENCE: Bilingual("许可证", "licence"),
            DocumentKind.REFUSAL: Bilingual("不予许可决定书", "decision of refusal"),
        }[self]


class DeliveryMethod(StrEnum):
    """送达方式."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"

    @property
    def label(self) -> Bilingual:
        """The method's name."""
        return {
            DeliveryMethod.COUNTER: Bilingual("窗口领取", "collected at the counter"),
            DeliveryMethod.POST: Bilingual("邮寄送达", "by post"),
            DeliveryMethod.ELECTRONIC: Bilingual("电子送达（经申请人同意）", "electronically, with consent"),
        }[self]


@dataclass(frozen=True, slots=True)
class Reference:
    """引用 — a personal value kept outside the event: where it is, and its salted digest."""

    ref: str
    digest: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """交来的材料 — what was handed in for one requirement; `files` are references to its blobs."""

    material: str
    files: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Defect:
    """缺陷 — one thing to supplement; the clerk's explanation is a reference, never text."""

    material: str
    kind: DefectKind
    basis: str
    note: Reference | None = None


@dataclass(frozen=True, slots=True)
class Remedies:
    """救济途径 — where and until when a refusal can be fought (行政许可法§38)."""

    reconsideration_body: str
    reconsideration_days: int
    court: str
    suit_months: int
    basis: str


class Body:
    """What a command asks; every verb below is one."""

    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""

    @classmethod
    def verb(cls) -> Bilingual:
        """The verb as a reader knows it."""
        return Bilingual(cls.zh, cls.en)


@dataclass(frozen=True, slots=True)
class Receive(Body):
    """收件 — papers in hand; a receipt, not acceptance."""

    zh: ClassVar[str] = "收件"
    en: ClassVar[str] = "receive the papers"

    applicant: str
    division: str
    channel: Channel
    receipt_number: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    answers: Reference | None = None
    materials: tuple[HandedIn, ...] = ()
    agent: str = ""


@dataclass(frozen=True, slots=True)
class RequestSupplement(Body):
    """一次性告知补正 — tell the applicant once everything that is missing (行政许可法§32(4))."""

    zh: ClassVar[str] = "一次性告知补正"
    en: ClassVar[str] = "request a supplement"

    defects: tuple[Defect, ...]
    notice_number: str


@dataclass(frozen=True, slots=True)
class Supplement(Body):
    """补正 — the applicant hands in what the notice asked for."""

    zh: ClassVar[str] = "提交补正材料"
    en: ClassVar[str] = "hand in the supplement"

    materials: tuple[HandedIn, ...]


@dataclass(frozen=True, slots=True)
class RestateDefects(Body):
    """重申 — some defects of the first notice remain; none may be added."""

    zh: ClassVar[str] = "重申未补正内容"
    en: ClassVar[str] = "restate what remains"

    defects: tuple[Defect, ...]
    notice_number: str


@dataclass(frozen=True, slots=True)
class Accept(Body):
    """受理 — the statutory clock starts (行政许可法§32(5))."""

    zh: ClassVar[str] = "受理"
    en: ClassVar[str] = "accept"

    acceptance_number: str


@dataclass(frozen=True, slots=True)
class Decline(Body):
    """不予受理 — no licence is needed, or another authority has the power (行政许可法§32(1)、(2))."""

    zh: ClassVar[str] = "不予受理"
    en: ClassVar[str] = "decline"

    ground: DeclineGround
    reasons: Reference | None
    right_authority: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw(Body):
    """撤回 — the applicant takes the application back before the decision."""

    zh: ClassVar[str] = "撤回申请"
    en: ClassVar[str] = "withdraw"

    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class TakeStep(Body):
    """认领 — a named person takes the step on."""

    zh: ClassVar[str] = "认领环节"
    en: ClassVar[str] = "take the step"

    step: str


@dataclass(frozen=True, slots=True)
class CompleteStep(Body):
    """办结环节 — an examination or another plain step ends with a finding."""

    zh: ClassVar[str] = "办结环节"
    en: ClassVar[str] = "complete the step"

    step: str
    finding: Finding
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class GiveOpinion(Body):
    """出具意见 — an assisting department answers; it may revise its answer until the decision."""

    zh: ClassVar[str] = "出具意见"
    en: ClassVar[str] = "give an opinion"

    step: str
    result: OpinionResult
    reasons: Reference | None = None


@dataclass(frozen=True, slots=True)
class RecordObservation(Body):
    """登记外部结果 — what another system decided; a fact is never refused, its discrepancies are kept."""

    zh: ClassVar[str] = "登记外部系统结果"
    en: ClassVar[str] = "record an observed result"

    step: str
    result: OpinionResult
    source: str
    foreign_number: str


@dataclass(frozen=True, slots=True)
class StartSpecialProcedure(Body):
    """启动特别程序 — its days are excluded, both included, once told in writing (行政许可法§45)."""

    zh: ClassVar[str] = "启动特别程序"
    en: ClassVar[str] = "start a special procedure"

    procedure: SpecialProcedure
    begin: date
    until: date
    notice_number: str


@dataclass(frozen=True, slots=True)
class EndSpecialProcedure(Body):
    """提前结束特别程序 — counting goes on the day after `last_day`."""

    zh: ClassVar[str] = "结束特别程序"
    en: ClassVar[str] = "end the special procedure"

    procedure: SpecialProcedure
    last_day: date


@dataclass(frozen=True, slots=True)
class ExtendLimit(Body):
    """延长期限 — once, approved by the officer the law names, reasons told (行政许可法§42)."""

    zh: ClassVar[str] = "延长期限"
    en: ClassVar[str] = "extend the limit"

    approved_by: Approver
    approver: str
    reasons: Reference | None
    notice_number: str


@dataclass(frozen=True, slots=True)
class Decide(Body):
    """作出决定 — grant or refuse in writing; a refusal with reasons and remedies (行政许可法§38)."""

    zh: ClassVar[str] = "作出决定"
    en: ClassVar[str] = "decide"

    outcome: Outcome
    number: str
    basis: str
    reasons: Reference | None = None
    remedies: Remedies | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class RecordDocument(Body):
    """登记文书 — a document was rendered, sealed and stored; `digest` is of its bytes."""

    zh: ClassVar[str] = "登记文书"
    en: ClassVar[str] = "record a document"

    document: DocumentKind
    number: str
    digest: str
    ref: str


@dataclass(frozen=True, slots=True)
class Deliver(Body):
    """送达 — the outcome document reaches the applicant; the case closes (行政许可法§44)."""

    zh: ClassVar[str] = "送达"
    en: ClassVar[str] = "deliver"

    method: DeliveryMethod
    proof: Reference | None = None


@dataclass(frozen=True, slots=True)
class CorrectEntry(Body):
    """更正 — mend a mistaken entry by a further event, approved by a second person; nothing is edited.

    `field` is `received_on`, `accepted_on`, `applicant`, or `opinion:<step>`; `value` its right content.
    """

    zh: ClassVar[str] = "更正录入错误"
    en: ClassVar[str] = "correct an entry"

    field: str
    value: str
    approver: str
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class NoticePassing(Body):
    """时间经过 — time reaches the kernel as a command, from the sweep, a simulator or a test."""

    zh: ClassVar[str] = "时间经过"
    en: ClassVar[str] = "notice that time has passed"


@dataclass(frozen=True, slots=True)
class StoredDue:
    """原届满日 — the last day of a running clock as it was counted and told before."""

    clock: str
    due_on: date


@dataclass(frozen=True, slots=True)
class RecountClocks(Body):
    """重新计算期限 — the holiday calendar changed: count what still runs by the new one.

    The days as they stood come with the command, since nobody keeps the calendar they were counted by.
    `basis` names the notice that changed it.
    """

    zh: ClassVar[str] = "按新的放假安排重新计算期限"
    en: ClassVar[str] = "recount the clocks by the new calendar"

    calendar_before: str
    calendar_after: str
    due_before: tuple[StoredDue, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Command:
    """指令信封 — one ask, with who, where, when.

    `id` makes a retry harmless; `at` is the UTC instant of entry, `occurred_at` the earlier one of a
    late entry; `actor` is an account id, `post` the post it acts at.
    """

    id: str
    case_id: str
    at: datetime
    actor: str
    post: str
    body: Body
    occurred_at: datetime | None = None
