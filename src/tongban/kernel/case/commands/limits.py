"""期限的指令 — special procedures, extension, the passing of time, another calendar."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference, StoredDue
from tongban.kernel.case.item import Approver, SpecialProcedure
from tongban.kernel.clock import Threshold


@dataclass(frozen=True, slots=True)
class StartSpecialProcedure(Body):
    """启动特别程序 — its days are excluded, both included, once told in writing (行政许可法§45)."""

    zh: ClassVar[str] = "启动特别程序"
    en: ClassVar[str] = "start a special procedure"

    procedure: SpecialProcedure
    begin: date
    until: date
    notice_number: str


@dataclass(frozen=True, slots=True)
class EndSpecialProcedure(Body):
    """提前结束特别程序 — counting goes on the day after `last_day`."""

    zh: ClassVar[str] = "结束特别程序"
    en: ClassVar[str] = "end the special procedure"

    procedure: SpecialProcedure
    last_day: date


@dataclass(frozen=True, slots=True)
class ExtendLimit(Body):
    """延长期限 — once, approved by the officer the law names, reasons told (行政许可法§42)."""

    zh: ClassVar[str] = "延长期限"
    en: ClassVar[str] = "extend the limit"

    approved_by: Approver
    approver: str
    reasons: Reference | None
    notice_number: str


@dataclass(frozen=True, slots=True)
class NoticePassing(Body):
    """时间经过 — time reaches the kernel as a command, from the sweep, a simulator or a test."""

    zh: ClassVar[str] = "时间经过"
    en: ClassVar[str] = "notice that time has passed"


@dataclass(frozen=True, slots=True)
class TurnSignals(Body):
    """转灯 — say which clocks have turned yellow, red or black, by the region's thresholds of all dates."""

    zh: ClassVar[str] = "转灯"
    en: ClassVar[str] = "turn the signals"

    thresholds: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class RecountClocks(Body):
    """重新计算期限 — the holiday calendar changed: count what still runs by the new one.

    The days as they stood come with the command, since nobody keeps the calendar they were counted by.
    `basis` names the notice that changed it.
    """

    zh: ClassVar[str] = "按新的放假安排重新计算期限"
    en: ClassVar[str] = "recount the clocks by the new calendar"

    calendar_before: str
    calendar_after: str
    due_before: tuple[StoredDue, ...]
    basis: str
