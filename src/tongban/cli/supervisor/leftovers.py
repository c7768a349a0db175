"""Processes of an earlier run that outlived their killed supervisor."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tongban.cli.faults import OperatorFault
from tongban.connectors import process_table

MARK = "TONGBAN_SUPERVISED"
"""The environment variable that marks a child; its value is the data directory it belongs to."""

PATIENCE: tuple[tuple[signal.Signals, float], ...] = ((signal.SIGTERM, 8.0), (signal.SIGKILL, 5.0))


def end_leftovers(data: Path, tell: Callable[[str, str], None]) -> None:
    """End every process marked as a child of `data`'s supervisor; ask first, then kill.

    Call it only while holding the lock of `data`: then there is no other supervisor, and whoever
    bears the mark belongs to a dead one.

    Raises:
        OperatorFault: some do not end.
    """
    for number, seconds in PATIENCE:
        pids = _marked(data)
        if not pids:
            return
        listed = ", ".join(map(str, pids))
        tell(f"停止上次运行遗留的进程 {listed}", f"ending processes left by an earlier run: {listed}")
        for pid in pids:
            _send(pid, number)
        deadline = time.monotonic() + seconds
        while _marked(data) and time.monotonic() < deadline:
            time.sleep(0.05)
    if pids := _marked(data):
        listed = ", ".join(map(str, pids))
        raise OperatorFault(
            f"上次运行遗留的进程 {listed} 无法停止，请先结束它们再启动。",
            f"Processes {listed} of an earlier run do not end. End them, then start again.",
        )


def _marked(data: Path) -> list[int]:
    return [pid for pid in process_table.started_with(MARK, str(data)) if pid != os.getpid()]


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
