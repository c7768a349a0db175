"""工程建设项目的拒绝 — a gate that is not met, what may not come later, an end that comes too early."""

from tongban.kernel.refusals.told import Refusal


class ProjectNotAllowedNow(Refusal):
    """项目当前状态下不能这样办。"""

    zh = "项目现为「{status}」，不能{verb}。"
    en = "The project is {status}; it is not possible to {verb} now."
    basis = "优化营商环境条例§42"
    remedy_zh = "请刷新页面查看项目现状；已办结或者终止的项目，需要再建的请另行登记。"
    remedy_en = "Reload the page to see how it stands; register another project if more is to be built."


class StageUnknown(Refusal):
    """项目流程没有这个阶段。"""

    zh = "本项目没有阶段「{stage}」。"
    en = "This project has no stage “{stage}”."
    basis = "优化营商环境条例§42"
    remedy_zh = "请从本项目的阶段中选择：{known}。"
    remedy_en = "Choose one of its stages: {known}."


class StageGateNotMet(Refusal):
    """前面的成果不齐，本阶段还不能申请。"""

    zh = "「{stage}」现在还不能申请，还缺：{missing}。依据：{law}。"
    en = "“{stage}” cannot be applied for yet. Missing: {missing}. Basis: {law}."
    basis = "优化营商环境条例§42"
    remedy_zh = "还没申请的请申请，正在办的请等结果，没有取得的请再次申请。齐了自动开放，不用再来问。"
    remedy_en = "Apply for what was not applied for or not granted, and wait for what is under way. "
    remedy_en += "Once all is there the stage opens by itself."


class DecisionGateNotMet(Refusal):
    """前面的成果不齐，还不能作出准予决定。"""

    zh = "「{member}」现在还不能准予，还缺本项目的：{missing}。依据：{law}。"
    en = "“{member}” cannot be granted yet. Missing in its project: {missing}. Basis: {law}."
    basis = "行政许可法§38(1)"
    remedy_zh = "请等所缺的成果取得后再决定；期限届满前仍未取得的，依法延期，或者作出不予许可的决定。"
    remedy_en = "Decide once it is there; if it will not be in time, extend the limit as the law allows, "
    remedy_en += "or refuse."


class NothingLeftToApplyFor(Refusal):
    """本阶段没有还要申请的事项。"""

    zh = "「{stage}」的各项成果都已取得或者正在办理，没有还要申请的。"
    en = "All that “{stage}” gives is there or under way; nothing is left to apply for."
    basis = "优化营商环境条例§42"
    remedy_zh = "请在项目页面查看各项的进度。"
    remedy_en = "See on the project's page how far each is."


class OutcomeUnknown(Refusal):
    """项目流程没有这项成果。"""

    zh = "本项目没有成果「{outcome}」。"
    en = "This project has no outcome “{outcome}”."
    basis = "优化营商环境条例§42"
    remedy_zh = "请从项目页面列出的成果中选择。"
    remedy_en = "Choose one that the project's page lists."


class DeferralNotDeclared(Refusal):
    """这项成果不能后补。"""

    zh = "「{outcome}」不能后补；本流程只允许后补：{allowed}。"
    en = "“{outcome}” may not come later; this procedure lets only these: {allowed}."
    basis = "优化营商环境条例§42"
    remedy_zh = "请先取得这项成果。涉及安全和公共利益的成果不得后补。"
    remedy_en = "It has to be there first. What concerns safety or the public interest may not come later."


class NothingToDefer(Refusal):
    """这项成果不需要后补。"""

    zh = "「{outcome}」已经取得、不需要，或者已经准予后补。"
    en = "“{outcome}” is there, is not needed, or may come later already."
    basis = "优化营商环境条例§42"
    remedy_zh = "请刷新页面。"
    remedy_en = "Reload the page."


class ApplicationsUnderWay(Refusal):
    """还有阶段在办，项目不能终止。"""

    zh = "还有在办的阶段：{stages}，项目现在不能终止。"
    en = "Under way: {stages}. The project cannot be ended now."
    basis = "行政许可法§8"
    remedy_zh = "请先在阶段申请中撤回各个事项，或者等它们有结果，再终止项目。"
    remedy_en = "Take the items of the stage back first, or wait for their outcome; then end the project."


class OnlyStagesTell(Refusal):
    """阶段的进展只由其申请产生。"""

    zh = "不能由人工{verb}：阶段的进展只来自各事项的办件。"
    en = "Nobody may {verb} by hand: what becomes of a stage, its own applications tell."
    basis = "行政许可法§26"
    remedy_zh = "请在该事项的办件中办理，项目会自动更新。"
    remedy_en = "Act in that item's own case; the project follows by itself."
