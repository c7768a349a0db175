"""The demo city as a newcomer gets it: a fresh clone, a fresh environment, the README's command.

- `city`: the running platform, started by the first command of README.md; stopped by Ctrl-C.

The clone holds what is committed, not what lies about in the working tree.
"""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from postgres import reachable_directory
from tongban.cli.supervisor import MARK
from tongban.connectors import process_table
from tracked import ROOT

BUILDING_AND_STARTING = 900.0
STOPPING = 90.0
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass
class City:
    """A running platform and where it came from."""

    clone: Path
    address: str
    log: Path
    process: "subprocess.Popen[bytes]" = field(init=False)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command in the clone, with the environment that was built there activated."""
        env = {**plain_environment(), "PATH": f"{self.clone / '.venv' / 'bin'}:{os.environ['PATH']}"}
        return subprocess.run(command, cwd=self.clone, env=env, capture_output=True, text=True, check=False)

    def said(self) -> str:
        """What the platform has printed so far."""
        return self.log.read_text(errors="replace")

    def start(self, *command: str) -> float:
        """Start it (again) and wait for the line that says where; how many seconds that took."""
        env = {**plain_environment(), "TONGBAN_PORT": str(urlsplit(self.address).port)}
        began = time.monotonic()
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                command,
                cwd=self.clone,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for_the_address(self)
        return time.monotonic() - began

    def stop(self) -> int:
        """Press Ctrl-C, as a terminal does: every process of the foreground gets the signal."""
        os.killpg(self.process.pid, signal.SIGINT)
        code = self.process.wait(STOPPING)
        assert process_table.started_with(MARK, str(self.clone / ".tongban")) == []
        return code


def readme_commands(name: str = "README.md") -> list[str]:
    """The commands of the README's console blocks, in order."""
    return [
        line.removeprefix("$ ")
        for block in CONSOLE.findall((ROOT / name).read_text())
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def plain_environment() -> dict[str, str]:
    """The tester's environment without what would make the clone another than a newcomer's."""
    ours = ("TONGBAN_", "PYTEST", "PYTHONPATH", "VIRTUAL_ENV", "DJANGO_", "MAKE", "MFLAGS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def city() -> Iterator[City]:
    home = reachable_directory()
    clone, log = home / "tongban", home / "serve.log"
    git = ("git", "-c", "safe.directory=*", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone))
    subprocess.run(git, check=True)
    running = City(clone, f"http://127.0.0.1:{free_port()}/", log)
    try:
        running.start(*shlex.split(readme_commands()[0]))
        yield running
    finally:
        if running.process.poll() is None:
            try:
                running.stop()
            except subprocess.TimeoutExpired:
                os.killpg(running.process.pid, signal.SIGKILL)
                running.process.wait()
                raise
        shutil.rmtree(home)


def wait_for_the_address(city: City) -> None:
    """The address stands on a line of its own once the first page can be had."""
    deadline = time.monotonic() + BUILDING_AND_STARTING
    while city.address not in city.said().split():
        if city.process.poll() is not None:
            pytest.fail(
                f"ended with {city.process.returncode} before it served a page:\n{city.said()[-4000:]}"
            )
        if time.monotonic() > deadline:
            pytest.fail(f"no page after {BUILDING_AND_STARTING:.0f} s:\n{city.said()[-4000:]}")
        time.sleep(0.2)
