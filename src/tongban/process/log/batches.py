"""成批 — attributes that arrive one by one, as typed columns of limited memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

import numpy as np
import polars as pl

from tongban.process.log.findings import CHECKS, LogFinding
from tongban.process.log.moments import MOMENTS, parse
from tongban.process.log.raw import LONGEST_VALUE, MOST_ATTRIBUTES

_names = count()

_TRUTH = {"true": True, "1": True, "false": False, "0": False}


@dataclass(slots=True)
class Column:
    """列 — one attribute of the rows of this batch, and what earlier batches became.

    `kind` is the type the file names first; `rows` and `values` are written by the reader itself, in its
    innermost loop.
    """

    name: str
    kind: str
    rows: list[int] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    done: list[pl.Series] = field(default_factory=list)
    mixed: bool = False
    unreadable: int = 0
    cut: int = 0
    twice: int = 0
    bad: list[str] = field(default_factory=list)
    coded: pl.Categorical | None = None

    def close(self, height: int, before: int, written: pl.DataFrame | None = None) -> None:
        """Make a typed column of what was written since the last time, or of `row` and `value` at once."""
        while len(self.done) < before:  # the attribute is new: earlier batches lack it
            self.done.append(pl.Series(self.name, [], pl.Null))
        if written is None and self.rows:
            schema = {"row": pl.UInt32, "value": pl.String}
            written = pl.DataFrame({"row": self.rows, "value": self.values}, schema=schema)
            self.rows, self.values = [], []
        self.done.append(
            pl.Series(self.name, [], pl.Null) if written is None else self._series(written, height)
        )

    def _series(self, table: pl.DataFrame, height: int) -> pl.Series:
        rows = table["row"].to_numpy()
        if (rows[1:] == rows[:-1]).any():  # they come in the order of their rows
            once = table.unique("row", keep="last", maintain_order=True)
            self.twice += table.height - once.height
            table = once
        texts = table["value"]
        long = texts.str.len_bytes() > LONGEST_VALUE
        if long.any():
            self.cut += int(long.sum())
            texts = texts.str.slice(0, LONGEST_VALUE)
        typed = self._typed(texts)
        if table.height == height:
            return typed.rename(self.name)
        places = np.full(height, table.height, np.uint32)
        places[table["row"].to_numpy()] = np.arange(table.height, dtype=np.uint32)
        with_none = (
            typed.extend_constant(None, 1)
            if typed.dtype != MOMENTS
            else pl.concat([typed, pl.Series([None], dtype=MOMENTS).rename(typed.name)])
        )
        return with_none.gather(places).rename(self.name)

    def _typed(self, texts: pl.Series) -> pl.Series:
        if self.kind in ("string", "id", "list", "container") or self.mixed:
            return self._coded(texts)
        if self.kind == "date":
            parsed = parse(texts)
            self._note(texts, parsed.unreadable)
            return parsed.moments
        typed: pl.Series
        if self.kind == "boolean":
            typed = texts.str.to_lowercase().replace_strict(_TRUTH, default=None, return_dtype=pl.Boolean)
        else:
            typed = texts.str.strip_chars().cast(pl.Int64 if self.kind == "int" else pl.Float64, strict=False)
        self._note(texts, typed.is_null() & texts.is_not_null())
        return typed

    def _coded(self, texts: pl.Series) -> pl.Series:
        """Words that come again are kept once; what differs in most rows is kept as it is."""
        if self.coded is None and not any(len(series) for series in self.done):
            if texts.n_unique() > max(1000, texts.len() // 2):
                return texts
            self.coded = pl.Categorical(pl.Categories(f"log-{next(_names)}", namespace="tongban"))
        return texts.cast(self.coded) if self.coded is not None else texts

    def _note(self, texts: pl.Series, unreadable: pl.Series) -> None:
        if unreadable.any():
            self.unreadable += int(unreadable.sum())
            self.bad += texts.filter(unreadable).head(3).to_list()

    def whole(self, heights: list[int]) -> pl.Series:
        """All batches as one column."""
        kinds = {str(series.dtype): series.dtype for series in self.done if series.dtype != pl.Null}
        if not kinds:
            return pl.Series(self.name, [None] * sum(heights), pl.String)
        kind = next(iter(kinds.values()))
        texts = len(kinds) > 1
        parts = []
        for height, series in zip(
            heights, self.done + [pl.Series([], dtype=pl.Null)] * len(heights), strict=False
        ):
            if series.dtype == pl.Null:
                parts.append(
                    pl.Series(self.name, [None], pl.String if texts else kind).new_from_index(0, height)
                )
            elif texts:
                parts.append(_as_text(series))
            else:
                parts.append(series)
        return pl.concat(parts).rename(self.name)


def _as_text(series: pl.Series) -> pl.Series:
    if series.dtype == MOMENTS:
        return series.struct.field("at").dt.to_string("iso:strict").rename(series.name)
    return series.cast(pl.String)


@dataclass
class Batches:
    """几批 — the columns of one table, by the names of their attributes."""

    columns: dict[str, Column] = field(default_factory=dict)
    heights: list[int] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)

    def open(self, name: str, kind: str) -> Column | None:
        """The column of an attribute that is seen for the first time, or None where there are too many."""
        if len(self.columns) >= MOST_ATTRIBUTES:
            if len(self.dropped) < MOST_ATTRIBUTES:
                self.dropped[name[:80]] = 1
            return None
        column = self.columns[name] = Column(name, kind)
        return column

    def close(self, height: int, written: Mapping[str, pl.DataFrame] | None = None) -> None:
        """End this batch of so many rows; what was written all at once is given by attribute."""
        if not height:
            return
        for name, column in self.columns.items():
            column.close(height, len(self.heights), written.get(name) if written else None)
        self.heights.append(height)

    def table(self) -> pl.DataFrame:
        """Everything that was read."""
        whole = {name: column.whole(self.heights) for name, column in self.columns.items()}
        return pl.DataFrame(whole)

    def findings(self, say: Callable[[str], str] = lambda name: name) -> list[LogFinding]:
        """What was odd about the values."""
        found = []
        for name, column in self.columns.items():
            if column.unreadable:
                check = CHECKS["value_unreadable"]
                found.append(check.found(column.unreadable, column.bad, column=say(name)))
            if column.mixed:
                found.append(CHECKS["mixed_types"].found(1, column=say(name)))
        if self.dropped:
            found.append(
                CHECKS["too_many_attributes"].found(len(self.dropped), self.dropped, most=MOST_ATTRIBUTES)
            )
        if cut := sum(column.cut for column in self.columns.values()):
            found.append(CHECKS["value_cut"].found(cut, most=LONGEST_VALUE))
        if twice := sum(column.twice for column in self.columns.values()):
            found.append(CHECKS["key_twice"].found(twice))
        return found
