"""Bring the database's tables up to date, and know within milliseconds that they are.

Importing the framework only to learn that nothing is pending costs more than a second of every start.
So a stamp remembers which code met which list of applied migrations; both are compared, the list with
the one in the database itself, so that a restored backup is never taken for an up-to-date database.
"""

import hashlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg

import tongban
from tongban.cli.data_directory import DataDirectory, write_private
from tongban.cli.faults import OperatorFault
from tongban.cli.supervisor import run_on_a_leash

COMMAND = (sys.executable, "-m", "django", "migrate", "--noinput")


def migrate(
    data: DataDirectory, owner_url: str, env: Mapping[str, str], still_running: Callable[[Path], None]
) -> bool:
    """Apply what is pending, as the owner; whether there was anything to look into.

    Raises:
        OperatorFault: the migration failed; the end of its log is in the fault.
    """
    role = app_role(env)
    if data.migrated.exists() and data.migrated.read_text() == stamp(owner_url, role):
        return False
    log = data.logs / "migrate.log"
    told = {**env, "TONGBAN_DATABASE_URL": owner_url, "TONGBAN_APP_ROLE": role}
    code = run_on_a_leash(COMMAND, told, log, still_running)
    if code != 0:
        end = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise OperatorFault(
            f"数据库迁移失败（退出码 {code}），日志 {log} 的末尾：\n{end}",
            f"The migration failed (exit code {code}); the end of its log {log} is above. "
            "Remove the cause it names and start again.",
        )
    write_private(data.migrated, stamp(owner_url, role))
    return True


def app_role(env: Mapping[str, str]) -> str:
    """The role that the migrations give the application's rights to: who its address signs in as."""
    named = env.get("TONGBAN_APP_ROLE", "").strip()
    address = psycopg.conninfo.conninfo_to_dict(env.get("TONGBAN_DATABASE_URL", ""))
    return named or str(address.get("user", ""))


def stamp(owner_url: str, role: str) -> str:
    """What tells two states apart: the code that migrates, whom it gives rights, and what was applied."""
    digest = hashlib.sha256(f"{code_digest(Path(tongban.__file__).parent)} {role}".encode())
    with psycopg.connect(owner_url) as connection:
        known = connection.execute("SELECT to_regclass('django_migrations')::text").fetchone()
        if known is not None and known[0] is not None:
            rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
            digest.update(repr(rows).encode())
    return digest.hexdigest()


def code_digest(package: Path) -> str:
    """A digest of our migrations and settings, and of which packages are installed beside us."""
    digest = hashlib.sha256()
    files = [*(package / "store" / "migrations").rglob("*"), *(package / "web").glob("settings*")]
    for path in sorted(path for path in files if path.is_file() and "__pycache__" not in path.parts):
        digest.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes())
    for entry in sorted({Path(place) for place in sys.path if place.endswith("site-packages")}):
        names = sorted(path.name for path in entry.glob("*.dist-info"))
        digest.update("\n".join(names).encode())
    return digest.hexdigest()
