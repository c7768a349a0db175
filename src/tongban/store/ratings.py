"""评价簿 — ratings in PostgreSQL, each once for its contact, and what was done about the poor ones.

What was written lies encrypted under the key of whoever wrote it or whom it is about, bound to its place:
once they are erased it is unreadable, and the grade stays.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import psycopg
from psycopg import errors

from tongban.appraisal.contacts import Contact, ContactKind
from tongban.appraisal.rating import Done, DoneAlready, RatedAlready, Rating
from tongban.appraisal.words import Act, Finding, Grade, PoorReason, Way
from tongban.store.cases import is_id
from tongban.store.connections import Connection, Connections, Database, DjangoConnections
from tongban.store.personal import PgPersonalData

_COLUMNS = (
    "whole_id::text, contact, kind, happened_on, division, served_by, post, cases, grade, way, rated_on,"
    " reasons, named, written, finding"
)
_GIVE = (
    b"INSERT INTO service_rating (whole_id, contact, kind, happened_on, division, served_by, post, cases,"
    b" grade, way, rated_on, reasons, named, written, finding, is_open, at)"
    b" VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', %s, %s)"
)
_WORDS = (
    b"INSERT INTO service_rating_words (whole_id, contact, part, subject, sealed) VALUES (%s, %s, %s, %s, %s)"
)
_ACT = (
    b'INSERT INTO service_rating_act (whole_id, contact, act, done_on, "by", at)'
    b" VALUES (%s, %s, %s, %s, %s, %s)"
)
_SETTLE = (
    b"UPDATE service_rating SET finding = %s, is_open = false"
    b" WHERE whole_id = %s AND contact = %s AND is_open"
)
_ACTS = (
    b'SELECT whole_id::text, contact, act, done_on, "by" FROM service_rating_act'
    b" WHERE whole_id = ANY(%s::uuid[]) ORDER BY at, act"
)
_OF = f"SELECT {_COLUMNS} FROM service_rating WHERE whole_id = %s AND contact = %s"  # noqa: S608
_RATED = f"SELECT {_COLUMNS} FROM service_rating WHERE whole_id = ANY(%s::uuid[])"  # noqa: S608
_OPEN = (
    f"SELECT {_COLUMNS} FROM service_rating WHERE is_open AND division = %s AND rated_on > %s"  # noqa: S608
    " ORDER BY rated_on, whole_id, contact LIMIT %s"
)
_SETTLED = (
    f"SELECT {_COLUMNS} FROM service_rating WHERE finding <> '' AND division = %s"  # noqa: S608
    " ORDER BY rated_on DESC, whole_id, contact LIMIT %s"
)
_COUNTS = (
    "SELECT grade, count(*) FROM service_rating WHERE division = %s AND rated_on >= %s"
    " AND finding <> ALL(%s) GROUP BY grade"
)
_WORDS_OF = b"SELECT part, subject, sealed FROM service_rating_words WHERE whole_id = %s AND contact = %s"


class PgRatings:
    """评价簿 (PostgreSQL) — implements `appraisal.ports.Ratings`."""

    def __init__(self, personal: PgPersonalData, source: Connections | None = None) -> None:
        """Take what keeps personal values, and the source of connections (Django's by default)."""
        self._personal = personal
        self._database = Database(source or DjangoConnections())

    def give(self, rating: Rating, subject: str, words: str, at: datetime) -> None:
        """Keep a rating with what was written, in one transaction.

        Raises:
            RatedAlready: there is one of this contact.
        """
        contact = rating.contact
        values = [
            *(contact.whole, contact.key, contact.kind.value, contact.on, contact.division),
            *(contact.served_by, contact.post, " ".join(contact.cases)),
            *(int(rating.grade), rating.way.value, rating.on, " ".join(rating.reasons)),
            *(rating.named, rating.written, rating.is_open, at),
        ]
        sealed = self._seal(rating, "rating", subject, words)

        def work(cursor: psycopg.Cursor[Any]) -> None:
            cursor.execute(_GIVE, values)
            if sealed is not None:
                cursor.execute(_WORDS, [*rating.id, "rating", subject, sealed])

        self._once(work, RatedAlready())

    def do(
        self, rating: Rating, done: Done, subject: str, words: str, finding: Finding | None, at: datetime
    ) -> None:
        """Keep what was done, in one transaction.

        Raises:
            DoneAlready: it was done meanwhile.
        """
        sealed = self._seal(rating, done.act.value, subject, words)

        def work(cursor: psycopg.Cursor[Any]) -> None:
            cursor.execute(_ACT, [*rating.id, done.act.value, done.on, done.by, at])
            if sealed is not None:
                cursor.execute(_WORDS, [*rating.id, done.act.value, subject, sealed])
            if finding is not None:
                cursor.execute(_SETTLE, [finding.value, *rating.id])

        self._once(work, DoneAlready(act=done.act.label, on=done.on))

    def of(self, whole: str, key: str) -> Rating | None:
        """The rating of a contact."""
        found = self._ratings(_OF, [whole, key]) if is_id(whole) else []
        return found[0] if found else None

    def rated(self, wholes: Sequence[str]) -> dict[tuple[str, str], Rating]:
        """The ratings of these, in two queries."""
        ids = list(filter(is_id, wholes))
        return {rating.id: rating for rating in self._ratings(_RATED, [ids])} if ids else {}

    def words_of(self, rating: Rating) -> dict[str, str]:
        """What was written, as far as it has not been erased."""
        rows = self._rows(_WORDS_OF, list(rating.id))
        opened = {
            part: self._personal.decrypt_for(subject, _place(rating, part), bytes(sealed))
            for part, subject, sealed in rows
        }
        return {part: text for part, text in opened.items() if text}

    def open_in(self, division: str, limit: int = 100, after: date | None = None) -> list[Rating]:
        """The open poor ones, the oldest first."""
        return self._ratings(_OPEN, [division, after or date.min, limit])

    def settled_in(self, division: str, limit: int = 50) -> list[Rating]:
        """The settled ones, the latest first."""
        return self._ratings(_SETTLED, [division, limit])

    def counts(self, division: str, since: date) -> dict[int, int]:
        """How many of each grade."""
        left_out = [finding.value for finding in Finding if not finding.counts]
        return dict(self._rows(_COUNTS.encode(), [division, since, left_out]))

    # --- reading and writing

    def _seal(self, rating: Rating, part: str, subject: str, words: str) -> bytes | None:
        text = words.strip()
        return self._personal.encrypt_for(subject, _place(rating, part), text) if text else None

    def _once(self, work: Callable[[psycopg.Cursor[Any]], None], refused: Exception) -> None:
        def in_one(connection: Connection) -> None:
            with connection.transaction():
                work(psycopg.Cursor(connection))

        try:
            self._database.run(in_one)
        except errors.UniqueViolation:
            raise refused from None

    def _ratings(self, query: str, values: list[object]) -> list[Rating]:
        rows = self._rows(query.encode(), values)
        if not rows:
            return []
        acts: dict[tuple[str, str], dict[Act, Done]] = {}
        for whole, contact, act, on, by in self._rows(_ACTS, [[row[0] for row in rows]]):
            acts.setdefault((whole, contact), {})[Act(act)] = Done(Act(act), on, by)
        return [_rating(row, acts.get((row[0], row[1]), {})) for row in rows]

    def _rows(self, query: bytes, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._database.run(lambda c: psycopg.Cursor(c).execute(query, values).fetchall())


def _place(rating: Rating, part: str) -> str:
    whole, key = rating.id
    return f"rating/{whole}/{key}/{part}"


def _rating(row: tuple[Any, ...], done: dict[Act, Done]) -> Rating:
    whole, key, kind, on, division, served_by, post, cases, grade, way, rated_on, *rest = row
    reasons, named, written, finding = rest
    in_order = {act: done[act] for act in Act if act in done}
    contact = Contact(whole, key, ContactKind(kind), on, division, served_by, post, tuple(cases.split()))
    return Rating(
        contact,
        Grade(grade),
        Way(way),
        rated_on,
        tuple(PoorReason(reason) for reason in reasons.split()),
        named,
        written,
        in_order,
        Finding(finding) if finding else None,
    )
