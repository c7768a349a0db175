"""The guide: what to bring in my situation, and until when, as one can check with a wall calendar."""

from datetime import date

import pytest

from tongban.catalogue import demo_catalogue, load_catalogue
from tongban.catalogue.law import load_calendar
from tongban.web.public import guide

CATALOGUE = load_catalogue(demo_catalogue())
CALENDAR = load_calendar("CN")
FOOD = CATALOGUE.in_force("food-operation-licence", date(2025, 9, 24))
GUIDE = "/items/food-operation-licence/"


def brought(facts):
    return [(row["material"].id, row["depends"]) for row in guide.checklist(FOOD, facts)]


def test_a_small_rented_restaurant_brings_six_materials():
    facts = {
        "has_agent": False,
        "premises": "rented",
        "cold_dishes": False,
        "chain_store": False,
        "floor_area": 80,
    }
    assert brought(facts) == [
        ("application", False),
        ("business-licence", False),
        ("layout", False),
        ("safety-rules", False),
        ("health-certificates", False),
        ("lease", False),
    ]


def test_what_depends_on_an_open_question_says_on_which():
    rows = {row["material"].id: row for row in guide.checklist(FOOD, {"premises": "owned"})}
    assert "lease" not in rows
    assert (rows["premises-ownership"]["depends"], rows["premises-ownership"]["open_questions"]) == (
        False,
        [],
    )
    assert [q.zh for q in rows["mandate"]["open_questions"]] == ["是否委托他人代办？"]


def test_accepted_before_national_day_the_promise_and_the_law_end_on_these_days():
    # 1-8 October are off; Sunday 28 September and Saturday 11 October are worked.
    dates = guide.if_accepted_on(FOOD, date(2025, 9, 24), CALENDAR)
    assert [(d.due_on, d.is_promise, d.provisional) for d in dates] == [
        (date(2025, 10, 14), True, False),
        (date(2025, 10, 28), False, False),
    ]
    assert any("2025-10-01 至 2025-10-08" in line.zh for line in dates[0].explain)


def test_how_long_it_usually_takes_is_the_median_and_said_only_of_enough_cases():
    day = date(2025, 9, 24)
    taken = [(day, date(2025, 9, 25)), (day, date(2025, 9, 26)), (day, date(2025, 9, 29))] * 2
    assert guide.usual_days(taken, CALENDAR) == 2
    assert guide.usual_days(taken[:4], CALENDAR) is None


def test_a_survey_is_drawn_only_where_the_situation_may_need_one():
    def kinds(facts):
        return [step.id for step in guide.picture(FOOD, facts)["steps"]]

    assert "site-survey" in kinds({})
    assert "site-survey" not in kinds({"cold_dishes": False, "floor_area": 80})


@pytest.mark.parametrize(
    "answers",
    [
        "?premises=castle",
        "?floor_area=-1",
        "?floor_area=" + "9" * 5000,
        "?cold_dishes=<script>alert(1)</script>",
        "?nonsense=1&premises=rented",
        "?premises=rented&premises=owned",
    ],
)
def test_a_guide_bears_any_answers_in_its_address(hall, answers):
    page = hall.client("li").get(GUIDE + answers)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_htmx_gets_the_part_that_changed_and_a_browser_without_it_the_whole_page(hall):
    whole = hall.client("li").get(GUIDE + "?premises=rented").content.decode()
    part = hall.client("li", htmx=True).get(GUIDE + "?premises=rented").content.decode()
    assert "<html" in whole
    assert "房屋租赁合同或使用证明" in whole
    assert part.startswith('<div id="mine">')
    assert "房屋租赁合同或使用证明" in part


def test_answers_given_in_the_guide_need_not_be_given_again(hall):
    client = hall.client("li")
    client.post("/apply/food-operation-licence/", {"premises": "rented", "floor_area": "80"})
    form = client.get("/apply/food-operation-licence/situation/premises/").context["form"]
    assert form.initial == {"premises": "rented"}


def test_the_guide_says_what_if_they_refuse_whom_to_call_and_which_law(hall):
    page = hall.client("li").get(GUIDE).content.decode()
    for said in (
        "60 日内可以向演示市人民政府申请行政复议",
        "6 个月内",
        "0500-5550101",
        "食品安全法§35",
        "10 个工作日",
        "承诺的时间遇到下面的情形停下来",
        '申请人补充材料 <span class="basis">演示市政务服务承诺规定§7</span>',
    ):
        assert said in page.replace("\xa0", " ").replace("&nbsp;", " ")


def test_an_item_nobody_offers_is_a_page_that_does_not_exist(hall):
    assert hall.client("li").get("/items/rocket-launch/").status_code == 404


STATION = CATALOGUE.in_force("drainage-pump-station", date(2025, 9, 24))


def test_the_guide_says_what_it_costs_in_my_situation_and_that_nothing_waits_for_it(hall):
    client = hall.client("li")
    page = client.get("/items/drainage-pump-station/").content.decode()
    assert "按核准的挖掘面积每平方米 120 元" in page
    assert "城市道路管理条例§37" in page
    assert "没有批准就不收" in page
    assert "您的情形" not in page
    digs = client.get("/items/drainage-pump-station/?road_works=yes", headers={"hx-request": "true"})
    assert "您的情形：每单位 120.00 元，按核准的挖掘面积（平方米）计。" in digs.content.decode()
    digs_not = client.get("/items/drainage-pump-station/?road_works=no").content.decode()
    assert "您的情形不收费。" in digs_not


def test_what_costs_nothing_is_said_to_cost_nothing(hall):
    assert "不收费。谁向您收钱，请拨打投诉电话。" in hall.client("li").get(GUIDE).content.decode()


def test_the_cost_is_open_while_a_question_is():
    assert guide.cost(STATION, {})["line"] is None
    assert guide.cost(STATION, {"road_works": True})["yuan"] == "120.00"
    assert guide.cost(FOOD, {}) is None
