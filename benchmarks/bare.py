"""The physical limit: the rows a life commits, written by psycopg and nothing else.

The statements are listened to while the real handler carries out one life, then sent again with fresh ids,
in the same transactions. No kernel, no codec, no reading of the case before it is written. Two ways: the one
statement per transaction that the store sends; and `BEGIN`, one prepared statement for each table, `COMMIT`,
as rows are usually inserted (and as the store itself writes on Citus).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

import psycopg

from benchmarks.life import live, new_id, open_handler
from tongban.handling.ports import Write
from tongban.store import cases
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections

#: A statement, its values (a list of them where it was sent many times at once), whether it is prepared,
#: and the kind of cursor, which says how its parameters are written.
Statement = tuple[bytes, list[Any], bool, type[psycopg.Cursor[Any]]]
Transaction = list[Statement]


class Overheard(PgStore):
    """A store that notes what it sends in its transactions, table by table where it is told so."""

    def __init__(self, source: OwnConnections, *, by_table: bool = False) -> None:
        super().__init__(source)
        self.transactions: list[Transaction] = []
        self.by_table = by_table

    def commit(self, writes: Sequence[Write]) -> None:
        """Commit, and note the statements."""
        self.transactions.append([])
        with listening(self.transactions[-1]), _table_by_table() if self.by_table else nullcontext():
            super().commit(writes)


@contextmanager
def _table_by_table() -> Iterator[None]:
    before = cases.is_distributed
    cases.is_distributed = lambda _: True
    try:
        yield
    finally:
        cases.is_distributed = before


@contextmanager
def listening(heard: Transaction) -> Iterator[None]:
    """Note every statement that psycopg sends meanwhile with parameters, whoever sends it."""
    execute, executemany = psycopg.Cursor.execute, psycopg.Cursor.executemany

    def noting(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        if params is not None:
            heard.append((query, list(params), bool(options.get("prepare")), type(self)))
        return execute(self, query, params, **options)

    def noting_many(self: Any, query: Any, params: Any, **options: Any) -> None:
        heard.append((query, [list(values) for values in params], True, type(self)))
        executemany(self, query, heard[-1][1], **options)

    psycopg.Cursor.execute = noting  # type: ignore[method-assign]
    psycopg.Cursor.executemany = noting_many  # type: ignore[method-assign]
    try:
        yield
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
        psycopg.Cursor.executemany = executemany  # type: ignore[method-assign]


def overhear(url: str, *, by_table: bool = False) -> "Life":
    """The transactions of one life."""
    source = OwnConnections(url)
    store, case_id = Overheard(source, by_table=by_table), new_id()
    for _ in live(open_handler(store), case_id):
        pass
    source.close()
    return Life(case_id, store.transactions)


class Life:
    """The transactions of one life, ready to be sent under other ids."""

    def __init__(self, case_id: str, transactions: list[Transaction]) -> None:
        self._transactions = [
            [
                (query, list(values), [i for i, v in enumerate(values) if v == case_id], prepare, kind)
                for query, values, prepare, kind in transaction
            ]
            for transaction in transactions
        ]

    def __len__(self) -> int:
        return len(self._transactions)

    def send(self, connection: "psycopg.Connection[Any]", number: int, fresh: str) -> None:
        """One transaction of a case with a fresh id; joins the one that is open, if one is."""
        statements = self._transactions[number]
        # A statement by itself is a transaction already, to the store as well.
        with connection.transaction() if len(statements) > 1 else nullcontext():
            for query, values, places, prepare, kind in statements:
                for place in places:
                    values[place] = fresh
                kind(connection).execute(query, values, prepare=prepare)


def replay(connection: "psycopg.Connection[Any]", life: Life) -> Iterator[None]:
    """Send the transactions again and again, each life under a fresh id."""
    while True:
        fresh = new_id()
        for number in range(len(life)):
            life.send(connection, number, fresh)
            yield
