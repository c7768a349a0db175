"""Refusals 不予办理的理由: every lawful "no", as a public document.

A refusal has a stable code, a sentence, the article it rests on, and what to do now, in both
languages. `BadInput` is its cousin at the border: what was sent could not be read.
"""

from typing import ClassVar

from tongban.kernel.words import Bilingual


class Told(Exception):
    """What refusals and bad input share: a code, a sentence, a basis and a remedy."""

    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""
    basis: ClassVar[str] = ""
    remedy_zh: ClassVar[str] = ""
    remedy_en: ClassVar[str] = ""

    def __init__(self, **parameters: object) -> None:
        self.parameters = parameters
        super().__init__(self.sentence.en)

    @classmethod
    def code(cls) -> str:
        """The stable slug, from the class name: `MaterialsMissing` is `materials_missing`."""
        name = cls.__name__
        return "".join(("_" if i and c.isupper() else "") + c.lower() for i, c in enumerate(name))

    @property
    def sentence(self) -> Bilingual:
        """What is refused and why, with this case's own particulars."""
        return Bilingual(self.zh, self.en).fill(**self.parameters)

    @property
    def remedy(self) -> Bilingual:
        """What the reader can do now."""
        return Bilingual(self.remedy_zh, self.remedy_en).fill(**self.parameters)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.parameters == getattr(other, "parameters", None)

    def __hash__(self) -> int:
        return hash((type(self), repr(sorted(self.parameters.items(), key=str))))


class Refusal(Told):
    """不予办理 — the rules say no, and here is why."""


class BadInput(Told):
    """输入有误 — what was sent could not be read; raised at the border only."""


# --- calendar and limits ------------------------------------------------------------------------


class BeforeTheCalendar(Refusal):
    """日期早于工作日历。"""

    zh = "{day} 早于工作日历的起点 {first}，无法计算工作日。"
    en = "{day} lies before the first day of the working calendar, {first}; working days cannot be counted."
    basis = "行政许可法§82"
    remedy_zh = "请核对日期；确需更早的年份，请在 law/holidays 中补充该年放假通知。"
    remedy_en = "Check the date; if the year is right, add that year's holiday notice to law/holidays."


class BeyondTheCalendar(Refusal):
    """期限超出可表示的日期。"""

    zh = "自 {day} 起 {amount} 日的期限超出了工作日历所能推算的范围。"
    en = "A limit of {amount} days from {day} ends after the last day the working calendar can name."
    basis = "行政许可法§82"
    remedy_zh = "请核对日期、期限的数值和单位。"
    remedy_en = "Check the date, and the limit's number and unit."


class LimitNotPositive(Refusal):
    """期限必须为正数。"""

    zh = "期限 {amount} 不是正整数。"
    en = "A limit of {amount} is not a positive whole number."
    basis = "行政许可法§42"
    remedy_zh = "请填写至少为 1 的天数。"
    remedy_en = "Give a number of days of at least 1."


class HoursUpsideDown(Refusal):
    """办公时间颠倒或重叠。"""

    zh = "办公时间「{hours}」有颠倒、重叠或空缺。"
    en = "The business hours “{hours}” are upside down, overlap, or there are none."
    basis = "民法典§203"
    remedy_zh = "请按先后顺序写明每段的起止，例如 09:00-12:00、13:30-17:30。"
    remedy_en = "Give each opening's beginning and end in order, such as 09:00-12:00, 13:30-17:30."


class NoBusinessHours(Refusal):
    """该地区没有办公时间。"""

    zh = "地区「{region}」没有登记办公时间，无法按小时计算。"
    en = "The business hours of the region “{region}” are not known; hours cannot be counted."
    basis = "民法典§203"
    remedy_zh = "请在 law/regions.yaml 中写明该地区的办公时间，或改用按日计算的期限。"
    remedy_en = "Give the region's hours in law/regions.yaml, or use a limit counted in days."


class NotCountedBackward(Refusal):
    """倒算的期限不能扣除或延长。"""

    zh = "「{limit}」自 {day} 倒算，不能扣除时间。"
    en = "The limit of {limit} is counted back from {day}; no time can be excluded from it."
    basis = "行政许可法§45"
    remedy_zh = "请核对时限的计算方向；只有正向计算的办理期限可以扣除。"
    remedy_en = "Check the direction of the limit; only one that runs forward can have time excluded."


