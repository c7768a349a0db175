"""检验检测检疫的指令 — who inspects, tests or quarantines."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body


@dataclass(frozen=True, slots=True)
class AssignInspectors(Body):
    """指派检验人员 — as many as the law asks for (行政许可法§55(2)); said again, it replaces them."""

    zh: ClassVar[str] = "指派检验、检测、检疫人员"
    en: ClassVar[str] = "assign the inspectors"

    staff: tuple[str, ...]
