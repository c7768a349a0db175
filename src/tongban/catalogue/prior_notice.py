"""先行公示 — what the applicant publishes before applying, and the time to apply after it."""

from dataclasses import dataclass, field
from datetime import date

from tongban.catalogue.binding import Slug
from tongban.catalogue.law.limits import Limits
from tongban.catalogue.parts import BASIS_MISSING
from tongban.kernel.case.item import PriorNoticeRule
from tongban.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class PriorNoticeUse:
    """先行公示 — what is published, which particular of the form says when, and the law's two limits by id.

    `notice` is how long it is public, `apply` how long one may apply once that is over.
    """

    name: Bilingual
    basis: str = field(metadata={"rule": BASIS_MISSING})
    published_on: Slug
    notice: str
    apply: str

    def for_kernel(self, limits: Limits, on: date) -> PriorNoticeRule:
        """The rule as the kernel applies it, by the law of that day."""
        return PriorNoticeRule(self.name, limits.on(self.notice, on), limits.on(self.apply, on), self.basis)
