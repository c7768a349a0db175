"""先行公示的拒绝 — what is applied for only after a public notice, and only for a time after it."""

from tongban.kernel.refusals.told import Refusal


class PriorNoticeMissing(Refusal):
    """没有写明公示的日期。"""

    zh = "依据{by}，申请以前应当先行公示：{notice}。没有写明哪一天公示的。"
    en = "By {by}, a notice comes first: {notice}. It is not said on which day it was published."
    basis = "行政许可法§31(1)"
    remedy_zh = "请先公示，再填写公示的日期。"
    remedy_en = "Publish the notice first, then give the day it was published."


class PriorNoticeRunning(Refusal):
    """公示期还没有满。"""

    zh = "依据{by}，{notice}期满以后才能申请：{published_on} 公示的，到 {over_on} 期满，还没有满。"
    en = "By {by}, one applies when the notice ({notice}) is over: published on {published_on}, it runs "
    en += "until {over_on}."
    basis = "行政许可法§31(1)"
    remedy_zh = "请在公示期满以后申请，最迟 {apply_by}；公示期间有人提出异议的，先处理异议。"
    remedy_en = "Apply after that day and by {apply_by}; an objection in the meantime is settled first."


class PriorNoticeTooOld(Refusal):
    """公示期满已经太久。"""

    zh = "依据{by}，{notice}期满以后应当按期申请：{over_on} 期满，最迟 {apply_by}，已经过期。"
    en = "By {by}, one applies in time after the notice ({notice}): it was over on {over_on}, and one had "
    en += "to apply by {apply_by}."
    basis = "行政许可法§31(1)"
    remedy_zh = "请重新公示，期满后按期申请；或者按一般程序办理。"
    remedy_en = "Publish a new notice and apply in time after it, or take the ordinary procedure."


class NoPriorNotice(Refusal):
    """本事项不需要先行公示。"""

    zh = "本事项没有先行公示的要求，不用填写公示日期。"
    en = "Nothing has to be published before this is applied for; leave the day of the notice out."
    basis = "行政许可法§31(1)"
    remedy_zh = "请去掉公示日期；不得要求法律没有规定的条件。"
    remedy_en = "Leave the day out; nothing is asked that the law does not ask."
