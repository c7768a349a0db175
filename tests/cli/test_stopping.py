"""Children end in the order of the table and within their patience; what never starts is told."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tongban.cli.faults import OperatorFault
from tongban.cli.supervisor import AskedToStop, Backoff, ChildSpec, StopRequested, Supervisor, on_a_leash

pytestmark = pytest.mark.integration

# Notes its name when it is asked to stop, a moment later: whoever is asked after it notes later.
POLITE = """
import signal, sys, time
def stop(number, frame):
    time.sleep(0.3)
    with open(sys.argv[1], "a") as file:
        file.write(sys.argv[2] + "\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("up", flush=True)
time.sleep(600)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(600)
"""


@pytest.fixture
def asked() -> Iterator[AskedToStop]:
    with AskedToStop() as asked:
        yield asked


@pytest.fixture
def supervisor(tmp_path: Path, asked: AskedToStop) -> Supervisor:
    return Supervisor(tmp_path, asked, lambda zh, en: None)


def child(tmp_path: Path, name: str, program: str, order: int, last_patience: float = 5.0) -> ChildSpec:
    def is_up(_: object) -> bool:
        return "up" in (tmp_path / f"{name}.log").read_text()

    argv = (sys.executable, "-c", program, str(tmp_path / "ended"), name)
    patience = ((signal.SIGTERM, last_patience), (signal.SIGKILL, 5.0))
    return ChildSpec(name, on_a_leash(argv, os.environ), order, ready=is_up, patience=patience)


def test_children_are_stopped_in_the_order_of_the_table(tmp_path: Path, supervisor: Supervisor):
    table = [("database", 9), ("sweep", 1), ("web", 0)]
    supervisor.start([child(tmp_path, name, POLITE, order) for name, order in table])
    assert supervisor.stop() == []
    assert (tmp_path / "ended").read_text().split() == ["web", "sweep", "database"]


def test_a_child_that_does_not_listen_is_ended_when_its_patience_is_over(
    tmp_path: Path, supervisor: Supervisor
):
    supervisor.start([child(tmp_path, "deaf", STUBBORN, 0, 0.3), child(tmp_path, "web", POLITE, 0, 0.3 + 5)])
    assert supervisor.stop() == ["deaf"]
    assert (tmp_path / "ended").read_text().split() == ["web"]


def test_asking_again_shortens_the_wait(tmp_path: Path, supervisor: Supervisor, asked: AskedToStop):
    supervisor.start([child(tmp_path, "deaf", STUBBORN, 0, 600)])
    os.kill(os.getpid(), signal.SIGINT)
    # A second keystroke while `stop` waits, more than a second after the first.
    signal.signal(signal.SIGALRM, lambda number, frame: os.kill(os.getpid(), signal.SIGINT))
    signal.setitimer(signal.ITIMER_REAL, 1.5)
    began = time.monotonic()
    assert supervisor.stop() == ["deaf"]
    assert time.monotonic() - began < 60
    assert asked.times == 2


def test_several_signals_at_once_are_one_request(asked: AskedToStop):
    for number in (signal.SIGINT, signal.SIGINT, signal.SIGTERM):
        os.kill(os.getpid(), number)
    assert asked.times == 1


def test_a_request_interrupts_waiting_but_never_tears_a_step(asked: AskedToStop):
    done = []

    def step() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        done.append("the step")

    with pytest.raises(StopRequested), asked.interrupting(), asked.deferring():
        step()
    assert done == ["the step"]


def test_a_child_that_never_starts_is_told_with_the_end_of_its_log(tmp_path: Path, supervisor: Supervisor):
    argv = (sys.executable, "-c", "raise SystemExit('the table is missing')")
    spec = ChildSpec(
        "web", on_a_leash(argv, os.environ), 0, ready=lambda _: False, backoff=Backoff(first=0.01)
    )
    with pytest.raises(OperatorFault) as fault:
        supervisor.start([spec])
    assert supervisor.stop() == []
    assert fault.value.zh.startswith("web 无法启动")
    assert "the table is missing" in fault.value.zh
    assert str(tmp_path / "web.log") in fault.value.en
