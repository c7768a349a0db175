"""期限文书 — that a limit was extended, or time left out of it, is told in a sealed paper that is served."""

import re
from datetime import date

import pytest

from connectors.test_typesetter import words_of
from hall import Hall
from tongban.handling import examination
from tongban.handling.issuing import issue_document
from tongban.handling.papers_of_a_limit import _NOTES
from tongban.handling.wanted import jobs
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import Approver, SpecialProcedure
from tongban.kernel.clock import ClockKind

pytestmark = pytest.mark.integration
WHY = "排烟管道走向与图纸不符，需要会同消防救援机构再次核查。"
EXTENSION, SPECIAL = c.DocumentKind.EXTENSION_NOTICE, c.DocumentKind.SPECIAL_PROCEDURE_NOTICE


def extended(hall: Hall) -> str:
    """Accepted on Wednesday 24 September, due by law on 28 October; extended by ten working days."""
    case_id = hall.accepted()
    ask = hall.on("2025-10-20").ask(case_id, "chen", "market-examiner")
    examination.extend_limit(hall.office.handler, ask, Approver.AGENCY_HEAD, hall.id("wu"), WHY)
    return pressed(hall, case_id)


def reviewed(hall: Hall, procedure: SpecialProcedure = SpecialProcedure.EXPERT_REVIEW) -> str:
    case_id = hall.accepted()
    ask = hall.on("2025-10-09").ask(case_id, "chen", "market-examiner")
    examination.start_special_procedure(
        hall.office.handler, ask, procedure, date(2025, 10, 10), date(2025, 10, 23)
    )
    return pressed(hall, case_id)


def pressed(hall: Hall, case_id: str) -> str:
    for job in jobs(hall.office.handler.history(case_id)):
        issue_document(hall.office.press, case_id, job.arguments["document"], int(job.arguments["seq"]))
    return case_id


def text_of(hall: Hall, case_id: str, kind: c.DocumentKind) -> str:
    pdf = hall.client("li").get(f"/track/{case_id}/documents/{kind.value}/").content
    assert hall.office.ports.seal.verify(pdf).is_valid
    return words_of(pdf)


def due(hall: Hall, case_id: str, kind: ClockKind = ClockKind.STATUTORY) -> date:
    standing = hall.office.handler.standing(case_id)
    return standing.case.clocks[kind].due(standing.calendar).day


def test_the_notice_of_extension_tells_the_reasons_and_both_days(hall: Hall):
    case_id = extended(hall)
    text = text_of(hall, case_id, EXTENSION)
    last_day = due(hall, case_id)
    assert last_day == date(2025, 11, 11)
    for said in (
        "演市监延〔2025〕1号",
        WHY,
        "2025年10月28日届满",
        "延长10个工作日",
        "2025年11月11日",
        "行政许可法§42(1)",
        "经本行政机关负责人批准",
    ):
        assert re.sub(r"\s+", "", said) in text


def test_the_notice_of_a_special_procedure_tells_its_days_and_what_they_are_left_out_of(hall: Hall):
    case_id = reviewed(hall)
    text = text_of(hall, case_id, SPECIAL)
    days = [f"{day.year}年{day.month}月{day.day}日" for day in (due(hall, case_id),)]
    for said in (
        "演市监特〔2025〕1号",
        "专家评审",
        "2025年10月10日至2025年10月23日",
        "14日",
        "法定办理期限",
        "行政许可法§45",
        "专家评审结束后，本机关继续审查",
        *days,
    ):
        assert said in text


def test_the_excluded_days_and_the_paper_bear_one_number(hall: Hall):
    case_id = reviewed(hall)
    case = hall.case(case_id)
    assert [period.notice_number for period in case.special] == [case.documents[SPECIAL].number]
    assert "special_procedure_notice" not in case.services  # made is not served
    page = hall.client("wang").get("/counter/shelf/").content.decode()
    assert "特别程序告知书" in page
    assert case.documents[SPECIAL].number in page


def test_every_procedure_of_the_law_has_its_words():
    assert set(_NOTES) == set(SpecialProcedure)


def test_served_at_the_counter_it_is_off_the_shelf(hall: Hall):
    case_id = extended(hall)
    case = hall.case(case_id)
    key = f"service:extension_notice:applicant:{case.documents[EXTENSION].number}"
    handed = {
        "command_id": hall.office.ports.ids.new(),
        "seen": str(case.version),
        "method": "counter",
        "proof": "李申请 尾号 1234",
        "paper": key,
    }
    answer = hall.client("wang").post(f"/counter/{case_id}/deliver/", handed, follow=True)
    assert "的文书已送达" in answer.content.decode()
    (service,) = hall.case(case_id).services.values()
    assert (service.document, service.served_on) == (EXTENSION, date(2025, 10, 20))
    assert "延长期限告知书" not in hall.client("wang").get("/counter/shelf/").content.decode()


def test_once_it_is_decided_nobody_is_asked_to_serve_it_any_more(hall: Hall):
    case_id = hall.ready_to_decide()
    ask = hall.ask(case_id, "chen", "market-examiner")
    examination.extend_limit(hall.office.handler, ask, Approver.AGENCY_HEAD, hall.id("wu"), WHY)
    pressed(hall, case_id)
    assert "延长期限告知书" in hall.client("wang").get("/counter/shelf/").content.decode()
    said = {
        "command_id": hall.office.ports.ids.new(),
        "seen": str(hall.case(case_id).version),
        "basis": "食品安全法§35",
    }
    assert hall.client("wu").post(f"/desk/{case_id}/act/grant/", said).status_code == 302
    assert "延长期限告知书" not in hall.client("wang").get("/counter/shelf/").content.decode()


def test_the_clerk_types_no_number(hall: Hall):
    case_id = hall.accepted()
    page = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    panel = page.split("act/special/")[1].split("</form>")[0]
    assert 'name="notice_number"' not in panel
    assert "《特别程序告知书》由系统编号、制作" in page
