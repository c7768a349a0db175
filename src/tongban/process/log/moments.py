"""时刻 — texts as instants: what was written, in which offset from UTC, and whether it was a date only.

A column is read whole. What has a zone becomes UTC and keeps its offset; what has none stays wall time until
`settled` is told where the clocks hang. A date is no work at midnight: it keeps the mark `dated`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

#: How moments are kept in a column: UTC where `offset` (minutes) is known, else the time on the wall.
MOMENTS = pl.Struct({"at": pl.Datetime("us"), "offset": pl.Int16(), "dated": pl.Boolean()})

_SECONDS = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
_REST = re.compile(r"(?:[.,]([0-9]{1,9}))?\s*(Z|z|UTC|([+-])([0-9]{2}):?([0-9]{2})?)?")
_TIMES = (
    *("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M:%S%.f", "%Y/%m/%d %H:%M"),
    *("%Y.%m.%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y%m%d%H%M%S"),
)
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
#: Forms that another country reads another way: taken where nothing else fits, and said.
_DOUBTFUL = tuple(
    f"%{first}{mark}%{second}{mark}%Y{clock}"
    for mark in "/-."
    for clock in (" %H:%M:%S", " %H:%M:%S%.f", " %H:%M", "")
    for first, second in ("dm", "md")
)
#: Numbers above this are milliseconds since 1970; seconds reach it in the year 5138.
_MILLISECONDS = 10**11


@dataclass(frozen=True)
class Parsed:
    """读出的时刻 — a column of `MOMENTS`, which texts were none, and the form where it had to be guessed."""

    moments: pl.Series
    unreadable: pl.Series
    guessed: str = ""


def parse(column: pl.Series, forms: Sequence[str] = ()) -> Parsed:
    """The moments of a column of texts, dates, instants or numbers."""
    kind = column.dtype
    if kind == pl.Date:
        dated = column.cast(pl.Datetime("us"))
        return _typed(column, dated, pl.lit(None, pl.Int16), dated=True)
    if isinstance(kind, pl.Datetime):
        if kind.time_zone is None:
            return _typed(column, column.cast(pl.Datetime("us")), pl.lit(None, pl.Int16))
        return _zoned(column, kind.time_zone)
    if kind.is_numeric():
        whole = column.cast(pl.Int64, strict=False)
        micros = pl.select(pl.when(whole.abs() > _MILLISECONDS).then(whole * 1000).otherwise(whole * 10**6))
        return _typed(column, micros.to_series().cast(pl.Datetime("us")), pl.lit(0, pl.Int16))
    return _texts(column.cast(pl.String).str.strip_chars(), forms)


def _typed(column: pl.Series, at: pl.Series, offset: pl.Expr, *, dated: bool = False) -> Parsed:
    moments = pl.select(at.alias("at"), offset.alias("offset"), pl.lit(dated).alias("dated"))
    return Parsed(_packed(moments), at.is_null() & column.is_not_null())


def _zoned(column: pl.Series, zone: str) -> Parsed:
    at = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None).cast(pl.Datetime("us"))
    wall = column.dt.replace_time_zone(None).cast(pl.Datetime("us"))
    offset = (wall - at).dt.total_minutes().cast(pl.Int16)
    moments = pl.DataFrame({"at": at, "offset": offset}).with_columns(dated=pl.lit(value=False))
    return Parsed(_packed(moments), at.is_null() & column.is_not_null())


def _packed(moments: pl.DataFrame) -> pl.Series:
    return moments.select(
        pl.when(pl.col("at").is_not_null())
        .then(pl.struct("at", "offset", "dated"))
        .otherwise(None)
        .cast(MOMENTS)
        .alias("moments")
    ).to_series()


# --- texts


def _texts(texts: pl.Series, forms: Sequence[str]) -> Parsed:
    texts = pl.select(pl.when(texts != "").then(texts)).to_series()
    found = _by_forms(texts, forms) if forms else _by_the_second(texts)
    guessed = ""
    for form in () if forms else (*_TIMES, *_DATES):
        left = _left(texts, found)
        if not left.height:
            break
        found = _filled(found, left, _read(left["text"], form))
    left = _left(texts, found)
    if left.height and not forms:
        form, read = _most_of(left["text"])
        if form:
            found, guessed = _filled(found, left, read), form
    moments = _packed(found)
    return Parsed(moments, moments.is_null() & texts.is_not_null(), guessed)


def _by_the_second(texts: pl.Series) -> pl.DataFrame:
    """`2011-10-11T13:45:40`, with what may follow it: a fraction, and the offset from UTC.

    What follows has few different values, the rest is of fixed width: many times faster than a form
    that reads all of it.
    """
    head, rest = texts.str.slice(0, 19), texts.str.slice(19)
    wall = _strict(head, _SECONDS[0])
    if wall.null_count() > texts.null_count():
        wall = wall.zip_with(wall.is_not_null(), _strict(head, _SECONDS[1]))
    rests = rest.unique().drop_nulls()
    ends = [_rest(text) for text in rests]
    known = pl.DataFrame(
        {
            "rest": rests,
            "micros": pl.Series([end and end[0] for end in ends], dtype=pl.Int64),
            "offset": pl.Series([end and end[1] for end in ends], dtype=pl.Int16),
        }
    )
    ended = pl.DataFrame({"rest": rest}).join(known, on="rest", how="left", maintain_order="left")
    at = (
        pl.lit(wall)
        + pl.duration(microseconds="micros")
        - pl.duration(minutes=pl.col("offset").cast(pl.Int64).fill_null(0))
    )
    return ended.select(
        at=at,
        offset=pl.when(at.is_not_null()).then("offset"),
        dated=pl.lit(value=False),
    )


def _rest(text: str) -> tuple[int, int | None] | None:
    found = _REST.fullmatch(text)
    if not found:
        return None
    fraction, zone, sign, hours, minutes = found.groups()
    micros = int((fraction or "0").ljust(6, "0")[:6])
    if zone is None:
        return micros, None
    if sign is None:
        return micros, 0
    offset = int(hours) * 60 + int(minutes or 0)
    if offset > 14 * 60:  # the farthest a clock on earth is from UTC
        return None
    return micros, -offset if sign == "-" else offset


def _strict(texts: pl.Series, form: str) -> pl.Series:
    return texts.str.to_datetime(form, time_unit="us", strict=False, cache=False)


def _by_forms(texts: pl.Series, forms: Sequence[str]) -> pl.DataFrame:
    found = _read(texts, forms[0])
    for form in forms[1:]:
        left = _left(texts, found)
        if not left.height:
            break
        found = _filled(found, left, _read(left["text"], form))
    return found


def _read(texts: pl.Series, form: str) -> pl.DataFrame:
    dated = "%H" not in form and "%I" not in form
    offset = pl.lit(None, pl.Int16)
    if "%z" in form or "%:z" in form or "%#z" in form:
        zoned = texts.str.to_datetime(form, time_unit="us", time_zone="UTC", strict=False)
        at, offset = zoned.dt.replace_time_zone(None), pl.lit(0, pl.Int16)
    elif dated:
        at = texts.str.to_date(form, strict=False).cast(pl.Datetime("us"))
    else:
        at = texts.str.to_datetime(form, time_unit="us", strict=False)
    return pl.select(at.alias("at"), offset.alias("offset"), pl.lit(dated).alias("dated"))


def _left(texts: pl.Series, found: pl.DataFrame) -> pl.DataFrame:
    """What is written and not read yet, with its place."""
    return (
        pl.DataFrame({"text": texts, "at": found["at"]})
        .with_row_index("n")
        .filter(pl.col("text").is_not_null() & pl.col("at").is_null())
    )


def _filled(found: pl.DataFrame, left: pl.DataFrame, read: pl.DataFrame) -> pl.DataFrame:
    if not read["at"].count():
        return found
    read = read.with_columns(n=left["n"]).filter(pl.col("at").is_not_null())
    return found.with_row_index("n").update(read, on="n").drop("n")


def _most_of(texts: pl.Series) -> tuple[str, pl.DataFrame]:
    """The doubtful form that reads most; of two that read the same, the one with the day first."""
    best, found, most = "", pl.DataFrame(), 0
    for form, read in ((form, _read(texts, form)) for form in _DOUBTFUL):
        count = read["at"].count()
        if count > most:
            best, found, most = form, read, count
        if most == texts.len():
            break
    return best, found


# --- in a zone


def settled(moments: pl.Series, zone: str = "") -> pl.DataFrame:
    """`at` in UTC, `offset` of the clock on the wall in minutes, `day_only` where no time of day is known.

    Args:
        moments: a column of `MOMENTS`.
        zone: where the clocks of the log hang; without one, wall time is taken as UTC, and what says its
            offset keeps it.
    """
    table = moments.struct.unnest()
    wall = pl.col("at").dt.replace_time_zone(zone or "UTC", ambiguous="earliest", non_existent="null")
    # An hour that the clock skipped in spring is read as if it had not been put forward yet.
    later = (pl.col("at") + pl.duration(hours=1)).dt.replace_time_zone(
        zone or "UTC", ambiguous="earliest", non_existent="null"
    )
    naive = pl.coalesce(wall, later).dt.convert_time_zone("UTC")
    at = pl.when(pl.col("offset").is_null()).then(naive).otherwise(pl.col("at").dt.replace_time_zone("UTC"))
    table = table.with_columns(at=at)
    if zone:
        local = pl.col("at").dt.convert_time_zone(zone).dt.replace_time_zone(None)
        offset = (local - pl.col("at").dt.replace_time_zone(None)).dt.total_minutes().cast(pl.Int16)
    else:
        offset = pl.when(pl.col("at").is_not_null()).then(pl.col("offset").fill_null(0))
    table = table.with_columns(offset=offset)
    midnight = (
        pl.col("at").dt.epoch("us") + pl.col("offset").cast(pl.Int64) * 60_000_000
    ) % 86_400_000_000 == 0
    return table.select("at", "offset", day_only=(pl.col("dated") | midnight).fill_null(value=False))
