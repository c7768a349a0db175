"""编码 — a raw log and a mapping become the coded log; everything odd is said."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import polars as pl

from tongban.catalogue.log_mapping import OF_CASE, LogMapping
from tongban.kernel.words import Bilingual
from tongban.process.log.coded import ATTRIBUTE, COLUMNS, CodedLog
from tongban.process.log.findings import CHECKS, LogFinding, Weight
from tongban.process.log.instances import paired
from tongban.process.log.moments import MOMENTS, parse, settled
from tongban.process.log.ordering import dense, ordered
from tongban.process.log.personal import pseudonymous
from tongban.process.log.quality import of_activities, of_files_order, of_instants, of_moments
from tongban.process.log.raw import CASE, RawLog
from tongban.process.log.unreadable import UnreadableLog

#: What systems write where they know nobody.
_NOBODY = (
    "EMPTY",
    "UNKNOWN",
    "NULL",
    "NONE",
    "NIL",
    "NAN",
    "N/A",
    "NA",
    "-",
    "--",
    "/",
    "无",
    "空",
    "未知",
    "不详",
)
#: Words of an attribute that come again so often are kept once.
_MOST_WORDS = 65_000
_INSTANT = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Reading:
    """读法 — how persons are treated, and the day from which on events are of the future.

    Attributes:
        as_of: the instant of reading.
        salt: the secret of the pseudonyms; empty keeps persons as they are.
    """

    as_of: datetime
    salt: bytes


@dataclass
class _Coding:
    """What is under way: the raw log, the mapping, and what was found."""

    raw: RawLog
    mapping: LogMapping
    reading: Reading
    findings: list[LogFinding] = field(default_factory=list)

    def find(self, code: str, count: int, *examples: object, **said: object) -> None:
        if count:
            self.findings.append(CHECKS[code].found(count, map(str, examples), **said))

    def column(self, name: str) -> pl.Series:
        """A column of events by the name a mapping gives it."""
        cases = self.raw.cases
        if cases is not None and name.startswith(OF_CASE):
            return cases[name.removeprefix(OF_CASE)].gather(self.raw.events[CASE])
        return self.raw.events[name]


def coded(raw: RawLog, mapping: LogMapping, reading: Reading, file: str, digest: str) -> CodedLog:
    """The coded log.

    Raises:
        UnreadableLog: there is no event that names its case and its activity.
    """
    work = _Coding(raw, mapping, reading, list(raw.findings))
    events, cases = _identified(work)
    events = _timed(work, events)
    read = raw.events.height
    if not events.height:
        raise UnreadableLog(
            file,
            Bilingual("没有可用的事件", "it has no event that can be used"),
            Bilingual(
                "每个事件须有案件号和活动名称；请核对对照文件。",
                "An event needs its case and its activity: check the mapping.",
            ),
        )
    ids = cases["id"]
    work.findings += of_files_order(events, ids)
    events, found = paired(events) if mapping.columns.transition else (_begun(work, events), [])
    work.findings += found
    events = _without_contradiction(work, events, ids)
    events, names = _named(work, events)
    events = ordered(events)
    events, cases, names = dense(events, cases, names)
    work.findings += of_instants(events, cases["id"], reading.as_of)
    work.findings += of_activities(events, cases["id"], len(names["activity"]))
    if mapping.columns.resource:
        missing = events.filter(pl.col("resource").is_null())
        work.find("resource_missing", missing.height, *cases["id"].gather(missing["case"].head(5)))
    attributes = [name for name in events.columns if name.startswith(ATTRIBUTE)]
    order = {weight: place for place, weight in enumerate(Weight)}
    findings = sorted(work.findings, key=lambda finding: order[finding.check.weight])
    return CodedLog(
        events.select(*COLUMNS, *attributes),
        cases,
        names,
        read,
        file,
        digest,
        raw.format,
        replace(mapping, file=""),
        tuple(findings),
    )


# --- which case


def _identified(work: _Coding) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Events with their place in the file, case and activity, and the table of cases."""
    raw, columns = work.raw, work.mapping.columns
    n = pl.int_range(raw.events.height, dtype=pl.UInt32, eager=True).alias("n")
    ids, empty = _ids(work)
    activity = (
        _words(raw.events[columns.activity])
        if columns.activity in raw.events.columns
        else _words(work.column(columns.activity))
    )
    events = pl.DataFrame({"n": n, "id": ids, "label": activity})
    no_case = events["id"].null_count() if raw.cases is None else 0
    work.find("no_case", no_case)
    nameless = events.filter(pl.col("label").is_null() & pl.col("id").is_not_null())
    work.find("no_activity", nameless.height, *nameless["id"].head(5))
    work.find("case_empty", empty)
    events = events.filter(pl.col("id").is_not_null() & pl.col("label").is_not_null())
    known = events["id"].unique(maintain_order=True)
    code = events["id"].cast(pl.Enum(known)).to_physical().cast(pl.UInt32)
    events = events.with_columns(case=code).drop("id")
    cases = _case_attributes(work, events, known)
    return events, cases


