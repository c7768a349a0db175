"""指令用语 — the closed lists a command chooses from, as the statute and the counter name them."""

from enum import StrEnum

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
    """不予受理的理由 (行政许可法§32(1)、(2), §78)."""

    NOT_REQUIRED = "not_required"
    WRONG_AUTHORITY = "wrong_authority"
    FALSE_MATERIAL = "false_material"

    @property
    def label(self) -> Bilingual:
        """The ground as the statute puts it."""
        return {
            DeclineGround.NOT_REQUIRED: Bilingual("依法不需要取得行政许可", "no licence is required"),
            DeclineGround.WRONG_AUTHORITY: Bilingual("不属于本机关职权范围", "not in this agency's power"),
            DeclineGround.FALSE_MATERIAL: Bilingual(
                "隐瞒有关情况或者提供虚假材料", "facts hidden or false material handed in"
            ),
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
    INTERESTED_PARTY_NOTICE = "interested_party_notice"
    HEARING_RIGHT_NOTICE = "hearing_right_notice"
    HEARING_ANNOUNCEMENT = "hearing_announcement"
    HEARING_NOTICE = "hearing_notice"
    GAP_NOTICE = "gap_notice"
    RETURN_NOTICE = "return_notice"
    COMMITMENT = "commitment"
    RECTIFICATION_ORDER = "rectification_order"
    REVOCATION_NOTICE = "revocation_notice"
    REVOCATION_DECISION = "revocation_decision"
    CANCELLATION_NOTICE = "cancellation_notice"
    PAYMENT_NOTICE = "payment_notice"
    END_NOTICE = "end_notice"
    DECLINE_NOTICE = "decline_notice"
    GRANT_DECISION = "grant_decision"
    EXTENSION_NOTICE = "extension_notice"
    SPECIAL_PROCEDURE_NOTICE = "special_procedure_notice"
    PROOF_OF_SERVICE = "proof_of_service"

    @property
    def label(self) -> Bilingual:
        """The document's name."""
        return {
            DocumentKind.RECEIPT: Bilingual("收件凭证", "receipt"),
            DocumentKind.SUPPLEMENT_NOTICE: Bilingual("一次性告知书", "one-off supplement notice"),
            DocumentKind.ACCEPTANCE_NOTICE: Bilingual("受理通知书", "acceptance notice"),
            DocumentKind.LICENCE: Bilingual("许可证", "licence"),
            DocumentKind.REFUSAL: Bilingual("不予许可决定书", "decision of refusal"),
            DocumentKind.INTERESTED_PARTY_NOTICE: Bilingual(
                "利害关系人告知书", "notice to an interested party"
            ),
            DocumentKind.HEARING_RIGHT_NOTICE: Bilingual("听证告知书", "notice of the right to a hearing"),
            DocumentKind.HEARING_ANNOUNCEMENT: Bilingual("听证公告", "announcement of a hearing"),
            DocumentKind.HEARING_NOTICE: Bilingual("听证通知书", "notice of the hearing"),
            DocumentKind.GAP_NOTICE: Bilingual("容缺受理告知书", "notice of acceptance with a gap"),
            DocumentKind.RETURN_NOTICE: Bilingual("退回申请通知书", "notice of return"),
            DocumentKind.COMMITMENT: Bilingual("告知承诺书", "commitment sheet"),
            DocumentKind.RECTIFICATION_ORDER: Bilingual("责令限期整改通知书", "order of rectification"),
            DocumentKind.REVOCATION_NOTICE: Bilingual("拟撤销告知书", "notice of an intended revocation"),
            DocumentKind.REVOCATION_DECISION: Bilingual("撤销决定书", "decision of revocation"),
            DocumentKind.CANCELLATION_NOTICE: Bilingual("注销通知书", "notice of cancellation"),
            DocumentKind.PAYMENT_NOTICE: Bilingual("缴款通知书", "payment notice"),
            DocumentKind.END_NOTICE: Bilingual("终止办理通知书", "notice that the case is ended"),
            DocumentKind.DECLINE_NOTICE: Bilingual("不予受理通知书", "notice of non-acceptance"),
            DocumentKind.GRANT_DECISION: Bilingual("准予行政许可决定书", "decision to grant"),
            DocumentKind.EXTENSION_NOTICE: Bilingual("延长期限告知书", "notice of extension"),
            DocumentKind.SPECIAL_PROCEDURE_NOTICE: Bilingual(
                "特别程序告知书", "notice of a special procedure"
            ),
            DocumentKind.PROOF_OF_SERVICE: Bilingual("送达回证", "proof of service"),
        }[self]


class DeliveryMethod(StrEnum):
    """送达方式."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"
    PUBLIC_NOTICE = "public_notice"

    @property
    def label(self) -> Bilingual:
        """The method's name."""
        return {
            DeliveryMethod.COUNTER: Bilingual("窗口领取", "collected at the counter"),
            DeliveryMethod.POST: Bilingual("邮寄送达", "by post"),
            DeliveryMethod.ELECTRONIC: Bilingual("电子送达（经申请人同意）", "electronically, with consent"),
            DeliveryMethod.PUBLIC_NOTICE: Bilingual("公告送达", "by public notice"),
        }[self]
