"""`tongban serve` with the real database and web server, a site of one page and a worker that counts.

Run as a program: dummy_platform.py DATA PORT. Used through `Platform` below.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psycopg

from tongban.cli.children import environment
from tongban.cli.data_directory import open_data_directory
from tongban.cli.faults import OperatorFault
from tongban.cli.listening import Address
from tongban.cli.starting import DATABASE, Start, Step, run_until_stopped
from tongban.cli.supervisor import ChildSpec, on_a_leash
from tongban.cli.supervisor.leash import PR_SET_PDEATHSIG
from tongban.connectors import process_table

HERE = Path(__file__).parent
ROOTS = [str(HERE.parents[1] / "src"), str(HERE)]


def make_table(start: Start, say: Callable[[str], None]) -> None:
    with psycopg.connect(start.found_urls.owner) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS tick (n int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)")


def start_processes(start: Start, say: Callable[[str], None]) -> None:
    env = environment(start.data, start.address, start.found_urls.app)
    where = ("--host", start.address.host, "--port", str(start.address.port))
    options = ("--interface", "wsgi", "--workers", "2", "--respawn-failed-workers")
    granian = (sys.executable, "-m", "granian", *where, *options, "dummy_site:application")
    worker = (sys.executable, str(HERE / "dummy_worker.py"), str(start.data.path / "notes"))
    start.supervisor.start(
        [
            ChildSpec("web", on_a_leash(granian, env), 0, ready=lambda _: start.address.answers()),
            ChildSpec("worker", on_a_leash(worker, env), 1),
        ]
    )


def main(data: str, port: str) -> int:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)  # a killed test run leaves nothing behind
    steps = [DATABASE, Step("表", "table", make_table), Step("进程", "processes", start_processes)]
    try:
        return run_until_stopped(open_data_directory(Path(data)), Address("127.0.0.1", int(port)), steps)
    except OperatorFault as fault:
        print(fault, file=sys.stderr)
        return fault.exit_code


class Platform:
    """A supervisor in a process of its own, as the operator has it."""

    def __init__(
        self, data: Path, port: int, python: str = sys.executable, user: dict | None = None, **env: str
    ):
        self.data, self.port = data, port
        self._command = (python, str(HERE / "dummy_platform.py"), str(data), str(port))
        self._user = user or {}
        self._said = data.parent / f"said-{port}"
        self._env = {**os.environ, **env}
        self._env["PYTHONPATH"] = os.pathsep.join([*ROOTS, self._env.get("PYTHONPATH", "")])
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> "Platform":
        with self._said.open("w") as said:
            self.process = subprocess.Popen(self._command, env=self._env, stderr=said, **self._user)
        return self

    def said(self) -> str:
        return self._said.read_text()

    def refused(self) -> tuple[int, str]:
        """Start, and return the exit code and the reason given."""
        code = self.start().process.wait(30)
        return code, self.said()

    def running(self) -> "Platform":
        """Start and wait until the address is told; the worker has then noted more than before."""
        before = len(self.noted())
        self.start()
        wait_for(lambda: f"http://127.0.0.1:{self.port}/" in self.said(), 60)
        wait_for(lambda: len(self.noted()) > before, 20)
        return self

    def page(self) -> str | None:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5) as answer,
        ):
            return answer.read().decode()
        return None

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Send a signal and return the exit code and everything that was said."""
        self.process.send_signal(number)
        return self.process.wait(60), self.said()

    def noted(self) -> list[int]:
        """The numbers whose commit the worker was told; a line that was being written does not count."""
        with contextlib.suppress(FileNotFoundError):
            return [int(line) for line in (self.data / "notes").read_text().split("\n")[:-1]]
        return []

    def children(self) -> list[int]:
        """All live processes of this platform, except the supervisor."""
        marked = process_table.started_with("TONGBAN_SUPERVISED", str(self.data.resolve()))
        return sorted([*marked, *process_table.working_in(self.data / "postgres" / "data")])

    def postmaster(self) -> int:
        return int((self.data / "postgres" / "data" / "postmaster.pid").read_text().split()[0])

    def process_of(self, words: str) -> int:
        """The first (oldest) child whose command line contains `words`."""
        return next(pid for pid in self.children() if words in command_line(pid))


def command_line(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def wait_for(condition: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
