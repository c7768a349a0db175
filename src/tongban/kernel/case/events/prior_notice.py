"""先行公示的事实 — the notice an application rests on."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class PriorNotice:
    """先行公示 — the day it was published, its last, the last to apply after it, and its article."""

    published_on: date
    over_on: date
    apply_by: date
    basis: str

    @property
    def opens_on(self) -> date:
        """The first day to apply: the one after its last."""
        return self.over_on + timedelta(days=1)
