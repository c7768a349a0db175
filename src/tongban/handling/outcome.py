"""决定与送达 — the verbs of the decision and what follows it, and the mending of mistakes."""

from datetime import date

from tongban.catalogue.authorities import WordedDocument
from tongban.handling import mandates, places
from tongban.handling.access import require_approver
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.mandate_ports import Power
from tongban.handling.numbering import licence_number
from tongban.kernel import Body
from tongban.kernel.case import commands as c


def grant(
    handler: Handler,
    ask: Ask,
    *,
    prefix: str,
    basis: str,
    valid_until: date | None = None,
    on_minutes: bool = False,
    reasons: str = "",
) -> Answer:
    """准予许可 — decision and licence get their numbers now (a licence renewed keeps its own), both papers
    are made after the commit.

    依据 Basis: 行政许可法§38、§39; of a renewal §50.

    `on_minutes` is the decider's word that the decision rests on the minutes of the hearing (§48); `reasons`
    are told in the decision, where there is something to answer. Where the item has a quota, a place is held
    before the licence is numbered, for who would be granted but for it (§57). A member of a construction
    project's stage waits for what its gate needs.
    """
    # What was asked without reasons keeps its digest; see `_confirmed`.
    given = {"reasons": reasons} if reasons else {}
    errand = Errand(handler, ask, "grant", valid_until, *_confirmed(on_minutes), basis=basis, **given)

    def body(errand: Errand) -> Body:
        handler.ports.gates.require_open(ask.case_id)
        case = errand.standing.case
        minutes = case.hearing.minutes if on_minutes else None
        place = places.hold(
            errand, c.Decide(c.Outcome.GRANTED, "—", basis, valid_until=valid_until, minutes=minutes)
        )
        # What is renewed keeps its number, as it does where silence renews it.
        number = (
            case.renews.number
            if case.renews
            else licence_number(handler.ports.numbers, prefix, case.division, errand.day(case.division))
        )
        return c.Decide(
            c.Outcome.GRANTED,
            number,
            basis,
            errand.seal_about_applicant("reasons", reasons),
            valid_until=valid_until,
            minutes=minutes,
            place=place,
            decision_number=errand.document_number(WordedDocument.GRANT_DECISION),
        )

    return errand.run(body)


def refuse(
    handler: Handler,
    ask: Ask,
    *,
    basis: str,
    reasons: str,
    remedies: c.Remedies | None,
    on_minutes: bool = False,
    false_material: bool = False,
    no_place: bool = False,
) -> Answer:
    """不予许可 — in writing, with reasons, basis and remedies (行政许可法§38).

    `on_minutes` is the decider's word that the decision rests on the minutes of the hearing (§48);
    `false_material`, that facts were hidden or false material was handed in (§78); `no_place`, that the
    quota is used up (§57).
    """
    said = [*_confirmed(on_minutes), *(["false_material"] if false_material else [])]
    said += ["no_place"] if no_place else []
    errand = Errand(handler, ask, "refuse", remedies, *said, basis=basis, reasons=reasons)

    def body(errand: Errand) -> Body:
        minutes = errand.standing.case.hearing.minutes if on_minutes else None
        return c.Decide(
            c.Outcome.REFUSED,
            errand.document_number(WordedDocument.REFUSAL),
            basis,
            errand.seal_about_applicant("reasons", reasons),
            remedies,
            minutes=minutes,
            false_material=false_material or None,
            place=places.place_of(handler, errand.standing) if no_place else None,
            no_place=no_place or None,
        )

    return errand.run(body)


def _confirmed(on_minutes: bool) -> list[str]:
    # What was asked without it keeps its digest: a form sent before and again after an upgrade is one ask.
    return ["on_minutes"] if on_minutes else []


def deliver(
    handler: Handler, ask: Ask, method: c.DeliveryMethod, proof: str = "", collector: str = ""
) -> Answer:
    """送达 — with proof of who took it, or the post's number.

    Args:
        collector: the account of whoever took it at the counter, where that is known; an agent takes it
            only under a mandate that includes collecting the result.
    """
    by = (collector,) if collector else ()
    errand = Errand(handler, ask, "deliver", method.value, *by, proof=proof)

    def body(errand: Errand) -> Body:
        case = errand.standing.case
        mandates.require_power(handler.ports, case, collector, Power.COLLECT, errand.day(case.division))
        return c.Deliver(method, errand.seal_about_applicant("proof", proof))

    return errand.run(body)


def correct_entry(handler: Handler, ask: Ask, field: str, value: str, approver: str, reasons: str) -> Answer:
    """更正录入错误 — by a further event, approved by a second person."""
    errand = Errand(handler, ask, "correct", field=field, value=value, approver=approver, reasons=reasons)

    def body(errand: Errand) -> Body:
        standing = errand.standing
        require_approver(standing.case, standing.item, field, approver, handler.ports.appointments)
        return c.CorrectEntry(field, value, approver, errand.seal_about_applicant("correction", reasons))

    return errand.run(body)
