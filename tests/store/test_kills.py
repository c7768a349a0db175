"""Killed in the middle of thousands of commands: what was acknowledged is there, and once."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from migrated import environment, migrate
from office import open_office
from postgres import EMBEDDED, binaries, reachable_directory
from tongban.connectors.postgres import Cluster
from tongban.handling import audit
from tongban.handling.in_memory import MemoryPersonalData
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.feed import Feed

pytestmark = pytest.mark.integration

WRITER = Path(__file__).with_name("writer.py")
WRITERS, CASES = 3, 20


class Running:
    """A server of the test's own, which it may kill."""

    def __init__(self) -> None:
        self.directory = reachable_directory()
        self.cluster = Cluster(self.directory / "postgres", binaries(EMBEDDED))
        self.process = self.cluster.start(self.directory / "postgres.log")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def start_again(self) -> None:
        self.process = self.cluster.start(self.directory / "postgres.log")


@pytest.fixture
def server() -> Iterator[Running]:
    running = Running()
    migrate(running.cluster.urls().owner, running.directory / "data")
    yield running
    running.cluster.stop(running.process)
    shutil.rmtree(running.directory)


class Writers:
    """Processes that write; one that ended early, for whatever reason, is started again."""

    def __init__(self, url: str, commands: int, directory: Path) -> None:
        self.commands, self.directory = commands, directory
        self._url, self._env = url, environment(url, directory)
        self.processes = [self._start(number) for number in range(WRITERS)]

    def _start(self, number: int) -> "subprocess.Popen[bytes]":
        what = [str(n) for n in (number, CASES, self.commands)]
        command = [sys.executable, str(WRITER), self._url, *what, str(self.notes(number))]
        return subprocess.Popen(command, env=self._env, stderr=subprocess.DEVNULL)

    def notes(self, number: int) -> Path:
        return self.directory / f"notes-{number}"

    def acknowledged(self, number: int) -> list[str]:
        # A line without its end was being written: its command is not acknowledged.
        notes = self.notes(number)
        return notes.read_text().split("\n")[:-1] if notes.exists() else []

    def wait_for(self, share: float) -> None:
        """Until every writer has been told of so many commands; dead ones are started again."""
        deadline = time.monotonic() + 300
        for number in range(WRITERS):
            while len(self.acknowledged(number)) < share * self.commands:
                assert time.monotonic() < deadline, "waited in vain"
                if self.processes[number].poll() is not None:
                    self.processes[number] = self._start(number)
                time.sleep(0.01)

    def kill(self) -> None:
        for process in self.processes:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def __enter__(self) -> "Writers":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def finish(self) -> None:
        self.wait_for(1)
        for number, process in enumerate(self.processes):
            # One that was killed after its last acknowledgement finds nothing left to do, and ends well.
            if process.poll() == -signal.SIGKILL:
                self.processes[number] = self._start(number)
            assert self.processes[number].wait(30) == 0


def check(url: str, commands: int) -> None:
    """Every command of every writer once, every chain whole, every event in the feed once."""
    source = OwnConnections(url)
    store, feed = PgStore(source), Feed(source)
    with psycopg.connect(url) as connection:
        stored = [name for (name,) in connection.execute("SELECT command_id FROM case_command")]
        events = list(connection.execute("SELECT case_id::text, seq FROM case_event"))
    assert sorted(stored) == sorted(f"{n}-{t}" for n in range(WRITERS) for t in range(commands))
    assert len(events) == WRITERS * commands
    office = open_office(store=store, personal=MemoryPersonalData())
    assert [findings for _, findings in audit.verify_all(office.handler) if findings] == []
    while feed.relay(batch=5000).events:
        pass
    entries = feed.subscribe(limit=len(events) + 1)
    assert [entry.n for entry in entries] == list(range(1, len(events) + 1))
    assert sorted((e.record.case_id, e.record.seq) for e in entries) == sorted(events)
    source.close()


@pytest.mark.parametrize("commands", [600, pytest.param(3400, marks=pytest.mark.slow)])
def test_writers_and_the_database_killed_lose_and_double_nothing(
    server: Running, tmp_path: Path, commands: int
) -> None:
    url = server.cluster.urls().app
    with Writers(url, commands, tmp_path) as writers:
        for share in (0.1, 0.3):
            writers.wait_for(share)
            writers.kill()
        writers.wait_for(0.5)
        server.kill()
        server.start_again()
        writers.wait_for(0.8)
        writers.kill()
        with psycopg.connect(url) as connection:
            stored = {name for (name,) in connection.execute("SELECT command_id FROM case_command")}
        assert all(stored.issuperset(writers.acknowledged(number)) for number in range(WRITERS))
        writers.finish()
    check(url, commands)


def test_a_server_that_went_away_is_found_again_without_the_caller_noticing(server: Running) -> None:
    source = OwnConnections(server.cluster.urls().app)
    store = PgStore(source)
    assert store.case_ids() == []
    backend = source.get().info.backend_pid
    os.kill(backend, signal.SIGTERM)
    assert store.case_ids() == []
    assert source.get().info.backend_pid != backend
    source.close()
