"""超期 — cases that ended after the deadline the log gives them."""

from dataclasses import dataclass

import polars as pl

from tongban.process.log import CodedLog


@dataclass(frozen=True)
class Overdue:
    """超期.

    Attributes:
        closed: cases that have ended and have a deadline.
        late: of those, how many ended after the instant the log gives.
        on_the_day: of the late ones, those that ended on the day of a deadline that is a date. Counted in
            days, they were in time.
        open: cases with a deadline that have not ended.
        examples: ids of late cases, the latest first.
        median_days: by how many days the late ones are late.
    """

    closed: int
    late: int
    on_the_day: int
    open: int
    examples: tuple[str, ...]
    median_days: float | None


def overdue(log: CodedLog) -> Overdue | None:
    """How many cases ended late; None where the log has no deadline or no end of cases."""
    if log.cases["late"].null_count() == log.cases.height:
        return None
    late = (
        log.cases.filter("late")
        .with_columns(by=pl.col("closed") - pl.col("deadline"))
        .sort("by", descending=True)
    )
    days = (late["by"].dt.total_seconds() / 86_400).median()
    return Overdue(
        closed=log.cases["late"].count(),
        late=late.height,
        on_the_day=int(late["on_the_day"].sum()),
        open=log.cases.filter(pl.col("deadline").is_not_null() & pl.col("closed").is_null()).height,
        examples=tuple(late["id"].head(5).to_list()),
        median_days=None if days is None else float(days),  # type: ignore[arg-type]  # of numbers, a number
    )
