"""听证与陈述 — whom a case touches, and how far a hearing has come; part of the case's state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tongban.kernel.case.commands import Reference


@dataclass(frozen=True, slots=True)
class InterestedParty:
    """利害关系人 — somebody else whose major interests the licence touches (行政许可法§36)."""

    id: str
    subject: str
    told_on: date | None = None
    respond_by: date | None = None
    has_stated: bool = False
    particulars: Reference | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """听证 — who was told of the right to it, who wants it, and how far it has come.

    `right_told` maps `applicant` or a party's id to the day; `wanted_by` are those who asked in time.
    """

    right_told: Mapping[str, date] = field(default_factory=dict)
    wanted_by: frozenset[str] = frozenset()
    announced_on: date | None = None
    hearing_on: date | None = None
    place: str = ""
    host: str = ""
    begins: str | None = None
    notified_on: date | None = None
    held_on: date | None = None
    minutes: Reference | None = None

    @property
    def is_owed(self) -> bool:
        """Whether somebody asked for it or it was announced, and it has not been held."""
        return self.held_on is None and bool(self.wanted_by or self.announced_on)
