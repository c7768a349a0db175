"""期限变动的拒绝 — special procedures and extensions."""

from tongban.kernel.refusals.told import Refusal


class ExclusionBackdated(Refusal):
    """扣除早于书面告知。"""

    zh = "扣除期间自 {begin} 开始，早于书面告知之日 {told_on}。"
    en = "The excluded period begins on {begin}, before the applicant was told in writing on {told_on}."
    basis = "行政许可法§45"
    remedy_zh = "扣除只能从书面告知之日起；此前的时间照常计入办理期限。"
    remedy_en = "Time can be excluded only from the day of the written notice; what passed before counts."


class NotASpecialProcedure(Refusal):
    """不是可以扣除期限的特别程序。"""

    zh = "「{procedure}」不是本事项依法可以扣除期限的特别程序。"
    en = "“{procedure}” is not a special procedure whose time this item may lawfully exclude."
    basis = "行政许可法§45"
    remedy_zh = "只有听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审可以扣除；其他情形法定期限照常计算，"
    remedy_zh += "承诺时限只按本事项公布的规则停止。"
    remedy_en = "Only hearing, tender, auction, inspection, test, quarantine, appraisal and expert review "
    remedy_en += "stop the statutory clock, and the promised one stops by the item's own published rule."


class TellInWriting(Refusal):
    """没有书面告知。"""

    zh = "「{verb}」须先书面告知申请人，请填写告知文书的编号。"
    en = "To {verb}, the applicant must be told in writing; give the number of the written notice."
    basis = "行政许可法§42、§45"
    remedy_zh = "请先制发告知书，再登记其编号。没有书面告知，期限不停。"
    remedy_en = "Issue the notice, then enter its number. Without it the clock runs on."


class NoSuchSpecialProcedure(Refusal):
    """没有正在进行的特别程序。"""

    zh = "{day} 没有正在进行的「{procedure}」。"
    en = "No “{procedure}” is under way on {day}."
    basis = "行政许可法§45"
    remedy_zh = "请核对特别程序的种类和日期。"
    remedy_en = "Check the procedure and the day."


class AlreadyExtended(Refusal):
    """期限已经延长过。"""

    zh = "本件期限已于 {on} 延长，只能延长一次。"
    en = "The limit was extended on {on}; it can be extended only once."
    basis = "行政许可法§42"
    remedy_zh = "请在延长后的期限内作出决定。"
    remedy_en = "Decide within the extended limit."


class LimitAlreadyPassed(Refusal):
    """期限已经届满。"""

    zh = "法定期限已于 {due} 届满，不能再延长。"
    en = "The statutory limit ended on {due}; it can no longer be extended."
    basis = "行政许可法§42"
    remedy_zh = "请尽快作出决定，并公开说明超期理由（优化营商环境条例§36）。"
    remedy_en = "Decide without delay and publish the reasons for the overrun."


class ApproverTooLow(Refusal):
    """批准人层级不够。"""

    zh = "延长期限须经{needed}批准，{given}的批准不够。"
    en = "An extension needs the approval of {needed}; that of {given} is not enough."
    basis = "行政许可法§42"
    remedy_zh = "请报有权批准的负责人。"
    remedy_en = "Put it before the officer who may approve it."


class ApproverMissing(Refusal):
    """没有批准人。"""

    zh = "延长期限须经{needed}批准，请填写批准人。"
    en = "An extension needs the approval of {needed}; nobody is named."
    basis = "行政许可法§42"
    remedy_zh = "请先报批，再填写批准人。"
    remedy_en = "Obtain the approval, then name who gave it."
