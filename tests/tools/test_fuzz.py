"""The fuzzer: a few thousand commands with any content raise nothing, and it sees what does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import fuzz
from fuzzing.cases import ENDS, Fuzz
from fuzzing.whole import VERBS, WholeFuzz
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.life import DECIDERS
from tongban.kernel.life_event import LifeEventStatus
from tracked import ROOT

FUZZ = ROOT / "tools" / "fuzz.py"


def test_four_thousand_commands_raise_nothing_but_refusals_and_bad_input():
    told = Fuzz(seed=7).run(4000)
    assert told.raised == {}
    assert told.asked == 4000 == told.carried_out + told.bad_input + sum(told.refused.values())
    asked, verbs = set(told.verbs), {verb.__name__ for verb in (*DECIDERS, c.NoticePassing)}
    # What ends a case is asked seldom, or no case would get far.
    assert verbs - {verb.__name__ for verb in ENDS} <= asked <= verbs
    # It gets somewhere: cases of every kind are asked, and refused for most reasons that there are.
    assert {Status.DRAFT, Status.RECEIVED, Status.ACCEPTED, Status.DECIDED, Status.CLOSED} <= set(told.states)
    assert told.carried_out > 500
    assert told.bad_input > 20
    assert len(told.refused) > 50


def test_the_same_seed_asks_the_same():
    assert Fuzz(seed=11).run(300) == Fuzz(seed=11).run(300) != Fuzz(seed=12).run(300)
    assert WholeFuzz(seed=11).run(300) == WholeFuzz(seed=11).run(300) != WholeFuzz(seed=12).run(300)


def test_two_thousand_asked_of_life_events_raise_nothing_else_either():
    told = WholeFuzz(seed=7).run(2000)
    assert told.raised == {}
    assert told.asked == 2000 == told.carried_out + told.bad_input + sum(told.refused.values())
    assert set(told.verbs) == {f"life event {verb.__name__}" for verb in VERBS}
    assert {f"life event {status}" for status in LifeEventStatus} == set(told.states)
    assert told.carried_out > 500
    assert told.bad_input > 0
    assert len(told.refused) > 5


def test_what_raises_is_told_with_its_command_and_place(monkeypatch, capsys):
    def raising(unfolding, body):
        raise KeyError("floor_plan")

    monkeypatch.setitem(DECIDERS, c.Receive, raising)
    monkeypatch.setattr(sys, "argv", ["fuzz.py", "--commands", "40"])
    assert fuzz.main() == 1
    said = capsys.readouterr().out
    assert "raised anything else, at 1 places" in said
    assert f"KeyError {Path(__file__)}" in said
    assert "body=Receive(" in said


def asked_in_chunks(monkeypatch, capsys, record: Path, commands: int) -> str:
    run = ["fuzz.py", "--commands", str(commands), "--seed", "4", "--record", str(record)]
    monkeypatch.setattr(sys, "argv", run)
    monkeypatch.setattr(fuzz, "CHUNK", 100)
    assert fuzz.main() == 0
    return capsys.readouterr().out.partition(" s of a processor")[2]


def test_cut_short_it_goes_on_from_its_record(monkeypatch, capsys, tmp_path):
    whole = asked_in_chunks(monkeypatch, capsys, tmp_path / "whole.jsonl", 300)
    record = tmp_path / "build" / "record.jsonl"
    asked_in_chunks(monkeypatch, capsys, record, 200)
    with record.open("a") as file:
        file.write('{"seed": 6, "seco')  # killed while it wrote
    begun = []
    monkeypatch.setattr(
        fuzz, "fuzzed", lambda seed, size, of=fuzz.fuzzed: begun.append(seed) or of(seed, size)
    )
    assert asked_in_chunks(monkeypatch, capsys, record, 300) == whole
    assert begun == [6]
    asked_in_chunks(monkeypatch, capsys, record, 300)
    assert begun == [6]
    kept = [json.loads(line)["seed"] for line in record.read_text().splitlines() if line.endswith("}")]
    assert kept == [4, 5, 6]


@pytest.mark.slow
def test_it_runs_from_the_command_line():
    run = [sys.executable, str(FUZZ), "--commands", "300", "--seed", "2"]
    done = subprocess.run(
        run, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("300 commands of ")
