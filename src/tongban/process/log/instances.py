"""活动实例 — starts and completions of the same activity, made one row.

The k-th completion of an activity in a case belongs to its earliest start that is still open. Where a log
tells completions only, every event is an activity of its own.
"""

from collections import deque
from collections.abc import Iterator

import polars as pl

from tongban.process.log.findings import CHECKS, LogFinding

_STARTS = ("start", "started", "begin", "开始")
_ENDS = ("complete", "completed", "end", "finish", "finished", "ate_abort", "pi_abort", "完成", "结束")


def paired(events: pl.DataFrame) -> tuple[pl.DataFrame, list[LogFinding]]:
    """One row an activity from rows with `transition`; what is neither start nor completion is left out.

    Args:
        events: `case`, `label` (the activity), `at`, `offset`, `day_only`, `transition`, `n` (the place in
            the file).
    """
    transition = pl.col("transition").cast(pl.String).str.to_lowercase().str.strip_chars()
    events = events.with_columns(kind=transition)
    counts = dict(events["kind"].drop_nulls().value_counts().iter_rows())
    has_ends = any(kind in counts for kind in _ENDS)
    if not has_ends:  # a log of its own words: every event counts
        return _single(events.drop("kind")), []
    findings = []
    is_start, is_end = pl.col("kind").is_in(_STARTS), pl.col("kind").is_in(_ENDS) | pl.col("kind").is_null()
    other = events.filter(~is_start & ~is_end)
    if other.height:
        which = ", ".join(sorted(other["kind"].unique())[:6])
        findings.append(CHECKS["other_transitions"].found(other.height, which=which))
    if not any(kind in counts for kind in _STARTS):
        return _single(events.filter(is_end).drop("kind")), findings
    ends, unmatched = _matched(events.filter(is_start), events.filter(is_end))
    if unmatched.height:
        findings.append(CHECKS["start_unmatched"].found(unmatched.height))
        begun = unmatched.with_columns(start=pl.col("at"), at=pl.lit(None, events.schema["at"]))
        ends = pl.concat([ends, begun.select(ends.columns)])
    return ends.drop("kind").sort("n"), findings


def _single(events: pl.DataFrame) -> pl.DataFrame:
    return events.with_columns(start=pl.lit(None, events.schema["at"]))


def _matched(starts: pl.DataFrame, ends: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Completions with the start of each, and the starts that are left."""
    order = ["case", "label", "at", "n"]
    both = pl.concat(
        [
            starts.select(*order, begins=pl.lit(value=True)),
            ends.select(*order, begins=pl.lit(value=False)),
        ]
    ).sort("case", "label", "at", pl.col("begins").not_(), "n")
    pairs = pl.DataFrame(
        list(_pairs(both)), schema={"n": pl.UInt32, "start_n": pl.UInt32}, orient="row"
    ).with_columns(pl.col("n").cast(ends.schema["n"]), pl.col("start_n").cast(starts.schema["n"]))
    begun = pairs.join(starts.select(start_n="n", start="at"), on="start_n", how="left").select("n", "start")
    left = starts.join(pairs.select(n="start_n"), on="n", how="anti")
    return ends.join(begun, on="n", how="left", maintain_order="left"), left


def _pairs(both: pl.DataFrame) -> Iterator[tuple[int, int]]:
    of: tuple[int, str] | None = None
    begun: deque[int] = deque()
    for case, label, n, begins in both.select("case", "label", "n", "begins").iter_rows():
        if (case, label) != of:
            of = (case, label)
            begun.clear()
        if begins:
            begun.append(n)
        elif begun:
            yield n, begun.popleft()
