"""The operator's data directory: one supervisor at a time, its logs, its secrets."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tongban.cli.faults import OperatorFault


@dataclass(frozen=True)
class DataDirectory:
    """`.tongban`, or what `--data` names: an absolute path without links."""

    path: Path

    @property
    def logs(self) -> Path:
        """One file per child."""
        return self.path / "logs"

    @property
    def postgres(self) -> Path:
        """The home of the embedded server."""
        return self.path / "postgres"

    @property
    def migrated(self) -> Path:
        """The stamp of the last complete migration."""
        return self.path / "migrated"

    @property
    def demo_accounts(self) -> Path:
        """What the demo player printed when it had finished."""
        return self.path / "demo-accounts.txt"

    @property
    def collected(self) -> Path:
        """The stamp of the last collection of static files."""
        return self.path / "collected"

    @property
    def payment_ledger(self) -> Path:
        """The ledger of the demonstration's payment platform."""
        return self.path / "payment-demo.sqlite"

    @property
    def payment_address(self) -> Path:
        """Where the demonstration's payment platform answers."""
        return self.path / "payment-demo.url"

    def payment_key(self) -> str:
        """What the demonstration's platform and the web sign with; made once."""
        kept = self.path / "payment-key"
        if not kept.exists():
            write_private(kept, secrets.token_hex(32))
        return kept.read_text().strip()


def write_private(path: Path, text: str) -> None:
    """Write a file only its owner may read; it appears complete or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def open_data_directory(path: Path) -> DataDirectory:
    """Create the directory where it is missing.

    As root it may be entered, not read, by others: the database server runs as another user inside.

    Raises:
        OperatorFault: it is not a directory, or cannot be written.
    """
    try:
        if not path.exists():
            path.mkdir(parents=True)
            path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        data = DataDirectory(path.resolve())
        data.logs.mkdir(mode=0o700, exist_ok=True)
        if not os.access(data.path, os.W_OK | os.X_OK) or not os.access(data.logs, os.W_OK | os.X_OK):
            raise PermissionError(f"{data.path}: not writable")
    except OSError as error:
        raise _not_usable(path, error) from error
    return data


def _not_usable(path: Path, error: OSError) -> OperatorFault:
    return OperatorFault(
        f"无法使用数据目录 {path}：{error}。请用 --data 或 TONGBAN_DATA 指定一个可写的目录。",
        f"The data directory {path} cannot be used: {error}. "
        "Name a writable one with --data or TONGBAN_DATA.",
        exit_code=2,
    )


@contextmanager
def only_supervisor_of(data: DataDirectory) -> Iterator[None]:
    """Hold the directory's lock; the kernel gives it back when we die, however we die.

    Raises:
        OperatorFault: another supervisor holds it.
    """
    try:
        lock = (data.path / "supervisor.lock").open("a+")
    except OSError as error:
        raise _not_usable(data.path, error) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise _already_running(data, lock.read().strip()) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _already_running(data: DataDirectory, pid: str) -> OperatorFault:
    return OperatorFault(
        f"数据目录 {data.path} 已由另一个 tongban serve（进程 {pid}）使用。"
        f"请先停止它（kill {pid}），或用 --data 指定另一个目录。",
        f"The data directory {data.path} is in use by another tongban serve (process {pid}). "
        f"Stop it first (kill {pid}), or name another directory with --data.",
    )
