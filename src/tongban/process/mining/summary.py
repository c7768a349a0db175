"""概要 — everything that is told of a log, as plain data: for programs, and to be written out for people."""

from typing import Any

import polars as pl

from tongban.catalogue.log_mapping import plain
from tongban.process.log import CodedLog
from tongban.process.mining.deadlines import overdue
from tongban.process.mining.flow import activities, case_durations, directly_follows, starts_and_ends
from tongban.process.mining.handover import handovers, load, ping_pong
from tongban.process.mining.rework import rework
from tongban.process.mining.steps import steps
from tongban.process.mining.variants import variants


def summary(log: CodedLog, top: int = 10) -> dict[str, Any]:
    """What a log tells: counts over all of it, and the first `top` of every list.

    Args:
        log: the log.
        top: how many rows a list has; 0 gives them all.
    """
    between, ways = steps(log), variants(log)
    late = overdue(log)
    return {
        "file": log.file,
        "format": log.format,
        "digest": log.digest,
        "mapping": plain(log.mapping),
        "quality": [finding.plain() for finding in log.findings],
        "cases": log.cases.height,
        "events": log.read,
        "activities": len(log.names["activity"]),
        "instances": log.events.height,
        "variants": ways.table.height,
        "resources": len(log.names["resource"]),
        "departments": len(log.names["department"]),
        "period": _period(log),
        "case_seconds": _spread(case_durations(log)) if log.has_times else None,
        "overdue": late
        and {
            "late": late.late,
            "closed": late.closed,
            "on_the_day": late.on_the_day,
            "open": late.open,
            "median_days": late.median_days,
            "examples": list(late.examples),
        },
        "has_starts": log.has_starts,
        "map": {
            "activities": _named(
                log, activities(log, between).join(starts_and_ends(log), on="activity", how="left"), top
            ),
            "edges": _named(log, directly_follows(log, between), top),
        },
        "variant_list": [
            {
                "cases": cases,
                "length": length,
                "example": str(log.cases["id"][example]),
                "activities": [log.name("activity", one) for one in ways.sequence(log, variant)],
            }
            for variant, cases, length, example in _first(ways.table, top).iter_rows()
        ],
        "rework": _named(log, rework(log), top),
        "handover": {by: _handover(log, by, top) for by in ("resource", "department") if len(log.names[by])},
    }


def _handover(log: CodedLog, by: str, top: int) -> dict[str, Any]:
    all_, back = handovers(log, by), ping_pong(log, by)
    given = all_.filter(pl.col("source") != pl.col("target"))
    return {
        "kept": int(all_["count"].sum()) - int(given["count"].sum()),
        "given": int(given["count"].sum()),
        "ping_pong": int(back["count"].sum()),
        "pairs": _named(log, given, top, by),
        "back": _named(log, back, top, by),
        "load": _named(log, load(log, by), top, by),
    }


def _first(table: pl.DataFrame, top: int) -> pl.DataFrame:
    return table.head(top) if top else table


def _named(log: CodedLog, table: pl.DataFrame, top: int, by: str = "activity") -> list[dict[str, Any]]:
    """Rows with names in place of numbers."""
    places = {"source", "target", "one", "other", "activity", by}
    return [
        {key: log.name(by, value) if key in places else value for key, value in row.items()}
        for row in _first(table, top).iter_rows(named=True)
    ]


def _period(log: CodedLog) -> dict[str, str] | None:
    if not log.has_times:
        return None
    wall = log.events.select(
        pl.coalesce("complete", "start").dt.replace_time_zone(None)
        + pl.duration(minutes=pl.col("offset").cast(pl.Int64))
    ).to_series()
    first, last = wall.dt.date().min(), wall.dt.date().max()
    return {"from": str(first), "until": str(last)}


def _spread(seconds: pl.Series) -> dict[str, float | None]:
    mean, median, p90 = seconds.mean(), seconds.median(), seconds.quantile(0.9, "linear")
    return {"mean": mean, "median": median, "p90": p90}  # type: ignore[dict-item]  # numbers, of numbers
