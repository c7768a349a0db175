"""事项 — what the kernel needs to know of a service item: steps, materials, limits.

The catalogue reads and checks the published implementation 实施清单 and hands it over in this form.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from tongban.kernel.case.conditions import Condition
from tongban.kernel.case.fee_rule import FeeRule
from tongban.kernel.case.quota_rule import QuotaRule
from tongban.kernel.clock import APPLICANTS_TIME, TimeLimit
from tongban.kernel.words import Bilingual


class Handling(StrEnum):
    """办理方式 — which paragraph of 行政许可法§42 governs, declared by the item."""

    ORDINARY = "ordinary"
    JOINT = "joint"

    @property
    def label(self) -> Bilingual:
        """The way of handling as a reader knows it."""
        return {
            Handling.ORDINARY: Bilingual("一般办理", "ordinary handling"),
            Handling.JOINT: Bilingual("联合办理", "joint handling"),
        }[self]


class StepKind(StrEnum):
    """环节种类."""

    INTAKE = "intake"
    EXAMINATION = "examination"
    OPINION = "opinion"
    SURVEY = "survey"
    LOWER_REVIEW = "lower_review"
    MEETING = "meeting"
    PUBLICITY = "publicity"
    LEGAL_REVIEW = "legal_review"
    DECISION = "decision"
    DELIVERY = "delivery"

    @property
    def label(self) -> Bilingual:
        """The kind's name."""
        return _STEP_KINDS[self]


_STEP_KINDS = {
    StepKind.INTAKE: Bilingual("受理", "intake"),
    StepKind.EXAMINATION: Bilingual("审查", "examination"),
    StepKind.OPINION: Bilingual("征求意见", "opinion"),
    StepKind.SURVEY: Bilingual("现场踏勘", "site survey"),
    StepKind.LOWER_REVIEW: Bilingual("下级审查", "review by a lower level"),
    StepKind.MEETING: Bilingual("联席会议", "joint meeting"),
    StepKind.PUBLICITY: Bilingual("公示", "public notice"),
    StepKind.LEGAL_REVIEW: Bilingual("法制审核", "legal review"),
    StepKind.DECISION: Bilingual("决定", "decision"),
    StepKind.DELIVERY: Bilingual("送达", "delivery"),
}


class SilenceEffect(StrEnum):
    """不答复的后果 — what follows when an assisting department lets its limit pass."""

    NONE = "none"
    DEEMED_CONSENT = "deemed_consent"

    @property
    def label(self) -> Bilingual:
        """The effect as a reader knows it."""
        return {
            SilenceEffect.NONE: Bilingual("无效力，仍须答复", "none: the answer is still owed"),
            SilenceEffect.DEEMED_CONSENT: Bilingual("视为同意", "taken as consent"),
        }[self]


class SpecialProcedure(StrEnum):
    """特别程序 — the eight whose time is excluded once told in writing (行政许可法§45).

    After them, what is none: the applicant's own time, which stops no limit of the law, and the promise
    only where the item has published that it does.
    """

    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TEST = "test"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert_review"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"

    @property
    def label(self) -> Bilingual:
        """The procedure's name in the statute."""
        return _SPECIAL_PROCEDURES[self]

    @property
    def is_statutory(self) -> bool:
        """Whether it is one of the eight."""
        return self.value not in APPLICANTS_TIME


#: What excludes the time of the eight from a limit of the law.
SPECIAL_BASIS = "行政许可法§45"

_SPECIAL_PROCEDURES = {
    SpecialProcedure.HEARING: Bilingual("听证", "hearing"),
    SpecialProcedure.TENDER: Bilingual("招标", "tender"),
    SpecialProcedure.AUCTION: Bilingual("拍卖", "auction"),
    SpecialProcedure.INSPECTION: Bilingual("检验", "inspection"),
    SpecialProcedure.TEST: Bilingual("检测", "test"),
    SpecialProcedure.QUARANTINE: Bilingual("检疫", "quarantine"),
    SpecialProcedure.APPRAISAL: Bilingual("鉴定", "appraisal"),
    SpecialProcedure.EXPERT_REVIEW: Bilingual("专家评审", "expert review"),
    SpecialProcedure.SUPPLEMENT: Bilingual("申请人补充材料", "supplement by the applicant"),
    SpecialProcedure.PAYMENT: Bilingual("申请人缴费", "payment by the applicant"),
}


