"""Scenes of `test_refusals` about acceptance with a gap: what is refused, and the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import (
    ACCEPT_WITH_GAP,
    CLERK,
    GAP,
    LEAD,
    RETURN,
    Table,
    food_item,
    gap_item,
    receive,
)
from tongban.kernel import Item
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import GapConsequence
from tongban.kernel.words import Bilingual


def _received(item: Item, *materials: str) -> Table:
    return Table(item).received("2025-12-29", receive(*materials))


def _open(item: Item | None = None) -> Table:
    table = _received(item or gap_item(), "form", "licence_copy")
    table.on("2025-12-29", CLERK, ACCEPT_WITH_GAP, at="11:00")
    return table


_DECIDED_WITHOUT = replace(GAP, consequence=GapConsequence.DECIDED_WITHOUT)

TOLERANCE_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "a gap of an item that has none": (
        lambda: _received(food_item(), "form").refused("2025-12-29", CLERK, ACCEPT_WITH_GAP),
        r.GapNotOffered(),
    ),
    "a gap in a main material": (
        lambda: _received(gap_item(), "form").refused("2025-12-29", CLERK, ACCEPT_WITH_GAP),
        r.GapNotTolerable(materials=Bilingual("营业执照复印件", "business licence copy")),
    ),
    "a gap nobody undertook to fill": (
        lambda: _received(gap_item(), "form", "licence_copy").refused(
            "2025-12-29", CLERK, replace(ACCEPT_WITH_GAP, undertaking=None)
        ),
        r.UndertakingMissing(),
    ),
    "a gap told by word of mouth": (
        lambda: _received(gap_item(), "form", "licence_copy").refused(
            "2025-12-29", CLERK, replace(ACCEPT_WITH_GAP, notice_number="")
        ),
        r.TellInWriting(verb=c.AcceptWithGap.verb()),
    ),
    "returning what has no gap": (
        lambda: Table(gap_item()).accepted("2025-12-29").refused("2026-01-29", LEAD, RETURN),
        r.NothingIsOpen(),
    ),
    "returning while the gap may still be filled": (
        lambda: _open().refused("2026-01-06", LEAD, RETURN),
        r.GapStillInTime(until=date(2026, 1, 6)),
    ),
    "returning against the undertaking": (
        lambda: _open(gap_item(_DECIDED_WITHOUT)).refused("2026-01-29", LEAD, RETURN),
        r.UndertakingSaysOtherwise(consequence=GapConsequence.DECIDED_WITHOUT.label),
    ),
    "returning without reasons": (
        lambda: _open(gap_item(replace(GAP, after_reminder=None))).refused(
            "2026-01-07", LEAD, replace(RETURN, reasons=None)
        ),
        r.ReasonsMissing(verb=c.ReturnApplication.verb()),
    ),
}
