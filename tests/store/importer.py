"""Imports a file of results over PostgreSQL; may be killed.

Run as a program: importer.py URL DATA ROWS.
"""

import sys
from pathlib import Path

from observed_items import newborn_item
from results import Exchange, line
from stores import House, on_database
from tongban.connectors.postgres import Urls
from tongban.handling.observing.rows import Row

DAY = "2025-10-13"


def desk_of(house: House) -> Exchange:
    """An office over a house, to which the police send their files."""
    return Exchange(house.office(DAY, item=newborn_item()), newborn_item(), house.results)


def file_of(rows: int) -> list[Row]:
    """A row for each case, under a number of its own; every tenth has a day that nobody can read."""
    return [
        line(n + 2, f"R-{n}", 流水号=f"公2025-{n}", **({"办结日期": "十月十一"} if n % 10 == 9 else {}))
        for n in range(rows)
    ]


if __name__ == "__main__":
    url, data, rows = sys.argv[1:]
    desk_of(on_database(Urls(url, url, url), Path(data))).take(*file_of(int(rows)))
