"""What the house tests look at: the tracked files, and pages of docs."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file under version control that is there, in order."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in sorted(listed.split("\0")) if name and (path := ROOT / name).is_file())


def text_of(path: Path) -> str | None:
    """The file's text, or None for pictures, fonts and compiled catalogues."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        return None


def name_of(path: Path) -> str:
    """The path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def markdown() -> list[Path]:
    """Every page somebody reads."""
    return [path for path in tracked_files() if path.suffix == ".md"]
