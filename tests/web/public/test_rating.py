"""好差评: rated once by whoever was served, online or at the window; a poor one seen to by somebody else."""

import re
from datetime import date

import pytest
from django.test import Client

from hall import FACTS, FOOD, FORM, NEEDED, PASSWORD, PDF, Hall
from tongban.appraisal.words import Act
from tongban.handling import intake
from tongban.handling.intake import Application
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.store.models import Account, Post, PostHolder
from tongban.web.rating import code_for, contacts_of
from whole_online import Members, apply

pytestmark = pytest.mark.integration

POOR = {"grade": "2", "reasons": ["too_slow"], "words": "等了三个小时", "named": "on"}


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def case_id(hall: Hall) -> str:
    """李申请's case, taken in at the counter by 王窗口."""
    case_id = hall.office.ports.ids.new()
    application = Application(
        item=FOOD,
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.COUNTER,
        facts=FACTS,
        form=FORM,
        uploads={m: [checked(f"{m}.pdf", PDF)] for m in NEEDED},
    )
    intake.receive(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"), application)
    return case_id


@pytest.fixture
def supervisor(hall: Hall) -> Client:
    """简监察, who supervises the division."""
    hall.people["jian"] = Account.objects.create(
        username="jian", display_name="简监察", kind=Account.Kind.STAFF
    )
    supervises(hall, "jian")
    return hall.client("jian")


def supervises(hall: Hall, name: str) -> None:
    post = Post.objects.get(key="supervision")
    PostHolder.objects.create(account=hall.people[name], post=post, since=date(2025, 1, 1))


def intake_of(hall: Hall, whole: str):
    return contacts_of(hall.office, whole)[0]


def page_of(whole: str, key: str = "intake") -> str:
    return f"/rate/{whole}/{key}/"


# --- online


def test_a_contact_is_rated_once_from_the_page_of_its_case(hall: Hall, case_id: str):
    client = hall.client("li")
    track = client.get(f"/track/{case_id}/").content.decode()
    address = page_of(case_id)
    assert f'href="{address}"' in track
    assert "checked" not in client.get(address).content.decode()
    assert "谢谢" not in text_of(client.get(address))
    assert client.post(address, {"grade": "5"}).status_code == 200
    assert "非常满意" in text_of(client.get(address))
    again = client.post(address, {"grade": "1", "reasons": ["manner"]})
    assert (again.status_code, "这次服务已经评价过了" in text_of(again)) == (409, True)
    assert hall.office.ratings.of(case_id, "intake").grade == 5
    assert "非常满意" in text_of(client.get(f"/track/{case_id}/"))


def test_a_poor_rating_says_why_and_nothing_is_chosen_for_anybody(hall: Hall, case_id: str):
    client, address = hall.client("li"), page_of(case_id)
    for sent in (
        {"words": "x"},
        {"grade": "1", "words": ""},
        {"grade": "2", "reasons": ["other"]},
        {"grade": "7"},
    ):
        assert client.post(address, sent).status_code == 422, sent
    assert hall.office.ratings.of(case_id, "intake") is None
    assert client.post(address, POOR).status_code == 200
    assert "有人会核实" in text_of(client.get(address))


def test_one_application_for_a_life_event_is_rated_once(hall: Hall):
    whole = Members(hall, apply(hall.client("li")))
    client = hall.client("li")
    page = client.get(f"/whole/{whole.id}/").content.decode()
    assert re.findall(r'href="(/rate/[^"]+)"', page) == [page_of(whole.id)]
    assert client.post(page_of(whole.id), {"grade": "4"}).status_code == 200
    assert client.get(page_of(whole.case_of("fire"))).status_code == 404


def test_to_everybody_else_a_contact_is_as_unknown_as_none(hall: Hall, case_id: str):
    hall.people["lu_ren"] = Account.objects.create_user(
        "lu_ren", "lu_ren" + PASSWORD, display_name="周路人", kind=Account.Kind.APPLICANT
    )
    stranger, address = hall.client("lu_ren"), page_of(case_id)
    for answer in (stranger.get(address), stranger.post(address, {"grade": "1", "reasons": ["manner"]})):
        assert answer.status_code == 404
    assert hall.client("li").get(page_of(case_id, "intake-9")).status_code == 404
    assert Client().get(address)["Location"].startswith("/sign-in/")
    assert hall.client("wang").post(address, {"grade": "5"}).status_code == 403
    assert hall.office.ratings.of(case_id, "intake") is None


# --- at the window


def test_the_window_shows_a_code_and_whoever_stands_there_rates_without_an_account(hall: Hall, case_id: str):
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "请办事人评价" in page
    address = f"/rate/at-window/{code_for(intake_of(hall, case_id))}/"
    device = Client(headers={"accept-language": "zh-hans"})
    assert device.get(address).status_code == 200
    done = device.post(address, POOR)
    assert "谢谢，收到了您的评价" in text_of(done)
    assert "等了三个小时" not in text_of(device.get(address))
    assert device.post(address, {"grade": "5"}).status_code == 409
    rating = hall.office.ratings.of(case_id, "intake")
    assert (rating.grade, rating.way, rating.contact.served_by) == (2, "window", hall.id("wang"))
    assert "请办事人评价" not in hall.client("wang").get(f"/counter/{case_id}/").content.decode()


def test_no_clerk_rates_and_a_code_of_nobody_opens_nothing(hall: Hall, case_id: str):
    address = f"/rate/at-window/{code_for(intake_of(hall, case_id))}/"
    clerk = hall.client("wang")
    for answer in (clerk.get(address), clerk.post(address, {"grade": "5"})):
        assert answer.status_code == 403
        assert "工作人员不能代为评价" in text_of(answer)
    for code in ("nothing", address.split("/")[3][:-2] + "xx"):
        assert Client().get(f"/rate/at-window/{code}/").status_code == 404
    assert hall.office.ratings.of(case_id, "intake") is None


# --- what is done about it


def test_a_named_poor_rating_is_spoken_to_answered_and_settled_in_its_days(
    hall: Hall, case_id: str, supervisor: Client
):
    hall.client("li").post(page_of(case_id), POOR)
    ledger = text_of(supervisor.get("/staff/ratings/"))
    assert "不满意 · 申报" in ledger
    assert "李申请" not in ledger
    address = f"/staff/ratings/{case_id}/intake/"
    first = text_of(supervisor.get(address))
    assert "等了三个小时" in first
    assert "李申请" in first  # whoever speaks to them has to know to whom
    assert "上海市优化营商环境条例（2020）§29(2)" in first
    assert supervisor.post(address, {"words": ""}).status_code == 422
    for words in ("电话联系，属实", "已增开窗口，向您致歉"):
        assert supervisor.post(address, {"words": words})["Location"] == address
    assert "李申请" not in text_of(supervisor.get(address))
    assert supervisor.post(address, {"words": "增开窗口"}).status_code == 409
    assert supervisor.post(address, {"words": "增开窗口", "finding": "put_right"}).status_code == 302
    rating = hall.office.ratings.of(case_id, "intake")
    assert (list(rating.done), rating.finding, rating.is_open) == ([*Act], "put_right", False)
    told = text_of(hall.client("li").get(page_of(case_id)))
    assert "已增开窗口，向您致歉" in told
    assert "属实，已整改 增开窗口" in told
    assert "电话联系，属实" not in told
    assert "没有要处理的差评" in text_of(supervisor.get("/staff/ratings/"))


def test_only_the_supervisors_of_the_division_read_ratings(hall: Hall, case_id: str, supervisor: Client):
    hall.client("li").post(page_of(case_id), POOR)
    for where in ("/staff/ratings/", f"/staff/ratings/{case_id}/intake/"):
        for who in ("wang", "chen", "li"):
            assert hall.client(who).get(where).status_code == 403, who
            assert hall.client(who).post(where, {"words": "x"}).status_code in (403, 405), who
        assert Client().get(where)["Location"].startswith("/sign-in/")
    assert "评价" not in hall.client("wang").get("/counter/").content.decode().partition("<main")[0]
    assert supervisor.get(f"/staff/ratings/{case_id}/intake-3/").status_code == 404


def test_whoever_served_does_not_see_to_it_though_they_supervise_too(hall: Hall, case_id: str):
    hall.client("li").post(page_of(case_id), POOR)
    supervises(hall, "wang")
    client = hall.client("wang", post="supervision")
    address = f"/staff/ratings/{case_id}/intake/"
    page = text_of(client.get(address))
    assert "须由其他人处理" in page
    assert "李申请" not in page
    assert client.post(address, {"words": "没有的事"}).status_code == 409
    assert hall.office.ratings.of(case_id, "intake").done == {}
