"""联席会议与争议的拒绝 — invitations, minutes, what goes up and what comes back."""

from tongban.kernel.refusals.told import Refusal


class NobodyToMeet(Refusal):
    """没有可会商的部门。"""

    zh = "联席会议至少要有牵头部门和另一个部门参加。"
    en = "A joint meeting takes the lead department and one other at least."
    basis = "行政许可法§26(2)"
    remedy_zh = "请选择参加会议的部门；没有协办部门的，无须开会。"
    remedy_en = "Choose who takes part; where nobody else has a part, no meeting is needed."


class NotInvitable(Refusal):
    """不是本件的部门。"""

    zh = "{authorities}没有参加本件的办理。"
    en = "{authorities}: no part in this case."
    basis = "行政许可法§26(2)"
    remedy_zh = "请从本件的牵头、协办部门中选择，并包括牵头部门。"
    remedy_en = "Choose among the departments of this case, the lead among them."


class ObjectorNotInvited(Refusal):
    """没有邀请不同意的部门。"""

    zh = "没有邀请提出不同意见的{authorities}。"
    en = "{authorities}: objects, and is not invited."
    basis = "行政许可法§26(2)"
    remedy_zh = "请邀请每个不同意的部门。"
    remedy_en = "Invite every department that objects."


class MeetingInThePast(Refusal):
    """会议日已过。"""

    zh = "会议日 {meeting_on} 早于今天（{today}）。"
    en = "The day of the meeting, {meeting_on}, lies before today, {today}."
    basis = "行政许可法§26(2)"
    remedy_zh = "请另选日期。"
    remedy_en = "Choose another day."


class MeetingBeyondItsLimit(Refusal):
    """会议日晚于会商期限。"""

    zh = "应当在 {due} 以前（含当日）会商，会议定在 {meeting_on} 已经超出。"
    en = "The departments have to meet by {due}; {meeting_on} is later."
    basis = "行政许可法§26(2)"
    remedy_zh = "请安排在 {due} 或者更早的日期。"
    remedy_en = "Choose {due} or an earlier day."


class MeetingIncomplete(Refusal):
    """会议没有写明地点或者议题。"""

    zh = "没有写明联席会议的地点或者议题。"
    en = "The place or the agenda of the meeting is missing."
    basis = "行政许可法§26(2)"
    remedy_zh = "请写明地点和议题：哪些意见不一致，要议什么。"
    remedy_en = "Say where, and what is to be settled."


class MeetingNotConvened(Refusal):
    """没有召集联席会议。"""

    zh = "没有召集联席会议，或者会议日（{meeting_on}）还没有到。"
    en = "No joint meeting is convened, or its day ({meeting_on}) has not come."
    basis = "行政许可法§26(2)"
    remedy_zh = "请先召集；到了那一天再登记。"
    remedy_en = "Convene it first; enter what happened on its day."


class MeetingMinutesMissing(Refusal):
    """没有会议纪要。"""

    zh = "没有联席会议的纪要。"
    en = "The minutes of the joint meeting are missing."
    basis = "行政许可法§26(2)"
    remedy_zh = "请写入议定事项和各部门的意见。"
    remedy_en = "Enter what was resolved and what each department said."


class MinutesNotSigned(Refusal):
    """会议纪要缺少签名。"""

    zh = "会议纪要缺少{authorities}的签名，也没有登记其缺席。"
    en = "The minutes are not signed for {authorities}, which is not said to be absent either."
    basis = "行政许可法§26(2)"
    remedy_zh = "到会的部门都要签名；没有到会的，登记缺席。"
    remedy_en = "Every department that came signs; whoever stayed away is recorded as absent."


class MeetingOwed(Refusal):
    """意见不一致，还没有会商。"""

    zh = "{authorities}不同意，还没有会商，不能以此作出决定。"
    en = "{authorities}: objects, and no meeting was held over it; it cannot be decided on yet."
    basis = "行政许可法§26(2)"
    remedy_zh = "请召集联席会议；部门改变意见的，无须开会。"
    remedy_en = "Convene a joint meeting; none is needed where the department revises its opinion."


