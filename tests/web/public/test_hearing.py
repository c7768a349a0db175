"""听证 — the applicant is told of the right, uses it or not, and nobody learns who the neighbours are."""

from datetime import date, time
from urllib.parse import quote

import pytest
from django.test import Client

from hall import Hall
from tongban.handling import hearing
from tongban.handling.hearing import PartyNamed
from tongban.handling.issuing import issue_document
from tongban.kernel.case import commands as c
from web.public.test_track import said

pytestmark = pytest.mark.integration

ASK, WAIVE, STATE = "hearing/request", "hearing/waive", "statement"


def found(hall: Hall) -> str:
    case_id = hall.ready_to_decide()
    hearing.find_interest(
        hall.office.handler,
        hall.ask(case_id, "wu", "market-decider"),
        c.Interest.BETWEEN_PARTIES,
        [PartyNamed("周邻居", "演示市解放路 3 号")],
        "油烟口正对邻居的窗户",
    )
    return case_id


def told(hall: Hall) -> str:
    """The applicant and the neighbour were told on 24 September; the last day to ask is 30 September."""
    case_id = found(hall)
    for whom in ("applicant", "party-1"):
        hearing.tell_hearing_right(hall.office.handler, hall.ask(case_id, "wu", "market-decider"), whom)
    return case_id


def notified(hall: Hall) -> str:
    case_id = told(hall)
    hearing.request_hearing(hall.office.handler, hall.ask(case_id, "li", ""))
    hearing.schedule_hearing(
        hall.office.handler,
        hall.ask(case_id, "wu", "market-decider"),
        date(2025, 10, 22),
        time(9, 30),
        "三楼听证室",
        hall.id("zheng"),
    )
    hearing.notify_of_hearing(hall.office.handler, hall.ask(case_id, "wu", "market-decider"))
    return case_id


def send(hall: Hall, case_id: str, what: str, command: str = "form-1", **more: str):
    return hall.client("li").post(f"/track/{case_id}/{what}/", {"command_id": command, **more})


def progress(hall: Hall, case_id: str, *, english: bool = False) -> str:
    return said(hall.client("li", english=english).get(f"/track/{case_id}/"))


def test_the_applicant_is_told_of_the_right_with_its_last_day_and_two_buttons(hall: Hall):
    case_id = told(hall)
    page = hall.client("li").get(f"/track/{case_id}/").content.decode()
    for there in (f"/track/{case_id}/{ASK}/", f"/track/{case_id}/{WAIVE}/"):
        assert there in page
    zh, en = progress(hall, case_id), progress(hall, case_id, english=True)
    assert "请最迟在这一天（含当日）申请： 2025年9月30日 星期二" in zh
    assert "The last day to ask is 30 September 2025 Tuesday" in en


def test_a_hearing_is_asked_for_once_and_the_page_says_so(hall: Hall):
    case_id = told(hall)
    assert "要求开听证会？" in said(hall.client("li").get(f"/track/{case_id}/{ASK}/"))
    for _ in range(2):
        assert send(hall, case_id, ASK)["Location"] == f"/track/{case_id}/"
    assert hall.events(case_id).count("HearingRequested") == 1
    page = progress(hall, case_id)
    assert "您已经申请听证" in page
    assert "听证会正在安排" in page


def test_the_receipt_of_an_act_is_shown_on_the_progress_page(hall: Hall):
    case_id, client = told(hall), hall.client("li")
    form = {"command_id": "form-1"}
    page = said(client.post(f"/track/{case_id}/{WAIVE}/", form, follow=True))
    assert "已经记下：您不需要听证。" in page
    assert "您已经表示不需要听证会" in page


def test_after_the_days_the_page_says_so_and_a_request_is_refused_with_what_is_left(hall: Hall):
    case_id = told(hall)
    hall.on("2025-10-09")
    page = progress(hall, case_id)
    assert "申请听证的最后一天已经过了： 2025年9月30日 星期二" in page
    assert "要求开听证会" not in page
    late = send(hall, case_id, ASK)
    assert late.status_code == 422
    assert "申请听证的期限已于 2025-09-30 届满" in said(late)
    assert hall.client("li").get(f"/track/{case_id}/{ASK}/")["Location"] == f"/track/{case_id}/"


def test_day_and_place_are_shown_once_notice_is_given(hall: Hall):
    case_id = notified(hall)
    anybody = Client(headers={"accept-language": "zh-hans"}).get(f"/track/{case_id}/")
    for page in (progress(hall, case_id), said(anybody)):
        assert "2025年10月22日 星期三 09:30" in page
        assert "三楼听证室" in page
    assert "2025年10月22日" not in progress(hall, told(hall))


def test_a_statement_is_kept_as_it_was_written(hall: Hall):
    case_id = hall.accepted()
    assert send(hall, case_id, STATE, statement="已经装了油烟净化器").status_code == 302
    recorded = hall.office.handler.history(case_id)[-1].body
    texts = hall.office.ports.personal.read(case_id, [recorded.statement.ref])
    assert list(texts.values()) == ["已经装了油烟净化器"]
    empty = send(hall, case_id, STATE, "form-2", statement="  ")
    assert empty.status_code == 422
    unreadable = send(hall, case_id, STATE, "form-3", statement="很长" * 10_001)
    assert unreadable.status_code == 422
    assert "很长很长" in unreadable.content.decode()


def test_who_the_neighbours_are_and_their_papers_are_not_the_applicants_news(hall: Hall):
    case_id = told(hall)
    right_told = [n for n, name in enumerate(hall.events(case_id), 1) if name == "HearingRightTold"]
    for seq in right_told:
        issue_document(hall.office.press, case_id, "hearing_right_notice", seq)
    case = hall.case(case_id)
    # The case remembers the newest of each kind: the neighbour's.
    assert case.documents[c.DocumentKind.HEARING_RIGHT_NOTICE].number == "演市监听告〔2025〕2号"
    page = progress(hall, case_id)
    assert "演市监听告〔2025〕1号" in page
    for theirs in ("演市监听告〔2025〕2号", "周邻居", "解放路 3 号"):
        assert theirs not in page
    mine = hall.client("li").get(f"/track/{case_id}/documents/hearing_right_notice/")
    assert quote("演市监听告〔2025〕1号.pdf") in mine["Content-Disposition"]


@pytest.mark.parametrize("what", [ASK, WAIVE, STATE])
def test_nobody_speaks_in_another_applicants_name(hall: Hall, stranger: Client, what: str):
    case_id = told(hall)
    form = {"command_id": "form-1", "statement": "不是我的"}
    assert stranger.post(f"/track/{case_id}/{what}/", form).status_code == 404
    assert hall.client("wang").post(f"/track/{case_id}/{what}/", form).status_code == 403
    assert Client().post(f"/track/{case_id}/{what}/", form).status_code == 302
    assert not {"HearingRequested", "HearingWaived", "StatementRecorded"} & set(hall.events(case_id))


def test_what_happened_is_told_in_a_citizens_words(hall: Hall):
    case_id = notified(hall)
    for told_of in ("已告知申请人有权要求听证", "已告知利害关系人有权要求听证", "申请人申请听证"):
        assert told_of in progress(hall, case_id)
    en = progress(hall, case_id, english=True)
    assert "The applicant was told of the right to a hearing" in en
    assert "On 2025-10-22." in en
