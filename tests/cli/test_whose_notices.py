"""Questions about days, answered by the notices somebody added to a running installation."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from holidays import MOVING, notice
from migrated import migrate
from postgres import EMBEDDED, binaries, reachable_directory
from stored import AT
from stores import on_database
from tongban.cli import app
from tongban.cli.faults import OperatorFault
from tongban.connectors.postgres import Cluster

#: 31 December is taken off by the notice that was added, and worked by the packaged ones.
ASKED = ("due", "2026-12-30", "1")
SCENARIO = """suite: {zh: 样例, en: sample}
scenarios:
  - id: added
    title: {zh: 新增通知, en: a notice that was added}
    rules: [K13]
    fires: true
    cites: []
    given: {limit: {amount: 1, unit: working_day}}
    when: [{on: 2026-12-30, happens: started}]
    then: {due: {limit: 2027-01-04}}
    counting: 12月31日至1月3日放假
"""


def run(*words: str):
    return CliRunner().invoke(app, words)


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that names no installation."""
    for name in ("TONGBAN_DATABASE_URL", "TONGBAN_DATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def installation() -> Iterator[tuple[Path, str]]:
    """A data directory whose database runs and holds one added notice; and that database's address."""
    home = reachable_directory()
    cluster = Cluster(home / "postgres", binaries(EMBEDDED))
    process = cluster.start(home / "postgres.log")
    urls = cluster.urls()
    migrate(urls.owner, home / "data")
    house = on_database(urls, home / "data")
    assert house.calendars().add("CN", notice(MOVING), "2027.json", "", "sun", AT)
    house.close()
    yield home, urls.app
    cluster.stop(process)
    shutil.rmtree(home)


def test_nobody_named_means_the_packaged_notices_and_the_answer_says_so() -> None:
    said = json.loads(run(*ASKED, "--format", "json").stdout)
    assert (said["due"], said["provisional"]) == ("2026-12-31", True)
    assert (said["calendar"]["of"], said["calendar"]["notices"]) == ("packaged", 0)
    assert "日历：随软件附带的放假通知，确定至 2026-12-28。" in run(*ASKED).stderr


@pytest.mark.integration
def test_a_data_directory_or_the_environment_brings_the_notices_added_there(
    installation: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, url = installation
    by_directory = run(*ASKED, "--calendar-of", str(home))
    assert by_directory.stdout == "2027-01-04\n"
    assert (
        f"Calendar: the notices of {home}, up to version 1, certain until 2027-12-28." in by_directory.stderr
    )
    monkeypatch.setenv("TONGBAN_DATA", str(home))
    assert run(*ASKED).stdout == by_directory.stdout
    monkeypatch.setenv("TONGBAN_DATABASE_URL", url)
    found = run(*ASKED, "--format", "json")
    said = json.loads(found.stdout)["calendar"]
    assert (said["of"], said["notices"], said["certain_until"]) == ("TONGBAN_DATABASE_URL", 1, "2027-12-28")
    # An address may hold a password: it is named and never shown.
    assert url not in found.output
    assert run(*ASKED, "--packaged").stdout == "2026-12-31（暂定 provisional）\n"


@pytest.mark.integration
def test_scenarios_are_run_on_an_installations_days(installation: tuple[Path, str], tmp_path: Path) -> None:
    file = tmp_path / "added.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    home, _ = installation
    there, here = run("law", "test", str(file), "--calendar-of", str(home)), run("law", "test", str(file))
    assert (there.exit_code, here.exit_code) == (0, 1), there.output
    assert f"calendar: the notices of {home}, up to version 1" in there.stderr
    assert "calendar: the packaged notices" in here.stderr


@pytest.mark.parametrize(
    ("words", "code", "en"),
    [
        ((*ASKED, "--calendar-of", "nowhere"), 2, "There is no platform's data in"),
        ((*ASKED, "--calendar-of", "nowhere", "--packaged"), 2, "not both"),
        (("law", "test", "--calendar-of", "nowhere"), 2, "There is no platform's data in"),
        (("law", "test", "--calendar-of", "x", "--against", "http://127.0.0.1:1"), 2, "its own calendar"),
    ],
)
def test_an_installation_that_is_named_and_not_there_is_no_reason_to_answer_without_it(
    words, code, en
) -> None:
    told = run(*words).exception
    assert isinstance(told, OperatorFault)
    assert (told.exit_code, en in told.en) == (code, True)


def test_a_database_that_does_not_answer_is_no_reason_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGBAN_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    monkeypatch.setattr("tongban.store.connections._ATTEMPTS", 1)
    told = run(*ASKED).exception
    assert isinstance(told, OperatorFault)
    assert "The holiday notices of TONGBAN_DATABASE_URL cannot be read" in told.en
    assert run(*ASKED, "--packaged").exit_code == 0
