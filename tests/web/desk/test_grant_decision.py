"""准予行政许可决定书 from the desk to the applicant's hands: set and sealed, with a number of its own."""

import re
from datetime import date

import pytest

from connectors.test_typesetter import words_of
from hall import Hall
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.papers import ServiceState
from tongban.store.models import CaseJob

pytestmark = pytest.mark.integration
DECISION = c.DocumentKind.GRANT_DECISION


def page_of(hall: Hall, case_id: str, name: str = "li", english: bool = False) -> str:
    return hall.client(name, english=english).get(f"/track/{case_id}/").content.decode()


def test_a_grant_calls_for_two_papers_and_says_so_before_it_is_made(hall: Hall):
    case_id = hall.ready_to_decide()
    panel = hall.client("wu").get(f"/desk/{case_id}/").content.decode()
    assert "制发《准予行政许可决定书》和《食品经营许可证》，编号由系统取。" in panel
    # Nobody was heard, so there is nobody to answer: one field less for two hundred cases a day.
    assert 'name="reasons"' not in panel.split("act/grant/")[1].split("</form>")[0]
    said = {
        "command_id": hall.office.ports.ids.new(),
        "seen": str(hall.case(case_id).version),
        "basis": "食品安全法§35",
        "valid_until": "2030-09-23",
    }
    assert hall.client("wu").post(f"/desk/{case_id}/act/grant/", said).status_code == 302
    seq = hall.events(case_id).index("Decided") + 1
    wanted = CaseJob.objects.filter(case_id=case_id, arguments__seq=str(seq))
    assert {job.arguments["document"] for job in wanted} == {"grant_decision", "licence"}


def test_the_numbers_of_decisions_run_on_by_themselves(hall: Hall):
    numbers = [hall.case(hall.decided()).decision_number for _ in range(3)]
    assert numbers == [f"演市监许〔2025〕{n}号" for n in (1, 2, 3)]


def test_the_decision_is_set_sealed_and_opens_for_the_applicant_with_what_was_examined(hall: Hall):
    case_id = hall.made(hall.decided())
    page = page_of(hall, case_id)
    assert "准予行政许可决定书" in page
    assert "decision to grant" in page_of(hall, case_id, english=True).lower()
    answer = hall.client("li").get(f"/track/{case_id}/documents/grant_decision/")
    assert answer["Content-Type"] == "application/pdf"
    assert hall.office.ports.seal.verify(answer.content).is_valid
    text, case = words_of(answer.content), hall.case(case_id)
    for said in (
        case.decision_number,
        case.outcome_number,
        hall.office.handler.standing(case_id).item.steps_by_id["fire-opinion"].name.zh,
        "演示市消防救援支队",
        "食品安全法§35",
        "准予行政许可",
        "2030年9月23日",
        "许可证件与本决定书一并送达",
    ):
        assert re.sub(r"\s+", "", said) in text
    # Nobody is burdened by it, so it tells no remedies.
    assert "行政复议" not in text


def test_it_is_handed_out_with_the_licence_and_both_count_as_served(hall: Hall):
    case_id = hall.made(hall.decided())
    shelf = hall.client("wang").get("/counter/shelf/").content.decode()
    assert all(paper.ref in shelf for paper in (hall.case(case_id).documents[DECISION],))
    assert hall.case(case_id).decision_number in shelf
    handed = {
        "command_id": hall.office.ports.ids.new(),
        "seen": str(hall.case(case_id).version),
        "method": "counter",
        "proof": "李申请 尾号 1234",
    }
    hall.client("wang").post(f"/counter/{case_id}/deliver/", handed)
    case = hall.case(case_id)
    assert case.status is Status.CLOSED
    assert {s.document: (s.state, s.served_on) for s in case.services.values()} == {
        kind: (ServiceState.SERVED, date(2025, 9, 24)) for kind, _ in case.outcome_papers
    }


def test_somebody_else_opens_no_decision(hall: Hall):
    case_id = hall.made(hall.decided())
    assert hall.client("zhou").get(f"/track/{case_id}/documents/grant_decision/").status_code in (403, 404)
