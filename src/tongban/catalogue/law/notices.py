"""放假通知 — the yearly notices of which days are off and which are made up for, as files.

依据 Basis: 全国年节及纪念日放假办法 and the State Council's yearly notices (`law/holidays`). A file holds
all that a year's notice says, and may move days of the December before; a later edition of the same
year's file replaces the earlier one whole.
"""

import json
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile
from tongban.kernel.words import Bilingual

NOT_JSON = Rule(
    "not_json",
    Bilingual("不是合法的 JSON：{why}", "not valid JSON: {why}"),
    Bilingual("请从来源重新取得该年文件。", "Fetch the year's file from its source again."),
)
NOT_A_NOTICE = Rule(
    "not_a_holiday_notice",
    Bilingual("不是放假安排：{why}", "not a holiday notice: {why}"),
    Bilingual(
        "须有 year、days，每日须有 date（YYYY-MM-DD）和 isOffDay（true 或 false）。",
        "It needs `year` and `days`, each day `date` (YYYY-MM-DD) and `isOffDay` (true or false).",
    ),
)
EMPTY_NOTICE = Rule(
    "empty_holiday_notice",
    Bilingual("{year} 年的放假安排没有任何日期", "the notice of {year} names no day"),
    Bilingual("请待通知发布后再加入。", "Add it once the notice is out."),
)
NOT_ITS_YEAR = Rule(
    "day_of_another_year",
    Bilingual(
        "{day} 不在 {year} 年，也不在上年12月或次年1月",
        "{day} is not of {year}, nor of the December before or the January after",
    ),
    Bilingual("请核对日期；年度通知不涉及其他日子。", "Check the date: a year's notice moves no other days."),
)
SAID_BOTH_WAYS = Rule(
    "day_off_and_worked",
    Bilingual("{day} 既放假又上班", "{day} is off and worked at once"),
    Bilingual("请按通知原文保留其一。", "Keep what the notice says."),
)
YEAR_MISSING = Rule(
    "holiday_year_missing",
    Bilingual(
        "缺少 {year} 年的放假安排，其后各年无法使用",
        "the notice of {year} is missing; later years cannot be used",
    ),
    Bilingual("请补上该年文件。", "Add that year's file."),
    "全国年节及纪念日放假办法§2",
)

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Notice:
    """放假通知 — one year's notice: which days are off, which are made up; where it was published."""

    year: int
    days: tuple[tuple[date, bool], ...]
    papers: tuple[str, ...] = ()


def read_directory(directory: Path) -> dict[int, Notice]:
    """The notices of a directory by year, without the years that have none yet.

    Raises:
        UnreadableFile: with every finding of every file.
    """
    notices: dict[int, Notice] = {}
    findings: list[Finding] = []
    for path in sorted(directory.glob("[0-9][0-9][0-9][0-9].json")):
        try:
            notice = read_notice(path, f"{directory.name}/{path.name}", int(path.stem))
        except UnreadableFile as unreadable:
            findings += unreadable.findings
            continue
        if notice.days:
            notices[notice.year] = notice
    if findings:
        raise UnreadableFile(findings)
    return notices


def read_notice(path: Path, name: str, year: int | None = None) -> Notice:
    """One year's notice from a file; `name` is what findings call it.

    Raises:
        UnreadableFile: the file cannot be read or is no notice.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile([NOT_JSON.at(Place(name, 1, ""), why=error)]) from None
    return parse_notice(content, name, year)


def parse_notice(content: bytes, name: str, year: int | None = None) -> Notice:
    """A notice from the bytes of its file.

    Args:
        content: JSON as `law/holidays` holds it.
        name: what findings call the file.
        year: the year it must be of, where the file's name says one.

    Raises:
        UnreadableFile: with every finding.
    """
    start = Place(name, 1, "")
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise UnreadableFile([NOT_JSON.at(Place(name, line, ""), why=error)]) from None
    if not isinstance(said, dict) or type(said.get("year")) is not int or year not in (None, said["year"]):
        raise UnreadableFile([NOT_A_NOTICE.at(start, why="year")])
    listed = said.get("days")
    if not isinstance(listed, list):
        raise UnreadableFile([NOT_A_NOTICE.at(start, why="days")])
    days, findings = _days(listed, said["year"], name)
    if findings:
        raise UnreadableFile(findings)
    papers = said.get("papers")
    sources = tuple(p for p in papers if isinstance(p, str)) if isinstance(papers, list) else ()
    return Notice(said["year"], tuple(days.items()), sources)


def missing_years(years: list[int], place: Place) -> list[Finding]:
    """A finding for each year without a notice between two that have one, or for there being none."""
    if not years:
        return [YEAR_MISSING.at(place, year="—")]
    return [
        YEAR_MISSING.at(place, year=year)
        for earlier, later in pairwise(sorted(years))
        # A slip in a year is one finding, not a thousand.
        for year in range(earlier + 1, min(later, earlier + 11))
    ]


def _days(listed: list[object], year: int, name: str) -> tuple[dict[date, bool], list[Finding]]:
    days: dict[date, bool] = {}
    findings: list[Finding] = []
    for index, entry in enumerate(listed):
        place = Place(name, 1, f"days[{index}]")
        found = _day(entry)
        if found is None:
            findings.append(NOT_A_NOTICE.at(place, why=f"days[{index}]"))
            continue
        day, off = found
        if day.year != year and (day.year, day.month) not in ((year - 1, _DECEMBER), (year + 1, 1)):
            findings.append(NOT_ITS_YEAR.at(place, day=day, year=year))
        if days.setdefault(day, off) is not off:
            findings.append(SAID_BOTH_WAYS.at(place, day=day))
    return days, findings


def _day(entry: object) -> tuple[date, bool] | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("isOffDay"), bool):
        return None
    try:
        day = date.fromisoformat(entry["date"])
    except (KeyError, TypeError, ValueError):
        return None
    # Python reads further forms, such as weeks; a notice is held against the paper, day by day.
    return (day, entry["isOffDay"]) if entry["date"] == day.isoformat() else None
