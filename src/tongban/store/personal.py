"""个人信息 — values that no event holds, each under its own key, that key under the person's.

The person's key is wrapped by the master key and lies in `subject_key`. Erasing a person empties
that row: every value of theirs is unreadable from then on, in backups of the case tables too, while
the events, their references and digests stay as they were.

依据 Basis: 个人信息保护法§47, §51.
"""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from cryptography.exceptions import InvalidTag

from tongban.handling.ports import SealedValue
from tongban.kernel.case.commands import Reference
from tongban.kernel.refusals import Refusal
from tongban.store.connections import Connection, Connections, Database, DjangoConnections
from tongban.store.keys import MasterKey, decrypt, encrypt, new_key


class UnderLegalHold(Refusal):
    """依法须保存，不能删除。"""

    zh = "该主体的个人信息依法须继续保存（{basis}），不能删除。"
    en = "This person's data must be kept by law ({basis}) and cannot be erased."
    basis = "个人信息保护法§47"
    remedy_zh = "保存期满或解除保存后再申请删除；在此之前只作存储。"
    remedy_en = "Ask again once the duty to keep them has ended; until then they are stored and not used."


class SubjectErased(Refusal):
    """主体已删除。"""

    zh = "主体 {subject} 的个人信息已经删除，不能再为其保存新的内容。"
    en = "The personal data of subject {subject} have been erased; nothing further can be kept for them."
    basis = "个人信息保护法§47"
    remedy_zh = "确需继续办理的，请重新建立主体。"
    remedy_en = "If the person comes back, register them anew."


_VALUES = (
    "SELECT v.ref, v.subject, v.wrapped_key, v.ciphertext, v.digest, k.wrapped_key"
    " FROM {table} v JOIN subject_key k ON k.subject = v.subject"
    " WHERE v.{key} = %s AND v.ref = ANY(%s) AND NOT k.erased"
)
_OF_CASE = _VALUES.format(table="case_value", key="case_id").encode()
#: Where values of other streams lie, in the order in which they are looked for.
_ELSEWHERE = tuple(
    _VALUES.format(table=f"{name}_value", key=f"{name}_id").encode() for name in ("life_event", "project")
)


@dataclass(frozen=True, slots=True)
class _SubjectRow:
    wrapped_key: bytes
    erased: bool
    legal_hold: str