class Approver(StrEnum):
    """延期批准人 — whose approval an extension needs (行政许可法§42)."""

    AGENCY_HEAD = "agency_head"
    GOVERNMENT_HEAD = "government_head"

    @property
    def label(self) -> Bilingual:
        """The officer as the statute names them."""
        return {
            Approver.AGENCY_HEAD: Bilingual("本行政机关负责人", "the head of the agency"),
            Approver.GOVERNMENT_HEAD: Bilingual(
                "本级人民政府负责人", "the head of the same-level government"
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class Step:
    """环节 — one node of the procedure.

    `after` names the steps that must be done first (none: it starts with acceptance); `when` decides
    whether a case has it at all; `limit` is its own clock; `silence` what its passing does. Where the
    applicant commits, a step `after_commitment` is not taken: the check after the grant takes its place.
    `decided_in` names the authority's own system where it decides there: its result is observed.
    """

    id: str
    name: Bilingual
    kind: StepKind
    authority: str
    post: str
    basis: str
    after: tuple[str, ...] = ()
    when: Condition | None = None
    limit: TimeLimit | None = None
    silence: SilenceEffect = SilenceEffect.NONE
    silence_basis: str = ""
    after_commitment: bool = False
    decided_in: Bilingual | None = None
    unreasoned_basis: str = ""


@dataclass(frozen=True, slots=True)
class MaterialRequirement:
    """材料要求 — one thing to hand in, in the situations where `when` holds.

    `gap_allowed` 可容缺: it may come after acceptance; `commitment_allowed`: a commitment may replace it.
    """

    id: str
    name: Bilingual
    basis: str
    when: Condition | None = None
    gap_allowed: bool = False
    commitment_allowed: bool = False


class GapConsequence(StrEnum):
    """逾期未补齐的后果 — what the undertaking of an acceptance with a gap says happens."""

    RETURNED = "returned"
    DECIDED_WITHOUT = "decided_without"

    @property
    def label(self) -> Bilingual:
        """The consequence as the undertaking puts it."""
        return {
            GapConsequence.RETURNED: Bilingual("退回申请", "the application is returned"),
            GapConsequence.DECIDED_WITHOUT: Bilingual("按现有材料作出决定", "it is decided on what there is"),
        }[self]


@dataclass(frozen=True, slots=True)
class ToleranceRule:
    """容缺规则 — how long a gap may stay open, and what happens if it stays open longer.

    `after_reminder` are the further days from the reminder, where the item grants any.
    """

    basis: str
    fill: TimeLimit
    consequence: GapConsequence
    after_reminder: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class CommitmentRule:
    """告知承诺规则 — the check after the grant: within which limit, at which post.

    `rectify` is the longest time that can be given to put right what was promised.
    """

    basis: str
    check: TimeLimit
    check_authority: str
    check_post: str
    rectify: TimeLimit


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """延续规则 — how long before expiry to apply, and for how many years it is renewed (行政许可法§50).

    `years` is 0 where a renewed licence does not expire; `of` is the item that granted what is renewed.
    """

    apply_before: TimeLimit
    years: int
    basis: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class PriorNoticeRule:
    """先行公示规则 — a notice that must be over before anybody applies, and how long they may apply then."""

    name: Bilingual
    notice: TimeLimit
    apply: TimeLimit
    basis: str


@dataclass(frozen=True, slots=True)
class OversightRule:
    """监管规则 — the authority and post that oversee what was granted 审管衔接, and why it is theirs.

    `acknowledge` are their days to have a hand-over on record, `again` those to hand over anew what they
    sent back.
    """

    authority: str
    post: str
    basis: str
    acknowledge: TimeLimit
    again: TimeLimit


@dataclass(frozen=True, slots=True)
class InspectionRule:
    """检验规则 — how long after acceptance inspectors are assigned, and how many (行政许可法§55(2))."""

    assign: TimeLimit
    staff: int


@dataclass(frozen=True, slots=True)
class DisputeRule:
    """争议解决规则 — by when departments that disagree meet, and who rules where they do not agree.

    `absent_basis` is what makes a department that stays away give its objection up to what the others
    agreed; empty where nothing does, which is the rule.
    """

    basis: str
    meet: TimeLimit
    superior: str
    superior_post: str
    ruling: TimeLimit
    absent_basis: str = ""


@dataclass(frozen=True, slots=True)
class HearingLimits:
    """听证时限 — to ask for a hearing, to hold it, and to give notice of it (行政许可法§47, §48)."""

    request: TimeLimit
    hold: TimeLimit
    notice: TimeLimit


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """送达与救济时限 — to ask for reconsideration and to sue, from the day a document is served.

    `public_notice` is how long a public notice stands before it serves; None where law data provides none.
    """

    reconsideration: TimeLimit
    lawsuit: TimeLimit
    public_notice: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class PromiseStop:
    """停钟规则 — a procedure that stops the promise, and what the item published it by."""

    procedure: SpecialProcedure
    basis: str


@dataclass(frozen=True)
class Item:
    """事项版本 — one published version of an item, as the kernel handles it.

    `id`, `version` and `digest` name exactly which; a running case keeps to the version under which
    it was received. `authority` is the lead department 牵头部门; `hearing_prescribed_by` cites what
    prescribes a hearing for every case (行政许可法§46), if anything does; `verifying_staff` is how many
    verify on the spot at least (行政许可法§34(3)), and `inspection` is set where the licence rests on an
    inspection, a test or quarantine (§12(4)). `promise_stops_for` is the rule it published of what stops
    its promise; None where it published none, and the promise stops with the law. `supplement_limit` is
    the applicant's time to supplement, and `succession_basis` what lets a successor take an application
    over, where it published them; `fee` is what it charges by law. The two bans are set where the item
    touches public safety (行政许可法§78, §79), `quota` where only so many may be granted (§57).
    """

    id: str
    version: str
    digest: str
    name: Bilingual
    authority: str
    handling: Handling
    notice_limit: TimeLimit
    statutory_limit: TimeLimit
    promised_limit: TimeLimit
    delivery_limit: TimeLimit
    extension_limit: TimeLimit
    extension_approver: Approver
    hearing_limits: HearingLimits
    steps: tuple[Step, ...]
    materials: tuple[MaterialRequirement, ...] = ()
    special_procedures: tuple[SpecialProcedure, ...] = ()
    promise_stops_for: tuple[PromiseStop, ...] | None = None
    separate_intake_and_examination: bool = False
    hearing_prescribed_by: str = ""
    verifying_staff: int = 1
    inspection: InspectionRule | None = None
    tolerance: ToleranceRule | None = None
    commitment: CommitmentRule | None = None
    dispute: DisputeRule | None = None
    renewal: RenewalRule | None = None
    prior_notice: PriorNoticeRule | None = None
    oversight: OversightRule | None = None
    supplement_limit: TimeLimit | None = None
    succession_basis: str = ""
    fee: FeeRule | None = None
    ban_after_false_material: TimeLimit | None = None
    ban_after_fraud: TimeLimit | None = None
    service_limits: ServiceLimits | None = None
    quota: QuotaRule | None = None
    names: dict[str, Bilingual] = field(default_factory=dict, compare=False)

    @cached_property
    def steps_by_id(self) -> dict[str, Step]:
        """The steps, by id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def materials_by_id(self) -> dict[str, MaterialRequirement]:
        """The materials, by id."""
        return {material.id: material for material in self.materials}

    def basis_to_stop_promise(self, procedure: SpecialProcedure) -> str:
        """What stops the promise during that procedure; empty where nothing does."""
        if self.promise_stops_for is None:
            return SPECIAL_BASIS if procedure in self.special_procedures else ""
        return next((stop.basis for stop in self.promise_stops_for if stop.procedure is procedure), "")

    @property
    def stopping(self) -> tuple[SpecialProcedure, ...]:
        """What may stop a clock of this item at all: its special procedures, then what else it published."""
        published = [
            stop.procedure for stop in self.promise_stops_for or () if not stop.procedure.is_statutory
        ]
        return (*self.special_procedures, *published)

    def name_of(self, key: str) -> Bilingual:
        """The name of an authority or post, or the key itself where the item gives none."""
        return self.names.get(key) or Bilingual(key, key)

    def step_of(self, kind: StepKind) -> Step:
        """The one step of a kind every item has: intake, decision or delivery."""
        return next(step for step in self.steps if step.kind is kind)
