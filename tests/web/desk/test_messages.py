"""消息 of a post: what waits for it and what turns, told to whoever holds it."""

import re
from datetime import date

import pytest
from django.test import Client

from hall import Hall
from tongban.handling.sweep import sweep
from tongban.store.models import Account, Authority, Division, Post, PostHolder

pytestmark = pytest.mark.integration

MESSAGES = "/desk/messages/"


def lines(hall: Hall, name: str, **more: object) -> list[str]:
    """The titles on the page, in its order."""
    page = hall.client(name, **more).get(MESSAGES)  # type: ignore[arg-type]
    assert page.status_code == 200
    return [line.title.zh for line in page.context["lines"]]


def swept(hall: Hall) -> None:
    while sweep(hall.office.handler).due:
        pass


def supervisor(hall: Hall, division: str = "330199") -> Client:
    """简监察, who supervises a division."""
    jian = Account.objects.create(username="jian", display_name="简监察", kind=Account.Kind.STAFF)
    hall.people["jian"] = jian
    post = Post.objects.get(key="supervision")
    if division != post.authority.division_id:
        place = Division.objects.create(code=division, name_zh="邻市", name_en="next city")
        other = Authority.objects.create(
            key="next", name_zh="邻市中心", name_en="next centre", division=place
        )
        post = Post.objects.create(
            authority=other, key="supervision", name_zh="效能监察岗", name_en="supervisor"
        )
    PostHolder.objects.create(account=jian, post=post, since=date(2025, 1, 1))
    return hall.client("jian")


def test_an_asked_opinion_stands_on_the_desk_of_the_post_that_is_asked(hall: Hall) -> None:
    case_id = hall.accepted()
    page = hall.client("zhao").get(MESSAGES).content.decode()
    assert "请出具意见" in page
    assert '征求消防救援部门意见：请最迟 <span class="amount">2025年9月30日</span>答复' in page
    assert hall.receipt(case_id) in page
    assert lines(hall, "zhou") == []
    assert lines(hall, "chen") == ["有环节等您办理"]


def test_a_limit_that_turned_is_told_to_who_can_still_act(hall: Hall) -> None:
    hall.accepted()
    swept(hall.on("2025-10-15"))
    assert "时限转灯" in lines(hall, "zhao")
    page = hall.client("chen", english=True).get(MESSAGES).content.decode()
    assert 'The promised limit turned red, last day <span class="amount">14 October 2025</span>.' in page


def test_opening_one_leads_to_the_case_and_reads_it_for_the_post(hall: Hall) -> None:
    case_id = hall.accepted()
    client = hall.client("chen")
    (line,) = client.get(MESSAGES).context["lines"]
    assert client.get("/desk/").context["unread"] == "1"
    opened = client.get(f"{MESSAGES}{case_id}/{line.seq}/")
    assert opened["Location"] == f"/desk/{case_id}/"
    assert client.get(opened["Location"]).status_code == 200
    assert hall.client("zheng").get("/desk/").context["unread"] == ""
    assert hall.client("zhao").get("/desk/").context["unread"] == "1"


def test_who_opens_the_case_from_the_list_has_read_what_the_post_was_told_of_it(hall: Hall) -> None:
    case_id, other = hall.accepted(), hall.accepted()
    client = hall.client("chen")
    assert client.get(f"/desk/{case_id}/preview/").status_code == 200
    assert client.head(f"/desk/{case_id}/").status_code == 200
    assert client.get("/desk/").context["unread"] == "2"
    client.get(f"/desk/{case_id}/")
    assert client.get("/desk/").context["unread"] == "1"
    assert [line.case_id for line in client.get(MESSAGES).context["lines"] if not line.is_read] == [other]
    assert hall.client("zhao").get("/desk/").context["unread"] == "2"


def test_all_are_read_at_once_and_only_those_of_the_post_one_acts_at(hall: Hall) -> None:
    hall.accepted()
    assert hall.client("chen").post(f"{MESSAGES}read/")["Location"] == MESSAGES
    assert hall.client("chen").get("/desk/").context["unread"] == ""
    assert hall.client("zhao").get("/desk/").context["unread"] == "1"


def test_the_supervisor_of_a_division_is_told_of_every_turn_and_of_silence(hall: Hall) -> None:
    supervisor(hall)
    hall.received()
    swept(hall.on("2025-10-15"))
    assert {"时限转灯", "沉默已产生效力：视为受理"} <= set(lines(hall, "jian"))


def test_the_supervisor_reads_how_a_case_stands_and_neither_its_papers_nor_what_was_said(hall: Hall) -> None:
    case_id = hall.accepted()
    client = supervisor(hall)
    swept(hall.on("2025-10-15"))
    assert client.get("/desk/").context["unread"] != ""
    answer = client.get(f"/desk/{case_id}/")
    page = answer.content.decode()
    assert "食品经营许可审查岗" in page
    assert "2025年10月14日" in page
    for kept in ("layout.pdf", "演示市解放路 1 号", '<form method="post" action="/desk/'):
        assert kept not in page
    assert client.get("/desk/").context["unread"] == ""
    opened = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    assert "layout.pdf" in opened
    link = re.search(r'href="(/[^"]*/papers?/[^"]+)"', opened)
    assert link is not None
    assert client.get(link[1]).status_code == 404
    assert client.post(f"/desk/{case_id}/complete/", {}).status_code == 404


def test_nothing_that_anybody_wrote_stands_in_what_the_supervisor_is_told_happened(hall: Hall) -> None:
    case_id = hall.decided()
    original = {"do": "take", "what": "营业执照正本", "brought_by": "李申请的母亲"}
    said = original | {"command_id": hall.office.ports.ids.new()}
    assert hall.client("wang").post(f"/staff/cases/{case_id}/originals/", said).status_code == 302
    assert "李申请的母亲" in hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    page = supervisor(hall).get(f"/desk/{case_id}/").content.decode()
    assert "收存原件" in page
    for written in ("营业执照正本", "李申请的母亲", "已依法删除"):
        assert written not in page


def test_the_supervisor_of_another_division_has_no_part_in_a_case(hall: Hall) -> None:
    case_id = hall.accepted()
    assert supervisor(hall, "330198").get(f"/desk/{case_id}/").status_code == 404


def test_an_applicant_has_no_desk(hall: Hall) -> None:
    assert hall.client("li").get(MESSAGES).status_code == 403


def test_where_nothing_was_told_the_page_says_what_will_be(hall: Hall) -> None:
    assert "没有消息" in hall.client("zhou").get(MESSAGES).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_as_many_queries_for_one_message_as_for_three(
    hall: Hall, count_queries, rows: int
) -> None:
    for _ in range(rows):
        hall.accepted()
    client = hall.client("chen")
    # Session, account, posts, messages, their cases.
    assert count_queries(lambda: client.get(MESSAGES)) == 5
