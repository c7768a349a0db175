"""`postmaster.pid`: what it says, whether it is true, and how a server that nobody parents is ended."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tongban.connectors import process_table
from tongban.connectors.postgres.faults import still_running

Tell = Callable[[str, str], None]
"""Told what is going on, in Chinese and in English."""

STATUS_LINE = 8
# A fast shutdown writes a checkpoint, which takes as long as the disk takes; then it gets rougher.
PATIENCE: tuple[tuple[signal.Signals, float], ...] = (
    (signal.SIGINT, 60.0),
    (signal.SIGQUIT, 10.0),
    (signal.SIGKILL, 10.0),
)


def quietly(zh: str, en: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class PidFile:
    """The two lines of `postmaster.pid` that matter: the pid, and the status (`ready`, `starting`, …)."""

    pid: int
    status: str


def read(data: Path) -> PidFile | None:
    """What the pid file in `data` says, or None where there is none or a torn one."""
    try:
        lines = (data / "postmaster.pid").read_text(errors="replace").splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    return PidFile(abs(pid), lines[STATUS_LINE - 1].strip() if len(lines) >= STATUS_LINE else "")


def clear_the_way(data: Path, tell: Tell = quietly) -> None:
    """End every process of an earlier server of `data` and remove its stale pid file.

    The pid file of a killed server may name a pid that a stranger has been given since, which
    PostgreSQL takes for a live server. It is removed only when no process works in `data` any more:
    backends that outlive their postmaster must be gone before a new one may start.

    Raises:
        PostgresFault: processes that cannot be ended.
    """
    if not data.exists():
        return
    for number, seconds in PATIENCE:
        pids = process_table.working_in(data)
        if not pids:
            break
        named = read(data)
        tell(
            "停止遗留的数据库进程", f"stopping processes left by an earlier run: {', '.join(map(str, pids))}"
        )
        # Only the postmaster is asked: it stops its own backends. Backends without one are all asked.
        _send([named.pid] if named and named.pid in pids else pids, number)
        _wait_until_gone(data, seconds)
    else:
        if left := process_table.working_in(data):
            raise still_running(str(data), left)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _send(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
        except PermissionError:  # it will be reported as still running
            continue


def _wait_until_gone(data: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while process_table.working_in(data) and time.monotonic() < deadline:
        time.sleep(0.05)
