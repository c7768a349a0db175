"""信用记录 — what our own revocations and the credit platform say of a subject; one query."""

from datetime import date

import psycopg
from psycopg.rows import dict_row

from tongban.handling.credit import CreditNote, CreditWord, standing_by
from tongban.kernel.case.commands import CreditStanding
from tongban.store.connections import Connections, Database, DjangoConnections

_WORDS = (
    b"SELECT outcome_number AS number, credit AS standing, credit_since AS since,"
    b" '' AS repairs, '' AS reason, '' AS \"by\""
    b" FROM case_state WHERE applicant = %s AND credit <> ''"
    b' UNION ALL SELECT number, standing, since, repairs, reason, "by" FROM credit_note WHERE subject = %s'
)
_NOTE = (
    b'INSERT INTO credit_note (subject, number, standing, since, "by", at, repairs, reason)'
    b" VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)


class PgCreditRecords:
    """信用记录 (PostgreSQL) — implements `handling.credit.CreditRecords`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def standing_of(self, subject: str, on: date) -> CreditStanding:
        """What the words come to on that day."""
        return standing_by(self.words_of(subject), on)

    def words_of(self, subject: str) -> tuple[CreditWord, ...]:
        """What cases and notes say; put in order here, by code point as everywhere."""
        rows = self._database.run(
            lambda c: psycopg.Cursor(c, row_factory=dict_row).execute(_WORDS, [subject, subject]).fetchall()
        )
        words = (CreditWord(**(row | {"standing": CreditStanding(row["standing"])})) for row in rows)
        return tuple(sorted(words, key=lambda word: (word.since, word.number)))

    def note(self, note: CreditNote) -> None:
        """Keep what the platform says, the first of its number."""
        values = [note.subject, note.number, note.standing.value, note.since, note.by, note.at]
        values += [note.repairs, note.reason]
        self._database.run(lambda c: psycopg.Cursor(c).execute(_NOTE, values) and None)
