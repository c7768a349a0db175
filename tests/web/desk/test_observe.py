"""`tongban observe` on a running platform: import, again, reconcile, and what is no use."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from births import born, file_of, told
from hall import Hall
from tongban.catalogue import demo_catalogue
from tongban.cli import app
from tongban.cli.faults import OperatorFault

pytestmark = pytest.mark.integration

MAPPING = demo_catalogue().parent / "results" / "household-register.yaml"


@pytest.fixture
def observe(hall: Hall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("tongban.cli.reaching.reach", lambda: None)  # the hall is open already

    def run(verb: str, content: bytes, *words: str) -> Result:
        file = tmp_path / "births.csv"
        file.write_bytes(content)
        return CliRunner().invoke(app, ["observe", verb, str(file), "--mapping", str(MAPPING), *words])

    return run


def test_a_file_lands_once_and_again_changes_nothing(hall: Hall, observe) -> None:
    case_id = born(hall)
    hall.on("2025-10-13")
    content = file_of(told(hall, case_id))
    tried = observe("import", content, "--dry-run", "--format", "json")
    assert (tried.exit_code, json.loads(tried.stdout)["rows"][0]["state"]) == (0, "landed")
    assert hall.case(case_id).observations == ()

    done = observe("import", content, "--format", "json", "--by", "operator")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {
        "rows": [],
        "file": "births.csv",
        "dry_run": False,
        "total": 1,
        "landed": 1,
        "unchanged": 0,
        "differs": 0,
        "held": 0,
    }
    again = json.loads(observe("import", content, "--format", "json").stdout)
    assert (again["landed"], again["unchanged"]) == (0, 1)
    assert "没有变化 unchanged 1" in observe("import", content).stdout


def test_held_rows_are_told_with_reason_and_remedy_and_exit_1(hall: Hall, observe) -> None:
    content = file_of("330199-9,公9,1,准予登记,2025年10月11日,,")
    told_ = observe("import", content)
    assert told_.exit_code == 1
    assert "没有收件编号为“330199-9”的办件" in told_.stdout
    assert "there is no case with the receipt number “330199-9”" in told_.stdout
    row = json.loads(observe("import", content, "--format", "json").stdout)
    assert row["held"] == 1


def test_both_sides_are_held_against_each_other(hall: Hall, observe) -> None:
    landed, forgotten, open_there = born(hall), born(hall), born(hall)
    hall.on("2025-10-14")
    observe("import", file_of(told(hall, landed)))
    theirs = file_of(
        told(hall, landed),
        told(hall, forgotten, number="公2025-119"),
        told(hall, landed, case="330199-9", number="公2025-120"),
    )
    found = observe("reconcile", theirs, "--format", "json")
    assert found.exit_code == 1
    said = json.loads(found.stdout)
    assert {(d["kind"], d["case_number"]) for d in said["differences"]} == {
        ("not_imported", hall.receipt(forgotten)),
        ("not_there", hall.receipt(open_there)),
        ("not_here", "330199-9"),
    }
    late = next(d for d in said["differences"] if d["kind"] == "not_there")
    assert (late["overdue_since"], said["closed"], said["count"]) == ("2025-10-11", True, 3)
    assert said["sums"]["here"] == {
        "started": 3, "ended": 1, "answered": 1, "ended_without": 0, "open": 2, "overdue": 2
    }  # fmt: skip
    assert "差异 differences: 3" in observe("reconcile", theirs).stdout
    assert observe("reconcile", file_of(told(hall, landed))).exit_code == 1


def test_what_cannot_be_read_is_exit_2(hall: Hall, observe, tmp_path: Path) -> None:
    broken = observe("import", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99)
    assert isinstance(broken.exception, OperatorFault)
    assert broken.exception.exit_code == 2
    assert "旧版 Excel" in broken.exception.zh

    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("authority: nobody\nsystem: {zh: 系统}\ncolumns: {foreign_number: 号}\n")
    wrong = CliRunner().invoke(app, ["observe", "import", str(MAPPING), "--mapping", str(mapping)])
    assert isinstance(wrong.exception, OperatorFault)
    assert wrong.exception.exit_code == 2
    assert "mapping.yaml:2 system" in wrong.exception.zh
    gone = CliRunner().invoke(app, ["observe", "import", "no.csv", "--mapping", str(MAPPING)])
    assert isinstance(gone.exception, OperatorFault)
    assert gone.exception.exit_code == 2
    stranger = MAPPING.read_text().replace("public-security", "nobody")
    mapping.write_text(stranger)
    unknown = CliRunner().invoke(app, ["observe", "import", str(MAPPING), "--mapping", str(mapping)])
    assert isinstance(unknown.exception, OperatorFault)
    assert "nobody" in unknown.exception.zh
