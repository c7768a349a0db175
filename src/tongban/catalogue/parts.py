"""要素 — the parts an item is made of, and the rules a file breaks before there is an item at all.

Field names follow the national element tables in English; each docstring gives the Chinese term.
"""

from dataclasses import dataclass, field
from typing import Annotated

from tongban.catalogue.binding import Days, Range, Slug
from tongban.catalogue.code_lists import (
    AnswerKind,
    BasisRank,
    FieldKind,
    MaterialForm,
    MaterialSource,
    OnlineDepth,
    ResultType,
    Role,
)
from tongban.catalogue.finding import Rule
from tongban.kernel.case.conditions import Condition
from tongban.kernel.case.item import GapConsequence, SilenceEffect, SpecialProcedure, StepKind
from tongban.kernel.case.quota_rule import Allotment
from tongban.kernel.clock import Unit
from tongban.kernel.words import Bilingual

Count = Annotated[int, Range(0, 99)]

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
class PromiseStopUse:
    """停钟规则 — a procedure or the applicant's own time that stops the promise, and who says so."""

    procedure: SpecialProcedure
    basis: str = field(metadata={"rule": BASIS_MISSING})


@dataclass(frozen=True, slots=True)
class PromisedLimit:
    """承诺办结时限 — `on_the_spot` promises the same visit; the clock then has one day.

    `stops_for` is the published rule of what stops the promise, `[]` where nothing does. Where it is left
    out, as in versions from before it could be said, `stops_for_special_procedures` tells whether every
    special procedure of the item does.
    """

    amount: Days
    basis: str
    unit: Unit = Unit.WORKING_DAY
    on_the_spot: bool = False
    stops_for_special_procedures: bool = True
    stops_for: tuple[PromiseStopUse, ...] | None = None
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
    gap_allowed: bool = False  # 可容缺: it may come after acceptance, against a written undertaking
    commitment_allowed: bool = False  # 可承诺: the applicant's commitment may stand for it until the check


@dataclass(frozen=True, slots=True)
class ToleranceUse:
    """容缺规则 — how long a material may stay open after acceptance, and what follows if it never comes."""

    basis: str = field(metadata={"rule": BASIS_MISSING})
    fill: StepLimit
    consequence: GapConsequence
    after_reminder: StepLimit | None = None


@dataclass(frozen=True, slots=True)
class CommitmentUse:
    """告知承诺 — that the item may be granted on a commitment; who checks afterwards, by when.

    `prescribed_by` cites the special law that itself prescribes it, to which exclusions for risk yield.
    """

    basis: str = field(metadata={"rule": BASIS_MISSING})
    check: StepLimit
    check_authority: Slug
    check_post: Slug
    rectify: StepLimit
    prescribed_by: str = ""


@dataclass(frozen=True, slots=True)
class OversightUse:
    """审管衔接 — the authority and post that oversee the holders; the days only where a rule sets others."""

    basis: str = field(metadata={"rule": BASIS_MISSING})
    authority: Slug
    post: Slug
    acknowledge: StepLimit | None = None
    again: StepLimit | None = None


@dataclass(frozen=True, slots=True)
class DisputeUse:
    """争议解决规则 — by when departments that disagree meet, and who rules where they do not agree.

    `absent_basis` cites what makes a department that stays away accept what the others agreed on.
    """

    basis: str = field(metadata={"rule": BASIS_MISSING})
    meet: StepLimit
    superior: Slug
    superior_post: Slug
    ruling: StepLimit
    absent_basis: str = ""


@dataclass(frozen=True, slots=True)
class SupplementUse:
    """补正期限 — the applicant's time to answer the one-off notice; only what is over can be ended."""

    basis: str = field(metadata={"rule": BASIS_MISSING})
    within: StepLimit


@dataclass(frozen=True, slots=True)
class SuccessionUse:
    """承继 — that heirs or the succeeding entity may take an application over."""

    basis: str = field(metadata={"rule": BASIS_MISSING})


@dataclass(frozen=True, slots=True)
class PlacesUse:
    """数量限制 — how many may be granted, who set the number, and how the places go (行政许可法§57).

    They go in the order of acceptance; another way only as `prescribed_by` says, a law or administrative
    regulation, by a procedure of its own that is not run here.
    """

    number: Annotated[int, Range(1, 1_000_000)]
    basis: str = field(metadata={"rule": BASIS_MISSING})
    per_year: bool = False
    allotment: Allotment = Allotment.ORDER_OF_ACCEPTANCE
    prescribed_by: Basis | None = None


@dataclass(frozen=True, slots=True)
class RenewalUse:
    """延续 — that the item renews a licence; `apply_before` only where special law sets another time.

    `of` is the item that granted what is renewed: its holders are offered the renewal.
    """

    basis: str = field(metadata={"rule": BASIS_MISSING})
    apply_before: StepLimit | None = None
    of: str = ""


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
    after_commitment: bool = False  # not taken where the applicant commits: the later check stands for it
    decided_in: Bilingual | None = (
        None  # the authority's own system, where it decides there: 结果从外部系统导入
    )
    unreasoned_basis: str = ""  # by what an objection without reasons counts as consent 未说明理由视为同意


@dataclass(frozen=True, slots=True)
class SpecialProcedureUse:
    """特别程序 — which of the eight the item has, and the law that asks for it (行政许可法§45)."""

    procedure: SpecialProcedure = field(metadata={"rule": NOT_A_SPECIAL_PROCEDURE})
    basis: str = field(metadata={"rule": BASIS_MISSING})
    usual_days: Days | None = None


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
