"""数量限制 — only so many are granted, to who was accepted first (行政许可法§57).

The kernel decides one case and not the pool: how the quota stands comes with the command, and is recorded.
Nobody is granted while places do not suffice for all who were accepted before and are not decided.
"""

from tongban.kernel.case.commands import Decide, Outcome, Place
from tongban.kernel.case.matter import Matter
from tongban.kernel.case.quota_rule import QuotaRule
from tongban.kernel.refusals import (
    EarlierApplicationsFirst,
    NoQuota,
    PlacesLeft,
    PlacesNotCounted,
    PlacesTaken,
)


def check_place(matter: Matter, body: Decide) -> Place | None:
    """The place a grant takes, or the quota that a refusal for want of one rests on; else None.

    Raises:
        PlacesTaken: no place is left to grant.
        EarlierApplicationsFirst: who was accepted before may still need those that are.
        PlacesLeft: it is refused for want of a place, and there is one.
    """
    rule = matter.item.quota
    if body.outcome is Outcome.GRANTED:
        return None if rule is None else _granted(rule, body.place)
    if not body.no_place:
        return None
    if rule is None:
        raise NoQuota()
    place = _counted(rule, body.place)
    if place.granted < rule.number:
        raise PlacesLeft(number=rule.number, left=rule.number - place.granted)
    return place


def _granted(rule: QuotaRule, given: Place | None) -> Place:
    place = _counted(rule, given)
    if place.granted >= rule.number:
        raise PlacesTaken(number=rule.number, basis_of_number=rule.basis)
    if place.granted + place.waiting >= rule.number:
        if not rule.in_order:
            raise PlacesTaken(number=rule.number, basis_of_number=rule.basis)
        raise EarlierApplicationsFirst(waiting=place.waiting, left=rule.number - place.granted)
    return place


def _counted(rule: QuotaRule, place: Place | None) -> Place:
    if place is None or place.number != rule.number:
        raise PlacesNotCounted()
    return place
