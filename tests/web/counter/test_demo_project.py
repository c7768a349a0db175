"""The workshop as the demo city plays it, with the real store, press and seal."""

from datetime import date
from uuid import UUID, uuid5

import pytest

from hall import Hall
from tongban.cli.demo.people import settle
from tongban.cli.demo.workshops import workshop
from tongban.handling.project.audit import verify_project

pytestmark = pytest.mark.integration

TODAY = date(2026, 3, 6)
HERE = UUID("7f1d1c1e-0000-7000-8000-74f9d5b8a0ff")
PROJECT = str(uuid5(HERE, "workshop"))


def test_the_land_is_there_the_works_are_examined_and_construction_is_open(hall: Hall):
    people, calendar = settle(hall.office.catalogue.directory, TODAY), hall.office.calendars.of("CN")
    workshop(hall.office, hall.clock, people, calendar, TODAY, HERE)
    project = hall.office.projects.standing(PROJECT).project
    assert {name: one.state.value for name, one in project.outcomes.items()} == {
        "land.filing": "there",
        "land.permit": "there",
        "works.scheme": "there",
        "works.green": "under_way",
        "works.permit": "under_way",
    }
    assert (project.opened, project.done) == (("land", "works", "construction"), ("land",))
    assert [one.due_on is not None for one in project.running] == [True]
    assert verify_project(hall.office.projects, PROJECT) == []
    # A demo that was killed half-way is played again from the start, and doubles nothing.
    version = project.version
    workshop(hall.office, hall.clock, people, calendar, TODAY, HERE)
    assert hall.office.projects.standing(PROJECT).project.version == version
