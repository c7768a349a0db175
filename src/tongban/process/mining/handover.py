"""交接 — work that goes from one to another, back and forth, and who does how much."""

import numpy as np
import polars as pl

from tongban.process.log import CodedLog


def handovers(log: CodedLog, by: str = "resource") -> pl.DataFrame:
    """From whom to whom work went within a case: `source`, `target` (numbers), `count`; the most first.

    Neighbours of which nobody knows who did them are left out; work that stays is counted from one to the
    same.

    Args:
        log: the log.
        by: resource or department.
    """
    size = max(1, len(log.names[by]))
    one = log.events[by].fill_null(size).to_numpy().astype(np.int64)
    known = (log.case[1:] == log.case[:-1]) & (one[1:] < size) & (one[:-1] < size)
    edge = (one[:-1] * size + one[1:])[known]
    counts = pl.DataFrame({"edge": edge}).group_by("edge").agg(pl.len().alias("count"))
    return counts.select(
        source=(pl.col("edge") // size).cast(pl.UInt32),
        target=(pl.col("edge") % size).cast(pl.UInt32),
        count="count",
    ).sort("count", "source", "target", descending=[True, False, False])


def ping_pong(log: CodedLog, by: str = "resource") -> pl.DataFrame:
    """How often work went to another and came straight back: `one`, `other` (numbers), `count`, `cases`."""
    nobody = len(log.names[by])
    who, case = log.events[by].fill_null(nobody).to_numpy(), log.case
    known = who < nobody
    back = (case[2:] == case[:-2]) & (who[2:] == who[:-2]) & (who[2:] != who[1:-1]) & known[2:] & known[1:-1]
    table = pl.DataFrame({"one": who[2:][back], "other": who[1:-1][back], "case": case[2:][back]})
    return (
        table.group_by("one", "other")
        .agg(pl.len().alias("count"), pl.col("case").n_unique().alias("cases"))
        .sort("count", "one", "other", descending=[True, False, False])
    )


def load(log: CodedLog, by: str = "resource") -> pl.DataFrame:
    """Who did how much: one row for each: `activities`, `cases`, `kinds` of activities, `days` with any.

    The busiest first.
    """
    on = (pl.coalesce("complete", "start").dt.epoch("us") + pl.col("offset").cast(pl.Int64) * 60_000_000) // (
        86_400_000_000
    )
    return (
        log.events.select(by, "case", "activity", on=on)
        .filter(pl.col(by).is_not_null())
        .group_by(by)
        .agg(
            pl.len().alias("activities"),
            pl.col("case").n_unique().alias("cases"),
            pl.col("activity").n_unique().alias("kinds"),
            pl.col("on").drop_nulls().n_unique().alias("days"),
        )
        .sort("activities", by, descending=[True, False])
    )
