"""The lamp and whose days they were, as staff see them on the list and on the case."""

import re
from html import unescape

import pytest

from cast import day
from hall import Hall
from tongban.handling import examination
from tongban.handling.sweep import sweep
from tongban.kernel.case.item import SpecialProcedure

pytestmark = pytest.mark.integration


def lamps(hall: Hall) -> list[str]:
    """The list's one row: own limit, promise, statute."""
    page = hall.client("chen").get("/desk/").content.decode()
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    return [part.split('"')[0] for part in row.split('class="flat flat--')[1:]]


def chips(hall: Hall, case_id: str) -> list[str]:
    """The case's chips of the whole case: statute, promise."""
    page = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    clocks = page[page.index("case__clocks") : page.index("case__parts")]
    return re.findall(r'class="chip chip--(\w+)"', clocks)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(page)).replace("\xa0", " ").split())


def excluded(hall: Hall, case_id: str, procedure: SpecialProcedure, begin: str, until: str) -> None:
    ask = hall.ask(case_id, "chen", "market-examiner")
    examination.start_special_procedure(hall.office.handler, ask, procedure, day(begin), day(until))


@pytest.mark.parametrize(
    ("today", "on_the_list", "on_the_case"),
    [
        # Accepted on 24 September: examined by the 28th, promised by 14 October, by law by the 28th.
        ("2025-09-25", ["green", "green", "green"], ["green", "green"]),
        ("2025-09-26", ["yellow", "green", "green"], ["green", "green"]),
        ("2025-10-13", ["yellow", "yellow", "green"], ["green", "yellow"]),
        ("2025-10-15", ["yellow", "red", "green"], ["green", "red"]),
        ("2025-10-29", ["yellow", "red", "black"], ["black", "red"]),
    ],
)
def test_the_list_and_the_case_show_the_colour_of_the_day(
    hall: Hall, today: str, on_the_list: list[str], on_the_case: list[str]
):
    case_id = hall.on("2025-09-24").accepted()
    hall.on(today)
    assert (lamps(hall), chips(hall, case_id)) == (on_the_list, on_the_case)


def test_a_wait_for_the_applicant_suspends_the_promise_alone(hall: Hall):
    case_id = hall.on("2025-09-24").accepted()
    excluded(hall, case_id, SpecialProcedure.SUPPLEMENT, "2025-09-25", "2025-09-26")
    hall.on("2025-09-25")
    assert chips(hall, case_id) == ["green", "suspended"]
    assert lamps(hall)[2] == "green"


def test_the_case_says_whose_days_each_limit_has_taken(hall: Hall):
    case_id = hall.on("2025-09-24").accepted()
    excluded(hall, case_id, SpecialProcedure.SUPPLEMENT, "2025-09-25", "2025-09-26")
    page = words(hall.on("2025-09-30").client("chen").get(f"/desk/{case_id}/").content.decode())
    assert "法定办结时限 20 个工作日 承诺办结时限 10 个工作日" in page
    assert (
        "机关用时 5 个工作日 3 个工作日 等申请人（不计入） 0 个工作日 2 个工作日 还剩 15 个工作日 7 个工作日"
        in page
    )
    assert "2025-09-25 至 2025-09-26：等申请人（不计入），2 个工作日。" in page


def test_what_turned_stands_on_the_record_for_staff_and_not_for_the_public(hall: Hall):
    case_id = hall.on("2025-09-24").accepted()
    sweep(hall.on("2025-10-13").office.handler)
    staff = words(hall.client("chen").get(f"/desk/{case_id}/").content.decode())
    english = words(hall.client("chen", english=True).get(f"/desk/{case_id}/").content.decode())
    assert "转灯 2025年10月13日 10:00 · 系统 承诺办结时限 · 黄灯 · 2025-10-13" in staff
    assert "promised limit · yellow · 2025-10-13" in english
    assert "黄灯" not in words(hall.client("li").get(f"/track/{case_id}/").content.decode())
