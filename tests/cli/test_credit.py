"""`tongban credit` on a running platform: entered, shown, repaired, refused with an exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tongban.connectors.postgres import Urls

pytestmark = pytest.mark.integration

CODE = "91330199DEM0000001"


@pytest.fixture
def credit(on_postgres: Urls, tmp_path: Path):
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tongban.cli", "credit", *words],
            capture_output=True,
            text=True,
            env=os.environ | {"TONGBAN_DATABASE_URL": on_postgres.app, "TONGBAN_DATA": str(tmp_path)},
        )

    return run


def test_a_record_is_entered_shown_and_repaired(credit) -> None:
    noted = credit("note", CODE, "B-1", "serious_bad_credit", "--since", "2024-01-04", "--by", "sun")
    barred = "有较严重的不良信用记录，不适用告知承诺 · seriously bad credit, may not commit\n"
    assert (noted.returncode, noted.stdout) == (0, barred), noted.stderr
    repair = ("repair", CODE, "R-1", "--record", "B-1", "--on", "2024-02-02", "--reason", "公示期满")
    repaired = credit(*repair, "--by", "sun")
    assert (repaired.returncode, repaired.stdout) == (
        0,
        "信用已修复，可以告知承诺 · credit repaired, may commit\n",
    )
    assert credit("show", CODE).stdout == (
        "2024-01-04 B-1 有较严重的不良信用记录 sun\n"
        "2024-02-02 R-1 信用已修复 ✓ B-1：公示期满 sun\n"
        "信用已修复，可以告知承诺 · credit repaired, may commit\n"
    )
    shown = json.loads(credit("show", CODE, "--format", "json").stdout)
    assert (shown["standing"], shown["may_commit"]) == ("repaired", True)
    assert shown["records"][1] == {
        "number": "R-1",
        "standing": "repaired",
        "since": "2024-02-02",
        "repairs": "B-1",
        "reason": "公示期满",
        "by": "sun",
    }


def test_what_cannot_be_entered_is_told_in_both_languages_with_its_exit_code(credit) -> None:
    unnamed = credit("note", "周凯", "B-1", "serious_bad_credit", "--since", "2024-01-04")
    assert unnamed.returncode == 2
    assert "既不是申请人编号" in unnamed.stderr
    assert "neither an applicant's id nor a credit code" in unnamed.stderr
    repair = ("repair", CODE, "R-1", "--record", "B-9", "--on", "2024-02-02", "--reason", "公示期满")
    nothing = credit(*repair)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "没有编号为 B-9 的不良记录" in nothing.stderr
    assert credit("note", CODE, "B-1", "repaired", "--since", "2024-01-04").returncode == 2
    assert credit("note", CODE, "B-1", "serious_bad_credit", "--since", "4 Jan").returncode == 2
    assert "可以告知承诺" in credit("show", CODE).stdout
