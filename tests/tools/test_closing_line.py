"""The last line of CI is the sum of all sessions, and a run that collected nothing has not passed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracked import ROOT


@pytest.mark.parametrize(
    ("logs", "line", "code"),
    [
        (
            ["noise\n== 5 passed, 1 skipped in 3.20s ==\nmake\n== 1 failed, 2 passed, 1 error in 0.5s =="],
            "1 failed, 7 passed, 1 skipped, 1 error in 41.00s",
            0,
        ),
        (
            ["29 passed in 5.52s\n", "\x1b[32m== \x1b[1m43 passed\x1b[0m in 166.27s (0:02:46) ==\n"],
            "72 passed in 41.00s",
            0,
        ),
        (
            ["===== 43 deselected in 1.00s =====\n", "===== no tests ran in 0.12s =====\n"],
            "no tests ran in 41.00s",
            1,
        ),
    ],
)
def test_the_sessions_are_summed_in_pytests_own_form(tmp_path: Path, logs: list[str], line: str, code: int):
    for number, text in enumerate(logs):
        (tmp_path / str(number)).write_text(text)
    files = [str(tmp_path / str(number)) for number in range(len(logs))]
    command = [sys.executable, str(ROOT / "tools" / "closing_line.py"), "41", *files]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.stdout.strip().strip("= "), answer.returncode) == (line, code)
