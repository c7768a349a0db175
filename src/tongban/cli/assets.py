"""Collect the static files of all rooms, hashed and compressed, when they have changed."""

import hashlib
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import tongban
from tongban.cli.data_directory import DataDirectory, write_private
from tongban.cli.faults import OperatorFault
from tongban.cli.supervisor import run_on_a_leash
from tongban.connectors.postgres.cluster import last_lines

COMMAND = (sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear")


def collect(data: DataDirectory, env: Mapping[str, str], still_running: Callable[[Path], None]) -> bool:
    """Collect into the data directory unless the last collection was of the same files.

    Raises:
        OperatorFault: the collection failed; the end of its log is in the fault.
    """
    stamp = f"{digest(Path(tongban.__file__).parent / 'web')} {data.path}"
    if data.collected.exists() and data.collected.read_text() == stamp:
        return False
    log = data.logs / "collectstatic.log"
    code = run_on_a_leash(COMMAND, env, log, still_running)
    if code != 0:
        raise OperatorFault(
            f"页面文件未能准备（退出码 {code}），日志 {log} 的末尾：\n{last_lines(log, 15)}",
            f"The static files could not be collected (exit code {code}); the end of its log is above.",
        )
    write_private(data.collected, stamp)
    return True


def digest(web: Path) -> str:
    """A digest of our static files and of the package that ships htmx."""
    found = hashlib.sha256(version("django-htmx").encode())
    for path in sorted(path for path in web.glob("*/static/**/*") if path.is_file()):
        found.update(f"{path.relative_to(web)}\0".encode() + path.read_bytes())
    return found.hexdigest()
