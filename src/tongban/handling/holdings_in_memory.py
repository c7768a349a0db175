"""内存在手 — the double of `store/holdings.py`; both pass `tests/contracts/test_transferring.py`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from tongban.handling.holdings import ENDED, RUNNING, Held, Running, Stock
from tongban.handling.in_memory import MemoryStore
from tongban.handling.projection import ClockRow, Summary
from tongban.handling.task_rows import TaskRow
from tongban.kernel import Status
from tongban.kernel.case.commands import Outcome

_FOUGHT = ("tongban.case.challenge_recorded", "tongban.case.challenge_ended")


class MemoryHoldings:
    """内存在手."""

    def __init__(self, store: MemoryStore) -> None:
        """Take the store that has the cases."""
        self._store = store

    def may_move(
        self, after: str, limit: int, items: Sequence[str] = (), *, with_licences: bool = False
    ) -> list[str]:
        """The ids."""
        found = []
        for summary, tasks, clocks in self._cases(items):
            licensed = (summary.status, summary.outcome) == (Status.CLOSED, Outcome.GRANTED)
            stands = with_licences and licensed and not summary.licence_ended
            if summary.status in RUNNING or stands or self._owes(summary, tasks, clocks):
                found.append(summary.case_id)
        return [case_id for case_id in sorted(found) if case_id > after][:limit]

    def stock(self, authority: str, today: date, items: Sequence[str] = ()) -> Stock:
        """What it has."""
        running, owing = Counter[str](), Counter[str]()
        posts: dict[str, list[TaskRow]] = {}
        clocks: dict[str, list[ClockRow]] = {}
        for summary, tasks, rows in self._cases(items):
            own = [task for task in tasks if task.authority == authority]
            if summary.authority != authority and not own:
                continue
            if summary.status in RUNNING:
                running[summary.status] += 1
            elif owed := self._owes(summary, tasks, rows):
                owing[owed] += 1
            else:
                continue
            for task in own:
                posts.setdefault(task.post, []).append(task)
            for row in rows:
                if row.running:
                    clocks.setdefault(row.kind, []).append(row)
        return Stock(
            dict(running),
            dict(owing),
            {post: _held(found, today) for post, found in posts.items()},
            {kind: _running(found, today) for kind, found in clocks.items()},
        )

    def _cases(
        self, items: Sequence[str]
    ) -> Iterator[tuple[Summary, tuple[TaskRow, ...], tuple[ClockRow, ...]]]:
        ids = self._store.case_ids(limit=1_000_000)
        clocks = self._store.clock_rows(ids)
        for case_id, rows in self._store.case_rows(ids).items():
            if not items or rows.summary.item in items:
                yield rows.summary, rows.tasks, clocks.get(case_id, ())

    def _owes(self, summary: Summary, tasks: Sequence[TaskRow], clocks: Sequence[ClockRow]) -> str:
        """By what an ended case owes something; empty where it does not."""
        if summary.status not in ENDED:
            return ""
        if tasks:
            return "task"
        if any(row.running for row in clocks):
            return "clock"
        history = self._store.load(summary.case_id)
        assert history is not None
        return "challenge" if any(record.type in _FOUGHT for record in history.records) else ""


def _held(tasks: Sequence[TaskRow], today: date) -> Held:
    late = sum(task.due_on is not None and task.due_on < today for task in tasks)
    return Held(len(tasks), sum(bool(task.taken_by) for task in tasks), late)


def _running(rows: Sequence[ClockRow], today: date) -> Running:
    to_come = [row.due_on for row in rows if row.due_on >= today]
    return Running(len(rows), len(rows) - len(to_come), min(to_come, default=None))
