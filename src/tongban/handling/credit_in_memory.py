"""内存信用记录 — the double of the credit records: notes, beside what the cases of a store say."""

from dataclasses import dataclass, field
from datetime import date

from tongban.handling.credit import CreditNote, latest
from tongban.handling.in_memory import MemoryStore
from tongban.kernel.case.commands import CreditStanding


@dataclass
class MemoryCreditRecords:
    """内存信用记录 — implements `handling.credit.CreditRecords`."""

    store: MemoryStore
    notes: dict[tuple[str, str], CreditNote] = field(default_factory=dict)

    def standing_of(self, subject: str, on: date) -> CreditStanding:
        """The last word on that day."""
        own = [
            (summary.credit_since, False, CreditStanding(summary.credit))
            for summary in self.store.summaries()
            if summary.applicant == subject and summary.credit_since is not None
        ]
        said = [(n.since, True, n.standing) for n in self.notes.values() if n.subject == subject]
        return latest([*own, *said], on)

    def note(self, note: CreditNote) -> None:
        """Keep the note, the first of its number."""
        self.notes.setdefault((note.subject, note.number), note)
