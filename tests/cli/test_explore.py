"""`tongban explore` as somebody at a terminal, or a pipeline, meets it."""

import json
import shutil

import pytest
import typer
from typer.testing import CliRunner

from tongban.catalogue import demo_catalogue
from tongban.cli.explore import explore
from tongban.cli.faults import OperatorFault
from tongban.kernel.case import events as e
from tongban.kernel.case.evolution import EVOLVERS
from tongban.process.exploring import PROMISES
from tongban.process.exploring.moves import THEMES

app = typer.Typer()
app.command()(explore)
SIMPLE = "food-licence-replacement"


def run(*arguments: str):
    return CliRunner().invoke(app, arguments)


def test_the_counts_are_printed_with_the_bounds_they_hold_within():
    result = run(SIMPLE, "--states", "60", "--on", "2026-03-02")
    assert result.exit_code == 0
    first, *rest = result.stdout.splitlines()
    assert first.startswith(f"{SIMPLE} 2025.1, 2026-03-02: ")
    assert first.endswith("cut at the bounds")
    assert f"60 states, 60 moves deep; {', '.join(THEMES)}" in rest[0]
    assert {"intake", "course", "joint", "oversight", "money", "challenge", "service"} <= set(THEMES)
    assert [line[:3] for line in rest[-len(PROMISES) :]] == ["  ✓"] * len(PROMISES)


def test_a_pipeline_reads_the_same_as_json():
    themes = ("--theme", "intake", "--theme", "course")
    told = json.loads(run(SIMPLE, *themes, "--format", "json").stdout)
    assert told["complete"]
    assert told["cut"] == told["undetermined"] == 0
    assert told["bounds"]["themes"] == ["intake", "course"]
    assert sum(told["by_status"].values()) == told["states"]
    assert told["moves"]["tried"] == told["moves"]["refused"] + told["moves"]["carried_out"]
    assert told["broken"] == []


def test_a_broken_promise_is_exit_one_with_the_shortest_way_to_it(monkeypatch):
    withdrawn = EVOLVERS[e.Withdrawn]
    monkeypatch.setitem(
        EVOLVERS,
        e.Withdrawn,
        lambda case, event, body: withdrawn(case, event, body).having(clocks=case.clocks),
    )
    result = run(SIMPLE, "--states", "20", "--on", "2026-03-02")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    (place,) = [n for n, line in enumerate(lines) if line.startswith("no_clock_is_lost: notice: runs on")]
    assert lines[place + 1 : place + 3] == [
        "    2026-03-02 hall-counter 收件 · hall-counter: receive the papers",
        "    2026-03-02 applicant 撤回申请 · applicant: withdraw",
    ]
    assert "  ✗ 时钟不丢失" in result.stdout


def test_an_item_file_of_ones_own_is_explored_only_where_it_may_be_published(tmp_path):
    city = shutil.copytree(demo_catalogue(), tmp_path / "city")
    path = city / f"{SIMPLE}.yaml"
    assert run(str(path), "--states", "20").exit_code == 0
    path.write_text(path.read_text("utf-8").replace("after: [decision]", "after: [nothing]"), "utf-8")
    spoilt = run(str(path))
    assert isinstance(spoilt.exception, OperatorFault)
    assert spoilt.exception.exit_code == 2
    assert "tongban check" in spoilt.exception.en


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-item",), "There is no item “no-such-item”"),
        ((SIMPLE, "--theme", "weather"), "No theme “weather”"),
        ((SIMPLE, "--on", "2026-02-30"), "“2026-02-30” is not a date"),
        (("open-a-guesthouse", "--theme", "fee"), "Leave out --theme and --depth"),
        (("open-a-guesthouse", "--depth", "3"), "Leave out --theme and --depth"),
        (("open-a-guesthouse", "--on", "2020-01-01"), "Name with --on a day"),
    ],
)
def test_what_cannot_be_explored_is_told(arguments, said):
    fault = run(*arguments).exception
    assert isinstance(fault, OperatorFault)
    assert fault.exit_code == 2
    assert said in fault.en


def test_a_life_event_is_explored_too(capsys):
    answer = CliRunner().invoke(app, ["open-a-guesthouse", "--states", "300", "--format", "json"])
    told = json.loads(answer.stdout)
    assert (answer.exit_code, told["complete"], told["broken"], told["situations"]) == (0, False, [], 2)
    assert told["states"] <= 600
    assert told["bounds"] == {"states": 300}
    words = CliRunner().invoke(app, ["open-a-guesthouse", "--states", "50"]).stdout
    assert "cut at the bounds" in words
    assert "no member waits for what cannot come" in words
