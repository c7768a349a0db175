"""Databases with all tables, for tests: migrated once per server, then copied for each test.

- `servers`: a function from a version's id (`pg18`, `pg15`) to a migrated `Server`, started when asked.
- `database`: the addresses of an empty, migrated database of the test's own, on the default version.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

from postgres import DEBIAN, EMBEDDED, binaries, reachable_directory
from tongban.connectors.postgres import Cluster, Urls

_NUMBERS = count(1)


@dataclass
class Server:
    """A running server whose own database is the migrated model that others are copied from."""

    cluster: Cluster
    directory: Path
    process: "subprocess.Popen[bytes]"
    idle: list[Urls] = field(default_factory=list)

    def lend(self) -> Urls:
        """An empty database with all tables; give it back with `take_back`."""
        if self.idle:
            return self.idle.pop()
        name = f"copy_{next(_NUMBERS)}"
        with psycopg.connect(self.cluster.urls().admin, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE tongban OWNER tongban_owner")
        return self.cluster.urls(name)

    def take_back(self, urls: Urls) -> None:
        """Empty it for the next test; a test that left a transaction open is told so here."""
        with psycopg.connect(urls.owner, autocommit=True, options="-c lock_timeout=5s") as connection:
            # Emptying a table makes its files anew, and most tests write to few tables.
            if written := [name for (name,) in connection.execute(_WRITTEN).fetchall()]:
                connection.execute(f"TRUNCATE {', '.join(written)} RESTART IDENTITY CASCADE")
        self.idle.append(urls)


_WRITTEN = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    " AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')"
    " AND pg_relation_size(oid) > 0"
)


def environment(url: str, data: Path) -> dict[str, str]:
    """What a process of the platform is told, for tests that start one."""
    return {
        **os.environ,
        "TONGBAN_DATABASE_URL": url,
        "TONGBAN_DATA": str(data),
        "TONGBAN_SECRET_KEY": "only-for-tests-" + "0" * 32,
        "DJANGO_SETTINGS_MODULE": "tongban.web.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def migrate(url: str, data: Path) -> str:
    """Run the migrations as the operator does; what was said."""
    command = [sys.executable, "-m", "django", "migrate", "--noinput"]
    done = subprocess.run(command, env=environment(url, data), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[str], Server]]:
    running: dict[str, Server] = {}

    def server(name: str) -> Server:
        if name not in running:
            directory = reachable_directory()
            cluster = Cluster(directory / "postgres", binaries(name), {"fsync": "off"})
            running[name] = Server(cluster, directory, cluster.start(directory / "postgres.log"))
            migrate(cluster.urls().owner, directory / "data")
        return running[name]

    yield server
    for started in running.values():
        started.cluster.stop(started.process)
        shutil.rmtree(started.directory)


@pytest.fixture
def database(servers: Callable[[str], Server]) -> Iterator[Urls]:
    server = servers(DEBIAN if os.environ.get("TONGBAN_TEST_POSTGRES") == "debian" else EMBEDDED)
    urls = server.lend()
    yield urls
    server.take_back(urls)
