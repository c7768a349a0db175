"""Counts all clocks anew by the newest calendar, case by case, and notes each batch; may be killed.

Run as a program: recounter.py URL DATA NOTES.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from stores import on_database
from tongban.connectors.postgres import Urls
from tongban.handling.calendars import NewestCalendars
from tongban.handling.carrying_out import Handler
from tongban.handling.ports import Write
from tongban.handling.recount import recount


def opened(url: str, data: Path) -> tuple[Handler, NewestCalendars]:
    """What counts on 22 December 2026, and the calendars it knows."""
    house = on_database(Urls(url, url, url), data)
    calendars = house.calendars()
    return house.office("2026-12-22", calendars).handler, calendars


def killed(url: str, data: Path) -> tuple[Handler, NewestCalendars]:
    """Somebody who counts one batch and dies before it is committed."""
    handler, calendars = opened(url, data)

    def die(_: Sequence[Write]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    handler.ports.store.commit = die  # type: ignore[method-assign]
    return handler, calendars


def main(url: str, data: Path, notes: Path) -> None:
    handler, calendars = opened(url, data)

    def tell(cases: int, moved: int) -> None:
        with notes.open("a") as file:
            file.write(f"{cases} {moved}\n")

    recount(handler, calendars, batch=2, window=7, tell=tell)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
