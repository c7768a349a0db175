"""What a process loads at start: a web worker and the command line pay for no arrays."""

import os
import subprocess
import sys

import pytest

from tracked import ROOT

HEAVY = ("numpy", "numba", "pandas", "polars", "python_calamine", "tongban.bulk", "tongban.process.log")


def loaded_by(code: str) -> list[str]:
    told = f"\nimport sys\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "tongban.web.settings",
        "TONGBAN_SECRET_KEY": "only-for-this-test-" + "0" * 32,
    }
    command = [sys.executable, "-c", code + told]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return eval(done.stdout.splitlines()[-1])  # what was printed two lines up


@pytest.mark.parametrize(
    "code",
    [
        "import django; django.setup(); import tongban.web.wiring, tongban.web.urls",
        "import tongban.web.wsgi",
        "import tongban.kernel, tongban.catalogue, tongban.handling",
        "from tongban.cli import main\n"
        "import sys\n"
        "sys.argv[1:] = ['due', '2025-09-24', '20']\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert not end.code",
    ],
    ids=["wiring", "wsgi", "pure rooms", "tongban due"],
)
def test_nothing_that_starts_often_loads_arrays(code):
    assert loaded_by(code) == []


def test_the_bench_room_loads_numpy_and_leaves_numba_until_asked():
    assert loaded_by("import tongban.bulk") == ["numpy", "tongban.bulk"]
