"""Scenes of `test_refusals` about handing over to the overseer, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import (
    AT_HEALTH,
    LEAD,
    NAMES,
    NOT_OURS,
    OVERSEER,
    RANDOM_CHECKS,
    TAKE_OVERSIGHT,
    WHY,
    Table,
    again,
    overseen_item,
)
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.words import listed

CITY = c.Seat("city", "oversight_desk")


def _handed() -> Table:
    return Table(overseen_item()).decided("2026-03-02", "2026-03-09")


def _sent_back() -> Table:
    table = _handed()
    table.on("2026-03-10", OVERSEER, NOT_OURS)
    return table


def _returned() -> Table:
    table = _sent_back()
    table.on("2026-03-11", LEAD, again(CITY, note=WHY))
    return table


OVERSIGHT_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "acknowledging for the overseer": (
        lambda: _handed().refused("2026-03-10", LEAD, TAKE_OVERSIGHT),
        r.HandedOverToAnother(posts=NAMES["oversight_desk"], actor_post=NAMES["licensing"]),
    ),
    "acknowledging what was never handed over": (
        lambda: _handed().refused("2026-03-10", OVERSEER, replace(TAKE_OVERSIGHT, hand_over="2")),
        r.NothingHandedOver(),
    ),
    "acknowledging without a plan": (
        lambda: _handed().refused("2026-03-10", OVERSEER, c.AcknowledgeHandOver("1")),
        r.OversightPlanMissing(),
    ),
    "a first check that should have been yesterday": (
        lambda: _handed().refused(
            "2026-03-10",
            OVERSEER,
            c.AcknowledgeHandOver("1", replace(RANDOM_CHECKS, first_check_by=date(2026, 3, 9))),
        ),
        r.FirstCheckInThePast(first_check_by=date(2026, 3, 9), day=date(2026, 3, 10)),
    ),
    "sending back to oneself": (
        lambda: _handed().refused("2026-03-10", OVERSEER, replace(NOT_OURS, right="city")),
        r.OverseerNotNamed(),
    ),
    "sending back without reasons": (
        lambda: _handed().refused("2026-03-10", OVERSEER, replace(NOT_OURS, reasons=None)),
        r.ReasonsMissing(verb=c.RejectHandOver.verb()),
    ),
    "sending back twice": (
        lambda: _returned().refused("2026-03-12", OVERSEER, NOT_OURS),
        r.RejectedBefore(),
    ),
    "handing over anew what nobody sent back": (
        lambda: _handed().refused("2026-03-10", LEAD, again()),
        r.NothingToHandOverAgain(),
    ),
    "handing over anew to a seat there is not": (
        lambda: _sent_back().refused("2026-03-11", LEAD, again(receiving=(CITY,))),
        r.ReceivingPostMissing(seats=listed([NAMES["health"], NAMES["health_desk"]])),
    ),
    "handing back to who sent it back without a word": (
        lambda: _sent_back().refused("2026-03-11", LEAD, again(CITY)),
        r.ReasonsMissing(verb=c.HandOverAgain.verb()),
    ),
    "handing over anew another one": (
        lambda: _sent_back().refused("2026-03-11", LEAD, again(AT_HEALTH, hand_over="2")),
        r.NothingToHandOverAgain(),
    ),
}
