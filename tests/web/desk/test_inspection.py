"""指派检验人员 — the lead names who inspects, they are told and see the case, and the days stop (§55(2))."""

import pytest

from hall import Hall
from inspected import accepted, rests_on_an_inspection
from tongues import unmarked_chinese
from web.desk.test_case import act, acts_of

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("rests_on_an_inspection")]
__all__ = ["rests_on_an_inspection"]

BOTH = {"staff_1": "fang", "staff_2": "wei"}


def page_of(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    return hall.client(who, english=english).get(f"/desk/{case_id}/").content.decode()


def test_the_lead_reads_how_many_by_which_day_and_why(hall: Hall):
    case_id = accepted(hall)
    page = page_of(hall, "hao", case_id)
    assert acts_of(page).count("assign-inspectors") == 1
    assert "受理后5 个工作日内指派2名以上人员，最迟 2026-01-06（行政许可法§55(2)）。" in page
    assert "指派检验检测检疫人员时限" in page


def test_the_task_stands_in_the_list_until_somebody_is_named(hall: Hall):
    case_id = accepted(hall)
    listed = hall.client("hao").get("/desk/").content.decode()
    assert listed.count("指派检验、检测、检疫人员") == 1
    act(hall, "hao", case_id, "assign-inspectors", **BOTH)
    assert "指派检验、检测、检疫人员" not in hall.client("hao").get("/desk/").content.decode()


def test_who_is_named_is_on_record_on_the_page_and_the_days_are_over(hall: Hall):
    case_id = accepted(hall)
    hall.on("2025-12-31")
    assert act(hall, "hao", case_id, "assign-inspectors", **BOTH).status_code == 302
    case = hall.case(case_id)
    assert case.inspectors == (hall.id("fang"), hall.id("wei"))
    assert not case.clocks["inspectors"].is_running
    page = page_of(hall, "hao", case_id)
    assert "方检验、卫检测" in page
    assert "检验人员：方检验、卫检测" in page
    assert "指派检验检测检疫人员时限" not in page
    assert unmarked_chinese(page_of(hall, "hao", case_id, english=True)) == []


def test_named_again_others_take_their_place_and_the_form_shows_who_it_was(hall: Hall):
    case_id = accepted(hall)
    act(hall, "hao", case_id, "assign-inspectors", **BOTH)
    page = page_of(hall, "hao", case_id)
    assert 'value="fang"' in page
    assert "重新指派的，替换原来的人员" in page
    act(hall, "hao", case_id, "assign-inspectors", staff_1="fang", staff_2="hao")
    assert hall.case(case_id).inspectors == (hall.id("fang"), hall.id("hao"))


def test_who_is_named_is_told_as_a_person_opens_the_case_and_nobody_else_of_that_post_does(hall: Hall):
    case_id = accepted(hall)
    assert hall.client("fang").get(f"/desk/{case_id}/").status_code == 404
    act(hall, "hao", case_id, "assign-inspectors", staff_1="fang", staff_2="hao")
    told = hall.client("fang").get("/desk/messages/").content.decode()
    assert "指派您检验、检测或者检疫" in told
    assert '指派您等 2 人，办理期限到 <span class="amount">2026年1月27日</span>。' in told
    assert hall.client("fang").get(f"/desk/{case_id}/").status_code == 200
    assert "指派您检验" not in hall.client("wei").get("/desk/messages/").content.decode()
    assert hall.client("wei").get(f"/desk/{case_id}/").status_code == 404
    # To see the case is not to act on it.
    assert acts_of(page_of(hall, "fang", case_id)) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"staff_1": "fang"}, "staff_2"),
        ({"staff_1": "fang", "staff_2": "fang"}, "这个人已经写过了，请写另一位检验人员。"),
        ({"staff_1": "fang", "staff_2": "nobody"}, "没有登录名为“nobody”的工作人员。"),
        ({"staff_1": "fang", "staff_2": "chen"}, "“chen”不在演示市卫生健康委员会任职"),
    ],
)
def test_too_few_twice_the_same_or_strangers_are_pointed_out(hall: Hall, given: dict[str, str], said: str):
    case_id = accepted(hall)
    answer = act(hall, "hao", case_id, "assign-inspectors", **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert hall.case(case_id).inspectors == ()


def test_missing_the_days_is_said_and_the_lead_assigns_late(hall: Hall):
    case_id = accepted(hall)
    hall.on("2026-01-08")
    assert "期限到 2026-01-06 已过，请立即指派。" in page_of(hall, "hao", case_id)
    assert act(hall, "hao", case_id, "assign-inspectors", **BOTH).status_code == 302


def test_only_the_lead_assigns(hall: Hall):
    case_id = accepted(hall)
    for who in ("wang", "chen"):
        assert act(hall, who, case_id, "assign-inspectors", **BOTH).status_code in (404, 409)
    assert hall.client("li").post(f"/desk/{case_id}/act/assign-inspectors/", BOTH).status_code == 403
    assert hall.case(case_id).inspectors == ()


def test_an_item_without_an_inspection_never_speaks_of_one(hall: Hall):
    page = page_of(hall, "chen", hall.accepted())
    assert "检验人员" not in page
    assert "assign-inspectors" not in page


def test_naming_them_costs_the_page_one_query_for_their_sign_in_names(hall: Hall, count_queries):
    case_id = accepted(hall)
    before = count_queries(lambda: page_of(hall, "hao", case_id))
    act(hall, "hao", case_id, "assign-inspectors", **BOTH)
    assert count_queries(lambda: page_of(hall, "hao", case_id)) == before + 1
