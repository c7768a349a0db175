"""终止与承继的指令 — a case that ends without a decision or delivery, or goes on under a successor."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.words import Bilingual


class EndGround(StrEnum):
    """终止办理情形 — why nothing is left to decide or to deliver."""

    APPLICANT_DIED = "applicant_died"
    ENTITY_ENDED = "entity_ended"
    NOT_SUPPLEMENTED = "not_supplemented"
    NOT_PAID = "not_paid"

    @property
    def label(self) -> Bilingual:
        """The ground as the notice puts it."""
        return {
            EndGround.APPLICANT_DIED: Bilingual("申请人死亡", "the applicant died"),
            EndGround.ENTITY_ENDED: Bilingual("申请的法人或者其他组织终止", "the applying entity has ended"),
            EndGround.NOT_SUPPLEMENTED: Bilingual("逾期未补正", "not supplemented in time"),
            EndGround.NOT_PAID: Bilingual("逾期未缴费", "the fee not paid in time"),
        }[self]


class SuccessionGround(StrEnum):
    """承继情形 — how somebody else came to stand where the applicant stood."""

    INHERITANCE = "inheritance"
    MERGER_OR_DIVISION = "merger_or_division"

    @property
    def label(self) -> Bilingual:
        """The ground as the law puts it."""
        return {
            SuccessionGround.INHERITANCE: Bilingual("继承", "inheritance"),
            SuccessionGround.MERGER_OR_DIVISION: Bilingual(
                "法人合并、分立", "merger or division of a legal person"
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class EndCase(Body):
    """终止办理 — no decision and no delivery any more, on a ground that stands in the record.

    `proof` is what shows the death or the end of the entity; `no_successor` that nobody takes over, which an
    item that lets successors take over asks for; `notice_number` is of the notice, where there is somebody
    left to tell.
    """

    zh: ClassVar[str] = "终止办理"
    en: ClassVar[str] = "end the case"

    ground: EndGround
    proof: Reference | None = None
    no_successor: Reference | None = None
    notice_number: str = ""


@dataclass(frozen=True, slots=True)
class TakeOver(Body):
    """承继申请 — the application goes on under its successor; no clock starts anew.

    `answers` are the particulars as they stand with the successor in the applicant's place: who they are is
    the successor's to say, what is applied for stays.
    """

    zh: ClassVar[str] = "承继申请"
    en: ClassVar[str] = "take the application over"

    ground: SuccessionGround
    successor: str
    proof: Reference | None
    answers: Reference | None = None
