"""An import over PostgreSQL: killed in the middle, by two at once, and how many statements it takes."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from migrated import environment
from queries import executed
from results import Exchange, line
from store.importer import desk_of, file_of
from stores import House, on_database
from tongban.connectors.postgres import Urls
from tongban.handling import audit
from tongban.handling.observing.importing import _AT_ONCE
from tongban.store.connections import OwnConnections
from tongban.store.results import _FIND, _HELD_OF, _PLACES, PgResults

pytestmark = pytest.mark.integration

IMPORTER = Path(__file__).with_name("importer.py")
ROWS = 320


def received(house: House, rows: int) -> Exchange:
    """An office whose police have as many cases to decide."""
    desk = desk_of(house)
    for number in range(rows):
        desk.received(f"R-{number}")
    return desk


def told(database: Urls) -> int:
    """How many facts of other systems the cases have."""
    with psycopg.connect(database.app) as connection:
        query = "SELECT count(*) FROM case_event WHERE type LIKE '%observation_recorded'"
        found = connection.execute(query).fetchone()
    assert found is not None
    return int(found[0])


def killed_once_told(facts: int, database: Urls, data: Path) -> None:
    """Import the file until the cases have so many facts, and kill it in whatever it is doing then."""
    command = [sys.executable, str(IMPORTER), database.app, str(data), str(ROWS)]
    process = subprocess.Popen(command, env=environment(database.app, data))
    deadline = time.monotonic() + 120
    while told(database) < facts:
        assert time.monotonic() < deadline, "waited in vain"
        assert process.poll() is None, "it ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()


def each_row_once(desk: Exchange, database: Urls) -> None:
    landed = ROWS - ROWS // 10
    assert told(database) == landed
    rows = desk.register.held(None, limit=ROWS)
    assert {row.claim.said("foreign_number") for row in rows} == {
        f"公2025-{n}" for n in range(ROWS) if n % 10 == 9
    }
    with psycopg.connect(database.app) as connection:
        kept = dict(connection.execute("SELECT state, count(*) FROM result_row GROUP BY state").fetchall())
    assert kept == {"landed": landed, "held": ROWS // 10}
    assert [found for found in audit.verify_all(desk.office.handler) if found[1]] == []


def test_an_import_killed_again_and_again_takes_every_row_over_once(database: Urls, tmp_path: Path) -> None:
    house = on_database(database, tmp_path)
    received(house, ROWS)
    # In the first rows looked up together, in the next, and shortly before the end.
    for facts in (17, _AT_ONCE + 30, ROWS - ROWS // 10 - 20):
        killed_once_told(facts, database, tmp_path)
    desk = desk_of(house.again())
    words = {result.word for result in desk.take(*file_of(ROWS))}
    assert words == {"landed", "unchanged", "held"}
    each_row_once(desk, database)
    again = {result.word for result in desk.take(*file_of(ROWS))}
    assert again == {"unchanged", "held"}
    each_row_once(desk, database)
    house.close()


def test_two_who_import_the_same_file_at_once_take_every_row_over_once(
    database: Urls, tmp_path: Path
) -> None:
    house = on_database(database, tmp_path)
    received(house, ROWS)
    raised: list[BaseException] = []

    def take(desk: Exchange, rows: slice) -> None:
        try:
            desk.take(*file_of(ROWS)[rows])
        except BaseException as error:
            raised.append(error)
            raise

    orders = (slice(None), slice(None, None, -1))
    importing = [threading.Thread(target=take, args=(desk_of(house.again()), order)) for order in orders]
    for one in importing:
        one.start()
    for one in importing:
        one.join()
    assert raised == []
    each_row_once(desk_of(house.again()), database)
    house.close()


# --- how many statements


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_looking_up_and_noting_take_as_many_statements_for_few_rows_as_for_many(
    database: Urls, tmp_path: Path, rows: int
) -> None:
    """Four ask and one notes; each row is read by one and committed by one."""
    house = on_database(database, tmp_path)
    received(house, rows)
    source = OwnConnections(database.app)
    here = on_database(database, tmp_path)
    here.results = PgResults(here.results._master, source)  # type: ignore[attr-defined]
    desk = desk_of(here)
    desk.register.count_held(None)  # connects
    with executed(source.get()) as seen:
        results = desk.take(*(line(n + 2, f"R-{n}", 流水号=f"公2025-{n}") for n in range(rows)))
    assert {result.word for result in results} == {"landed"}
    assert len(seen) == 5
    with executed(source.get()) as seen:
        results = desk.take(*(line(n + 2, f"R-{n}", 流水号=f"公2025-{n}") for n in range(rows)))
    assert {result.word for result in results} == {"unchanged"}
    assert len(seen) == 1
    source.close()
    here.close()
    house.close()


def test_rows_are_found_by_an_index_however_many_there_are(database: Urls, tmp_path: Path) -> None:
    house = on_database(database, tmp_path)
    desk = received(house, 3)
    desk.take(*file_of(3))
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO result_row SELECT r.authority, sha256(n::text::bytea), r.state, 'F-' || n, r.claim,"
            " r.reasons, r.discrepancies, r.case_id, r.step, r.file, r.line, r.first_at, r.changed_at, r.by,"
            " r.tries, r.why FROM (SELECT * FROM result_row WHERE state = 'landed' LIMIT 1) r,"
            " generate_series(1, 20000) n"
        )
        connection.execute("VACUUM ANALYZE result_row")
        numbers = [f"公2025-{n}" for n in range(_AT_ONCE)]
        for query, values, index in (
            (_FIND, ["police", [bytes(32)] * _AT_ONCE], "result_row_pkey"),
            (_PLACES, ["police", numbers], "result_row_by_number"),
            (_HELD_OF, ["police", numbers], "result_row_"),
        ):
            plan = connection.execute(b"EXPLAIN " + query, values).fetchall()
            assert index in "".join(str(row) for row in plan)
    house.close()
