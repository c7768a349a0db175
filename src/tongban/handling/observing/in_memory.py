"""内存结果登记 — the double of `store/results.py`; both pass `tests/contracts/test_results.py`."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tongban.handling.in_memory import MemoryStore
from tongban.handling.observing.ports import KeptRow, Place, RowState, key_of


class MemoryResults:
    """内存结果登记."""

    def __init__(self, store: MemoryStore) -> None:
        """Take the store that knows the cases."""
        self._store = store
        self._rows: dict[tuple[str, bytes], KeptRow] = {}

    def find(self, authority: str, digests: Sequence[bytes]) -> Mapping[bytes, KeptRow]:
        """Those that are known."""
        return {d: self._rows[authority, d] for d in digests if (authority, d) in self._rows}

    def keep(self, *rows: KeptRow) -> None:
        """Keep them; the day each first came stays."""
        for row in rows:
            before = self._rows.get((row.authority, row.digest))
            self._rows[row.authority, row.digest] = replace(row, first_at=before.first_at) if before else row

    def cases_with(self, receipt_numbers: Sequence[str]) -> Mapping[str, str]:
        """The cases with these numbers."""
        found: dict[str, str] = {}
        for case_id in self._store.case_ids(limit=1_000_000):
            summary = self._store.summary(case_id)
            if summary is not None and summary.receipt_number in receipt_numbers:
                found.setdefault(summary.receipt_number, case_id)
        return found

    def places_of(self, authority: str, foreign_numbers: Sequence[str]) -> Mapping[str, Place]:
        """Where the numbers were first met."""
        found: dict[str, Place] = {}
        for row in sorted(self._of_numbers(authority, foreign_numbers), key=key_of):
            if row.case_id and row.state in (RowState.LANDED, RowState.DIFFERS):
                found.setdefault(row.claim.said("foreign_number"), Place(row.case_id, row.step))
        return found

    def held_of(self, authority: str, foreign_numbers: Sequence[str]) -> Mapping[str, list[KeptRow]]:
        """The held rows of these numbers."""
        found: dict[str, list[KeptRow]] = {}
        for row in self._of_numbers(authority, foreign_numbers):
            if row.state is RowState.HELD:
                found.setdefault(row.claim.said("foreign_number"), []).append(row)
        return found

    def _of_numbers(self, authority: str, foreign_numbers: Sequence[str]) -> list[KeptRow]:
        rows = self._rows.values()
        return [
            r for r in rows if r.authority == authority and r.claim.said("foreign_number") in foreign_numbers
        ]

    def held(self, authorities: Sequence[str] | None, after: str = "", limit: int = 50) -> list[KeptRow]:
        """Those that need somebody, the oldest first."""
        rows = [row for row in self._rows.values() if row.needs_somebody and _is_of(row, authorities)]
        return [row for row in sorted(rows, key=key_of) if key_of(row) > after][:limit]

    def count_held(self, authorities: Sequence[str] | None) -> int:
        """How many."""
        return len(self.held(authorities, limit=1_000_000))

    def cases_of(self, items: Sequence[str], after: str = "", limit: int = 500) -> list[str]:
        """The cases of some items."""
        found = []
        for case_id in self._store.case_ids(after, 1_000_000):
            summary = self._store.summary(case_id)
            if summary is not None and summary.item in items:
                found.append(case_id)
        return found[:limit]

    def blind(self, text: str) -> str:
        """A token, by a key that is none."""
        return hashlib.sha256(f"in memory:{text}".encode()).hexdigest()


def _is_of(row: KeptRow, authorities: Sequence[str] | None) -> bool:
    return authorities is None or row.authority in authorities
