"""期限的事件 — what moved a clock, or ended it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.case.item import Approver, SpecialProcedure
from tongban.kernel.clock import ClockKind, Colour


@dataclass(frozen=True, slots=True)
class TimeExcluded(Happening):
    """扣除 — days excluded from the clocks named, both included, told in writing.

    A special procedure (行政许可法§45), or what the item published as stopping its promise: that rule is
    `promise_basis`, where the promise is among the clocks and stops by another rule than `basis`.
    """

    zh: ClassVar[str] = "期限扣除"
    en: ClassVar[str] = "time excluded"

    procedure: SpecialProcedure
    begin: date
    until: date
    notice_number: str
    clocks: tuple[ClockKind, ...]
    basis: str
    promise_basis: str | None = None


@dataclass(frozen=True, slots=True)
class TimeResumed(Happening):
    """恢复 — what time was excluded for ended before the day told; `last_day` is its last.

    `promise_basis` is as in `TimeExcluded`.
    """

    zh: ClassVar[str] = "扣除提前结束"
    en: ClassVar[str] = "excluded time ended early"

    procedure: SpecialProcedure
    last_day: date
    clocks: tuple[ClockKind, ...]
    basis: str
    promise_basis: str | None = None


@dataclass(frozen=True, slots=True)
class LimitExtended(Happening):
    """延长期限 (行政许可法§42)."""

    zh: ClassVar[str] = "经批准延长期限"
    en: ClassVar[str] = "limit extended"

    amount: int
    approved_by: Approver
    approver: str
    reasons: Reference | None
    notice_number: str
    basis: str


@dataclass(frozen=True, slots=True)
class LimitPassed(Happening):
    """期限届满 — `clock` ended on `due_on` with its duty not done; said once for each due date."""

    zh: ClassVar[str] = "期限届满未办结"
    en: ClassVar[str] = "limit passed"

    clock: str
    due_on: date


@dataclass(frozen=True, slots=True)
class SignalTurned(Happening):
    """转灯 — `clock`, which then ended on `due_on`, turned to a colour on the legal day `turned_on`.

    Said once for each colour, and anew only where the light had gone out. `threshold_since` and `basis`
    are those of the threshold that turned it.
    """

    zh: ClassVar[str] = "转灯"
    en: ClassVar[str] = "signal turned"

    clock: str
    colour: Colour
    turned_on: date
    due_on: date
    threshold_since: date
    basis: str


@dataclass(frozen=True, slots=True)
class MovedClock:
    """期限变动 — a running clock whose last day moved, from and to which."""

    clock: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class ClocksRecounted(Happening):
    """期限重新计算 — the holiday calendar changed, and with it the last day of these clocks."""

    zh: ClassVar[str] = "放假安排有变动，期限重新计算"
    en: ClassVar[str] = "holidays changed, limits counted again"

    calendar_before: str
    calendar_after: str
    moved: tuple[MovedClock, ...]
    basis: str
