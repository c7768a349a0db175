"""告知岗位的话 — what the post that holds a step, the lead department and the supervisor are told."""

from tongban.handling.messages.words import code

STEP_OPENED = code(
    "step_opened",
    ("有环节等您办理", "A step is yours now"),
    "{steps}：可以开始办理，期限到 {due_on}。",
    "{steps}: can be taken up, due by {due_on}.",
)
OPINION_ASKED = code(
    "opinion_asked",
    ("请出具意见", "Your opinion is asked"),
    "{steps}：请最迟 {due_on}答复。",
    "{steps}: please answer by {due_on}.",
)
OPINION_ASKED_OR_CONSENT = code(
    "opinion_asked_or_consent",
    ("请出具意见，逾期视为同意", "Your opinion is asked; silence is consent"),
    "{steps}：请最迟 {due_on}答复，逾期不答复视为同意。",
    "{steps}: please answer by {due_on}; no answer by then is taken as consent.",
)
SUPPLEMENT_CAME = code(
    "supplement_came",
    ("收到补交的材料", "A supplement came in"),
    "申请人补交了 {n} 项材料，最迟 {by}告知是否受理。",
    "Papers handed in: {n}. By {by} the applicant is to be told whether the application is accepted.",
)
TO_INSPECT = code(
    "to_inspect",
    ("指派您检验、检测或者检疫", "You are assigned to inspect"),
    "指派您等 {n} 人，办理期限到 {due_on}。打开办件查看。",
    "You inspect, {n} of you in all; the decision is due by {due_on}. Open the case.",
)
SUPPLEMENT_TIME_OVER_HERE = code(
    "supplement_time_over_here",
    ("逾期没有补正，可以终止办理", "Not supplemented in time: the case may be ended"),
    "补正期限到 {due_on} 已满，申请人没有补齐。可以书面告知后终止办理；之前补来的，照常收下。",
    "The time to supplement ended on {due_on} and not everything is in. The case may be ended in writing; "
    "what still comes before that is taken in as usual.",
)
SIGNAL_TURNED = code(
    "signal_turned",
    ("时限转灯", "A limit has turned"),
    "{clock}转为{colour}，最后一天 {due_on}。",
    "The {clock} turned {colour}, last day {due_on}.",
)
SILENCE_ACCEPTS = code(
    "silence_accepts",
    ("再不告知，视为受理", "Silence will count as acceptance"),
    "最迟 {due_on}一次告知补正或者决定是否受理，逾期视为受理。",
    "Unless the applicant is told by {due_on} what is missing or whether the application is accepted, it "
    "counts as accepted.",
)
SILENCE_CONSENTS = code(
    "silence_consents",
    ("再不答复，视为同意", "Silence will count as consent"),
    "{steps}：最迟 {due_on}答复，逾期视为同意。",
    "{steps}: no answer by {due_on} is taken as consent.",
)
SILENCE_RENEWS = code(
    "silence_renews",
    ("再不决定，视为准予延续", "Silence will count as renewal"),
    "许可 {due_on}到期，到期前不作决定，视为准予延续。",
    "The licence expires on {due_on}; no decision before that counts as renewal.",
)
SILENCE_ACCEPTED = code(
    "silence_accepted",
    ("沉默已产生效力：视为受理", "Silence took effect: accepted"),
    "没有在期限内告知申请人，自 {on}起视为受理。",
    "The applicant was not told in time; the application counts as accepted on {on}.",
)
SILENCE_CONSENTED = code(
    "silence_consented",
    ("沉默已产生效力：视为同意", "Silence took effect: consent"),
    "{steps}：到 {due_on}没有答复，视为同意。",
    "{steps}: no answer came by {due_on}, which is taken as consent.",
)
SILENCE_RENEWED = code(
    "silence_renewed",
    ("沉默已产生效力：视为准予延续", "Silence took effect: renewed"),
    "许可 {number} 到期前没有决定，视为准予延续。",
    "Licence {number} was not decided on before it expired and counts as renewed.",
)
OBJECTION = code(
    "objection",
    ("协办部门不同意", "A department objects"),
    "{steps}：不同意，须会商后再决定。",
    "{steps}: objects; the departments have to confer before a decision.",
)
OPINION_LATE = code(
    "opinion_late",
    ("逾期的意见到了", "A late opinion came"),
    "{steps}：期限 {due_on} 已过，现在答复了，代替原先视为的同意；请查看是否影响办理。",
    "{steps}: answered after {due_on}, in place of the consent taken from silence. See what it changes.",
)
OBJECTION_DISREGARDED = code(
    "objection_disregarded",
    ("不同意不予采纳，视为同意", "An objection counts as consent"),
    "{steps}：{disregard}，按本事项的规定视为同意，责任由该部门承担。",
    "{steps}: counts as consent by the item's rule ({disregard}); the department answers for it.",
)
MEETING_OWED = code(
    "meeting_owed",
    ("须召开联席会议", "A joint meeting is owed"),
    "{steps}：意见不一致，须在 {by} 前召开联席会议。",
    "{steps}: the departments disagree, and have to meet by {by}.",
)
MEETING_CALLED = code(
    "meeting_called",
    ("请参加联席会议", "You are invited to a joint meeting"),
    "{day} {begins}，{place}。议题见办件；到会的要在纪要上签名。",
    "{day} {begins}, {place}. The agenda is with the case; whoever comes signs the minutes.",
)
MEETING_NOT_HELD = code(
    "meeting_not_held",
    ("联席会议没有开成", "The joint meeting was not held"),
    "{meeting_failure}，会另约日期。办理期限照常计算。",
    "Reason: {meeting_failure}. Another day will be fixed; the time limits run on.",
)
MEETING_MISSED = code(
    "meeting_missed",
    ("有部门缺席联席会议", "A department missed a joint meeting"),
    "联席会议因部门缺席没有开成，缺席部门数：{n}。",
    "A joint meeting was not held since departments stayed away; how many: {n}.",
)
MEETING_WAS_HELD = code(
    "meeting_was_held",
    ("联席会议已召开，请确认本部门意见", "The departments met: confirm your opinion"),
    "{steps}：会议{resolution}。纪要不代替本部门意见，请改变意见，或者再次说明不同意的理由。",
    "{steps}: {resolution}. The minutes do not stand for your opinion: revise it, or say again why not.",
)
DISPUTE_WENT_UP = code(
    "dispute_went_up",
    ("部门争议已提请裁决", "A dispute between departments went up"),
    "{steps}：会商后仍不一致，已提请上级裁决（{number}），期限到 {by}。",
    "{steps}: not agreed on after a meeting, and put to the superior ({number}), who has until {by}.",
)
RULING_ASKED = code(
    "ruling_asked",
    ("请裁决部门争议", "A dispute awaits your ruling"),
    "{steps}：部门意见不一致，请在 {by} 前裁决（{number}）。",
    "{steps}: the departments do not agree; please rule by {by} ({number}).",
)
DISPUTE_WAS_RULED = code(
    "dispute_was_ruled",
    ("部门争议已裁决", "The dispute was ruled on"),
    "{steps}：{ruling}（{number}）。",
    "{steps}: {ruling} ({number}).",
)
RESULT_DIFFERS = code(
    "result_differs",
    ("外部结果有出入", "An observed result does not fit"),
    "{steps}：外部系统的结果与本件有 {n} 处不符。",
    "{steps}: points in which what the other system says does not fit this case: {n}.",
)
CASE_WITHDRAWN = code(
    "case_withdrawn",
    ("申请人已撤回，停止办理", "Withdrawn: nothing more to do"),
    "申请人撤回了申请，这个办件不再办理。",
    "The applicant withdrew; the case is not handled any further.",
)
CASE_CLOSED_UNDECIDED = code(
    "case_closed_undecided",
    ("已终止办理，停止办理", "Ended: nothing more to do"),
    "这个办件已终止办理：{end_ground}。",
    "The case was ended: {end_ground}.",
)
CASE_MOVED_HERE = code(
    "case_moved_here",
    ("办件移交到本岗位", "A case moved to your post"),
    "职权调整，这个办件移交到本岗位，依据 {number}。期限不重新计算。",
    "Powers were moved, and this case came to your post, by {number}. No limit starts anew.",
)
HEARING_WANTED = code(
    "hearing_wanted",
    ("有人申请听证", "A hearing was asked for"),
    "最迟 {by}组织听证。",
    "The hearing has to be held by {by}.",
)
HEARING_NOT_WANTED = code(
    "hearing_not_wanted",
    ("不听证", "No hearing is wanted"),
    "一方放弃听证，或者在期限内没有申请。",
    "Somebody waived the hearing, or did not ask for it in time.",
)
STATEMENT_CAME = code(
    "statement_came",
    ("收到陈述、申辩", "A statement came in"),
    "收到陈述、申辩，决定前须审查。",
    "A statement came in and has to be considered before the decision.",
)
GAP_CLOSED = code(
    "gap_closed",
    ("容缺材料已补齐", "The gap is filled"),
    "容缺的 {n} 项材料已补齐。",
    "What was still to come is in ({n}).",
)
GAP_OPEN = code(
    "gap_open",
    ("容缺材料逾期未补齐", "The gap was not filled in time"),
    "{due_on}应补齐的材料还缺 {n} 项，已提醒申请人。",
    "Due by {due_on} and still missing: {n}. The applicant was reminded.",
)
GAP_OVER = code(
    "gap_over",
    ("提醒后仍未补齐", "Not filled after the reminder either"),
    "提醒后的期限到 {due_on}已满，按承诺书的约定处理。",
    "The days after the reminder ended on {due_on}; what the undertaking says applies.",
)
CHECK_DUE = code(
    "check_due",
    ("须核查承诺", "A commitment has to be checked"),
    "最迟 {by}核查申请人承诺的内容。",
    "What the applicant committed to has to be checked by {by}.",
)
RECTIFICATION_OVER = code(
    "rectification_over",
    ("整改期限已过", "The time to rectify is over"),
    "责令整改的期限到 {due_on}已满，须核实整改结果。",
    "The time to rectify ended on {due_on}; what became of it has to be looked at.",
)
HAND_OVER_CAME = code(
    "hand_over_came",
    ("有许可移交监管", "A licence was handed over to you"),
    "{hand_over_reason}，许可 {number}：请在 {by}前签收或者退回。",
    "After {hand_over_reason}, licence {number}: please acknowledge it by {by}, or send it back.",
)
HAND_OVER_CAME_AGAIN = code(
    "hand_over_came_again",
    ("监管重新移交", "Handed over anew"),
    "{hand_over_reason}，许可 {number}：已重新移交，请在 {by}前签收。",
    "After {hand_over_reason}, licence {number}: handed over anew; please acknowledge it by {by}.",
)
HAND_OVER_NOT_THEIRS = code(
    "hand_over_not_theirs",
    ("监管移交被退回：不由其监管", "Sent back: not theirs to oversee"),
    "许可 {number} 的监管移交被退回，应由哪个机关监管见办件。请在 {by}前重新移交。",
    "The hand-over of licence {number} was sent back; the case says who should have it. Hand it over anew by "
    "{by}.",
)
HAND_OVER_INCOMPLETE = code(
    "hand_over_incomplete",
    ("监管移交被退回：内容不全", "Sent back: something is missing"),
    "许可 {number} 的监管移交被退回，缺什么见办件。请补齐后在 {by}前重新移交。",
    "The hand-over of licence {number} was sent back; the case says what is missing. Hand it over anew by "
    "{by}.",
)
CHALLENGE_TO_ANSWER = code(
    "challenge_to_answer",
    ("须答复复议、诉讼", "A challenge has to be answered"),
    "{body}的{challenge_kind}，案号 {case_number}：请在 {by} 前答复。",
    "{body}, {challenge_kind}, number {case_number}: to be answered by {by}.",
)
CHALLENGE_OUTCOME = code(
    "challenge_outcome",
    ("复议、诉讼有了结果", "A challenge has ended"),
    "{body}的结果：{challenge_outcome}，文号 {number}。",
    "{body}: {challenge_outcome}, {number}.",
)
