"""原件保管 — the verbs of an original on its way from hand to hand, and the number on its label.

What it is, who brought it and who signed for it is the applicant's personal data; events only refer to it.
"""

from datetime import date

from tongban.handling.access import ApproverNotEntitled
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.number_ports import Numbers
from tongban.handling.texts import check_texts
from tongban.kernel import Body
from tongban.kernel.case import commands as c
from tongban.kernel.case.custody import posts_of
from tongban.kernel.words import listed


def original_number(numbers: Numbers, division: str, on: date) -> str:
    """原件编号 — division, year and serial, for a bar code: `330100-Y2026-00017`."""
    serial = numbers.lease(f"original:{division}:{on.year}")
    return f"{division}-Y{on.year}-{serial:05d}"


def take(handler: Handler, ask: Ask, *, material: str, what: str, brought_by: str) -> Answer:
    """收存原件 — under the next number of the division."""
    errand = Errand(handler, ask, "take_original", material=material, what=what, brought_by=brought_by)

    def body(errand: Errand) -> Body:
        division = errand.standing.case.division
        return c.TakeOriginal(
            original_number(handler.ports.numbers, division, errand.day(division)),
            material,
            errand.seal_about_applicant("original", what),
            errand.seal_about_applicant("brought_by", brought_by),
        )

    return errand.run(body)


def hand_over(handler: Handler, ask: Ask, original: str, to_post: str) -> Answer:
    """移交原件 — until the other post acknowledges, this one answers for it."""
    check_texts({"original": original, "to_post": to_post})
    errand = Errand(handler, ask, "hand_over_original", original, to_post)
    return errand.run(lambda _: c.HandOverOriginal(original, to_post))


def acknowledge(handler: Handler, ask: Ask, original: str) -> Answer:
    """签收原件."""
    check_texts({"original": original})
    errand = Errand(handler, ask, "acknowledge_original", original)
    return errand.run(lambda _: c.AcknowledgeOriginal(original))


def give_back(handler: Handler, ask: Ask, original: str, method: c.DeliveryMethod, proof: str) -> Answer:
    """退还原件 — who signed for it, with which identity."""
    check_texts({"original": original})
    errand = Errand(handler, ask, "return_original", original, method.value, proof=proof)
    return errand.run(
        lambda errand: c.ReturnOriginal(original, method, errand.seal_about_applicant("proof", proof))
    )


def lose(handler: Handler, ask: Ask, original: str, reasons: str, approver: str) -> Answer:
    """登记原件遗失 — approved by a second person at a post that handles the item.

    Raises:
        ApproverNotEntitled: who approves holds no such post.
    """
    check_texts({"original": original})
    errand = Errand(handler, ask, "lose_original", original, reasons=reasons, approver=approver)

    def body(errand: Errand) -> Body:
        item = errand.standing.item
        entitled = posts_of(item)
        if approver and not set(entitled) & handler.ports.appointments.posts_of(approver):
            raise ApproverNotEntitled(approver=approver, posts=listed([item.name_of(p) for p in entitled]))
        reasons_kept = errand.seal_about_applicant("reasons", reasons)
        return c.RecordLostOriginal(original, reasons_kept, approver)

    return errand.run(body)
