"""监管移交 — the verbs of the overseer and of whoever hands over anew (审管衔接)."""

from collections.abc import Collection

from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.kernel.case import commands as c


def acknowledge(handler: Handler, ask: Ask, hand_over: str, plan: c.OversightPlan | None) -> Answer:
    """签收 — with the plan to check the holder, where the licence stands."""
    errand = Errand(handler, ask, "acknowledge_hand_over", plan, hand_over=hand_over)
    return errand.run(lambda errand: c.AcknowledgeHandOver(hand_over, plan))


def reject(
    handler: Handler, ask: Ask, hand_over: str, fault: c.HandOverFault, *, right: str, reasons: str
) -> Answer:
    """退回 — the reasons are about the applicant, and kept as theirs."""
    errand = Errand(
        handler, ask, "reject_hand_over", fault.value, hand_over=hand_over, right=right, reasons=reasons
    )
    return errand.run(
        lambda errand: c.RejectHandOver(
            hand_over, fault, right, errand.seal_about_applicant("hand_over", reasons)
        )
    )


def hand_over_again(
    handler: Handler, ask: Ask, hand_over: str, to: c.Seat, *, note: str, receiving: Collection[c.Seat]
) -> Answer:
    """重新移交 — `receiving` are the posts of the directory; only those that matter are recorded."""
    errand = Errand(handler, ask, "hand_over_again", to, hand_over=hand_over, note=note)
    known = (to,) if to in receiving else ()
    return errand.run(
        lambda errand: c.HandOverAgain(hand_over, to, errand.seal_about_applicant("hand_over", note), known)
    )
