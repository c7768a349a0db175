"""告知当事人的话 — what applicants are told of a decision that is fought before a body or a court."""

from tongban.handling.messages.words import code

CHALLENGED = code(
    "challenged",
    ("有人申请复议或者提起诉讼", "Your case was taken to reconsideration or court"),
    "{body}已受理就本件提出的{challenge_kind}，案号 {case_number}。期间一般不停止执行。",
    "{body} has a challenge ({challenge_kind}) in your case, number {case_number}. As a rule what was "
    "decided is carried out meanwhile.",
)
EXECUTION_SUSPENDED = code(
    "execution_suspended",
    ("决定暂停执行", "The decision is not carried out for now"),
    "依照 {number}，本件的决定暂停执行。恢复执行或者有了结果，会再告诉您。",
    "By {number} the decision in your case is not carried out for the time being. You are told when "
    "it is again.",
)
EXECUTION_RESUMED = code(
    "execution_resumed",
    ("决定恢复执行", "The decision is carried out again"),
    "依照 {number}，本件的决定恢复执行。",
    "By {number} the decision in your case is carried out again.",
)
CHALLENGE_ENDED = code(
    "challenge_ended",
    ("复议、诉讼有了结果", "A challenge has ended"),
    "{body}的结果：{challenge_outcome}，文号 {number}。打开办件查看现在的状态。",
    "{body}: {challenge_outcome}, {number}. Open the case to see how it stands now.",
)
DECIDED_ANEW = code(
    "decided_anew",
    ("将重新作出决定", "Your application is decided anew"),
    "{body}的结果：{challenge_outcome}，文号 {number}。机关最迟 {by} 重新作出决定，您不用重新申请。",
    "{body}: {challenge_outcome}, {number}. The agency decides anew by {by}; you need not apply again.",
)
