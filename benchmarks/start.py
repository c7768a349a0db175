"""`make run` to the first page, first time and again.

python -m benchmarks start [--environment] [--again 3]

The tree is copied, so that nothing here is touched. With `--environment` its `.venv` is built from
nothing, as the first `make run` does, and counted apart: it is the network's time more than ours.
Without, this interpreter's packages serve. Then `tongban serve --demo` is started on an empty data
directory (database created, tables made, demo played), stopped with Ctrl-C's signal, and started
again; each time until the first page is there.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
WANTED_SECONDS = 5.0
_PATIENCE_SECONDS = 600


def main() -> None:
    parser = argparse.ArgumentParser(description="From the command to the first page.")
    parser.add_argument("--environment", action="store_true", help="build .venv first, and count it")
    parser.add_argument("--again", type=int, default=3, help="how often to start again")
    asked = parser.parse_args()
    directory = Path(tempfile.mkdtemp(prefix="tongban-start-", dir="/tmp"))
    directory.chmod(0o711)
    try:
        measure(directory, again=asked.again, environment=asked.environment)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def measure(directory: Path, *, again: int, environment: bool) -> None:
    tree = copied(directory / "tree")
    if environment:
        began = time.perf_counter()
        subprocess.run(["sh", "tools/environment.sh"], cwd=tree, check=True, stdout=sys.stderr)
        print(f"environment built from nothing      {time.perf_counter() - began:>8.1f} s")
        program, variables = [str(tree / ".venv/bin/tongban")], dict(os.environ)
    else:
        program = [sys.executable, "-m", "tongban.cli"]
        variables = {**os.environ, "PYTHONPATH": str(tree / "src")}
    for name in ("DJANGO_SETTINGS_MODULE", "TONGBAN_SECRET_KEY", *(["PYTHONPATH"] if environment else [])):
        variables.pop(name, None)
    print(f"first start, to the first page      {first_page(program, tree, variables):>8.1f} s")
    times = [first_page(program, tree, variables) for _ in range(again)]
    verdict = "met" if median(times) < WANTED_SECONDS else "MISSED"
    shown = "-".join(f"{seconds:.1f}" for seconds in (min(times), median(times), max(times)))
    print(f"started again (min-median-max)      {shown:>8} s  wanted < {WANTED_SECONDS:.0f} s: {verdict}")


def copied(tree: Path) -> Path:
    """The files git knows of, as they stand."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
    return tree


def first_page(program: list[str], tree: Path, variables: dict[str, str]) -> float:
    """Seconds from the command to 200 on the first page; the platform is stopped again after."""
    port = free_port()
    log = (tree / "serve.log").open("w")
    began = time.perf_counter()
    process = subprocess.Popen(
        [*program, "serve", "--demo", "--port", str(port)],
        cwd=tree,
        env=variables,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while not answers(port):
            if process.poll() is not None or time.perf_counter() - began > _PATIENCE_SECONDS:
                raise RuntimeError(f"the platform did not start:\n{(tree / 'serve.log').read_text()}")
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(120)
        log.close()


def answers(port: int) -> bool:
    """Whether the web server sends pages, if only the one that says there is none here."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
            return bool(page.status == 200)
    except urllib.error.HTTPError as page:
        return page.code < 500
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
