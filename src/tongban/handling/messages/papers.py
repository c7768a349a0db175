"""送达与原件的告知 — what is said of a document on its way, and of an original that belongs to somebody."""

from collections.abc import Iterable

from tongban.handling.messages.rules import Said, post_of
from tongban.handling.messages.telling import Parameters, Scene, at_post
from tongban.handling.messages.words import code
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.service import notice_clock, remedy_clock
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.papers import service_key
from tongban.kernel.clock import ClockKind

SENT = code(
    "document_sent",
    ("文书已寄出", "A document is on its way to you"),
    "「{document}」{number} 已邮寄。您签收之日才是送达之日，期限从那天起算。",
    "“{document}” {number} was posted. The day you sign for it counts as its service, not today.",
)
TO_CONFIRM = code(
    "document_to_confirm",
    ("请确认收到文书", "Please confirm that you have a document"),
    "「{document}」{number} 已送到您的办件页面。请打开看过后确认收悉；确认之日为送达之日。",
    "“{document}” {number} is on your case page. Open it and confirm that you have it: it is served that "
    "day.",
)
CAME_BACK = code(
    "document_came_back",
    ("寄给您的文书没有送到", "A document did not reach you"),
    "「{document}」{number} 没有送到：{bounce_reason}。期限没有起算。请到窗口领取，或者告诉我们新的地址。",
    "“{document}” {number} did not reach you: {bounce_reason}. No time limit has begun. Collect it at the "
    "counter, or tell us your address.",
)
ANNOUNCED = code(
    "document_announced",
    ("文书正在公告送达", "A document is served by public notice"),
    "「{document}」{number} 其他方式送达不了，已公告，{by}期满视为送达。您现在就可以到窗口领取。",
    "“{document}” {number} could not reach you otherwise and was announced; on {by} it counts as served. You "
    "can collect it at the counter now.",
)
SERVED = code(
    "document_served",
    ("文书已送达", "A document was served"),
    "「{document}」{number} 已送达（{method}）。",
    "“{document}” {number} was served ({method}).",
)
REMEDIES = code(
    "remedies_until",
    ("不服可以申请复议或者起诉", "Until when you can fight it"),
    "「{document}」{number} 于 {on}送达：最迟 {by}可以申请行政复议，最迟 {until}可以提起行政诉讼。"
    "打开办件查看怎么算的。",
    "“{document}” {number} was served on {on}: ask for reconsideration by {by}, or sue by {until}. Open the "
    "case to see how the days are counted.",
)
ORIGINAL_TAKEN = code(
    "original_taken",
    ("收存了您的原件", "We keep an original of yours"),
    "原件编号 {number}。办完请凭此编号取回，取回时签字。",
    "The original has the number {number}. You get it back under it, against your signature.",
)
ORIGINAL_RETURNED = code(
    "original_returned",
    ("原件已退还", "Your original was returned"),
    "原件 {number} 已退还（{method}）。没有拿到的，请马上告诉我们。",
    "The original {number} was returned ({method}). If you do not have it, tell us at once.",
)
ORIGINAL_LOST = code(
    "original_lost",
    ("您的原件遗失了", "Your original was lost"),
    "原件 {number} 在我们这里遗失，已登记并经批准。请与窗口联系补办。",
    "The original {number} was lost with us; that is on record and approved. Please contact the counter "
    "about a replacement.",
)

# --- to posts

TO_SEND_AGAIN = code(
    "document_to_send_again",
    ("文书被退回，须再送达", "A document came back and has to be served again"),
    "「{document}」{number}：{bounce_reason}。请换地址再寄、通知领取，或者依法公告。",
    "“{document}” {number}: {bounce_reason}. Send it elsewhere, have it collected, or announce it.",
)
ORIGINAL_HANDED_OVER = code(
    "original_handed_over",
    ("有原件移交过来，请签收", "An original was handed over to you"),
    "原件 {number} 已移交，签收后由本岗位保管。",
    "The original {number} was handed over; once you acknowledge it, it is in your custody.",
)


def named(body: object, _: Scene) -> Parameters:
    """Which document."""
    assert isinstance(body, e.DocumentDispatched | e.DocumentBounced | e.ServiceAnnounced | e.DocumentServed)
    return {"document": body.document.value, "number": body.number}


def sent(method: c.DeliveryMethod) -> Said:
    """Which document, where it was sent in that way."""
    return lambda body, scene: named(body, scene) if body.method is method else None


def back(body: e.DocumentBounced, scene: Scene) -> Parameters:
    """Which document, and why it came back."""
    return {**named(body, scene), "bounce_reason": body.reason.value}


def back_for_others(body: e.DocumentBounced, scene: Scene) -> Parameters | None:
    """As `back`, where it is not the reader who has just taken the consent back."""
    return None if body.reason is c.BounceReason.CONSENT_ENDED else back(body, scene)


def to_send_again(body: e.DocumentBounced, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """To the post that hands out and posts."""
    return [(post_of(StepKind.DELIVERY, scene), back(body, scene))]


def announced(body: e.ServiceAnnounced, scene: Scene) -> Parameters:
    """Which document, and when its notice serves."""
    service = scene.case.services[service_key(body.document, body.number, body.whom)]
    return {**named(body, scene), "by": scene.due(notice_clock(service))}


def served(body: e.DocumentServed, scene: Scene) -> Parameters:
    """Which document, and how."""
    return {**named(body, scene), "method": body.method.value}


def remedies_of_service(body: e.DocumentServed, scene: Scene) -> Parameters | None:
    """Until when it can be fought, where it can."""
    if body.reconsideration is None or body.lawsuit is None:
        return None
    return _remedies(scene, body.document, body.number, str(body.served_on))


def remedies_of_delivery(body: e.Delivered, scene: Scene) -> Parameters | None:
    """Until when the outcome can be fought, where it can."""
    if body.reconsideration is None or body.lawsuit is None:
        return None
    case = scene.case
    return _remedies(scene, case.outcome_document, case.outcome_number, str(case.delivered_on))


def _remedies(scene: Scene, document: c.DocumentKind, number: str, on: str) -> Parameters:
    return {
        "document": document.value,
        "number": number,
        "on": on,
        "by": scene.due(remedy_clock(ClockKind.RECONSIDERATION, document)),
        "until": scene.due(remedy_clock(ClockKind.LAWSUIT, document)),
    }


def original(body: e.OriginalTaken | e.OriginalLost, _: Scene) -> Parameters:
    """Which original."""
    return {"number": body.original}


def returned(body: e.OriginalReturned, _: Scene) -> Parameters:
    """Which original, and how."""
    return {"number": body.original, "method": body.method.value}


def handed_over(body: e.OriginalHandedOver, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """To the post it was handed over to."""
    step = next(step for step in scene.item.steps if step.post == body.to_post)
    return [(at_post(step.authority, step.post), {"number": body.original})]
