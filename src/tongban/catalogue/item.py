"""实施清单 — a service item as one authority does it in one division: the one definition.

The public guide, the checklist for a situation, the running case, the supervision rules and the
simulation model are all read from an `Implementation`. Field names follow the national element
tables in English; each docstring gives the Chinese term.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated

import rfc8785

from tongban.catalogue.authorities import Directory, DivisionCode
from tongban.catalogue.binding import Days, Range, Slug
from tongban.catalogue.finding import Place, Rule, place_in
from tongban.catalogue.law import Limits, load_limits
from tongban.catalogue.writing import plain
from tongban.kernel.case.commands import Remedies
from tongban.kernel.case.conditions import Condition, Facts, facts_of, holds
from tongban.kernel.case.item import (
    Approver,
    Handling,
    Item,
    MaterialRequirement,
    SilenceEffect,
    SpecialProcedure,
    StepKind,
)
from tongban.kernel.case.item import Step as KernelStep
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.words import Bilingual

Count = Annotated[int, Range(0, 99)]

# --- code lists (domain 3.5): stored as English slugs, the national code beside the label


class ItemType(StrEnum):
    """事项类型."""

    LICENCE = "licence"
    PENALTY = "penalty"
    COERCION = "coercion"
    LEVY = "levy"
    BENEFIT = "benefit"
    INSPECTION = "inspection"
    CONFIRMATION = "confirmation"
    REWARD = "reward"
    RULING = "ruling"
    OTHER_POWER = "other_power"
    PUBLIC_SERVICE = "public_service"

    @property
    def label(self) -> Bilingual:
        """The type's name."""
        return _ITEM_TYPES[self][1]

    @property
    def national_code(self) -> str:
        """The code in the national list."""
        return _ITEM_TYPES[self][0]


_ITEM_TYPES = {
    ItemType.LICENCE: ("01", Bilingual("行政许可", "administrative licence")),
    ItemType.PENALTY: ("02", Bilingual("行政处罚", "administrative penalty")),
    ItemType.COERCION: ("03", Bilingual("行政强制", "administrative coercion")),
    ItemType.LEVY: ("04", Bilingual("行政征收", "administrative levy")),
    ItemType.BENEFIT: ("05", Bilingual("行政给付", "administrative benefit")),
    ItemType.INSPECTION: ("06", Bilingual("行政检查", "administrative inspection")),
    ItemType.CONFIRMATION: ("07", Bilingual("行政确认", "administrative confirmation")),
    ItemType.REWARD: ("08", Bilingual("行政奖励", "administrative reward")),
    ItemType.RULING: ("09", Bilingual("行政裁决", "administrative ruling")),
    ItemType.OTHER_POWER: ("10", Bilingual("其他行政权力", "other administrative power")),
    ItemType.PUBLIC_SERVICE: ("20", Bilingual("公共服务", "public service")),
}


class CaseType(StrEnum):
    """办件类型 — decided on the spot, or within a promised limit (承诺件, not 告知承诺)."""

    ON_THE_SPOT = "on_the_spot"
    TIME_LIMITED = "time_limited"

    @property
    def label(self) -> Bilingual:
        """The type's name."""
        return {
            CaseType.ON_THE_SPOT: Bilingual("即办件", "on-the-spot case"),
            CaseType.TIME_LIMITED: Bilingual("承诺件", "time-limited case"),
        }[self]


class ReviewType(StrEnum):
    """审查类型."""

    AT_ONCE = "at_once"
    ACCEPT_THEN_REVIEW = "accept_then_review"

    @property
    def label(self) -> Bilingual:
        """The type's name."""
        return {
            ReviewType.AT_ONCE: Bilingual("即审即办", "reviewed and decided at once"),
            ReviewType.ACCEPT_THEN_REVIEW: Bilingual("前审后批", "accepted, reviewed, then decided"),
        }[self]


class Role(StrEnum):
    """部门角色 — exactly one department leads."""

    LEAD = "lead"
    ASSISTING = "assisting"

    @property
    def label(self) -> Bilingual:
        """The role's name."""
        return {
            Role.LEAD: Bilingual("牵头部门", "lead department"),
            Role.ASSISTING: Bilingual("协办部门", "assisting department"),
        }[self]


