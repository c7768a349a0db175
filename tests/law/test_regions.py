"""Regions: local holidays over the national ones, half-days, hours and zones; invented for these tests."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import data_root, load_book, load_calendar

AREA = """
  - id: AREA
    name: {zh: 某自治区, en: an autonomous region}
    extends: CN
    divisions: ["65"]
    zone: Asia/Shanghai
    notices: holidays-area
    hours: ["09:30-13:30", "16:00-20:00"]
    half_days: [{date: 2026-03-02, hours: ["09:30-13:30"]}]
    basis: 全国年节及纪念日放假办法§4
  - id: CITY
    name: {zh: 某市, en: a city}
    extends: AREA
    divisions: ["6501"]
    zone: Asia/Urumqi
    basis: 本地规定
"""


@pytest.fixture
def law(tmp_path: Path) -> Path:
    shutil.copytree(data_root() / "law", tmp_path / "law")
    (tmp_path / "law" / "holidays-area").mkdir()
    return tmp_path / "law"


def regions(law: Path, text: str) -> Path:
    with (law / "regions.yaml").open("a", encoding="utf-8") as file:
        file.write(text)
    return law


def local(law: Path, year: int, *days: str) -> None:
    said = {"year": year, "days": [{"date": day, "isOffDay": True} for day in days]}
    (law / "holidays-area" / f"{year}.json").write_text(json.dumps(said))


def test_local_holidays_are_added_to_the_national_ones(law: Path):
    local(law, 2026, "2026-03-20", "2026-05-27")
    calendar = load_calendar("AREA", regions(law, AREA))
    days = ("2026-03-20", "2026-05-27", "2026-10-01", "2026-10-10")
    assert [calendar.is_working(date.fromisoformat(day)) for day in days] == [False, False, False, True]
    assert load_calendar("CN", law).is_working(date(2026, 3, 20))


def test_a_region_is_certain_only_as_far_as_its_own_notices_go_too(law: Path):
    local(law, 2025, "2025-03-31")
    calendar = load_calendar("AREA", regions(law, AREA))
    assert (calendar.last_known_day, calendar.last_certain_day) == (date(2026, 12, 31), date(2025, 12, 28))
    assert calendar.awaited_notice(date(2026, 3, 2)) == 2026


def test_a_region_whose_own_notices_are_still_to_come_is_provisional_throughout(law: Path):
    calendar = load_calendar("AREA", regions(law, AREA))
    assert not calendar.is_known(date(2025, 3, 3))
    assert calendar.add(date(2025, 9, 24), 10) == load_calendar().add(date(2025, 9, 24), 10)


def test_the_division_with_most_of_its_code_named_says_which_region(law: Path):
    book = load_book(regions(law, AREA))
    assert [book.region_of(code) for code in ("650200", "650104", "330106", "AREA")] == [
        *("AREA", "CITY", "CN", "AREA")
    ]


def test_a_city_in_another_zone_has_its_own_midnight_and_inherits_hours(law: Path):
    calendar = load_calendar("CITY", regions(law, AREA))
    assert calendar.day_of(datetime(2026, 3, 2, 17, 0, tzinfo=UTC)) == date(2026, 3, 2)
    assert load_calendar().day_of(datetime(2026, 3, 2, 17, 0, tzinfo=UTC)) == date(2026, 3, 3)
    assert str(calendar.hours) == "09:30-13:30, 16:00-20:00; 2026-03-02 09:30-13:30"


def test_hours_and_half_days_are_part_of_the_version(law: Path):
    before = load_calendar("AREA", regions(law, AREA)).version
    text = (law / "regions.yaml").read_text(encoding="utf-8")
    (law / "regions.yaml").write_text(text.replace("16:00-20:00", "16:00-19:30"), encoding="utf-8")
    load_book.cache_clear()
    load_calendar.cache_clear()
    assert load_calendar("AREA", law).version != before


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ('"16:00-20:00"', '"12:00-20:00"', "business_hours_out_of_order"),
        ('"16:00-20:00"', '"16:00-25:00"', "wrong_shape"),
        ("extends: CN", "extends: XX", "unknown_base_region"),
        ("extends: CN", "extends: CITY", "regions_in_a_circle"),
        ("extends: CN", "", "holiday_year_missing"),
        ("notices: holidays-area", "notices: nowhere", "no_such_directory"),
        ("date: 2026-03-02", "date: 2026-03-01", "half_day_on_a_rest_day"),
        ("id: CITY", "id: AREA", "region_named_twice"),
        ('"6501"', '"65"', "division_of_two_regions"),
        ("Asia/Urumqi", "Asia/Xanadu", "unknown_time_zone"),
    ],
)
def test_a_region_that_cannot_be_used_is_refused(law: Path, wrong: str, right: str, code: str):
    regions(law, AREA.replace(wrong, right))
    with pytest.raises(UnreadableFile) as refused:
        load_book(law)
    assert code in {finding.code for finding in refused.value.findings}
