"""来信登记 — a letter that came in is entered at the window as of the day it came."""

from datetime import date

import pytest

from hall import Hall
from tongban.handling import hearing
from tongban.handling.hearing import PartyNamed
from tongban.kernel.case import commands as c

pytestmark = pytest.mark.integration


def told(hall: Hall) -> str:
    """The applicant and the neighbour were told of the right on 24 September, until the 30th."""
    case_id = hall.ready_to_decide()
    handler, parties = hall.office.handler, [PartyNamed("周邻居", "演示市解放路 3 号")]
    at = "market-decider"
    hearing.find_interest(handler, hall.ask(case_id, "wu", at), c.Interest.BETWEEN_PARTIES, parties, "油烟")
    for whom in ("applicant", "party-1"):
        hearing.tell_hearing_right(handler, hall.ask(case_id, "wu", at), whom)
    return case_id


def send(hall: Hall, case_id: str, clerk: str = "wang", command: str = "letter-1", **said: str):
    form = {"command_id": command, "seen": "1", "statement": "", **said}
    return hall.client(clerk).post(f"/counter/{case_id}/letter/", form)


def test_a_request_that_came_on_the_last_day_counts_though_it_is_entered_later(hall: Hall):
    case_id = told(hall)
    hall.on("2025-10-09")
    for _ in range(2):
        answer = send(hall, case_id, asks="request", who="party-1", came_on="2025-09-30")
        assert answer["Location"] == f"/counter/{case_id}/"
    requested = [
        e for e in hall.office.handler.history(case_id) if type(e.body).__name__ == "HearingRequested"
    ]
    assert [(e.on, e.post) for e in requested] == [(date(2025, 9, 30), "hall-counter")]


def test_a_request_that_came_too_late_is_refused_beside_the_form(hall: Hall):
    case_id = told(hall)
    hall.on("2025-10-10")
    answer = send(hall, case_id, asks="request", who="applicant", came_on="2025-10-09")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "申请听证的期限已于 2025-09-30 届满" in page
    assert 'value="2025-10-09"' in page
    assert 'id="letter" open' in page


def test_a_statement_is_copied_into_the_file_and_an_empty_one_is_asked_for(hall: Hall):
    case_id = told(hall)
    empty = send(hall, case_id, asks="statement", who="party-1", came_on="2025-09-24")
    assert empty.status_code == 422
    assert "照录来信的内容" in empty.content.decode()
    assert (
        send(
            hall, case_id, asks="statement", who="party-1", came_on="2025-09-24", statement="油烟大，不同意"
        ).status_code
        == 302
    )
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "油烟大，不同意" in page
    assert "利害关系人1 周邻居" in page


def test_a_waiver_on_paper_spares_the_wait(hall: Hall):
    case_id = told(hall)
    for who in ("applicant", "party-1"):
        sent = send(hall, case_id, command=f"letter-{who}", asks="waive", who=who, came_on="2025-09-24")
        assert sent.status_code == 302
    assert hall.events(case_id).count("HearingWaived") == 2


def test_letters_are_the_windows_business_while_the_case_is_examined(hall: Hall):
    case_id = told(hall)
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert 'id="letter"' in page
    assert "<dt><kbd>m</kbd></dt><dd>有来信要登记</dd>" in page
    assert 'id="letter"' not in hall.client("chen").get(f"/counter/{case_id}/").content.decode()
    assert 'id="letter"' not in hall.client("wang").get(f"/counter/{hall.received()}/").content.decode()
    version = hall.case(case_id).version
    send(hall, case_id, "chen", asks="waive", who="party-1", came_on="2025-09-24")
    assert hall.case(case_id).version == version


def test_the_form_reads_in_english_too(hall: Hall):
    page = hall.client("wang", english=True).get(f"/counter/{told(hall)}/").content.decode()
    for said in (
        "A letter came in",
        "Day it came",
        "interested party 1 <span lang=",
        "a request for a hearing",
    ):
        assert said in page
