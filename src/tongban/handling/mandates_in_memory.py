"""内存委托登记 — the double of `store/mandates.py`; both pass `tests/contracts/test_mandates.py`."""

from dataclasses import replace
from datetime import date

from tongban.handling.in_memory import MemoryStore
from tongban.handling.mandate_ports import Mandate


class MemoryMandates:
    """内存委托登记."""

    def __init__(self, store: MemoryStore) -> None:
        """Take the store that knows which ask made a case."""
        self._store = store
        self._kept: dict[tuple[str, bytes], Mandate] = {}

    def keep(self, mandate: Mandate, digest: bytes) -> None:
        """Keep it, the first time."""
        self._kept.setdefault((mandate.case_id, digest), mandate)

    def of_case(self, case_id: str) -> Mandate | None:
        """The one whose ask made the case."""
        return self._kept.get((case_id, self._store.made_by(case_id)))

    def end(self, case_id: str, by: str, on: date) -> None:
        """Note who ended it, and when."""
        key = (case_id, self._store.made_by(case_id))
        mandate = self._kept.get(key)
        if mandate is not None and mandate.ended_on is None:
            self._kept[key] = replace(mandate, ended_on=on, ended_by=by)
