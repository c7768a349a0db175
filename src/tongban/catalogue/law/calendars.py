"""工作日历数据 — yearly holiday notices become the kernel's calendar.

依据 Basis: 全国年节及纪念日放假办法 and the State Council's yearly notices (`law/holidays`). A file is
named after the year of its notice and may move days of the year before, so files are merged in the
order of years and the later one wins. A year without a notice is not a loaded year.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tongban.catalogue.binding import Range, Slug, bind
from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile
from tongban.catalogue.law.location import data_root
from tongban.catalogue.reading import read_tree
from tongban.kernel.calendar import Calendar
from tongban.kernel.refusals import BadInput
from tongban.kernel.words import Bilingual

T = TypeVar("T")

_SATURDAY = 5


class UnknownRegion(BadInput):
    """没有这个地区的工作日历。"""

    zh = "没有地区「{region}」的工作日历。"
    en = "There is no working calendar for the region “{region}”."
    basis = "全国年节及纪念日放假办法§4"
    remedy_zh = "现有地区：{known}。请改用其中之一，或在 law/regions.yaml 中增加。"
    remedy_en = "The regions: {known}. Use one of them, or add yours to law/regions.yaml."


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
YEAR_MISSING = Rule(
    "holiday_year_missing",
    Bilingual(
        "缺少 {year} 年的放假安排，其后各年无法使用",
        "the notice of {year} is missing; later years cannot be used",
    ),
    Bilingual("请补上该年文件。", "Add that year's file."),
    "全国年节及纪念日放假办法§2",
)
NO_ZONE = Rule(
    "unknown_time_zone",
    Bilingual("没有时区「{zone}」", "there is no time zone “{zone}”"),
    Bilingual("请使用 IANA 时区名，如 Asia/Shanghai。", "Use an IANA name such as Asia/Shanghai."),
)


class HolidayKind(StrEnum):
    """节日种类 — fixed in the Gregorian calendar, or dated year by year."""

    FIXED = "fixed"
    DATED = "dated"


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """月日."""

    month: Annotated[int, Range(1, 12)]
    day: Annotated[int, Range(1, 31)]


@dataclass(frozen=True, slots=True)
class StatutoryHoliday:
    """法定节日 — days off by the decree itself.

    `days` are the same each year; `known` are the dates of a lunar or solar-term feast in years
    whose notice may not be out yet.
    """

    id: Slug
    name: Bilingual
    kind: HolidayKind
    basis: str
    since: date = field(metadata={"key": "from"})
    days: tuple[DayOfYear, ...] = ()
    known: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class StatutoryHolidays:
    """法定节日文件."""

    law: Bilingual
    holidays: tuple[StatutoryHoliday, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """地区 — whose days of rest: time zone and where its notices lie."""

    id: str
    name: Bilingual
    zone: str
    notices: str
    statutory: str
    basis: str


@dataclass(frozen=True, slots=True)
class Regions:
    """地区文件."""

    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """放假通知 — one year's notice: which days are off, which are made up."""

    year: int
    days: tuple[tuple[date, bool], ...]


@cache
def load_calendar(region: str = "CN", law: Path | None = None, known_until: int | None = None) -> Calendar:
    """The working calendar of a region, read once.

    Args:
        region: id in `law/regions.yaml`.
        law: the law directory; the installed one unless told otherwise.
        known_until: the calendar as it was when no later notice than that year's was out.

    Raises:
        UnknownRegion: no such region.
        UnreadableFile: with every finding of every file.
    """
    law = law or data_root() / "law"
    known = {r.id: r for r in _read(law / "regions.yaml", Regions).regions}
    if region not in known:
        raise UnknownRegion(region=region, known=", ".join(known))
    chosen = known[region]
    statutory = _read(law / chosen.statutory, StatutoryHolidays)
    notices = read_notices(law / chosen.notices)
    if known_until is not None:
        notices = tuple(notice for notice in notices if notice.year <= known_until)
    if not notices:
        raise UnreadableFile([YEAR_MISSING.at(Place(chosen.notices, 1, region), year=known_until)])
    try:
        zone = ZoneInfo(chosen.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise UnreadableFile([NO_ZONE.at(Place("regions.yaml", 1, region), zone=chosen.zone)]) from None
    merged: dict[date, bool] = {}
    for notice in notices:
        merged.update(notice.days)
    last_year = notices[-1].year
    ahead = {day for holiday in statutory.holidays for day in holiday.known if day.year > last_year}
    fixed = {(d.month, d.day) for holiday in statutory.holidays for d in holiday.days}
    return Calendar(
        region,
        zone,
        notices[0].year,
        last_year,
        off_days={day for day, off in merged.items() if off} | ahead,
        make_up_days={day for day, off in merged.items() if not off and day.weekday() >= _SATURDAY},
        fixed_holidays=fixed,
        version=_version(merged, ahead, fixed),
    )


def read_notices(directory: Path) -> tuple[Notice, ...]:
    """The notices of a directory in the order of their years, without the years that have none yet.

    Raises:
        UnreadableFile: a file is no notice, or a year is missing between two others.
    """
    notices: list[Notice] = []
    findings: list[Finding] = []
    for path in sorted(directory.glob("[0-9][0-9][0-9][0-9].json")):
        try:
            notice = read_notice(path)
        except UnreadableFile as unreadable:
            findings += unreadable.findings
            continue
        if notice.days:
            notices.append(notice)
    place = Place(directory.name, 1, "")
    for earlier, later in [] if findings else pairwise(notices):
        missing = range(earlier.year + 1, later.year)
        findings += [YEAR_MISSING.at(place, year=year) for year in missing]
    if not notices and not findings:
        findings.append(YEAR_MISSING.at(place, year="—"))
    if findings:
        raise UnreadableFile(findings)
    return tuple(notices)


def read_notice(path: Path) -> Notice:
    """One year's notice.

    Raises:
        UnreadableFile: the file is no notice.
    """
    name = f"{path.parent.name}/{path.name}"
    start = Place(name, 1, "")
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise UnreadableFile([NOT_JSON.at(Place(name, line, ""), why=error)]) from None
    if not isinstance(content, dict) or str(content.get("year")) != path.stem:
        raise UnreadableFile([NOT_A_NOTICE.at(start, why="year")])
    listed = content.get("days")
    if not isinstance(listed, list):
        raise UnreadableFile([NOT_A_NOTICE.at(start, why="days")])
    days: list[tuple[date, bool]] = []
    findings: list[Finding] = []
    for index, entry in enumerate(listed):
        day = _day(entry)
        if day is None:
            findings.append(NOT_A_NOTICE.at(Place(name, 1, f"days[{index}]"), why=f"days[{index}]"))
        else:
            days.append(day)
    if findings:
        raise UnreadableFile(findings)
    return Notice(int(path.stem), tuple(days))


def _day(entry: object) -> tuple[date, bool] | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("isOffDay"), bool):
        return None
    try:
        return date.fromisoformat(entry["date"]), entry["isOffDay"]
    except (KeyError, TypeError, ValueError):
        return None


def _read(path: Path, kind: type[T]) -> T:
    return bind(read_tree(path, name=path.name), kind, file=path.name)


def _version(merged: dict[date, bool], ahead: set[date], fixed: set[tuple[int, int]]) -> str:
    content = json.dumps(
        [
            sorted((str(day), off) for day, off in merged.items()),
            sorted(map(str, ahead)),
            sorted(fixed),
        ]
    )
    return hashlib.sha256(content.encode()).hexdigest()[:12]