def _ids(work: _Coding) -> tuple[pl.Series, int]:
    """The id of the case of every event, and how many cases have no event."""
    raw, column = work.raw, work.mapping.columns.case
    if raw.cases is None or not column.startswith(OF_CASE):
        return _words(raw.events[column]), 0
    ids = _words(raw.cases[column.removeprefix(OF_CASE)])
    unnamed = ids.is_null()
    if unnamed.any():
        work.find("case_unnamed", int(unnamed.sum()))
        places = pl.int_range(1, ids.len() + 1, eager=True).cast(pl.String)
        ids = pl.select(pl.when(unnamed).then("#" + places).otherwise(ids)).to_series()
    twice = ids.filter(ids.is_duplicated()).unique(maintain_order=True)
    work.find("case_twice", twice.len(), *twice.head(5))
    owner = raw.events[CASE]
    empty = raw.cases.height - owner.drop_nulls().n_unique()
    return ids.gather(owner), empty


def _words(column: pl.Series) -> pl.Series:
    """A column as texts; what is blank is empty."""
    if column.dtype == MOMENTS:
        column = column.struct.field("at").dt.to_string("iso:strict")
    texts = column.cast(pl.String).str.strip_chars()
    return pl.select(pl.when(texts != "").then(texts)).to_series()


# --- when


def _moments(work: _Coding, column: str, values: pl.Series) -> pl.DataFrame:
    """`at`, `offset`, `day_only` of a column, in UTC."""
    mapping = work.mapping
    if values.dtype == MOMENTS:
        moments = values
    else:
        parsed = parse(values, mapping.dates)
        moments = parsed.moments
        bad = values.filter(parsed.unreadable)
        work.find("value_unreadable", bad.len(), *bad.head(3).cast(pl.String), column=column)
        if parsed.guessed:
            work.find("dates_guessed", moments.count(), column, form=parsed.guessed)
    naive = int((moments.is_not_null() & moments.struct.field("offset").is_null()).sum())
    if naive and not mapping.zone and column == work.mapping.columns.time:
        work.find("zone_unknown", naive, zone="UTC")
    return settled(moments, mapping.zone)


def _timed(work: _Coding, events: pl.DataFrame) -> pl.DataFrame:
    columns = work.mapping.columns
    column = columns.time or columns.start
    if not column:
        work.find("no_times", events.height)
        return events.with_columns(
            at=pl.lit(None, _INSTANT), offset=pl.lit(None, pl.Int16), day_only=pl.lit(value=False)
        )
    times = _moments(work, column, work.column(column).gather(events["n"]))
    work.findings += of_moments(times)
    events = events.hstack(times)
    if columns.transition:
        transition = _words(work.column(columns.transition)).gather(events["n"])
        events = events.with_columns(transition=transition)
    return events


def _begun(work: _Coding, events: pl.DataFrame) -> pl.DataFrame:
    """With the start from a column of its own, where there is one."""
    columns = work.mapping.columns
    if not columns.start:
        return events.with_columns(start=pl.lit(None, _INSTANT))
    if not columns.time:  # starts are all there is
        return events.with_columns(start=pl.col("at"), at=pl.lit(None, _INSTANT))
    start = _moments(work, columns.start, work.column(columns.start).gather(events["n"]))
    # Of two instants that are dates only one is needed to know the day alone.
    day_only = events["day_only"] | start["day_only"]
    return events.with_columns(start=start["at"], day_only=day_only)


