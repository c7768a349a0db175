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

    def keep(self, row: KeptRow) -> None:
        """Keep it; the day it first came stays."""
        before = self._rows.get((row.authority, row.digest))
        self._rows[row.authority, row.digest] = replace(row, first_at=before.first_at) if before else row

    def case_with(self, receipt_number: str) -> str:
        """The case with this number."""
        for case_id in self._store.case_ids(limit=1_000_000):
            summary = self._store.summary(case_id)
            if summary is not None and summary.receipt_number == receipt_number:
                return case_id
        return ""

    def place_of(self, authority: str, foreign_number: str) -> Place | None:
        """Where the number was met."""
        for row in self._rows.values():
            is_it = (row.authority, row.claim.said("foreign_number")) == (authority, foreign_number)
            if is_it and row.case_id and row.state in (RowState.LANDED, RowState.DIFFERS):
                return Place(row.case_id, row.step)
        return None

    def held_of(self, authority: str, foreign_number: str) -> list[KeptRow]:
        """The held rows of one number."""
        return [
            row
            for row in self._rows.values()
            if row.state is RowState.HELD
            and (row.authority, row.claim.said("foreign_number")) == (authority, foreign_number)
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
