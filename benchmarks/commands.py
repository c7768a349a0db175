"""Durable commands per second through kernel and store, beside the limit and beside the peer.

python -m benchmarks commands [--clients 1 4 16] [--cases 100000] [--seconds 1.2] [--rounds 5]

One command is one fsynced transaction, on PostgreSQL as the platform starts it. A life is 9 commands
and 12 events. Contestants take turns in short windows:

- `tongban`: `Handler.carry_out`, which reads on from the fold it remembers, as a worker does;
- `bare`: the same rows in the same transactions by psycopg alone, without reading anything, by the one
  statement that the store sends;
- `bare by table`: the same rows in the same transactions, by one prepared statement for each table;
- `spiff`: SpiffWorkflow, the workflow kept in memory, its state written after every task;
- `spiff equal`: the same, and in the same transaction the rows that a command here leaves (`bare`);
- `... cold`: nothing remembered, the case read back from the database for every command;
- `tongban full`: as `tongban`, beside 100,000 other cases.
"""

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

import psycopg

from benchmarks import bare, crowd, server
from benchmarks.life import LIFE, live, new_id, open_handler
from benchmarks.spiff import TABLE, Peer
from benchmarks.windows import Play, Window, cpu_ratio, ratio, rounds, spread
from tongban.handling.carrying_out import Handler
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections

#: What is compared with what, and the ratio that is wanted.
COMPARED: tuple[tuple[str, str, float | None], ...] = (
    ("tongban", "bare", 0.6),
    ("tongban", "bare by table", 0.6),
    ("tongban", "spiff", 4.0),
    ("tongban", "spiff equal", 4.0),
    ("tongban cold", "spiff cold", 4.0),
    ("tongban cold", "spiff equal cold", 4.0),
    ("tongban full", "tongban", 0.9),
    ("bare", "spiff", None),  # the most that anybody who writes these rows can reach
    ("bare", "spiff equal", None),
)


def tongban(url: str, remember: int, handlers: Callable[[PgStore, int], Handler]) -> Iterator[None]:
    handler = handlers(PgStore(OwnConnections(url)), remember)
    while True:
        yield from live(handler, new_id())


def replayed(url: str, life: bare.Life) -> Iterator[None]:
    with psycopg.connect(url, autocommit=True) as connection:
        yield from bare.replay(connection, life)


def peer(url: str, spiff: Peer, remember: bool, beside: bare.Life | None = None) -> Iterator[None]:
    with psycopg.connect(url, autocommit=True) as connection:
        yield from spiff.play(connection, remember=remember, beside=beside)


def clients_of(play: Callable[[], Iterator[None]]) -> Play:
    return lambda number: play()


def main() -> None:
    parser = argparse.ArgumentParser(description="Durable commands through kernel and store.")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--cases", type=int, default=100_000, help="how many the full database holds")
    parser.add_argument("--seconds", type=float, default=1.2, help="of one window")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with server.running() as running:
        measure(running, asked.clients, asked.cases, asked.seconds, asked.rounds)


def measure(running: server.Server, clients: list[int], cases: int, seconds: float, times: int) -> None:
    names = ("empty", "bare", "by table", "spiff", "equal", "cold", "full")
    urls = {name: running.database(name) for name in names}
    life = bare.overhear(urls["bare"].app)
    by_table = bare.overhear(urls["by table"].app, by_table=True)
    for name in ("spiff", "equal"):
        with psycopg.connect(urls[name].owner, autocommit=True) as connection:
            connection.execute(TABLE)  # type: ignore[arg-type]
    # Loaded once and inherited by the clients, as a preloading server does.
    rules = open_handler(PgStore(OwnConnections(urls["empty"].app))).ports
    crowd.load(urls["full"], cases, rules)

    def handlers(store: PgStore, remember: int) -> Handler:
        return open_handler(store, remember, rules)

    spiff = Peer()
    plays: dict[str, Callable[[], Iterator[None]]] = {
        "tongban": partial(tongban, urls["empty"].app, 4096, handlers),
        "bare": partial(replayed, urls["bare"].app, life),
        "bare by table": partial(replayed, urls["by table"].app, by_table),
        "spiff": partial(peer, urls["spiff"].owner, spiff, True),
        "spiff equal": partial(peer, urls["equal"].owner, spiff, True, life),
        "tongban cold": partial(tongban, urls["cold"].app, 0, handlers),
        "spiff cold": partial(peer, urls["spiff"].owner, spiff, False),
        "spiff equal cold": partial(peer, urls["equal"].owner, spiff, False, life),
        "tongban full": partial(tongban, urls["full"].app, 4096, handlers),
    }

    for count in clients:
        found = rounds(
            {name: clients_of(play) for name, play in plays.items()},
            count,
            seconds,
            times,
            running.cpu_seconds,
            warm=len(LIFE),
        )
        show(count, cases, found)


def show(count: int, cases: int, found: dict[str, list[Window]]) -> None:
    print(f"\n{count} client(s), {cases} cases in the full database")
    print(f"  {'':<18}{'commands/s min-median-max':>28}{'CPU ms/command':>18}{'of it server':>14}")
    for name, windows in found.items():
        rates = [w.rate for w in windows]
        speed = f"{min(rates):,.0f}-{median(rates):,.0f}-{max(rates):,.0f}"
        server_ms = median(w.server_cpu * 1000 / max(1, w.commands) for w in windows)
        print(f"  {name:<18}{speed:>28}{median(w.cpu_ms for w in windows):>18.2f}{server_ms:>14.2f}")
    for one, other, wanted in COMPARED:
        times = ratio(found[one], found[other])
        verdict = ""
        if wanted is not None:
            verdict = f"wanted {wanted}: {'met' if median(times) >= wanted else 'MISSED'}"
        by_cpu = spread(cpu_ratio(found[one], found[other]))
        print(f"  {one + ' / ' + other:<34}{spread(times):<18}{verdict:<20}(by CPU {by_cpu})")


if __name__ == "__main__":
    main()
