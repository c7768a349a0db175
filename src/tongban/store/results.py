"""结果登记 (PostgreSQL) — rows of other departments' files; each is kept by one statement."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from operator import itemgetter
from typing import Any

import psycopg

from tongban.handling.observing.claims import Claim, Reason
from tongban.handling.observing.ports import KeptRow, Place, RowState
from tongban.handling.observing.rows import CellFault
from tongban.handling.texts import LONGEST_LINE, unreadable_in
from tongban.store.connections import Connection, Connections, Database, DjangoConnections
from tongban.store.keys import MasterKey

_COLUMNS = (
    b"authority, digest, state, claim, reasons, discrepancies, case_id::text, step, file, line, first_at,"
    b' changed_at, "by", tries, why'
)
_FIND = b"SELECT " + _COLUMNS + b" FROM result_row WHERE authority = %s AND digest = ANY(%s)"
_KEPT = b"(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_KEEP = (
    b"INSERT INTO result_row (authority, digest, state, foreign_number, claim, reasons, discrepancies,"
    b' case_id, step, file, line, first_at, changed_at, "by", tries, why)'
    b" VALUES %s ON CONFLICT (authority, digest) DO UPDATE SET state = excluded.state,"
    b" foreign_number = excluded.foreign_number, claim = excluded.claim, reasons = excluded.reasons,"
    b" discrepancies = excluded.discrepancies, case_id = excluded.case_id, step = excluded.step,"
    b" file = excluded.file, line = excluded.line, changed_at = excluded.changed_at,"
    b' "by" = excluded."by", tries = excluded.tries, why = excluded.why'
)
_CASES_WITH = (
    b"SELECT receipt_number, case_id::text FROM case_state WHERE receipt_number = ANY(%s) ORDER BY case_id"
)
_PLACES = (
    b"SELECT DISTINCT ON (foreign_number) foreign_number, case_id::text, step FROM result_row"
    b" WHERE authority = %s AND foreign_number = ANY(%s) AND state IN ('landed', 'differs')"
    b" AND case_id IS NOT NULL ORDER BY foreign_number, first_at, digest"
)
_HELD_OF = (
    b"SELECT foreign_number, "
    + _COLUMNS
    + b" FROM result_row WHERE authority = %s AND foreign_number = ANY(%s) AND state = 'held'"
    b" ORDER BY first_at, digest"
)
_HELD = (
    b"SELECT " + _COLUMNS + b" FROM result_row WHERE state IN ('held', 'differs')"
    b" AND (%s::text[] IS NULL OR authority = ANY(%s)) AND (first_at, authority, digest) > (%s, %s, %s)"
    b" ORDER BY first_at, authority, digest LIMIT %s"
)
_COUNT = (
    b"SELECT count(*) FROM result_row WHERE state IN ('held', 'differs')"
    b" AND (%s::text[] IS NULL OR authority = ANY(%s))"
)
_CASES = (
    b"SELECT case_id::text FROM case_state WHERE item = ANY(%s) AND case_id > %s ORDER BY case_id LIMIT %s"
)
#: Rows in one statement, whose parameters are numbered by two bytes.
_TOGETHER = 1000
_FIRST = "00000000-0000-0000-0000-000000000000"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class PgResults:
    """结果登记 (PostgreSQL) — implements `handling.observing.ports.ResultRegister`."""

    def __init__(self, master: MasterKey, source: Connections | None = None) -> None:
        """Take the master key, for tokens of names, and the source of connections."""
        self._master = master
        self._database = Database(source or DjangoConnections())

    def find(self, authority: str, digests: Sequence[bytes]) -> Mapping[bytes, KeptRow]:
        """Those that are known."""
        rows = [_row(found) for found in self._all(_FIND, [authority, list(digests)])]
        return {row.digest: row for row in rows}

    def keep(self, *rows: KeptRow) -> None:
        """Keep them, many by one statement; the day each first came stays."""
        # In one order everywhere, so that two imports never wait for each other; each row once.
        found = sorted({(row.authority, row.digest): row for row in rows}.items(), key=itemgetter(0))
        for start in range(0, len(found), _TOGETHER):
            some = found[start : start + _TOGETHER]
            query = _KEEP % b", ".join([_KEPT] * len(some))
            values = [value for _, row in some for value in _values(row)]
            self._database.run(partial(_execute, query, values))

    def cases_with(self, receipt_numbers: Sequence[str]) -> Mapping[str, str]:
        """The cases with these numbers."""
        found: dict[str, str] = {}
        for number, case_id in self._all(_CASES_WITH, [list(receipt_numbers)]):
            found.setdefault(number, case_id)
        return found

    def places_of(self, authority: str, foreign_numbers: Sequence[str]) -> Mapping[str, Place]:
        """Where the numbers were first met."""
        found = self._all(_PLACES, [authority, list(foreign_numbers)])
        return {number: Place(*place) for number, *place in found}

    def held_of(self, authority: str, foreign_numbers: Sequence[str]) -> Mapping[str, list[KeptRow]]:
        """The held rows of these numbers."""
        found: dict[str, list[KeptRow]] = {}
        for number, *row in self._all(_HELD_OF, [authority, list(foreign_numbers)]):
            found.setdefault(number, []).append(_row(tuple(row)))
        return found

    def held(self, authorities: Sequence[str] | None, after: str = "", limit: int = 50) -> list[KeptRow]:
        """Those that need somebody, the oldest first."""
        first_at, _, rest = after.partition("|")
        authority, _, digest = rest.partition("|")
        begin = datetime.fromisoformat(first_at) if first_at else _NEVER
        of = None if authorities is None else list(authorities)
        values = [of, of, begin, authority, bytes.fromhex(digest), limit]
        return [_row(found) for found in self._all(_HELD, values)]

    def count_held(self, authorities: Sequence[str] | None) -> int:
        """How many."""
        of = None if authorities is None else list(authorities)
        return int(self._all(_COUNT, [of, of])[0][0])

    def cases_of(self, items: Sequence[str], after: str = "", limit: int = 500) -> list[str]:
        """The cases of some items."""
        found = self._all(_CASES, [list(items), after or _FIRST, limit])
        return [str(case_id) for (case_id,) in found]

    def blind(self, text: str) -> str:
        """A token by which equal names meet; of the whole platform, since a file names no division."""
        return self._master.blind("results", text).hex()

    def _all(self, query: bytes, values: list[Any]) -> list[tuple[Any, ...]]:
        def work(connection: Connection) -> list[tuple[Any, ...]]:
            return psycopg.Cursor(connection).execute(query, values).fetchall()

        return self._database.run(work)


def _execute(query: bytes, values: list[Any], connection: Connection) -> None:
    psycopg.Cursor(connection).execute(query, values)


def _values(row: KeptRow) -> list[Any]:
    claim = {"texts": row.claim.texts, "faults": row.claim.faults, "source": row.claim.source}
    return [
        row.authority,
        row.digest,
        row.state.value,
        _readable(row.claim.said("foreign_number")),
        _json(claim | ({"corrected": True} if row.claim.is_corrected else {})),
        _json([[reason.code, reason.field, reason.value] for reason in row.reasons]),
        " ".join(row.discrepancies),
        row.case_id or None,
        row.step,
        row.file,
        row.line,
        row.first_at,
        row.changed_at,
        row.by,
        row.tries,
        row.why,
    ]


def _json(value: object) -> str:
    # As ASCII: a file may hold characters that no database does, and the row is kept all the same.
    return json.dumps(value, default=dict)


def _readable(text: str) -> str:
    return "".join(character for character in text if unreadable_in(character) is None)[:LONGEST_LINE]


def _row(found: tuple[Any, ...]) -> KeptRow:
    authority, digest, state, claim, reasons, discrepancies, case_id, step, *rest = found
    file, line, first_at, changed_at, by, tries, why = rest
    said = json.loads(claim)
    faults = {name: CellFault(fault) for name, fault in said["faults"].items()}
    return KeptRow(
        authority=authority,
        digest=bytes(digest),
        state=RowState(state),
        claim=Claim(authority, said["source"], said["texts"], faults, said.get("corrected", False)),
        reasons=tuple(Reason(*reason) for reason in json.loads(reasons)),
        file=file,
        line=line,
        first_at=first_at,
        changed_at=changed_at,
        by=by,
        tries=tries,
        case_id=case_id or "",
        step=step,
        discrepancies=tuple(discrepancies.split()),
        why=why,
    )
