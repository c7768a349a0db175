"""下级审查的指令 — what the lower level sends to the authority that decides."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.commands.words import Finding


@dataclass(frozen=True, slots=True)
class SendUp(Body):
    """报送上级 — the preliminary opinion and all materials, straight to who decides (行政许可法§35)."""

    zh: ClassVar[str] = "报送上级机关"
    en: ClassVar[str] = "send up"

    step: str
    finding: Finding
    opinion: Reference | None
    materials: tuple[str, ...]
    number: str