class BodyType(StrEnum):
    """实施主体性质."""

    STATUTORY = "statutory"
    AUTHORISED = "authorised"
    ENTRUSTED = "entrusted"

    @property
    def label(self) -> Bilingual:
        """The kind's name."""
        return {
            BodyType.STATUTORY: Bilingual("法定机关", "statutory agency"),
            BodyType.AUTHORISED: Bilingual("授权组织", "authorised organisation"),
            BodyType.ENTRUSTED: Bilingual("受委托组织", "entrusted organisation"),
        }[self]


class PowerSource(StrEnum):
    """权力来源."""

    OWN = "own"
    HANDED_DOWN = "handed_down"
    AUTHORISED_FROM_ABOVE = "authorised_from_above"
    AUTHORISED_BY_PEER = "authorised_by_peer"
    ENTRUSTED_FROM_ABOVE = "entrusted_from_above"
    ENTRUSTED_BY_PEER = "entrusted_by_peer"

    @property
    def label(self) -> Bilingual:
        """The source's name."""
        return {
            PowerSource.OWN: Bilingual("法定本级行使", "exercised at this level by law"),
            PowerSource.HANDED_DOWN: Bilingual("上级下放", "handed down from above"),
            PowerSource.AUTHORISED_FROM_ABOVE: Bilingual("上级授权", "authorised from above"),
            PowerSource.AUTHORISED_BY_PEER: Bilingual("同级授权", "authorised at the same level"),
            PowerSource.ENTRUSTED_FROM_ABOVE: Bilingual("上级委托", "entrusted from above"),
            PowerSource.ENTRUSTED_BY_PEER: Bilingual("同级委托", "entrusted at the same level"),
        }[self]


class Audience(StrEnum):
    """服务对象."""

    PERSON = "person"
    COMPANY = "company"
    PUBLIC_INSTITUTION = "public_institution"
    SOCIAL_ORGANISATION = "social_organisation"
    UNINCORPORATED_ENTERPRISE = "unincorporated_enterprise"
    GOVERNMENT_AGENCY = "government_agency"
    OTHER_ORGANISATION = "other_organisation"

    @property
    def label(self) -> Bilingual:
        """The audience's name."""
        return {
            Audience.PERSON: Bilingual("自然人", "natural person"),
            Audience.COMPANY: Bilingual("企业法人", "company"),
            Audience.PUBLIC_INSTITUTION: Bilingual("事业法人", "public institution"),
            Audience.SOCIAL_ORGANISATION: Bilingual("社会组织法人", "social organisation"),
            Audience.UNINCORPORATED_ENTERPRISE: Bilingual("非法人企业", "unincorporated enterprise"),
            Audience.GOVERNMENT_AGENCY: Bilingual("行政机关", "government agency"),
            Audience.OTHER_ORGANISATION: Bilingual("其他组织", "other organisation"),
        }[self]


class OnlineDepth(StrEnum):
    """网上办理深度."""

    NONE = "none"
    INFORMATION = "information"
    SUBMISSION = "submission"
    PRE_CHECK = "pre_check"
    WHOLE = "whole"

    @property
    def label(self) -> Bilingual:
        """The depth's name."""
        return {
            OnlineDepth.NONE: Bilingual("不提供网上办理", "not online"),
            OnlineDepth.INFORMATION: Bilingual("网上查询（Ⅰ级）", "information online (level I)"),
            OnlineDepth.SUBMISSION: Bilingual("网上申报（Ⅱ级）", "apply online (level II)"),
            OnlineDepth.PRE_CHECK: Bilingual("网上预审（Ⅲ级）", "checked online (level III)"),
            OnlineDepth.WHOLE: Bilingual("全程网办（Ⅳ级）", "wholly online (level IV)"),
        }[self]


class ResultType(StrEnum):
    """审批结果类型."""

    LICENCE = "licence"
    LETTER = "letter"
    APPROVAL = "approval"
    OTHER = "other"

    @property
    def label(self) -> Bilingual:
        """The type's name."""
        return {
            ResultType.LICENCE: Bilingual("出证办结", "ends with a licence"),
            ResultType.LETTER: Bilingual("出文办结", "ends with a letter"),
            ResultType.APPROVAL: Bilingual("审批办结", "ends with an approval"),
            ResultType.OTHER: Bilingual("其他结果", "ends otherwise"),
        }[self]


