"""利害关系人与听证的拒绝 — who is to be told and heard first, and how a hearing is held."""

from tongban.kernel.refusals.told import Refusal


class NobodyConcerned(Refusal):
    """没有写明利害关系人。"""

    zh = "没有写明利害关系人是谁，或者同一人写了两次，或者写成了申请人自己。"
    en = "Nobody is named whose interests are touched, or somebody twice, or the applicant."
    basis = "行政许可法§36"
    remedy_zh = "请逐一写明申请人以外的利害关系人。"
    remedy_en = "Name each interested party, once, other than the applicant."


class NoInterestFound(Refusal):
    """尚未认定利害关系。"""

    zh = "尚未认定本件与他人有重大利益关系，没有可以告知的利害关系人。"
    en = "No interest of others has been found in this case; there is nobody to tell."
    basis = "行政许可法§36"
    remedy_zh = "审查发现直接关系他人重大利益的，请先认定利害关系。"
    remedy_en = "If examination finds one, find the interest and the parties first."


class UnknownParty(Refusal):
    """本件没有这一利害关系人。"""

    zh = "本件没有编号为「{party}」的利害关系人。"
    en = "This case has no interested party “{party}”."
    basis = "行政许可法§36"
    remedy_zh = "请先认定利害关系人；已认定的有：{parties}。"
    remedy_en = "Find the interest first; those found so far: {parties}."


class InterestedPartyNotTold(Refusal):
    """利害关系人尚未告知。"""

    zh = "许可事项直接关系他人重大利益，{parties}尚未告知，不能作出决定。"
    en = "The licence touches major interests of others, and {parties} must be told before a decision."
    basis = "行政许可法§36"
    remedy_zh = "请先书面告知利害关系人，并听取其意见。"
    remedy_en = "Tell the interested parties in writing and hear them first."


class StatementStillAwaited(Refusal):
    """陈述期限未满。"""

    zh = "已请{party}最迟 {until} 陈述意见，期限未满，也尚未收到意见。"
    en = "A statement of {party} is waited for until {until}; none has come in yet."
    basis = "行政许可法§36"
    remedy_zh = "请等到收到意见或者期限届满后再决定。"
    remedy_en = "Decide once the statement is in, or after that day."


class StatementEmpty(Refusal):
    """没有陈述的内容。"""

    zh = "没有写明陈述、申辩的内容。"
    en = "There is no statement."
    basis = "行政许可法§36"
    remedy_zh = "请录入陈述内容，或者附上书面意见。"
    remedy_en = "Enter what was said, or attach what was written."


class RespondByInThePast(Refusal):
    """陈述的最后一日早于告知之日。"""

    zh = "陈述意见的最后一日 {respond_by} 早于告知之日 {told_on}。"
    en = "The last day for a statement, {respond_by}, lies before the day of telling, {told_on}."
    basis = "行政许可法§36"
    remedy_zh = "请改为告知之日以后的日期，给利害关系人留出准备的时间。"
    remedy_en = "Name a later day, and leave the party time to prepare."


class HearingRightNotTold(Refusal):
    """听证权利尚未告知。"""

    zh = "{whom}尚未被告知享有要求听证的权利。"
    en = "The right to a hearing has not been told to {whom}."
    basis = "行政许可法§47(1)"
    remedy_zh = "请先书面告知听证权利；自被告知之日起的申请期限届满后再决定。"
    remedy_en = "Tell the right in writing first; decide after the days to ask for a hearing are over."


class HearingRightAlreadyTold(Refusal):
    """听证权利已经告知。"""

    zh = "{on} 已告知{whom}享有要求听证的权利，申请期限从那天起算。"
    en = "The right to a hearing was told to {whom} on {on}; the days run from then."
    basis = "行政许可法§47(1)"
    remedy_zh = "无需再次告知。"
    remedy_en = "It need not be told again."


class HearingRequestTooLate(Refusal):
    """申请听证已过期限。"""

    zh = "申请听证的期限已于 {due} 届满。"
    en = "The time to ask for a hearing ended on {due}."
    basis = "行政许可法§47(1)"
    remedy_zh = "仍可在决定前陈述、申辩；对决定不服的，可以申请复议或者起诉。"
    remedy_en = "A statement can still be made before the decision; the decision can be contested."


class HearingAlreadyAsked(Refusal):
    """已经申请听证。"""

    zh = "{by}已于此前申请听证。"
    en = "A hearing has already been asked for by {by}."
    basis = "行政许可法§47(1)"
    remedy_zh = "无需再次申请；不再要求的，可以放弃听证。"
    remedy_en = "There is no need to ask again; it can be waived."


class HearingStillPossible(Refusal):
    """申请听证的期限未满。"""

    zh = "{whom}最迟可在 {until} 申请听证，期限未满，不能作出决定。"
    en = "Until {until} a hearing can be asked for by {whom}: no decision can be made before."
    basis = "行政许可法§47(1)"
    remedy_zh = "请在期限届满后决定；书面放弃听证的，可以提前。"
    remedy_en = "Decide after that day, or once the hearing is waived in writing."


class HearingNotHeld(Refusal):
    """应当听证而未听证。"""

    zh = "本件应当举行听证（{why}），尚未举行，不能作出决定。"
    en = "A hearing is owed in this case ({why}) and has not been held: no decision can be made."
    basis = "行政许可法§46、§47"
    remedy_zh = "请公告或者通知后举行听证，再根据笔录作出决定。"
    remedy_en = "Announce or notify it, hold it, then decide on its minutes."


class NothingToHear(Refusal):
    """本件没有需要听证的事由。"""

    zh = "没有人申请听证，也没有公告听证，无从安排。"
    en = "Nobody has asked for a hearing and none was announced; there is nothing to schedule."
    basis = "行政许可法§46、§47"
    remedy_zh = "依职权听证的，请先公告听证事由。"
    remedy_en = "To hold one unasked, announce it and its ground first."


