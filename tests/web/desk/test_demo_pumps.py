"""The demo's pumping stations: one that meets and is granted on a condition, one that waits for a ruling."""

from datetime import date

import pytest

from hall import Hall
from tongban.cli.demo import pumps
from tongban.cli.demo.people import settle
from tongban.cli.demo.player import Player
from tongban.kernel import Status
from tongban.kernel.case import commands as c

pytestmark = pytest.mark.integration


def played(hall: Hall, story, today: date) -> str:
    people = settle(hall.office.catalogue.directory, date(2025, 1, 1))
    hall.people |= people
    implementation = hall.office.catalogue.in_force("drainage-pump-station", today)
    case_id = hall.office.ports.ids.new()
    player = Player(hall.office, hall.clock, people, implementation, "north-water", case_id)
    story(player, hall.office.calendars.of("CN"), today)
    return case_id


def test_water_comes_round_after_the_meeting_and_the_approval_carries_its_condition(hall: Hall):
    case_id = played(hall, pumps.pumping_station, date(2026, 3, 2))
    case = hall.case(case_id)
    assert (case.status, case.outcome) == (Status.CLOSED, c.Outcome.GRANTED)
    assert case.meeting.held_on == date(2025, 10, 24)
    events = hall.events(case_id)
    assert events.index("DisagreementArose") < events.index("MeetingHeld") < events.index("Decided")


def test_the_other_stands_in_the_list_of_who_rules_today(hall: Hall):
    today = date(2026, 3, 2)
    case_id = played(hall, pumps.before_the_government, today)
    case = hall.case(case_id)
    assert case.dispute.is_pending
    assert case.clocks["ruling"].due(hall.office.calendars.of("CN")).day > today
    hall.on(str(today))
    page = hall.client("coordinator").get("/desk/").content.decode()
    assert case.receipt_number in page
    assert "作出裁决" in page
