"""送达 — the verbs of a document on its way: sent, come back, announced, served, confirmed.

What proves a service (a number of the post, who signed, by which identity, where it was announced) is the
recipient's personal data: it is kept under their key, and events only refer to it.

依据 Basis: 行政许可法§38, §44; 参照民事诉讼法§87至§95.
"""

from dataclasses import dataclass

from tongban.handling import mandates
from tongban.handling.access import require_party
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.hearing import subject_of
from tongban.handling.mandate_ports import Power
from tongban.handling.texts import check_texts
from tongban.kernel import Body
from tongban.kernel.case import commands as c


@dataclass(frozen=True, slots=True)
class Paper:
    """送达对象 — which document, under which number, to whom of those concerned."""

    document: c.DocumentKind
    number: str
    whom: str = c.THE_APPLICANT


def dispatch(
    handler: Handler, ask: Ask, paper: Paper, method: c.DeliveryMethod, tracking: str = ""
) -> Answer:
    """寄发 — by post under its number, or electronically to who agreed to that."""
    errand = _errand(handler, ask, "dispatch", paper, method.value, text=tracking)
    return errand.run(
        lambda errand: c.DispatchDocument(
            paper.document, paper.number, method, _kept(errand, paper, "tracking", tracking), paper.whom
        )
    )


def bounce(handler: Handler, ask: Ask, paper: Paper, reason: c.BounceReason) -> Answer:
    """登记退回 — it starts nothing and has to be served again."""
    errand = _errand(handler, ask, "bounce", paper, reason.value, text="")
    return errand.run(lambda _: c.RecordBounce(paper.document, paper.number, reason, paper.whom))


def announce(handler: Handler, ask: Ask, paper: Paper, place: str) -> Answer:
    """公告送达 — where and when it was published."""
    errand = _errand(handler, ask, "announce", paper, text=place)
    return errand.run(
        lambda errand: c.AnnounceService(
            paper.document, paper.number, _kept(errand, paper, "place", place), paper.whom
        )
    )


def record(
    handler: Handler, ask: Ask, paper: Paper, method: c.DeliveryMethod, proof: str, collector: str = ""
) -> Answer:
    """登记送达 — who signed, with which identity; or the post's receipt.

    Args:
        collector: the account of whoever took it at the counter, where that is known; an agent takes it
            only under a mandate that includes collecting.
    """
    errand = _errand(handler, ask, "record_service", paper, method.value, collector, text=proof)

    def body(errand: Errand) -> Body:
        case = errand.standing.case
        mandates.require_power(handler.ports, case, collector, Power.COLLECT, errand.day(case.division))
        return c.RecordService(
            paper.document, paper.number, method, _kept(errand, paper, "proof", proof), paper.whom
        )

    return errand.run(body)


def confirm(handler: Handler, ask: Ask, document: c.DocumentKind, number: str) -> Answer:
    """确认收悉 — by the applicant, or an agent whose mandate includes collecting."""
    errand = _errand(handler, ask, "confirm", Paper(document, number), text="")
    return errand.run(lambda errand: _as_recipient(errand, c.ConfirmService(document, number)))


def agree(handler: Handler, ask: Ask, proof: str = "") -> Answer:
    """同意电子送达 — by the applicant online, or entered at the counter from a signed paper."""
    errand = Errand(handler, ask, "agree_electronic", proof=proof)
    return errand.run(
        lambda errand: _as_recipient(
            errand, c.AgreeToElectronicService(errand.seal_about_applicant("proof", proof))
        )
    )


def end_consent(handler: Handler, ask: Ask) -> Answer:
    """撤回电子送达同意 — at any time."""
    errand = Errand(handler, ask, "end_electronic")
    return errand.run(lambda errand: _as_recipient(errand, c.EndElectronicService()))


def _errand(handler: Handler, ask: Ask, verb: str, paper: Paper, *content: str, text: str) -> Errand:
    check_texts({"number": paper.number, "whom": paper.whom})
    return Errand(handler, ask, verb, paper.document.value, paper.number, paper.whom, *content, text=text)


def _kept(errand: Errand, paper: Paper, purpose: str, text: str) -> c.Reference | None:
    subject = subject_of(errand.standing.case, paper.whom)
    return errand.seal_text(subject, purpose, text) if subject else None


def _as_recipient(errand: Errand, body: Body) -> Body:
    case = errand.standing.case
    actor = errand.ask.actor
    require_party(case, errand.standing.item, actor, body.verb())
    if not actor.post:
        ports, on = errand.handler.ports, errand.day(case.division)
        mandates.require_power(ports, case, actor.id, Power.COLLECT, on)
    return body
