"""下级审查 — the district sends up with everything, the city reads its opinion and asks for nothing again."""

import re

import pytest

from hall import Hall
from reviewed import OPINION, REVIEW, below, reviewed_below, sent_up
from tolerated import NEEDED
from tongban.kernel import StepState
from tongban.kernel.case import commands as c
from tongues import unmarked_chinese
from web.desk.test_case import act, acts_of

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("reviewed_below")]
__all__ = ["reviewed_below"]

GIVEN = {
    "step": REVIEW,
    "finding": "conforms",
    "opinion": OPINION,
    "materials": list(NEEDED),
    "number": "演区卫报〔2026〕3号",
}


def page_of(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    return hall.client(who, english=english).get(f"/desk/{case_id}/").content.decode()


def test_the_district_is_offered_to_send_up_with_everything_ticked_and_no_bare_completion(hall: Hall):
    page = page_of(hall, "hequ", below(hall))
    assert acts_of(page).count("send-up") == 1
    assert "complete" not in acts_of(page)
    boxes = re.findall(r'<input[^>]*name="materials"[^>]*>', page)
    assert [" checked" in box for box in boxes] == [True] * len(NEEDED)
    assert "直接报送演示市卫生健康委员会" in page
    # All of them are to be sent: nobody reads that they need not be.
    assert "可不填" not in page.split("一并报送的材料")[1].split("报送文书的文号")[0]


def test_sending_up_nothing_at_all_is_pointed_out_beside_the_materials(hall: Hall):
    case_id = below(hall)
    answer = act(hall, "hequ", case_id, "send-up", **{**GIVEN, "materials": []})
    assert answer.status_code == 422
    assert OPINION in answer.content.decode()
    assert "SentUp" not in hall.events(case_id)


def test_the_districts_list_shows_its_step_and_the_laws_last_day(hall: Hall):
    below(hall)
    page = hall.client("hequ").get("/desk/").content.decode()
    assert "区级初审" in page
    assert "2026-01-27" in page


def test_opinion_and_materials_go_up_and_the_city_begins(hall: Hall):
    case_id = below(hall)
    hall.on("2026-01-06")
    assert act(hall, "hequ", case_id, "send-up", **GIVEN).status_code == 302
    case = hall.case(case_id)
    assert case.steps[REVIEW].state is StepState.DONE
    assert [step.plan.id for step in case.open_steps] == ["examination"]


def test_sending_up_twice_with_one_form_is_sending_up_once(hall: Hall):
    case_id = below(hall)
    hall.on("2026-01-06")
    client = hall.client("hequ")
    body = {"command_id": hall.office.ports.ids.new(), "seen": "3", **GIVEN}
    for _twice in range(2):
        assert client.post(f"/desk/{case_id}/act/send-up/", body).status_code == 302
    assert hall.events(case_id).count("SentUp") == 1


def test_a_material_held_back_is_refused_by_name_and_what_was_typed_is_kept(hall: Hall):
    case_id = below(hall)
    kept_back = {**GIVEN, "materials": [m for m in NEEDED if m != "floor-plan"]}
    answer = act(hall, "hequ", case_id, "send-up", **kept_back)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "应当报送全部申请材料，还缺：场所方位示意图和平面图。" in page
    assert OPINION in page

    said = act(hall, "hequ", case_id, "send-up", english=True, **kept_back).content.decode()
    assert "All materials are sent up; these are left out: location sketch and floor plan." in said


def test_without_an_opinion_nothing_is_sent_up(hall: Hall):
    case_id = below(hall)
    answer = act(hall, "hequ", case_id, "send-up", **{**GIVEN, "opinion": " "})
    assert answer.status_code == 422
    assert "SentUp" not in hall.events(case_id)


def test_the_city_reads_the_opinion_the_number_and_that_nothing_is_asked_for_again(hall: Hall):
    case_id = sent_up(hall, c.Finding.DOES_NOT_CONFORM)
    page = page_of(hall, "hao", case_id)
    for said in (
        OPINION,
        "初步意见：",
        "演区卫报〔2026〕3号",
        "不得要求申请人重复提供。",
        "公共场所卫生管理制度",
    ):
        assert said in page
    # It binds nobody: the city may find otherwise.
    assert "complete" in acts_of(page)
    assert unmarked_chinese(page_of(hall, "hao", case_id, english=True)) == []


def test_that_an_examination_is_no_review_below_explains_nothing_to_the_examiner(hall: Hall):
    page = page_of(hall, "hao", sent_up(hall))
    assert "不是下级审查环节" not in page


def test_the_applicant_reads_who_reviews_until_when_and_then_that_all_went_up(hall: Hall):
    case_id = below(hall)
    page = hall.client("li").get(f"/track/{case_id}/").content.decode()
    assert "下级机关正在先行审查" in page
    assert "演示市演示区卫生健康局" in page
    assert "最迟报送上级机关的日子" in page
    assert "2026-01-27" in page


def test_the_applicant_reads_no_preliminary_opinion(hall: Hall):
    page = hall.client("li").get(f"/track/{sent_up(hall)}/").content.decode()
    assert "不会再要您重复提供" in page
    assert OPINION not in page
    assert "最迟报送上级机关的日子" not in page


def test_sending_up_costs_the_page_no_further_query(hall: Hall, count_queries):
    case_id = below(hall)
    before = count_queries(lambda: page_of(hall, "hao", case_id))
    hall.on("2026-01-06")
    act(hall, "hequ", case_id, "send-up", **GIVEN)
    assert count_queries(lambda: page_of(hall, "hao", case_id)) == before
