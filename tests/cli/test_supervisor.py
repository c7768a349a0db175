"""One supervisor: starts everything, keeps it alive, ends it in order, repairs what a kill left."""

import os
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cli.dummy_platform import Platform, wait_for
from postgres import reachable_directory
from tongban.connectors.postgres import Cluster, embedded

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
        platform.process.stderr.close()
    for pid in platform.children():
        os.kill(pid, signal.SIGKILL)


def kept(platform: Platform) -> set[int]:
    with psycopg.connect(Cluster(platform.data / "postgres", embedded()).urls().app) as app:
        return {n for (n,) in app.execute("SELECT n FROM tick")}


def test_ctrl_c_ends_everything_in_order_and_the_next_start_has_the_data(platform: Platform):
    platform.running()
    code, said = platform.end(signal.SIGINT)
    assert code == 0
    assert platform.children() == []
    assert "http://127.0.0.1" in said
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
    platform.process.stderr.close()
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
    wait_for(lambda: set(map(str, platform.children())) <= set(of_postgres(platform)), 20)
    assert platform.page() is None


def of_postgres(platform: Platform) -> list[str]:
    from tongban.connectors import process_table

    return [str(pid) for pid in process_table.working_in(platform.data / "postgres" / "data")]


def test_a_second_supervisor_of_the_same_data_is_refused(platform: Platform):
    platform.running()
    second = Platform(platform.data, free_port()).start()
    said = second.process.communicate(timeout=30)[1]
    assert second.process.returncode == 1
    assert f"另一个 tongban serve（进程 {platform.process.pid}）" in said
    assert f"another tongban serve (process {platform.process.pid})" in said
    assert platform.page() is not None


def test_a_taken_port_is_told_before_anything_is_started(platform: Platform):
    with socket.create_server(("127.0.0.1", platform.port)):
        platform.start()
        said = platform.process.communicate(timeout=30)[1]
    assert platform.process.returncode == 1
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
    platform.process.stderr.close()
    platform.running()
    assert platform.end()[0] == 0
    assert [path.name for path in (platform.data / "postgres").glob("data*")] == ["data"]


def test_a_directory_that_is_none_is_refused_with_the_remedy(tmp_path: Path):
    (tmp_path / "file").write_text("")
    platform = Platform(tmp_path / "file", free_port()).start()
    said = platform.process.communicate(timeout=30)[1]
    assert platform.process.returncode == 2
    assert "--data" in said
    assert str(tmp_path / "file") in said
