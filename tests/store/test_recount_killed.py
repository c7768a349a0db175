"""A recount killed in the middle, or by several at once: each case is counted once, and told once."""

import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from holidays import MOVING, notice
from migrated import environment
from office import Office
from store import recounter
from stored import case_id
from stores import House, on_database
from tongban.connectors.postgres import Urls
from tongban.handling import audit
from tongban.handling.recount import Recounted, is_counted, recount
from tongban.handling.recount_processes import in_processes
from tongban.kernel.case.events import ClocksRecounted
from tongban.store.connections import OwnConnections
from tongban.store.feed import Feed

pytestmark = pytest.mark.integration

RECOUNTER = Path(__file__).with_name("recounter.py")
CASES = 60
ALL = ("form", "licence_copy", "floor_plan")


def accepted_before_the_notice(house: House) -> None:
    """Cases whose promised day the notice moves, all of them counted by the calendar before it."""
    calendars = house.calendars()
    office = house.office("2026-12-18", calendars)
    recount(office.handler, calendars)
    for number in range(CASES):
        office.receive(case_id(number), ALL)
        office.accept(case_id(number))
    office.on("2026-12-21")
    calendars.add("CN", notice(MOVING), "2027.json", "", "sun", office.clock.now())


def killed_after(batches: int, url: str, data: Path, notes: Path) -> None:
    """Run a recount until it has told of so many batches, and kill it in whatever it is doing then."""
    known = len(notes.read_text().splitlines()) if notes.exists() else 0
    command = [sys.executable, str(RECOUNTER), url, str(data), str(notes)]
    process = subprocess.Popen(command, env=environment(url, data))
    deadline = time.monotonic() + 120
    while not notes.exists() or len(notes.read_text().splitlines()) < known + batches:
        assert time.monotonic() < deadline, "waited in vain"
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_recount_killed_again_and_again_counts_every_case_once(database: Urls, tmp_path: Path) -> None:
    house = on_database(database, tmp_path)
    accepted_before_the_notice(house)
    for batches in (1, 4, 9):
        killed_after(batches, database.app, tmp_path, tmp_path / "notes")
        assert not is_counted(house.again().office().handler, house.again().calendars())
    calendars = house.again().calendars()
    office = house.again().office("2026-12-22", calendars)
    rest = recount(office.handler, calendars)
    assert rest is not None
    assert rest.failed == ()
    assert 0 < rest.cases == rest.moved < CASES
    each_counted_and_told_once(office, database)
    assert recount(office.handler, calendars) is None
    house.close()


def test_several_processes_count_every_case_once(database: Urls, tmp_path: Path) -> None:
    house = on_database(database, tmp_path)
    accepted_before_the_notice(house)
    calendars = house.calendars()
    handler = house.office("2026-12-22", calendars).handler
    told: list[tuple[int, int]] = []
    with in_processes(2, partial(recounter.opened, database.app, tmp_path), batch=3) as spread:
        done = recount(handler, calendars, window=7, spread=spread, tell=lambda *so_far: told.append(so_far))
    assert done == Recounted(CASES, CASES)
    assert told[-1] == (CASES, CASES)
    assert len(told) == -(-CASES // 7)
    assert is_counted(house.again().office().handler, house.again().calendars())
    each_counted_and_told_once(house.again().office("2026-12-22", calendars), database)
    house.close()


def test_who_stops_in_the_middle_does_not_wait_for_the_rest(database: Urls, tmp_path: Path) -> None:
    house = on_database(database, tmp_path)
    accepted_before_the_notice(house)
    calendars = house.calendars()
    handler = house.office("2026-12-22", calendars).handler

    def stop(_: int, __: int) -> None:
        raise KeyboardInterrupt

    helping = in_processes(2, partial(recounter.opened, database.app, tmp_path))
    with pytest.raises(KeyboardInterrupt), helping as spread:
        recount(handler, calendars, window=1, spread=spread, tell=stop)
    rest = recount(handler, calendars)
    assert rest is not None
    assert 0 < rest.cases < CASES
    house.close()


def test_where_one_of_several_processes_dies_the_count_stays_open(database: Urls, tmp_path: Path) -> None:
    house = on_database(database, tmp_path)
    accepted_before_the_notice(house)
    calendars = house.calendars()
    handler = house.office("2026-12-22", calendars).handler
    dying = in_processes(2, partial(recounter.killed, database.app, tmp_path))
    with pytest.raises(BrokenProcessPool), dying as spread:
        recount(handler, calendars, window=7, spread=spread)
    assert not is_counted(house.again().office().handler, house.again().calendars())
    assert recount(handler, calendars) == Recounted(CASES, CASES)
    house.close()


def each_counted_and_told_once(office: Office, database: Urls) -> None:
    histories = [office.handler.history(case_id(number)) for number in range(CASES)]
    counted = [
        [event for event in history if isinstance(event.body, ClocksRecounted)] for history in histories
    ]
    assert [len(events) for events in counted] == [1] * CASES
    assert {str(event.body.moved[0].after) for (event,) in counted} == {"2027-01-05"}
    assert [findings for _, findings in audit.verify_all(office.handler) if findings] == []
    # Whoever listens, and the applicant with it, is told of each once.
    source = OwnConnections(database.app)
    feed = Feed(source)
    while feed.relay(batch=5000).events:
        pass
    told = Counter(e.record.case_id for e in feed.subscribe(limit=10_000) if "recounted" in e.record.type)
    assert told == {case_id(number): 1 for number in range(CASES)}
    source.close()
