"""Counts all clocks anew by the newest calendar, case by case, and notes each batch; may be killed.

Run as a program: recounter.py URL DATA NOTES.
"""

import sys
from pathlib import Path

from stores import on_database
from tongban.connectors.postgres import Urls
from tongban.handling.recount import recount


def main(url: str, data: Path, notes: Path) -> None:
    house = on_database(Urls(url, url, url), data)
    calendars = house.calendars()
    office = house.office("2026-12-22", calendars)

    def tell(cases: int, moved: int) -> None:
        with notes.open("a") as file:
            file.write(f"{cases} {moved}\n")

    recount(office.handler, calendars, batch=2, window=7, tell=tell)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
