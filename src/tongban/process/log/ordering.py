"""次序 — the rows of a coded log: by case, then by time, then as the file has them."""

import polars as pl


def ordered(events: pl.DataFrame) -> pl.DataFrame:
    """By case and time; within a day of which only the date is known, as the file has it.

    What has no time keeps its place behind the event before it.
    """
    events = events.rename({"at": "complete"})
    when = pl.coalesce("start", "complete")
    if events["complete"].null_count():
        events = events.with_columns(when=when).sort("case", "n")
        events = events.with_columns(when=pl.col("when").forward_fill().over("case"))
    else:
        events = events.with_columns(when=when)
    if not events["day_only"].any():
        return events.sort("case", "when", "n", nulls_last=False)
    wall = pl.col("when").dt.epoch("us") + pl.col("offset").cast(pl.Int64).fill_null(0) * 60_000_000
    events = events.with_columns(day=wall // 86_400_000_000)
    days = events.filter("day_only").select("case", "day").unique().with_columns(by_file=pl.lit(value=True))
    events = events.join(days, on=["case", "day"], how="left")
    clock = pl.when(pl.col("by_file").is_null()).then("when")
    return events.with_columns(clock=clock).sort("case", "day", "clock", "n", nulls_last=False)


def dense(
    events: pl.DataFrame, cases: pl.DataFrame, names: dict[str, pl.Series]
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, pl.Series]]:
    """Without the cases and activities all of whose rows were left out."""
    kept = events["case"].unique().sort()
    if kept.len() < cases.height:
        events = events.with_columns(
            case=events["case"].replace_strict(kept, pl.int_range(kept.len(), dtype=pl.UInt32, eager=True))
        )
        cases = cases[kept.to_list()]
    used = events["activity"].unique().sort()
    if used.len() < names["activity"].len():
        events = events.with_columns(
            activity=events["activity"].replace_strict(
                used, pl.int_range(used.len(), dtype=pl.UInt32, eager=True)
            )
        )
        names = names | {"activity": names["activity"].gather(used)}
    return events, cases, names
