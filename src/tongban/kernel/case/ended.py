"""终结 — what is kept of a case that somebody else than the applicant ended without a decision."""

from dataclasses import dataclass
from datetime import date

from tongban.kernel.case.commands import ChallengedAct


@dataclass(frozen=True, slots=True)
class Ending:
    """终结 — how a case ended without a decision, by which notice and on which day.

    `leaves_nobody`: the applicant died or was dissolved, and nobody took the application over.
    """

    act: ChallengedAct
    number: str
    on: date
    leaves_nobody: bool = False
