"""信用记录 — what is on record against who wants to commit, and the port it is asked through.

Two sources speak: our own revocations of licences got on a commitment, read from the state rows in which
the case itself leaves them, and notes of what the credit platform says (bad credit there, a repair). The
latest word holds.

依据 Basis: 国办发〔2020〕42号 (who is excluded, until the credit is repaired).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tongban.catalogue.code_lists import FieldKind
from tongban.catalogue.parts import FormField
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


#: From no harm to most; of somebody known under two names the last of theirs holds.
_BY_HARM = (
    CreditStanding.CLEAR,
    CreditStanding.REPAIRED,
    CreditStanding.FORMER_FALSE_PROMISE,
    CreditStanding.SERIOUS_BAD_CREDIT,
)


class CreditRecords(Protocol):
    """信用查询 — the standing of who wants to commit."""

    def standing_of(self, subject: str, on: date) -> CreditStanding:
        """What the record says of a subject on a day; clear where there is none."""
        ...

    def note(self, note: CreditNote) -> None:
        """Keep what the platform says; said again under its number, it stays as it was first said."""
        ...


def standing_of_committer(
    records: CreditRecords, applicant: str, asked: Iterable[FormField], form: Mapping[str, str], on: date
) -> CreditStanding:
    """What is on record against who would commit, under either name: a bar on one bars.

    Our own revocations know the applicant by the id they applied under; the credit platform knows the
    business by the credit code (统一社会信用代码) it filled in.
    """
    codes = (form.get(field.id, "") for field in asked if field.kind is FieldKind.CREDIT_CODE)
    names = dict.fromkeys([applicant, *(code for code in codes if code)])
    return max((records.standing_of(name, on) for name in names), key=_BY_HARM.index)


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
