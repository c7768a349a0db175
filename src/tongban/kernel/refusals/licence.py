"""取得许可之后的拒绝 — when a licence may be revoked or cancelled, and who may not apply again."""

from tongban.kernel.refusals.told import Refusal


class NoLicenceInForce(Refusal):
    """没有有效的许可。"""

    zh = "本件没有有效的许可：{state}。"
    en = "This case has no licence in force: {state}."
    basis = "行政许可法§69、§70"
    remedy_zh = "请核对办件的决定。"
    remedy_en = "Check the decision of the case."


class RevocationNotTold(Refusal):
    """尚未告知拟撤销。"""

    zh = "尚未告知持证人拟撤销的情形和陈述、申辩的权利，不能撤销。"
    en = "The holder has not been told of the intended revocation and the right to be heard."
    basis = "行政许可法§7、§69"
    remedy_zh = "请先书面告知，听取陈述、申辩后再撤销。"
    remedy_en = "Tell the holder in writing, hear them, then revoke."


class HolderNotHeard(Refusal):
    """持证人陈述期限未满。"""

    zh = "持证人最迟可在 {until} 陈述、申辩，期限未满，也尚未收到意见。"
    en = "The holder may make a statement until {until}; none has come in yet."
    basis = "行政许可法§7"
    remedy_zh = "请等到收到意见或者期限届满后再撤销。"
    remedy_en = "Revoke once the statement is in, or after that day."


class HolderNeedsTime(Refusal):
    """没有给持证人答复的时间。"""

    zh = "请持证人陈述、申辩的最后一日 {respond_by} 太早：告知之日是 {told_on}，当日不计。"
    en = "The holder could not answer by {respond_by}: they are told on {told_on}, a day that does not count."
    basis = "行政许可法§7"
    remedy_zh = "请改为 {earliest} 或者以后的日期，给持证人留出准备和邮寄的时间。"
    remedy_en = "Name {earliest} or a later day, and leave the holder time to prepare."


class RevocationAlreadyTold(Refusal):
    """已经告知拟撤销，尚在等待答复。"""

    zh = "{on} 已告知持证人拟撤销，最迟可在 {until} 陈述、申辩，尚未收到意见。"
    en = "The holder was told of an intended revocation on {on} and may answer until {until}."
    basis = "行政许可法§7"
    remedy_zh = "请等到收到意见或者期限届满；此后情形有变的，可以另行告知。"
    remedy_en = "Wait for the answer or the day; if the ground is another then, it can be told anew."


class GroundNotFound(Refusal):
    """撤销的情形没有查实。"""

    zh = "「{ground}」没有查实：{why}。"
    en = "“{ground}” has not been found: {why}."
    basis = "行政许可法§69；各地优化营商环境条例（告知承诺）"
    remedy_zh = "请先核查；未履行承诺的，先责令限期整改，整改后仍不符合条件的再撤销。"
    remedy_en = "Check first; what is not performed is ordered to be rectified before it is revoked."


class GroundNotMet(Refusal):
    """注销的情形不成立。"""

    zh = "「{ground}」不成立：{why}。"
    en = "“{ground}” does not hold: {why}."
    basis = "行政许可法§70"
    remedy_zh = "请核对有效期和撤销决定。"
    remedy_en = "Check the last day of validity and whether it was revoked."


class NothingForTheRecord(Refusal):
    """没有需要记入信用的事项。"""

    zh = "本件没有因虚假承诺或者未履行承诺被撤销，或者已经记入。"
    en = "No licence of this case was revoked for a broken commitment, or it is recorded already."
    basis = "各地优化营商环境条例（告知承诺）"
    remedy_zh = "请核对撤销的情形。"
    remedy_en = "Check the ground of the revocation."


class BannedUntil(Refusal):
    """禁止期内不得再次申请。"""

    zh = "{until} 以前（含当日）不得再次申请本许可。"
    en = "This licence cannot be applied for again until {until}."
    basis = "行政许可法§78、§79"
    remedy_zh = "请在禁止期届满后申请；对原决定不服的，可以依法复议或者起诉。"
    remedy_en = "Apply after that day; the decision behind it can be contested."
