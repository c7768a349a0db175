"""送达与原件的拒绝 — what proves no service, and whose hands an original is in."""

from tongban.kernel.refusals.told import Refusal


class StillOnTheWay(Refusal):
    """还在途中。"""

    zh = "「{document}」{number} 已于 {on} 寄发或者公告，还没有结果，不能再寄。"
    en = "“{document}” {number} went out on {on} and nothing has come of it yet; it is not sent twice."
    basis = "参照民事诉讼法§91"
    remedy_zh = "签收了的，登记签收之日；被退回的，先登记退回再寄。"
    remedy_en = "Record the day it was signed for; if it came back, record that first and send it again."


class NothingOnTheWay(Refusal):
    """没有寄发在途的文书。"""

    zh = "「{document}」{number} 没有寄发在途，无从登记退回或者确认收悉。"
    en = "“{document}” {number} is not on its way; there is nothing to come back or to be confirmed."
    basis = "参照民事诉讼法§90、§91"
    remedy_zh = "请先登记寄发；已经送达或者退回的，不再登记。"
    remedy_en = "Record first that it was sent; what was served or came back is not recorded again."


class PostedIsNotServed(Refusal):
    """交寄不是送达。"""

    zh = "「{document}」没有登记邮寄，或者已被退回；交寄不等于送达，签收之日才是送达之日。"
    en = "“{document}” was not sent by post, or came back: posted is not served; the day it is signed for is."
    basis = "参照民事诉讼法§91"
    remedy_zh = "请先登记寄发和邮件号；收件人签收后，按签收之日登记送达。"
    remedy_en = "Record that it was posted, with its number; once it is signed for, record that day."


class SignedForBeforeItWasSent(Refusal):
    """签收早于寄发。"""

    zh = "登记的日期 {day} 早于寄发之日 {sent_on}。"
    en = "The day entered, {day}, lies before the day it was sent, {sent_on}."
    basis = "参照民事诉讼法§91"
    remedy_zh = "请核对回执上的日期。"
    remedy_en = "Check the day on the return receipt."


class ServiceNotProven(Refusal):
    """没有送达证明。"""

    zh = "「{document}」没有写明凭什么证明（谁签收、何种证件、邮件号、公告载体）。"
    en = (
        "“{document}”: nothing says what proves it (who signed, by which identity, the post's number, where)."
    )
    basis = "参照民事诉讼法§87"
    remedy_zh = "请补上签收人和证件、邮件号，或者公告的载体和日期；没有证明，送达不算数。"
    remedy_en = "Add who signed and by which identity, the post's number, or where it was announced."


class NotServedThisWay(Refusal):
    """不能这样登记。"""

    zh = "「{method}」不能用「{verb}」登记。"
    en = "“{method}” is not recorded by “{verb}”."
    basis = "参照民事诉讼法§88至§95"
    remedy_zh = "电子送达由受送达人确认收悉；公告送达自公告起计算；当面交付和邮件签收由窗口登记。"
    remedy_en = (
        "Who agreed to electronic service confirms it; a public notice counts from its day; the counter "
        "records what was handed over or signed for."
    )


class ServedAlready(Refusal):
    """已经送达。"""

    zh = "「{document}」{number} 已于 {on} 送达，不再寄发或者登记。"
    en = "“{document}” {number} was served on {on}; it is not sent or recorded again."
    basis = "参照民事诉讼法§87"
    remedy_zh = "送达之日以已登记的为准；登记有误的，由法制人员核对送达回证。"
    remedy_en = "The day on record stands; if it is wrong, have legal staff check the return receipt."


class OutcomeIsDelivered(Refusal):
    """结果文书用送达办结。"""

    zh = "「{document}」是本件的结果文书，送达即办结。"
    en = "“{document}” is what the case came to; delivering it closes the case."
    basis = "行政许可法§44"
    remedy_zh = "请用「送达」登记。"
    remedy_en = "Record it by “deliver”."


