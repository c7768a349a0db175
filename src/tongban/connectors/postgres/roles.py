"""The two roles of the database: the owner, who migrates, and the application, which owns nothing.

The application may read and write rows, and the migrations take from it what it must not do
(change or delete events). The administrator's role exists for set-up only.
"""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

ADMIN, OWNER, APP = "tongban_admin", "tongban_owner", "tongban_app"
DATABASE = "tongban"
PORT = 5432  # the name of the socket; nothing listens on a network port


@dataclass(frozen=True)
class Urls:
    """How to reach one database as each role; libpq addresses, for `psycopg.connect` and settings."""

    admin: str
    owner: str
    app: str


def passwords(path: Path) -> dict[str, str]:
    """The roles' passwords in the file `path` (mode 0600), made at random the first time."""
    if not path.exists():
        made = {role: secrets.token_urlsafe(32) for role in (ADMIN, OWNER, APP)}
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(made, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    known: dict[str, str] = json.loads(path.read_text())
    return known


def urls(socket_directory: Path, known: dict[str, str], database: str = DATABASE) -> Urls:
    """The addresses of `database` over the Unix socket in `socket_directory`."""
    host = quote(str(socket_directory), safe="")

    def url(role: str, to: str = database) -> str:
        return f"postgresql://{role}:{known[role]}@/{quote(to)}?host={host}&port={PORT}"

    return Urls(admin=url(ADMIN, "postgres"), owner=url(OWNER), app=url(APP))


def ensure(admin_url: str, known: dict[str, str], database: str = DATABASE) -> None:
    """Create the roles and `database` where they are missing; harmless when repeated."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for role in (OWNER, APP):
            _ensure_role(connection, role, known[role])
        _ensure_database(connection, database)
    in_database = psycopg.conninfo.make_conninfo(admin_url, dbname=database)
    with psycopg.connect(in_database) as connection:
        for statement in _GRANTS:
            connection.execute(
                sql.SQL(statement).format(
                    owner=sql.Identifier(OWNER), app=sql.Identifier(APP), database=sql.Identifier(database)
                )
            )


_GRANTS = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)


def _ensure_role(connection: psycopg.Connection, role: str, password: str) -> None:
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    statement = "ALTER ROLE {} LOGIN PASSWORD {}" if exists else "CREATE ROLE {} LOGIN PASSWORD {}"
    connection.execute(sql.SQL(statement).format(sql.Identifier(role), sql.Literal(password)))


def _ensure_database(connection: psycopg.Connection, database: str) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        return
    statement = sql.SQL("CREATE DATABASE {} OWNER {}")
    connection.execute(statement.format(sql.Identifier(database), sql.Identifier(OWNER)))
