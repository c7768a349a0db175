"""Asks cases and life events of the demo anything at any time: nothing but a refusal or bad input is raised.

    python tools/fuzz.py --commands 1000000 --seed 1 --record build/fuzz.jsonl

A third of the commands is what could be asked in that state, so that cases get somewhere; a third is that
with some of its content replaced; a third is any verb with any content of the right types: days from year 1
to 9999, instants without a time zone, huge and negative numbers, texts empty, endless and in odd characters,
ids nobody knows. What is carried out must also replay to the same case, and its clocks must be explained.

They are asked in chunks, each by its own seed (the given one, the next, ...), a tenth of each to life
events. With a record what was asked is kept chunk by chunk: the same command again goes on where it was
cut short. Exit code 1 with the command and the traceback where something else was raised.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from fuzzing.cases import Fuzz
from fuzzing.told import Told
from fuzzing.whole import WholeFuzz

#: Cases are laid aside after 400 commands, 64 at once: a chunk sees whole lives.
CHUNK = 50_000


def fuzzed(seed: int, commands: int) -> Told:
    """One chunk."""
    of_life_events = commands // 10
    told = Fuzz(seed).run(commands - of_life_events)
    told.add(WholeFuzz(seed).run(of_life_events))
    return told


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--commands", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help="keep what was asked here, and go on from it")
    asked = parser.parse_args()
    told, seconds = Told(), 0.0
    known = _recorded(asked.record)
    chunks = -(-asked.commands // CHUNK)
    for number in range(chunks):
        seed, size = asked.seed + number, min(CHUNK, asked.commands - number * CHUNK)
        if (seed, size) not in known:
            began = time.process_time()
            found = fuzzed(seed, size)
            known[seed, size] = found, time.process_time() - began
            _keep(asked.record, seed, *known[seed, size])
        told.add(known[seed, size][0])
        seconds += known[seed, size][1]
        print(f"seed {seed}: {size:,} commands, {len(told.raised)} places", file=sys.stderr, flush=True)
    _tell(told, f"{asked.seed} to {asked.seed + chunks - 1}" if chunks > 1 else str(asked.seed), seconds)
    return 1 if told.raised else 0


def _tell(told: Told, seeds: str, seconds: float) -> None:
    refused = sum(told.refused.values())
    raised = sum(times for _, times in told.raised.values())
    print(f"{told.asked:,} commands of {len(told.verbs)} verbs, seed {seeds}, {seconds:.0f} s of a processor")
    print("of cases", ", ".join(f"{status} {times:,}" for status, times in told.states.most_common()))
    print(f"{told.carried_out:,} carried out, {told.bad_input:,} bad input")
    print(f"{refused:,} refused, for {len(told.refused)} reasons")
    print(f"{raised:,} raised anything else, at {len(told.raised)} places")
    for place, (shown, times) in told.raised.items():
        print(f"\n{place} ×{times}\n{shown}")


# --- the record: a line a chunk


def _recorded(path: Path | None) -> dict[tuple[int, int], tuple[Told, float]]:
    if path is None or not path.is_file():
        return {}
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            kept = json.loads(line)
        except ValueError:  # the line it was writing when it was stopped
            continue
        told = kept["told"]
        for name in ("refused", "verbs", "states"):
            told[name] = Counter(told[name])
        told["raised"] = {place: tuple(first) for place, first in told["raised"].items()}
        found[kept["seed"], told["asked"]] = Told(**told), kept["seconds"]
    return found


def _keep(path: Path | None, seed: int, told: Told, seconds: float) -> None:
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    cut_short = path.is_file() and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as file:
        line = json.dumps({"seed": seed, "seconds": round(seconds, 1), "told": vars(told)})
        file.write(f"\n{line}\n" if cut_short and path.stat().st_size else f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
