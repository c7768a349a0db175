"""决定与文书的拒绝 — what a decision and its documents must have."""

from tongban.kernel.refusals.told import Refusal


class ReasonsMissing(Refusal):
    """没有说明理由。"""

    zh = "「{verb}」必须书面说明理由。"
    en = "To {verb}, reasons in writing are required."
    basis = "行政许可法§38"
    remedy_zh = "请写明事实、依据和理由。"
    remedy_en = "Write down the facts, the basis and the reasons."


class RemediesMissing(Refusal):
    """没有告知救济权利。"""

    zh = "不予许可决定没有告知申请复议和提起诉讼的途径与期限。"
    en = "A refusal must tell where and until when to ask for reconsideration or to sue."
    basis = "行政许可法§38"
    remedy_zh = "请补充复议机关、管辖法院和期限。"
    remedy_en = "Add the reconsideration body, the court and the time limits."


class ValidityAlreadyOver(Refusal):
    """有效期在决定之前已经届满。"""

    zh = "有效期至 {valid_until}，早于作出决定之日 {day}。"
    en = "The licence would be valid until {valid_until}, before the day of the decision, {day}."
    basis = "行政许可法§39、§50"
    remedy_zh = "请核对有效期。"
    remedy_en = "Check how long it is valid."


class GrantLacksMaterials(Refusal):
    """材料有缺，不能准予许可。"""

    zh = "还缺：{materials}，不能准予许可。"
    en = "Still missing: {materials}; a licence cannot be granted."
    basis = "行政许可法§38、§74(1)"
    remedy_zh = "本件因逾期未告知视为受理；请申请人自愿补交所缺材料，或者说明理由作出不予许可决定。"
    remedy_en = (
        "Silence accepted this application with a gap: let the applicant fill it, or refuse with reasons."
    )


class DisagreementUnresolved(Refusal):
    """还有部门持反对意见。"""

    zh = "{authorities}的意见是不同意，准予许可前须先解决分歧。"
    en = "{authorities} objected; the disagreement must be resolved before a licence is granted."
    basis = "行政许可法§26"
    remedy_zh = "请与该部门会商，由其修改意见；或者依其意见作出不予许可决定并说明理由。"
    remedy_en = "Confer so that the department revises its opinion, or refuse with reasons."


class FindingAgainst(Refusal):
    """审查结论为不符合条件。"""

    zh = "环节「{steps}」的结论是不符合法定条件，不能准予许可。"
    en = "“{steps}” found that the legal conditions are not met; a licence cannot be granted."
    basis = "行政许可法§38"
    remedy_zh = "请依审查结论作出不予许可决定并说明理由；结论录入有误的，请走更正。"
    remedy_en = "Refuse with reasons; if the finding was entered wrongly, correct the entry."


class DocumentMissing(Refusal):
    """文书尚未制作完成。"""

    zh = "「{document}」尚未制作并签章，不能送达。"
    en = "“{document}” has not been made and sealed yet; it cannot be delivered."
    basis = "行政许可法§39、§44"
    remedy_zh = "系统正在制作；几秒后刷新。长时间没有完成的，请联系管理员查看作业队列。"
    remedy_en = "It is being made; reload in a few seconds. If it stays away, have the job queue looked at."


class NumberMissing(Refusal):
    """没有文号。"""

    zh = "「{document}」没有编号。"
    en = "“{document}” has no number."
    basis = "行政许可法§39"
    remedy_zh = "请先从号段取号。"
    remedy_en = "Lease a number first."


class DocumentOfAnotherCase(Refusal):
    """文书与决定不符。"""

    zh = "「{document}」{number} 与本件的决定（{expected}）不符，未登记。"
    en = "“{document}” {number} does not match this case's decision ({expected}); it was not recorded."
    basis = "行政许可法§39"
    remedy_zh = "请核对文书种类和文号。"
    remedy_en = "Check the kind and the number of the document."


class DocumentPremature(Refusal):
    """文书早于其所记载的行为。"""

    zh = "办件现为「{status}」，还不能登记「{document}」。"
    en = "The case is {status}; there is nothing yet that a document of kind “{document}” could state."
    basis = "行政许可法§32"
    remedy_zh = "请先办理该文书所记载的事项。"
    remedy_en = "Do first what the document states."


class DocumentAlreadyDelivered(Refusal):
    """已送达的文书不能替换。"""

    zh = "「{document}」{number} 已经送达，不能换成另一份。"
    en = "“{document}” {number} has been delivered; it cannot be replaced by another."
    basis = "行政许可法§8"
    remedy_zh = "送达的文书保持原样；确有错误的，请依法更正或换发。"
    remedy_en = "What was delivered stays as it is; if it is wrong, correct or reissue it by law."
