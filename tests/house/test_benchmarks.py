"""The benchmarks run; how fast anything is, no test says."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def measured(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_without_a_name_it_lists_what_can_be_measured() -> None:
    assert [line.split()[0] for line in measured().splitlines()] == [
        "commands",
        "kernel",
        "clocks",
        "sweep",
        "recount",
        "importing",
        "start",
        "life_event",
        "documents",
    ]


def test_what_cannot_be_measured_is_bad_usage() -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks", "nothing"], cwd=ROOT, capture_output=True)
    assert done.returncode == 2


@pytest.mark.integration
@pytest.mark.slow
def test_commands_stand_beside_bare_rows_and_the_peer() -> None:
    if find_spec("SpiffWorkflow") is None:
        pytest.skip("SpiffWorkflow is not installed (pip install 'tongban[bench]')")
    told = measured("commands", "--clients", "2", "--cases", "20", "--seconds", "0.2", "--rounds", "1")
    for line in ("tongban / bare", "tongban / spiff", "tongban full / tongban"):
        assert f"  {line} " in told


@pytest.mark.slow
def test_clocks_by_the_million_stand_beside_their_peers_with_the_same_answers() -> None:
    told = measured("clocks", "--rows", "2000", "--seconds", "0.01", "--rounds", "1")
    assert "busday_offset, every off-day listed" in told
    assert re.search(r"every off-day listed +[\d,]+ /s   0.0% wrong", told)
    assert "recount of 2,000 running clocks" in told
    assert "numpy in `tongban due`: not loaded" in told
    for peer, where in {"numba": "bulk, numba, 2 threads", "pm4py": "PM4Py BusinessHours"}.items():
        assert (where in told) == (find_spec(peer) is not None)


@pytest.mark.integration
@pytest.mark.slow
def test_the_sweep_and_its_bare_rows_leave_the_same_events() -> None:
    told = measured("sweep", "--due", "30", "--clocks", "330", "--batch", "10")
    assert "330 running clocks, 30 due" in told
    assert "case_clock_due" in told
    assert "the same 90 events" in told


@pytest.mark.integration
@pytest.mark.slow
def test_the_recount_and_its_bare_rows_leave_the_same_events() -> None:
    told = measured("recount", "--clocks", "400", "--batch", "10", "--processes", "2")
    assert "with a day that moved" in told
    assert re.search(r"in 2 processes, .* (\d+) cases counted again, \1 with a day that moved", told)
    assert "nothing changed" in told


@pytest.mark.integration
@pytest.mark.slow
def test_a_life_event_of_ten_members_stands_beside_the_same_cases_apart() -> None:
    told = measured("life_event", "--rounds", "1")
    assert "ten members, 100 steps" in told
    assert "together / apart, processor time: " in told


@pytest.mark.integration
@pytest.mark.slow
def test_an_import_and_its_bare_rows_leave_the_same_events_and_noted_rows() -> None:
    told = measured("importing", "--rows", "400", "--beside", "400")
    assert "400 rows of csv" in told
    assert "400 rows of xlsx" in told
    assert "again, all unchanged" in told
    assert re.search(r"the same ([\d,]+) events and 400 noted rows", told)
