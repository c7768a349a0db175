"""信用记录 — what is on record against who wants to commit, and the port it is asked through.

Two sources speak: our own revocations of licences got on a commitment, read from the state rows in which
the case itself leaves them under the licence's number, and notes of what the credit platform says under its
numbers there. What is bad bars until it is repaired (信用修复), record by record: a repair names the one it
ends, from which day, and why.

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
    """信用记录 — what the credit platform says of a subject from a day on, under its number there.

    A repair names in `repairs` the number of the record it ends; one that names none ends whatever was on
    record by its day. `reason` says why in a line, naming nobody.
    """

    subject: str
    number: str
    standing: CreditStanding
    since: date
    by: str
    at: datetime
    repairs: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CreditWord:
    """一条记录 — one word of either source; `by` is empty where a case of ours says so itself."""

    number: str
    standing: CreditStanding
    since: date
    repairs: str = ""
    reason: str = ""
    by: str = ""

    def ends(self, record: "CreditWord") -> bool:
        """Whether this word repairs a bad record."""
        if self.standing.bars:
            return False
        return self.repairs == record.number if self.repairs else record.since <= self.since


#: From no harm to most: of several records the worst that stands is the one that is told.
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

    def words_of(self, subject: str) -> tuple[CreditWord, ...]:
        """Everything on record about a subject, oldest first."""
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


def standing_by(words: Iterable[CreditWord], on: date) -> CreditStanding:
    """What the words come to on a day: the worst record nothing has repaired; later words are not known yet.

    >>> broken = CreditWord("XF-1", CreditStanding.FORMER_FALSE_PROMISE, date(2026, 5, 27))
    >>> bad = CreditWord("B-1", CreditStanding.SERIOUS_BAD_CREDIT, date(2026, 9, 1))
    >>> repair = CreditWord("R-1", CreditStanding.REPAIRED, date(2027, 6, 1), repairs="B-1")
    >>> days = [date(2026, 1, 1), date(2026, 6, 1), date(2026, 10, 1), date(2027, 6, 1)]
    >>> [str(standing_by([broken, bad, repair], day)) for day in days]
    ['clear', 'former_false_promise', 'serious_bad_credit', 'former_false_promise']
    """
    known = [word for word in words if word.since <= on]
    left = [w for w in known if not (w.standing.bars and any(other.ends(w) for other in known))]
    return max((word.standing for word in left), key=_BY_HARM.index, default=CreditStanding.CLEAR)
