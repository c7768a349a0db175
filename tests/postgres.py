"""A real PostgreSQL for tests, started as the platform starts it.

Fixtures (a plugin loaded by `conftest.py`; every test run, and every xdist worker, has its own server):

- `postgres_cluster`: the running `Cluster`, once per session and version.
- `postgres_urls`: `.owner` (migrates), `.app` (owns nothing) and `.admin` of one database per session.
- `postgres_url`: the owner's address of that database, as a string.
- `fresh_database`: a function that makes one more empty database and returns its addresses.

The version is the embedded one (`pg18`), or Debian's (`pg15`) with `TONGBAN_TEST_POSTGRES=debian`.
A contract test that must hold on both is marked `@on_both_postgres`; its ids are `pg18` and `pg15`.
Where Debian's is absent its tests are skipped aloud, or fail with `TONGBAN_REQUIRE_ALL=1`.
The server runs with fsync off: it may forget on a power cut, not when it is killed. A test about
power cuts starts its own.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tongban.connectors.postgres import Binaries, Cluster, Urls, embedded, installed_in

EMBEDDED, DEBIAN = "pg18", "pg15"
DEBIAN_PROGRAMS = Path("/usr/lib/postgresql/15/bin")

on_both_postgres = pytest.mark.parametrize("postgres_cluster", [EMBEDDED, DEBIAN], indirect=True)


def binaries(name: str) -> Binaries:
    """The programs behind a version's id; skips, or fails where everything is required."""
    if name == EMBEDDED:
        return embedded()
    if not (DEBIAN_PROGRAMS / "postgres").exists():
        missing = f"Debian's PostgreSQL 15 is not at {DEBIAN_PROGRAMS} (apt-get install postgresql-15)"
        if os.environ.get("TONGBAN_REQUIRE_ALL") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    return installed_in(DEBIAN_PROGRAMS)


def reachable_directory() -> Path:
    """A new directory that the unprivileged user can reach too (pytest's own are closed to it)."""
    directory = Path(tempfile.mkdtemp(prefix="tongban test ", dir="/tmp"))
    directory.chmod(0o711)
    return directory


@contextmanager
def ended_with_us(server: int, directory: Path) -> Iterator[None]:
    """End the server and remove its files even when this test run is killed.

    A shell waits for the other end of a pipe to close, which the kernel does however we end.
    """
    script = 'read -r _; kill -QUIT "$1"; sleep 2; rm -rf "$2"'
    argv = ["sh", "-c", script, "sh", str(server), str(directory)]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, cwd="/", start_new_session=True) as guard:
        try:
            yield
        finally:
            guard.kill()


@pytest.fixture(scope="session")
def postgres_cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    default = DEBIAN if os.environ.get("TONGBAN_TEST_POSTGRES") == "debian" else EMBEDDED
    programs = binaries(getattr(request, "param", default))
    directory = reachable_directory()
    cluster = Cluster(directory / "postgres", programs, {"fsync": "off"})
    process = cluster.start(directory / "postgres.log")
    with ended_with_us(process.pid, directory):
        yield cluster
        cluster.stop(process)
    shutil.rmtree(directory)


@pytest.fixture(scope="session")
def postgres_urls(postgres_cluster: Cluster) -> Urls:
    return postgres_cluster.urls()


@pytest.fixture(scope="session")
def postgres_url(postgres_urls: Urls) -> str:
    return postgres_urls.owner


@pytest.fixture(scope="session")
def fresh_database(postgres_cluster: Cluster) -> Callable[[], Urls]:
    numbers = count(1)
    return lambda: postgres_cluster.create_database(f"fresh_{next(numbers)}")
