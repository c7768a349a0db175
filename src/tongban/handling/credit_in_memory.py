"""内存信用记录 — the double of the credit records: notes, beside what the cases of a store say."""

from dataclasses import dataclass, field
from datetime import date

from tongban.handling.credit import CreditNote, CreditWord, standing_by
from tongban.handling.in_memory import MemoryStore
from tongban.kernel.case.commands import CreditStanding


@dataclass
class MemoryCreditRecords:
    """内存信用记录 — implements `handling.credit.CreditRecords`."""

    store: MemoryStore
    notes: dict[tuple[str, str], CreditNote] = field(default_factory=dict)

    def standing_of(self, subject: str, on: date) -> CreditStanding:
        """What the words come to on that day."""
        return standing_by(self.words_of(subject), on)

    def words_of(self, subject: str) -> tuple[CreditWord, ...]:
        """What cases and notes say."""
        own = [
            CreditWord(summary.outcome_number, CreditStanding(summary.credit), summary.credit_since)
            for summary in self.store.summaries()
            if summary.applicant == subject and summary.credit_since is not None
        ]
        said = [
            CreditWord(n.number, n.standing, n.since, n.repairs, n.reason, n.by)
            for n in self.notes.values()
            if n.subject == subject
        ]
        return tuple(sorted((*own, *said), key=lambda word: (word.since, word.number)))

    def note(self, note: CreditNote) -> None:
        """Keep the note, the first of its number."""
        self.notes.setdefault((note.subject, note.number), note)
