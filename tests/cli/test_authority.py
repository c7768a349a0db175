"""`tongban authority transfer` on a running platform: as the directory says, and refused otherwise."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tongban.catalogue import demo_catalogue
from tongban.connectors.postgres import Urls

pytestmark = pytest.mark.integration

_TRANSFERS = """
transfers:
  - id: fire-to-health
    authority: fire-rescue
    ground: powers
    on: {on}
    document: 编办〔2026〕3号
    basis: 演示市机构改革方案§4
    posts:
      - {{post: fire-opinion, to: {{authority: health, post: health-opinion}}}}
"""


@pytest.fixture
def authority(on_postgres: Urls, tmp_path: Path):
    def run(*words: str, on: str = "2026-03-01") -> subprocess.CompletedProcess[str]:
        city = tmp_path / "city"
        shutil.rmtree(city, ignore_errors=True)
        shutil.copytree(demo_catalogue(), city)
        directory = city / "authorities.yaml"
        directory.write_text(directory.read_text("utf-8") + _TRANSFERS.format(on=on), "utf-8")
        return subprocess.run(
            [sys.executable, "-m", "tongban.cli", "authority", "transfer", *words],
            capture_output=True,
            text=True,
            env=os.environ
            | {
                "TONGBAN_DATABASE_URL": on_postgres.app,
                "TONGBAN_DATA": str(tmp_path),
                "TONGBAN_CATALOGUE": str(city),
            },
        )

    return run


WHICH = ("--from", "fire-rescue", "--to", "health", "--on", "2026-03-01")


def test_a_reform_of_the_directory_is_run_and_says_what_it_moved(authority) -> None:
    done = authority(*WHICH, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "transfer": "fire-to-health",
        "dry_run": False,
        "moved": {},
        "count": 0,
        "before": 0,
        "refused": [],
    }
    looked = json.loads(authority(*WHICH, "--dry-run", "--format", "json").stdout)
    assert looked["stock"] == {"running": {}, "owing": {}, "posts": {}, "clocks": {}}
    assert authority(*WHICH, "--dry-run").stdout == (
        "编办〔2026〕3号 职权划转：会移交 0 件，以前已移交 0 件 · would move: 0, moved before: 0\n"
    )


def test_what_the_directory_does_not_say_is_not_moved(authority) -> None:
    wrong = authority("--from", "fire-rescue", "--to", "landscape", "--on", "2026-03-01")
    assert wrong.returncode == 2
    assert "有且只有一条" in wrong.stderr
    assert "fire-to-health: fire-rescue 2026-03-01 powers" in wrong.stderr
    assert "which post takes whose place" in wrong.stderr


def test_an_item_that_there_is_not_is_told_of_and_moves_nothing(authority) -> None:
    wrong = authority(*WHICH, "--items", "no-such-item", "--dry-run")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "The catalogue has no item “no-such-item”" in wrong.stderr


def test_before_its_day_a_reform_is_only_looked_at(authority) -> None:
    which = (*WHICH[:-1], "2999-01-01")
    early = authority(*which, on="2999-01-01")
    assert early.returncode == 1
    assert "还没有到" in early.stderr
    assert authority(*which, "--dry-run", on="2999-01-01").returncode == 0
