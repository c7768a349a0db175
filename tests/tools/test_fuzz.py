"""The fuzzer: a few thousand commands with any content raise nothing, and it sees what does."""

import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.life import DECIDERS
from tracked import ROOT

FUZZ = ROOT / "tools" / "fuzz.py"


def tool():
    spec = util.spec_from_file_location("fuzz", FUZZ)
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    sys.modules["fuzz"] = module  # dataclasses look their own module up
    spec.loader.exec_module(module)
    return module


def test_four_thousand_commands_raise_nothing_but_refusals_and_bad_input():
    told = tool().Fuzz(seed=7).run(4000)
    assert told.raised == {}
    assert told.asked == 4000 == told.carried_out + told.bad_input + sum(told.refused.values())
    assert set(told.verbs) == {verb.__name__ for verb in (*DECIDERS, c.NoticePassing)}
    # It gets somewhere: cases of every kind are asked, and refused for most reasons that there are.
    assert {Status.DRAFT, Status.RECEIVED, Status.ACCEPTED, Status.DECIDED, Status.CLOSED} <= set(told.states)
    assert told.carried_out > 500
    assert told.bad_input > 20
    assert len(told.refused) > 50


def test_the_same_seed_asks_the_same():
    fuzz = tool()
    assert fuzz.Fuzz(seed=11).run(300) == fuzz.Fuzz(seed=11).run(300) != fuzz.Fuzz(seed=12).run(300)


def test_what_raises_is_told_with_its_command_and_place(monkeypatch, capsys):
    def raising(unfolding, body):
        raise KeyError("floor_plan")

    monkeypatch.setitem(DECIDERS, c.Receive, raising)
    monkeypatch.setattr(sys, "argv", ["fuzz.py", "--commands", "40"])
    assert tool().main() == 1
    said = capsys.readouterr().out
    assert "raised anything else, at 1 places" in said
    assert f"KeyError {Path(__file__)}" in said
    assert "body=Receive(" in said


@pytest.mark.slow
def test_it_runs_from_the_command_line():
    run = [sys.executable, str(FUZZ), "--commands", "300", "--seed", "2"]
    done = subprocess.run(
        run, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("300 commands of ")
