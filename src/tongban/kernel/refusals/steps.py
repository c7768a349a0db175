"""环节的拒绝 — whose step it is, and whether it is its turn."""

from tongban.kernel.refusals.told import Refusal


class UnknownStep(Refusal):
    """没有这个环节。"""

    zh = "本件没有「{step}」这个环节。"
    en = "This case has no step “{step}”."
    basis = "行政许可法§30"
    remedy_zh = "请从本件的环节列表中选择。"
    remedy_en = "Choose one of the steps of this case."


class StepNotOpen(Refusal):
    """环节尚未开始或已经办完。"""

    zh = "环节「{step}」现为「{state}」，不能办理。"
    en = "Step “{step}” is {state}; it cannot be acted on."
    basis = "行政许可法§30"
    remedy_zh = "未开始的请等待前序环节办完；已办完的如有录入错误，请走更正。"
    remedy_en = "Wait for the steps before it; if it is done and was entered wrongly, correct the entry."


class StepWaits(StepNotOpen):
    """环节还在等待前序环节。"""

    zh = "环节「{step}」{state}，还在等待：{waits_for}。"
    en = "Step “{step}” is {state}: it waits for {waits_for}."
    basis = "行政许可法§30"
    remedy_zh = "请等待或催办这些环节；只有事项载明了依据的，逾期不答复才视为同意。"
    remedy_en = (
        "Wait for them or urge them; silence counts as consent only where the item says on what basis."
    )


class WrongKindOfStep(Refusal):
    """环节类型不符。"""

    zh = "环节「{step}」是{kind}，不能用「{verb}」办结。"
    en = "Step “{step}” is of kind {kind}; {verb} does not finish it."
    basis = "行政许可法§30"
    remedy_zh = "征求意见环节请出具意见，决定环节请作出决定，其余请办结环节。"
    remedy_en = "Give an opinion on an opinion step, decide on a decision step, complete the others."


class NotYourStep(Refusal):
    """不是本岗位的环节。"""

    zh = "环节「{step}」由{post}负责，{actor_post}不能办理。"
    en = "Step “{step}” belongs to {post}; {actor_post} cannot act on it."
    basis = "优化营商环境条例§36"
    remedy_zh = "请由负责岗位办理，或切换到您所任的该岗位。"
    remedy_en = "Leave it to the post in charge, or switch to that post if you hold it."


class SamePersonTwice(Refusal):
    """收件人与审查人须为不同的人。"""

    zh = "本事项规定受理与审查由不同的人办理；本件由您受理，不能再由您审查。"
    en = "This item separates intake from examination; you accepted this case, so another must examine it."
    basis = "本事项实施清单（受审分离）"
    remedy_zh = "请由同岗位的其他人员办理。"
    remedy_en = "Ask a colleague of the same post."
