"""容缺 at the desk: what is open until when, why it cannot be returned yet, and the return once it can."""

import pytest

from hall import Hall
from tolerated import accepted, missed, overdue, received, swept
from tongban.handling import intake
from tongban.kernel import Status
from web.desk.test_case import act, acts_of

pytestmark = pytest.mark.integration

WHY = {"reasons": "1月7日提醒后仍未补交平面图"}


def page_of(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    return hall.client(who, english=english).get(f"/desk/{case_id}/").content.decode()


def test_the_open_gap_says_what_until_when_and_what_follows(hall: Hall):
    page = page_of(hall, "hao", accepted(hall))
    for said in (
        "容缺材料还没有补齐",
        "场所方位示意图和平面图",
        "2026-01-06",
        "退回申请",
        "先提醒一次，再给 15 个工作日",
        "演卫容〔2025〕1号",
        "申请人签署的承诺书",
        "容缺，待补交",
    ):
        assert said in page
    assert "补齐之前不能准予许可" in page


def test_while_it_may_still_be_filled_the_page_says_why_it_cannot_be_returned(hall: Hall):
    page = page_of(hall, "hao", accepted(hall))
    assert "return" not in acts_of(page)
    assert "申请人最迟可在 2026-01-06 补齐，期限未满，不能退回。" in page


def test_after_the_reminder_the_page_has_both_days(hall: Hall):
    page = page_of(hall, "hao", missed(hall))
    for said in ("2026-01-06", "2026-01-07", "2026-01-28", "已提醒"):
        assert said in page
    assert "申请人最迟可在 2026-01-28 补齐" in page


def test_once_the_last_time_is_over_the_return_is_in_the_list_and_on_the_page(hall: Hall):
    case_id = overdue(hall)
    assert "退回申请" in hall.client("hao").get("/desk/").content.decode()
    assert "return the application" in hall.client("hao", english=True).get("/desk/").content.decode()
    assert "return" in acts_of(page_of(hall, "hao", case_id))
    assert act(hall, "hao", case_id, "return", **WHY).status_code == 302
    assert hall.case(case_id).status is Status.TERMINATED
    page = page_of(hall, "hao", case_id)
    assert "演卫退〔2026〕1号" in page
    assert WHY["reasons"] in page
    assert hall.receipt(case_id) not in hall.client("hao").get("/desk/").content.decode()


def test_a_day_too_early_nothing_is_in_the_list_and_the_act_is_refused(hall: Hall):
    case_id = missed(hall)
    swept(hall, "2026-01-28")
    assert "退回申请" not in hall.client("hao").get("/desk/").content.decode()
    answer = act(hall, "hao", case_id, "return", **WHY)
    assert answer.status_code == 409
    assert "期限未满，不能退回" in answer.content.decode()
    assert WHY["reasons"] in answer.content.decode()


def test_reasons_are_asked_for_and_nothing_is_returned_without(hall: Hall):
    case_id = overdue(hall)
    assert act(hall, "hao", case_id, "return", reasons="").status_code == 422
    assert hall.case(case_id).status is Status.ACCEPTED


def test_a_gap_filled_in_time_is_told_and_the_return_is_gone(hall: Hall):
    case_id = overdue(hall)
    intake.supplement(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"), {}, ["floor-plan"])
    page = page_of(hall, "hao", case_id)
    assert "容缺材料已补齐" in page
    assert "return" not in acts_of(page)


def test_the_timeline_tells_each_of_the_four(hall: Hall):
    case_id = overdue(hall)
    act(hall, "hao", case_id, "return", **WHY)
    page = page_of(hall, "hao", case_id)
    for said in ("须在 5 个工作日内补齐", "提醒后还有 15 个工作日", "逾期未补齐，已提醒", "退回申请"):
        assert said in page
    filled = accepted(hall)
    intake.supplement(hall.office.handler, hall.ask(filled, "wang", "hall-counter"), {}, ["floor-plan"])
    assert "容缺材料已补齐" in page_of(hall, "hao", filled)


def test_a_case_without_a_gap_does_not_speak_of_one(hall: Hall):
    page = page_of(hall, "chen", hall.accepted())
    assert "容缺" not in page
    assert "退回" not in page


def test_the_counter_is_sent_to_the_window_to_accept(hall: Hall):
    case_id = received(hall)
    page = hall.client("wang", post="hall-counter").get(f"/desk/{case_id}/").content.decode()
    assert f'href="/counter/{case_id}/"' in page
    assert "容缺受理" in page


def test_the_page_reads_in_english_too(hall: Hall):
    page = page_of(hall, "hao", missed(hall), english=True)
    for said in ("The gap is still open", "reminded", "Last day to fill the gap", "15 working days more"):
        assert said in page
