"""出入 — in what an observed fact does not fit the case; recorded with it, in words anybody understands."""

from collections.abc import Iterable
from enum import StrEnum

from tongban.kernel.words import Bilingual


class Discrepancy(StrEnum):
    """出入 — one point, by a code that stays; `sentence` says it, `remedy` what to do now.

    One that `is_harmless` leaves the fact its effect. Any other leaves the case as it was, and somebody has
    to look.
    """

    LATE = "late"
    ANSWERED_BEFORE = "answered_before"
    ACCEPTED_BY_SILENCE = "accepted_by_silence"
    CONTRADICTS_ANSWER = "contradicts_answer"
    CONTRADICTS_ENTRY = "contradicts_entry"
    BEFORE_RECEIPT = "before_receipt"
    IN_THE_FUTURE = "in_the_future"
    UNKNOWN_STEP = "unknown_step"
    NOT_AN_OPINION_STEP = "not_an_opinion_step"
    OTHER_AUTHORITY = "other_authority"
    OTHER_APPLICANT = "other_applicant"
    BEFORE_THE_STEP = "before_the_step"
    NOTHING_TO_REVOKE = "nothing_to_revoke"
    CASE_RECEIVED = "case_received"
    CASE_DECIDED = "case_decided"
    CASE_CLOSED = "case_closed"
    CASE_DECLINED = "case_declined"
    CASE_WITHDRAWN = "case_withdrawn"
    CASE_TERMINATED = "case_terminated"

    @property
    def sentence(self) -> Bilingual:
        """What does not fit."""
        return _SENTENCES[self]

    @property
    def remedy(self) -> Bilingual:
        """What to do now."""
        return _REMEDIES.get(self, _ASK_THEM)

    @property
    def is_harmless(self) -> bool:
        """Whether the fact has its effect all the same."""
        return self in _HARMLESS


#: What lets the fact stand all the same.
_HARMLESS = frozenset({Discrepancy.LATE, Discrepancy.ANSWERED_BEFORE, Discrepancy.ACCEPTED_BY_SILENCE})


def stands(codes: Iterable[str]) -> bool:
    """Whether a fact with these discrepancies changes the case."""
    return _HARMLESS.issuperset(codes)


_SENTENCES = {
    Discrepancy.LATE: Bilingual("在期限届满之后才作出", "it happened after the limit was over"),
    Discrepancy.ANSWERED_BEFORE: Bilingual("此前已有同样的结果", "the same was on record before"),
    Discrepancy.ACCEPTED_BY_SILENCE: Bilingual(
        "结果登记之前，本件已按逾期视为受理；现改按对方实际受理之日计算",
        "the case had counted as accepted by silence; it now counts from their own acceptance",
    ),
    Discrepancy.CONTRADICTS_ANSWER: Bilingual(
        "本件此前已有不同的结果", "another result was on record before"
    ),
    Discrepancy.CONTRADICTS_ENTRY: Bilingual(
        "对方此前以同一编号报来的内容不同", "under the same number they told something else before"
    ),
    Discrepancy.BEFORE_RECEIPT: Bilingual("日期早于本件收件日", "its day is before the receipt of this case"),
    Discrepancy.IN_THE_FUTURE: Bilingual("日期还没有到", "its day has not come yet"),
    Discrepancy.UNKNOWN_STEP: Bilingual("本件没有这个环节", "the case has no such step"),
    Discrepancy.NOT_AN_OPINION_STEP: Bilingual(
        "这个环节不在对方系统办理", "this step is not decided in another system"
    ),
    Discrepancy.OTHER_AUTHORITY: Bilingual("这个环节由另一部门负责", "the step is another department's"),
    Discrepancy.OTHER_APPLICANT: Bilingual("申请人与本件不一致", "it names another applicant"),
    Discrepancy.BEFORE_THE_STEP: Bilingual("这个环节还没有开始", "the step had not begun"),
    Discrepancy.NOTHING_TO_REVOKE: Bilingual("没有可以撤销的结果", "there is no result to revoke"),
    Discrepancy.CASE_RECEIVED: Bilingual("本件还没有受理", "the case is not accepted yet"),
    Discrepancy.CASE_DECIDED: Bilingual("本件已作出决定", "the case is decided already"),
    Discrepancy.CASE_CLOSED: Bilingual("本件已办结", "the case is closed"),
    Discrepancy.CASE_DECLINED: Bilingual("本件未予受理", "the case was declined"),
    Discrepancy.CASE_WITHDRAWN: Bilingual("申请人已撤回", "the applicant has withdrawn"),
    Discrepancy.CASE_TERMINATED: Bilingual("本件已终止", "the case is terminated"),
}

_ASK_THEM = Bilingual(
    "请与对方核对；确有错误的，由对方报送更正。",
    "Ask them to check; what was wrong they tell in a correction.",
)
_TRY_LATER = Bilingual(
    "等本件办到这一步后，在“外部结果”中重试。",
    "Try it again under “Other systems' results” when the case has come so far.",
)
_TELL_THEM = Bilingual("请告知对方本件已经结束，由对方撤销或更正。", "Tell them that the case has ended.")
_REMEDIES = {
    Discrepancy.LATE: Bilingual(
        "结果有效；逾期由监察处理。", "The result stands; being late is for supervision."
    ),
    Discrepancy.ANSWERED_BEFORE: Bilingual("不需要处理。", "Nothing is to be done."),
    Discrepancy.ACCEPTED_BY_SILENCE: Bilingual("不需要处理。", "Nothing is to be done."),
    Discrepancy.BEFORE_THE_STEP: _TRY_LATER,
    Discrepancy.CASE_RECEIVED: _TRY_LATER,
    Discrepancy.IN_THE_FUTURE: Bilingual(
        "请核对日期格式；日期到来后可以重试。",
        "Check how their days are written; try it again when the day has come.",
    ),
    Discrepancy.CASE_CLOSED: Bilingual(
        "请与对方核对；已经送达的许可应当收回的，由对方依法撤销后报送“撤销”。",
        "Ask them to check; a licence handed out that is to be taken back they revoke, and tell as revoked.",
    ),
    Discrepancy.CASE_DECLINED: _TELL_THEM,
    Discrepancy.CASE_WITHDRAWN: _TELL_THEM,
    Discrepancy.CASE_TERMINATED: _TELL_THEM,
}
