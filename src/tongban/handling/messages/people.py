"""告知当事人的话 — what applicants, holders of licences and parties are told."""

from tongban.handling.messages.words import MessageCode, code
from tongban.kernel.clock import ClockKind

# --- from the papers to acceptance

RECEIVED = code(
    "received",
    ("材料已收到", "Your papers were received"),
    "收件编号 {number}。收件不是受理：最迟 {by}告诉您是否受理、还缺什么。",
    "Receipt {number}. A receipt is not acceptance: by {by} you are told whether the application is accepted "
    "and what is missing.",
)
GAPS = code(
    "gaps",
    ("需要补正材料", "Some papers have to be supplemented"),
    "共 {n} 处需要补正，已一次告知，文号 {number}。请打开办件查看并补交。",
    "{n} in all, told at once in notice {number}. Open the case to see them and hand them in.",
)
GAPS_LEFT = code(
    "gaps_left",
    ("还有材料没有补齐", "Some papers are still missing"),
    "上次告知的内容还有 {n} 处没有补齐，没有增加新的要求，文号 {number}。请打开办件查看并补交。",
    "Still open of what was told before: {n}; nothing was added. Notice {number}. Open the case to see them "
    "and hand them in.",
)
SUPPLEMENT_RECEIVED = code(
    "supplement_received",
    ("补交的材料已收到", "Your supplement was received"),
    "补交的材料已收到，最迟 {by}告诉您是否受理。",
    "What you handed in was received; by {by} you are told whether the application is accepted.",
)
PAPERS_RECEIVED = code(
    "papers_received",
    ("补交的材料已收到", "What you handed in was received"),
    "收到 {n} 项补交的材料。",
    "Papers received: {n}.",
)
ACCEPTED = code(
    "accepted",
    ("申请已受理", "Your application was accepted"),
    "已于 {on}受理，文号 {number}，承诺最迟 {by}办好。",
    "Accepted on {on}, number {number}; we promise to decide by {by}.",
)
ACCEPTED_BY_SILENCE = code(
    "accepted_by_silence",
    ("申请视为受理", "Your application counts as accepted"),
    "机关没有在期限内告知需要补正，自 {on}起视为受理，承诺最迟 {by}办好。",
    "Nobody told you in time what was missing, so the application counts as accepted on {on}; we promise to "
    "decide by {by}.",
)
DECLINED = code(
    "declined",
    ("申请没有受理", "Your application was not accepted"),
    "没有受理：{decline_ground}。打开办件查看理由和现在可以怎么办。",
    "Not accepted: {decline_ground}. Open the case to see why and what you can do now.",
)
WITHDRAWN = code(
    "withdrawn",
    ("申请已撤回", "Your application was withdrawn"),
    "申请已撤回，不再办理。以后想办，可以重新申请。",
    "Your application was withdrawn and is not handled any further. You can apply again at any time.",
)
CASE_ENDED = code(
    "case_ended",
    ("办件已终止办理", "The case was ended"),
    "办件已终止办理：{end_ground}，文号 {number}。",
    "The case was ended: {end_ground}, number {number}.",
)
SUPPLEMENT_TIME_OVER = code(
    "supplement_time_over",
    ("补正的期限已过", "The time to supplement is over"),
    "补正期限到 {due_on} 已满，还没有补齐。请马上补交；本件可能被终止办理。",
    "The time to supplement ended on {due_on} and not everything is in. Hand it in now: the case may be "
    "ended.",
)
TAKEN_OVER = code(
    "taken_over",
    ("申请由您承继", "The application is yours now"),
    "申请已由您承继（{succession_ground}）。已经交的材料、已经算的期限都不变，不用重新申请。",
    "You took the application over ({succession_ground}). Papers and limits stand as they are; nothing "
    "has to be applied for again.",
)
TRANSFERRED = code(
    "transferred",
    ("办件已移交其他机关", "Your case moved to another authority"),
    "职权有调整，办件已整体移交，依据 {number}。已经办过的不重办，期限不重新计算，您不用做什么。",
    "Powers were moved and your case with them, by {number}. Nothing is done again, no limit starts anew; "
    "there is nothing for you to do.",
)
ENTRY_CORRECTED = code(
    "entry_corrected",
    ("更正了一处登记", "An entry was corrected"),
    "机关更正了登记的{entry}，有关日期已经重新计算。打开办件查看。",
    "The entry “{entry}” was corrected and the days that hang on it counted again. Open the case to see.",
)

