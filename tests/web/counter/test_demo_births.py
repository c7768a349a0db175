"""Walk-through 10 as the demo city plays it, from the police's own files."""

from datetime import date

import pytest

from births import BIRTH
from hall import Hall
from tongban.cli.demo.births import chen_xiaohe, waiting_for_the_police
from tongban.cli.demo.people import settle
from tongban.cli.demo.player import Player
from tongban.kernel import Status
from tongban.kernel.case.commands import DocumentKind

pytestmark = pytest.mark.integration

TODAY = date(2026, 3, 6)


def player(hall: Hall, applicant: str) -> Player:
    people = settle(hall.office.catalogue.directory, TODAY)
    item = hall.office.catalogue.in_force(BIRTH, TODAY)
    return Player(hall.office, hall.clock, people, item, applicant, hall.office.ports.ids.new())


def test_the_newborns_row_is_first_held_and_then_counts_from_the_day_it_occurred(hall: Hall):
    played, calendar = player(hall, "chen-jianguo"), hall.office.calendars.of("CN")
    chen_xiaohe(played, calendar, TODAY)
    case = hall.case(played.case_id)
    registered, insured = case.observations
    recorded_on = calendar.day_of(registered.recorded_at)
    assert (registered.occurred_on, recorded_on) == (date(2025, 10, 11), date(2025, 10, 13))
    assert case.clocks["promised"].due(calendar).day == date(2025, 10, 15)
    assert case.clocks["step:decision"].due(calendar).day == date(2025, 10, 15)
    assert (insured.discrepancies, case.passed) == ((), {})
    assert (case.status, case.decided_on) == (Status.CLOSED, date(2025, 10, 15))
    assert case.outcome_number == "演医保证2025-10-31"
    # The certificate is the insurance platform's: of ours there is the proof that it was handed out.
    ours = (DocumentKind.RECEIPT, DocumentKind.ACCEPTANCE_NOTICE, DocumentKind.PROOF_OF_SERVICE)
    assert set(case.documents) == set(ours)
    # The row with the mistaken number was answered by the next one; a birth that is no case here waits.
    assert [row.claim.said("foreign_number") for row in hall.office.results.held(None)] == ["公2025-1010-121"]


def test_a_newborn_whose_police_have_not_told_is_overdue_there(hall: Hall):
    played = player(hall, "outsider")
    waiting_for_the_police(played, hall.office.calendars.of("CN"), TODAY)
    case = hall.case(played.case_id)
    assert "step:household-registration" in case.passed
