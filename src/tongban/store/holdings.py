"""在手 (PostgreSQL) — what an authority has in hand: a query each, over the rows of cases alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import psycopg

from tongban.handling.holdings import ENDED, RUNNING, Held, Running, Stock
from tongban.kernel import Status
from tongban.kernel.case.commands import Outcome
from tongban.store.connections import Connection, Connections, Database, DjangoConnections

# By what an ended case owes something; each is found by the key of its table, or by a partial index.
_OWED = """CASE
 WHEN EXISTS (SELECT 1 FROM case_task t WHERE t.case_id = s.case_id AND t.state <> 'done') THEN 'task'
 WHEN EXISTS (SELECT 1 FROM case_clock c WHERE c.case_id = s.case_id AND c.running) THEN 'clock'
 WHEN EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = s.case_id AND e.type IN
  ('tongban.case.challenge_recorded', 'tongban.case.challenge_ended')) THEN 'challenge' END"""
_OF_ITEMS = "(cardinality(%(items)s::text[]) = 0 OR s.item = ANY(%(items)s))"
_MAY_MOVE = (
    "SELECT s.case_id::text FROM case_state s WHERE s.case_id > %(after)s AND "  # noqa: S608  (our own words)
    f"{_OF_ITEMS} AND (s.status = ANY(%(running)s) OR (%(licensed)s AND s.status = %(closed)s"
    f" AND s.outcome = %(granted)s AND s.licence_ended = '') OR {_OWED} IS NOT NULL)"
    " ORDER BY s.case_id LIMIT %(limit)s"
)
# Those it leads, and those in which it has something to do.
_CONCERNED = (
    "SELECT s.case_id, s.status, CASE WHEN s.status = ANY(%(ended)s) THEN "  # noqa: S608  (our own words)
    f"{_OWED} ELSE '' END AS owed FROM case_state s WHERE {_OF_ITEMS} AND s.status = ANY(%(all)s)"
    " AND (s.authority = %(authority)s OR EXISTS (SELECT 1 FROM case_task t WHERE t.case_id = s.case_id"
    " AND t.authority = %(authority)s AND t.state <> 'done'))"
)
_STATUSES = (
    f"SELECT CASE WHEN owed = '' THEN status ELSE '' END, owed, count(*) FROM ({_CONCERNED}) x"  # noqa: S608
    " WHERE owed IS NOT NULL GROUP BY 1, 2"
)
_POSTS = (
    "SELECT t.post, count(*), count(*) FILTER (WHERE t.taken_by <> ''),"  # noqa: S608  (our own words)
    " count(*) FILTER (WHERE t.due_on < %(today)s)"
    " FROM case_task t JOIN case_state s ON s.case_id = t.case_id"
    f" WHERE t.authority = %(authority)s AND t.state <> 'done' AND {_OF_ITEMS} AND s.status = ANY(%(all)s)"
    " GROUP BY t.post"
)
_CLOCKS = (
    "SELECT c.kind, count(*), count(*) FILTER (WHERE c.due_on < %(today)s),"  # noqa: S608  (our own words)
    f" min(c.due_on) FILTER (WHERE c.due_on >= %(today)s) FROM ({_CONCERNED}) x"
    " JOIN case_clock c ON c.case_id = x.case_id WHERE c.running AND x.owed IS NOT NULL GROUP BY c.kind"
)
_FIRST = "00000000-0000-0000-0000-000000000000"


class PgHoldings:
    """在手 (PostgreSQL) — implements `handling.holdings.Holdings`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def may_move(
        self, after: str, limit: int, items: Sequence[str] = (), *, with_licences: bool = False
    ) -> list[str]:
        """The ids, in one query."""
        values = {
            "after": after or _FIRST,
            "limit": limit,
            "items": list(items),
            "running": list(RUNNING),
            "licensed": with_licences,
            "closed": Status.CLOSED.value,
            "granted": Outcome.GRANTED.value,
        }
        return [case_id for (case_id,) in self._rows(_MAY_MOVE, values)]

    def stock(self, authority: str, today: date, items: Sequence[str] = ()) -> Stock:
        """What it has, in three queries."""
        values = {
            "authority": authority,
            "today": today,
            "items": list(items),
            "ended": list(ENDED),
            "all": [*RUNNING, *ENDED],
        }
        counted = self._rows(_STATUSES, values)
        return Stock(
            {status: count for status, owed, count in counted if not owed},
            {owed: count for _, owed, count in counted if owed},
            {post: Held(*held) for post, *held in self._rows(_POSTS, values)},
            {kind: Running(*running) for kind, *running in self._rows(_CLOCKS, values)},
        )

    def _rows(self, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        def work(connection: Connection) -> list[tuple[Any, ...]]:
            return psycopg.Cursor(connection).execute(query.encode(), values).fetchall()

        return self._database.run(work)