class BasisRank(StrEnum):
    """依据位阶 — who made the rule a basis cites."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    LOCAL_REGULATION = "local_regulation"
    STATE_COUNCIL_DECISION = "state_council_decision"
    RULE = "rule"
    DOCUMENT = "document"

    @property
    def label(self) -> Bilingual:
        """The rank's name."""
        return {
            BasisRank.LAW: Bilingual("法律", "law"),
            BasisRank.ADMINISTRATIVE_REGULATION: Bilingual("行政法规", "administrative regulation"),
            BasisRank.LOCAL_REGULATION: Bilingual("地方性法规", "local regulation"),
            BasisRank.STATE_COUNCIL_DECISION: Bilingual("国务院决定", "State Council decision"),
            BasisRank.RULE: Bilingual("规章", "rule"),
            BasisRank.DOCUMENT: Bilingual("规范性文件", "normative document"),
        }[self]


class MaterialForm(StrEnum):
    """材料形式."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    EITHER = "either"

    @property
    def label(self) -> Bilingual:
        """The form's name."""
        return {
            MaterialForm.PAPER: Bilingual("纸质", "paper"),
            MaterialForm.ELECTRONIC: Bilingual("电子", "electronic"),
            MaterialForm.EITHER: Bilingual("纸质或电子", "paper or electronic"),
        }[self]


class MaterialSource(StrEnum):
    """材料来源渠道."""

    APPLICANT = "applicant"
    GOVERNMENT = "government"
    OTHER = "other"

    @property
    def label(self) -> Bilingual:
        """The source's name."""
        return {
            MaterialSource.APPLICANT: Bilingual("申请人自备", "made by the applicant"),
            MaterialSource.GOVERNMENT: Bilingual("政府部门核发", "issued by government"),
            MaterialSource.OTHER: Bilingual("第三方出具", "issued by a third party"),
        }[self]


class AnswerKind(StrEnum):
    """回答方式 — how a question about the situation is answered."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"

    @property
    def label(self) -> Bilingual:
        """The kind's name."""
        return {
            AnswerKind.CHOICE: Bilingual("单选", "one of several"),
            AnswerKind.YES_NO: Bilingual("是或否", "yes or no"),
            AnswerKind.NUMBER: Bilingual("整数", "a whole number"),
        }[self]


class FieldKind(StrEnum):
    """填写方式 — how a particular of the application form is filled in."""

    TEXT = "text"
    LINES = "lines"
    PHONE = "phone"
    CREDIT_CODE = "credit_code"
    CHOICE = "choice"

    @property
    def label(self) -> Bilingual:
        """The kind's name."""
        return {
            FieldKind.TEXT: Bilingual("单行文字", "one line"),
            FieldKind.LINES: Bilingual("多行文字", "several lines"),
            FieldKind.PHONE: Bilingual("电话号码", "phone number"),
            FieldKind.CREDIT_CODE: Bilingual("统一社会信用代码", "unified social credit code"),
            FieldKind.CHOICE: Bilingual("单选", "one of several"),
        }[self]


# --- rules that are broken before there is an item at all; `check` finds the rest

BASIS_MISSING = Rule(
    "basis_missing",
    Bilingual("没有依据", "no basis is given"),
    Bilingual(
        "请写明法律、法规、规章的条款；没有依据的，应当取消。", "Cite the article; what has none must go."
    ),
    "优化营商环境条例§35、§44",
)
ONE_POST = Rule(
    "one_accountable_post",
    Bilingual("每个环节须有且只有一个负责岗位", "a step has exactly one accountable post"),
    Bilingual("请只写一个岗位的标识。", "Give the id of one post."),
    "优化营商环境条例§36",
)
NOT_A_SPECIAL_PROCEDURE = Rule(
    "not_a_special_procedure",
    Bilingual("不是依法可以扣除期限的特别程序", "not a special procedure whose time may be excluded"),
    Bilingual(
        "只有听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审可以扣除；其他程序请作为环节。",
        "Only hearing, tender, auction, inspection, test, quarantine, appraisal and expert_review; "
        "make anything else a step.",
    ),
    "行政许可法§45",
)

