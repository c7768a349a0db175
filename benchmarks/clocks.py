"""Clocks by the million: due dates, working seconds, a recount after an amendment, what it costs to load.

python -m benchmarks clocks [--rows 1000000] [--seconds 0.5] [--rounds 5]

Contestants take turns in one process, every other round backwards; told is the median rate, and the
ratio to a peer within each round (minimum-median-maximum). All get the same rows. Who answers wrongly
is told how often.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from itertools import cycle
from statistics import median
from typing import Any

import numpy as np

from benchmarks.windows import spread
from cast import china
from tongban.bulk import (
    NUMPY,
    Clocks,
    DayTable,
    Exclusions,
    Loops,
    due_dates,
    moved,
    working_seconds_spent,
)
from tongban.kernel.calendar import working_seconds
from tongban.kernel.clock import Clock, ClockKind, Start, TimeLimit, Unit, counting, explain

#: Does some and says how many.
Once = Callable[[], int]

FIRST, LAST = date(2010, 1, 4), date(2026, 6, 30)
LIMIT = TimeLimit(20, Unit.WORKING_DAY, "行政许可法§42(1)")
#: The contestants that are timed on a handful of rows at once.
HANDFUL = 200


def main() -> None:
    parser = argparse.ArgumentParser(description="Clocks over arrays.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    rng = np.random.default_rng(20_260_302)
    due(asked.rows, asked.seconds, asked.rounds, rng)
    seconds_worked(asked.rows, asked.seconds, asked.rounds, rng)
    recount(asked.rows, asked.rounds, rng)
    loading()


def compiled() -> dict[str, Loops]:
    """Numba's loops on one processor and on two, if it is installed."""
    if find_spec("numba") is None:
        print("numba is not installed (pip install 'tongban[bench]'): its rows are missing")
        return {}
    from tongban.bulk.compiled import CompiledLoops  # noqa: PLC0415  (numba is optional)

    return {"bulk, numba, 1 thread": CompiledLoops(1), "bulk, numba, 2 threads": CompiledLoops(2)}


# --- due dates


def due(rows: int, seconds: float, rounds: int, rng: np.random.Generator) -> None:
    calendar = china()
    table = DayTable.of(calendar)
    starts = np.datetime64(FIRST) + rng.integers(0, (LAST - FIRST).days + 1, rows)
    amounts = rng.integers(1, 61, rows)
    clocks = Clocks.of(starts, amounts)
    rest = [date.fromordinal(day) for day in range(FIRST.toordinal() - 30, date(2028, 12, 31).toordinal())]
    rest = [day for day in rest if not calendar.is_working(day)]
    weeks = {
        "busday_offset, every off-day listed": np.busdaycalendar("1111111", holidays=rest),
        "busday_offset, weekmask and holidays": np.busdaycalendar("1111100", holidays=rest),
        "busday_offset, weekmask alone": np.busdaycalendar("1111100"),
    }
    handful = list(zip(starts[:HANDFUL].tolist(), amounts[:HANDFUL].tolist(), strict=True))
    ledgers = [_ledger(start, amount) for start, amount in handful]

    def by(loops: Loops) -> Once:
        return lambda: due_dates(table, clocks, loops).days.size

    def busday(name: str) -> Any:
        return np.busday_offset(starts, amounts, roll="backward", busdaycal=weeks[name])

    def ticked_off() -> int:
        for start, amount in handful:
            day, left = start, amount
            while left:
                day += timedelta(days=1)
                left -= calendar.is_working(day)
        return HANDFUL

    contestants: dict[str, Once] = {
        "kernel, one by one": lambda: len([clock.due(calendar) for clock in ledgers]),
        "kernel, with its explanation": lambda: len([explain(clock, calendar) for clock in ledgers]),
        "plain loop over days": ticked_off,
        **{name: lambda name=name: busday(name).size for name in weeks},
        "bulk, numpy": by(NUMPY),
        **{name: by(loops) for name, loops in compiled().items()},
    }
    answers = due_dates(table, clocks).require().days
    for start, amount, day in zip(*zip(*handful, strict=True), answers[:HANDFUL].tolist(), strict=True):
        assert counting.due(LIMIT, amount, Start(start), (), calendar).day == day
    print(f"due dates, {rows:,} rows, limits of 1 to 60 working days")
    found = take_turns(contestants, seconds, rounds)
    for name in contestants:
        wrong = ""
        if name in weeks:
            wrong = f"   {np.count_nonzero(busday(name) != answers) / rows:.1%} wrong"
        print(f"  {name:<38}{median(found[name]):>14,.0f} /s{wrong}")
    for name in contestants:
        if name.startswith("bulk"):
            for peer in ("busday_offset, every off-day listed", "kernel, one by one"):
                told_ratio(found, name, peer)


