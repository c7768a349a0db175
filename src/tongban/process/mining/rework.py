"""返工 — activities that a case went through more than once."""

import numpy as np
import polars as pl

from tongban.process.log import CodedLog

#: Up to so many cells an event, a table of cases and activities is filled in whole.
_CELLS = 8


def rework(log: CodedLog) -> pl.DataFrame:
    """One row an activity that is repeated: `cases` that have it, `repeated` of them more than once.

    `again` is how often it was done beyond the first time in a case, `at_once` how often it followed
    itself. The most repeated first.
    """
    size, cases = len(log.names["activity"]), log.cases.height
    if size * cases <= max(1 << 16, _CELLS * log.events.height):
        cell = log.case.astype(np.int64) * size + log.activity
        times = np.bincount(cell, minlength=size * cases).reshape(cases, size)
        having, repeated, done = (times > 0).sum(0), (times > 1).sum(0), times.sum(0)
        table = pl.DataFrame(
            {"activity": np.arange(size, dtype=np.uint32), "cases": having, "repeated": repeated}
        )
        table = table.with_columns(again=pl.Series(done - having))
    else:
        times_done = log.events.group_by("case", "activity").len()
        table = times_done.group_by("activity").agg(
            pl.len().cast(pl.Int64).alias("cases"),
            (pl.col("len") > 1).sum().cast(pl.Int64).alias("repeated"),
            (pl.col("len").cast(pl.Int64) - 1).sum().alias("again"),
        )
    same = (log.case[1:] == log.case[:-1]) & (log.activity[1:] == log.activity[:-1])
    at_once = np.bincount(log.activity[1:][same], minlength=size)
    table = table.with_columns(at_once=pl.Series(at_once).gather(table["activity"]))
    return table.filter(pl.col("again") > 0).sort("again", "activity", descending=[True, False])