# --- parts


@dataclass(frozen=True, slots=True)
class Basis:
    """设定依据 — an article, and the rank of what it is in."""

    cite: str
    rank: BasisRank


@dataclass(frozen=True, slots=True)
class Codes:
    """编码 — 基本编码 (12), 实施编码 (31 = credit code 18, level 1, catalog code 12), local ones beside."""

    catalog_code: str
    task_code: str
    local_catalog_code: str = ""
    local_task_code: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """参与部门."""

    id: Slug
    role: Role


@dataclass(frozen=True, slots=True)
class AcceptanceCondition:
    """受理条件."""

    text: Bilingual
    basis: str = field(metadata={"rule": BASIS_MISSING})


@dataclass(frozen=True, slots=True)
class StatutoryLimit:
    """法定办结时限 — a limit of `law/`, by its id; `special` where another law sets its own number."""

    law: str
    special: "SpecialLimit | None" = None


@dataclass(frozen=True, slots=True)
class SpecialLimit:
    """特别法时限 — 法律、法规另有规定 (行政许可法§42)."""

    amount: Days
    basis: Basis
    extension: Days
    unit: Unit = Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class PromisedLimit:
    """承诺办结时限 — `on_the_spot` promises the same visit; the clock then has one day."""

    amount: Days
    basis: str
    unit: Unit = Unit.WORKING_DAY
    on_the_spot: bool = False
    stops_for_special_procedures: bool = True
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class StepLimit:
    """环节时限."""

    amount: Days
    unit: Unit = Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class ItemLimits:
    """办理时限."""

    statutory: StatutoryLimit
    promised: PromisedLimit


@dataclass(frozen=True, slots=True)
class Choice:
    """选项."""

    id: Slug
    label: Bilingual


@dataclass(frozen=True, slots=True)
class Question:
    """情形问题 — one plain question; its answer is the fact that conditions look at."""

    id: Slug
    text: Bilingual
    kind: AnswerKind
    choices: tuple[Choice, ...] = ()
    hint: Bilingual | None = None
    least: Annotated[int, Range(0, 10**9)] = 0
    most: Annotated[int, Range(0, 10**9)] = 10**9


@dataclass(frozen=True, slots=True)
class FormField:
    """填报项 — a particular of the applicant; kept as personal data only, printed on documents.

    Documents look particulars up by id: `holder`, `credit_code`, `legal_representative`, `premises`,
    `category`, `scope`; an id of none of these is shown to staff and printed nowhere.
    """

    id: Slug
    label: Bilingual
    kind: FieldKind
    hint: Bilingual | None = None
    required: bool = True
    longest: Annotated[int, Range(1, 2000)] = 100
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """申请材料 — one thing to hand in, in the situations where `when` holds."""

    id: Slug
    name: Bilingual
    basis: str = field(metadata={"rule": BASIS_MISSING})
    form: MaterialForm
    source: MaterialSource
    originals: Count = 0
    copies: Count = 0
    source_note: Bilingual | None = None
    fill_note: Bilingual | None = None
    accept_standard: Bilingual | None = None
    from_answers: bool = False  # 网上填报即可: online, the answers themselves are this material
    sample: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """办理环节 — one node of the procedure, one accountable post."""

    id: Slug
    name: Bilingual
    kind: StepKind
    authority: Slug
    post: Slug = field(metadata={"rule": ONE_POST})
    basis: str = field(metadata={"rule": BASIS_MISSING})
    after: tuple[Slug, ...] = ()
    limit: StepLimit | None = None
    silence: SilenceEffect = SilenceEffect.NONE
    silence_basis: str = ""
    note: Bilingual | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class SpecialProcedureUse:
    """特别程序 — which of the eight the item has, and the law that asks for it (行政许可法§45)."""

    procedure: SpecialProcedure = field(metadata={"rule": NOT_A_SPECIAL_PROCEDURE})
    basis: str = field(metadata={"rule": BASIS_MISSING})
    usual_days: Days | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """收费 — none unless a law or administrative regulation says so (行政许可法§58)."""

    charged: bool
    basis: Basis | None = None
    name: Bilingual | None = None
    standard: Bilingual | None = None
    online_payment: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """审批结果 — what the applicant gets; `validity_years` 0 where it does not expire.

    `number_prefix` begins the number of every licence of this kind.
    """

    type: ResultType
    name: Bilingual
    number_prefix: str = ""
    validity_years: Count = 0
    sample: str = ""