def _ledger(start: date, amount: int) -> Clock:
    at = datetime(2026, 3, 2, 2, tzinfo=china().zone)
    limit = TimeLimit(amount, Unit.WORKING_DAY, "行政许可法§42(1)", unit_basis="行政许可法§82")
    return Clock(ClockKind.STATUTORY, limit).start(start, at, "s")


# --- working seconds


def seconds_worked(rows: int, seconds: float, rounds: int, rng: np.random.Generator) -> None:
    calendar = china()
    table = DayTable.of(calendar)
    begin = np.datetime64(FIRST, "s").astype(np.int64)
    since = begin + rng.integers(0, (LAST - FIRST).days * 86_400, rows)
    until = since + rng.integers(0, 40 * 86_400, rows)
    zone = calendar.zone
    pairs = [
        (datetime.fromtimestamp(a, zone), datetime.fromtimestamp(b, zone))
        for a, b in zip(since[:HANDFUL].tolist(), until[:HANDFUL].tolist(), strict=True)
    ]

    def by(loops: Loops) -> Once:
        return lambda: working_seconds_spent(table, since, until, loops=loops).running.size

    contestants: dict[str, Once] = {
        "kernel, one by one": lambda: len([working_seconds(calendar, *pair) for pair in pairs]),
        "bulk, numpy": by(NUMPY),
        **{name: by(loops) for name, loops in compiled().items()},
    }
    peer = _pm4py()
    if peer is not None:
        contestants["PM4Py BusinessHours"] = lambda: len([peer(*pair) for pair in pairs])
    right = working_seconds_spent(table, since, until).require().running[:HANDFUL].tolist()
    assert right == [working_seconds(calendar, *pair) for pair in pairs]
    print(f"\nworking seconds between two instants up to 40 days apart, {rows:,} rows")
    found = take_turns(contestants, seconds, rounds)
    for name in contestants:
        wrong = ""
        if name.startswith("PM4Py") and peer is not None:
            off = sum(peer(*pair) != answer for pair, answer in zip(pairs, right, strict=True))
            wrong = f"   {off / HANDFUL:.1%} wrong: it knows a week, no holidays"
        print(f"  {name:<38}{median(found[name]):>14,.0f} /s{wrong}")
    for name in contestants:
        if name.startswith("bulk") and peer is not None:
            told_ratio(found, name, "PM4Py BusinessHours")


def _pm4py() -> Callable[[datetime, datetime], float] | None:
    if find_spec("pm4py") is None:
        print("\nPM4Py is not installed (pip install 'tongban[bench]'): its row is missing")
        return None
    with contextlib.redirect_stdout(sys.stderr):
        from pm4py.util.business_hours import BusinessHours  # noqa: PLC0415  (optional, and talkative)
    hours = china().hours
    assert hours is not None
    slots = [
        tuple(day * 86_400 + edge.hour * 3600 + edge.minute * 60 for edge in opening)
        for day in range(5)
        for opening in hours.ordinary
    ]
    return lambda a, b: BusinessHours(a, b, business_hour_slots=slots).get_seconds()


# --- a recount after an amendment


