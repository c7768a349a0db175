"""任职 — who holds which post and what they are called, as the tables of people say."""

import re

import psycopg

from tongban.store.connections import Connections, Database, DjangoConnections

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)

_HELD = (
    b"SELECT p.key FROM post_holder h JOIN post p ON p.id = h.post_id JOIN account a ON a.id = h.account_id"
    b" WHERE h.account_id = %s AND h.until IS NULL AND a.is_active"
)
_NAMED = b"SELECT display_name FROM account WHERE id = %s"


class PgAppointments:
    """任职 (PostgreSQL) — implements `handling.ports.Appointments`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def posts_of(self, account: str) -> frozenset[str]:
        """The keys of the posts an active account holds; none for what is no account."""
        if not _ID.fullmatch(account):
            return frozenset()
        rows = self._database.run(lambda c: psycopg.Cursor(c).execute(_HELD, [account]).fetchall())
        return frozenset(key for (key,) in rows)

    def name_of(self, account: str) -> str:
        """The name of an account, in use or not; empty for what is no account."""
        if not _ID.fullmatch(account):
            return ""
        rows = self._database.run(lambda c: psycopg.Cursor(c).execute(_NAMED, [account]).fetchall())
        return str(rows[0][0]) if rows else ""
