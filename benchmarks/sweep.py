"""10,000 due among 1,000,000 clocks: time to find 500, time to bring all to their cases.

python -m benchmarks sweep [--due 10000] [--clocks 1000000] [--batch 500]

The due clocks are of real cases, five working days after receipt: the sweep reads each case back,
the kernel accepts it by silence, and a batch is committed at once. The physical limit is another
database with the same million clocks, to which psycopg alone sends the very statements the sweep has
just committed, batch after batch in turn.
"""

import argparse
import time
from datetime import UTC, datetime
from statistics import median

import psycopg
from psycopg import sql

from benchmarks import crowd, server
from benchmarks.bare import Overheard, Transaction
from benchmarks.life import open_handler
from benchmarks.windows import spread
from tongban.connectors.postgres import Urls
from tongban.handling.carrying_out import Handler
from tongban.handling.sweep import sweep
from tongban.store.cases import _DUE
from tongban.store.connections import OwnConnections

#: A case of the life is received on 9 October 2025; its fifth working day is the 15th.
NOW = datetime(2025, 10, 16, 0, 5, tzinfo=UTC)
CLOCKS_OF_A_CASE = ("statutory", "promised", "step:examination")
FINDS = 30

_OTHER_CASES = """
INSERT INTO case_state ({columns})
SELECT ('0199e000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, {others}
FROM case_state, generate_series(1, {count}) n WHERE case_id = {like}
"""
_OTHER_CLOCKS = """
INSERT INTO case_clock (case_id, clock_id, kind, due_on, fires_at, provisional, running, fired)
SELECT ('0199e000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, clock, split_part(clock, ':', 1),
       date '2025-10-20' + n % 400, timestamptz '2025-10-20 16:00Z' + n % 400 * interval '1 day',
       false, true, false
FROM generate_series(1, {count}) n, unnest({clocks}::text[]) clock
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="The clock sweep.")
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--clocks", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=500)
    asked = parser.parse_args()
    with server.running() as running:
        measure(running, asked.due, asked.clocks, asked.batch)


def measure(running: server.Server, due: int, clocks: int, batch: int) -> None:
    swept = running.database("swept")
    source = OwnConnections(swept.app)
    store = Overheard(source)
    handler = open_handler(store)
    crowd.load(swept, due, handler.ports, stages=(1,))
    add_clocks(swept, (clocks - due) // len(CLOCKS_OF_A_CASE))
    source.discard()
    bare = running.database("bare", model="swept")
    with psycopg.connect(swept.app) as connection:
        counted = connection.execute("SELECT count(*) FROM case_clock WHERE running AND NOT fired").fetchone()
        print(f"{counted[0] if counted else 0:,} running clocks, {due:,} due")  # before the sweep
    print(f"\n{explained(swept, batch)}\n")

    times = []
    for _ in range(FINDS):
        began = time.perf_counter()
        found = store.due_clocks(NOW, batch)
        times.append((time.perf_counter() - began) * 1000)
        assert len(found) == min(batch, due)
    print(f"find {batch} due: {min(times):.1f}-{median(times):.1f}-{max(times):.1f} ms (min-median-max)")
    fire(handler, store, (swept, bare), due, batch)
    source.close()


def add_clocks(urls: Urls, cases: int) -> None:
    """Other cases, none of them due, until there are enough clocks."""
    with psycopg.connect(urls.admin, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        like = connection.execute("SELECT case_id FROM case_state LIMIT 1").fetchone()
        names = connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'case_state'::regclass AND attnum > 0"
            " ORDER BY attnum"
        ).fetchall()
        assert like is not None
        columns = [sql.Identifier(name) for (name,) in names]
        connection.execute(
            sql.SQL(_OTHER_CASES).format(
                columns=sql.SQL(", ").join(columns),
                others=sql.SQL(", ").join(columns[1:]),
                count=sql.Literal(cases),
                like=sql.Literal(like[0]),
            )
        )
        connection.execute(
            sql.SQL(_OTHER_CLOCKS).format(
                count=sql.Literal(cases), clocks=sql.Literal(list(CLOCKS_OF_A_CASE))
            )
        )
    server.settle(urls)


def explained(urls: Urls, batch: int) -> str:
    """How the database finds the due clocks."""
    with psycopg.connect(urls.app) as connection:
        query = f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {_DUE}"
        plan = connection.execute(query, [NOW, 1, 0, batch]).fetchall()  # type: ignore[arg-type]
    return "\n".join(f"  {line}" for (line,) in plan)


def fire(handler: Handler, store: Overheard, urls: tuple[Urls, Urls], due: int, batch: int) -> None:
    """Sweep batch by batch, each followed by its bare statements in the other database."""
    ours, limit, cpu, taken = [], [], 0.0, 0
    with psycopg.connect(urls[1].app, autocommit=True) as connection:
        while True:
            store.transactions.clear()
            spent, began = time.process_time(), time.perf_counter()
            swept = sweep(handler, NOW, batch)
            if not swept.due:
                break
            ours.append(time.perf_counter() - began)
            cpu += time.process_time() - spent
            assert (swept.taken, swept.failed) == (swept.due, ())
            taken += swept.taken
            began = time.perf_counter()
            send(connection, store.transactions)
            limit.append(time.perf_counter() - began)
    assert taken == due
    events, replayed = map(count_of_events, urls)
    assert events == replayed
    print(f"fire {taken:,} in batches of {batch}: {sum(ours):.2f} s, {cpu * 1000 / taken:.2f} CPU ms a case")
    print(f"the same {events - due:,} events and their rows without the kernel: {sum(limit):.2f} s")
    ratios = [bare_took / took for took, bare_took in zip(ours, limit, strict=True)]
    print(f"sweep / bare: {spread(ratios)} (min-median-max over batches)")


def count_of_events(urls: Urls) -> int:
    with psycopg.connect(urls.app) as connection:
        counted = connection.execute("SELECT count(*) FROM case_event").fetchone()
    assert counted is not None
    return int(counted[0])


def send(connection: "psycopg.Connection[object]", transactions: list[Transaction]) -> None:
    for transaction in transactions:
        with connection.transaction():
            for query, values, prepare, kind in transaction:
                cursor = kind(connection)
                if isinstance(values[0], list):
                    cursor.executemany(query, values, returning=True)
                else:
                    cursor.execute(query, values, prepare=prepare)


if __name__ == "__main__":
    main()
