"""外部结果的指令 — what a department that decides in its own system says it did there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.words import OpinionResult
from tongban.kernel.words import Bilingual


class ObservedFact(StrEnum):
    """外部事实 — what happened in the other system."""

    ACCEPTED = "accepted"
    DECIDED = "decided"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CORRECTED = "corrected"
    REVOKED = "revoked"

    @property
    def label(self) -> Bilingual:
        """The fact as a reader knows it."""
        return _FACTS[self]

    @property
    def has_result(self) -> bool:
        """Whether it says how the matter ended there."""
        return self in (ObservedFact.DECIDED, ObservedFact.CORRECTED)


_FACTS = {
    ObservedFact.ACCEPTED: Bilingual("已受理", "accepted"),
    ObservedFact.DECIDED: Bilingual("已作出结果", "decided"),
    ObservedFact.SUSPENDED: Bilingual("已中止", "suspended"),
    ObservedFact.RESUMED: Bilingual("已恢复", "resumed"),
    ObservedFact.CORRECTED: Bilingual("已更正", "corrected"),
    ObservedFact.REVOKED: Bilingual("已撤销", "revoked"),
}


@dataclass(frozen=True, slots=True)
class RecordObservation(Body):
    """登记外部结果 — what another system decided; a fact is never refused, its discrepancies are kept.

    `result` is None where the fact has none. `entry` is the id of the event in the other system, by which
    it is told twice; `fact` None stands for a result. `stated_on` is the day they gave where it can be no
    day of this case (not come yet, or before the papers were received). `authority` is whose system it is,
    and `other_applicant` whether they name another applicant: both found before.
    """

    zh: ClassVar[str] = "登记外部系统结果"
    en: ClassVar[str] = "record an observed result"

    step: str
    result: OpinionResult | None
    source: str
    foreign_number: str
    fact: ObservedFact | None = None
    entry: str | None = None
    licence_number: str | None = None
    valid_until: date | None = None
    suspended_until: date | None = None
    stated_on: date | None = None
    authority: str | None = None
    other_applicant: bool | None = None
