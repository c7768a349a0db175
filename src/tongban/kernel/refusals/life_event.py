"""一件事的拒绝 — a member that is not there, an outcome that is, an objection to oneself."""

from tongban.kernel.refusals.told import Refusal


class LifeEventNotAllowedNow(Refusal):
    """一件事当前状态下不能这样办。"""

    zh = "一件事现为「{status}」，不能{verb}。"
    en = "The life event is {status}; it cannot be asked to {verb} now."
    basis = "行政许可法§5"
    remedy_zh = "请刷新页面；要办理其中一个事项，请打开该事项的办件。"
    remedy_en = "Reload the page; to act on one of its items, open that item's own case."


class MemberUnknown(Refusal):
    """一件事没有这个成员事项。"""

    zh = "这件事没有成员「{member}」。"
    en = "This life event has no member “{member}”."
    basis = "国办发〔2022〕32号"
    remedy_zh = "请从页面列出的事项中选择。"
    remedy_en = "Choose one of the members that the page lists."


class MemberNotInThisSituation(Refusal):
    """本次情形不涉及这个成员事项。"""

    zh = "按申请时的情形，不需要办「{member}」。"
    en = "In the situation applied for, “{member}” is not needed."
    basis = "行政许可法§30"
    remedy_zh = "情形有变化、需要办理的，请单独申请该事项。"
    remedy_en = "If the situation has changed and it is needed, apply for that item by itself."


class NoMemberInThisSituation(Refusal):
    """按所答情形没有需要办理的事项。"""

    zh = "按您回答的情形，「{life_event}」中没有需要办理的事项。"
    en = "In the situation as answered, nothing of “{life_event}” needs to be done."
    basis = "行政许可法§32(1)"
    remedy_zh = "请核对回答；回答无误的，不需要申请。"
    remedy_en = "Check your answers; if they are right, there is nothing to apply for."


class CasesNotNamed(Refusal):
    """没有为成员事项预留办件编号。"""

    zh = "没有为「{member}」预留办件编号，一件事未能收件。"
    en = "No case was named for “{member}”; the life event was not taken in."
    basis = "国办发〔2022〕32号"
    remedy_zh = "请重新打开申请页面后再提交。"
    remedy_en = "Open the application again and send it once more."


class AgentCannotCommit(Refusal):
    """代理人不能代为承诺。"""

    zh = "告知承诺须由申请人本人作出，代理人不能在一件事申请中代为承诺。"
    en = "A commitment is the applicant's own; an agent cannot give it in an application for a life event."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请申请人本人申请，或者由代理人按一般程序申请。"
    remedy_en = "Let the applicant apply in person, or apply the ordinary way through the agent."


class MemberHasItsOutcome(Refusal):
    """成员事项已有结果。"""

    zh = "「{member}」已经是「{state}」，不能再撤回或者提出异议。"
    en = "“{member}” is already {state}: it can neither be taken back nor objected to."
    basis = "行政许可法§8、§69"
    remedy_zh = "对决定不服的，可以申请复议或者起诉；认为许可应当撤销的，请依法定程序向作出决定的机关提出。"
    remedy_en = "A decision can be fought by reconsideration or suit; "
    remedy_en += "who thinks that a licence must be revoked tells its authority."


class NothingToTakeBack(Refusal):
    """没有可以撤回的事项。"""

    zh = "各事项都已有结果或者正在撤回，没有可以撤回的。"
    en = "Every member has its outcome or is being withdrawn; nothing is left to take back."
    basis = "行政许可法§8"
    remedy_zh = "请查看各事项的进度。"
    remedy_en = "See how far each member is."


class ObjectsToItself(Refusal):
    """不能对本部门的事项提出异议。"""

    zh = "「{authority}」自己办理这个事项，不必提出异议。"
    en = "{authority} handles this item itself and need not object to it."
    basis = "行政许可法§38"
    remedy_zh = "不符合条件的，请在该办件中依法作出不予许可的决定。"
    remedy_en = "Where the conditions are not met, refuse the licence in the case itself, as the law says."


class OnlyMembersTell(Refusal):
    """成员事项的进展只由其办件产生。"""

    zh = "不能由人工{verb}：成员事项的进展只来自其办件。"
    en = "Nobody may {verb} by hand: what becomes of a member, its own case tells."
    basis = "行政许可法§26"
    remedy_zh = "请在该事项的办件中办理，一件事会自动更新。"
    remedy_en = "Act in that item's own case; the life event follows by itself."
