"""清单 — the lists people work from, one query each whatever their length, paged by keyset.

A page is asked for with the last row's `place`; a row that comes in meanwhile neither repeats nor
hides another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import psycopg

from tongban.handling.projection import Summary, TaskRow
from tongban.store import rows
from tongban.store.connections import Connections, Database, DjangoConnections

#: What has no due date comes after everything that has one.
NEVER = date.max

_TASK_COLUMNS = tuple(f.name for f in fields(TaskRow))
_TASK = ", ".join(f"t.{name}" for name in _TASK_COLUMNS)
_SUMMARY = ", ".join(f"s.{name}" for name in rows.SUMMARY_COLUMNS)
_DUE = "COALESCE(t.due_on, '9999-12-31'::date)"


@dataclass(frozen=True, slots=True)
class Work:
    """待办一行 — a task with the state row of its case."""

    task: TaskRow
    case: Summary

    @property
    def place(self) -> tuple[date, str, str]:
        """Where this row stands in the list."""
        return (self.task.due_on or NEVER, self.task.case_id, self.task.task_id)


class Lists:
    """清单 — for a post, for an applicant, and by number."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def work_of(
        self,
        posts: Sequence[tuple[str, str]],
        after: tuple[date, str, str] | None = None,
        limit: int = 50,
    ) -> list[Work]:
        """Open tasks of these (authority, post), what falls due first coming first."""
        if not posts:
            return []
        places = ", ".join(["(%s, %s)"] * len(posts))
        values: list[object] = [key for post in posts for key in post]
        further = ""
        if after is not None:
            further = f" AND ({_DUE}, t.case_id, t.task_id) > (%s::date, %s::uuid, %s)"
            values += after
        query = (
            f"SELECT {_TASK}, {_SUMMARY} FROM case_task t JOIN case_state s ON s.case_id = t.case_id"  # noqa: S608
            f" WHERE t.state = 'open' AND (t.authority, t.post) IN ({places}){further}"
            f" ORDER BY {_DUE}, t.case_id, t.task_id LIMIT %s"
        )
        split = len(_TASK_COLUMNS)
        return [
            Work(_task(row[:split]), _summary(row[split:])) for row in self._rows(query, [*values, limit])
        ]

    def cases_of(self, applicant: str, before: str = "", limit: int = 50) -> list[Summary]:
        """An applicant's cases, latest first; `before` is the last id of the page before."""
        further, values = (" AND s.case_id < %s::uuid", [before]) if before else ("", [])
        return self._cases(f"s.applicant = %s{further}", [applicant, *values], limit)

    def by_receipt_number(self, number: str) -> Summary | None:
        """The case with this number on its receipt 收件凭证."""
        found = self._cases("s.receipt_number = %s", [number], 1) if number else []
        return found[0] if found else None

    def by_outcome_number(self, number: str) -> Summary | None:
        """The case with this number on its licence or decision."""
        where = "s.outcome_number = %s AND s.outcome_number <> ''"
        found = self._cases(where, [number], 1) if number else []
        return found[0] if found else None

    def _cases(self, where: str, values: Sequence[object], limit: int) -> list[Summary]:
        query = f"SELECT {_SUMMARY} FROM case_state s WHERE {where} ORDER BY s.case_id DESC LIMIT %s"  # noqa: S608
        return [_summary(row) for row in self._rows(query, [*values, limit])]

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._database.run(
            lambda connection: psycopg.Cursor(connection).execute(query.encode(), values).fetchall()
        )


def _task(row: Sequence[Any]) -> TaskRow:
    return TaskRow(str(row[0]), *row[1:])


def _summary(row: Sequence[Any]) -> Summary:
    return Summary(**dict(zip(rows.SUMMARY_COLUMNS, (str(row[0]), *row[1:]), strict=True)))
