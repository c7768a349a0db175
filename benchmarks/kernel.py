"""How fast the kernel thinks, and what it remembers: commands, replay, due dates, a live case, import.

python -m benchmarks kernel
"""

import gc
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date

from cast import (
    ACCEPT,
    ASSISTANT,
    CLERK,
    DELIVER,
    GRANT,
    LEAD,
    LICENCE,
    SWEEP,
    Table,
    agree,
    china,
    conforms,
    instant,
    receive,
    working,
)
from tongban.handling.codec import Codec
from tongban.kernel import Case, Command, Event, decide, evolve, replay
from tongban.kernel.clock import Clock, ClockKind, explain

LIFE = (
    ("2025-09-24", CLERK, receive()),
    ("2025-09-24", CLERK, ACCEPT),
    ("2025-09-26", ASSISTANT, agree("fire")),
    ("2025-09-26", ASSISTANT.at("health_desk"), agree("health")),
    ("2025-09-28", LEAD, conforms()),
    ("2025-10-14", LEAD, GRANT),
    ("2025-10-14", SWEEP, LICENCE),
    ("2025-10-16", CLERK, DELIVER),
)


def rate(what: str, once: Callable[[], int], seconds: float = 2.0) -> None:
    """Print how many a second of processor time; `once` does some and says how many.

    Of three stretches the best: others on the machine only ever make it slower.
    """
    once()
    best = 0.0
    for _ in range(3):
        done, began = 0, time.process_time()
        while (spent := time.process_time() - began) < seconds / 3:
            done += once()
        best = max(best, done / spent)
    print(f"{what:<52}{best:>12,.0f} /s")


def weigh(what: str, events: Sequence[Event], copies: int = 500) -> None:
    """Print what a case weighs in memory as a worker keeps it, read from its records, beside these."""
    codec = Codec()
    records = codec.write(events, b"")
    replay(map(codec.read, records))
    gc.collect()
    tracemalloc.start()
    cases = [replay(map(codec.read, records)) for _ in range(copies)]
    gc.collect()
    used = tracemalloc.get_traced_memory()[0] / len(cases)
    tracemalloc.stop()
    stored = sum(len(record.body) for record in records)
    print(
        f"{what:<52}{used / 1024:>12,.1f} KiB  (its records {stored / 1024:,.1f} KiB, {used / stored:.2f} x)"
    )


def main() -> None:
    table = Table()
    commands: list[Command] = []
    for n, (day, who, body) in enumerate(LIFE):
        commands.append(table.command(day, who, body, at=f"10:{n:02}"))
        table.play(commands[-1])
    item, calendar, events = table.item, table.calendar, list(table.events)
    print(f"a life: {len(commands)} commands, {len(events)} events")

    def live() -> int:
        case = Case()
        for command in commands:
            for event in decide(case, command, item, calendar):
                case = evolve(case, event)
        return len(commands)

    def again() -> int:
        replay(events)
        return len(events)

    started = date(2025, 9, 24)
    limit = working(20, "行政许可法§42(1)")
    clock = Clock(ClockKind.STATUTORY, limit).start(started, instant("2025-09-24"), "s")
    paused = clock.exclude(
        date(2025, 10, 9), date(2025, 10, 20), instant("2025-09-25"), "s", basis="§45", document="S-1"
    )

    def count(subject: Clock) -> Callable[[], int]:
        return lambda: len([subject.due(calendar) for _ in range(1000)])

    rate("commands, decide + evolve", live)
    rate("events replayed", again)
    rate("due dates", count(clock))
    rate("due dates with an exclusion", count(paused))
    rate("due dates explained in two languages", lambda: len([explain(paused, china()) for _ in range(100)]))

    accepted = next(n for n, event in enumerate(events) if type(event.body).__name__ == "StepsOpened")
    weigh("a live case, departments at work", events[: accepted + 1])
    weigh("a live case, closed", events)

    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        bare = time.perf_counter() - began
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import tongban.kernel"], check=True)
        times.append(time.perf_counter() - began - bare)
    print(f"{'import tongban.kernel':<52}{min(times) * 1000:>12,.0f} ms")


if __name__ == "__main__":
    main()
