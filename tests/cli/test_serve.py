"""The verb `tongban serve` on the command line."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tongban(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tongban.cli", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_option_in_both_languages_and_starts_nothing(tmp_path: Path):
    done = tongban("serve", "--help", cwd=tmp_path)
    assert done.returncode == 0
    for words in ("--demo", "--port", "--host", "--data", "数据目录", "Data directory"):
        assert words in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_cannot_be_one_is_wrong_use(tmp_path: Path):
    done = tongban("serve", "--port", "70000", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "--port" in done.stderr
    assert "65535" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unusable_data_directory_is_told_on_stderr_in_both_languages(tmp_path: Path):
    (tmp_path / "file").write_text("")
    done = tongban("serve", "--data", "file/below", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "无法使用数据目录 file/below" in done.stderr
    assert "The data directory file/below cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
