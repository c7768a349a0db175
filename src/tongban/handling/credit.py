"""信用记录 — what is on record against who wants to commit, and the port it is asked through.

Two sources speak: our own revocations of licences got on a commitment, read from the state rows in which
the case itself leaves them, and notes of what the credit platform says (bad credit there, a repair). The
latest word holds.

依据 Basis: 国办发〔2020〕42号 (who is excluded, until the credit is repaired).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tongban.kernel.case.commands import CreditStanding


@dataclass(frozen=True, slots=True)
class CreditNote:
    """信用记录 — what the credit platform says of a subject from a day on, under its number there."""

    subject: str
    number: str
    standing: CreditStanding
    since: date
    by: str
    at: datetime


class CreditRecords(Protocol):
    """信用查询 — the standing of who wants to commit."""

    def standing_of(self, subject: str, on: date) -> CreditStanding:
        """What the record says of a subject on a day; clear where there is none."""
        ...

    def note(self, note: CreditNote) -> None:
        """Keep what the platform says; said again under its number, it stays as it was first said."""
        ...


def latest(words: Iterable[tuple[date, bool, CreditStanding]], on: date) -> CreditStanding:
    """The last word on a day; of one day the platform's, since a repair follows what it repairs.

    Args:
        words: since when, whether the platform says so, and what.
        on: the day that is asked about; later words are not known yet.

    >>> own = (date(2026, 5, 27), False, CreditStanding.FORMER_FALSE_PROMISE)
    >>> repaired = (date(2027, 6, 1), True, CreditStanding.REPAIRED)
    >>> [str(latest([own, repaired], date(year, 7, 1))) for year in (2025, 2026, 2027)]
    ['clear', 'former_false_promise', 'repaired']
    """
    known = [word for word in words if word[0] <= on]
    return max(known, key=lambda word: word[:2])[2] if known else CreditStanding.CLEAR
