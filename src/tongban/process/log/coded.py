"""编码日志 — the one form of a log that everything is mined from.

One row an activity, in the order of its case: numbers instead of names, instants in UTC with the clock on the
wall beside them. Names are kept once, in `names`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from tongban.catalogue.log_mapping import LogMapping
from tongban.process.log.findings import LogFinding

Codes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]

#: The columns of `CodedLog.events` before its attributes.
COLUMNS: Mapping[str, Any] = {
    "case": pl.UInt32(),
    "activity": pl.UInt32(),
    "start": pl.Datetime("us", "UTC"),
    "complete": pl.Datetime("us", "UTC"),
    "offset": pl.Int16(),
    "day_only": pl.Boolean(),
    "resource": pl.UInt32(),
    "department": pl.UInt32(),
}
#: What stands before the name of an attribute among the columns.
ATTRIBUTE = "@"


@dataclass(frozen=True)
class CodedLog:
    """编码日志.

    Attributes:
        events: `COLUMNS` and attributes, one row an activity; sorted by case, and within it by time. `start`
            is empty where the log does not tell it; `complete` and `start` where there is no time at all.
            `day_only` marks a date without a time of day.
        cases: one row a case, at its number: `id`, `deadline`, `closed` (instants, or empty), `late`
        (where both
            are known), attributes.
        names: of `activity`, `resource`, `department`, by number.
        read: how many events the file has, counted ones and left-out ones.
        file, digest, format: what it was read from.
        mapping: how.
        findings: what is odd about it.
    """

    events: pl.DataFrame
    cases: pl.DataFrame
    names: Mapping[str, pl.Series]
    read: int
    file: str
    digest: str
    format: str
    mapping: LogMapping
    findings: tuple[LogFinding, ...] = field(default=())

    @cached_property
    def case(self) -> Codes:
        """The case of every row."""
        return self.events["case"].to_numpy()

    @cached_property
    def activity(self) -> Codes:
        """The activity of every row."""
        return self.events["activity"].to_numpy()

    @cached_property
    def firsts(self) -> Places:
        """Where the rows of each case begin, by its number: no case is without a row."""
        if not self.events.height:
            return np.zeros(0, np.int64)
        return np.flatnonzero(np.concatenate(([True], self.case[1:] != self.case[:-1])))

    @property
    def has_starts(self) -> bool:
        """Whether the log tells when anything began."""
        return self.events["start"].count() > 0

    @property
    def has_times(self) -> bool:
        """Whether the log has any time."""
        return self.events["complete"].count() > 0 or self.has_starts

    def name(self, field: str, code: int) -> str:
        """The name of a number."""
        return str(self.names[field][code])

    def ids(self, cases: pl.Series) -> list[str]:
        """The ids of some cases, by their numbers."""
        return [str(one) for one in self.cases["id"].gather(cases)]
