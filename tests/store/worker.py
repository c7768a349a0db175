"""A worker of the platform with a job that writes lines; run as a program: worker.py NOTES."""

import sys
import time
from collections.abc import Mapping
from pathlib import Path

import django

django.setup()

from tongban.store.jobs import register, run_worker  # noqa: E402  (needs Django set up)

NOTES = Path(sys.argv[1])


def note(line: str) -> None:
    with NOTES.open("a") as notes:
        notes.write(line + "\n")


def slow_job(case_id: str, arguments: Mapping[str, str]) -> None:
    note(f"begun {arguments['seq']}")
    time.sleep(float(arguments.get("seconds", "0")))
    note(f"ended {arguments['seq']}")


def failing_job(case_id: str, arguments: Mapping[str, str]) -> None:
    note("tried")
    if NOTES.read_text().count("tried") < 3:
        raise OSError("李申请 must not be written down")


register("slow", slow_job)
register("failing", failing_job)
run_worker()
