"""检验检测检疫的事件 — who was assigned."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.events.envelope import Happening


@dataclass(frozen=True, slots=True)
class InspectorsAssigned(Happening):
    """指派检验人员 — these accounts, instead of any assigned before."""

    zh: ClassVar[str] = "已指派检验、检测、检疫人员"
    en: ClassVar[str] = "inspectors assigned"

    staff: tuple[str, ...]
    basis: str
