"""送达回证 — that a document reached who it is for: which, how, when, who signed, what came back before.

依据 Basis: 参照民事诉讼法§87 (service has a proof; the day it is signed for is the day of service).
"""

from collections.abc import Callable, Iterator, Mapping

from tongban.handling.documents import as_rows
from tongban.handling.occasion import Occasion, Said, common
from tongban.handling.papers_of_a_hearing import recipient
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.words import worded

#: What stands for a signature where nobody signs.
_UNSIGNED: Mapping[c.DeliveryMethod, str] = {
    c.DeliveryMethod.ELECTRONIC: "受送达人同意电子送达，并在办件页面确认收悉",
    c.DeliveryMethod.PUBLIC_NOTICE: "公告期满，视为送达",
}


def _proof_of_service(occasion: Occasion) -> Said:
    """送达回证 — kept on the file; of a licence and its decision, which are handed out in one act, one."""
    event, case = occasion.event, occasion.standing.case
    body = event.body
    papers: tuple[tuple[c.DocumentKind, str], ...]
    match body:
        case e.DocumentServed():
            papers, whom, served_on = ((body.document, body.number),), body.whom, body.served_on
        case e.Delivered():
            papers, whom, served_on = case.outcome_papers, c.THE_APPLICANT, event.on
        case _:
            raise AssertionError(f"nothing is served by {type(body).__name__}")
    number = f"{papers[0][1] or occasion.case_number}（送达回证）"
    signed = occasion.text(body.proof) or _UNSIGNED.get(body.method, "（内容已依法删除）")
    by_nobody = body.method in _UNSIGNED
    fields = {name: text for name, text in common(occasion).items() if name != "applicant"} | {
        "number": number,
        "recipient": recipient(occasion, whom),
        "served": as_rows((kind.label.zh, number or "—") for kind, number in papers),
        "method": body.method.label.zh,
        "served_on": served_on.isoformat(),
        "proof": signed,
        "course": "\n".join(_course(occasion, papers, whom)),
        "served_by": "—" if by_nobody else occasion.handler.ports.appointments.name_of(event.actor) or "—",
        "basis": "行政许可法§44，参照民事诉讼法§87",
    }
    return number, fields, None


def _course(occasion: Occasion, papers: tuple[tuple[c.DocumentKind, str], ...], whom: str) -> Iterator[str]:
    """送达经过 — what was sent before, what came back, what was announced, each with its day and proof."""
    for event in occasion.history[: occasion.event.seq - 1]:
        body = event.body
        if not isinstance(body, (e.DocumentDispatched, e.DocumentBounced, e.ServiceAnnounced)):
            continue
        if (body.document, body.number) not in papers or body.whom != whom:
            continue
        day = worded(event.on).zh
        match body:
            case e.DocumentDispatched():
                yield f"{day}{body.method.label.zh} {occasion.text(body.tracking)}".strip()
            case e.DocumentBounced():
                yield f"{day}退回：{body.reason.label.zh}"
            case e.ServiceAnnounced():
                yield f"{day}公告（{occasion.text(body.place)}），{body.limit.words.zh}期满视为送达"


PAPERS_OF_SERVICE: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.PROOF_OF_SERVICE: _proof_of_service,
}
