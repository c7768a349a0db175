"""通知邮箱 — where people agreed to be written to; each address under its person's own key."""

from datetime import datetime

import psycopg

from tongban.store.connections import Connections, Database, DjangoConnections
from tongban.store.personal import PgPersonalData

_OF = b"SELECT ciphertext FROM mail_address WHERE subject = %s"
_SET = (
    b"INSERT INTO mail_address (subject, ciphertext, agreed_at) VALUES (%s, %s, %s)"
    b" ON CONFLICT (subject) DO UPDATE SET ciphertext = excluded.ciphertext, agreed_at = excluded.agreed_at"
)
_TAKE_BACK = b"DELETE FROM mail_address WHERE subject = %s"


class PgAddresses:
    """通知邮箱 (PostgreSQL) — implements `handling.mail.ports.Addresses`."""

    def __init__(self, personal: PgPersonalData, source: Connections | None = None) -> None:
        """Take who encrypts for a person, and the source of connections (Django's by default)."""
        self._personal = personal
        self._database = Database(source or DjangoConnections())

    def of(self, subject: str) -> str:
        """The address; a person without one costs one query."""
        row = self._database.run(lambda c: psycopg.Cursor(c).execute(_OF, [subject], prepare=True).fetchone())
        return self._personal.decrypt_for(subject, _place(subject), row[0]) if row else ""

    def set(self, subject: str, address: str, agreed_at: datetime) -> None:
        """Keep it, in place of the one before; an empty one goes without a trace.

        Raises:
            SubjectErased: the subject's data have been erased.
        """
        if not address:
            self._database.run(lambda c: psycopg.Cursor(c).execute(_TAKE_BACK, [subject]) and None)
            return
        sealed = self._personal.encrypt_for(subject, _place(subject), address)
        values = [subject, sealed, agreed_at]
        self._database.run(lambda c: psycopg.Cursor(c).execute(_SET, values) and None)


def _place(subject: str) -> str:
    return f"mail:{subject}"
