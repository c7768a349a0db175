"""The guesthouse as the demo city plays it, with the real store, press and seal."""

from datetime import date
from uuid import UUID, uuid5

import pytest

from hall import Hall
from tongban.cli.demo.guesthouses import guesthouse
from tongban.cli.demo.people import settle
from tongban.handling.life_event.audit import verify_life_event
from tongban.kernel.case.commands import DocumentKind

pytestmark = pytest.mark.integration

TODAY = date(2026, 3, 6)
HERE = UUID("7f1d1c1e-0000-7000-8000-74f9d5b8a0ff")
WHOLE = str(uuid5(HERE, "guesthouse"))


def test_the_sealed_certificate_of_fire_and_rescue_lies_before_the_police(hall: Hall):
    people, calendar = settle(hall.office.catalogue.directory, TODAY), hall.office.calendars.of("CN")
    guesthouse(hall.office, hall.clock, people, calendar, TODAY, HERE)
    life_event = hall.office.life_events.standing(WHOLE).life_event
    assert {name: member.state.value for name, member in life_event.members.items()} == {
        "fire": "granted",
        "hygiene": "accepted",
        "security": "accepted",
    }
    fire, police = (hall.case(life_event.members[name].plan.case_id) for name in ("fire", "security"))
    assert DocumentKind.LICENCE in fire.documents
    assert "fire-certificate" in police.materials
    assert police.missing == ()
    assert verify_life_event(hall.office.life_events, WHOLE) == []
    # A demo that was killed half-way is played again from the start, and doubles nothing.
    version = life_event.version
    guesthouse(hall.office, hall.clock, people, calendar, TODAY, HERE)
    assert hall.office.life_events.standing(WHOLE).life_event.version == version
