"""复议诉讼的拒绝 — what was entered fits no decision, or leaves the application without an answer."""

from tongban.kernel.refusals.told import Refusal


class NothingToChallenge(Refusal):
    """没有可以复议、诉讼的决定。"""

    zh = "本件当日没有这样的决定，不能登记对它的复议、诉讼。"
    en = "On that day the case had no such decision that could be challenged."
    basis = "行政复议法§11、行政诉讼法§12"
    remedy_zh = "请核对被申请、被诉的行为、办件编号和收到副本的日期。"
    remedy_en = "Check which act is challenged, the number of the case, and the day the copy came."


class WhoDecidesMissing(Refusal):
    """没有写明复议机关或者人民法院。"""

    zh = "没有写明由哪个复议机关或者人民法院办理。"
    en = "It is not said before which body or court."
    basis = "行政复议法§48、行政诉讼法§67"
    remedy_zh = "请照通知书填写机关名称。"
    remedy_en = "Copy the name from the notice."


class NoChallengeOpen(Refusal):
    """没有正在办理的复议、诉讼。"""

    zh = "本件没有正在办理的复议、诉讼，或者该案已经办结。"
    en = "No challenge of this case is open, or that one has ended."
    basis = "行政复议法§48、行政诉讼法§67"
    remedy_zh = "请先登记复议、诉讼；已经登记结果的，不再重复登记。"
    remedy_en = "Record the challenge first; an outcome is recorded once."


class RepliedAlready(Refusal):
    """已经登记过答复。"""

    zh = "已于 {on} 登记答复。"
    en = "The reply was recorded on {on}."
    basis = "行政复议法§48、行政诉讼法§67"
    remedy_zh = "无须重复登记。"
    remedy_en = "Nothing more to record."


class SuspendedAlready(Refusal):
    """已经停止执行。"""

    zh = "自 {on} 起已经停止执行。"
    en = "Execution is suspended since {on} already."
    basis = "行政复议法§42、行政诉讼法§56"
    remedy_zh = "无须重复登记；恢复执行的，请登记恢复。"
    remedy_en = "Nothing to record; if execution resumes, record that."


class NotSuspended(Refusal):
    """没有停止执行。"""

    zh = "该案没有停止执行，无须恢复。"
    en = "Nothing is suspended by that challenge."
    basis = "行政复议法§42、行政诉讼法§56"
    remedy_zh = "复议、诉讼期间一般不停止执行。"
    remedy_en = "As a rule a challenge does not suspend execution."


class ExecutionStopped(Refusal):
    """决定已停止执行。"""

    zh = "{body}自 {since} 起停止执行该决定，期间不能办理。"
    en = "Since {since} the decision is not to be carried out ({body})."
    basis = "行政复议法§42、行政诉讼法§56"
    remedy_zh = "请等待恢复执行，或者复议、诉讼的结果。"
    remedy_en = "Wait until execution resumes, or for the outcome of the challenge."


class RedoDaysMissing(Refusal):
    """没有写明重新作出决定的期限。"""

    zh = "{outcome}以后，申请仍须答复；没有写明几日内重新作出决定。"
    en = "After this ({outcome}) the application is still to be answered; within how many days is not said."
    basis = "行政复议法§64、行政诉讼法§70"
    remedy_zh = "请照文书填写期限；文书没有写明的，填写法定办结时限的天数。"
    remedy_en = "Copy the days from the document; where it names none, give those the law has for deciding."
