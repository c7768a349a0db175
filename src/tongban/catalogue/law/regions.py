"""地区 — whose days of rest, whose clock on the wall, whose business hours (`law/regions.yaml`).

依据 Basis: 全国年节及纪念日放假办法§4 (autonomous areas set holidays of their own); 民法典§203 (business
hours). A region may extend another: what it says itself overrides or is added.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tongban.catalogue.binding import Pattern, bind, line_table
from tongban.catalogue.finding import Rule, UnreadableFile, place_in
from tongban.catalogue.reading import read_tree
from tongban.kernel.calendar import BusinessHours, Opening
from tongban.kernel.refusals import HoursUpsideDown
from tongban.kernel.words import Bilingual

NO_ZONE = Rule(
    "unknown_time_zone",
    Bilingual("没有时区「{zone}」", "there is no time zone “{zone}”"),
    Bilingual("请使用 IANA 时区名，如 Asia/Shanghai。", "Use an IANA name such as Asia/Shanghai."),
)
SAME_REGION = Rule(
    "region_named_twice",
    Bilingual("地区「{region}」出现两次", "the region “{region}” is named twice"),
    Bilingual("请合并为一个。", "Make it one."),
)
NO_BASE = Rule(
    "unknown_base_region",
    Bilingual("所依据的地区「{base}」不存在", "there is no region “{base}” to extend"),
    Bilingual("现有地区：{known}。", "The regions: {known}."),
)
CYCLE = Rule(
    "regions_in_a_circle",
    Bilingual("地区互相依据：{circle}", "the regions extend each other: {circle}"),
    Bilingual("请去掉其中一个 extends。", "Take one `extends` away."),
)
NO_DAYS = Rule(
    "region_without_notices",
    Bilingual("没有任何放假安排可依", "nothing says which days are off"),
    Bilingual(
        "请写 extends: CN，或用 notices 指明放假通知目录。",
        "Write `extends: CN`, or name a directory of notices.",
    ),
    "全国年节及纪念日放假办法§2",
)
NO_DIRECTORY = Rule(
    "no_such_directory",
    Bilingual("没有目录「{name}」", "there is no directory “{name}”"),
    Bilingual(
        "请建立该目录（可以是空的），或去掉 notices。", "Make it (it may be empty), or take `notices` away."
    ),
)
BAD_HOURS = Rule(
    "business_hours_out_of_order",
    Bilingual("办公时间「{hours}」有颠倒或重叠", "the business hours “{hours}” are upside down or overlap"),
    Bilingual("请按先后顺序写明每段的起止。", "Give each opening's beginning and end, in order."),
    "民法典§203",
)
HALF_DAY_WITHOUT_HOURS = Rule(
    "half_day_without_hours",
    Bilingual("有半天而没有平日的办公时间", "there are half-days but no ordinary business hours"),
    Bilingual("请补上 hours。", "Add `hours`."),
    "民法典§203",
)
HALF_DAY_TWICE = Rule(
    "half_day_twice",
    Bilingual("半天 {day} 出现两次", "the half-day {day} is named twice"),
    Bilingual("请保留一个。", "Keep one."),
)
HALF_DAY_AT_REST = Rule(
    "half_day_on_a_rest_day",
    Bilingual(
        "{day} 不是工作日，不能有办公时间", "{day} is not a working day and cannot have business hours"
    ),
    Bilingual("请核对日期，或去掉这一天。", "Check the date, or take the day away."),
)
SHARED_DIVISION = Rule(
    "division_of_two_regions",
    Bilingual("行政区划「{division}」属于两个地区", "the division “{division}” is of two regions"),
    Bilingual("请只归入一个地区。", "Leave it with one."),
)

#: Both ends of an opening, on one day.
Openings = tuple[
    Annotated[
        str,
        Pattern(
            r"([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]",
            Bilingual("一段办公时间，如 08:30-12:00", "an opening such as 08:30-12:00"),
        ),
    ],
    ...,
]
DivisionPrefix = Annotated[
    str,
    Pattern(
        r"[1-9][0-9]{1,11}",
        Bilingual("行政区划代码或其前几位，如 65", "a division's code or its first digits, such as 65"),
    ),
]


@dataclass(frozen=True, slots=True)
class HalfDay:
    """半天 — a working day with hours of its own."""

    day: date = field(metadata={"key": "date"})
    hours: Openings


@dataclass(frozen=True, slots=True)
class Region:
    """地区 — time zone, hours, and where its notices lie; with `extends`, what differs from another.

    `divisions` are the codes (or their first digits) of the divisions it governs; the others follow
    the first region, the nation's.
    """

    id: str
    name: Bilingual
    zone: str
    basis: str
    extends: str | None = None
    notices: str | None = None
    statutory: str | None = None
    divisions: tuple[DivisionPrefix, ...] = ()
    hours: Openings = ()
    hours_basis: str = ""
    half_days: tuple[HalfDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Regions:
    """地区文件."""

    regions: tuple[Region, ...]


def read_regions(law: Path) -> dict[str, Region]:
    """The regions by id, in the file's order, the nation's first.

    Raises:
        UnreadableFile: with every finding.
    """
    name = "regions.yaml"
    tree = read_tree(law / name, name=name)
    regions = bind(tree, Regions, file=name).regions
    lines = line_table(tree)
    findings = [
        rule.at(place_in(name, lines, f"regions[{n}]{path}"), **parameters)
        for n, region in enumerate(regions)
        for rule, path, parameters in (*_of_one(region, law), *_beside_others(n, regions))
    ]
    if findings:
        raise UnreadableFile(findings)
    return {region.id: region for region in regions}


def chain_of(region: Region, known: Mapping[str, Region]) -> tuple[Region, ...]:
    """The region's bases, the last one first, then the region itself."""
    chain = [region]
    while chain[-1].extends is not None:
        chain.append(known[chain[-1].extends])
    return tuple(reversed(chain))