@dataclass(frozen=True, slots=True)
class RemedyBodies:
    """救济途径 — where a decision can be fought; the time limits come from the law."""

    reconsideration_body: Bilingual
    court: Bilingual


@dataclass(frozen=True, slots=True)
class Contact:
    """联系方式."""

    enquiry_phone: str
    complaint_phone: str
    address: Bilingual
    hours: Bilingual


@dataclass(frozen=True, slots=True)
class Channels:
    """办理形式 — how one can apply, and how often one has to come."""

    counter: bool
    post: bool
    online_depth: OnlineDepth
    visits: Count
    visits_reason: Bilingual | None = None
    appointment: bool = False
    delivery_by_post: bool = False


@dataclass(frozen=True, slots=True)
class Topics:
    """主题分类 — for people and for organisations."""

    person: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Faq:
    """常见问题."""

    question: Bilingual
    answer: Bilingual


# --- the whole


@dataclass(frozen=True)
class Implementation:
    """实施清单 — one published version of an item.

    `valid_until` is the last day it is in force; a case keeps to the version of the day it was
    received. `digest` names the content, so that nobody can change a version unnoticed.
    """

    id: Slug
    version: str
    valid_from: date
    name: Bilingual
    summary: Bilingual
    item_type: ItemType
    case_type: CaseType
    review_type: ReviewType
    handling: Handling
    codes: Codes
    division: DivisionCode
    exercise_level: Annotated[int, Range(1, 6)]
    body_type: BodyType
    power_source: PowerSource
    departments: tuple[Department, ...]
    setting_basis: tuple[Basis, ...]
    audience: tuple[Audience, ...]
    topics: Topics
    conditions: tuple[AcceptanceCondition, ...]
    limits: ItemLimits
    channels: Channels
    fee: Fee
    result: Result
    remedies: RemedyBodies
    contact: Contact
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...] = ()
    form: tuple[FormField, ...] = ()
    special_procedures: tuple[SpecialProcedureUse, ...] = ()
    separate_intake_and_examination: bool = False
    quota: Bilingual | None = None
    faq: tuple[Faq, ...] = ()
    #: 搜索词 — what people call it in everyday words; for search only.
    keywords: tuple[str, ...] = ()
    valid_until: date | None = None
    #: Where it was read, for findings, and who the departments are; neither is part of the content.
    file: str = field(default="", metadata={"file": False}, compare=False, repr=False)
    lines: Mapping[str, int] = field(
        default_factory=dict, metadata={"file": False}, compare=False, repr=False
    )
    directory: Directory | None = field(default=None, metadata={"file": False}, compare=False, repr=False)

    def place(self, path: str) -> Place:
        """Where a value stands in the file; of a value left out, where it would have to stand."""
        return place_in(self.file, self.lines, path)

    @property
    def authority(self) -> str:
        """牵头部门 — the id of the lead department; empty where the file names none."""
        return next((d.id for d in self.departments if d.role is Role.LEAD), "")

    @property
    def assisting(self) -> tuple[str, ...]:
        """协办部门 — the ids of the others."""
        return tuple(d.id for d in self.departments if d.role is Role.ASSISTING)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical content (RFC 8785), in hexadecimal."""
        return hashlib.sha256(rfc8785.dumps(plain(self))).hexdigest()

    def is_in_force(self, day: date) -> bool:
        """Whether this version governs papers received that day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    # --- for a situation

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that any material or step depends on."""
        conditions = [m.when for m in self.materials] + [s.when for s in self.steps]
        return frozenset(fact for condition in conditions for fact in facts_of(condition))

    def required_materials(self, facts: Facts) -> tuple[Material, ...]:
        """应交材料 — the checklist for a situation, in the order of the list.

        Raises:
            FactMissing: a question that decides over a material was not answered.
            FactOfAnotherKind: an answer is of another kind than asked.
        """
        return tuple(m for m in self.materials if holds(m.when, facts))

    def planned_steps(self, facts: Facts) -> tuple[Step, ...]:
        """应办环节 — the steps a situation gets; errors as in `required_materials`."""
        return tuple(s for s in self.steps if holds(s.when, facts))

    # --- limits, from the law

    def statutory_limit(self, on: date | None = None, limits: Limits | None = None) -> TimeLimit:
        """法定办结时限 in force on a day; on the first day of validity unless told otherwise."""
        special = self.limits.statutory.special
        if special is not None:
            return TimeLimit(special.amount, special.unit, special.basis.cite)
        return (limits or load_limits()).on(self.limits.statutory.law, on or self.valid_from)

    @property
    def promised_limit(self) -> TimeLimit:
        """承诺办结时限."""
        promised = self.limits.promised
        return TimeLimit(promised.amount, promised.unit, promised.basis)

    def refusal_remedies(self, on: date, limits: Limits | None = None, language: str = "zh") -> Remedies:
        """救济途径 — what a refusal of that day must tell (行政许可法§38)."""
        bodies = self.remedies
        return (limits or load_limits()).remedies_on(
            on, bodies.reconsideration_body.say(language), bodies.court.say(language)
        )

    def licence_valid_until(self, granted_on: date) -> date | None:
        """有效期至 — the last day of a licence granted that day; None where it does not expire."""
        years = self.result.validity_years
        if not years:
            return None
        # 29 February has no anniversary in most years; the licence then lasts through the 28th.
        leap = (granted_on.month, granted_on.day) == (2, 29)
        anniversary = granted_on.replace(year=granted_on.year + years, day=28 if leap else granted_on.day)
        return anniversary if leap else anniversary - timedelta(days=1)

    # --- for a case

    def for_kernel(self, on: date | None = None, limits: Limits | None = None) -> Item:
        """The item as the kernel handles it.

        Args:
            on: whose law sets the limits; the first day of validity unless told otherwise.
            limits: the law's limits; the installed ones unless told otherwise.

        Raises:
            NoLawThen: a limit had no rule on that day.
        """
        limits, day = limits or load_limits(), on or self.valid_from
        governing = limits[self.limits.statutory.law]
        special = self.limits.statutory.special
        if special is not None:
            extension = TimeLimit(special.extension, special.unit, special.basis.cite)
        else:
            found = governing.extension_on(day)
            assert found is not None, "the linter admits only limits that can be extended"
            extension = found
        return Item(
            id=self.id,
            version=self.version,
            digest=self.digest,
            name=self.name,
            authority=self.authority,
            handling=self.handling,
            notice_limit=limits.on(Limits.NOTICE, day),
            statutory_limit=self.statutory_limit(day, limits),
            promised_limit=self.promised_limit,
            delivery_limit=limits.on(Limits.DELIVER, day),
            extension_limit=extension,
            extension_approver=governing.on(day).extension_approver or Approver.AGENCY_HEAD,
            steps=tuple(_kernel_step(step) for step in self.steps),
            materials=tuple(MaterialRequirement(m.id, m.name, m.basis, m.when) for m in self.materials),
            special_procedures=tuple(use.procedure for use in self.special_procedures),
            promise_stops_for_special_procedures=self.limits.promised.stops_for_special_procedures,
            separate_intake_and_examination=self.separate_intake_and_examination,
            names=dict(self.directory.names) if self.directory else {},
        )


def _kernel_step(step: Step) -> KernelStep:
    return KernelStep(
        id=step.id,
        name=step.name,
        kind=step.kind,
        authority=step.authority,
        post=step.post,
        basis=step.basis,
        after=step.after,
        when=step.when,
        limit=TimeLimit(step.limit.amount, step.limit.unit, step.basis) if step.limit else None,
        silence=step.silence,
        silence_basis=step.silence_basis,
    )
