"""结果登记端口 — the rows of other departments' files: which were taken over, and which are held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from tongban.handling.observing.claims import Claim, Reason
from tongban.kernel.words import Bilingual


class RowState(StrEnum):
    """行的状态 — taken over, on record but not fitting its case, held, or set aside for good."""

    LANDED = "landed"
    DIFFERS = "differs"
    HELD = "held"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            RowState.LANDED: Bilingual("已导入", "imported"),
            RowState.DIFFERS: Bilingual("已登记，与本件不符", "recorded, does not fit"),
            RowState.HELD: Bilingual("待处理", "held"),
            RowState.SET_ASIDE: Bilingual("不予导入", "set aside"),
        }[self]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """登记的行 — a row under the digest it came with, and what became of it.

    `digest` stays that of the row as it came, also once it is corrected. `discrepancies` are what did not
    fit where it was taken over; `why` is why it was set aside.
    """

    authority: str
    digest: bytes
    state: RowState
    claim: Claim
    reasons: tuple[Reason, ...]
    file: str
    line: int
    first_at: datetime
    changed_at: datetime
    by: str
    tries: int = 1
    case_id: str = ""
    step: str = ""
    discrepancies: tuple[str, ...] = ()
    why: str = ""

    @property
    def needs_somebody(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state in (RowState.HELD, RowState.DIFFERS)


class Place(NamedTuple):
    """对应 — the case and the step that a foreign number was met for."""

    case_id: str
    step: str


class ResultRegister(Protocol):
    """结果登记 — every row ever read, by its department and digest."""

    def find(self, authority: str, digests: Sequence[bytes]) -> Mapping[bytes, KeptRow]:
        """Those of the rows that are known."""
        ...

    def keep(self, *rows: KeptRow) -> None:
        """Keep rows, each in place of what was kept of it before; the day it first came stays."""
        ...

    def cases_with(self, receipt_numbers: Sequence[str]) -> Mapping[str, str]:
        """The cases with these receipt numbers, by them; of those that no case has, nothing."""
        ...

    def places_of(self, authority: str, foreign_numbers: Sequence[str]) -> Mapping[str, Place]:
        """For which case and step each of a department's numbers was first taken over, if it was."""
        ...

    def held_of(self, authority: str, foreign_numbers: Sequence[str]) -> Mapping[str, list[KeptRow]]:
        """The held rows of some of a department's numbers, by them."""
        ...

    def held(self, authorities: Sequence[str] | None, after: str = "", limit: int = 50) -> list[KeptRow]:
        """Rows that somebody has to look at, the oldest first; `after` is the key of the last one seen."""
        ...

    def count_held(self, authorities: Sequence[str] | None) -> int:
        """How many there are."""
        ...

    def cases_of(self, items: Sequence[str], after: str = "", limit: int = 500) -> list[str]:
        """Ids of the cases of some items, in order."""
        ...

    def blind(self, text: str) -> str:
        """A token by which equal names meet, and from which no name is got back."""
        ...


def key_of(row: KeptRow) -> str:
    """By what a list pages: when it first came, and which it is."""
    return f"{row.first_at.isoformat()}|{row.authority}|{row.digest.hex()}"
