"""数量限制 — how many an item may grant, and how the places go (行政许可法§57)."""

from dataclasses import dataclass
from enum import StrEnum

from tongban.kernel.words import Bilingual


class Allotment(StrEnum):
    """名额分配方式 — in the order of acceptance, or as a law or administrative regulation says (§57)."""

    ORDER_OF_ACCEPTANCE = "order_of_acceptance"
    TENDER = "tender"
    AUCTION = "auction"
    LOTTERY = "lottery"

    @property
    def label(self) -> Bilingual:
        """The way as a reader knows it."""
        return {
            Allotment.ORDER_OF_ACCEPTANCE: Bilingual(
                "按受理的先后顺序", "in the order in which applications were accepted"
            ),
            Allotment.TENDER: Bilingual("招标", "by tender"),
            Allotment.AUCTION: Bilingual("拍卖", "by auction"),
            Allotment.LOTTERY: Bilingual("摇号、抽签", "by drawing lots"),
        }[self]


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """数量限制 — how many may be granted, of what, and how the places go (行政许可法§57).

    `per_year` begins anew with every year of acceptance, and a place granted stays used for that year; a
    quota that does not is of licences in force, and one that ends frees its place. `prescribed_by` cites
    what prescribes another way than the order of acceptance.
    """

    number: int
    basis: str
    per_year: bool = False
    allotment: Allotment = Allotment.ORDER_OF_ACCEPTANCE
    prescribed_by: str = ""

    @property
    def in_order(self) -> bool:
        """Whether who was accepted first comes first."""
        return self.allotment is Allotment.ORDER_OF_ACCEPTANCE

    @property
    def basis_of_allotment(self) -> str:
        """Why the places go as they do."""
        return self.prescribed_by or "行政许可法§57"
