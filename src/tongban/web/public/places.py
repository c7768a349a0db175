"""Places 名额 on the public pages: how many there are and are taken, and where one stands (§30, §57)."""

from dataclasses import dataclass
from datetime import date

from tongban.catalogue import Implementation
from tongban.handling.carrying_out import Standing
from tongban.handling.place_ports import Pool, Queue, pool_of
from tongban.kernel import Status
from tongban.kernel.case.quota_rule import QuotaRule
from tongban.web.wiring import Office


@dataclass(frozen=True, slots=True)
class PlacesNow:
    """名额现状 — the rule, how the pool stands, and how many stand before the reader's case, if there is one.

    `year` is 0 where the quota is not by the year.
    """

    rule: QuotaRule
    queue: Queue
    year: int
    before: int | None = None

    @property
    def suffices(self) -> bool:
        """Whether a place is left for the reader's case, whatever becomes of those before it."""
        return self.before is not None and self.queue.left > self.before


def of_item(office: Office, item: Implementation, on: date) -> PlacesNow | None:
    """How an item's quota stands today; None, and no query, where it has none."""
    rule = item.for_kernel().quota if item.places is not None else None
    if rule is None:
        return None
    year = on.year if rule.per_year else 0
    pool = Pool(item.id, item.division, year, rule.number, rule.in_order)
    return PlacesNow(rule, office.ports.places.queue(pool), year)


def of_case(office: Office, standing: Standing) -> PlacesNow | None:
    """How it stands for an accepted case that is not decided; None, and no query, for any other."""
    pool = pool_of(standing.item, standing.case)
    if pool is None or standing.item.quota is None or standing.case.status is not Status.ACCEPTED:
        return None
    queue = office.ports.places.queue(pool)
    return PlacesNow(standing.item.quota, queue, pool.year, queue.place_of(standing.case.id).waiting)
