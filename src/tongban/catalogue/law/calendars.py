"""工作日历数据 — regions and yearly holiday notices become the kernel's calendars.

依据 Basis: 全国年节及纪念日放假办法 and the State Council's yearly notices (`law/holidays`). A notice may
move days of the year before, so notices are merged in the order of years and the later one wins; a
region's own notices come after those of the region it extends. A year without a notice is not a
loaded year.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from tongban.catalogue.binding import Range, Slug, bind
from tongban.catalogue.finding import Finding, Place, Rule, Severity, UnreadableFile
from tongban.catalogue.law.location import data_root
from tongban.catalogue.law.notices import Notice, missing_years, read_directory
from tongban.catalogue.law.regions import HALF_DAY_AT_REST, Region, chain_of, hours_of, read_regions
from tongban.catalogue.reading import read_tree
from tongban.kernel.calendar import BusinessHours, Calendar
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


STATUTORY_DAY_WORKED = Rule(
    "statutory_holiday_worked",
    Bilingual(
        "{day} 是法定节日（{holiday}），按这份通知却要上班",
        "{day} is a statutory holiday ({holiday}) and would be worked by this notice",
    ),
    Bilingual(
        "通知须列出全年的放假日；请核对是否遗漏。",
        "A notice lists every day off of its year; check whether this one leaves some out.",
    ),
    "全国年节及纪念日放假办法§2",
    Severity.WARNING,
)


@dataclass(frozen=True, slots=True)
class AddedNotice:
    """新增通知 — a notice that arrived after the packaged ones; `region` is whose it is."""

    region: str
    notice: Notice


class CalendarBook:
    """日历册 — everything the calendars of all regions are made of, but for notices still to come."""

    def __init__(
        self,
        regions: Mapping[str, Region],
        packaged: Mapping[str, Mapping[int, Notice]],
        statutory: Mapping[str, tuple[StatutoryHoliday, ...]],
    ) -> None:
        """Take regions, their packaged notices by year, and their statutory holidays, by region.

        Raises:
            UnreadableFile: a base region has no notices or misses a year between two, or a half-day is
                not worked.
        """
        self.regions = regions
        self.nation = next(iter(regions))
        self._packaged = packaged
        self._statutory = statutory
        self._prefixes = {prefix: r.id for r in regions.values() for prefix in r.divisions}
        findings: list[Finding] = []
        for region in regions.values():
            if region.extends is None:
                place = Place(Path(region.notices or "").name, 1, "")
                findings += missing_years(list(packaged[region.id]), place)
        if not findings:
            findings = [f for calendar in self.calendars().values() for f in self.half_days_at_rest(calendar)]
        if findings:
            raise UnreadableFile(findings)

    def region_of(self, division: str) -> str:
        """The region that governs a division: the one that names most of its code, else the nation's."""
        if division in self.regions:
            return division
        found = [prefix for prefix in self._prefixes if division.startswith(prefix)]
        return self._prefixes[max(found, key=len)] if found else self.nation

    def region(self, region: str) -> Region:
        """The region; raises `UnknownRegion`."""
        if region not in self.regions:
            raise UnknownRegion(region=region, known=", ".join(self.regions))
        return self.regions[region]

    def notices_of(self, region: str, added: Iterable[AddedNotice] = ()) -> dict[int, Notice]:
        """The region's own notices by year; of one year the latest edition."""
        later = {a.notice.year: a.notice for a in added if a.region == region}
        return dict(sorted({**self._packaged[region], **later}.items()))

    def gaps(self, region: str, added: Iterable[AddedNotice] = ()) -> list[Finding]:
        """A finding for each year the notices of a base region miss; a region that extends may miss any."""
        if self.region(region).extends is not None:
            return []
        return missing_years(list(self.notices_of(region, added)), Place(region, 1, ""))

    def calendars(self, added: Iterable[AddedNotice] = ()) -> dict[str, Calendar]:
        """Every region's calendar, in the light of further notices (in the order they arrived)."""
        added = tuple(added)
        return {region: self.calendar(region, added) for region in self.regions}

    def calendar(
        self, region: str, added: Iterable[AddedNotice] = (), known_until: int | None = None
    ) -> Calendar:
        """One region's calendar; as it was before any notice later than that of `known_until` was out.

        Raises:
            UnknownRegion: no such region.
            UnreadableFile: no notice was out by then.
        """
        added = tuple(added)
        chain = chain_of(self.region(region), self.regions)
        own = [_known(self.notices_of(part.id, added), known_until) for part in chain]
        years = list(own[0])
        if not years:
            raise UnreadableFile(missing_years([], Place(region, 1, "")))
        merged: dict[date, bool] = {}
        for notices in own:
            for notice in notices.values():
                merged.update(notice.days)
        certain = [
            max(notices, default=years[0] - 1)
            for part, notices in zip(chain, own, strict=True)
            # A region that has notices of its own is certain only as far as they go too.
            if part.notices is not None or notices
        ]
        holidays = [holiday for part in chain for holiday in self._statutory[part.id]]
        ahead = {day for holiday in holidays for day in holiday.known if day.year > years[-1]} - set(merged)
        fixed = {(d.month, d.day) for holiday in holidays for d in holiday.days}
        hours, zone = hours_of(chain), ZoneInfo(chain[-1].zone)
        return Calendar(
            region,
            zone,
            years[0],
            years[-1],
            off_days={day for day, off in merged.items() if off} | ahead,
            make_up_days={day for day, off in merged.items() if not off and day.weekday() >= _SATURDAY},
            fixed_holidays=fixed,
            hours=hours,
            version=_version(merged, ahead, fixed, min(certain), zone, hours),
            certain_year=min(certain),
        )

    def statutory_days_worked(self, calendar: Calendar, year: int) -> list[Finding]:
        """A warning for each statutory holiday of a year that the calendar has worked: a notice with gaps."""
        holidays = [
            h
            for part in chain_of(self.regions[calendar.region], self.regions)
            for h in self._statutory[part.id]
            if h.since.year <= year
        ]
        place = Place(calendar.region, 1, str(year))
        return [
            STATUTORY_DAY_WORKED.at(place, day=day, holiday=holiday.name)
            for holiday in holidays
            for day in (*(date(year, d.month, d.day) for d in holiday.days), *holiday.known)
            if day.year == year and calendar.is_working(day)
        ]

    def half_days_at_rest(self, calendar: Calendar) -> list[Finding]:
        """The region's half-days that are not worked, and so have no hours at all."""
        return [
            HALF_DAY_AT_REST.at(Place("regions.yaml", 1, f"{calendar.region}.half_days[{n}]"), day=half.day)
            for n, half in enumerate(self.regions[calendar.region].half_days)
            if half.day < calendar.first_day or not calendar.is_working(half.day)
        ]


