"""Files of results: 10,000 and 100,000 rows, as CSV and as workbooks; time, memory, straight growth.

python -m benchmarks importing [--rows 10000 100000] [--beside 5000]

Each row is the end of the police's step in a case of its own, as `tongban observe import` takes it over: the
file is read, the case found by its number, read from the database, the fact decided by the kernel and
committed by itself, and the row noted. Each file has a database and a process of its own, so that its memory
is the import's. The physical limit is another database with the same cases, to which psycopg alone sends the
very statements the import has just committed, part by part in turn. No applicant is named in the rows.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

import psycopg

from benchmarks import crowd, server
from benchmarks.bare import Transaction, listening
from benchmarks.life import ANSWERS, at, new_id, open_handler
from benchmarks.windows import spread
from connectors.spreadsheets import workbook
from tongban.catalogue import demo_catalogue
from tongban.catalogue.result_mapping import ResultMapping, read_mapping
from tongban.connectors.postgres import Urls
from tongban.connectors.tables import rows_of
from tongban.handling.observing.importing import Importer
from tongban.handling.ports import Ports, SealedValue
from tongban.kernel import Command
from tongban.kernel.case import commands as c
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.keys import master_key
from tongban.store.results import _CASES_WITH, _HELD_OF, _PLACES, PgResults

ITEM, FORMATS = "newborn-registration", ("csv", "xlsx")
MAPPING = demo_catalogue().parent / "results" / "household-register.yaml"
HEAD = ("大厅收件编号", "业务流水号", "记录号", "办理状态", "办结日期", "户号", "新生儿姓名")
PARTS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description="Importing files of results.")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    parser.add_argument("--beside", type=int, default=5_000, help="rows beside the physical limit")
    parser.add_argument("--import", dest="worker", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        import_file(*asked.worker)
        return
    with server.running() as running, tempfile.TemporaryDirectory() as directory:
        measure(running, Path(directory), asked.rows, asked.formats, asked.beside)


def measure(running: server.Server, home: Path, sizes: list[int], formats: list[str], beside: int) -> None:
    loaded = running.database("loaded")
    source = OwnConnections(loaded.app)
    crowd.load(loaded, max(*sizes, beside), open_handler(PgStore(source)).ports, (2,), born)
    source.close()
    with psycopg.connect(loaded.app) as connection:
        query = "SELECT receipt_number FROM case_state ORDER BY case_id"
        numbers = [number for (number,) in connection.execute(query)]
    for size in sizes:
        for kind in formats:
            file = written(home / f"results-{size}.{kind}", numbers[:size])
            urls = running.database(f"{kind}_{size}", model="loaded")
            for _ in range(2):
                tell(size, kind, in_a_process(file, urls))
            drop(running, f"{kind}_{size}")
    limit(running, written(home / "beside.csv", numbers[:beside]), beside)


def born(urls: Urls, stage: int, rules: Ports) -> str:
    """A newborn's case over the real store, received and accepted; the id is part of its number."""
    source, case_id = OwnConnections(urls.app), new_id()
    handler = open_handler(PgStore(source), like=rules)
    papers = tuple(
        c.HandedIn(m, (c.Reference("b" * 32, "e" * 64),)) for m in ("birth-certificate", "household-booklet")
    )
    receive = c.Receive(
        applicant="101",
        division="330199",
        channel=c.Channel.ONLINE,
        receipt_number=f"330199-20251009-{case_id}",
        facts={},
        answers=ANSWERS,
        materials=papers,
    )
    turns = ((at(9), "101", "", receive), (at(9, 3), "102", "hall-counter", c.Accept("演政受〔2025〕17号")))
    answers = SealedValue(case_id, ANSWERS.ref, "101", "answers", b"k" * 60, b"c" * 700, ANSWERS.digest)
    for number, (instant, actor, post, body) in enumerate(turns[:stage]):
        item = rules.catalogue.in_force(ITEM, instant.date())
        command = Command(f"{case_id}-{number}", case_id, instant, actor, post, body)
        handler.carry_out(command, () if number else (answers,), None if number else item)
    source.close()
    return case_id


def cells_of(number: int, receipt: str) -> list[str]:
    return [receipt, f"公2025-{number}", "1", "准予登记", "2025年10月11日", f"演户{number}", ""]


def written(file: Path, receipts: list[str]) -> Path:
    rows = [list(HEAD), *(cells_of(n, receipt) for n, receipt in enumerate(receipts))]
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return file
    file.write_bytes(workbook(rows))
    return file


# --- one file in a process of its own


def in_a_process(file: Path, urls: Urls) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks", "importing", "--import", str(file), urls.app]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    said: dict[str, object] = json.loads(done.stdout)
    return said


