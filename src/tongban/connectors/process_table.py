"""The machine's process table (Linux `/proc`): who is alive, and who only looks so.

A number in a pid file proves nothing: the process may be a zombie, or the number may since belong to a
stranger. Every question here is therefore about what a process *is*, never only whether a pid answers.
"""

from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def is_running(pid: int) -> bool:
    """Whether `pid` is a live process; a zombie that its parent has not reaped is not."""
    try:
        stat = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return False
    # The command name stands in brackets and may itself contain brackets and spaces.
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X", "x"}


def running() -> Iterator[int]:
    """Yield the pids of all live processes."""
    for entry in PROC.iterdir():
        if entry.name.isdigit() and is_running(int(entry.name)):
            yield int(entry.name)


def works_in(pid: int, directory: Path) -> bool:
    """Whether the live process `pid` has `directory` as its working directory.

    PostgreSQL's postmaster and every one of its backends work in their data directory, so this tells
    a postmaster of ours from a stranger that was given a recycled pid.
    """
    try:
        return (PROC / str(pid) / "cwd").samefile(directory) and is_running(pid)
    except OSError:
        return False


def working_in(directory: Path) -> list[int]:
    """The pids of all live processes whose working directory is `directory`, in ascending order."""
    return sorted(pid for pid in running() if works_in(pid, directory))


def started_with(variable: str, value: str) -> list[int]:
    """The pids of all live processes that were started with `variable=value` in their environment."""
    wanted = f"{variable}={value}".encode()
    found = []
    for pid in running():
        try:
            environment = (PROC / str(pid) / "environ").read_bytes()
        except OSError:  # another user's, or gone meanwhile
            continue
        if wanted in environment.split(b"\0"):
            found.append(pid)
    return sorted(found)
