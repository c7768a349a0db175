"""`tongban check` as somebody at a terminal, or a pipeline, meets it."""

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tongban.catalogue import demo_catalogue
from tongban.cli.check import check

app = typer.Typer()
app.command()(check)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    shutil.copytree(demo_catalogue(), tmp_path / "city")
    return tmp_path / "city"


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def spoil(city: Path, old: str, new: str, name: str = "food-operation-licence.yaml") -> None:
    path = city / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_demo_city_passes():
    result = run(demo_catalogue())
    assert (result.exit_code, result.stdout) == (0, "")
    assert "25 files checked: 0 errors, 0 warnings." in result.stderr


def test_a_finding_is_exit_one_with_place_rule_basis_and_remedy_in_both_languages(city: Path):
    spoil(city, "    amount: 10\n    basis: 演示市政务", "    amount: 21\n    basis: 演示市政务")
    result = run(city)
    assert result.exit_code == 1
    first, *rest = result.stdout.splitlines()
    spoilt = city / "food-operation-licence.yaml"
    line = spoilt.read_text().splitlines().index("    amount: 21") + 1
    assert first == (
        f"{spoilt}:{line} limits.promised.amount: error[promised_above_statutory]  (优化营商环境条例§36)"
    )
    assert rest == [
        "  承诺时限 21 个工作日 超过法定时限 20 个工作日",
        "  the promised limit, 21 working days, is longer than the statutory one, 20 working days",
        "  → 请把承诺时限改为不超过法定时限。",
        "  → Promise no more than the statutory limit.",
    ]


def test_json_carries_the_same_finding(city: Path):
    spoil(city, "post: fire-opinion", "post: fire-chief")
    result = run(city / "food-operation-licence.yaml", "--format", "json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["files"], report["errors"], report["warnings"]) == (1, 1, 1, 0)
    assert [(f["code"], f["path"], f["basis"]) for f in report["findings"]] == [
        ("unknown_post", "steps[2].post", "优化营商环境条例§36")
    ]


def test_a_warning_alone_does_not_fail(city: Path):
    spoil(city, "basis: 消防法§15", "basis: 工作需要")
    result = run(city, "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["warnings"]) == (0, 1)


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe", b""])
def test_a_file_that_cannot_be_read_is_exit_two(city: Path, content: bytes):
    (city / "broken.yaml").write_bytes(content)
    assert run(city).exit_code == 2


def test_a_missing_path_and_no_path_are_exit_two(tmp_path: Path):
    assert run(tmp_path / "none.yaml").exit_code == 2
    assert run().exit_code == 2


def test_a_directory_without_item_files_is_exit_two_and_not_a_silent_pass(tmp_path: Path):
    assert run(tmp_path).exit_code == 2


def test_the_other_files_are_checked_though_one_is_broken(city: Path):
    (city / "broken.yaml").write_text("a: [", encoding="utf-8")
    spoil(city, "post: fire-opinion", "post: fire-chief")
    found = json.loads(run(city, "--format", "json").stdout)["findings"]
    assert [f["code"] for f in found] == ["not_yaml", "unknown_post"]


def test_a_broken_directory_is_reported_once(city: Path):
    spoil(city, "area_code:", "area:", "authorities.yaml")
    found = json.loads(run(city, "--format", "json").stdout)["findings"]
    assert [f["code"] for f in found] == ["missing_field", "unknown_field"]


def test_two_versions_may_not_share_a_day(city: Path):
    shutil.copy(city / "food-operation-licence.yaml", city / "food-2026.yaml")
    spoil(
        city,
        'version: "2025.1"\nvalid_from: 2025-01-01',
        'version: "2026.1"\nvalid_from: 2026-01-01',
        "food-2026.yaml",
    )
    found = json.loads(run(city, "--format", "json").stdout)["findings"]
    assert [f["code"] for f in found] == ["versions_overlap"]
    spoil(city, "valid_from: 2025-01-01", "valid_from: 2025-01-01\nvalid_until: 2025-12-31")
    assert run(city).exit_code == 0
