"""A holiday notice is amended while clocks run: time to count them again, beside the bare statements.

python -m benchmarks recount [--clocks 100000] [--affected 20] [--batch 500] [--processes 2]

Of a hundred cases so many are accepted and have clocks that run over the day taken off; the others were
received only, and their one clock ends before it. The recount looks at the clocks of all of them, reads the
rows of the affected, lets the kernel say what moved, and commits. The physical limit is another database of
the same content, to which psycopg alone sends the very statements of each batch, in turn. Then the next day
is taken off too, and several processes count, as `tongban calendar add` has it done. `--clocks 1000000` is
the size the design asks for.
"""

import argparse
import json
import os
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import psycopg

from benchmarks import crowd, server
from benchmarks.bare import Overheard
from benchmarks.life import open_handler
from benchmarks.sweep import count_of_events, send
from benchmarks.windows import spread
from tongban.catalogue.law import data_root
from tongban.handling.calendars import NewestCalendars
from tongban.handling.carrying_out import Handler
from tongban.handling.in_memory import SteadyClock
from tongban.handling.notice_ports import Count
from tongban.handling.recount import recount
from tongban.handling.recount_processes import in_processes
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.notices import PgNotices

NOW = datetime(2025, 10, 13, tzinfo=UTC)
#: A Wednesday: after the last day of the notice clock, before those of an accepted case.
TAKEN_OFF = date(2025, 10, 22)


def main() -> None:
    parser = argparse.ArgumentParser(description="The recount after a changed holiday notice.")
    parser.add_argument("--clocks", type=int, default=100_000)
    parser.add_argument("--affected", type=int, default=20)
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    with server.running() as running:
        measure(running, asked.clocks, asked.affected, asked.batch, asked.processes)


def opened(url: str) -> tuple[Handler, NewestCalendars]:
    """What a process counts with."""
    return _on(OwnConnections(url))


def _on(source: OwnConnections, store: PgStore | None = None) -> tuple[Handler, NewestCalendars]:
    handler = open_handler(store or PgStore(source))
    book = handler.ports.calendars.book  # type: ignore[attr-defined]
    calendars = NewestCalendars(book, PgNotices(source), time.monotonic)
    return Handler(replace(handler.ports, calendars=calendars, clock=SteadyClock(NOW))), calendars


def measure(running: server.Server, clocks: int, affected: int, batch: int, processes: int) -> None:
    counted = running.database("counted")
    source = OwnConnections(counted.app)
    store = Overheard(source)
    handler = open_handler(store)
    stages = tuple(2 if n < affected else 1 for n in range(100))
    crowd.load(counted, 100, handler.ports, stages=stages)
    with psycopg.connect(counted.app) as connection:
        of_100 = _running(connection)
    if clocks > of_100:
        crowd.load(counted, (clocks - of_100) * 100 // of_100, handler.ports, stages=stages)
    server.settle(counted)

    handler, calendars = _on(source, store)
    # By the packaged calendars nothing has to be counted: say that it was.
    baseline = calendars.look().days
    calendars.notices.record(Count(1, 0, baseline, NOW, 0, 0, handler.signals.digest))
    source.discard()
    bare = running.database("bare", model="counted")
    with psycopg.connect(counted.app) as connection:
        number = _running(connection)
    calendars.add("CN", _notice(1), "2025.json", "", "bench", NOW)

    ours: list[float] = []
    limit: list[float] = []
    limit_cpu = 0.0
    store.transactions.clear()
    with psycopg.connect(bare.app, autocommit=True) as connection:
        marks = [time.perf_counter()]

        def after_a_batch(cases: int, moved: int) -> None:
            nonlocal limit_cpu
            ours.append(time.perf_counter() - marks[-1])
            began, spent = time.perf_counter(), time.process_time()
            send(connection, store.transactions)
            limit.append(time.perf_counter() - began)
            limit_cpu += time.process_time() - spent
            store.transactions.clear()
            marks.append(time.perf_counter())

        spent = time.process_time()
        done = recount(handler, calendars, batch=batch, tell=after_a_batch)
        spent = time.process_time() - spent - limit_cpu
    assert done is not None
    assert not done.failed
    assert count_of_events(counted) == count_of_events(bare)
    took = sum(ours) + time.perf_counter() - marks[-1]
    print(
        f"{number:,} running clocks; {done.cases:,} cases counted again, {done.moved:,} with a day that moved"
    )
    for what, seconds, cpu in (
        (f"recount in batches of {batch}", took, spent),
        ("the same events and rows without the kernel", sum(limit), limit_cpu),
    ):
        each, cpu_each = seconds * 1e6 / done.cases, cpu * 1e6 / done.cases
        print(f"{what}: {seconds:.2f} s, {each:.0f} µs an affected case ({cpu_each:.0f} of the client)")
    ratios = [without / with_kernel for with_kernel, without in zip(ours, limit, strict=True)]
    print(f"bare / recount: {spread(ratios)} (min-median-max over batches)")
    began = time.perf_counter()
    assert recount(handler, calendars) is None
    print(f"a second run: {(time.perf_counter() - began) * 1000:.0f} ms, nothing changed")
    calendars.add("CN", _notice(2), "2025.json", "", "bench", NOW)
    began = time.perf_counter()
    with in_processes(processes, partial(opened, counted.app), batch) as helpers:
        done = recount(handler, calendars, spread=helpers)
    took = time.perf_counter() - began
    assert done is not None
    assert not done.failed
    print(
        f"in {processes} processes, their start included: {took:.2f} s, {done.cases:,} cases counted again,"
        f" {done.moved:,} with a day that moved, {took * 1e6 / done.cases:.0f} µs an affected case"
    )
    source.close()


def _notice(days: int) -> bytes:
    """The notice of 2025 with so many days more taken off."""
    notice = json.loads((data_root() / "law" / "holidays" / "2025.json").read_bytes())
    off = (TAKEN_OFF + timedelta(days=n) for n in range(days))
    notice["days"] += [{"name": "amended", "date": day.isoformat(), "isOffDay": True} for day in off]
    return json.dumps(notice).encode()


def _running(connection: "psycopg.Connection[tuple[int]]") -> int:
    found = connection.execute("SELECT count(*) FROM case_clock WHERE running").fetchone()
    assert found is not None
    return int(found[0])


if __name__ == "__main__":
    main()
