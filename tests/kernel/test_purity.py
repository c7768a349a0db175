"""The kernel stands on the standard library alone."""

import ast
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"


def test_the_kernel_imports_nothing_but_the_standard_library():
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import tongban.kernel; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names))"
    )
    # -I -S: no site-packages, no environment; anything else the kernel wanted would be missing.
    loaded = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, str(SOURCE)], capture_output=True, text=True, check=True
    )
    assert set(loaded.stdout.split()) - {"__main__"} == {"tongban"}


def test_the_kernel_wants_only_data_structures_and_dates_and_opens_no_file():
    modules, called = set(), set()
    for path in (SOURCE / "tongban" / "kernel").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                modules.add((node.module or "").partition(".")[0])
            elif isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.Call):
                called.add(ast.unparse(node.func))
    assert modules == {
        "bisect",
        "calendar",
        "collections",
        "dataclasses",
        "datetime",
        "enum",
        "functools",
        "itertools",
        "typing",
        "tongban",
    }
    assert not called & {
        "open",
        "input",
        "eval",
        "exec",
        "print",
        "datetime.now",
        "date.today",
        "datetime.today",
    }
