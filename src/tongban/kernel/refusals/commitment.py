"""告知承诺的拒绝 — who may commit to what, and in which order a broken promise is followed up."""

from tongban.kernel.refusals.told import Refusal


class CommitmentNotOffered(Refusal):
    """本事项不适用告知承诺。"""

    zh = "本事项没有公布告知承诺的规则：风险较大、纠错成本较高的，或者应当当场决定的，不适用。"
    en = "This item offers no commitment: what is of high risk or decided on the spot is not granted on one."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请按一般程序提交材料。"
    remedy_en = "Take the ordinary route and hand in the materials."


class CommitmentNotTold(Refusal):
    """尚未告知承诺内容。"""

    zh = "尚未书面告知申请人承诺的内容和虚假承诺的法律责任。"
    en = "Content and consequence of the commitment have not been told in writing."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请先一次性书面告知（含电子文本），再由申请人自主选择是否承诺。"
    remedy_en = "Tell them once in writing first; the applicant then chooses."


class CommitmentToldAlready(Refusal):
    """承诺内容已经告知。"""

    zh = "{on} 已告知承诺的内容。"
    en = "What is committed to was told on {on}."
    basis = "国办发〔2020〕42号"
    remedy_zh = "无需再次告知。"
    remedy_en = "It need not be told again."


class CommitmentMissing(Refusal):
    """没有承诺书。"""

    zh = "没有申请人签署的承诺书。"
    en = "There is no commitment signed by the applicant."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请由申请人签署承诺书（电子签名亦可）；不愿承诺的，按一般程序办理。"
    remedy_en = "Have it signed, electronically if so; who does not commit takes the ordinary route."


class CommitmentBarred(Refusal):
    """信用修复前不适用告知承诺。"""

    zh = "申请人{standing}，信用修复前不适用告知承诺。"
    en = "The applicant has {standing}: no commitment before the credit is repaired."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请按一般程序提交材料；可以向信用主管部门申请信用修复。"
    remedy_en = "Take the ordinary route; the credit can be repaired with the credit authority."


class CommittedAlready(Refusal):
    """已经作出承诺。"""

    zh = "申请人已于 {on} 作出承诺。"
    en = "The applicant committed on {on}."
    basis = "国办发〔2020〕42号"
    remedy_zh = "无需再次承诺。"
    remedy_en = "There is no need to commit again."


class NothingToCheck(Refusal):
    """没有需要核查的承诺。"""

    zh = "本件不是以告知承诺方式准予的，或者已经核查。"
    en = "This case was not granted on a commitment, or it has been checked."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请按监督检查计划办理。"
    remedy_en = "Follow the plan of supervision."


class TooFewToCheck(Refusal):
    """核查人员不足。"""

    zh = "核查应当由 {least} 名以上工作人员进行，现在写明的是 {count} 名。"
    en = "A check is made by {least} or more; {count} named."
    basis = "行政许可法§34(3)"
    remedy_zh = "请写明参加核查的每一名工作人员。"
    remedy_en = "Name each member of staff who took part."


class NothingToRectify(Refusal):
    """没有需要整改的事项。"""

    zh = "核查结论不是「未履行承诺」，或者已经责令整改，不能责令限期整改。"
    en = "The check did not find the commitment unperformed, or rectification was ordered already."
    basis = "各地优化营商环境条例（告知承诺）"
    remedy_zh = "虚假承诺的，告知后直接撤销；承诺属实的，无需处理。"
    remedy_en = "Revoke a false promise after telling the holder; what is kept needs nothing."


class RectificationTooLong(Refusal):
    """整改期限过长。"""

    zh = "整改期限 {given} 个工作日，应当在 1 至 {most} 个工作日之内。"
    en = "Rectification within {given} working days: the item allows 1 to {most}."
    basis = "本事项公布的告知承诺规则"
    remedy_zh = "请改为规则允许的期限。"
    remedy_en = "Name a time the rule allows."


class NoRectificationOrdered(Refusal):
    """没有责令整改。"""

    zh = "没有责令限期整改，或者整改结果已经登记。"
    en = "No rectification was ordered, or its result is recorded."
    basis = "各地优化营商环境条例（告知承诺）"
    remedy_zh = "请核对办件的经过。"
    remedy_en = "Look through what happened to the case."