def recount(rows: int, rounds: int, rng: np.random.Generator) -> None:
    """The notice of 2026 arrives: every running clock is counted again, those that moved are named."""
    before, after = china(2025), china(2026)
    starts = np.datetime64("2025-09-01") + rng.integers(0, 120, rows)
    units = np.array([Unit.WORKING_DAY] * 7 + [Unit.NATURAL_DAY] * 2 + [Unit.MONTH])
    units = units[rng.integers(0, units.size, rows)]
    amounts = np.where(units == Unit.MONTH, rng.integers(1, 7, rows), rng.integers(5, 91, rows))
    paused = np.flatnonzero(rng.random(rows) < 0.2)
    offsets = np.zeros(rows + 1, np.int64)
    offsets[paused + 1] = 1
    begin = starts[paused] + rng.integers(1, 20, paused.size)
    until = begin + rng.integers(0, 30, paused.size)
    extensions = np.where(rng.random(rows) < 0.1, 10, 0)
    codes = [Unit(each) for each in units.tolist()]
    clocks = Clocks.of(
        starts,
        amounts,
        unit=codes,
        extensions=extensions,
        exclusions=Exclusions.of(offsets.cumsum(), begin, until),
    )
    told = due_dates(DayTable.of(before), clocks).require().days
    print(
        f"\nrecount of {rows:,} running clocks when the notice of 2026 arrives (20 % paused, 10 % extended)"
    )
    table, changed = DayTable.of(after), np.array([], np.intp)
    for name, loops in {"bulk, numpy": NUMPY, **compiled()}.items():
        times = []
        for _ in range(rounds):
            began = time.perf_counter()
            dues = due_dates(table, clocks, loops).require()
            changed = moved(told, dues)
            times.append(time.perf_counter() - began)
        print(f"  {name:<38}{spread(times):>19} s   {changed.size:,} moved")
    limits = [TimeLimit(1, unit, "") for unit in codes[:HANDFUL]]
    pauses: list[tuple[counting.Stretch, ...]] = [()] * HANDFUL
    for row, *stretch in zip(paused.tolist(), begin.tolist(), until.tolist(), strict=True):
        if row < HANDFUL:
            pauses[row] = ((stretch[0], stretch[1]),)
    days = [Start(day) for day in starts[:HANDFUL].tolist()]
    whole = (amounts + extensions)[:HANDFUL].tolist()
    began = time.perf_counter()
    one_by_one = [
        counting.due(limit, amount, start, pause, after).day
        for limit, amount, start, pause in zip(limits, whole, days, pauses, strict=True)
    ]
    each = (time.perf_counter() - began) / len(one_by_one)
    assert one_by_one == due_dates(table, clocks).days[:HANDFUL].tolist()
    print(f"  {'kernel, one by one (from a sample)':<38}{each * rows:>19.2f} s")


# --- loading


def loading() -> None:
    """What a process pays to have it, beyond a bare interpreter."""
    print("\nto load, beyond a bare interpreter")
    work = {
        "tongban due (whole run)": ["-m", "tongban.cli", "due", "2025-09-24", "20"],
        "import tongban.kernel.clock": ["-c", "import tongban.kernel.clock"],
        "import tongban.bulk": ["-c", "import tongban.bulk"],
        "of which numpy": ["-c", "import numpy"],
    }
    if find_spec("numba"):
        work["import tongban.bulk.compiled"] = ["-c", "import tongban.bulk.compiled"]
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(3):
        bare = _run(["-c", "pass"])
        for name, arguments in work.items():
            times[name].append((_run(arguments) - bare) * 1000)
    for name, spent in times.items():
        print(f"  {name:<38}{spread(spent):>22} ms")
    command = [sys.executable, "-X", "importtime", *work["tongban due (whole run)"]]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ)).stderr
    loaded = [line for line in said.splitlines() if line.rpartition("|")[2].strip() == "numpy"]
    print(f"  numpy in `tongban due`: {'loaded' if loaded else 'not loaded'}")
    began = time.perf_counter()
    table = DayTable.of(china(2024))  # one that nobody has tabulated yet
    middle = time.perf_counter()
    assert table.zone.offsets.size
    days, zone = (middle - began) * 1000, (time.perf_counter() - middle) * 1000
    print(f"  a calendar as a table: days {days:.0f} ms, zone {zone:.0f} ms")


def _run(arguments: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - began


# --- turns


@dataclass
class Stretch:
    """What one contestant did in one turn."""

    done: int = 0
    seconds: float = 0.0


def take_turns(contestants: Mapping[str, Once], seconds: float, rounds: int) -> dict[str, list[float]]:
    """Rates of each, one per round; every other round runs backwards. All are warm before the first."""
    for once in contestants.values():
        once()
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for order, _ in zip(_orders(list(contestants)), range(rounds), strict=False):
        for name in order:
            stretch = Stretch()
            while stretch.seconds < seconds:
                began = time.perf_counter()
                stretch.done += contestants[name]()
                stretch.seconds += time.perf_counter() - began
            found[name].append(stretch.done / stretch.seconds)
    return found


def _orders(names: list[str]) -> Iterator[list[str]]:
    return cycle([names, names[::-1]])


def told_ratio(found: Mapping[str, list[float]], name: str, peer: str) -> None:
    ratios = [a / b for a, b in zip(found[name], found[peer], strict=True)]
    print(f"  {f'{name} / {peer}':<66}{spread(ratios):>24}")


if __name__ == "__main__":
    main()
