"""Where one cluster's files lie, and how they come to be.

home/                 in the operator's data directory; as root a link to a place that is reachable
home/data             what initdb writes; appears complete or not at all
home/run              the Unix socket; a link to a short directory where the path would be too long
home/passwords.json   of the database roles, mode 0600
home/programs/        as root, a readable copy of PostgreSQL
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tongban.connectors.postgres.binaries import Binaries
from tongban.connectors.postgres.faults import not_writable, other_version, program_failed
from tongban.connectors.postgres.owner import Owner
from tongban.connectors.postgres.pidfile import clear_the_way
from tongban.connectors.postgres.roles import ADMIN

# Reachable by every user, kept across restarts of the machine; only used when we are root.
STATE = Path("/var/lib/tongban")
# The kernel's limit for a socket's path is 107 bytes; PostgreSQL appends `/.s.PGSQL.5432`.
LONGEST_SOCKET_DIRECTORY = 90


def make_home(home: Path, owner: Owner) -> Path:
    """Create `home` so that `owner` can reach it, and return the real directory behind it.

    Raises:
        PostgresFault: it cannot be created or written.
    """
    try:
        if home.is_symlink() and not home.exists():
            raise FileNotFoundError(f"{home} -> {home.readlink()}")
        home.parent.mkdir(parents=True, exist_ok=True)
        if not home.exists():
            _make_new_home(home, owner)
        if not os.access(home, os.W_OK | os.X_OK):
            raise PermissionError(f"{home}")
    except OSError as error:
        raise not_writable(str(home.parent), str(error)) from error
    return home.resolve()


def _make_new_home(home: Path, owner: Owner) -> None:
    home.mkdir(mode=0o711 if owner.dropped else 0o700)
    home.chmod(0o711 if owner.dropped else 0o700)  # whatever the umask
    if owner.can_enter(home):
        return
    STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
    elsewhere = Path(tempfile.mkdtemp(prefix="cluster-", dir=STATE))
    elsewhere.chmod(0o711)
    if not owner.can_enter(elsewhere):
        raise PermissionError(f"{elsewhere}")
    home.rmdir()
    home.symlink_to(elsewhere)


def check_version(data: Path, binaries: Binaries) -> None:
    """Refuse a data directory of another major version, before anything touches it.

    Raises:
        PostgresFault: with the command that upgrades.
    """
    found = (data / "PG_VERSION").read_text().strip()
    if found != str(binaries.major):
        raise other_version(str(data), found, str(binaries.bin), str(binaries.major))


def initialise(home: Path, owner: Owner, binaries: Binaries, admin_password: str) -> None:
    """Write a new data directory `home/data`: UTF-8, code-point order, checksums, passwords required.

    The locale's character classes are Unicode's (with plain C, trigram search ignores Chinese); its
    order is by code point, the same on every machine.

    Raises:
        PostgresFault: initdb failed; its output is in the fault.
    """
    _remove_abandoned(home)
    unfinished = Path(tempfile.mkdtemp(prefix="data.new-", dir=home))
    owner.give(unfinished)
    password_file = unfinished.with_name(f"{unfinished.name}.password")
    password_file.touch(mode=0o600)
    owner.give(password_file)
    try:
        password_file.write_text(admin_password)
        _run_initdb(unfinished, owner, binaries, password_file)
    finally:
        password_file.unlink()
    unfinished.rename(home / "data")


def _remove_abandoned(home: Path) -> None:
    """Remove what killed predecessors began, and end an initdb that still works on it."""
    for abandoned in home.glob("data.new-*"):
        if abandoned.is_dir():
            clear_the_way(abandoned)
            shutil.rmtree(abandoned, ignore_errors=True)
        else:
            abandoned.unlink(missing_ok=True)


def _run_initdb(data: Path, owner: Owner, binaries: Binaries, password_file: Path) -> None:
    argv = [
        binaries.program("initdb"),
        f"--pgdata={data}",
        f"--username={ADMIN}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--data-checksums",
    ]
    if binaries.major >= 17:
        argv += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = subprocess.run(  # noqa: S603  (a program we located, no shell)
        argv,
        cwd=data,  # there an abandoned run is found
        env=server_environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        start_new_session=True,
        **owner.popen,
    )
    if done.returncode != 0:
        raise program_failed("initdb", done.returncode, done.stdout)


def socket_directory(home: Path, owner: Owner) -> Path:
    """The private directory of the Unix socket, made where it is missing.

    It is `home/run`, unless that path is too long for a socket or holds a character with a meaning of
    its own in a list of hosts; then `home/run` links to a short one.
    """
    run = home / "run"
    if run.is_symlink() and _is_private(run.readlink(), owner):
        return run.readlink()
    if run.is_symlink():
        run.unlink()
    if len(os.fsencode(run)) <= LONGEST_SOCKET_DIRECTORY and not set(str(run)) & set(',"'):
        run.mkdir(mode=0o700, exist_ok=True)
        owner.give(run)
        return run
    short = Path(tempfile.mkdtemp(prefix="tongban-", dir="/tmp"))
    owner.give(short)
    run.symlink_to(short)
    return short


def clear_sockets(directory: Path) -> None:
    """Remove what a killed server left in its private socket directory.

    Its lock file names a pid that may be a zombie or a stranger by now; call this only when no process
    works in the data directory any more.
    """
    for left in directory.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)


def _is_private(directory: Path, owner: Owner) -> bool:
    """Whether `directory` is still ours: others may have put their own where ours was cleaned away."""
    try:
        status = directory.lstat()
    except OSError:
        return False
    return status.st_uid == owner.uid and status.st_mode & 0o170777 == 0o040700


def server_environment() -> dict[str, str]:
    """Our environment without the PG* variables, which would change what the programs do."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
