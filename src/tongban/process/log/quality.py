"""数据质量检查 — what times, order and repetition say about how far a log can be trusted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import polars as pl

from tongban.process.log.findings import CHECKS, LogFinding

#: Nothing that is mined began before; a default such as 1970-01-01 did.
LONG_AGO = date(1980, 1, 1)
#: So many days without any event are a gap, where events usually follow one another much sooner.
_GAP_DAYS, _GAP_TIMES = 14, 10
_MANY_ACTIVITIES = 1_000
#: A whole hour that holds so large a share of all events, to the microsecond, is no hour of work.
_ODD_HOUR = 0.02


def of_moments(times: pl.DataFrame) -> Iterator[LogFinding]:
    """Of a column of times as it was read: what is missing, dates, zones."""
    known = times["at"].count()
    if not known:
        yield CHECKS["no_times"].found(times.height)
        return
    if missing := times.height - known:
        yield CHECKS["time_missing"].found(missing)
    if dates := int(times["day_only"].sum()):
        yield CHECKS["day_only"].found(dates, share=f"{100 * dates / known:.1f}")
    offsets = times["offset"].drop_nulls().unique().sort().to_list()
    # Two offsets an hour apart are one zone in summer and in winter.
    if len(offsets) > 2 or (len(offsets) == 2 and offsets[1] - offsets[0] > 60):
        shown = ", ".join(f"{'+' if o >= 0 else '-'}{abs(o) // 60:02}:{abs(o) % 60:02}" for o in offsets[:8])
        yield CHECKS["zones_mixed"].found(len(offsets), offsets=shown)
    if offsets == [0]:
        yield from _midnight_elsewhere(times["at"], known)


def _midnight_elsewhere(at: pl.Series, known: int) -> Iterator[LogFinding]:
    micros = at.dt.epoch("us").drop_nulls()
    sharp = micros.filter(micros % 3_600_000_000 == 0)
    hours = ((sharp // 3_600_000_000) % 24).value_counts(sort=True)
    odd = {hour: count for hour, count in hours.iter_rows() if hour and count > max(3, known * _ODD_HOUR)}
    # Work that is booked by the hour is sharp at many of them; dates are sharp at one, or two with summer
    # time.
    if odd and len(odd) <= 2 and sum(odd.values()) > 0.8 * sharp.len():
        yield CHECKS["midnight_elsewhere"].found(
            sum(odd.values()), hours="/".join(str(hour) for hour in sorted(odd))
        )


def of_files_order(events: pl.DataFrame, ids: pl.Series) -> Iterator[LogFinding]:
    """Of events in the order of the file: which are earlier than the one before them."""
    in_case = events if events["case"].is_sorted() else events.sort("case", maintain_order=True)
    before = in_case.select(
        same=pl.col("case") == pl.col("case").shift(),
        earlier=pl.col("at") < pl.col("at").shift(),
        dated=pl.col("day_only") | pl.col("day_only").shift(),
        # Of dates, only another day is a matter of order.
        sooner=pl.col("at").dt.date() < pl.col("at").dt.date().shift(),
    )
    wrong = before.select(
        (pl.col("same") & pl.col("earlier") & (pl.col("sooner") | ~pl.col("dated"))).fill_null(value=False)
    ).to_series()
    if wrong.any():
        found = in_case["case"].filter(wrong)
        yield CHECKS["disorder"].found(found.len(), ids.gather(found.unique(maintain_order=True).head(5)))


def of_instants(events: pl.DataFrame, ids: pl.Series, as_of: datetime) -> Iterator[LogFinding]:
    """Of activities in order: the future, long ago, gaps."""
    at = pl.coalesce("complete", "start")
    later = events.filter(at > as_of)
    if later.height:
        yield CHECKS["future"].found(later.height, _cases(later, ids), today=as_of.date())
    earlier = events.filter(at < datetime(LONG_AGO.year, LONG_AGO.month, LONG_AGO.day, tzinfo=UTC))
    if earlier.height:
        yield CHECKS["long_ago"].found(earlier.height, _cases(earlier, ids), day=LONG_AGO)
    yield from _gaps(events.select(at.dt.date()).to_series())


def _cases(events: pl.DataFrame, ids: pl.Series) -> list[str]:
    return ids.gather(events["case"].unique(maintain_order=True).head(5)).to_list()


def _gaps(days: pl.Series) -> Iterator[LogFinding]:
    days = days.drop_nulls().unique().sort()
    if days.len() < 20:  # too few to know what is usual
        return
    apart = (days - days.shift()).dt.total_days()
    usual = max(_GAP_DAYS, _GAP_TIMES * (apart.median() or 0))  # type: ignore[operator]  # a number, of numbers
    wide = apart > usual
    if wide.any():
        ends, lengths = days.filter(wide).to_list(), apart.filter(wide).to_list()
        shown = [f"{end - timedelta(days=length)}..{end}" for end, length in zip(ends, lengths, strict=True)]
        yield CHECKS["gap"].found(len(ends), shown, days=max(lengths))


def of_activities(events: pl.DataFrame, ids: pl.Series, activities: int) -> Iterator[LogFinding]:
    """Of activities: too many kinds, a single case, the same twice."""
    if activities > _MANY_ACTIVITIES:
        yield CHECKS["many_activities"].found(activities)
    if ids.len() == 1:
        yield CHECKS["one_case"].found(1, ids)
    # The same in a case stands side by side once sorted by everything it could differ in.
    keys = ["case", "activity", "complete", "start", "resource"]
    table = events.select(keys).filter(pl.col("complete").is_not_null())
    twice = table.filter(table.is_duplicated()) if table.height else table
    if twice.height:
        extra = twice.height - twice.unique().height
        yield CHECKS["duplicates"].found(extra, ids.gather(twice["case"].unique(maintain_order=True).head(5)))
