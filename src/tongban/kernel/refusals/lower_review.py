"""下级审查的拒绝 — what is sent up, and what nobody asks for again."""

from tongban.kernel.refusals.told import Refusal


class NotALowerReview(Refusal):
    """不是下级审查环节。"""

    zh = "「{step}」不是下级审查环节。"
    en = "“{step}” is no review by a lower level."
    basis = "行政许可法§35"
    remedy_zh = "请在下级审查环节报送。"
    remedy_en = "Send up at the step that is one."


class PreliminaryOpinionMissing(Refusal):
    """没有初步审查意见。"""

    zh = "没有初步审查意见，不能报送上级机关。"
    en = "There is no preliminary opinion to send up."
    basis = "行政许可法§35"
    remedy_zh = "请录入初步审查意见。"
    remedy_en = "Enter the preliminary opinion."


class NotAllMaterialsSentUp(Refusal):
    """没有报送全部申请材料。"""

    zh = "应当报送全部申请材料，还缺：{materials}。"
    en = "All materials are sent up; these are left out: {materials}."
    basis = "行政许可法§35"
    remedy_zh = "请一并报送；尚未收到的，先由申请人补齐。"
    remedy_en = "Send them along; what has not come in yet, the applicant hands in first."


class MaterialsSentUp(Refusal):
    """上级机关不得要求重复提供材料。"""

    zh = "下级机关已于 {on} 报送全部申请材料，不得要求申请人重复提供。"
    en = "All materials were sent up on {on}; the applicant is not asked for them again."
    basis = "行政许可法§35"
    remedy_zh = "请使用下级机关报送的材料；有疑问的，向下级机关核实。"
    remedy_en = "Use what was sent up; ask the lower level where something is unclear."
