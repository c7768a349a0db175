"""One supervisor: starts everything, keeps it alive, ends it in order, repairs what a kill left."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from cli.dummy_platform import HERE, Platform, wait_for
from postgres import reachable_directory
from tongban.connectors import process_table
from tongban.connectors.postgres import Cluster, Urls, embedded

pytestmark = [pytest.mark.integration, pytest.mark.slow]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def platform() -> Iterator[Platform]:
    directory = reachable_directory()
    platform = Platform(directory / "data of 通办", free_port())
    yield platform
    clean_up(platform)
    shutil.rmtree(directory)


def clean_up(platform: Platform) -> None:
    if platform.process is not None:
        if platform.process.poll() is None:
            platform.process.kill()
        platform.process.wait()
    for pid in platform.children():
        os.kill(pid, signal.SIGKILL)


def kept(platform: Platform) -> set[int]:
    with psycopg.connect(Cluster(platform.data / "postgres", embedded()).urls().app) as app:
        return {n for (n,) in app.execute("SELECT n FROM tick")}


def test_ctrl_c_ends_everything_in_order_and_the_next_start_has_the_data(platform: Platform):
    platform.running()
    code, _ = platform.end(signal.SIGINT)
    assert code == 0
    assert platform.children() == []
    log = (platform.data / "logs" / "postgres.log").read_text()
    assert "received fast shutdown request" in log
    assert "terminating connection" not in log  # its clients had left before
    before = set(platform.noted())
    platform.running()
    assert before <= kept(platform)
    assert platform.end(signal.SIGTERM)[0] == 0


@pytest.mark.parametrize("victim", ["postgres", "web", "a web worker", "worker"])
def test_a_killed_process_comes_back_and_nothing_acknowledged_is_lost(platform: Platform, victim: str):
    platform.running()
    pids = {
        "postgres": platform.postmaster,
        "web": lambda: platform.process_of("dummy_site"),
        "a web worker": lambda: int(platform.page()),
        "worker": lambda: platform.process_of("dummy_worker.py"),
    }
    os.kill(pids[victim](), signal.SIGKILL)
    before = set(platform.noted())
    wait_for(lambda: len(platform.noted()) > len(before) + 50 and platform.page(), 30)
    assert before <= kept(platform)
    assert platform.end()[0] == 0
    assert platform.children() == []


def test_when_the_supervisor_is_killed_its_children_end_and_the_next_start_repairs(platform: Platform):
    platform.running()
    orphan = platform.postmaster()
    platform.process.kill()
    platform.process.wait()
    before = set(platform.noted())
    platform.running()
    assert before <= kept(platform)
    assert platform.postmaster() != orphan
    code, said = platform.end()
    assert code == 0
    assert f"{orphan}" in said  # told that it was ended
    assert platform.children() == []


def test_children_notice_by_themselves_that_the_supervisor_was_killed(platform: Platform):
    platform.running()
    platform.process.kill()
    database = platform.data / "postgres" / "data"
    wait_for(lambda: platform.children() == process_table.working_in(database), 20)
    assert platform.page() is None


def test_a_second_supervisor_of_the_same_data_is_refused(platform: Platform):
    platform.running()
    code, said = Platform(platform.data, free_port()).refused()
    assert code == 1
    assert f"另一个 tongban serve（进程 {platform.process.pid}）" in said
    assert f"another tongban serve (process {platform.process.pid})" in said
    assert platform.page() is not None


def test_a_taken_port_is_told_before_anything_is_started(platform: Platform):
    with socket.create_server(("127.0.0.1", platform.port)):
        code, said = platform.refused()
    assert code == 1
    assert f"端口 {platform.port}（127.0.0.1）已被占用" in said
    assert f"Port {platform.port} on 127.0.0.1 is in use" in said
    assert "--port" in said
    assert not (platform.data / "postgres").exists()


def test_a_stop_in_the_middle_of_set_up_leaves_nothing_and_the_next_start_completes(platform: Platform):
    platform.start()
    wait_for(lambda: list((platform.data / "postgres").glob("data.new-*")), 20)
    assert platform.end(signal.SIGTERM)[0] == 0
    assert not (platform.data / "postgres" / "data").exists()
    platform.running()
    assert platform.end()[0] == 0


def test_a_kill_in_the_middle_of_set_up_is_repaired_by_the_next_start(platform: Platform):
    platform.start()
    wait_for(lambda: list((platform.data / "postgres").glob("data.new-*")), 20)
    platform.process.kill()
    platform.process.wait()
    platform.running()
    assert platform.end()[0] == 0
    assert [path.name for path in (platform.data / "postgres").glob("data*")] == ["data"]


def test_a_directory_that_is_none_is_refused_with_the_remedy(tmp_path: Path):
    (tmp_path / "file").write_text("")
    code, said = Platform(tmp_path / "file", free_port()).refused()
    assert code == 2
    assert "--data" in said
    assert str(tmp_path / "file") in said


def test_an_address_in_the_environment_replaces_the_embedded_server(
    platform: Platform, fresh_database: Callable[[], Urls]
):
    urls = fresh_database()
    server = Platform(
        platform.data, platform.port, TONGBAN_DATABASE_URL=urls.app, TONGBAN_MIGRATE_URL=urls.owner
    )
    try:
        server.running()
        assert server.end()[0] == 0
    finally:
        clean_up(server)
    assert not (platform.data / "postgres").exists()
    with psycopg.connect(urls.app) as app:
        assert set(server.noted()) <= {n for (n,) in app.execute("SELECT n FROM tick")}


@pytest.mark.parametrize(
    ("url", "exit_code"), [("postgresql://nobody@127.0.0.1:1/none", 1), ("not an address", 2)]
)
def test_a_server_that_cannot_be_reached_is_told_with_the_variable_to_mend(
    tmp_path: Path, url: str, exit_code: int
):
    code, said = Platform(tmp_path / "data", free_port(), TONGBAN_DATABASE_URL=url).refused()
    assert code == exit_code
    assert "无法用 TONGBAN_DATABASE_URL 连接数据库" in said
    assert "The database named by TONGBAN_DATABASE_URL cannot be reached" in said


ORDINARY = {"user": 65534, "group": 65534, "extra_groups": []}


def python_of_an_ordinary_user() -> tuple[str, str]:
    """This version of Python where an unprivileged user can run it, and where the packages are."""
    packages = sysconfig.get_path("purelib")
    version = ".".join(map(str, sys.version_info[:2]))
    for python in (sys.executable, f"/usr/bin/python{version}"):
        probe = [python, "-c", f"import sys; sys.path.append({packages!r}); import psycopg, granian, rich"]
        with contextlib.suppress(OSError):
            if subprocess.run(probe, capture_output=True, cwd=HERE, check=False, **ORDINARY).returncode == 0:
                return python, packages
    reason = (
        f"an ordinary user cannot run {sys.executable} or /usr/bin/python{version} on {packages} and {HERE}"
    )
    pytest.skip(reason)


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user runs every other test here already")
def test_an_ordinary_user_has_it_all_too(platform: Platform):
    python, packages = python_of_an_ordinary_user()
    platform.data.parent.chmod(0o700)
    os.chown(platform.data.parent, ORDINARY["user"], ORDINARY["group"])
    users = Platform(platform.data, platform.port, python, ORDINARY, PYTHONPATH=packages, HOME="/nonexistent")
    try:
        users.running()
        os.kill(users.postmaster(), signal.SIGKILL)
        before = set(users.noted())
        wait_for(lambda: len(users.noted()) > len(before) + 50, 30)
        assert before <= kept(users)
        assert users.data.stat().st_uid == ORDINARY["user"]
        assert users.data.stat().st_mode & 0o777 == 0o700
        assert users.end()[0] == 0
        assert users.children() == []
    finally:
        clean_up(users)


@pytest.mark.skipif(os.geteuid() != 0, reason="root may write anywhere; the others are tested by the rest")
def test_an_ordinary_user_who_may_not_write_there_is_told(platform: Platform):
    python, packages = python_of_an_ordinary_user()
    code, said = Platform(platform.data, platform.port, python, ORDINARY, PYTHONPATH=packages).refused()
    assert code == 2
    assert f"无法使用数据目录 {platform.data}" in said
    assert f"The data directory {platform.data} cannot be used" in said
