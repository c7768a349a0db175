"""下级审查的事件 — sent up to the authority that decides."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.commands.words import Finding
from tongban.kernel.case.events.envelope import Happening


@dataclass(frozen=True, slots=True)
class SentUp(Happening):
    """报送上级 — `finding` is the preliminary one: it binds nobody who decides."""

    zh: ClassVar[str] = "已报送上级机关"
    en: ClassVar[str] = "sent up"

    step: str
    finding: Finding
    opinion: Reference
    materials: tuple[str, ...]
    number: str
    basis: str
