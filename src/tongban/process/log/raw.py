"""原始日志 — what a reader hands over: events and cases as columns, and what it found on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from tongban.process.log.findings import LogFinding

#: The column of a nested file (XES) that says to which case an event belongs: its place in `cases`.
CASE = "#case"
#: More kinds of attributes than any log has; the rest is counted and not read.
MOST_ATTRIBUTES = 500
#: Longer texts are cut: nothing is mined from essays.
LONGEST_VALUE = 4_096

#: Told how many events have been read, now and then.
Progress = Callable[[int], None]


@dataclass(frozen=True)
class RawLog:
    """原始日志.

    Attributes:
        events: one row an event, in the order of the file; `CASE` where cases are a table of their own.
        cases: one row a case, where the file nests events in cases; None for a flat table.
        findings: what the reader has to say.
        format: xes, csv, parquet, xlsx.
    """

    events: pl.DataFrame
    cases: pl.DataFrame | None
    format: str
    findings: tuple[LogFinding, ...] = field(default=())
    guessed: dict[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, pl.DataType]:
        """What a mapping can name: columns of events, and of cases with `case:` before them."""
        found = {name: kind for name, kind in self.events.schema.items() if name != CASE}
        if self.cases is not None:
            found |= {f"case:{name}": kind for name, kind in self.cases.schema.items()}
        return found


def nothing_before(count: int) -> None:
    """A progress that nobody looks at."""
