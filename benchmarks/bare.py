"""The physical limit: the very statements a life commits, replayed by psycopg and nothing else.

They are listened to while the real handler carries out one life, then sent again with fresh ids, in
the same transactions. No kernel, no codec, no reading of the case before it is written.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from benchmarks.life import live, new_id, open_handler
from tongban.handling.ports import Write
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections

#: A statement, its values (a list of them where it was sent many times at once), whether it is prepared.
Statement = tuple[bytes, list[Any], bool]
Transaction = list[Statement]


class Overheard(PgStore):
    """A store that notes what it sends in its transactions."""

    def __init__(self, source: OwnConnections) -> None:
        super().__init__(source)
        self.transactions: list[Transaction] = []

    def commit(self, writes: Sequence[Write]) -> None:
        """Commit, and note the statements."""
        self.transactions.append([])
        with _listening(self.transactions[-1]):
            super().commit(writes)


@contextmanager
def _listening(heard: Transaction) -> Iterator[None]:
    execute, executemany = psycopg.Cursor.execute, psycopg.Cursor.executemany

    def noting(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        if params is not None:
            heard.append((query, list(params), bool(options.get("prepare"))))
        return execute(self, query, params, **options)

    def noting_many(self: Any, query: Any, params: Any, **options: Any) -> None:
        heard.append((query, [list(values) for values in params], True))
        executemany(self, query, heard[-1][1], **options)

    psycopg.Cursor.execute = noting  # type: ignore[method-assign]
    psycopg.Cursor.executemany = noting_many  # type: ignore[method-assign]
    try:
        yield
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
        psycopg.Cursor.executemany = executemany  # type: ignore[method-assign]


def overhear(url: str) -> tuple[str, list[Transaction]]:
    """The transactions of one life, and the id of its case."""
    source = OwnConnections(url)
    store, case_id = Overheard(source), new_id()
    for _ in live(open_handler(store), case_id):
        pass
    source.close()
    return case_id, store.transactions


def replay(connection: "psycopg.Connection[Any]", case_id: str, life: list[Transaction]) -> Iterator[None]:
    """Send the transactions again and again, each life under a fresh id."""
    prepared = [
        [
            (query, list(values), [i for i, v in enumerate(values) if v == case_id], prepare)
            for query, values, prepare in t
        ]
        for t in life
    ]
    while True:
        fresh = new_id()
        for transaction in prepared:
            with connection.transaction():
                for query, values, places, prepare in transaction:
                    for place in places:
                        values[place] = fresh
                    psycopg.Cursor(connection).execute(query, values, prepare=prepare)
            yield
