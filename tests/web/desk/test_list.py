"""我的待办 — a post's list, by what falls due."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from hall import Hall
from tongban.handling import examination, hearing
from tongban.kernel.case.commands import HearingGround
from tongban.kernel.case.item import SpecialProcedure
from tongues import unmarked_chinese

pytestmark = pytest.mark.integration


def listed(hall: Hall, who: str, query: str = "", **how: bool) -> list[str]:
    """The receipt numbers of the page, in its order."""
    page = hall.client(who, **how).get(f"/desk/{query}").content.decode()
    return [part.split("<")[0] for part in page.split('<span class="number">')[1:]]


def test_the_list_stands_in_the_order_things_fall_due(hall: Hall):
    cases = [hall.on(day).accepted() for day in ("2025-09-23", "2025-09-17", "2025-09-19")]
    hall.on("2025-09-24")
    assert listed(hall, "chen") == [hall.receipt(cases[n]) for n in (1, 2, 0)]


def test_every_limit_shows_the_days_left_and_its_signal(hall: Hall):
    hall.on("2025-09-17").accepted()
    page = hall.on("2025-09-24").client("chen").get("/desk/").content.decode()
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    lamps = [part.split('"')[0] for part in row.split('class="flat flat--')[1:]]
    days = [part.split("</span>")[1].strip() for part in row.split('class="visually-hidden">')[1:]]
    assert lamps == ["yellow", "green", "green"]
    assert days == ["−2", "5", "15"]


def test_in_english_each_column_has_a_heading_of_its_own(hall: Hall):
    hall.accepted()
    page = hall.client("chen", english=True).get("/desk/").content.decode()
    headings = re.findall(r'<th scope="col">([^<]+)</th>', page)
    assert headings == ["Case", "Step due", "Promised", "Statutory", "Step", "Applicant", "Taken by"]
    tabs = re.findall(r"<a[^>]*>([^<]+)</a>", page[page.index('class="tabs"') :].split("</ul>")[0])
    assert [tab for tab in tabs if not tab[0].isupper()] == []


def test_what_a_case_still_waits_for_elsewhere_is_told_with_who_has_it(hall: Hall):
    case_id = hall.accepted()
    hearing.announce_hearing(
        hall.office.handler, hall.ask(case_id, "chen", "market-examiner"), HearingGround.PUBLIC_INTEREST
    )
    hall.examined(case_id)
    for name in ("sun", "qian"):
        hall.opinion(case_id, name)
    fire = hall.ask(case_id, "zhao", "fire-opinion")
    examination.take_step(hall.office.handler, fire, "fire-opinion")
    page = hall.client("wu").get("/desk/").content.decode()
    assert "安排听证" in page
    assert re.search(r"还没有办完的：征求消防救援部门意见（[^（）]+ 赵协办）<", page)
    assert "还没有办完的" not in hall.client("zhao").get("/desk/").content.decode()
    english = hall.client("wu", english=True).get("/desk/").content.decode()
    assert "Not done yet:" in english
    assert unmarked_chinese(english) == []


def test_only_the_acting_posts_tasks_are_listed(hall: Hall):
    case_id = hall.accepted()
    receipt = [hall.receipt(case_id)]
    assert [listed(hall, who) for who in ("chen", "zheng", "zhao", "wu", "zhou")] == [
        receipt,
        receipt,
        receipt,
        [],
        [],
    ]


def test_a_person_with_two_posts_switches_between_them(hall: Hall):
    hall.received()
    client = hall.client("wang")
    assert hall.client("wang").get("/desk/").content.decode().count("data-row>") == 1
    answer = client.post("/staff/post/", {"post": "hall-delivery", "next": "/desk/"}, follow=True)
    assert answer.content.decode().count("data-row>") == 0
    client.post("/staff/post/", {"post": "market-decider"})
    assert client.session["post"] == "hall-delivery"


def test_mine_nobodys_and_all(hall: Hall):
    mine, other, free = (hall.accepted() for _ in range(3))
    for name, case_id in (("chen", mine), ("zheng", other)):
        examination.take_step(hall.office.handler, hall.ask(case_id, name, "market-examiner"), "examination")
    assert listed(hall, "chen", "?who=mine") == [hall.receipt(mine)]
    assert listed(hall, "chen", "?who=nobody") == [hall.receipt(free)]
    assert sorted(listed(hall, "chen")) == sorted(hall.receipt(case_id) for case_id in (mine, other, free))


def test_a_case_is_found_by_its_receipt_number_or_its_end(hall: Hall):
    first, second = hall.accepted(), hall.accepted()
    assert listed(hall, "chen", f"?q={hall.receipt(second)}") == [hall.receipt(second)]
    assert listed(hall, "chen", f"?q={hall.receipt(first)[-5:]}") == [hall.receipt(first)]
    assert listed(hall, "chen", "?q=%25") == []


def test_paging_shows_every_case_once_and_leads_back(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tongban.web.staff.tasks.PAGE", 2)
    monkeypatch.setattr("tongban.web.staff.tasks.tasks_of.__defaults__", ("", "", 2))
    for _ in range(5):
        hall.accepted()
    client, url, seen, pages = hall.client("chen"), "/desk/", [], []
    while url:
        page = client.get(url).context["page"]
        seen += [task.receipt_number for task in page.tasks]
        pages.append([task.receipt_number for task in page.tasks])
        last, url = page, (f"/desk/?after={page.after}" if page.after else "")
    assert (len(seen), len(set(seen)), [len(p) for p in pages]) == (5, 5, [2, 2, 1])
    back = client.get(f"/desk/?before={last.before}").context["page"]
    assert [task.receipt_number for task in back.tasks] == pages[1]
    assert client.get("/desk/?after=2025-13-45~x~y").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_many_queries_for_one_row_as_for_three(hall: Hall, rows: int, count_queries):
    for _ in range(rows):
        hall.accepted()
    client = hall.client("chen")
    assert count_queries(lambda: client.get("/desk/")) == LIST_QUERIES


#: Session, account, posts, tasks with their cases, names, how many messages are unread.
LIST_QUERIES = 6


def test_a_case_waiting_for_its_applicant_is_apart(hall: Hall):
    case_id = hall.received(("application",))
    assert listed(hall, "wang") == [hall.receipt(case_id)]
    posted = {"command_id": "c-1", "seen": "1", "do": "notice", "kind:layout": "missing"}
    hall.client("wang").post(f"/counter/{case_id}/", posted)
    assert listed(hall, "wang") == []
    page = hall.client("wang").get("/desk/?who=waiting").content.decode()
    assert hall.receipt(case_id) in page
    assert "⏎" in page


def test_an_empty_list_says_so(hall: Hall):
    assert "没有待办" in hall.client("chen").get("/desk/").content.decode()
    assert "Nothing to do" in hall.client("chen", english=True).get("/desk/").content.decode()
    assert "没有符合条件的待办" in hall.client("chen").get("/desk/?who=mine").content.decode()


def test_days_excluded_by_a_special_procedure_show_as_suspended(hall: Hall):
    case_id = hall.on("2025-09-23").accepted()
    today = hall.on("2025-09-24").office.today()
    ask = hall.ask(case_id, "chen", "market-examiner")
    examination.start_special_procedure(
        hall.office.handler,
        ask,
        SpecialProcedure.EXPERT_REVIEW,
        today,
        today + timedelta(days=5),
    )
    page = hall.client("chen").get("/desk/").content.decode()
    assert page.count("flat--suspended") == 2


def test_applicants_and_strangers_are_kept_out(hall: Hall):
    assert hall.client("li").get("/desk/").status_code == 403
    assert Client().get("/desk/").status_code == 302
