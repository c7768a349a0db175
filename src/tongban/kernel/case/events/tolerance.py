"""容缺受理的事件 — a gap tolerated, filled, missed, and the application returned."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands import Reference
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.case.item import GapConsequence
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class GapTolerated(Happening):
    """容缺 — accepted without these materials; the days to supply them run from here."""

    zh: ClassVar[str] = "容缺受理"
    en: ClassVar[str] = "accepted with a gap"

    materials: tuple[str, ...]
    notice_number: str
    undertaking: Reference
    fill_limit: TimeLimit
    consequence: GapConsequence
    basis: str


@dataclass(frozen=True, slots=True)
class GapFilled(Happening):
    """补齐 — everything that was missing is in."""

    zh: ClassVar[str] = "容缺材料已补齐"
    en: ClassVar[str] = "gap filled"

    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapMissed(Happening):
    """逾期未补齐 — the applicant is reminded; where the item grants more days, they run from here.

    It suspends nothing: the limits of the decision run on.
    """

    zh: ClassVar[str] = "逾期未补齐，已提醒"
    en: ClassVar[str] = "gap not filled in time, reminded"

    materials: tuple[str, ...]
    due_on: date
    consequence: GapConsequence
    reminder_limit: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class ApplicationReturned(Happening):
    """退回申请 — the case ends without a decision, as the applicant undertook."""

    zh: ClassVar[str] = "退回申请"
    en: ClassVar[str] = "application returned"

    notice_number: str
    reasons: Reference
    basis: str
