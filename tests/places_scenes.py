"""Scenes of `test_refusals` about a quota, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace

from cast import GRANT, LEAD, REFUSE, Table
from quota import BASIS, quota_item
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c


def _accepted(number: int = 2) -> Table:
    return Table(quota_item(number)).accepted("2026-03-02")


def _place(granted: int, waiting: int = 0, number: int = 2) -> c.Place:
    return c.Place("food-operation-licence/330106", number, granted, waiting)


NO_PLACE = replace(REFUSE, no_place=True)

PLACES_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "granting one more than there may be": (
        lambda: _accepted().refused("2026-03-04", LEAD, replace(GRANT, place=_place(2))),
        r.PlacesTaken(number=2, basis_of_number=BASIS),
    ),
    "granting out of turn": (
        lambda: _accepted().refused("2026-03-04", LEAD, replace(GRANT, place=_place(1, 1))),
        r.EarlierApplicationsFirst(waiting=1, left=1),
    ),
    "granting without counting the places": (
        lambda: _accepted().refused("2026-03-04", LEAD, GRANT),
        r.PlacesNotCounted(),
    ),
    "granting by a number that is not the item's": (
        lambda: _accepted().refused("2026-03-04", LEAD, replace(GRANT, place=_place(0, number=3))),
        r.PlacesNotCounted(),
    ),
    "refusing for want of a place there is": (
        lambda: _accepted().refused("2026-03-04", LEAD, replace(NO_PLACE, place=_place(1))),
        r.PlacesLeft(number=2, left=1),
    ),
    "refusing for a quota there is not": (
        lambda: Table().ready_to_decide("2026-03-02", "2026-03-03").refused("2026-03-04", LEAD, NO_PLACE),
        r.NoQuota(),
    ),
}
