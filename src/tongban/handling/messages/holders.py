"""消息 — what the holder of a licence is told of its end, and of the time after."""

from tongban.handling.messages.words import code

REVOCATION_INTENDED = code(
    "revocation_intended",
    ("拟撤销您的许可", "Your licence may be revoked"),
    "拟撤销的理由：{revocation_ground}。您最迟 {by}可以陈述、申辩，见告知书 {number}。",
    "Ground: {revocation_ground}. You may state your case until {by}, see notice {number}.",
)
REVOKED = code(
    "revoked",
    ("许可已撤销", "Your licence was revoked"),
    "许可 {number} 已撤销：{revocation_ground}。打开办件查看决定和救济途径。",
    "Licence {number} was revoked: {revocation_ground}. Open the case to see the decision and the remedies.",
)
CANCELLED = code(
    "cancelled",
    ("许可已注销", "Your licence was cancelled"),
    "许可 {number} 已注销：{cancellation_ground}。",
    "Licence {number} was cancelled: {cancellation_ground}.",
)
CREDIT_RECORDED = code(
    "credit_recorded",
    ("已记入信用记录", "An entry was made in your credit record"),
    "违背承诺的情况已记入信用记录，编号 {number}。修复办法见办件页面。",
    "That the commitment was not kept is on record under {number}. The case page says how it is repaired.",
)
BAN_OVER = code(
    "ban_over",
    ("可以再次申请了", "You may apply again"),
    "不得再次申请的期限已于 {due_on}届满。",
    "The time in which you could not apply again ended on {due_on}.",
)
