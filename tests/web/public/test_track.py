"""Tracking: where it is and why this day; nobody sees what is not theirs."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cast import day
from hall import FORM, PDF
from tongban.connectors.seal import demo_certificate
from tongban.handling import examination, intake, licence, outcome
from tongban.handling.intake import DefectFound
from tongban.handling.issuing import issue_document
from tongban.kernel import Status
from tongban.kernel.case.commands import DeclineGround, DefectKind, OpinionResult, RevocationGround
from tongban.kernel.case.item import SpecialProcedure

NOTE = "平面图没有标明粗加工间"


def told(hall):
    """A case whose applicant was told of two defects."""
    case_id = hall.received(materials=("application", "business-licence", "layout", "safety-rules", "lease"))
    intake.request_supplement(
        hall.office.handler,
        hall.ask(case_id, "wang", "hall-counter"),
        [
            DefectFound("layout", DefectKind.INCOMPLETE, NOTE),
            DefectFound("health-certificates", DefectKind.MISSING),
        ],
    )
    return case_id


def said(response):
    """What a page says, without its tags."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("&nbsp;", " "))


def test_without_signing_in_one_sees_status_days_and_steps_and_nothing_personal(hall):
    case_id = told(hall)
    mine = hall.client("li").get(f"/track/{case_id}/").content.decode()
    anybody = Client(headers={"accept-language": "zh-hans"}).get(f"/track/{case_id}/").content.decode()
    for private in (NOTE, f"/track/{case_id}/supplement/", f"/track/{case_id}/withdraw/"):
        assert private in mine
        assert private not in anybody
    for person in ("李申请", FORM["holder"], FORM["credit_code"], FORM["phone"], "王窗口"):
        assert person not in anybody
    assert "材料需要补正" in anybody
    assert "演示市消防救援支队" in anybody


def test_the_day_is_explained_in_both_languages_beside_the_laws_own(hall):
    case_id = hall.accepted()
    zh = said(hall.client("li").get(f"/track/{case_id}/"))
    en = said(hall.client("li", english=True).get(f"/track/{case_id}/"))
    assert "承诺办好的日子 2025年10月14日 星期二" in zh
    assert "法律规定的最后一天 2025年10月28日 星期二" in zh
    assert "其间节假日不计：2025-10-01 至 2025-10-08（行政许可法§82）。" in zh
    assert "其间调休上班日照常计入：2025-09-28、2025-10-11。" in zh
    assert "Counting starts from 2025-09-24, that day not counted, for 10 working days" in en
    assert "We promise to decide by 14 October 2025 Tuesday" in en


def test_to_somebody_signed_in_with_another_account_the_page_says_that_the_case_is_not_theirs(hall, stranger):
    case_id = hall.received(("application",))
    for client, theirs in ((hall.client("li"), True), (stranger, False)):
        page = client.get(f"/track/{case_id}/").content.decode()
        assert ("这不是您的办件" in page, "/sign-in/" in page) == (not theirs, False)
    anybody = Client(headers={"accept-language": "zh-hans"}).get(f"/track/{case_id}/").content.decode()
    assert ("这不是您的办件" in anybody, "/sign-in/?next=" in anybody) == (False, True)


def test_what_was_decided_on_its_first_day_has_no_days_to_tell_and_nothing_is_left(hall):
    quick, slow = hall.decided(), hall.accepted()
    hall.on("2025-09-26")
    for name in ("zhao", "sun", "qian"):
        hall.opinion(slow, name)
    hall.examined(slow)
    assert "还剩" in said(hall.client("li").get(f"/track/{slow}/"))
    ask = hall.ask(slow, "wu", "market-decider")
    outcome.grant(hall.office.handler, ask, prefix="JY", basis="食品安全法§35")
    assert "用了多少时间" not in said(hall.client("li").get(f"/track/{quick}/"))
    page = said(hall.client("li").get(f"/track/{slow}/"))
    assert ("用了多少时间" in page, "还剩" in page) == (True, False)


