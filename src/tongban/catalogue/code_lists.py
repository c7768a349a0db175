"""代码表 — the closed lists an item file chooses from (domain 3.5).

Stored as English slugs; the label for people, and where there is one the national code, stand beside them.
"""

from enum import StrEnum

from tongban.kernel.words import Bilingual


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
    DATE = "date"

    @property
    def label(self) -> Bilingual:
        """The kind's name."""
        return {
            FieldKind.TEXT: Bilingual("单行文字", "one line"),
            FieldKind.LINES: Bilingual("多行文字", "several lines"),
            FieldKind.PHONE: Bilingual("电话号码", "phone number"),
            FieldKind.CREDIT_CODE: Bilingual("统一社会信用代码", "unified social credit code"),
            FieldKind.CHOICE: Bilingual("单选", "one of several"),
            FieldKind.DATE: Bilingual("日期", "a date"),
        }[self]
