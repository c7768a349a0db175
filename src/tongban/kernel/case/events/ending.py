"""终止与承继的事件 — a case ended, or taken over by a successor."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.ending import EndGround, SuccessionGround
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.events.envelope import Happening


@dataclass(frozen=True, slots=True)
class CaseEnded(Happening):
    """终止办理 — without a decision, or without a delivery; the fields are those of `EndCase`."""

    zh: ClassVar[str] = "终止办理"
    en: ClassVar[str] = "case ended"

    ground: EndGround
    proof: Reference | None
    no_successor: Reference | None
    notice_number: str
    basis: str


@dataclass(frozen=True, slots=True)
class ApplicationTakenOver(Happening):
    """承继申请 — `predecessor` applied, `successor` is the applicant from here on."""

    zh: ClassVar[str] = "申请已由承继人承继"
    en: ClassVar[str] = "application taken over"

    ground: SuccessionGround
    predecessor: str
    successor: str
    proof: Reference
    basis: str
    answers: Reference | None = None
