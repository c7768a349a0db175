"""Walk-through 4 as the demo city plays it, with the real store, press and seal."""

from datetime import date

import pytest

from hall import Hall
from tolerated import HYGIENE
from tongban.cli.demo.people import settle
from tongban.cli.demo.player import Player
from tongban.cli.demo.stories import gap_ends_tomorrow, li_na
from tongban.kernel import Status
from tongban.kernel.case.commands import DocumentKind
from tongban.kernel.clock import ClockKind

pytestmark = pytest.mark.integration

TODAY = date(2026, 3, 6)


def player(hall: Hall) -> Player:
    people = settle(hall.office.catalogue.directory, TODAY)
    item = hall.office.catalogue.in_force(HYGIENE, TODAY)
    return Player(hall.office, hall.clock, people, item, "li-na", hall.office.ports.ids.new())


def test_li_na_is_reminded_and_returned_with_every_paper_sealed(hall: Hall):
    played = player(hall)
    li_na(played, hall.office.calendars.of("CN"), TODAY)
    case = hall.case(played.case_id)
    assert (case.status, case.accepted_on) == (Status.TERMINATED, date(2025, 12, 29))
    assert set(case.documents) == {
        DocumentKind.RECEIPT,
        DocumentKind.ACCEPTANCE_NOTICE,
        DocumentKind.GAP_NOTICE,
        DocumentKind.RETURN_NOTICE,
    }
    assert case.documents[DocumentKind.GAP_NOTICE].number == "演卫容〔2025〕1号"
    assert case.documents[DocumentKind.RETURN_NOTICE].number == "演卫退〔2026〕1号"


def test_the_other_gap_is_due_on_the_next_working_day(hall: Hall):
    played, calendar = player(hall), hall.office.calendars.of("CN")
    gap_ends_tomorrow(played, calendar, TODAY)
    case = hall.case(played.case_id)
    assert case.clocks[ClockKind.GAP].due(calendar).day == date(2026, 3, 9)
    assert case.gap is not None
    assert case.gap.is_open
