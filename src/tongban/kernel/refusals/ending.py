"""终止与承继的拒绝 — what ends a case and what does not, and who may take it over."""

from tongban.kernel.refusals.told import Refusal


class EndGroundNotMet(Refusal):
    """终止的情形不成立。"""

    zh = "「{ground}」不成立：{why}。"
    en = "“{ground}” does not hold: {why}."
    basis = "行政许可法§5、§37"
    remedy_zh = "没有法定情形的，应当继续办理并作出决定；申请人不想办的，由其撤回申请。"
    remedy_en = "Without such a ground, go on and decide; an applicant who has no more interest may withdraw."


class WaitsForTheSupplement(Refusal):
    """法律没有规定不补正即终止。"""

    zh = "一次性告知后没有补正的，法律没有规定申请因此终止；本事项也没有公布补正期限。"
    en = "No law ends an application because it was not supplemented, and this item has published no time "
    en += "for it."
    basis = "行政许可法§30、§32(4)"
    remedy_zh = "请提醒申请人补正或者撤回申请；其间办理期限不起算。需要规定期限的，由事项依据规定公布。"
    remedy_en = (
        "Remind the applicant to supplement or to withdraw; no limit runs meanwhile. A time for it has "
    )
    remedy_en += "to be published by the item, with its basis."


class SupplementStillInTime(Refusal):
    """补正期限还没有届满。"""

    zh = "申请人可在 {until} 以前（含当日）补正，期限还没有届满。"
    en = "The applicant may supplement until {until}, that day included."
    basis = "行政许可法§32(4)"
    remedy_zh = "请等到 {until} 以后；其间补正的，照常办理。"
    remedy_en = "Wait until {until} is over; what comes in before is handled as usual."


class ProofOfTheEndMissing(Refusal):
    """没有证明材料。"""

    zh = "「{ground}」没有证明材料。"
    en = "There is no proof of “{ground}”."
    basis = "行政许可法§70"
    remedy_zh = "请先核验并登记证明，例如死亡证明、注销登记、合并或者分立的登记。"
    remedy_en = "Check and enter the proof first, such as a death certificate or the register's entry."


class SuccessorsNotAsked(Refusal):
    """还没有确认有无承继人。"""

    zh = "本事项的申请可以由承继人承继，尚未登记无人承继的证明。"
    en = "A successor may take this application over; it is not on record that nobody does."
    basis = "本事项实施清单（承继）"
    remedy_zh = "请先询问继承人或者承继单位；无人承继的，登记其声明后终止。"
    remedy_en = (
        "Ask the heirs or the succeeding entity; if nobody takes over, enter their statement and end it."
    )


class NotInheritable(Refusal):
    """本事项的申请不能承继。"""

    zh = "本事项没有规定申请可以由他人承继。"
    en = "This item does not let anybody take an application over."
    basis = "行政许可法§9"
    remedy_zh = "请终止本件；承继人具备条件的，可以自己的名义另行申请。"
    remedy_en = "End this case; a successor who qualifies may apply in their own name."


class SuccessorMissing(Refusal):
    """没有写明承继人。"""

    zh = "没有写明承继人，或者承继人就是原申请人。"
    en = "No successor is named, or it is the applicant."
    basis = "行政许可法§29"
    remedy_zh = "请写明承继人。"
    remedy_en = "Name the successor."


class LicenceNotSettled(Refusal):
    """许可还没有了结。"""

    zh = "本件已经准予许可，还须先「{verb}」。"
    en = "A licence was granted in this case; first, {verb}."
    basis = "行政许可法§70"
    remedy_zh = "请先办理；之后本件可以终止，不再送达。"
    remedy_en = "Do that first; then the case can be ended without a delivery."
