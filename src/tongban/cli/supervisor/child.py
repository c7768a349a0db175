"""One child: how it is started, when it is ready, what happens when it ends."""

import os
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tongban.cli.supervisor.leash import Spawn

LARGEST_LOG = 20 * 1024 * 1024  # bytes; an older part is kept beside it, once

Patience = tuple[tuple[signal.Signals, float], ...]
"""Which signals end a process, and how many seconds each is given before the next."""


@dataclass(frozen=True)
class Backoff:
    """How long to wait before the n-th start in a row, in seconds."""

    first: float = 0.2
    factor: float = 2.0
    longest: float = 30.0
    steady_after: float = 30.0
    """A child that ran this long has recovered: the next failure counts as the first."""

    def wait(self, failures: int) -> float:
        """Seconds before the next start after `failures` ends in a row (at least one)."""
        return min(self.longest, self.first * self.factor ** min(failures - 1, 30))


@dataclass(frozen=True)
class ChildSpec:
    """One line of the supervisor's table."""

    name: str
    spawn: Spawn
    stop_order: int
    """Children with a lower number are stopped first; equal numbers together."""
    prepare: Callable[[], None] = lambda: None
    """Called before every start, to repair what a killed predecessor left."""
    ready: Callable[["subprocess.Popen[bytes]"], bool] = lambda _: True
    patience: Patience = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
    backoff: Backoff = Backoff()


@dataclass
class Child:
    """A line of the table with its process."""

    spec: ChildSpec
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    is_ready: bool = False
    failures: int = 0
    started_at: float = 0.0
    start_at: float = 0.0
    """When it may be started next, on the monotonic clock."""

    def start(self, now: float) -> None:
        """Start a process."""
        _turn_over(self.log)
        self.process, self.is_ready, self.started_at = self.spec.spawn(self.log), False, now

    def became_ready(self) -> bool:
        """Whether it has become ready since the last question."""
        if self.is_ready or self.process is None or not self.spec.ready(self.process):
            return False
        self.is_ready = True
        return True

    def ended(self, now: float) -> int | None:
        """The exit code of a process that has ended since the last question, else None.

        What is left of its session is killed while the number still belongs to it, that is before it
        is reaped: a web server's workers would otherwise keep the port.
        """
        if self.process is None or not _has_exited(self.process.pid):
            return None
        _kill_session(self.process.pid)
        code = self.process.wait()
        steady = now - self.started_at >= self.spec.backoff.steady_after
        self.failures = 1 if steady else self.failures + 1
        self.start_at = now + self.spec.backoff.wait(self.failures)
        self.process, self.is_ready = None, False
        return code


def _has_exited(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _kill_session(pid: int) -> None:
    """Kill what is left of the process group that the unreaped `pid` leads."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _turn_over(log: Path) -> None:
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
