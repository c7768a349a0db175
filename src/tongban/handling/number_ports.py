"""取号端口 — serials leased in blocks, numbers reserved for paper, and the register of voids."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tongban.kernel.words import Bilingual


class NumberState(StrEnum):
    """预留编号的状态."""

    FREE = "free"
    USED = "used"
    VOID = "void"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            NumberState.FREE: Bilingual("未使用", "not used"),
            NumberState.USED: Bilingual("已使用", "used"),
            NumberState.VOID: Bilingual("已作废", "void"),
        }[self]


@dataclass(frozen=True, slots=True)
class ReservedBlock:
    """预留号段 — serials `first` to `last` of a division, reserved by somebody for a post at an instant."""

    division: str
    first: int
    last: int
    post: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReservedNumber:
    """预留编号 — how one stands: the case that has it, or why it is void."""

    state: NumberState
    case_id: str = ""
    why: str = ""


class Numbers(Protocol):
    """取号 — serials leased in blocks: unique, not gapless, with a register of voids."""

    def lease(self, series: str) -> int:
        """The next serial of a series such as `receipt:330100:20250924`."""
        ...

    def void(self, series: str, serial: int, why: str, *, by: str, at: datetime) -> bool:
        """Record that a leased serial will not be used, and who said so; what was said first stands.

        False where a case has it already: nothing is recorded.
        """
        ...

    def reserve(self, division: str, size: int, post: str, by: str, at: datetime) -> ReservedBlock:
        """Take the division's next serials out for a post, to be written on paper."""
        ...

    def block_with(self, division: str, serial: int) -> ReservedBlock | None:
        """The block a serial was reserved in."""
        ...

    def claim(self, division: str, serial: int, case_id: str, at: datetime) -> ReservedNumber:
        """Give a reserved serial to a case, for ever; a void one stays void, another case's stays its own.

        A claim that did not become a case may be taken over after a while.
        """
        ...
