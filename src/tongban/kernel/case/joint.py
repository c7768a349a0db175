"""联合办理 — how far the departments have come together: the survey, the meeting, what is in dispute."""

from dataclasses import dataclass
from datetime import date

from tongban.kernel.case.commands import MeetingResolution, Reference, RulingResult


@dataclass(frozen=True, slots=True)
class Opinion:
    """意见 — the day a department answered, and its words; of another system's answer, its number there."""

    given_on: date
    words: Reference | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """踏勘 — the appointment as it stands; None where a new day is to be found.

    `failed` counts the days nothing came of; `rectify_by` is the day by which something is put right.
    """

    survey_on: date | None = None
    authorities: tuple[str, ...] = ()
    failed: int = 0
    rectify_by: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """联席会议 — the appointment as it stands (None where a new day is to be found), and the last one held.

    `postponed` counts the days nothing came of; `conferred` are the steps whose standing objection was on
    the table of a meeting that was held.
    """

    meeting_on: date | None = None
    begins: str | None = None
    place: str = ""
    authorities: tuple[str, ...] = ()
    agenda: Reference | None = None
    postponed: int = 0
    held_on: date | None = None
    resolution: MeetingResolution | None = None
    minutes: Reference | None = None
    conferred: frozenset[str] = frozenset()


#: The rulings after which an objection stands no more.
OVERRULING = (RulingResult.OVERRULED, RulingResult.OVERRULED_WITH_CONDITIONS)


@dataclass(frozen=True, slots=True)
class Ruling:
    """裁决 — what the superior said of an objection."""

    result: RulingResult
    ruled_on: date
    number: str
    minutes: Reference

    @property
    def overrules(self) -> bool:
        """Whether it took the objection away."""
        return self.result in OVERRULING


@dataclass(frozen=True, slots=True)
class Dispute:
    """争议 — which objections went up, to whom, and what came back."""

    steps: tuple[str, ...]
    superior: str
    escalated_on: date
    number: str
    ruling: Ruling | None = None

    @property
    def is_pending(self) -> bool:
        """Whether the ruling is still to come."""
        return self.ruling is None
