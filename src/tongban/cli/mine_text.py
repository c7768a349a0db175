"""日志概要的文字 — what `tongban mine` says to people, Chinese first: quality before any result."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import east_asian_width

_MARKS = {"error": "✗", "warning": "!", "note": "·"}
_WIDEST = 44
_Row = Mapping[str, Any]


def text_of(told: _Row) -> str:
    """The summary of a log as lines."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: _Row) -> Iterator[str]:
    yield from _head(told)
    yield from _quality(told["quality"])
    yield from _overdue(told["overdue"])
    yield from _map(told)
    yield from _variants(told)
    yield from _rework(told["rework"])
    for by, words in (("resource", "人员 · resources"), ("department", "部门 · departments")):
        if by in told["handover"]:
            yield from _handover(told["handover"][by], words, by)


def _head(told: _Row) -> Iterator[str]:
    yield (
        f"{told['file']}: {told['cases']:,} 个案件 cases，{told['events']:,} 个事件 events，"
        f"{told['activities']:,} 种活动 activities，{told['variants']:,} 种变体 variants"
    )
    if told["period"]:
        yield f"  期间 · period        {told['period']['from']} .. {told['period']['until']}"
    if (spread := told["case_seconds"]) and spread["median"] is not None:
        yield (
            f"  每件历时 · a case    中位 median {_time(spread['median'])}，90 % {_time(spread['p90'])}，"
            f"平均 mean {_time(spread['mean'])}"
        )
    columns = "，".join(f"{name}={column}" for name, column in told["mapping"]["columns"].items())
    yield f"  所用的列 · columns   {columns}"


def _quality(findings: list[_Row]) -> Iterator[str]:
    yield ""
    yield "数据质量 · Data quality" + ("" if findings else "：未见异常 nothing odd")
    for finding in findings:
        mark, code = _MARKS[finding["weight"]], finding["code"]
        examples = f"（{', '.join(finding['examples'])}）" if finding["examples"] else ""
        yield f"  {mark} {finding['zh']}。{finding['effect']['zh']}{examples}"
        yield f"    {code}: {finding['en']}. {finding['effect']['en']}"


def _overdue(late: _Row | None) -> Iterator[str]:
    if late is None:
        return
    share = 100 * late["late"] / late["closed"] if late["closed"] else 0
    yield ""
    yield (
        f"超期 · Overdue: {late['closed']:,} 件已办结，{late['late']:,} 件晚于期限（{share:.1f} %） · "
        f"{late['late']:,} of {late['closed']:,} closed cases ended after their deadline"
    )
    if late["on_the_day"]:
        yield (
            f"  其中 {late['on_the_day']:,} 件在期限当日办结，期限只有日期：按日计不算超期 · "
            f"{late['on_the_day']:,} of these on the very day, where the deadline is a date"
        )
    if late["median_days"] is not None:
        yield (
            f"  中位超期 {late['median_days']:.1f} 天，例如 {', '.join(late['examples'])} · "
            f"late by {late['median_days']:.1f} days (median)"
        )
    if late["open"]:
        yield f"  有期限而未办结的 {late['open']:,} 件 · {late['open']:,} with a deadline have not ended"


def _map(told: _Row) -> Iterator[str]:
    nodes, edges = told["map"]["activities"], told["map"]["edges"]
    yield ""
    yield "活动 · Activities"
    waited = "等待" if told["has_starts"] else "距前一活动"
    in_english = "waited" if told["has_starts"] else "since the one before"
    header = ["", "次数 count", "开头 starts", "结尾 ends", f"{waited} {in_english}", "90 %"]
    rows = [
        [
            row["activity"],
            row["count"],
            row["starts"],
            row["ends"],
            _time(row["waited_median"]),
            _time(row["waited_p90"]),
        ]
        for row in nodes
    ]
    if told["has_starts"]:
        header.append("办理 worked")
        rows = [[*cells, _time(row["worked_median"])] for cells, row in zip(rows, nodes, strict=True)]
    yield from _table(header, rows)
    if not told["has_starts"]:
        yield "  日志没有开始时间，等待与办理分不开 · The log tells no starts: waiting and working are one."
    yield ""
    yield "流程 · Directly follows"
    yield from _table(
        ["", "次数 count", "中位 median", "平均 mean", "90 %"],
        (
            [
                f"{row['source']} → {row['target']}",
                row["count"],
                _time(row["median"]),
                _time(row["mean"]),
                _time(row["p90"]),
            ]
            for row in edges
        ),
    )


def _variants(told: _Row) -> Iterator[str]:
    yield ""
    yield "变体 · Variants"
    for row in told["variant_list"]:
        share = 100 * row["cases"] / told["cases"]
        way = _cut(" → ".join(row["activities"]), 150)
        yield f"  {row['cases']:>8,}  {share:5.1f} %  ({row['length']})  {way}"


def _rework(rows: list[_Row]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield "返工 · Rework"
    yield from _table(
        ["", "案件 cases", "重做的 repeated", "多做次数 again", "紧接重做 at once"],
        ([row["activity"], row["cases"], row["repeated"], row["again"], row["at_once"]] for row in rows),
    )


def _handover(told: _Row, words: str, by: str) -> Iterator[str]:
    total = told["kept"] + told["given"]
    yield ""
    yield (
        f"交接 · Handover between {words}: {told['given']:,} / {total:,} 次换手 handed over，"
        f"{told['ping_pong']:,} 次往返 straight back"
    )
    yield from _table(
        ["", "次数 count"], ([f"{row['source']} → {row['target']}", row["count"]] for row in told["pairs"])
    )
    yield f"负荷 · Load of {words}"
    yield from _table(
        ["", "活动 activities", "案件 cases", "种类 kinds", "天数 days"],
        ([row[by], row["activities"], row["cases"], row["kinds"], row["days"]] for row in told["load"]),
    )


# --- layout


def _time(seconds: float | None) -> str:
    """A length of time in the unit in which people would say it.

    >>> [_time(one) for one in (None, 45, 5400, 400000)]
    ['—', '45 s', '1.5 h', '4.6 d']
    """
    if seconds is None:
        return "—"
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"


def _table(header: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Columns below one another, numbers to the right; Chinese takes two places."""
    cells = [header, *([_cut(str(row[0]), _WIDEST), *map(_number, row[1:])] for row in rows)]
    widths = [max(_width(row[n]) for row in cells) for n in range(len(header))]
    for row in cells:
        first = row[0] + " " * (widths[0] - _width(row[0]))
        rest = (" " * (width - _width(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True))
        yield f"  {first}  {'  '.join(rest)}".rstrip()


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(mark) in "WF" else 1 for mark in text)


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) >= width:
        text = text[:-1]
    return text + "…"
