"""What a child is told, how it is leashed, and how patient the supervisor is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tongban.cli.children import environment
from tongban.cli.data_directory import open_data_directory
from tongban.cli.listening import Address
from tongban.cli.supervisor import Backoff
from tongban.connectors import process_table


def test_children_learn_the_applications_address_and_never_the_owners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in [name for name in os.environ if name.startswith("TONGBAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TONGBAN_MIGRATE_URL", "postgresql://owner@/")
    data = open_data_directory(tmp_path / "data")
    env = environment(data, Address("127.0.0.1", 8000), "postgresql://app@/")
    ours = {name: value for name, value in env.items() if name.startswith("TONGBAN_")}
    assert ours == {
        "TONGBAN_DATABASE_URL": "postgresql://app@/",
        "TONGBAN_DATA": str(data.path),
        "TONGBAN_HOST": "127.0.0.1",
        "TONGBAN_PORT": "8000",
        "TONGBAN_PUBLIC_URL": "http://127.0.0.1:8000",
        "TONGBAN_SUPERVISED": str(data.path),
    }


def test_the_operators_public_address_and_the_demo_are_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TONGBAN_PUBLIC_URL", "https://banshi.example.cn")
    data = open_data_directory(tmp_path / "data")
    env = environment(data, Address("127.0.0.1", 8000), "postgresql://app@/", demo=True)
    assert (env["TONGBAN_PUBLIC_URL"], env["TONGBAN_DEMO"]) == ("https://banshi.example.cn", "1")


@pytest.mark.parametrize(("host", "beside"), [("0.0.0.0", "1"), ("127.0.0.1", None)])
def test_payers_go_where_they_came_from_where_every_address_is_listened_on(
    tmp_path: Path, host: str, beside: str | None
):
    data = open_data_directory(tmp_path / "data")
    env = environment(data, Address(host, 8000), "postgresql://app@/", payment="http://127.0.0.1:8001")
    assert env.get("TONGBAN_PAYMENT_BESIDE") == beside


def test_each_failure_in_a_row_waits_longer_up_to_a_limit():
    backoff = Backoff(first=0.2, factor=2.0, longest=30.0)
    assert [backoff.wait(n) for n in (1, 2, 3, 4, 9, 1000)] == [0.2, 0.4, 0.8, 1.6, 30.0, 30.0]


def test_an_address_for_everybody_is_opened_on_this_machine():
    assert Address("0.0.0.0", 80).url == "http://127.0.0.1:80/"
    assert Address("::", 80).url == "http://[::1]:80/"
    assert Address("10.1.2.3", 8000).url == "http://10.1.2.3:8000/"


def test_a_zombie_is_not_running():
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as child:
        child.stdout.read()  # its end of the pipe is closed when it has exited, before it is reaped
        process = Path(f"/proc/{child.pid}/stat")
        while process.read_text().rpartition(")")[2].split()[0] != "Z":
            pass
        assert process_table.is_running(child.pid) is False
