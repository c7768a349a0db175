"""办件的拒绝 — wrong case, wrong time, wrong item, and facts nobody gave."""

from tongban.kernel.refusals.told import Refusal


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