def test_while_a_revocation_is_intended_the_holder_is_told_who_has_the_case(hall):
    case_id = hall.decided()
    assert "现在在：演示市政务服务中心" in said(hall.client("li").get(f"/track/{case_id}/"))
    licence.tell_revocation(
        hall.office.handler,
        hall.ask(case_id, "wu", "market-decider"),
        RevocationGround.FRAUD,
        date(2025, 10, 10),
        "营业执照系伪造",
    )
    page = said(hall.client("li").get(f"/track/{case_id}/"))
    assert ("现在在：演示市市场监督管理局" in page, "现在在： 演示市政务服务中心" in page) == (True, False)
    anybody = said(Client(headers={"accept-language": "zh-hans"}).get(f"/track/{case_id}/"))
    assert "现在在：演示市政务服务中心" in anybody


def test_a_promise_that_was_not_kept_is_said_with_the_number_to_complain_on(hall):
    case_id = hall.accepted()
    hall.on("2025-10-15")
    assert "这一天已经过了，还没有办好。您可以打投诉电话： 0500-5550199" in said(
        hall.client("li").get(f"/track/{case_id}/")
    )


def test_what_departments_think_before_the_decision_is_nobodys_news(hall):
    case_id = hall.accepted()
    hall.opinion(case_id, "zhao", OpinionResult.OBJECT, "疏散通道被占用")
    page = said(hall.client("li").get(f"/track/{case_id}/"))
    assert "征求消防救援部门意见：已答复" in page
    for inside in ("疏散通道", "不同意", "赵协办"):
        assert inside not in page


def test_the_number_on_the_receipt_leads_to_the_case_and_a_wrong_one_says_so(hall):
    case_id = hall.received()
    anybody = Client(headers={"accept-language": "zh-hans"})
    assert (
        anybody.get("/track/", {"number": f" {hall.receipt(case_id)} "})["Location"] == f"/track/{case_id}/"
    )
    for wrong in ("330199-20250924-99999", "'; DROP TABLE case_state; --", "<script>", "九" * 5000):
        page = anybody.get("/track/", {"number": wrong})
        assert page.status_code == 404
        assert "没有找到这个编号" in said(page)
        assert "<script>" not in page.content.decode().split("<main")[1]


@pytest.mark.parametrize(
    "place", ["receipt/{}/", "track/{}/supplement/", "track/{}/withdraw/", "track/{}/documents/receipt/"]
)
def test_what_belongs_to_somebody_else_does_not_exist(hall, stranger, place):
    address = "/" + place.format(told(hall))
    assert hall.client("li").get(address).status_code in (200, 404 if "documents" in place else 200)
    assert stranger.get(address).status_code == 404
    assert Client().get(address)["Location"] == f"/sign-in/?next={address}"
    assert hall.client("wang").get(address).status_code == 403


def test_a_case_that_does_not_exist_is_not_found(hall):
    for place in ("receipt", "track"):
        nowhere = f"/{place}/0199d0a0-0000-7000-8000-00000000010a/"
        assert hall.client("li").get(nowhere).status_code == 404


