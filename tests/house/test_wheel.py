"""What works in the clone works from the installed wheel: law and demo travel inside it."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tracked import name_of, tracked_files

pytestmark = [pytest.mark.slow, pytest.mark.integration]


class Installed:
    """An environment with the wheel and its dependencies, and a directory far from any clone."""

    def __init__(self, environment: Path, elsewhere: Path) -> None:
        self.bin = environment / "bin"
        self.elsewhere = elsewhere

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("TONGBAN_", "PYTHON"))
        }
        command = [str(self.bin / program), *arguments]
        return subprocess.run(
            command, cwd=self.elsewhere, env=kept, capture_output=True, text=True, check=False
        )

    def python(self, code: str) -> str:
        answer = self.run("python", "-c", code)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the tracked files alone, without a network."""
    source, place = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in tracked_files():
        (source / name_of(path)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, source / name_of(path))
    finish(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(source))
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a fresh environment; its dependencies are those of the environment that tests it."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    finish(sys.executable, "-m", "venv", "--without-pip", str(environment))
    python = environment / "bin" / "python"
    finish(
        *(sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"),
        *("install", "--no-deps", "--no-index", str(wheel)),
    )
    (site,) = environment.glob("lib/python3.*/site-packages")
    # A path in a .pth file comes after the wheel, and editable installs behind it are not followed.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Installed(environment, tmp_path_factory.mktemp("elsewhere"))


def finish(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_is_the_wheels_own(installed: Installed):
    assert installed.python("import tongban; print(tongban.__file__)").startswith(str(installed.bin.parent))


def test_the_command_line_lists_its_verbs(installed: Installed):
    answer = installed.run("tongban", "--help")
    assert answer.returncode == 0, answer.stderr
    assert "serve" in answer.stdout


def test_law_data_travel_inside(installed: Installed):
    answer = installed.run("tongban", "due", "2025-09-24", "20")
    assert (answer.returncode, answer.stdout) == (0, "2025-10-28\n"), answer.stderr


def test_every_data_file_of_the_clone_is_in_the_wheel(installed: Installed):
    listed = installed.python(
        "from tongban.catalogue.law import data_root; root = data_root()\n"
        "print(*sorted(str(p.relative_to(root)) for p in root.rglob('*') if p.is_file()), sep='\\n')"
    )
    data = [name for path in tracked_files() if (name := name_of(path)).startswith(("law/", "demo/"))]
    assert listed.splitlines() == sorted(data)


def test_nothing_of_the_package_is_left_out(installed: Installed):
    listed = installed.python(
        "import pathlib, tongban; root = pathlib.Path(tongban.__file__).parent\n"
        "print(*(p.relative_to(root) for p in root.rglob('*') if p.is_file()), sep='\\n')"
    )
    ours = {
        name.removeprefix("src/tongban/")
        for path in tracked_files()
        if (name := name_of(path)).startswith("src/tongban/")
    }
    assert ours - set(listed.splitlines()) == set()


def test_the_packaged_catalogue_loads(installed: Installed):
    loaded = installed.python(
        "from tongban.catalogue.load import demo_catalogue, load_catalogue\n"
        "from datetime import date\n"
        "item = load_catalogue(demo_catalogue()).in_force('food-operation-licence', date(2025, 9, 24))\n"
        "print(item.id, len(item.steps))"
    )
    assert loaded == "food-operation-licence 8"


def test_the_packaged_catalogue_passes_its_own_check(installed: Installed):
    catalogue = installed.python("from tongban.catalogue.load import demo_catalogue; print(demo_catalogue())")
    assert catalogue.startswith(str(installed.bin.parent))
    answer = installed.run("tongban", "check", catalogue)
    assert (answer.returncode, answer.stdout) == (0, "")
