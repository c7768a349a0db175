"""检验检测检疫的拒绝 — which items have it, and by how many."""

from tongban.kernel.refusals.told import Refusal


class NothingToInspect(Refusal):
    """本事项不需要检验、检测、检疫。"""

    zh = "本事项不是通过检验、检测、检疫审定的许可，没有可以指派的。"
    en = "This licence does not rest on an inspection, a test or quarantine; nobody is assigned."
    basis = "行政许可法§12(4)、§55"
    remedy_zh = "请核对事项；实地核查请预约踏勘。"
    remedy_en = "Check the item; to verify on the spot, schedule a survey."


class TooFewInspectors(Refusal):
    """指派的人员不足。"""

    zh = "检验、检测、检疫应当指派 {least} 名以上工作人员，现在写明的是 {count} 名。"
    en = "{least} or more are assigned to inspect; {count} named."
    basis = "行政许可法§55(2)"
    remedy_zh = "请写明指派的每一名工作人员。"
    remedy_en = "Name each member of staff who is assigned."