@cache
def load_book(law: Path | None = None) -> CalendarBook:
    """The book of a law directory, read once; the installed one unless told otherwise.

    Raises:
        UnreadableFile: with every finding of the first file that is not what it should be.
    """
    law = law or data_root() / "law"
    regions = read_regions(law)
    return CalendarBook(
        regions,
        {r.id: read_directory(law / r.notices) if r.notices else {} for r in regions.values()},
        {
            r.id: _read(law / r.statutory, StatutoryHolidays).holidays if r.statutory else ()
            for r in regions.values()
        },
    )


@cache
def load_calendar(region: str = "CN", law: Path | None = None, known_until: int | None = None) -> Calendar:
    """The working calendar of a region as packaged, read once.

    Args:
        region: id in `law/regions.yaml`.
        law: the law directory; the installed one unless told otherwise.
        known_until: the calendar as it was when no later notice than that year's was out.

    Raises:
        UnknownRegion: no such region.
        UnreadableFile: with every finding of every file.
    """
    return load_book(law).calendar(region, known_until=known_until)


def _known(notices: dict[int, Notice], until: int | None) -> dict[int, Notice]:
    return {year: notice for year, notice in notices.items() if until is None or year <= until}


def _read(path: Path, kind: type[T]) -> T:
    return bind(read_tree(path, name=path.name), kind, file=path.name)


def _version(
    merged: Mapping[date, bool],
    ahead: set[date],
    fixed: set[tuple[int, int]],
    certain: int,
    zone: ZoneInfo,
    hours: BusinessHours | None,
) -> str:
    content = json.dumps(
        [
            sorted((str(day), off) for day, off in merged.items()),
            sorted(map(str, ahead)),
            sorted(fixed),
            certain,
            str(zone),
            str(hours),
        ]
    )
    return hashlib.sha256(content.encode()).hexdigest()[:12]
