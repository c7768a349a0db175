"""Relay and sweep hand a life event over and follow it, however often they are killed."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hall import Hall
from migrated import environment
from tongban.catalogue.life_event_sheet import Sheet
from tongban.connectors.postgres import Urls
from tongban.connectors.system_clock import WallClock
from tongban.handling import intake
from tongban.handling.life_event import applying
from tongban.handling.life_event.audit import verify_life_event
from tongban.kernel.case import commands as c
from tongban.web import wiring
from whole_online import PARTICULARS, SLUG, Members

pytestmark = pytest.mark.integration

FACTS = {"serves_meals": False, "fire__automatic_systems": False}


def wait_for(condition: Callable[[], object], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


@contextmanager
def worker(name: str, database: Urls) -> Iterator["subprocess.Popen[bytes]"]:
    """A process, as the supervisor starts it; asked to stop in the end."""
    command = [sys.executable, "-m", "tongban.cli", name]
    env = environment(database.app, Path(wiring.settings.DATA))
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def applied(hall: Hall) -> Members:
    """Taken in, and nothing handed over yet."""
    hall.clock.instant = WallClock().now()
    whole = Members(hall, hall.office.ports.ids.new())
    sheet: Sheet = hall.office.life_events.catalogue.in_force(SLUG, hall.office.today())
    required = sheet.as_item(FACTS).required_materials(FACTS)
    application = applying.WholeApplication(
        life_event=SLUG,
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.ONLINE,
        facts=FACTS,
        form=PARTICULARS,
        on_paper=[material.id for material in required],
    )
    applying.apply(hall.office.life_events, hall.ask(whole.id, "li", ""), application)
    return whole


def test_nothing_is_lost_or_doubled_by_killed_workers(hall: Hall, database: Urls) -> None:
    whole = applied(hall)
    assert whole.states == {"fire": "ready", "hygiene": "ready", "security": "waiting"}
    with worker("relay", database):
        for killed_after in (1.5, 2.5, 3.5):
            with worker("sweep", database) as process:
                time.sleep(killed_after)
                process.send_signal(signal.SIGKILL)
        with worker("sweep", database) as process:
            wait_for(lambda: set(whole.states.values()) == {"received", "waiting"})
            intake.accept(hall.office.handler, hall.ask(whole.case_of("fire"), "wang", "hall-counter"))
            wait_for(lambda: whole.states["fire"] == "accepted")
        assert process.returncode == 0
    for member in ("fire", "hygiene"):
        assert hall.events(whole.case_of(member)).count("Received") == 1
    happened = [type(event.body).__name__ for event in hall.office.life_events.history(whole.id)]
    assert sorted(happened) == ["Applied", "MemberAccepted", *["MemberReady"] * 2, *["MemberReceived"] * 2]
    assert verify_life_event(hall.office.life_events, whole.id) == []
