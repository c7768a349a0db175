"""会商与裁决 — the joint room: who objects, the meeting and its minutes, what goes up and what comes back."""

import re
from datetime import date

import pytest

from connectors.test_typesetter import words_of
from disputed import (
    EVERYBODY,
    KEPT,
    MINUTES,
    RULING,
    WHY,
    convened,
    escalated,
    not_agreed,
    objected,
    ruled,
)
from hall import Hall
from tongban.handling import examination, outcome
from tongban.handling.issuing import issue_document
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongues import unmarked_chinese
from web.desk.test_case import act

pytestmark = pytest.mark.integration

LEAD, WATER, GOVERNMENT = "wujs", "feng", "tang"
APPOINTMENT = {
    "meeting_on": "2025-10-24",
    "begins": "09:30",
    "place": "住建局四楼会议室",
    "authorities": list(EVERYBODY),
    "agenda": "进水口高程如何调整。",
}
HELD = {
    "held_on": "2025-10-24",
    "resolution": "not_agreed",
    "minutes": MINUTES,
    "signed_housing-construction": "wujs",
    "signed_water-affairs": "feng",
    "signed_traffic-police": "",
    "absent": ["traffic-police"],
}


def room(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    answer = hall.client(who, english=english).get(f"/desk/{case_id}/joint/")
    assert answer.status_code == 200
    return answer.content.decode()


def acts_of(page: str) -> list[str]:
    return re.findall(r'action="/desk/[^"]*/act/([a-z-]+)/', page)


def tasks(hall: Hall, who: str) -> str:
    return hall.client(who).get("/desk/").content.decode()


def test_the_room_lists_every_department_with_its_answer_its_limit_and_what_silence_means(hall: Hall):
    page = room(hall, LEAD, objected(hall))
    for department in (
        "演示市水务局",
        "演示市公安局交通管理支队",
        "演示市园林绿化中心",
        "演示市住房和城乡建设局",
    ):
        assert department in page
    assert "✕ 不同意" in page
    assert WHY in page
    assert "无效力，仍须答复" in page
    assert "尚未会商" in page


def test_what_is_next_stands_in_the_list_of_the_post_with_its_last_day(hall: Hall):
    case_id = objected(hall)
    assert "召集联席会议" in tasks(hall, LEAD)
    assert "2025-10-27" in tasks(hall, LEAD)
    hall.on("2025-10-21")
    assert act(hall, LEAD, case_id, "convene-meeting", **APPOINTMENT).status_code == 302
    assert "登记联席会议纪要" in tasks(hall, LEAD)


def test_the_lead_is_offered_who_objects_ticked_and_told_by_when(hall: Hall):
    page = room(hall, LEAD, objected(hall))
    assert acts_of(page).count("convene-meeting") == 1
    assert "2025-10-27" in page
    ticked = [line for line in page.split("<input") if 'name="authorities"' in line and " checked" in line]
    assert len(ticked) == 2


def test_convened_the_page_says_when_where_who_and_over_what(hall: Hall):
    case_id = objected(hall)
    hall.on("2025-10-21")
    assert act(hall, LEAD, case_id, "convene-meeting", **APPOINTMENT).status_code == 302
    page = room(hall, WATER, case_id)
    assert "住建局四楼会议室" in page
    assert "进水口高程如何调整。" in page
    assert hall.case(case_id).meeting.begins == "09:30"


def test_a_meeting_too_late_is_refused_beside_its_form_with_everything_kept(hall: Hall):
    case_id = objected(hall)
    hall.on("2025-10-21")
    answer = act(hall, LEAD, case_id, "convene-meeting", **{**APPOINTMENT, "meeting_on": "2025-10-28"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "应当在 2025-10-27 以前（含当日）会商" in page
    assert "进水口高程如何调整。" in page


def test_a_department_that_stayed_away_is_on_record(hall: Hall):
    case_id = convened(hall)
    hall.on("2025-10-24", "11:00")
    body = {"why": "department_absent", "absent": ["traffic-police"]}
    assert act(hall, LEAD, case_id, "postpone-meeting", **body).status_code == 302
    page = room(hall, LEAD, case_id)
    assert "部门缺席" in page
    assert hall.case(case_id).meeting.meeting_on is None


def test_minutes_say_who_signed_for_whom_who_stayed_away_and_can_be_entered_later(hall: Hall):
    case_id = convened(hall)
    hall.on("2025-10-27")
    assert act(hall, LEAD, case_id, "hold-meeting", **HELD).status_code == 302
    assert hall.case(case_id).meeting.held_on == date(2025, 10, 24)
    page = room(hall, LEAD, case_id)
    assert MINUTES in page
    assert "冯水务" in page
    assert "缺席：演示市公安局交通管理支队" in page
    assert "会商后仍不同意" in page


def test_minutes_nobody_signed_for_a_department_are_refused_by_its_name(hall: Hall):
    case_id = convened(hall)
    hall.on("2025-10-24", "11:30")
    answer = act(hall, LEAD, case_id, "hold-meeting", **{**HELD, "signed_water-affairs": ""})
    assert answer.status_code == 409
    assert "会议纪要缺少演示市水务局的签名" in answer.content.decode()


def test_a_department_reads_before_it_answers_that_the_minutes_do_not_stand_for_it(hall: Hall):
    case_id = not_agreed(hall)
    page = hall.client(WATER).get(f"/desk/{case_id}/").content.decode()
    assert "联席会议：未达成一致。请改变意见，或者再次说明不同意的理由" in page


def test_it_goes_up_with_its_number_and_the_government_has_it_in_its_list(hall: Hall):
    case_id = not_agreed(hall)
    hall.on("2025-10-27")
    assert hall.client(GOVERNMENT).get(f"/desk/{case_id}/").status_code == 404
    body = {"submission": "意见不一致，提请裁决。", "number": "演建请〔2025〕8号"}
    assert act(hall, LEAD, case_id, "escalate-dispute", **body).status_code == 302
    assert "作出裁决" in tasks(hall, GOVERNMENT)
    assert "2025-11-10" in tasks(hall, GOVERNMENT)
    page = room(hall, GOVERNMENT, case_id)
    assert acts_of(page).count("rule-on-dispute") == 1
    assert "演建请〔2025〕8号" in page
    assert MINUTES in page
    # It answered in time, and said so again after the meeting.
    assert "逾期答复" not in page


def test_the_government_rules_on_conditions_and_the_grant_is_told_to_carry_them(hall: Hall):
    case_id = escalated(hall)
    hall.on("2025-11-05")
    body = {"result": "overruled_with_conditions", "reasons": RULING, "number": "演府裁〔2025〕3号"}
    assert act(hall, GOVERNMENT, case_id, "rule-on-dispute", **body).status_code == 302
    assert hall.case(case_id).objections == ()
    page = room(hall, LEAD, case_id)
    assert "不支持异议，但附条件" in page
    assert "演府裁〔2025〕3号" in page


def test_the_approval_sets_the_conditions_out_and_names_the_ruling(hall: Hall):
    case_id = ruled(hall, c.RulingResult.OVERRULED_WITH_CONDITIONS)
    handler = hall.office.handler
    review = hall.ask(case_id, LEAD, "housing-legal")
    examination.complete_step(handler, review, "legal-review", c.Finding.CONFORMS)
    page = hall.client("zhengsx").get(f"/desk/{case_id}/").content.decode()
    assert "演示市水务局的条件随批准文件一并载明。" in page
    outcome.grant(
        handler, hall.ask(case_id, "zhengsx", "housing-decider"), prefix="PS", basis="行政许可法§38"
    )
    (seq,) = [event.seq for event in handler.history(case_id) if isinstance(event.body, e.Decided)]
    issue_document(hall.office.press, case_id, "licence", seq)
    text = words_of(hall.client("li").get(f"/track/{case_id}/documents/licence/").content)
    for words in ("演示市水务局", RULING, "演府裁〔2025〕3号"):
        assert re.sub(r"\s+", "", words) in text


def test_only_the_government_rules(hall: Hall):
    case_id = escalated(hall)
    body = {"result": "overruled", "reasons": RULING, "number": "1"}
    for who in (LEAD, WATER):
        assert "rule-on-dispute" not in acts_of(room(hall, who, case_id))
        assert act(hall, who, case_id, "rule-on-dispute", **body).status_code == 409
    assert hall.case(case_id).dispute.is_pending


def test_an_outsider_sees_no_room_and_no_act(hall: Hall):
    case_id = objected(hall)
    assert hall.client("qian").get(f"/desk/{case_id}/joint/").status_code == 404
    assert act(hall, "qian", case_id, "convene-meeting", **APPOINTMENT).status_code == 404
    anonymous = hall.client("li").get(f"/desk/{case_id}/joint/")
    assert anonymous.status_code in (302, 403, 404)


def test_a_case_of_one_department_has_no_room(hall: Hall):
    case_id = hall.received()
    assert hall.client("chen").get(f"/desk/{case_id}/joint/").status_code == 404


def test_an_act_of_the_room_comes_back_to_the_room(hall: Hall):
    case_id = objected(hall)
    hall.on("2025-10-21")
    client = hall.client(LEAD)
    body = {"command_id": hall.office.ports.ids.new(), "seen": "30", **APPOINTMENT}
    answer = client.post(f"/desk/{case_id}/act/convene-meeting/?view=joint", body)
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/{case_id}/joint/")
    swapped = hall.client(LEAD, htmx=True).post(
        f"/desk/{case_id}/act/postpone-meeting/?view=joint",
        {"command_id": hall.office.ports.ids.new(), "seen": "40", "why": "lead_unable"},
    )
    assert "联办室" in swapped.content.decode()


def test_the_applicant_reads_it_in_plain_words_and_no_departments_reasons(hall: Hall):
    case_id = ruled(hall, c.RulingResult.OVERRULED)
    page = hall.client("li").get(f"/track/{case_id}/").content.decode()
    for words in (
        "有关部门约好开会商量",
        "有关部门开会商量：未达成一致",
        "已报请上级裁决",
        "上级裁决：不支持异议",
    ):
        assert words in page
    for hidden in (WHY, KEPT, MINUTES, RULING):
        assert hidden not in page


@pytest.mark.parametrize("stage", [objected, convened, not_agreed, escalated])
def test_the_english_room_has_no_chinese_but_what_people_wrote(hall: Hall, stage):
    case_id = stage(hall)
    assert unmarked_chinese(room(hall, LEAD, case_id, english=True)) == []
