"""委托登记 — the mandates that came with applications, each under the digest of the ask that brought it.

A mandate is kept before its case is made, and counts only where that very ask made the case: a form that
was refused, corrected and sent again leaves the earlier one without effect.
"""

from datetime import date
from typing import Any

import psycopg

from tongban.handling.mandate_ports import Mandate, Power, Shown
from tongban.store.connections import Connection, Connections, Database, DjangoConnections

_COLUMNS = b'case_id, agent, powers, begin, until, shown, person, paper, "by", at'
_KEEP = (
    b"INSERT INTO mandate (digest, ended_by, " + _COLUMNS + b")"
    b" VALUES (%s, '', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
# A case's ask, or a life event's: an id is of one of them.
_MADE_BY = (
    b"SELECT digest FROM case_command WHERE case_id = %s AND first_seq = 1"
    b" UNION ALL SELECT digest FROM life_event_command WHERE life_event_id = %s AND first_seq = 1"
)
_OF_CASE = (
    b'SELECT case_id::text, agent, powers, begin, until, shown, person, paper, "by", at, ended_on, ended_by'
    b" FROM mandate WHERE case_id = %s AND digest = %s"
)
_END = (
    b"UPDATE mandate SET ended_on = %s, ended_by = %s WHERE case_id = %s AND digest = %s AND ended_on IS NULL"
)


class PgMandates:
    """委托登记 (PostgreSQL) — implements `handling.mandate_ports.Mandates`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def keep(self, mandate: Mandate, digest: bytes) -> None:
        """Keep it; said twice, it stays as it was first said."""
        values = [
            digest,
            mandate.case_id,
            mandate.agent,
            " ".join(sorted(mandate.powers)),
            mandate.begin,
            mandate.until,
            mandate.shown.value,
            mandate.person,
            mandate.paper,
            mandate.by,
            mandate.at,
        ]
        self._database.run(lambda connection: psycopg.Cursor(connection).execute(_KEEP, values))

    def of_case(self, case_id: str) -> Mandate | None:
        """The mandate whose ask made the case."""

        def work(connection: Connection) -> tuple[Any, ...] | None:
            cursor = psycopg.Cursor(connection)
            made = cursor.execute(_MADE_BY, [case_id, case_id]).fetchone()
            return cursor.execute(_OF_CASE, [case_id, made[0]]).fetchone() if made else None

        found = self._database.run(work)
        return _mandate(*found) if found else None

    def end(self, case_id: str, by: str, on: date) -> None:
        """Record that it was ended, the first time."""

        def work(connection: Connection) -> None:
            cursor = psycopg.Cursor(connection)
            made = cursor.execute(_MADE_BY, [case_id, case_id]).fetchone()
            if made is not None:
                cursor.execute(_END, [on, by, case_id, made[0]])

        self._database.run(work)


def _mandate(case_id: str, agent: str, powers: str, begin: date, until: date | None, *rest: Any) -> Mandate:
    shown, *others = rest
    return Mandate(case_id, agent, frozenset(map(Power, powers.split())), begin, until, Shown(shown), *others)
