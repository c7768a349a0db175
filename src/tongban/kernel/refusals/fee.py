"""收费的拒绝 — what may not be charged, waived, given back, or waited for."""

from tongban.kernel.refusals.told import Refusal


class FeeNotCharged(Refusal):
    """本事项不收费。"""

    zh = "本事项没有公布收费，不能核定或者收取。"
    en = "This item charges nothing; no fee can be assessed or taken."
    basis = "行政许可法§58"
    remedy_zh = "请照常办理；已经收到的款项，如数退还。"
    remedy_en = "Go on without it; what was taken is given back in full."


class FeeNotYet(Refusal):
    """还没有准予，不能收费。"""

    zh = "本事项为准予的许可收费，准予以前不能核定。"
    en = "This fee is for what is granted; it cannot be assessed before the grant."
    basis = "行政许可法§58"
    remedy_zh = "请先作出决定；不予许可的，不收费。"
    remedy_en = "Decide first; nothing is charged where it is refused."


class FeeAssessedAlready(Refusal):
    """收费已经核定。"""

    zh = "收费已核定为 {amount} 元（{number}），没有变化。"
    en = "The fee was assessed at {amount} yuan already ({number}), and nothing has changed."
    basis = "行政许可法§59"
    remedy_zh = "数量有误的，更正后重新核定。"
    remedy_en = "Where the measure was wrong, assess again with the right one."


class FeeMeasureMissing(Refusal):
    """没有写计费数量。"""

    zh = "收费标准按「{measured}」计算，没有写数量。"
    en = "The standard counts “{measured}”; no number was given."
    basis = "行政许可法§59"
    remedy_zh = "请填写大于零的整数。"
    remedy_en = "Give a whole number above zero."


class FeeStandardMissing(Refusal):
    """公布的标准没有这种情形。"""

    zh = "公布的收费标准没有本件的情形，不能收费。"
    en = "The published standard has no amount for this situation; nothing can be charged."
    basis = "行政许可法§59"
    remedy_zh = "请照常办理，并告知事项管理人员补全标准。"
    remedy_en = "Go on without it, and tell who keeps the item."


class NothingOwed(Refusal):
    """没有应缴的款项。"""

    zh = "本件没有尚未缴清的款项。"
    en = "Nothing of a fee is open in this case."
    basis = "行政许可法§59"
    remedy_zh = "不必缴款、减免；多缴的可以退付。"
    remedy_en = "There is nothing to pay or to waive; what was overpaid can be given back."


class WaiverNotPublished(Refusal):
    """没有公布这项减免。"""

    zh = "本事项没有公布凭证明申请的减免「{waiver}」，或者已经减过。"
    en = "The item publishes no waiver “{waiver}” on request, or it was granted already."
    basis = "行政许可法§59"
    remedy_zh = "请从公布的减免中选择；没有的，按标准收取。"
    remedy_en = "Choose one that is published; otherwise charge by the standard."


class WaiverProofMissing(Refusal):
    """没有减免的证明。"""

    zh = "减免须有证明，尚未登记。"
    en = "A waiver needs its proof, and none was entered."
    basis = "行政许可法§59"
    remedy_zh = "请登记申请人提交的证明。"
    remedy_en = "Enter what the applicant handed in as proof."


class FeeProposalPending(Refusal):
    """有一项减免或退付等待审批。"""

    zh = "已于 {on} 提出一项 {amount} 元的减免或者退付，还没有审批。"
    en = "A waiver or refund of {amount} yuan was proposed on {on} and has not been answered."
    basis = "本系统资金规则（双人复核）"
    remedy_zh = "请先审批。"
    remedy_en = "Answer it first."


class NoFeeProposal(Refusal):
    """没有等待审批的减免或退付。"""

    zh = "没有等待审批的减免或者退付。"
    en = "No waiver or refund waits for an answer."
    basis = "本系统资金规则（双人复核）"
    remedy_zh = "请先由经办人员提出。"
    remedy_en = "Somebody has to propose one first."


class OwnFeeProposal(Refusal):
    """不能审批自己提出的减免或退付。"""

    zh = "减免、退付须由提出人以外的人审批。"
    en = "A waiver or refund is answered by somebody other than who proposed it."
    basis = "本系统资金规则（双人复核）"
    remedy_zh = "请由另一位有权人员审批。"
    remedy_en = "Have another entitled person answer it."


class RefundNotPublished(Refusal):
    """没有公布这种退付。"""

    zh = "本事项没有公布「{ground}」可以退付。"
    en = "The item publishes no refund for “{ground}”."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请选择公布的情形；确实多收的，按多缴退付。"
    remedy_en = "Choose a published ground; what was taken beyond the standard is overpaid."


