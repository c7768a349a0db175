"""信用记录 — what our own revocations and the credit platform say of a subject; one query."""

from datetime import date

import psycopg

from tongban.handling.credit import CreditNote, latest
from tongban.kernel.case.commands import CreditStanding
from tongban.store.connections import Connections, Database, DjangoConnections

_WORDS = (
    b"SELECT credit_since, false, credit FROM case_state WHERE applicant = %s AND credit <> ''"
    b" UNION ALL SELECT since, true, standing FROM credit_note WHERE subject = %s"
)
_NOTE = (
    b'INSERT INTO credit_note (subject, number, standing, since, "by", at) VALUES (%s, %s, %s, %s, %s, %s)'
    b" ON CONFLICT DO NOTHING"
)


class PgCreditRecords:
    """信用记录 (PostgreSQL) — implements `handling.credit.CreditRecords`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def standing_of(self, subject: str, on: date) -> CreditStanding:
        """The last word on that day."""
        rows = self._database.run(lambda c: psycopg.Cursor(c).execute(_WORDS, [subject, subject]).fetchall())
        return latest(((since, said, CreditStanding(standing)) for since, said, standing in rows), on)

    def note(self, note: CreditNote) -> None:
        """Keep what the platform says, the first of its number."""
        values = [note.subject, note.number, note.standing.value, note.since, note.by, note.at]
        self._database.run(lambda c: psycopg.Cursor(c).execute(_NOTE, values) and None)