def import_file(path: str, url: str) -> None:
    """Import a file; the seconds of each part of its rows, and the memory before and at most."""
    source = OwnConnections(url)
    importer, mapping = opened(source)
    file, results = Path(path), 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counted = sum(1 for _ in rows_of(file.open("rb"), file.name, mapping))
    read = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size, words = -(-counted // PARTS), set()
    seconds: list[float] = []
    spent: list[float] = []
    with file.open("rb") as stream:
        done = importer.rows(rows_of(stream, file.name, mapping), mapping, file.name, "bench")
        began = time.perf_counter(), time.process_time()
        while part := list(islice(done, size)):
            seconds.append(time.perf_counter() - began[0])
            spent.append(time.process_time() - began[1])
            words |= {result.word for result in part}
            results += len(part)
            began = time.perf_counter(), time.process_time()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source.close()
    said = {"rows": results, "words": sorted(words), "seconds": seconds, "spent": spent}
    print(json.dumps({**said, "memory": [before, read, most]}))


def opened(source: OwnConnections) -> tuple[Importer, ResultMapping]:
    master = master_key(Path(tempfile.mkdtemp(prefix="tongban-bench-key-")))
    return Importer(open_handler(PgStore(source)), PgResults(master, source)), read_mapping(MAPPING)


def tell(size: int, kind: str, said: dict[str, object]) -> None:
    assert said["rows"] == size, said
    again = said["words"] == ["unchanged"]
    assert again or said["words"] == ["landed"], said["words"]
    seconds, spent, memory = (list(said[name]) for name in ("seconds", "spent", "memory"))  # type: ignore[call-overload]
    began, read, most = (kilobytes // 1024 for kilobytes in memory)
    ms = [part * 1000 * PARTS / size for part in spent]
    print(
        f"{size:,} rows of {kind}{', again, all unchanged' if again else ''}:"
        f" {size / sum(seconds):,.0f} rows/s; CPU ms a row {sum(spent) * 1000 / size:.2f},"
        f" by tenths {min(ms):.2f}-{median(ms):.2f}-{max(ms):.2f},"
        f" the last / the first {ms[-1] / ms[0]:.2f};"
        f" memory {began} MB before, {read} read through, {most} at most",
        flush=True,
    )


def drop(running: server.Server, name: str) -> None:
    with psycopg.connect(running.cluster.urls().admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]


# --- beside the physical limit


def limit(running: server.Server, file: Path, size: int) -> None:
    """Import part by part, each followed by its bare statements in another database."""
    urls = running.database("ours", model="loaded"), running.database("bare", model="loaded")
    source = OwnConnections(urls[0].app)
    importer, mapping = opened(source)
    ours, bare = [], []
    with file.open("rb") as stream, psycopg.connect(urls[1].app, autocommit=True) as connection:
        done = importer.rows(rows_of(stream, file.name, mapping), mapping, file.name, "bench")
        while True:
            heard: Transaction = []
            began = time.perf_counter()
            with listening(heard):
                part = list(islice(done, max(200, size // PARTS)))
            if not part:
                break
            ours.append(time.perf_counter() - began)
            writing = [one for one in heard if b"INSERT" in one[0]]
            began = time.perf_counter()
            for query, values, prepare, kind in writing:
                kind(connection).execute(query, values, prepare=prepare)
            bare.append(time.perf_counter() - began)
    source.close()
    counts = [counted(one) for one in urls]
    assert counts[0] == counts[1], counts
    events, noted = counts[0]
    print(
        f"{size:,} rows part by part: {sum(ours):.2f} s; the same {events:,} events and {noted} noted rows"
        f" without the kernel: {sum(bare):.2f} s"
    )
    ratios = [alone / took for took, alone in zip(ours, bare, strict=True)]
    print(f"import / bare: {spread(ratios)} (rates, min-median-max over parts)")
    print("\n".join(plans(urls[0])))


def counted(urls: Urls) -> tuple[int, int]:
    """Events of cases that the import moved, and rows noted."""
    with psycopg.connect(urls.app) as connection:
        (events,) = connection.execute("SELECT count(*) FROM case_event").fetchone() or (0,)
        (rows,) = connection.execute("SELECT count(*) FROM result_row").fetchone() or (0,)
    return events, rows


def plans(urls: Urls) -> Iterator[str]:
    """How the database finds what a part of a file is about."""
    numbers = [f"公2025-{n}" for n in range(200)]
    with psycopg.connect(urls.admin, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE result_row")
        receipts = connection.execute("SELECT receipt_number FROM case_state LIMIT 200").fetchall()
        for query, values in (
            (_CASES_WITH, [[number for (number,) in receipts]]),
            (_PLACES, ["public-security", numbers]),
            (_HELD_OF, ["public-security", numbers]),
        ):
            plan = connection.execute(b"EXPLAIN (COSTS OFF) " + query, values)
            yield "; ".join(line.strip(" ->") for (line,) in plan if " on " in line)


if __name__ == "__main__":
    main()