# --- acceptance with a gap

GAP_TOLERATED = code(
    "gap_tolerated",
    ("容缺受理：请按期补齐", "Accepted with a gap: please fill it in time"),
    "还有 {n} 项材料最迟 {by}补齐，文号 {number}。",
    "Still to be handed in by {by}: {n}. Notice {number}.",
)
GAP_FILLED = code(
    "gap_filled",
    ("容缺材料已补齐", "Nothing is missing any more"),
    "容缺的 {n} 项材料都已收到。",
    "Everything that was still to come was received ({n}).",
)
GAP_MISSED = code(
    "gap_missed",
    ("容缺材料逾期未补齐", "The time to fill the gap is over"),
    "最迟 {due_on}应补齐的材料还缺 {n} 项。请尽快打开办件补交。",
    "Due by {due_on} and still missing: {n}. Open the case and hand them in as soon as you can.",
)
GAP_MISSED_MORE_DAYS = code(
    "gap_missed_more_days",
    ("容缺材料逾期，再给您几天", "The gap is not filled: you have some more days"),
    "{due_on}应补齐的材料还缺 {n} 项。最迟 {by}补交。",
    "Due by {due_on} and still missing: {n}. Hand them in by {by} at the latest.",
)
RETURNED = code(
    "returned",
    ("申请已退回", "Your application was returned"),
    "容缺的材料没有按期补齐，申请已退回，文号 {number}。打开办件查看理由和救济途径。",
    "What was still to come did not come in time, and the application was returned, notice {number}. Open "
    "the case to see why and what remedies there are.",
)

# --- the limits

PROMISE_MOVED = code(
    "promise_moved",
    ("承诺办好的日子变了", "The day we promised has moved"),
    "放假安排有变动，承诺办好的日子由 {before}改为 {after}。",
    "The day we promised has moved from {before} to {after}: the official holidays have changed.",
)
LIMIT_MOVED = code(
    "limit_moved",
    ("法定的最后一天变了", "The law's last day has moved"),
    "放假安排有变动，法律规定的最后一天由 {before}改为 {after}。",
    "The law's last day to decide has moved from {before} to {after}: the official holidays have changed.",
)


def _moved(kind: ClockKind) -> MessageCode:
    return code(
        f"{kind}_moved",
        (f"{kind.label.zh}的最后一天变了", f"The last day has moved: {kind.label.en}"),
        f"放假安排有变动，{kind.label.zh}的最后一天由 {{before}}改为 {{after}}。",
        f"The last day of the {kind.label.en} has moved from {{before}} to {{after}}: the official holidays "
        "have changed.",
    )


#: The other clocks whose last day an applicant or party was told, each with its code: two may move at once.
DAYS_MOVED = {
    kind: _moved(kind)
    for kind in (
        *(ClockKind.NOTICE, ClockKind.SUPPLEMENT, ClockKind.GAP, ClockKind.GAP_REMINDER),
        *(ClockKind.HEARING_REQUEST, ClockKind.DELIVERY, ClockKind.RECTIFICATION, ClockKind.PAYMENT),
    )
}
#: And those of the remedies, whose clocks are named by the document they are against.
REMEDIES_MOVED = {kind: _moved(kind) for kind in (ClockKind.RECONSIDERATION, ClockKind.LAWSUIT)}

