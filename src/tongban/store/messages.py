"""消息册 — what everybody was told, in the rows that commands wrote; and how the letters of it went.

What an agent is told only shows while the mandate that made the case includes being told
(`handling.mandates.covers` says the same).
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from tongban.handling.mail.ports import Kept, Reader
from tongban.handling.mandate_ports import Power
from tongban.handling.messages import Audience, Message
from tongban.store.connections import Connections, Database, DjangoConnections

_COLUMNS = (
    "m.case_id::text, m.seq, m.audience, m.code, m.recipient, m.at, m.parameters::text, m.read_at, m.next_at,"
    " m.tries, m.fault, m.sent_at"
)
# Whether a mandate that made what a message is about, a case or a life event, includes being told that day.
_TOLD = (
    "SELECT 1 FROM {table} c JOIN mandate d ON d.case_id = c.{key} AND d.digest = c.digest"
    " WHERE c.{key} = m.case_id AND c.first_seq = 1 AND d.ended_on IS NULL AND d.begin <= %(on)s"
    " AND (d.until IS NULL OR d.until >= %(on)s) AND %(power)s = ANY(string_to_array(d.powers, ' '))"
)
_HIS = (
    f"m.recipient = ANY(%(recipients)s) AND (m.audience <> %(agent)s"
    f" OR EXISTS ({_TOLD.format(table='case_command', key='case_id')})"
    f" OR EXISTS ({_TOLD.format(table='life_event_command', key='life_event_id')}))"
)
_UNREAD = (
    f"SELECT count(*) FROM (SELECT 1 FROM case_message m WHERE {_HIS} AND (m.read_at IS NOT NULL) = false"  # noqa: S608  (our own words)
    " LIMIT %(most)s) unread"
)
# Two parts, each in the order of the index: what is unread, then what was read.
_PART = (
    f"(SELECT {_COLUMNS} FROM case_message m WHERE {_HIS} AND (m.read_at IS NOT NULL) = {{is_read}}"  # noqa: S608
    " AND {later} ORDER BY m.at DESC, m.case_id DESC, m.seq DESC, m.audience DESC, m.code DESC"
    " LIMIT %(size)s)"
)
_LATER = "(m.at, m.case_id, m.seq, m.audience, m.code) < (%(at)s, %(case_id)s, %(seq)s, %(aud)s, %(code)s)"
_OF_CASE = (
    f"SELECT {_COLUMNS} FROM case_message m WHERE m.case_id = %(case_id)s AND {_HIS}"  # noqa: S608
    " ORDER BY m.at DESC, m.seq DESC, m.audience DESC, m.code DESC"
)
_READ = (
    "UPDATE case_message m SET read_at = %(at)s"  # noqa: S608
    f" WHERE m.case_id = %(case_id)s AND (%(seq)s = 0 OR m.seq = %(seq)s) AND m.read_at IS NULL AND {_HIS}"
)
_READ_ALL = (
    "UPDATE case_message m SET read_at = %(at)s"  # noqa: S608
    f" WHERE (m.read_at IS NOT NULL) = false AND m.at <= %(at)s AND {_HIS}"
)

_KEY = "case_id = %s AND seq = %s AND audience = %s AND code = %s"
_OWED = (
    f"SELECT {_COLUMNS} FROM case_message m WHERE m.next_at <= %s"  # noqa: S608
    " ORDER BY m.next_at, m.case_id, m.seq, m.audience, m.code LIMIT %s"
)
_CLAIM = f"UPDATE case_message SET next_at = %s, tries = %s WHERE {_KEY} AND next_at = %s"  # noqa: S608
_SENT = f"UPDATE case_message SET sent_at = %s, next_at = NULL, fault = NULL WHERE {_KEY}"  # noqa: S608
_NOT_SENT = f"UPDATE case_message SET fault = NULLIF(%s, ''), next_at = %s WHERE {_KEY} AND sent_at IS NULL"  # noqa: S608
_AGAIN = (
    "UPDATE case_message SET next_at = %s, tries = NULL, fault = NULL"
    " WHERE fault IS NOT NULL AND next_at IS NULL AND sent_at IS NULL"
)


class PgMessages:
    """消息册 (PostgreSQL) — implements `handling.mail.ports.Messages`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def unread(self, reader: Reader, most: int = 100) -> int:
        """How many are unread, in one query that stops counting at `most`."""
        found = self._rows(_UNREAD, _of(reader) | {"most": most})
        return int(found[0][0])

    def page(self, reader: Reader, after: str = "", size: int = 20) -> list[Kept]:
        """A page in one query."""
        key = _read_key(after)
        parts = []
        if key is None or not key["is_read"]:
            parts.append(_PART.format(is_read="false", later="true" if key is None else _LATER))
        parts.append(_PART.format(is_read="true", later=_LATER if key and key["is_read"] else "true"))
        values = _of(reader) | (key or {}) | {"size": size}
        found = map(_kept, self._rows(" UNION ALL ".join(parts), values))
        return sorted(found, key=lambda kept: kept.place, reverse=True)[:size]

    def of_case(self, case_id: str, reader: Reader) -> list[Kept]:
        """What the reader was told in a case, in one query."""
        return [_kept(row) for row in self._rows(_OF_CASE, _of(reader) | {"case_id": case_id})]

    def mark_read(self, case_id: str, reader: Reader, at: datetime, seq: int = 0) -> int:
        """Mark as read; what was read before keeps the time it was."""
        return self._write(_READ, _of(reader) | {"case_id": case_id, "at": at, "seq": seq})

    def mark_all_read(self, reader: Reader, at: datetime) -> int:
        """Mark all as read that were told by then."""
        return self._write(_READ_ALL, _of(reader) | {"at": at})

    def owed(self, now: datetime, limit: int) -> list[Kept]:
        """Letters that are due."""
        return [_kept(row) for row in self._rows(_OWED, [now, limit])]

    def claim(self, kept: Kept, until: datetime) -> bool:
        """Take it in hand, if it stands as it was seen."""
        return self._write(_CLAIM, [until, kept.tries + 1, *_key(kept.message), kept.next_at]) == 1

    def sent(self, message: Message, at: datetime) -> None:
        """It is on its way."""
        self._write(_SENT, [at, *_key(message)])

    def not_sent(self, message: Message, fault: str, again_at: datetime | None) -> None:
        """It is not."""
        self._write(_NOT_SENT, [fault, again_at, *_key(message)])

    def try_failed_again(self, at: datetime) -> int:
        """Owe what was given up anew."""
        return self._write(_AGAIN, [at])

    def _rows(self, query: str, values: Any) -> list[tuple[Any, ...]]:
        return self._database.run(
            lambda c: psycopg.Cursor(c).execute(query.encode(), values, prepare=True).fetchall()
        )

    def _write(self, query: str, values: Any) -> int:
        return self._database.run(lambda c: psycopg.Cursor(c).execute(query.encode(), values).rowcount)


def _of(reader: Reader) -> dict[str, object]:
    return {
        "recipients": list(reader.recipients),
        "agent": Audience.AGENT.value,
        "power": Power.MESSAGES.value,
        "on": reader.on,
    }


def _read_key(text: str) -> dict[str, object] | None:
    """Where a row stands (`Kept.key`); None where that cannot be read."""
    parts = text.split("~")
    if len(parts) != 6:
        return None
    is_read, at, case_id, seq, audience, code = parts
    try:
        return {
            "is_read": bool(int(is_read)),
            "at": datetime.fromisoformat(at),
            "case_id": str(UUID(case_id)),
            "seq": int(seq),
            "aud": audience,
            "code": code,
        }
    except ValueError:
        return None


def _key(message: Message) -> Sequence[object]:
    return [message.case_id, message.seq, message.audience, message.code]


def _kept(row: Sequence[Any]) -> Kept:
    case_id, seq, audience, code, recipient, at, parameters, read_at, next_at, tries, fault, sent_at = row
    return Kept(
        Message(case_id, seq, audience, code, recipient, at.astimezone(UTC), json.loads(parameters)),
        *(_utc(read_at), _utc(next_at)),
        tries or 0,
        fault or "",
        _utc(sent_at),
    )


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at is not None else None
