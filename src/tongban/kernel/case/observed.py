"""外部事实 — what a case remembers of what another system was said to have done."""

from dataclasses import dataclass
from datetime import date, datetime

from tongban.kernel.case.commands import ObservedFact, OpinionResult
from tongban.kernel.case.discrepancy import stands


@dataclass(frozen=True, slots=True)
class Observed:
    """外部事实 — what another system was said to have done, and in what it does not fit.

    `occurred_on` is their day, also where it cannot have been; `recorded_at` is when it was told here.
    """

    step: str
    fact: ObservedFact
    result: OpinionResult | None
    source: str
    foreign_number: str
    entry: str
    licence_number: str | None
    valid_until: date | None
    suspended_until: date | None
    occurred_on: date
    recorded_at: datetime
    discrepancies: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it had its effect on the case; otherwise it is on record alone."""
        return stands(self.discrepancies)