def test_documents_are_downloaded_by_their_applicant_alone(hall, stranger):
    case_id = hall.received()
    demo_certificate.create(Path(settings.DATA) / "seal", at=hall.clock.instant)
    issue_document(hall.office.press, case_id, "receipt", 1)
    address = f"/track/{case_id}/documents/receipt/"
    mine = hall.client("li").get(address)
    assert (mine.status_code, mine["Content-Type"], mine.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert mine["Content-Disposition"].startswith("attachment")
    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert hall.client("li").get(f"/track/{case_id}/documents/licence/").status_code == 404
    assert address in hall.client("li").get(f"/receipt/{case_id}/").content.decode()


# --- supplement


def hand_in(client, case_id, material, name="new.pdf", content=PDF):
    upload = SimpleUploadedFile(name, content)
    return client.post(f"/track/{case_id}/supplement/", {"material": material, "papers": [upload]})


def test_the_supplement_lists_every_defect_and_is_sent_once(hall):
    case_id, client = told(hall), hall.client("li")
    page = said(client.get(f"/track/{case_id}/supplement/"))
    for defect in (
        "设备设施、经营布局和操作流程图",
        f"内容不全：{NOTE}",
        "从业人员健康证明",
        "共 2 项需要补正",
    ):
        assert defect in page
    for material in ("layout", "health-certificates"):
        assert hand_in(client, case_id, material).status_code == 302
    assert "new.pdf" in said(client.get(f"/track/{case_id}/supplement/"))
    for _ in range(2):
        assert client.post(f"/track/{case_id}/supplement/")["Location"] == f"/track/{case_id}/"
    assert hall.case(case_id).missing == ()
    assert hall.events(case_id).count("Supplemented") == 1


def test_a_supplement_without_a_file_or_with_a_wrong_one_is_not_sent(hall):
    case_id, client = told(hall), hall.client("li")
    empty = client.post(f"/track/{case_id}/supplement/")
    assert (empty.status_code, "还没有上传任何材料" in said(empty)) == (422, True)
    wrong = hand_in(client, case_id, "layout", "x.exe", b"MZ\x90")
    assert (wrong.status_code, "不是可接收的类型" in said(wrong)) == (422, True)
    elsewhere = hand_in(client, case_id, "lease")
    assert elsewhere.status_code == 422
    assert "Supplemented" not in hall.events(case_id)


# --- withdrawal


def test_withdrawing_is_asked_once_more_and_done_once(hall):
    case_id, client = hall.accepted(), hall.client("li")
    page = client.get(f"/track/{case_id}/withdraw/").content.decode()
    sent = {"command_id": re.search(r'name="command_id" value="([^"]+)"', page)[1], "reasons": "不开了"}
    for _ in range(2):
        assert client.post(f"/track/{case_id}/withdraw/", sent)["Location"] == f"/track/{case_id}/"
    assert (hall.case(case_id).status, hall.events(case_id).count("Withdrawn")) == (Status.WITHDRAWN, 1)
    assert f"/track/{case_id}/withdraw/" not in client.get(f"/track/{case_id}/").content.decode()


def ended(hall, how):
    """A case that ended before its steps did."""
    if how == "declined":
        case_id = hall.received()
        ask = hall.ask(case_id, "wang", "hall-counter")
        intake.decline(hall.office.handler, ask, DeclineGround.NOT_REQUIRED, "不需要许可")
        return case_id
    case_id = hall.accepted() if how == "withdrawn while examined" else hall.received()
    if how == "withdrawn while examined":
        hall.opinion(case_id, "zhao")
    intake.withdraw(hall.office.handler, hall.ask(case_id, "li", ""))
    return case_id


@pytest.mark.parametrize(
    ("how", "done", "last"),
    [
        ("withdrawn", [], "这个办件到此结束，后面没有别的环节。以后想办，可以重新申请。"),
        ("withdrawn while examined", ["intake", "fire-opinion"], "以后想办，可以重新申请。"),
        ("declined", ["intake"], "这个办件到此结束，后面没有别的环节。"),
    ],
)
def test_a_case_that_ended_early_shows_what_happened_and_that_nothing_follows(hall, how, done, last):
    case_id = ended(hall, how)
    page = hall.client("li").get(f"/track/{case_id}/")
    states = {step.id: step.state for step in page.context["picture"]["steps"]}
    assert states == {step: "done" if step in done else "dropped" for step in states}
    assert [entry["state"] for entry in page.context["timeline"]][-2:] == ["past", "end"]
    html = page.content.decode()
    assert 'data-state="next"' not in html
    assert 'data-state="now"' not in html
    assert last in said(page)
    assert "nothing more follows" in said(hall.client("li", english=True).get(f"/track/{case_id}/"))


def test_a_step_nobody_waits_for_any_more_is_not_open_to_staff_either(hall):
    page = hall.client("chen").get(f"/desk/{ended(hall, 'withdrawn while examined')}/")
    steps = {step["id"]: (step["slug"], step["is_open"]) for step in page.context["file"].steps}
    assert steps["fire-opinion"] == ("done", False)
    assert {state for step, state in steps.items() if step != "fire-opinion"} == {("dropped", False)}
    assert "不再办理" in said(page)


def test_a_closed_case_has_nothing_left_to_come(hall):
    case_id = hall.decided()
    before = hall.client("li").get(f"/track/{case_id}/").context["picture"]["steps"]
    assert {step.id: step.state for step in before}["delivery"] == "active"
    assert "dropped" not in {step.state for step in before}


def test_a_decided_case_cannot_be_withdrawn_any_more(hall):
    case_id = hall.decided()
    assert hall.client("li").get(f"/track/{case_id}/withdraw/").status_code == 302
    assert hall.client("li").post(f"/track/{case_id}/withdraw/", {"command_id": "x"}).status_code == 302
    assert hall.case(case_id).status is Status.DECIDED


# --- my cases


#: Session, account, a page of cases, licences, cases one acts in, life events, drafts, how many messages are
#: unread.
MY_QUERIES = 8


def test_two_hundred_cases_and_more_are_all_there_page_by_page(hall, monkeypatch):
    monkeypatch.setattr("tongban.web.public.queries.PAGE", 2)
    cases = [hall.received() for _ in range(5)]
    client, url, pages = hall.client("li"), "/my/", []
    while url:
        page = client.get(url)
        pages.append([str(row["case"].case_id) for row in page.context["cases"]])
        last, url = page.context["paging"], None
        if last["next_url"]:
            url = f"/my/{last['next_url']}"
    newest_first = cases[::-1]
    assert pages == [newest_first[:2], newest_first[2:4], newest_first[4:]]
    back = client.get(f"/my/{last['previous_url']}")
    assert [str(row["case"].case_id) for row in back.context["cases"]] == pages[1]
    assert back.context["drafts"] == []


def test_a_case_that_comes_in_meanwhile_neither_hides_nor_repeats_another(hall, monkeypatch):
    monkeypatch.setattr("tongban.web.public.queries.PAGE", 2)
    older = [hall.received() for _ in range(4)]
    client = hall.client("li")
    onward = client.get("/my/").context["paging"]["next_url"]
    hall.received()
    page = client.get(f"/my/{onward}")
    assert [str(row["case"].case_id) for row in page.context["cases"]] == older[1::-1]


@pytest.mark.parametrize("key", ["nonsense", "'; --", "9" * 5000, ""])
def test_a_key_that_is_none_is_the_first_page(hall, key):
    case_id = hall.received()
    for asked in ({"after": key}, {"before": key}):
        page = hall.client("li").get("/my/", asked)
        assert [str(row["case"].case_id) for row in page.context["cases"]] == [case_id]


def test_a_page_beyond_the_last_says_so_and_leads_back(hall):
    hall.received()
    page = said(hall.client("li").get("/my/", {"after": "00000000-0000-7000-8000-000000000000"}))
    assert "后面没有了" in page
    assert "从最近的办件看起" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_licences_are_their_own_list_and_cost_four_queries_however_many(
    hall, monkeypatch, count_queries, rows
):
    monkeypatch.setattr("tongban.web.public.queries.PAGE", 2)
    licences = [hall.decided() for _ in range(rows)]
    hall.received()
    client = hall.client("li")
    page = client.get("/my/licences/")
    assert [str(row["case"].case_id) for row in page.context["licences"]] == licences[::-1][:2]
    assert ("全部证照" in said(client.get("/my/"))) is (rows > 2)
    assert count_queries(lambda: client.get("/my/licences/")) == 4


def test_my_cases_are_mine_and_cost_the_same_queries_for_one_and_for_three(hall, stranger, count_queries):
    client = hall.client("li")
    first = hall.received()
    one = count_queries(lambda: client.get("/my/"))
    numbers = [hall.receipt(first), *(hall.receipt(hall.received()) for _ in range(2))]
    assert (one, count_queries(lambda: client.get("/my/"))) == (MY_QUERIES, MY_QUERIES)
    mine, others = said(client.get("/my/")), said(stranger.get("/my/"))
    assert [number in mine for number in numbers] == [True] * 3
    assert [number in others for number in numbers] == [False] * 3


# --- whose days they were


def waited(hall):
    """Accepted on 24 September 2025; the applicant owes something on the 26th, experts meet from the 29th."""
    case_id = hall.accepted()
    for today, procedure, begin, until in (
        ("2025-09-25", SpecialProcedure.SUPPLEMENT, "2025-09-26", "2025-09-26"),
        ("2025-09-26", SpecialProcedure.EXPERT_REVIEW, "2025-09-29", "2025-09-30"),
    ):
        hall.on(today)
        examination.start_special_procedure(
            hall.office.handler,
            hall.ask(case_id, "chen", "market-examiner"),
            procedure,
            day(begin),
            day(until),
        )
    return case_id


def table_of(response):
    """The table of time spent, row by row, without the picture."""
    page = unescape(response.content.decode())
    body = re.search(r'<table class="spent">.*?</table>', page, re.DOTALL)[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")]
    cells = [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).replace("\xa0", " ").split()) for cell in row] for row in rows
    ]
    return [row for row in cells if any(row)]


