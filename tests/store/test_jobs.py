"""Side effects after the commit: at least once, and once by their id."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from migrated import environment
from stored import case_id, write
from tongban.connectors.postgres import Urls
from tongban.handling.wanted import Job
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.feed import Feed
from tongban.store.jobs import MOST_ATTEMPTS, Jobs, Owed, UnknownKind, register

pytestmark = pytest.mark.integration

WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture
def source(database: Urls) -> Iterator[OwnConnections]:
    source = OwnConnections(database.app)
    yield source
    source.close()


def owe(source: OwnConnections, kind: str, *seqs: int, **arguments: str) -> list[str]:
    jobs = tuple(
        Job(case_id(1), f"{case_id(1)}/{seq}/receipt", kind, {"seq": str(seq), **arguments}) for seq in seqs
    )
    PgStore(source).commit([write(1, jobs=jobs)])
    return [job.job_id for job in jobs]


def wait_for(condition: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def states(source: OwnConnections, job_ids: list[str]) -> list[str]:
    return [owed.state for job_id in job_ids if (owed := Jobs(source).owed(case_id(1), job_id))]


def test_a_job_handed_over_twice_is_done_once(source: OwnConnections) -> None:
    done = []
    register("counted", lambda case, arguments: done.append((case, dict(arguments))))
    (job_id,) = owe(source, "counted", 1)
    assert [Jobs(source).do(case_id(1), job_id) for _ in range(2)] == [True, False]
    assert done == [(case_id(1), {"seq": "1"})]
    assert Jobs(source).owed(case_id(1), job_id) == Owed("counted", {"seq": "1"}, "done", 1)


def test_what_no_command_wrote_is_not_done(source: OwnConnections) -> None:
    assert Jobs(source).do(case_id(1), "made up") is False


def test_a_job_without_a_body_stays_owed_and_is_given_up_at_last(source: OwnConnections) -> None:
    (job_id,) = owe(source, "nobody knows this", 1)
    jobs = Jobs(source)
    for _ in range(MOST_ATTEMPTS):
        assert states(source, [job_id]) == ["new"]
        with pytest.raises(UnknownKind):
            jobs.do(case_id(1), job_id)
    assert states(source, [job_id]) == ["failed"]
    assert jobs.try_failed_again() == 1
    assert jobs.owed(case_id(1), job_id) == Owed("nobody knows this", {"seq": "1"}, "new", 0)


def test_the_job_of_a_worker_that_was_killed_is_done_by_another(
    source: OwnConnections, database: Urls, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.touch()
    job_ids = owe(source, "slow", 1, 2, 3, seconds="3")
    Feed(source).relay()
    command, env = [sys.executable, str(WORKER), str(notes)], environment(database.app, tmp_path)
    first = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: "begun" in notes.read_text())
    first.kill()
    first.communicate()
    second = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: states(source, job_ids) == ["done"] * 3)
    second.terminate()
    second.communicate(timeout=30)
    assert second.returncode == 0
    lines = notes.read_text().split("\n")
    assert sorted(line for line in lines if "ended" in line) == ["ended 1", "ended 2", "ended 3"]
    assert 4 <= sum("begun" in line for line in lines) <= 5  # one or two were under way


def test_a_job_that_fails_is_tried_again_and_its_fault_is_named_without_its_words(
    source: OwnConnections, database: Urls, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.touch()
    (job_id,) = owe(source, "failing", 1)
    Feed(source).relay()
    env = environment(database.app, tmp_path)
    command = [sys.executable, str(WORKER), str(notes)]
    worker = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)

    def fault() -> str:
        owed = Jobs(source).owed(case_id(1), job_id)
        return source.get().execute("SELECT fault FROM case_job").fetchone()[0] if owed else ""

    wait_for(lambda: fault() == "OSError")
    wait_for(lambda: states(source, [job_id]) == ["done"])
    worker.terminate()
    worker.wait(30)
    assert Jobs(source).owed(case_id(1), job_id) == Owed("failing", {"seq": "1"}, "done", 3)
