"""时钟种类 — what clocks measure, and what each is called."""

from enum import StrEnum

from tongban.kernel.words import Bilingual


class ClockKind(StrEnum):
    """时钟种类 — what a clock measures."""

    NOTICE = "notice"
    SUPPLEMENT = "supplement"
    STATUTORY = "statutory"
    PROMISED = "promised"
    STEP = "step"
    INSPECTORS = "inspectors"
    DELIVERY = "delivery"
    HEARING_REQUEST = "hearing_request"
    HEARING = "hearing"
    HEARING_NOTICE = "hearing_notice"
    GAP = "gap"
    GAP_REMINDER = "gap_reminder"
    COMMITMENT_CHECK = "commitment_check"
    RECTIFICATION = "rectification"
    BAN = "ban"
    RENEWAL = "renewal"
    ACKNOWLEDGEMENT = "acknowledgement"
    HAND_OVER = "hand_over"
    PUBLIC_NOTICE = "public_notice"
    RECONSIDERATION = "reconsideration"
    LAWSUIT = "lawsuit"
    PAYMENT = "payment"
    REPLY = "reply"
    MEETING = "meeting"
    RULING = "ruling"

    @property
    def label(self) -> Bilingual:
        """The clock's name."""
        return _CLOCK_LABELS[self]


_CLOCK_LABELS = {
    ClockKind.NOTICE: Bilingual("一次性告知补正时限", "limit for the one-off supplement notice"),
    ClockKind.SUPPLEMENT: Bilingual("申请人补正期限", "time for the applicant to supplement"),
    ClockKind.STATUTORY: Bilingual("法定办结时限", "statutory limit"),
    ClockKind.PROMISED: Bilingual("承诺办结时限", "promised limit"),
    ClockKind.STEP: Bilingual("环节时限", "limit of the step"),
    ClockKind.INSPECTORS: Bilingual("指派检验检测检疫人员时限", "limit to assign staff to an inspection"),
    ClockKind.DELIVERY: Bilingual("证件送达时限", "limit to deliver the licence"),
    ClockKind.HEARING_REQUEST: Bilingual("申请听证时限", "limit to ask for a hearing"),
    ClockKind.HEARING: Bilingual("组织听证时限", "limit to hold the hearing"),
    ClockKind.HEARING_NOTICE: Bilingual("听证通知提前期", "notice before the hearing"),
    ClockKind.GAP: Bilingual("容缺材料补齐时限", "limit to fill the gap"),
    ClockKind.GAP_REMINDER: Bilingual("提醒后补齐时限", "limit to fill the gap after the reminder"),
    ClockKind.COMMITMENT_CHECK: Bilingual("承诺核查时限", "limit for the check after the grant"),
    ClockKind.RECTIFICATION: Bilingual("整改期限", "time to rectify"),
    ClockKind.BAN: Bilingual("再次申请禁止期", "time without a new application"),
    ClockKind.RENEWAL: Bilingual("延续决定的最后一日", "last day to decide on the renewal"),
    ClockKind.ACKNOWLEDGEMENT: Bilingual("监管移交签收时限", "limit to acknowledge a hand-over"),
    ClockKind.REPLY: Bilingual("复议答复、诉讼答辩时限", "limit to answer a challenge"),
    ClockKind.HAND_OVER: Bilingual("重新移交监管时限", "limit to hand over anew"),
    ClockKind.PUBLIC_NOTICE: Bilingual("公告送达期间", "days of the public notice"),
    ClockKind.RECONSIDERATION: Bilingual("申请行政复议期限", "time to ask for reconsideration"),
    ClockKind.LAWSUIT: Bilingual("提起行政诉讼期限", "time to sue"),
    ClockKind.PAYMENT: Bilingual("缴款期限", "time to pay the fee"),
    ClockKind.MEETING: Bilingual("部门会商时限", "limit to hold the joint meeting"),
    ClockKind.RULING: Bilingual("争议裁决时限", "limit to rule on the dispute"),
}