TIME_EXCLUDED = code(
    "time_excluded",
    ("有一段时间不计入期限", "Some days are not counted"),
    "{procedure}：{begin}至 {until}不计入办理期限，文号 {number}。承诺办好的日子现在是 {by}。",
    "{procedure}: {begin} to {until} are not counted, notice {number}. The day we promised is now {by}.",
)
TIME_RESUMED = code(
    "time_resumed",
    ("期限恢复计算", "The days are counted again"),
    "{procedure}提前结束，最后一日 {last_day}。承诺办好的日子现在是 {by}。",
    "The time for {procedure} ended early, its last day was {last_day}. The day we promised is now {by}.",
)
LIMIT_EXTENDED = code(
    "limit_extended",
    ("办理期限已延长", "The limit was extended"),
    "经{approver}批准延长，文号 {number}。法律规定的最后一天现在是 {by}。打开办件查看理由。",
    "Extended with the approval of {approver}, notice {number}. The law's last day is now {by}. Open the "
    "case to see why.",
)
PROMISE_PASSED = code(
    "promise_passed",
    ("承诺的日子已过，还没有办好", "The day we promised has passed"),
    "我们承诺最迟 {due_on}办好，没有做到，还在办理。法定的最后一天是 {by}。您可以投诉。",
    "We promised to decide by {due_on}, and we have not. It is still being handled; the law's last day is "
    "{by}. You may complain.",
)
LIMIT_PASSED = code(
    "limit_passed",
    ("法定期限已过，还没有办好", "The law's last day has passed"),
    "法律规定最迟 {due_on}办好，没有做到。您可以投诉，也可以依法申请行政复议或者起诉。",
    "By law the decision was due by {due_on}, and it has not been made. You may complain, ask for "
    "reconsideration, or sue.",
)

# --- survey, hearing, statement

SURVEY_SCHEDULED = code(
    "survey_scheduled",
    ("约好了现场核查", "A site survey was fixed"),
    "{day}上门核查，请安排人在场。",
    "They come on {day}; please have somebody there.",
)
SURVEY_FAILED = code(
    "survey_failed",
    ("现场核查没有完成", "The site survey could not be done"),
    "{survey_failure}，会另约日期。办理期限照常计算。",
    "Reason: {survey_failure}. Another day will be fixed; the time limits run on.",
)
SENT_UP = code(
    "sent_up",
    ("申请已报送上级机关", "Your application was sent up"),
    "初审已经完成，意见和全部材料已报送决定机关，文号 {number}。决定机关不会再向您要同样的材料。",
    "The first review is done; its opinion and all your papers went to the authority that decides, number "
    "{number}. It will not ask you for the same papers again.",
)
SURVEYED = code(
    "surveyed",
    ("现场核查有结果了", "The site survey was recorded"),
    "现场核查：{result}。",
    "Site survey: {result}.",
)
MEETING_FIXED = code(
    "meeting_fixed",
    ("有关部门要开会商量您的申请", "The departments will meet about your application"),
    "部门意见不一致，{day} 开会商量，您不用到场。办理期限照常计算。",
    "The departments disagree and meet on {day}; you need not come. The time limits run on.",
)
MEETING_OVER = code(
    "meeting_over",
    ("有关部门已经开会商量", "The departments have met"),
    "会议结果：{resolution}。各部门还要各自确认意见。",
    "Result of the meeting: {resolution}. Each department still confirms its own opinion.",
)
DISPUTE_UP = code(
    "dispute_up",
    ("部门意见不一致，已报请上级裁决", "The departments' disagreement went to their superior"),
    "最迟 {by} 裁决，您不用做什么。办理期限照常计算。",
    "It is to be ruled on by {by}; nothing is asked of you. The time limits run on.",
)
DISPUTE_DECIDED = code(
    "dispute_decided",
    ("上级已经裁决", "The superior has ruled"),
    "对部门不同意见的裁决：{ruling}。办理部门据此作出决定。",
    "On the department's objection: {ruling}. The application is decided on that.",
)
SURVEY_TO_RECTIFY = code(
    "survey_to_rectify",
    ("现场需要整改", "Something has to be put right on the site"),
    "请最迟 {by}整改到位，之后复勘。打开办件查看要改什么。",
    "Please put it right by {by}; a second survey follows. Open the case to see what.",
)
PARTY_TOLD = code(
    "party_told",
    ("有一件申请涉及您的利益", "An application touches your interests"),
    "您最迟 {by}可以陈述意见，见告知书 {number}。",
    "You may state your view by {by}, see notice {number}.",
)
HEARING_RIGHT = code(
    "hearing_right",
    ("您有权申请听证", "You may ask for a hearing"),
    "您最迟 {by}可以申请听证，不收费用，见告知书 {number}。",
    "You may ask for a hearing until {by}, at no cost, see notice {number}.",
)
HEARING_RIGHT_OVER = code(
    "hearing_right_over",
    ("申请听证的期限已过", "The time to ask for a hearing is over"),
    "申请听证的期限到 {due_on}为止，没有收到您的申请。",
    "The days to ask for a hearing ended on {due_on}; no request of yours has come.",
)
HEARING_ANNOUNCED = code(
    "hearing_announced",
    ("将举行听证", "There will be a hearing"),
    "听证已公告，公告号 {number}。时间、地点会另行通知。",
    "The hearing was announced, number {number}. You will be told day and place.",
)
HEARING_NOTICE = code(
    "hearing_notice",
    ("听证的时间和地点", "Day and place of the hearing"),
    "听证定于 {day} {begins} 在{place}举行，见通知书 {number}。",
    "The hearing is on {day} {begins} at {place}, see notice {number}.",
)
HEARING_HELD = code(
    "hearing_held",
    ("听证已举行", "The hearing was held"),
    "听证已于 {on}举行并制作笔录，决定将根据笔录作出。",
    "The hearing was held on {on} and minuted; the decision will rest on the minutes.",
)

