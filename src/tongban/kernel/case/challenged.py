"""复议诉讼 — one challenge of a decision, as it stands."""

from dataclasses import dataclass
from datetime import date

from tongban.kernel.case.commands import ChallengedAct, ChallengeKind, ChallengeOutcome
from tongban.kernel.clock import ClockKind


@dataclass(frozen=True, slots=True)
class Challenge:
    """复议诉讼 — before whom, against which decision; open until its outcome is recorded."""

    id: str
    kind: ChallengeKind
    act: ChallengedAct
    against: str
    body: str
    number: str
    since: date
    replied_on: date | None = None
    suspended_on: date | None = None
    outcome: ChallengeOutcome | None = None
    ended_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.outcome is None

    @property
    def suspends(self) -> bool:
        """Whether what is fought is not carried out now."""
        return self.is_open and self.suspended_on is not None

    @property
    def reply_clock(self) -> str:
        """The id in `Case.clocks` of the days to answer."""
        return f"{ClockKind.REPLY}:{self.id}"