class HearingNotPrescribed(Refusal):
    """没有规定本事项应当听证。"""

    zh = "本事项公布的规则中没有应当听证的规定。"
    en = "No provision published with this item prescribes a hearing."
    basis = "行政许可法§46"
    remedy_zh = "认为涉及公共利益的，请以「涉及公共利益的重大许可事项」公告。"
    remedy_en = "Where the public interest is touched, announce it on that ground."


class HearingOver(Refusal):
    """听证已经举行。"""

    zh = "听证已于 {on} 举行。"
    en = "The hearing was held on {on}."
    basis = "行政许可法§48"
    remedy_zh = "请根据听证笔录作出决定。"
    remedy_en = "Decide on its minutes."


class HearingNotScheduled(Refusal):
    """听证尚未安排。"""

    zh = "尚未安排听证的时间、地点和主持人。"
    en = "Day, place and host of the hearing are not fixed yet."
    basis = "行政许可法§48(1)(1)"
    remedy_zh = "请先安排听证。"
    remedy_en = "Schedule it first."


class HearingNoticeTooLate(Refusal):
    """听证通知过晚。"""

    zh = "{hearing_on} 的听证最迟应于 {latest} 通知，今天已是 {today}。"
    en = "A hearing on {hearing_on} has to be notified by {latest}; today is {today}."
    basis = "行政许可法§48(1)(1)"
    remedy_zh = "请另行安排较晚的日期，再通知。"
    remedy_en = "Schedule a later day and give notice of that."


class HearingBeyondItsLimit(Refusal):
    """听证晚于组织期限。"""

    zh = "听证应当在 {due} 以前（含当日）组织，安排在 {hearing_on} 已经超出。"
    en = "The hearing has to be held by {due}; {hearing_on} is later."
    basis = "行政许可法§47(1)"
    remedy_zh = "请安排在 {due} 或者更早的工作日，并留出通知的时间。"
    remedy_en = "Choose {due} or an earlier working day that leaves time for the notice."


class HearingOnARestDay(Refusal):
    """听证日不是工作日。"""

    zh = "{hearing_on} 不是工作日，不能安排听证。"
    en = "{hearing_on} is no working day; no hearing is held on it."
    basis = "行政许可法§82"
    remedy_zh = "请改为工作日，此后最近的是 {next}。"
    remedy_en = "Choose a working day; the next one is {next}."


class HearingAlreadyNotified(Refusal):
    """听证已经通知。"""

    zh = "{on} 已通知听证的时间、地点。"
    en = "Notice of time and place was given on {on}."
    basis = "行政许可法§48(1)(1)"
    remedy_zh = "无需再次通知；另行安排日期的，再通知新的日期。"
    remedy_en = "It need not be given again; if the hearing is moved, give notice of the new day."


class HearingAlreadyAnnounced(Refusal):
    """听证已经公告。"""

    zh = "听证已于 {on} 公告。"
    en = "The hearing was announced on {on}."
    basis = "行政许可法§46"
    remedy_zh = "请安排听证的时间、地点和主持人。"
    remedy_en = "Schedule its day, place and host."


class HearingNotNotified(Refusal):
    """听证尚未通知。"""

    zh = "尚未通知申请人、利害关系人听证的时间、地点。"
    en = "Applicant and parties have not been given notice of time and place."
    basis = "行政许可法§48(1)(1)"
    remedy_zh = "请先在法定的提前期之前通知。"
    remedy_en = "Give notice first, in the time the law names."


class HearingNotYet(Refusal):
    """听证日未到。"""

    zh = "听证安排在 {hearing_on}，还没有到。"
    en = "The hearing is on {hearing_on}; that day has not come."
    basis = "行政许可法§48(1)(1)"
    remedy_zh = "请在听证举行后登记。"
    remedy_en = "Enter it once it has been held."


class HostExamines(Refusal):
    """主持人是审查人员。"""

    zh = "听证主持人不能是审查该申请的工作人员。"
    en = "The host of a hearing cannot be somebody who examines the application."
    basis = "行政许可法§48(1)(3)"
    remedy_zh = "请指定审查人员以外的人员主持。"
    remedy_en = "Appoint somebody who does not examine this application."


class HostMissing(Refusal):
    """没有指定主持人。"""

    zh = "没有指定听证主持人。"
    en = "The hearing has no host."
    basis = "行政许可法§48(1)(3)"
    remedy_zh = "请指定审查人员以外的人员主持。"
    remedy_en = "Appoint somebody who does not examine this application."


class PlaceMissing(Refusal):
    """没有写明听证地点。"""

    zh = "没有写明听证的地点。"
    en = "The hearing has no place."
    basis = "行政许可法§48(1)(1)"
    remedy_zh = "请写明举行听证的地点。"
    remedy_en = "Say where it will be held."


class MinutesMissing(Refusal):
    """没有听证笔录。"""

    zh = "听证应当制作笔录，交参加人确认无误后签字。"
    en = "A hearing has minutes, signed by those who took part."
    basis = "行政许可法§48(1)(5)"
    remedy_zh = "请录入笔录，并注明谁已签字。"
    remedy_en = "Enter the minutes and who has signed them."


class DecideOnTheMinutes(Refusal):
    """没有根据听证笔录决定。"""

    zh = "已于 {on} 举行听证，应当根据听证笔录作出决定。"
    en = "A hearing was held on {on}: the decision has to rest on its minutes."
    basis = "行政许可法§48(2)"
    remedy_zh = "请核对听证笔录，并在决定中确认以其为依据。"
    remedy_en = "Go through the minutes and confirm that the decision rests on them."