class ClockAlreadyStopped(Refusal):
    """时钟已经停止。"""

    zh = "该期限的义务已于 {day} 履行完毕，时钟已停止。"
    en = "The duty this limit measures was done on {day}; the clock has stopped."
    basis = "行政许可法§45"
    remedy_zh = "如停止日期录入有误，请更正该分录；否则无需再作变动。"
    remedy_en = (
        "If the day it stopped was entered wrongly, correct that entry; else there is nothing to change."
    )


class NoSuchEntry(Refusal):
    """台账没有这条分录。"""

    zh = "时钟台账没有第 {number} 条可以更正的分录（共 {entries} 条）。"
    en = "The ledger has no entry {number} that can be corrected (it has {entries})."
    basis = "行政许可法§42"
    remedy_zh = "请核对分录编号；起算日请用重新起算更正。"
    remedy_en = "Check the entry's number; correct the first day by a reset."


class ExclusionUpsideDown(Refusal):
    """扣除期间的起止颠倒。"""

    zh = "扣除期间的结束日 {until} 早于开始日 {begin}。"
    en = "The excluded period ends on {until}, before it begins on {begin}."
    basis = "行政许可法§45"
    remedy_zh = "请按书面告知填写起止两日，两日均计入扣除。"
    remedy_en = "Give the two days named in the written notice; both count as excluded."


class ExclusionOverlaps(Refusal):
    """扣除期间重叠。"""

    zh = "{begin} 至 {until} 与已告知扣除的期间重叠，同一日不能扣除两次。"
    en = "{begin} to {until} overlaps a period already excluded; a day cannot be excluded twice."
    basis = "行政许可法§45"
    remedy_zh = "请改为不重叠的期间，或先结束前一特别程序。"
    remedy_en = "Name a period that does not overlap, or end the earlier special procedure first."


class ExclusionOutsideTheLimit(Refusal):
    """扣除期间不在办理期限之内。"""

    zh = "扣除期间自 {begin} 开始，不在办理期限（{start} 次日至 {due}）之内。"
    en = "The excluded period begins on {begin}, outside the running limit (the day after {start} to {due})."
    basis = "行政许可法§45"
    remedy_zh = "特别程序须在期限届满前书面告知；期限已过的，只能说明理由并尽快作出决定。"
    remedy_en = "A special procedure is told before the limit ends; after that, give reasons and decide."


# --- the case -----------------------------------------------------------------------------------


class NotAllowedNow(Refusal):
    """当前状态下不能这样办。"""

    zh = "办件现为「{status}」，不能{verb}。"
    en = "The case is {status}; it cannot be asked to {verb} now."
    basis = "行政许可法§5"
    remedy_zh = "请刷新页面，按页面列出的可办操作办理。"
    remedy_en = "Reload the page and choose one of the acts it lists."


class CaseNotFound(Refusal):
    """没有这个办件。"""

    zh = "没有编号为 {case_id} 的办件。"
    en = "There is no case {case_id}."
    remedy_zh = "请核对收件凭证上的编号或重新扫描二维码。"
    remedy_en = "Check the number on the receipt, or scan its QR code again."


class CommandIdReused(Refusal):
    """同一指令编号内容不同。"""

    zh = "指令编号 {command_id} 已用于另一项内容，未重复办理。"
    en = "Command id {command_id} was already used for something else; nothing was done."
    remedy_zh = "请重新打开页面后再提交。"
    remedy_en = "Open the page again and submit once more."


class WrongItem(Refusal):
    """办件与事项版本不符。"""

    zh = "办件按「{case_item}」办理，不能用「{item}」的规则。"
    en = "The case runs under {case_item}; the rules of {item} do not apply to it."
    basis = "行政许可法§30"
    remedy_zh = "请按收件时有效的事项版本办理。"
    remedy_en = "Use the version of the item that was in force when the papers were received."


class CommandForAnotherCase(Refusal):
    """指令属于另一办件。"""

    zh = "指令针对办件 {case_id}，不能用于办件 {other}。"
    en = "The command is for case {case_id}; it does not apply to case {other}."
    basis = "行政许可法§5"
    remedy_zh = "请重新打开要办理的办件后再提交。"
    remedy_en = "Open the case you mean and submit again."


