"""Scenes of `test_refusals` about service and custody, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import (
    ANNOUNCE,
    APPLICANT,
    BOUNCED,
    CLERK,
    HAND_OVER,
    LEAD,
    LOSE_ORIGINAL,
    NAMES,
    PAPER,
    POST_IT,
    REFUSE,
    RETURN_ORIGINAL,
    SERVICE,
    SIGNED,
    SIGNED_FOR,
    SWEEP,
    TAKE_ORIGINAL,
    Table,
    food_item,
    served_item,
)
from tongban.kernel import Item
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.case.papers import OriginalState
from tongban.kernel.words import Bilingual

REFUSAL = c.DocumentKind.REFUSAL.label
DAY = date(2026, 7, 24)
SERVED = c.RecordService(c.DocumentKind.REFUSAL, "D-1", c.DeliveryMethod.COUNTER, SIGNED)
CONFIRM = c.ConfirmService(c.DocumentKind.REFUSAL, "D-1")
RIGHT = c.RecordDocument(c.DocumentKind.HEARING_RIGHT_NOTICE, "H-1", "sha256:right", "blob/right")
RIGHT_SERVED = replace(SERVED, document=RIGHT.document, number="H-1")


def _refused(item: Item | None = None) -> Table:
    """Refused on Thursday 2026-07-23, the paper made."""
    table = Table(item or served_item()).decided("2026-07-20", "2026-07-23", REFUSE)
    table.on("2026-07-23", SWEEP, PAPER)
    table.on("2026-07-23", SWEEP, RIGHT)
    return table


def _posted(item: Item | None = None) -> Table:
    table = _refused(item)
    table.on("2026-07-24", CLERK, POST_IT)
    return table


def _back(item: Item | None = None) -> Table:
    table = _posted(item)
    table.on("2026-07-27", CLERK, BOUNCED)
    return table


def _announced() -> Table:
    table = _back()
    table.on("2026-07-28", CLERK, ANNOUNCE)
    return table


def _kept() -> Table:
    """An original of the applicant's at the window."""
    table = Table().accepted("2026-07-20")
    table.on("2026-07-20", CLERK, TAKE_ORIGINAL, at="11:00")
    return table


def _handed_over() -> Table:
    table = _kept()
    table.on("2026-07-20", CLERK, HAND_OVER, at="11:30")
    return table


def _given_back() -> Table:
    table = _kept()
    table.on("2026-07-21", CLERK, RETURN_ORIGINAL)
    return table


