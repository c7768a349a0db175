"""相邻活动 — each activity and the next of its case, with the time between them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from tongban.process.log import CodedLog

DAY_MICROS = 86_400_000_000


@dataclass(frozen=True)
class Steps:
    """相邻活动 — by the row of the second: every pair of neighbours within a case.

    Attributes:
        later: rows of the second of each pair; the first is the row before.
        micros: between the end of the first and the beginning of the second, or its end where nobody
        knows when it
            began; empty where either has no time, never below nothing, for work overlaps. Whole days
            where either is a date only.
        by_day: where that is so.
    """

    later: npt.NDArray[np.int64]
    micros: pl.Series
    by_day: npt.NDArray[np.bool_]


def steps(log: CodedLog) -> Steps:
    """Every activity that follows another in its case."""
    case = log.case
    later = np.flatnonzero(case[1:] == case[:-1]) + 1
    day_only = log.events["day_only"].to_numpy()
    by_day = day_only[later] | day_only[later - 1]
    ended, began = pl.coalesce("complete", "start"), pl.coalesce("start", "complete")
    wall = pl.col("offset").cast(pl.Int64) * 60_000_000
    at = (
        log.events.select(
            ended=ended.dt.epoch("us"),
            began=began.dt.epoch("us"),
            ended_on=(ended.dt.epoch("us") + wall) // DAY_MICROS,
            began_on=(began.dt.epoch("us") + wall) // DAY_MICROS,
        )
        if by_day.any()
        else log.events.select(ended=ended.dt.epoch("us"), began=began.dt.epoch("us"))
    )
    if later.size == log.events.height - 1:  # one case: nothing to pick
        micros = at["began"][1:] - at["ended"][:-1]
    else:
        micros = at["began"].gather(later) - at["ended"].gather(later - 1)
    if by_day.any():
        days = at["began_on"].gather(later) - at["ended_on"].gather(later - 1)
        micros = pl.select(pl.when(pl.Series(by_day)).then(days * DAY_MICROS).otherwise(micros)).to_series()
    return Steps(later, micros.clip(0).rename("micros"), by_day)
