"""Places 名额: how the quota of a case's item stands for it, as staff read it (行政许可法§57)."""

from dataclasses import dataclass

from tongban.handling.place_ports import pool_of
from tongban.kernel import Status
from tongban.kernel.case.commands import Place
from tongban.kernel.case.quota_rule import QuotaRule
from tongban.web.staff.casefile import CaseFile
from tongban.web.wiring import office


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """名额现状 — the rule, and how it stands for one case that is not decided."""

    rule: QuotaRule
    place: Place
    year: int

    @property
    def is_full(self) -> bool:
        """Whether no place is left."""
        return self.place.granted >= self.rule.number

    @property
    def left(self) -> int:
        """How many are."""
        return max(0, self.rule.number - self.place.granted)

    @property
    def waits(self) -> bool:
        """Whether those before it may need what is left."""
        return not self.is_full and self.place.granted + self.place.waiting >= self.rule.number


def places_of(file: CaseFile) -> PlaceNow | None:
    """How the quota stands for the case, in two queries; None, and none, where there is nothing to decide."""
    pool = pool_of(file.item, file.case)
    if pool is None or file.item.quota is None or file.case.status is not Status.ACCEPTED:
        return None
    place = office().ports.places.queue(pool).place_of(file.case.id)
    return PlaceNow(file.item.quota, place, pool.year)