class PgPersonalData:
    """个人信息库 (PostgreSQL) — implements `handling.ports.PersonalData`."""

    def __init__(self, master: MasterKey, source: Connections | None = None) -> None:
        """Take the master key and the source of connections (Django's by default)."""
        self._master = master
        self._database = Database(source or DjangoConnections())

    def seal(self, case_id: str, subject: str, purpose: str, text: str) -> tuple[Reference, SealedValue]:
        """Encrypt a value; the subject's key is made, and committed, first.

        Raises:
            SubjectErased: the subject's data have been erased.
        """
        subject_key = self._database.run(lambda connection: self._key_of(connection, subject))
        ref, key = secrets.token_hex(16), new_key()
        # The salt goes with the value: once that is unreadable, its digest proves nothing about anybody.
        content = json.dumps({"salt": secrets.token_hex(16), "text": text}, ensure_ascii=False).encode()
        digest = hashlib.sha256(content).hexdigest()
        where = _place(case_id, ref)
        value = SealedValue(
            case_id=case_id,
            ref=ref,
            subject=subject,
            purpose=purpose,
            wrapped_key=encrypt(subject_key, key, where),
            ciphertext=encrypt(key, content, where),
            digest=digest,
        )
        return Reference(ref, digest), value

    def read(self, case_id: str, refs: Iterable[str]) -> Mapping[str, str | None]:
        """The values by reference; None for one erased, tampered with or never stored."""
        contents = self.contents(case_id, refs)
        return {
            ref: None if found is None else str(json.loads(found)["text"]) for ref, found in contents.items()
        }

    def contents(self, case_id: str, refs: Iterable[str]) -> Mapping[str, bytes | None]:
        """What the digests in the events are of; None as for `read`.

        One query for those of a case; more where some are of a life event or a project with this id.
        """
        wanted = list(refs)
        rows = self._read(_OF_CASE, [case_id, wanted])
        for elsewhere in _ELSEWHERE:
            if missing := [ref for ref in wanted if ref not in {row[0] for row in rows}]:
                rows += self._read(elsewhere, [case_id, missing])
        found = {row[0]: self._opened(case_id, *row) for row in rows}
        return {ref: found.get(ref) for ref in wanted}

    def _read(self, query: bytes, values: list[object]) -> list[tuple[Any, ...]]:
        return self._database.run(
            lambda connection: psycopg.Cursor(connection).execute(query, values, prepare=True).fetchall()
        )

    def erase(self, subject: str) -> int:
        """Destroy the subject's key, forget where their name is found and where they are written to.

        Raises:
            UnderLegalHold: their data must be kept by law; nothing was changed.
        """
        return self._database.run(lambda connection: _erase(connection, subject))

    def hold(self, subject: str, basis: str) -> None:
        """Forbid erasing a subject's data, naming the article; an empty basis lifts the hold."""
        query = b"UPDATE subject_key SET legal_hold = %s WHERE subject = %s"

        def work(connection: Connection) -> None:
            self._key_of(connection, subject)
            connection.execute(query, [basis, subject])

        self._database.run(work)

    # --- what is kept of a person outside any case

    def encrypt_for(self, subject: str, place: str, text: str) -> bytes:
        """A text under the person's own key, bound to the place it is kept in.

        Raises:
            SubjectErased: the subject's data have been erased.
        """
        key = self._database.run(lambda connection: self._key_of(connection, subject))
        return encrypt(key, text.encode(), place)

    def decrypt_for(self, subject: str, place: str, sealed: bytes) -> str:
        """The text again; empty once the person is erased, or where it was kept elsewhere."""
        row = self._database.run(lambda connection: _subject(connection, subject))
        if row is None or row.erased:
            return ""
        try:
            return decrypt(self._master.unwrap(row.wrapped_key, subject), sealed, place).decode()
        except InvalidTag:
            return ""

    # --- search by name

    def index_name(self, case_id: str, division: str, subject: str, name: str) -> None:
        """Let a case be found by a name, without the name being stored.

        Raises:
            SubjectErased: the subject's data have been erased.
        """
        token = self._master.blind(division, _normal(name))
        query = (
            b"INSERT INTO case_name (case_id, subject, division, token) VALUES (%s, %s, %s, %s)"
            b" ON CONFLICT DO NOTHING"
        )

        def work(connection: Connection) -> None:
            self._key_of(connection, subject)  # refuses a subject that was erased
            psycopg.Cursor(connection).execute(query, [case_id, subject, division, token])

        self._database.run(work)

    def find_name(self, division: str, name: str, limit: int = 50) -> list[str]:
        """Cases of a division in which somebody has this name, latest first."""
        token = self._master.blind(division, _normal(name))
        query = (
            b"SELECT DISTINCT case_id FROM case_name WHERE division = %s AND token = %s"
            b" ORDER BY case_id DESC LIMIT %s"
        )
        rows = self._database.run(
            lambda c: psycopg.Cursor(c).execute(query, [division, token, limit]).fetchall()
        )
        return [str(case_id) for (case_id,) in rows]

    # --- keys

    def _key_of(self, connection: Connection, subject: str) -> bytes:
        row = _subject(connection, subject)
        if row is None:
            connection.execute(
                b"INSERT INTO subject_key (subject, wrapped_key, erased, legal_hold)"
                b" VALUES (%s, %s, false, '') ON CONFLICT (subject) DO NOTHING",
                [subject, self._master.wrap(new_key(), subject)],
            )
            row = _subject(connection, subject)
            assert row is not None  # rows of this table are never deleted
        if row.erased:
            raise SubjectErased(subject=subject)
        return self._master.unwrap(row.wrapped_key, subject)

    def _opened(
        self,
        case_id: str,
        ref: str,
        subject: str,
        wrapped_key: bytes,
        ciphertext: bytes,
        digest: str,
        wrapped_subject_key: bytes,
    ) -> bytes | None:
        where = _place(case_id, ref)
        try:
            key = decrypt(self._master.unwrap(wrapped_subject_key, subject), wrapped_key, where)
            content = decrypt(key, ciphertext, where)
        except InvalidTag:
            return None
        if hashlib.sha256(content).hexdigest() != digest:
            return None
        return content


def _subject(connection: Connection, subject: str) -> _SubjectRow | None:
    query = b"SELECT wrapped_key, erased, legal_hold FROM subject_key WHERE subject = %s"
    row = psycopg.Cursor(connection).execute(query, [subject], prepare=True).fetchone()
    return _SubjectRow(*row) if row else None


def _erase(connection: Connection, subject: str) -> int:
    with connection.transaction():
        cursor = psycopg.Cursor(connection)
        cursor.execute(
            b"UPDATE subject_key SET wrapped_key = '', erased = true"
            b" WHERE subject = %s AND NOT erased AND legal_hold = ''",
            [subject],
        )
        if cursor.rowcount == 0:
            row = _subject(connection, subject)
            if row is not None and row.legal_hold:
                raise UnderLegalHold(basis=row.legal_hold)
            return 0
        cursor.execute(b"DELETE FROM case_name WHERE subject = %s", [subject])
        cursor.execute(b"DELETE FROM mail_address WHERE subject = %s", [subject])
        unreadable = 0
        for table in ("case_value", "life_event_value", "project_value"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE subject = %s".encode(), [subject])  # noqa: S608
            counted = cursor.fetchone()
            unreadable += int(counted[0]) if counted else 0
        return unreadable


def _place(case_id: str, ref: str) -> str:
    return f"value:{case_id}/{ref}"


def _normal(name: str) -> str:
    """One spelling for a name: width, case, spaces and the middle dot of minority names."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in plain if not c.isspace() and c not in "·•・‧.")
