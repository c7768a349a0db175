"""收件与受理的拒绝 — materials, notices, acceptance."""

from tongban.kernel.refusals.told import Refusal


class MaterialsMissing(Refusal):
    """材料不齐。"""

    zh = "还缺：{materials}，不能受理。"
    en = "Still missing: {materials}; the application cannot be accepted."
    basis = "行政许可法§32(4)、(5)"
    remedy_zh = "请当场或五日内一次告知申请人需要补正的全部内容。"
    remedy_en = "Tell the applicant once, on the spot or within five days, everything that is missing."


class UnknownMaterial(Refusal):
    """清单以外的材料。"""

    zh = "「{material}」不在本事项公布的材料清单内。"
    en = "“{material}” is not on this item's published list of materials."
    basis = "行政许可法§31"
    remedy_zh = "不得要求或登记清单以外的材料；请从清单中选择。"
    remedy_en = "Nothing outside the list may be asked for or filed; choose from the list."


class MaterialNotRequired(Refusal):
    """本件情形不需要的材料。"""

    zh = "按申请人的情形，本件不需要：{materials}，不能要求补正。"
    en = "In this applicant's situation the case does not need: {materials}; it cannot be asked for."
    basis = "行政许可法§31"
    remedy_zh = "请只列出本件情形需要的材料。"
    remedy_en = "List only what this situation requires."


class NothingToSupplement(Refusal):
    """没有列明缺陷的补正告知。"""

    zh = "补正告知没有列明需要补正的内容。"
    en = "The notice names nothing to supplement."
    basis = "行政许可法§32(4)"
    remedy_zh = "请逐条列出全部缺陷；材料齐全的，应当受理。"
    remedy_en = "List every defect; if there is none, the application must be accepted."


class NothingHandedIn(Refusal):
    """没有交来任何材料。"""

    zh = "没有选择任何要提交的材料。"
    en = "No material was handed in."
    basis = "行政许可法§32"
    remedy_zh = "请至少提交一项材料。"
    remedy_en = "Hand in at least one material."


class NothingIsMissing(Refusal):
    """材料已齐。"""

    zh = "本件已受理，所需材料均已收到，无需补交。"
    en = "The application was accepted and everything it needs is in; nothing has to be handed in."
    basis = "行政许可法§31"
    remedy_zh = "情况有变化的，请撤回后重新申请，或联系办理部门。"
    remedy_en = "If your situation has changed, withdraw and apply again, or ask the department in charge."


class NoSupplementYet(Refusal):
    """没有可以重申的补正。"""

    zh = "还没有收到针对一次性告知的补正材料，没有可以重申的内容。"
    en = "No supplement has come in after a one-off notice, so there is nothing to restate."
    basis = "行政许可法§32(4)"
    remedy_zh = "尚未告知的，请一次性告知全部内容；已告知的，请等待申请人补正。"
    remedy_en = "Give the one-off notice if there was none; otherwise wait for the applicant."


class SecondNotice(Refusal):
    """补正只能告知一次。"""

    zh = "本件已于 {notice_on} 一次性告知补正，不能再提出首次告知中没有的缺陷：{added}。"
    en = "The one-off notice was given on {notice_on}; defects it did not name cannot be raised now: {added}."
    basis = "行政许可法§32(4)、§72(4)"
    remedy_zh = "只能重申首次告知中尚未补正的内容；其余问题在审查中解决。"
    remedy_en = (
        "Only defects of the first notice that remain may be restated; settle the rest in examination."
    )


class SupplementAfterAcceptance(Refusal):
    """受理后不能再要求补正。"""

    zh = "本件已于 {accepted_on} 受理，不能再要求补正。"
    en = "The application was accepted on {accepted_on}; a supplement can no longer be requested."
    basis = "行政许可法§32(4)、§72(4)"
    remedy_zh = "补正只能在受理前一次性提出；审查中需要核实的，请征求意见、核查或依法启动特别程序。"
    remedy_en = (
        "Ask for an opinion, verify, or start a special procedure; a supplement belongs before acceptance."
    )


class RightAuthorityMissing(Refusal):
    """未告知有权机关。"""

    zh = "以不属于本机关职权为由不予受理，须告知申请人向哪个机关申请。"
    en = "Declining for want of power must name the authority to apply to."
    basis = "行政许可法§32(2)"
    remedy_zh = "请填写有权机关的名称。"
    remedy_en = "Name the right authority."
