"""踏勘 — the appointment, the absence and the one record at the desk."""

import re
from datetime import date

import pytest

from hall import FACTS, Hall
from tongban.kernel import StepState
from tongban.kernel.case import commands as c
from web.desk.test_case import act, acts_of

pytestmark = pytest.mark.integration

STEP = {"step": "site-survey"}
BOTH = ["market-regulation", "fire-rescue"]
SIGNED = {"signed_market-regulation": "xu、chen", "signed_fire-rescue": "zhao"}


def examined(hall: Hall) -> str:
    """A shop of two hundred square metres: it is surveyed after the examination."""
    case_id = hall.accepted(facts={**FACTS, "floor_area": 200})
    hall.examined(case_id)
    return case_id


def appointed(hall: Hall) -> str:
    case_id = examined(hall)
    body = {**STEP, "survey_on": "2025-09-26", "authorities": BOTH}
    assert act(hall, "xu", case_id, "schedule-survey", **body).status_code == 302
    return case_id


def page_of(hall: Hall, case_id: str, *, english: bool = False) -> str:
    return hall.client("xu", english=english).get(f"/desk/{case_id}/").content.decode()


def test_the_surveyor_is_offered_the_record_and_the_appointment_but_no_bare_completion(hall: Hall):
    acts = acts_of(page_of(hall, examined(hall)))
    assert acts.count("record-survey") == acts.count("schedule-survey") == 1
    assert "failed-survey" not in acts
    assert "complete" not in acts


def test_the_page_says_who_comes_and_when(hall: Hall):
    page = page_of(hall, appointed(hall))
    assert "踏勘约定：" in page
    assert "演示市市场监督管理局、演示市消防救援支队" in page


def test_an_absence_is_recorded_with_its_owner_and_a_new_day_is_asked_for(hall: Hall):
    case_id = appointed(hall)
    hall.on("2025-09-26")
    body = {**STEP, "why": "department_absent", "absent": ["fire-rescue"]}
    assert act(hall, "xu", case_id, "failed-survey", **body).status_code == 302
    page = page_of(hall, case_id)
    assert "踏勘没有成，请另约日期" in page
    assert "部门缺席" in page
    assert hall.case(case_id).surveys["site-survey"].failed == 1


def test_one_record_signed_for_both_departments_ends_the_step(hall: Hall):
    case_id = appointed(hall)
    hall.on("2025-09-28")  # a worked Sunday; they went on Friday
    body = {**STEP, "result": "conforms", "reasons": "", "rectify_by": "", "visited_on": "2025-09-26"}
    assert act(hall, "xu", case_id, "record-survey", **body, **SIGNED).status_code == 302

    step = hall.case(case_id).steps["site-survey"]
    assert (step.state, step.finding, step.done_on) == (
        StepState.DONE,
        c.Finding.CONFORMS,
        date(2025, 9, 26),
    )


def test_a_name_nobody_has_is_named_and_everything_typed_is_kept(hall: Hall):
    case_id = appointed(hall)
    hall.on("2025-09-26")
    wrong = {**SIGNED, "signed_fire-rescue": "zhao、nobody"}
    body = {**STEP, "result": "to_rectify", "reasons": "缺防蝇帘", "rectify_by": "2025-09-30"}
    answer = act(hall, "xu", case_id, "record-survey", **body, visited_on="2025-09-26", **wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "没有登录名为“nobody”的工作人员。" in page
    assert "缺防蝇帘" in page
    assert "xu、chen" in page


def test_a_record_the_brigade_did_not_sign_is_refused_in_the_readers_language(hall: Hall):
    case_id = appointed(hall)
    hall.on("2025-09-26")
    body = {**STEP, "result": "conforms", "visited_on": "2025-09-26"}
    unsigned = {"signed_market-regulation": "xu", "signed_fire-rescue": "xu"}
    answer = act(hall, "xu", case_id, "record-survey", english=True, **body, **unsigned)
    assert answer.status_code == 409
    assert "A check is made by 2 or more; 1 named." in answer.content.decode()


def test_the_applicant_reads_when_they_come_and_what_to_put_right(hall: Hall):
    case_id = appointed(hall)
    assert "请安排人在场" in hall.client("li").get(f"/track/{case_id}/").content.decode()

    hall.on("2025-09-26")
    body = {**STEP, "result": "to_rectify", "reasons": "缺防蝇帘", "rectify_by": "2025-09-30"}
    said = act(hall, "xu", case_id, "record-survey", **body, visited_on="2025-09-26", **SIGNED)
    assert said.status_code == 302
    page = re.sub(r"<[^>]+>", "", hall.client("li").get(f"/track/{case_id}/").content.decode())
    assert "整改后复勘" in page
    assert "请最迟 2025年9月30日整改到位" in page