# --- the outcome

GRANTED = code(
    "granted",
    ("准予许可", "Your application was granted"),
    "已准予许可，文号 {number}。证件制好后另行告诉您。",
    "Granted, number {number}. You are told when the licence is ready.",
)
REFUSED = code(
    "refused",
    ("没有准予许可", "Your application was refused"),
    "没有准予许可，文号 {number}。打开办件查看理由和救济途径。",
    "Refused, number {number}. Open the case to see why and what remedies there are.",
)
RENEWAL_DEEMED = code(
    "renewal_deemed",
    ("许可视为准予延续", "Your licence counts as renewed"),
    "到期前没有作出决定，许可 {number} 视为准予延续。",
    "No decision was made before it expired: licence {number} counts as renewed.",
)
RENEWAL_DEEMED_UNTIL = code(
    "renewal_deemed_until",
    ("许可视为准予延续", "Your licence counts as renewed"),
    "到期前没有作出决定，许可 {number} 视为准予延续，有效期至 {valid_until}。",
    "No decision was made before it expired: licence {number} counts as renewed until {valid_until}.",
)
LICENCE_READY = code(
    "licence_ready",
    ("证件已制好，可以领取", "Your licence is ready"),
    "证件 {number} 已制作并签章，可以在办件页面下载，或者到窗口领取。",
    "Licence {number} was made and sealed; download it from the case page or collect it at the counter.",
)
REFUSAL_READY = code(
    "refusal_ready",
    ("决定书已制好，可以领取", "The written decision is ready"),
    "决定书 {number} 已制作并签章，可以在办件页面下载，或者到窗口领取。复议、起诉的期限从送达起算。",
    "The written refusal {number} was made and sealed; download it from the case page or collect it at the "
    "counter. The time to fight it runs from its delivery.",
)
DELIVERED = code(
    "delivered",
    ("已送达，办件办结", "Delivered; the case is closed"),
    "{method}，这个办件已办结。",
    "Delivered {method}; the case is closed.",
)

# --- after the grant

CHECK_PLANNED = code(
    "check_planned",
    ("发证后会核查您的承诺", "Your commitment will be checked"),
    "最迟 {by}核查您承诺的内容，请保持与承诺一致。",
    "What you committed to is checked by {by} at the latest; please keep to it.",
)
CHECKED = code(
    "checked",
    ("承诺核查有结果了", "Your commitment was checked"),
    "核查结果：{finding}。",
    "Finding: {finding}.",
)
RECTIFICATION_ORDERED = code(
    "rectification_ordered",
    ("责令限期整改", "You are ordered to rectify"),
    "请最迟 {by}整改到位，见通知书 {number}。逾期不改，许可可能被撤销。",
    "Please put it right by {by}, see order {number}. If it is not, the licence may be revoked.",
)
RECTIFIED = code(
    "rectified",
    ("整改已通过", "The rectification was found good"),
    "整改已核实通过，许可继续有效。",
    "What you put right was checked and found good; the licence stands.",
)
NOT_RECTIFIED = code(
    "not_rectified",
    ("整改没有通过", "The rectification was not found good"),
    "整改没有达到要求，许可可能被撤销；撤销之前会先听取您的意见。",
    "What was ordered has not been put right. The licence may be revoked; you will be heard before that.",
)
