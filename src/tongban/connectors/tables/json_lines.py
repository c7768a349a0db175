"""JSON 行 — one object a line."""

import json
from collections.abc import Iterator
from typing import IO

from tongban.catalogue.result_mapping import ResultMapping
from tongban.connectors.tables.header import LONGEST_CELL, MOST_ROWS, is_empty, tidy, too_many
from tongban.handling.observing.rows import CellFault, Row

_LONGEST_LINE = 1 << 20


def rows(stream: IO[bytes], file: str, mapping: ResultMapping) -> Iterator[Row]:
    """The rows of a file of JSON lines; a line that is none is a row of which nothing can be read."""
    wanted = [column for _, column in mapping.columns.named()]
    number = 0
    for number, line in enumerate(_lines(stream), start=1):
        if number > MOST_ROWS:
            raise too_many(file)
        if not line.strip():
            continue
        try:
            value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except ValueError:
            value = None
        if isinstance(value, dict):
            yield _row(value, number)
        else:
            yield Row(number, dict.fromkeys(wanted, ""), dict.fromkeys(wanted, CellFault.UNREADABLE))
    if not number:
        raise is_empty(file)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines no longer than anybody needs; the rest of a longer one is left out, and is no JSON any more."""
    while line := stream.readline(_LONGEST_LINE):
        yield line
        while not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE)
            if not line:
                return


def _row(value: dict[str, object], line: int) -> Row:
    cells: dict[str, str] = {}
    faults: dict[str, CellFault] = {}
    for key, content in value.items():
        name = tidy(key)
        if content is None:
            cells[name] = ""
        elif isinstance(content, bool) or not isinstance(content, str | int):
            cells[name], faults[name] = str(content)[:40], CellFault.UNREADABLE
        else:
            cells[name] = tidy(str(content))
            if len(cells[name]) > LONGEST_CELL:
                cells[name], faults[name] = cells[name][:40] + "…", CellFault.UNREADABLE
    return Row(line, cells, faults)