SERVICE_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "sent twice": (
        lambda: _posted().refused("2026-07-27", CLERK, POST_IT),
        r.StillOnTheWay(document=REFUSAL, number="D-1", on=DAY),
    ),
    "announced twice": (
        lambda: _announced().refused("2026-07-29", CLERK, ANNOUNCE),
        r.StillOnTheWay(document=REFUSAL, number="D-1", on=date(2026, 7, 28)),
    ),
    "back without having been sent": (
        lambda: _refused().refused("2026-07-27", CLERK, BOUNCED),
        r.NothingOnTheWay(document=REFUSAL, number="D-1"),
    ),
    "confirmed without having been sent": (
        lambda: _posted().refused("2026-07-27", APPLICANT, CONFIRM),
        r.NothingOnTheWay(document=Bilingual("文书", "document"), number="—"),
    ),
    "signed for without having been posted": (
        lambda: _refused().refused("2026-07-27", CLERK, SIGNED_FOR),
        r.PostedIsNotServed(document=REFUSAL),
    ),
    "signed for after it came back": (
        lambda: _back().refused("2026-07-28", CLERK, SIGNED_FOR),
        r.PostedIsNotServed(document=REFUSAL),
    ),
    "signed for before it was posted": (
        lambda: _posted().refused("2026-07-27", CLERK, SIGNED_FOR, occurred="2026-07-23"),
        r.SignedForBeforeItWasSent(day=date(2026, 7, 23), sent_on=DAY),
    ),
    "back before it was posted": (
        lambda: _posted().refused("2026-07-27", CLERK, BOUNCED, occurred="2026-07-23"),
        r.SignedForBeforeItWasSent(day=date(2026, 7, 23), sent_on=DAY),
    ),
    "posted without a number": (
        lambda: _refused().refused("2026-07-24", CLERK, replace(POST_IT, tracking=None)),
        r.ServiceNotProven(document=REFUSAL),
    ),
    "served on a clerk's word": (
        lambda: _refused().refused("2026-07-24", CLERK, replace(RIGHT_SERVED, proof=None)),
        r.ServiceNotProven(document=RIGHT.document.label),
    ),
    "announced nowhere": (
        lambda: _back().refused("2026-07-28", CLERK, replace(ANNOUNCE, place=None)),
        r.ServiceNotProven(document=REFUSAL),
    ),
    "agreed to on a paper nobody has": (
        lambda: _refused().refused("2026-07-24", CLERK, c.AgreeToElectronicService()),
        r.ServiceNotProven(document=Bilingual("电子送达同意书", "agreement to electronic service")),
    ),
    "delivered electronically by a clerk": (
        lambda: _refused().refused("2026-07-24", CLERK, c.Deliver(c.DeliveryMethod.ELECTRONIC, SIGNED)),
        r.NotServedThisWay(method=c.DeliveryMethod.ELECTRONIC.label, verb=c.RecordService.verb()),
    ),
    "handed over as if it were sent": (
        lambda: _refused().refused("2026-07-24", CLERK, replace(POST_IT, method=c.DeliveryMethod.COUNTER)),
        r.NotServedThisWay(method=c.DeliveryMethod.COUNTER.label, verb=c.DispatchDocument.verb()),
    ),
    "served once more": (
        lambda: _served_twice(),
        r.ServedAlready(document=RIGHT.document.label, number="H-1", on=DAY),
    ),
    "the outcome served like any notice": (
        lambda: _refused().refused("2026-07-24", CLERK, SERVED),
        r.OutcomeIsDelivered(document=REFUSAL),
    ),
    "sent electronically to who did not agree": (
        lambda: _refused().refused("2026-07-24", CLERK, replace(POST_IT, method=c.DeliveryMethod.ELECTRONIC)),
        r.NoConsentToElectronicService(),
    ),
    "a consent ended that never was": (
        lambda: _refused().refused("2026-07-24", APPLICANT, c.EndElectronicService()),
        r.NoConsentToElectronicService(),
    ),
    "announced where no law provides it": (
        lambda: _back(served_item(service_limits=replace(SERVICE, public_notice=None))).refused(
            "2026-07-28", CLERK, ANNOUNCE
        ),
        r.PublicNoticeNotProvided(),
    ),
    "announced before anything else was tried": (
        lambda: _refused().refused("2026-07-24", CLERK, ANNOUNCE),
        r.PublicNoticeIsTheLastResort(document=REFUSAL),
    ),
    "a paper that was never made": (
        lambda: _refused().refused("2026-07-24", CLERK, replace(SERVED, number="D-2")),
        r.DocumentMissing(document=REFUSAL),
    ),
    "served on somebody who is not concerned": (
        lambda: _refused().refused("2026-07-24", CLERK, replace(RIGHT_SERVED, whom="party-1")),
        r.UnknownParty(party="party-1", parties=Bilingual("无", "none")),
    ),
    "an original nobody has": (
        lambda: _kept().refused("2026-07-21", CLERK, replace(RETURN_ORIGINAL, original="Y-9")),
        r.UnknownOriginal(original="Y-9"),
    ),
    "an original of the same number": (
        lambda: _kept().refused("2026-07-21", CLERK, TAKE_ORIGINAL),
        r.OriginalInCustodyAlready(original="Y-1"),
    ),
    "an original without a number": (
        lambda: _kept().refused("2026-07-21", CLERK, replace(TAKE_ORIGINAL, original="")),
        r.NumberMissing(document=Bilingual("原件", "original")),
    ),
    "an original of what": (
        lambda: _kept().refused("2026-07-21", CLERK, replace(TAKE_ORIGINAL, original="Y-2", what=None)),
        r.OriginalNotDescribed(),
    ),
    "an original of no material": (
        lambda: _kept().refused(
            "2026-07-21", CLERK, replace(TAKE_ORIGINAL, original="Y-2", material="bribe")
        ),
        r.UnknownMaterial(material="bribe"),
    ),
    "an original returned twice": (
        lambda: _out_again().refused("2026-07-22", CLERK, RETURN_ORIGINAL),
        r.OriginalNotOut(original="Y-1", state=OriginalState.RETURNED.label),
    ),
    "nothing out to be returned": (
        lambda: _given_back().refused("2026-07-22", CLERK, RETURN_ORIGINAL),
        r.OriginalNotOut(original="—", state=Bilingual("没有收存", "none was taken")),
    ),
    "an original returned by who does not have it": (
        lambda: _kept().refused("2026-07-21", LEAD, RETURN_ORIGINAL),
        r.NotInYourCustody(original="Y-1", post=NAMES["window"], state=OriginalState.IN_CUSTODY.label),
    ),
    "an original acknowledged by who did not get it": (
        lambda: _handed_over().refused("2026-07-21", CLERK, c.AcknowledgeOriginal("Y-1")),
        r.NotInYourCustody(original="Y-1", post=NAMES["licensing"], state=OriginalState.HANDED_OVER.label),
    ),
    "an original returned on its way": (
        lambda: _handed_over().refused("2026-07-21", CLERK, RETURN_ORIGINAL),
        r.NotInYourCustody(original="Y-1", post=NAMES["window"], state=OriginalState.HANDED_OVER.label),
    ),
    "an original lost by who does not answer for it": (
        lambda: _kept().refused("2026-07-21", LEAD, LOSE_ORIGINAL),
        r.NotInYourCustody(original="Y-1", post=NAMES["window"], state=OriginalState.IN_CUSTODY.label),
    ),
    "an original handed over to a post that has no part in the case": (
        lambda: _kept().refused("2026-07-21", CLERK, replace(HAND_OVER, to_post="water_desk")),
        r.UnknownPost(post=NAMES["water_desk"]),
    ),
    "a loss nobody approves": (
        lambda: _kept().refused("2026-07-21", CLERK, replace(LOSE_ORIGINAL, approver="")),
        r.LossNotApproved(original="Y-1"),
    ),
    "a loss approved by who records it": (
        lambda: _kept().refused("2026-07-21", CLERK, replace(LOSE_ORIGINAL, approver=CLERK.account)),
        r.LossNotApproved(original="Y-1"),
    ),
    "a loss without a reason": (
        lambda: _kept().refused("2026-07-21", CLERK, replace(LOSE_ORIGINAL, reasons=None)),
        r.ReasonsMissing(verb=c.RecordLostOriginal.verb()),
    ),
    "an original given back on a clerk's word": (
        lambda: _kept().refused("2026-07-21", CLERK, replace(RETURN_ORIGINAL, proof=None)),
        r.ServiceNotProven(document=Bilingual("原件", "original")),
    ),
    "an original returned electronically": (
        lambda: _kept().refused(
            "2026-07-21", CLERK, replace(RETURN_ORIGINAL, method=c.DeliveryMethod.ELECTRONIC)
        ),
        r.NotServedThisWay(method=c.DeliveryMethod.ELECTRONIC.label, verb=c.ReturnOriginal.verb()),
    ),
}


def _served_twice() -> r.Refusal:
    table = _refused(food_item())
    table.on("2026-07-24", CLERK, RIGHT_SERVED)
    return table.refused("2026-07-27", CLERK, RIGHT_SERVED)


def _out_again() -> Table:
    """One original is back with its owner, another still here."""
    table = _given_back()
    table.on("2026-07-21", CLERK, replace(TAKE_ORIGINAL, original="Y-2"), at="15:00")
    return table
