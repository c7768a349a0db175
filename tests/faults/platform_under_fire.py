"""The whole platform of `tongban serve`, its processes by name, and what it kept."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tongban.cli.children import environment
from tongban.cli.data_directory import DataDirectory
from tongban.cli.listening import Address
from tongban.cli.supervisor import MARK, on_a_leash
from tongban.connectors import process_table
from tongban.connectors.postgres import Cluster, embedded, pidfile
from tracked import ROOT

HERE = Path(__file__).parent


@dataclass
class Platform:
    """`tongban serve` on a data directory of its own."""

    home: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    starts: int = 0
    clients: "dict[int, subprocess.Popen[bytes]]" = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / f"serve-{self.starts}.log"

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.data / "postgres", embedded())

    @property
    def url(self) -> str:
        return self.cluster.urls().app

    # --- starting and ending

    def start(self) -> float:
        """Start it and wait for the first page; how many seconds that took."""
        self.starts += 1
        began = time.monotonic()
        serve = ("-m", "tongban.cli", "serve", "--port", str(self.port), "--data", str(self.data))
        # On a leash: a killed test run leaves nothing behind.
        self.process = on_a_leash((sys.executable, *serve), plain())(self.log)
        wait_until(lambda: f":{self.port}/" in self.said(), 120, self.process, self.said)
        return time.monotonic() - began

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def ctrl_c(self) -> int:
        """As a terminal does it: the signal goes to the whole group in the foreground."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(90)

    def end_whatever_is_left(self) -> None:
        for process in filter(None, (*self.clients.values(), self.process)):
            process.kill()
            process.wait()
        for pid in self.everybody():
            with suppress(ProcessLookupError):  # its parent may have ended it between the look and the kill
                os.kill(pid, signal.SIGKILL)

    def everybody(self) -> list[int]:
        """The platform's processes besides the supervisor."""
        return self.marked() + process_table.working_in(self.cluster.data)

    # --- its processes

    def marked(self) -> list[int]:
        return process_table.started_with(MARK, str(self.data.resolve()))

    def named(self, *words: str) -> list[int]:
        return [pid for pid in self.marked() if all(word in command(pid) for word in words)]

    def web(self) -> int:
        """Granian's first process; the rest of its session are its workers."""
        return next(pid for pid in self.named("granian") if os.getsid(pid) == pid)

    def a_web_worker(self) -> int:
        return next(pid for pid in self.named("granian") if parent(pid) == self.web())

    def postgres(self) -> int:
        said = pidfile.read(self.cluster.data)
        assert said is not None
        return said.pid

    def a_session_of_postgres(self) -> int:
        return next(
            pid for pid in process_table.working_in(self.cluster.data) if "tongban_app" in command(pid)
        )

    # --- clients

    def run_client(self, number: int, cases: int, commands: int) -> None:
        argv = (sys.executable, str(HERE / "client.py"), str(number), str(cases), str(commands))
        env = environment(
            DataDirectory(self.data.resolve()), Address("127.0.0.1", self.port), self.url, demo=False
        )
        # A client is nobody's child: it must outlive the supervisor.
        ours = {**plain(), **{name: value for name, value in env.items() if name != MARK}}
        spawn = on_a_leash((*argv, str(self.acknowledged(number))), ours)
        self.clients[number] = spawn(self.home / f"client-{number}.log")

    def acknowledged(self, number: int) -> Path:
        return self.home / f"acknowledged-{number}.jsonl"

    def kill_client(self, number: int) -> None:
        self.clients[number].kill()
        self.clients[number].wait()

    # --- what it kept

    def count(self, query: str) -> int:
        with psycopg.connect(self.url) as connection:
            row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return int(row[0])

    def verb(self, *argv: str) -> subprocess.CompletedProcess[str]:
        env = environment(DataDirectory(self.data.resolve()), Address("127.0.0.1", self.port), self.url)
        program = (sys.executable, "-m", "tongban.cli", *argv)
        return subprocess.run(program, env={**plain(), **env}, capture_output=True, text=True, check=False)


def plain() -> dict[str, str]:
    """The tester's environment, with our own source on the path."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("TONGBAN_")}
    return {**ours, "PYTHONPATH": str(ROOT / "src")}


def command(pid: int) -> str:
    try:
        return (process_table.PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:  # gone meanwhile
        return ""


def parent(pid: int) -> int:
    return int((process_table.PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])


def wait_until(
    done: Callable[[], bool],
    seconds: float,
    process: "subprocess.Popen[bytes] | None" = None,
    said: Callable[[], str] = lambda: "",
) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if process is not None and process.poll() is not None:
            raise AssertionError(f"ended with {process.returncode}:\n{said()[-4000:]}")
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:.0f} s:\n{said()[-4000:]}")
        time.sleep(0.1)


@contextmanager
def ended(platform: Platform) -> Iterator[Platform]:
    try:
        yield platform
    finally:
        platform.end_whatever_is_left()
