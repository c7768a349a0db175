"""Windows: contestants take turns, A B C A B C, so that a noisy machine is noisy to all of them.

Every client of a window is a process of its own with its own connection; it warms up before the
window begins. What is told is the ratio within each round: minimum, median, maximum.
"""

import multiprocessing
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from statistics import median
from typing import Any

#: An endless run of commands: each `next` is one, done and durable. Its argument is the client's number.
Play = Callable[[int], Iterator[None]]

_FORK: Any = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Window:
    """What one window counted."""

    commands: int
    seconds: float
    client_cpu: float
    server_cpu: float

    @property
    def rate(self) -> float:
        return self.commands / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Processor time of clients and server per command."""
        return (self.client_cpu + self.server_cpu) * 1000 / max(1, self.commands)


def window(play: Play, clients: int, seconds: float, server_cpu: Callable[[], float], warm: int) -> Window:
    """One window of so many clients."""
    gate = _FORK.Barrier(clients + 1)
    pipes, processes = [], []
    for number in range(clients):
        mine, theirs = _FORK.Pipe(duplex=False)
        process = _FORK.Process(target=_client, args=(play, number, seconds, warm, gate, theirs))
        process.start()
        theirs.close()
        pipes.append(mine)
        processes.append(process)
    gate.wait(120)
    before = server_cpu()
    counted = [pipe.recv() for pipe in pipes]
    server = server_cpu() - before
    gate.wait(120)
    for process in processes:
        process.join()
    if None in counted:
        raise RuntimeError("a client failed; what it said is above")
    commands, cpu = sum(n for n, _, _ in counted), sum(spent for _, _, spent in counted)
    return Window(commands, max(took for _, took, _ in counted), cpu, server)


def _client(play: Play, number: int, seconds: float, warm: int, gate: Barrier, result: Connection) -> None:
    counted = None
    try:
        turns = play(number)
        for _ in range(warm):
            next(turns)
        gate.wait(120)
        cpu, began, done = time.process_time(), time.perf_counter(), 0
        while (took := time.perf_counter() - began) < seconds:
            next(turns)
            done += 1
        counted = (done, took, time.process_time() - cpu)
    except BaseException:
        traceback.print_exc(file=sys.stderr)
    finally:
        result.send(counted)
        gate.wait(120)


def rounds(
    plays: Mapping[str, Play],
    clients: int,
    seconds: float,
    times: int,
    server_cpu: Callable[[], float],
    warm: int,
) -> dict[str, list[Window]]:
    """So many rounds in which everybody has one window; every other round runs backwards."""
    found: dict[str, list[Window]] = {name: [] for name in plays}
    for turn in range(times):
        order = list(plays) if turn % 2 == 0 else list(reversed(plays))
        for name in order:
            found[name].append(window(plays[name], clients, seconds, server_cpu, warm))
    return found


def spread(values: list[float]) -> str:
    """Minimum, median and maximum."""
    return f"{min(values):.2f}-{median(values):.2f}-{max(values):.2f}"


def ratio(one: list[Window], other: list[Window]) -> list[float]:
    """Round by round, how many times as fast the one was."""
    return [a.rate / b.rate for a, b in zip(one, other, strict=True)]


def cpu_ratio(one: list[Window], other: list[Window]) -> list[float]:
    """Round by round, how many times less processor time the one took for a command."""
    return [b.cpu_ms / a.cpu_ms for a, b in zip(one, other, strict=True)]
