"""`make` on a machine without a fitting Python says which one and what to install."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(tmp_path: Path, python: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a copy of its surroundings with `python` as the only interpreter."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "environment.sh", tmp_path / "tools")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    interpreter = tmp_path / "python-of-the-test"
    interpreter.write_text(python)
    interpreter.chmod(0o755)
    return subprocess.run(
        ["sh", str(tmp_path / "tools" / "environment.sh")],
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(interpreter)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("python", ["#!/bin/sh\nexit 1\n", "#!/no/such/interpreter\n"])
def test_without_a_new_enough_python_it_says_so(tmp_path: Path, python: str):
    done = build(tmp_path, python)
    assert done.returncode == 2
    assert "需要 Python 3.11 或更高版本" in done.stderr
    assert "Python 3.11 or later is needed" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_without_the_venv_module_it_names_the_package_to_install(tmp_path: Path):
    lacking = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; *print*) echo 3.12;; esac\n'
    done = build(tmp_path, lacking)
    assert done.returncode == 2
    assert "缺少 venv 与 ensurepip 模块" in done.stderr
    assert "apt-get install python3.12-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()
