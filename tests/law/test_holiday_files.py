"""Holiday notices as files: later years win, gaps and rubbish are refused."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import data_root, load_calendar


@pytest.fixture
def law(tmp_path: Path) -> Path:
    shutil.copytree(data_root() / "law", tmp_path / "law")
    return tmp_path / "law"


def amend(law: Path, year: int, *days: tuple[str, bool]) -> None:
    path = law / "holidays" / f"{year}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["days"] += [{"name": "测试", "date": day, "isOffDay": off} for day, off in days]
    path.write_text(json.dumps(content), encoding="utf-8")


def test_the_notice_of_the_next_year_moves_days_of_this_december(law: Path):
    amend(law, 2025, ("2025-12-31", False))
    amend(law, 2026, ("2025-12-31", True))
    assert not load_calendar("CN", law).is_working(date(2025, 12, 31))


def test_the_notice_of_an_earlier_year_does_not_undo_a_later_one(law: Path):
    amend(law, 2025, ("2026-01-01", False))
    assert not load_calendar("CN", law).is_working(date(2026, 1, 1))


def test_a_new_notice_makes_the_year_certain_and_changes_the_version(law: Path):
    amend(law, 2027, ("2027-01-01", True))
    before, after = load_calendar(), load_calendar("CN", law)
    assert (after.last_known_day, after.version != before.version) == (date(2027, 12, 31), True)


def test_a_year_missing_between_two_others_is_refused(law: Path):
    (law / "holidays" / "2019.json").unlink()
    with pytest.raises(UnreadableFile) as refused:
        load_calendar("CN", law)
    assert [f.message.en for f in refused.value.findings] == [
        "the notice of 2019 is missing; later years cannot be used"
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "not_json"),
        ("[" * 100_000, "not_json"),
        ("[]", "not_a_holiday_notice"),
        ('{"year": 2019, "days": []}', "not_a_holiday_notice"),
        ('{"year": 2020, "days": {}}', "not_a_holiday_notice"),
        ('{"year": 2020, "days": [{"date": "2020-02-30", "isOffDay": true}]}', "not_a_holiday_notice"),
        ('{"year": 2020, "days": [{"date": "2020-02-03", "isOffDay": "yes"}]}', "not_a_holiday_notice"),
        ('{"year": 2020, "days": [{"date": 20200203, "isOffDay": true}]}', "not_a_holiday_notice"),
        ('{"year": 2020, "days": [1]}', "not_a_holiday_notice"),
    ],
)
def test_a_file_that_is_no_notice_is_refused(law: Path, content: str, code: str):
    (law / "holidays" / "2020.json").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        load_calendar("CN", law)
    assert [(f.code, f.place.file) for f in refused.value.findings] == [(code, "holidays/2020.json")]


def test_a_time_zone_nobody_knows_is_refused(law: Path):
    path = law / "regions.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Asia/Shanghai", "Asia/Xanadu"), encoding="utf-8"
    )
    with pytest.raises(UnreadableFile) as refused:
        load_calendar("CN", law)
    assert [f.code for f in refused.value.findings] == ["unknown_time_zone"]