def hours_of(chain: tuple[Region, ...]) -> BusinessHours | None:
    """The business hours of a region from its chain; None where nobody says any."""
    ordinary: tuple[Opening, ...] = ()
    half_days: dict[date, tuple[Opening, ...]] = {}
    for region in chain:
        ordinary = openings_of(region.hours) or ordinary
        half_days |= {half.day: openings_of(half.hours) for half in region.half_days}
    return BusinessHours(ordinary, half_days) if ordinary else None


_Found = tuple[Rule, str, dict[str, object]]


def _of_one(region: Region, law: Path) -> list[_Found]:
    found: list[_Found] = []
    try:
        ZoneInfo(region.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append((NO_ZONE, ".zone", {"zone": region.zone}))
    if region.notices is not None and not (law / region.notices).is_dir():
        found.append((NO_DIRECTORY, ".notices", {"name": region.notices}))
    said = [(".hours", region.hours)] if region.hours else []
    said += [(f".half_days[{n}].hours", half.hours) for n, half in enumerate(region.half_days)]
    for path, hours in said:
        try:
            BusinessHours(openings_of(hours))
        except HoursUpsideDown:
            found.append((BAD_HOURS, path, {"hours": ", ".join(hours)}))
    days = [half.day for half in region.half_days]
    found += [
        (HALF_DAY_TWICE, f".half_days[{n}]", {"day": day}) for n, day in enumerate(days) if day in days[:n]
    ]
    return found


def _beside_others(number: int, regions: tuple[Region, ...]) -> list[_Found]:
    region, known = regions[number], {r.id: r for r in regions}
    found: list[_Found] = []
    if region.id in [r.id for r in regions[:number]]:
        found.append((SAME_REGION, ".id", {"region": region.id}))
    taken = {division for r in regions[:number] for division in r.divisions}
    found += [
        (SHARED_DIVISION, f".divisions[{n}]", {"division": division})
        for n, division in enumerate(region.divisions)
        if division in taken
    ]
    circle = [region.id]
    while (base := known[circle[-1]].extends) is not None:
        if base not in known:
            if len(circle) == 1:
                found.append((NO_BASE, ".extends", {"base": base, "known": ", ".join(known)}))
            return found
        circle.append(base)
        if base in circle[:-1]:
            if base == region.id:
                found.append((CYCLE, ".extends", {"circle": " → ".join(circle)}))
            return found
    if region.extends is None and region.notices is None:
        found.append((NO_DAYS, "", {}))
    if region.half_days and not any(known[name].hours for name in circle):
        found.append((HALF_DAY_WITHOUT_HOURS, ".half_days", {}))
    return found


def openings_of(hours: Openings) -> tuple[Opening, ...]:
    """The openings as times of day."""
    return tuple((time.fromisoformat(text[:5]), time.fromisoformat(text[6:])) for text in hours)
