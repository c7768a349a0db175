"""Verbs that need the platform, where there is none: a fault in words, an exit code, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tongban.catalogue import demo_catalogue
from tongban.cli import app

ROOT = Path(__file__).parents[2]
RESULTS = demo_catalogue().parent / "results"
IMPORT = (
    *("observe", "import", str(RESULTS / "births-2025-10-13.csv")),
    *("--mapping", str(RESULTS / "household-register.yaml")),
)
TRANSFER = ("authority", "transfer", "--from", "health", "--to", "fire-rescue", "--on", "2026-03-01")
NOBODY = "postgresql://nobody@127.0.0.1:1/none"

VERBS = [
    ("archive", "330199-20251009-00001", "-o", "one.zip"),
    ("archive", "--closed-before", "2026-01-01", "-o", "all"),
    ("audit", "verify"),
    ("challenges",),
    ("credit", "show", "91330199DEM0000001"),
    ("payments", "ask"),
    ("payments", "reconcile"),
    IMPORT,
    ("observe", "reconcile", *IMPORT[2:]),
    TRANSFER,
]


def told(words: tuple[str, ...], cwd: Path, **settings: str) -> tuple[int, str]:
    known = {n: v for n, v in os.environ.items() if not n.startswith("TONGBAN_")}
    done = subprocess.run(
        [sys.executable, "-m", "tongban.cli", *words],
        env={**known, "PYTHONPATH": str(ROOT / "src"), **settings},
        cwd=cwd,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, list(cwd.iterdir())) == ("", [])
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("words", VERBS, ids=lambda words: " ".join(words[:2]))
def test_a_database_that_does_not_answer_is_told(words: tuple[str, ...], tmp_path: Path):
    code, said = told(words, tmp_path, TONGBAN_DATABASE_URL=NOBODY)
    assert (code, "无法用 TONGBAN_DATABASE_URL 连接数据库" in said) == (1, True), said
    assert "Check the address" in said


@pytest.mark.parametrize(
    ("settings", "code", "words"),
    [
        ({"TONGBAN_DATA": "nowhere"}, 2, "There is no platform's data in"),
        ({"TONGBAN_DATABASE_URL": "no address"}, 2, "TONGBAN_DATABASE_URL cannot be reached"),
    ],
)
def test_a_place_that_is_none_is_wrong_use(settings: dict[str, str], code: int, words: str, tmp_path: Path):
    found, said = told(("challenges",), tmp_path, **settings)
    assert (found, words in said) == (code, True), said


def test_a_form_of_output_that_there_is_not_is_wrong_use():
    for words in VERBS:
        if words[:2] != ("payments", "ask"):
            wrong = CliRunner().invoke(app, [*words, "--format", "xml"])
            assert (wrong.exit_code, "--format" in wrong.stderr) == (2, True), words


@pytest.mark.integration
def test_a_database_without_our_tables_is_told(
    fresh_database, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
):
    data = str(tmp_path_factory.mktemp("data"))
    for words in (
        ("challenges",),
        ("audit", "verify"),
        ("archive", "330199-20251009-00001", "-o", "one.zip"),
    ):
        code, said = told(words, tmp_path, TONGBAN_DATABASE_URL=fresh_database().app, TONGBAN_DATA=data)
        assert (code, "has no tables of the platform" in said) == (2, True), said