class NoConsentToElectronicService(Refusal):
    """没有电子送达的同意。"""

    zh = "受送达人没有同意电子送达，或者已经撤回同意。"
    en = "The recipient has not agreed to electronic service, or agrees to it no more."
    basis = "参照民事诉讼法§90(1)"
    remedy_zh = "请当面交付或者邮寄；电子送达须经受送达人书面同意。"
    remedy_en = "Hand it over or post it; electronic service needs the recipient's agreement in writing."


class PublicNoticeNotProvided(Refusal):
    """没有公告送达的规定。"""

    zh = "法规数据没有为本件规定公告送达。"
    en = "Law data provides no service by public notice for this case."
    basis = "本系统送达规则"
    remedy_zh = (
        "请另寻地址再寄，或者当面送达；需要公告送达的，由法制人员在 law/time_limits 中写明依据和天数。"
    )
    remedy_en = (
        "Find another address and send it again; if a public notice is lawful here, have legal staff add its "
        "basis and days to law/time_limits."
    )


class PublicNoticeIsTheLastResort(Refusal):
    """公告送达是最后的方式。"""

    zh = "「{document}」没有被退回的记录；公告送达只在其他方式送达不了时使用。"
    en = "Nothing says that “{document}” came back; a public notice is for what cannot be served otherwise."
    basis = "参照民事诉讼法§95"
    remedy_zh = "请先当面交付或者邮寄；被退回的，登记退回后再公告。"
    remedy_en = "Hand it over or post it first; if it comes back, record that, then announce it."


class UnknownOriginal(Refusal):
    """没有收存这件原件。"""

    zh = "本件没有收存编号为「{original}」的原件。"
    en = "No original “{original}” was taken into custody in this case."
    basis = "本系统原件保管规则"
    remedy_zh = "请核对原件标签上的编号。"
    remedy_en = "Check the number on the label of the original."


class OriginalInCustodyAlready(Refusal):
    """原件已经登记。"""

    zh = "编号为「{original}」的原件已经登记。"
    en = "An original “{original}” is on record already."
    basis = "本系统原件保管规则"
    remedy_zh = "每件原件一个编号；请另取一个。"
    remedy_en = "Each original has a number of its own; lease another."


class OriginalNotDescribed(Refusal):
    """没有写明是什么原件、谁交来的。"""

    zh = "没有写明是什么原件，或者是谁交来的。"
    en = "Nothing says what the original is, or who brought it."
    basis = "本系统原件保管规则"
    remedy_zh = "请写明证件名称、号码和份数，以及交来人。"
    remedy_en = "Write down what it is, its number and copies, and who brought it."


class OriginalNotOut(Refusal):
    """原件不在机关手中。"""

    zh = "原件「{original}」不在机关手中（{state}）。"
    en = "The original “{original}” is not with the office ({state})."
    basis = "本系统原件保管规则"
    remedy_zh = "已退还或者登记遗失的，不再移交。"
    remedy_en = "What was returned or recorded as lost changes hands no more."


class NotInYourCustody(Refusal):
    """原件不由您保管。"""

    zh = "原件「{original}」现由「{post}」负责（{state}），不能由您办理。"
    en = "“{post}” answers for the original “{original}” now ({state}); it is not yours to pass on."
    basis = "本系统原件保管规则"
    remedy_zh = "请由该岗位办理；移交给您的，先签收。"
    remedy_en = "Have that post do it; if it was handed over to you, acknowledge it first."


class UnknownPost(Refusal):
    """不能移交给这个岗位。"""

    zh = "「{post}」不办理本件，或者就是现在的保管岗位，不能移交。"
    en = "“{post}” does not handle this case, or has the original already; it cannot be handed over there."
    basis = "本系统原件保管规则"
    remedy_zh = "请选择办理本件的另一个岗位。"
    remedy_en = "Choose another post that handles the case."


class LossNotApproved(Refusal):
    """遗失须由另一人批准。"""

    zh = "原件「{original}」的遗失须由登记人以外的人批准。"
    en = "The loss of the original “{original}” must be approved by somebody other than who records it."
    basis = "本系统原件保管规则（双人复核）"
    remedy_zh = "请写明批准人。"
    remedy_en = "Name who approves."