def test_the_promise_and_the_statute_stand_side_by_side_with_whose_days_they_took(hall):
    case_id = waited(hall)
    hall.on("2025-10-09")
    assert table_of(hall.client("li").get(f"/track/{case_id}/")) == [
        ["", "法定办结时限 20 个工作日", "承诺办结时限 10 个工作日"],
        # 25 September, the make-up Sunday the 28th, 9 October; by law the 26th too, since nothing of the
        # applicant's stops the statute.
        ["机关用时", "4 个工作日", "3 个工作日"],
        ["特别程序（不计入）", "2 个工作日", "2 个工作日"],
        ["等申请人（不计入）", "0 个工作日", "1 个工作日"],
        ["还剩", "16 个工作日", "7 个工作日"],
    ]
    english = table_of(hall.client("li", english=True).get(f"/track/{case_id}/"))
    assert english[1:3] == [
        ["the office's time", "4 working days", "3 working days"],
        ["special procedure (not counted)", "2 working days", "2 working days"],
    ]


def test_each_span_of_time_is_explained_in_both_languages(hall):
    case_id = waited(hall)
    hall.on("2025-10-09")
    zh = said(hall.client("li").get(f"/track/{case_id}/"))
    en = said(hall.client("li", english=True).get(f"/track/{case_id}/"))
    assert "2025-09-26 至 2025-09-26：等申请人（不计入），1 个工作日。" in zh
    assert "2025-09-29 to 2025-09-30: special procedure (not counted), 2 working days." in en
    assert "2025-09-26 至 2025-09-26 等待申请人，首尾两日均不计入" in zh


def test_while_only_the_promise_waits_the_page_says_that_the_statute_runs_on(hall):
    case_id = waited(hall)
    hall.on("2025-09-26", "12:00")
    page = said(hall.client("li").get(f"/track/{case_id}/"))
    assert "已受理，申请人补充材料期间承诺时限停止计算，法定时限照常。" in page


def test_before_acceptance_no_time_of_the_case_is_spent(hall):
    assert "用了多少时间" not in said(hall.client("li").get(f"/track/{hall.received()}/"))