def _without_contradiction(work: _Coding, events: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    backward = (pl.col("at") < pl.col("start")).fill_null(value=False)
    # A date is no instant: what starts during the day it ends is no contradiction.
    same_day = pl.col("day_only") & (pl.col("start").dt.date() == pl.col("at").dt.date())
    bad = events.filter(backward & ~same_day)
    work.find("end_before_start", bad.height, *ids.gather(bad["case"].head(5)))
    return events.with_columns(start=pl.when(~backward).then("start"))


# --- who, and everything else


def _named(work: _Coding, events: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """Numbers for activities, resources and departments, and attributes of limited words."""
    columns, mapping = work.mapping.columns, work.mapping
    names, names_of_persons = {}, []
    code, names["activity"] = _coded(events["label"])
    coded_columns = [code.alias("activity")]
    for field_name in ("resource", "department"):
        column = getattr(columns, field_name)
        values = (
            _who(work, column).gather(events["n"])
            if column
            else pl.Series([None] * events.height, dtype=pl.String)
        )
        if column and field_name == "resource":
            names_of_persons.append(column)
            if work.reading.salt:
                values = pseudonymous(values, work.reading.salt)
        code, names[field_name] = _coded(values)
        coded_columns.append(code.alias(field_name))
    used = {column for _, column in columns.named()}
    for name in work.raw.events.columns:
        if name in used or name == CASE:
            continue
        values = work.raw.events[name].gather(events["n"])
        if name in mapping.personal:
            names_of_persons.append(name)
        coded_columns.append(_attribute(work, name, values).alias(f"{ATTRIBUTE}{name}"))
    names_of_persons += [
        name for name in mapping.personal if name.startswith(OF_CASE) and work.raw.cases is not None
    ]
    code_of = "pseudonyms" if work.reading.salt else "personal_kept"
    work.find(code_of, len(names_of_persons), columns="、".join(names_of_persons))
    return events.drop("label").with_columns(coded_columns), names


def _who(work: _Coding, column: str) -> pl.Series:
    """Who or which department, without the words by which systems say that they do not know."""
    values = _words(work.column(column))
    nobody = values.str.to_uppercase().is_in(_NOBODY)
    if nobody.any():
        said = values.filter(nobody).unique().sort()
        work.find("placeholders", int(nobody.sum()), column=column, words="、".join(said))
        values = pl.select(pl.when(~nobody).then(values)).to_series()
    return values


def _attribute(work: _Coding, name: str, values: pl.Series) -> pl.Series:
    if values.dtype == MOMENTS:
        return settled(values, work.mapping.zone)["at"]
    if name in work.mapping.personal and work.reading.salt:
        values = pseudonymous(values, work.reading.salt)
    if values.dtype == pl.String or isinstance(values.dtype, pl.Categorical):
        texts = values.cast(pl.String)
        known = texts.unique().drop_nulls()
        return (
            texts.cast(pl.Enum(known.sort()))
            if known.len() <= min(_MOST_WORDS, max(100, texts.len() // 4))
            else texts
        )
    return values


def _coded(values: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Numbers in the order in which the names come, and the names."""
    names = values.unique(maintain_order=True).drop_nulls()
    return values.cast(pl.Enum(names)).to_physical().cast(pl.UInt32), names


def _case_attributes(work: _Coding, events: pl.DataFrame, known: pl.Series) -> pl.DataFrame:
    """One row a case, in the order of their numbers."""
    columns, raw = work.mapping.columns, work.raw
    first = events.unique("case", keep="first", maintain_order=True).sort("case")["n"]
    table: dict[str, pl.Series] = {"id": known.rename("id")}
    times: dict[str, pl.DataFrame] = {}
    for name in ("deadline", "closed"):
        column = getattr(columns, name)
        if column:
            times[name] = _moments(work, column, _of_case(work, events, column, first))
            table[name] = times[name]["at"]
        else:
            table[name] = pl.Series([None] * known.len(), dtype=_INSTANT)
    if len(times) == 2:
        table |= _late(times["deadline"], times["closed"])
    else:
        table |= {name: pl.Series([None] * known.len(), dtype=pl.Boolean) for name in ("late", "on_the_day")}
    if raw.cases is not None:
        taken = {column.removeprefix(OF_CASE) for _, column in columns.named() if column.startswith(OF_CASE)}
        owner = raw.events[CASE].gather(first)
        for name in raw.cases.columns:
            if name not in taken:
                values = raw.cases[name].gather(owner)
                table[f"{ATTRIBUTE}{name}"] = _attribute(work, f"{OF_CASE}{name}", values)
    return pl.DataFrame(table)


def _late(deadline: pl.DataFrame, closed: pl.DataFrame) -> dict[str, pl.Series]:
    """Which cases ended after their deadline, and which of those on a day that is all the deadline says."""
    table = deadline.hstack(closed.select(pl.all().name.prefix("closed_")))
    day, closed_day = (
        (pl.col(f"{of}at").dt.epoch("us") + pl.col(f"{of}offset").cast(pl.Int64) * 60_000_000)
        // 86_400_000_000
        for of in ("", "closed_")
    )
    late = pl.col("closed_at") > pl.col("at")
    on_the_day = late & pl.col("day_only") & (closed_day == day)
    return {
        name: table.select(one.alias(name))[name]
        for name, one in (("late", late), ("on_the_day", on_the_day))
    }


def _of_case(work: _Coding, events: pl.DataFrame, column: str, first: pl.Series) -> pl.Series:
    """A column as the case has it: its first value, with a word where it varies."""
    values = work.column(column)
    if work.raw.cases is not None and column.startswith(OF_CASE):
        return values.gather(first)
    table = pl.DataFrame({"case": events["case"], "value": values.gather(events["n"])})
    by_case = table.filter(pl.col("value").is_not_null()).group_by("case", maintain_order=True)
    found = by_case.agg(pl.col("value").first(), kinds=pl.col("value").n_unique())
    work.find("case_value_varies", int((found["kinds"] > 1).sum()), column=column)
    every = pl.DataFrame({"case": pl.int_range(first.len(), dtype=pl.UInt32, eager=True)})
    return every.join(found, on="case", how="left", maintain_order="left")["value"]