class NotBackdatable(Refusal):
    """此项操作不能补记日期。"""

    zh = "「{verb}」不能补记为 {day} 发生。"
    en = "An act of {day} cannot be entered later: to {verb} happens on the day it is entered."
    basis = "行政许可法§32"
    remedy_zh = "补记只用于收件、补正材料、送达和外部系统的结果；其他请按今日办理，确有错误请走更正。"
    remedy_en = "Only receipt, supplements, delivery and results of outside systems may be entered late; "
    remedy_en += "otherwise act today, or correct the mistaken entry."


class OccursInTheFuture(Refusal):
    """发生日期晚于今天。"""

    zh = "所填发生时间 {day} 晚于登记时间。"
    en = "The time of occurrence, {day}, lies after the time of entry."
    basis = "行政许可法§32"
    remedy_zh = "请填写实际发生的日期。"
    remedy_en = "Give the day on which it really happened."


class OccursBeforeReceipt(Refusal):
    """发生日期早于收件。"""

    zh = "所填发生日期 {day} 早于本件收件日 {received_on}。"
    en = "{day} lies before the day the papers were received, {received_on}."
    basis = "行政许可法§32"
    remedy_zh = "请核对日期；收件日录错的，请先更正收件日。"
    remedy_en = "Check the date; if the day of receipt is wrong, correct that first."


class OccursBeforeDecision(Refusal):
    """送达日期早于决定。"""

    zh = "所填送达日期 {day} 早于作出决定之日 {decided_on}。"
    en = "{day} lies before the day of the decision, {decided_on}; nothing could be delivered then."
    basis = "行政许可法§44"
    remedy_zh = "请核对送达凭证上的日期。"
    remedy_en = "Check the date on the proof of delivery."


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
    remedy_zh = "只有听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审可以扣除；其他情形期限照常计算。"
    remedy_en = "Only hearing, tender, auction, inspection, test, quarantine, appraisal and expert review "
    remedy_en += "stop the clock; anything else runs on."


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


class UnreadableValue(Refusal):
    """更正的内容无法识别。"""

    zh = "「{field}」不能更正为「{value}」：应为{expected}。"
    en = "“{field}” cannot become “{value}”: it should be {expected}."
    basis = "行政许可法§32(3)"
    remedy_zh = "请按提示的格式填写。"
    remedy_en = "Give it in the form named."


class DatesOutOfOrder(Refusal):
    """更正后日期先后颠倒。"""

    zh = "更正后收件日为 {received_on}、受理日为 {accepted_on}：收件须不晚于告知和受理，均不能晚于今天。"
    en = "Corrected to receipt on {received_on} and acceptance on {accepted_on}: receipt cannot lie after "
    en += "the notice or acceptance, and neither after today."
    basis = "行政许可法§32"
    remedy_zh = "请核对两个日期。"
    remedy_en = "Check both dates."


class UnknownField(Refusal):
    """不能更正的字段。"""

    zh = "「{field}」不能更正。"
    en = "“{field}” cannot be corrected."
    basis = "行政许可法§32(3)"
    remedy_zh = "可以更正的有：{fields}。"
    remedy_en = "What can be corrected: {fields}."


class NothingToCorrect(Refusal):
    """更正前后相同。"""

    zh = "「{field}」本来就是 {value}。"
    en = "“{field}” already is {value}."
    remedy_zh = "请核对要更正的内容。"
    remedy_en = "Check what should be corrected."


class FourEyes(Refusal):
    """更正须由另一人批准。"""

    zh = "更正须由录入人以外的人批准。"
    en = "A correction must be approved by someone other than the person who enters it."
    basis = "本系统更正规则（双人复核）"
    remedy_zh = "请由另一位有权人员批准。"
    remedy_en = "Have another entitled person approve it."


class FactMissing(Refusal):
    """缺少判断所需的信息。"""

    zh = "没有回答「{fact}」，无法判断需要哪些材料和环节。"
    en = "“{fact}” was not answered, so the materials and steps cannot be determined."
    basis = "行政许可法§30"
    remedy_zh = "请回答全部情形问题。"
    remedy_en = "Answer every question about the situation."


class FactOfAnotherKind(Refusal):
    """信息的类型不对。"""

    zh = "「{fact}」的回答「{value}」不能与「{expected}」比较。"
    en = "The answer “{value}” to “{fact}” cannot be compared with “{expected}”."
    basis = "行政许可法§30"
    remedy_zh = "请按题目要求重新作答。"
    remedy_en = "Answer the question in the form it asks for."
