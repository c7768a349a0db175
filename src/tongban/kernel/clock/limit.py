"""时限 — an amount of days in a unit, with the article it comes from."""

from dataclasses import dataclass
from enum import StrEnum

from tongban.kernel.refusals import LimitNotPositive
from tongban.kernel.words import Bilingual


class Unit(StrEnum):
    """计算单位 — what kind of days a limit counts."""

    WORKING_DAY = "working_day"
    NATURAL_DAY = "natural_day"

    @property
    def label(self) -> Bilingual:
        """The unit as a reader says it after a number."""
        return _UNIT_LABELS[self]

    def label_after(self, number: int) -> Bilingual:
        """The unit as a reader says it after that number: English has a singular.

        >>> Unit.WORKING_DAY.label_after(1).en
        'working day'
        """
        return Bilingual(self.label.zh, self.label.en.removesuffix("s")) if abs(number) == 1 else self.label


_UNIT_LABELS = {
    Unit.WORKING_DAY: Bilingual("个工作日", "working days"),
    Unit.NATURAL_DAY: Bilingual("日（自然日）", "calendar days"),
}


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """时限 — how long something may take.

    `amount` in `unit`; `basis` cites the article; a natural-day limit whose last day is a rest day
    rolls forward to the next working day unless `rolls` is false (民法典§203).
    """

    amount: int
    unit: Unit
    basis: str
    rolls: bool = True

    def __post_init__(self) -> None:
        """Refuse a limit of nothing."""
        if self.amount < 1:
            raise LimitNotPositive(amount=self.amount)

    @property
    def words(self) -> Bilingual:
        """The limit as a reader says it: `20 个工作日`, `20 working days`."""
        unit = self.unit.label_after(self.amount)
        return Bilingual("{amount} {unit}", "{amount} {unit}").fill(amount=self.amount, unit=unit)