class NoSuperiorNamed(Refusal):
    """事项没有写明裁决机关。"""

    zh = "本事项没有写明部门意见不一致时由谁裁决。"
    en = "The item names nobody who decides where the departments do not agree."
    basis = "行政许可法§26(2)"
    remedy_zh = "请由部门改变意见，或者说明理由、不予许可；事项清单可以补充争议解决规则。"
    remedy_en = "The department revises its opinion, or the lead refuses with reasons; the item may name one."


class NothingInDispute(Refusal):
    """没有需要裁决的争议。"""

    zh = "没有会商后仍然存在、尚未裁决的不同意见。"
    en = "No objection is left that the departments met over and nobody has ruled on."
    basis = "行政许可法§26(2)"
    remedy_zh = "裁决支持异议的，依法作出不予许可决定；没有不同意见的，照常办理。"
    remedy_en = "Where the ruling upheld it, refuse with reasons; where nobody objects, go on."


class AlreadyEscalated(Refusal):
    """已经提请裁决。"""

    zh = "已于 {on} 提请{superior}裁决，还没有裁决。"
    en = "The dispute was put to {superior} on {on}, and has not been ruled on."
    basis = "行政许可法§26(2)"
    remedy_zh = "请等候裁决。"
    remedy_en = "Wait for the ruling."


class NotTheSuperior(Refusal):
    """不是裁决机关。"""

    zh = "由{superior}裁决，您在“{actor_post}”。"
    en = "{superior} rules on it; you act at “{actor_post}”."
    basis = "行政许可法§26(2)"
    remedy_zh = "请由有权裁决的岗位办理。"
    remedy_en = "Leave it to the post that rules on it."


class NothingToRuleOn(Refusal):
    """没有提请裁决的争议。"""

    zh = "没有等候裁决的争议。"
    en = "No dispute awaits a ruling."
    basis = "行政许可法§26(2)"
    remedy_zh = "牵头部门提请后再裁决。"
    remedy_en = "The lead department puts it up first."


class RulingMinutesMissing(Refusal):
    """没有裁决的会议记录。"""

    zh = "裁决没有记录和理由。"
    en = "The ruling has no minutes and no reasons."
    basis = "行政许可法§26(2)"
    remedy_zh = "请写明裁决的理由；附条件的，写明条件。"
    remedy_en = "Say why; where it is on conditions, which."


class RulingAwaited(Refusal):
    """争议正在裁决。"""

    zh = "争议正由{superior}裁决，期限到 {until}。"
    en = "{superior} has the dispute, and until {until} to rule on it."
    basis = "行政许可法§26(2)"
    remedy_zh = "请等候裁决；裁决逾期，或者到了法定办结时限的最后一天，可以说明理由、不予许可。"
    remedy_en = "Wait; once it is overdue, or on the last day of the statutory limit, refuse with reasons."


class BoundByTheMeeting(Refusal):
    """缺席会议的部门受会议结果约束。"""

    zh = "本部门缺席 {on} 的联席会议，按本事项的规定不得再提出不同意见。"
    en = "The department stayed away from the meeting of {on}, and by the item's rule objects no more."
    basis = "行政许可法§26(2)"
    remedy_zh = "请出具同意或者有条件同意的意见；有新的事实的，告知牵头部门。"
    remedy_en = "Agree, or agree with conditions; tell the lead of new facts."


class RulingStands(Refusal):
    """裁决已不支持异议。"""

    zh = "{on}的裁决（{number}）不支持这项异议。"
    en = "The ruling of {on} ({number}) did not uphold this objection."
    basis = "行政许可法§26(2)"
    remedy_zh = "请按裁决出具意见；有新的事实的，向裁决机关提出。"
    remedy_en = "Give an opinion that follows it; new facts go to whoever ruled."
