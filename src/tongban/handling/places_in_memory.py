"""内存名额簿 — the double of `store/places.py`; both pass `tests/contracts/test_places.py`."""

from datetime import UTC, datetime
from threading import RLock

from tongban.handling.in_memory import MemoryStore
from tongban.handling.place_ports import ABANDONED, Pool, Queue, Standing
from tongban.handling.projection import Summary
from tongban.kernel import Status
from tongban.kernel.case.commands import Outcome
from tongban.kernel.clock import ClockKind


class MemoryPlaces:
    """内存名额簿."""

    def __init__(self, store: MemoryStore) -> None:
        """Take the store whose cases stand in the pools."""
        self._store = store
        self._held: set[tuple[str, str]] = set()
        self._claims: dict[str, dict[str, datetime]] = {}
        self._lock = RLock()

    def queue(self, pool: Pool) -> Queue:
        """The pool as it stands."""
        with self._lock:
            return Queue.of(pool, self._standings(pool))

    def hold(self, pool: Pool, case_id: str, at: datetime) -> Queue:
        """Hold a place if there is one."""
        with self._lock:
            queue = Queue.of(pool, self._standings(pool))
            if queue.suffices_for(case_id):
                self._held.add((pool.key, case_id))
            return queue

    def claim(self, key: str, case_id: str, at: datetime) -> str:
        """Take it, unless another open case has it."""
        with self._lock:
            for other, since in self._claims.get(key, {}).items():
                if other != case_id and self._is_open(other, since, at):
                    return other
            self._claims.setdefault(key, {})[case_id] = at
            return ""

    def claimed_by(self, key: str) -> str:
        """The open case that has it."""
        with self._lock:
            return next((case for case in self._claims.get(key, {}) if self._runs(case)), "")

    def _is_open(self, case_id: str, since: datetime, at: datetime) -> bool:
        unmade = self._store.summary(case_id) is None and at - since < ABANDONED
        return unmade or self._runs(case_id)

    def _runs(self, case_id: str) -> bool:
        summary = self._store.summary(case_id)
        return summary is not None and summary.status in (Status.RECEIVED, Status.ACCEPTED)

    def _standings(self, pool: Pool) -> list[Standing]:
        return [self._standing(pool, summary) for summary in self._store.summaries() if _is_in(pool, summary)]

    def _standing(self, pool: Pool, summary: Summary) -> Standing:
        assert summary.accepted_on is not None  # `_is_in` asked
        started = self._store.clocks(summary.case_id)[ClockKind.STATUTORY].started_at
        return Standing(
            summary.accepted_on,
            started or datetime.max.replace(tzinfo=UTC),
            summary.case_id,
            summary.outcome == Outcome.GRANTED,
            (pool.key, summary.case_id) in self._held,
        )


def _is_in(pool: Pool, summary: Summary) -> bool:
    if (summary.item, summary.division) != (pool.item, pool.division) or summary.accepted_on is None:
        return False
    if not pool.first_day <= summary.accepted_on <= pool.last_day:
        return False
    if summary.outcome == Outcome.GRANTED:
        return bool(pool.year) or not summary.licence_ended
    return summary.status == Status.ACCEPTED