class RefundGroundNotMet(Refusal):
    """退付的情形不成立。"""

    zh = "「{ground}」不成立：{why}。"
    en = "“{ground}” does not hold: {why}."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请核对办件的状态和缴款情况。"
    remedy_en = "Look at how the case stands and what was paid."


class RefundTooMuch(Refusal):
    """退付金额不对。"""

    zh = "按「{ground}」最多可退 {most} 元，填写的是 {amount} 元。"
    en = "For “{ground}” up to {most} yuan can be given back; {amount} yuan was entered."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请填写大于零、不超过可退金额的数。"
    remedy_en = "Enter an amount above zero and not above that."


class NoRefundToPay(Refusal):
    """没有要在窗口办理的退付。"""

    zh = "没有这笔已经批准、要在窗口办理的退付。"
    en = "No such refund was approved that is to be given back at the counter."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请先提出退付，由另一人审批；批准后再把款退给缴款人。"
    remedy_en = "Propose it and have somebody else approve it; give the money back after that."


class NoRefundToRedirect(Refusal):
    """没有平台不予退回的退付。"""

    zh = "没有这笔缴款平台不予退回、要改由窗口办理的退付。"
    en = "No such refund was refused by the payment platform; there is nothing to move to the counter."
    basis = "政府非税收入管理办法（财税〔2016〕33号）"
    remedy_zh = "请等平台退付；平台答复不予退回后，系统会登记并提示。"
    remedy_en = "Wait for the platform; once it says no, that is recorded and you are told."


class RefundIsPlatforms(Refusal):
    """经平台缴的款由平台退。"""

    zh = "流水号 {payment} 的款项是经缴款平台缴的，由平台原路退回，窗口不退。"
    en = "Payment {payment} came through the payment platform, which gives it back; the counter does not."
    basis = "本系统资金规则（原路退回）"
    remedy_zh = "请等平台退付；平台答复不予退回的，由批准岗位改由窗口退付后再办。"
    remedy_en = "Wait for the platform; where it says no, the deciding post moves it to the counter first."


class RefundGoneBack(Refusal):
    """这笔退付已经退了。"""

    zh = "退付 {number} 的这一笔已于 {on} 退回，号码 {transaction}。"
    en = "This part of refund {number} went back on {on} under {transaction}."
    basis = "本系统资金规则（逐笔登记）"
    remedy_zh = "不用再退；缴款人说没有收到的，按这个号码查询。"
    remedy_en = "Give nothing back again; where the payer has not had it, ask after that number."


class OwnRefund(Refusal):
    """不能办理自己批准的退付。"""

    zh = "退付须由批准人以外的人办理。"
    en = "A refund is paid out by somebody other than who approved it."
    basis = "本系统资金规则（双人复核）"
    remedy_zh = "请由窗口的另一位人员办理。"
    remedy_en = "Have somebody else at the counter pay it out."


class RefundWayUnsuited(Refusal):
    """不能这样退。"""

    zh = "以「{channel}」缴的款，不能以「{way}」退。"
    en = "What was paid by “{channel}” does not go back by “{way}”."
    basis = "本系统资金规则（原路退回）"
    remedy_zh = "请按缴款的方式退回，或者转账到缴款人本人的账户。"
    remedy_en = "Give it back the way it came, or by transfer to the payer's own account."


class FeeUnpaid(Refusal):
    """依法须先缴费。"""

    zh = "依据{by}，「{step}」须在缴费后办理；{open}。"
    en = "By {by}, “{step}” comes after payment; {open}."
    basis = "行政许可法§58"
    remedy_zh = "请核定收费、提醒申请人缴费；到期不缴的，按公布的后果办理。"
    remedy_en = "Assess it and remind the applicant; if the time passes unpaid, do what the item publishes."


class ChannelNotPublished(Refusal):
    """窗口不能这样收款。"""

    zh = "本事项没有公布「{channel}」收款。"
    en = "The item does not publish “{channel}” as a way to pay."
    basis = "行政许可法§59"
    remedy_zh = "请让缴款人按缴款通知载明的渠道缴款。"
    remedy_en = "Have it paid through a channel that the payment notice names."


class TransactionMissing(Refusal):
    """没有交易流水号。"""

    zh = "没有写缴款的交易流水号或者票据号。"
    en = "The number of the transaction or receipt is missing."
    basis = "本系统资金规则（逐笔登记）"
    remedy_zh = "请填写 POS 小票或者票据上的号码。"
    remedy_en = "Enter the number on the card slip or the receipt."


class PaymentStillInTime(Refusal):
    """缴款期限还没有届满。"""

    zh = "申请人可在 {until} 以前（含当日）缴款，期限还没有届满。"
    en = "The applicant may pay until {until}, that day included."
    basis = "行政许可法§37"
    remedy_zh = "请等到 {until} 以后；其间缴清的，照常办理。"
    remedy_en = "Wait until {until} is over; once paid before, it is handled as usual."
