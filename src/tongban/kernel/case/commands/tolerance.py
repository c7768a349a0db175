"""容缺受理的指令 — accepting although a secondary material is missing, and what follows if it never comes."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference


@dataclass(frozen=True, slots=True)
class AcceptWithGap(Body):
    """容缺受理 — told once what is missing and by when, the applicant undertakes in writing to supply it.

    Only what the item publishes as 可容缺 may be missing; both clocks start as in any acceptance.
    """

    zh: ClassVar[str] = "容缺受理"
    en: ClassVar[str] = "accept with a gap"

    acceptance_number: str
    notice_number: str
    undertaking: Reference | None


@dataclass(frozen=True, slots=True)
class ReturnApplication(Body):
    """退回申请 — the gap was not filled, not even after the reminder: as undertaken, the case ends."""

    zh: ClassVar[str] = "退回申请"
    en: ClassVar[str] = "return the application"

    notice_number: str
    reasons: Reference | None
