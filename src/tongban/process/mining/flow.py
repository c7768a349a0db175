"""流程 — which activity follows which, how often and after how long; where cases begin and end."""

import numpy as np
import polars as pl

from tongban.process.log import CodedLog
from tongban.process.mining.steps import DAY_MICROS, Steps, steps

#: Of seconds, over those of a group that are known.
_TIMES = (
    (pl.col("micros").mean() / 1e6).alias("mean"),
    (pl.col("micros").median() / 1e6).alias("median"),
    (pl.col("micros").quantile(0.9, "linear") / 1e6).alias("p90"),
)


def directly_follows(log: CodedLog, found: Steps | None = None) -> pl.DataFrame:
    """The process map: `source`, `target` (numbers of activities), `count`, and seconds between them.

    `timed` of the `count` have a duration, `by_day` of those are known to the day; `mean`, `median` and
    `p90` are over those that are timed. The most frequent first.
    """
    found = found or steps(log)
    activity, size = log.activity, len(log.names["activity"])
    edge = activity[found.later - 1].astype(np.int64) * size + activity[found.later]
    table = pl.DataFrame({"edge": edge, "micros": found.micros, "by_day": found.by_day})
    by_day = (pl.col("by_day") & pl.col("micros").is_not_null()).sum()
    return (
        table.group_by("edge")
        .agg(
            pl.len().alias("count"), pl.col("micros").count().alias("timed"), by_day.alias("by_day"), *_TIMES
        )
        .with_columns(
            source=(pl.col("edge") // size).cast(pl.UInt32), target=(pl.col("edge") % size).cast(pl.UInt32)
        )
        .sort(pl.col("count"), "source", "target", descending=[True, False, False])
        .select("source", "target", "count", "timed", "by_day", "mean", "median", "p90")
    )


def activities(log: CodedLog, found: Steps | None = None) -> pl.DataFrame:
    """What is done how often, and how long it waits and takes: one row an activity, the most frequent first.

    `waited` is the time since the activity before it, `worked` from its start to its end where the log
    has both: each with `median` and `p90`, in seconds. Without starts the two cannot be told apart, and
    `waited` is both.
    """
    found = found or steps(log)
    waits = pl.DataFrame(
        {"activity": log.activity[found.later], "micros": found.micros},
        schema={"activity": pl.UInt32, "micros": pl.Int64},
    )
    waited = waits.group_by("activity").agg(
        *(time.name.prefix("waited_") for time in _TIMES[1:]),
        (pl.col("micros").sum() / 1e6).alias("waited_total"),
    )
    worked = log.events.select(
        "activity", micros=(pl.col("complete") - pl.col("start")).dt.total_microseconds()
    )
    done = worked.group_by("activity").agg(
        pl.len().alias("count"),
        *(time.name.prefix("worked_") for time in _TIMES[1:]),
        (pl.col("micros").sum() / 1e6).alias("worked_total"),
    )
    return done.join(waited, on="activity", how="left").sort("count", "activity", descending=[True, False])


def starts_and_ends(log: CodedLog) -> pl.DataFrame:
    """How many cases begin and end with each activity."""
    size = len(log.names["activity"])
    firsts = log.firsts
    lasts = np.append(firsts[1:], log.events.height) - 1
    return pl.DataFrame(
        {
            "activity": np.arange(size, dtype=np.uint32),
            "starts": np.bincount(log.activity[firsts], minlength=size),
            "ends": np.bincount(log.activity[lasts], minlength=size),
        }
    ).filter((pl.col("starts") > 0) | (pl.col("ends") > 0))


def case_durations(log: CodedLog) -> pl.Series:
    """From the first instant of every case to its last, in seconds; whole days where one is a date only."""
    wall = pl.col("offset").cast(pl.Int64) * 60_000_000
    began, ended = pl.coalesce("start", "complete"), pl.coalesce("complete", "start")
    table = log.events.select(
        "case",
        "day_only",
        began=began.dt.epoch("us"),
        ended=ended.dt.epoch("us"),
        began_on=(began.dt.epoch("us") + wall) // DAY_MICROS,
        ended_on=(ended.dt.epoch("us") + wall) // DAY_MICROS,
    )
    first = pl.col("began").arg_min()
    last = pl.col("ended").arg_max()
    by_day = pl.col("day_only").gather(first).first() | pl.col("day_only").gather(last).first()
    days = (pl.col("ended_on").max() - pl.col("began_on").min()) * DAY_MICROS
    micros = pl.when(by_day).then(days).otherwise(pl.col("ended").max() - pl.col("began").min())
    return table.group_by("case", maintain_order=True).agg((micros / 1e6).alias("seconds"))["seconds"]
