"""`make bench` lists what can be measured; `make bench ARGS="commands"` measures it.

A name takes its own options: `make bench ARGS="commands --cases 10000"`.
"""

import importlib
import os
import sys
from pathlib import Path

MEASURED = {
    "commands": "durable commands, beside bare inserts of the same rows and beside SpiffWorkflow",
    "kernel": "decide + evolve, replay, due dates, without a database",
    "clocks": "due dates and working time by the million, beside numpy and PM4Py",
    "sweep": "10,000 due among 1,000,000 clocks, beside the same rows without the kernel",
    "recount": "running clocks after a changed holiday notice, beside the same rows alone",
    "importing": "files of 10,000 and 100,000 results, beside the same rows without the kernel",
    "start": "`make run` to the first page, first time and again",
    "life_event": "a life event of ten members with 100 steps, beside the same cases apart",
    "documents": "setting, sealing and verifying a document",
}


def main() -> int:
    root = Path(__file__).parents[1]
    sys.path[:0] = places = [str(root / "src"), str(root / "tests")]
    os.environ["PYTHONPATH"] = os.pathsep.join(places)  # for the processes that are started
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.web.settings")
    os.environ.setdefault("TONGBAN_SECRET_KEY", "only-for-benchmarks-" + "0" * 32)
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in MEASURED:
        print("\n".join(f"  {known:<11}{what}" for known, what in MEASURED.items()))
        return 0 if not name else 2
    sys.argv[0:2] = [f"benchmarks {name}"]
    importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
