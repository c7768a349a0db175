"""A neighbour acts online for 赵桂兰, within the mandate; another person sees nothing at all."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agency import ALL_BUT_MONEY, a_mandate
from hall import FACTS, FOOD, FORM, PASSWORD, PDF, Hall
from online import APPLY, TO_UPLOAD, answer_all, submit, upload_all
from tongban.handling import intake, mandates
from tongban.handling.intake import Application, DefectFound
from tongban.handling.issuing import issue_document
from tongban.handling.mandate_ports import Power, Shown
from tongban.handling.uploads import checked
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.store.models import Account, CaseState, Draft

pytestmark = pytest.mark.integration

MANDATE = f"{APPLY}mandate/"


@pytest.fixture
def neighbour(hall: Hall) -> Client:
    hall.people["sun_yu"] = Account.objects.create_user(
        "sun_yu", "sun_yu" + PASSWORD, display_name="孙邻居", kind=Account.Kind.APPLICANT
    )
    return hall.client("sun_yu")


def copied(**changes: object) -> dict[str, object]:
    """The mandate's page as the neighbour fills it in."""
    return {
        "applicant_name": "赵桂兰",
        "applicant_username": "",
        "number": "330199196001010018",
        "powers": sorted(ALL_BUT_MONEY),
        "begin": "2025-01-01",
        "until": "2025-12-31",
        "paper": SimpleUploadedFile("委托书.pdf", PDF),
        **changes,
    }


def filed(hall: Hall, client: Client, **changes: object) -> str:
    """An application from the first page to the receipt."""
    assert client.post(APPLY, {"acting": "yes"})["Location"] == MANDATE
    saved = client.post(MANDATE, copied(**changes))
    assert saved.status_code == 302, saved.content.decode()
    answer_all(client, SITUATION)
    upload_all(client)
    sent, _ = submit(client)
    assert sent.status_code == 302
    return str(Draft.objects.get(applicant=hall.people["sun_yu"]).pk)


SITUATION = {"premises": "rented", "cold_dishes": "no", "chain_store": "no", "floor_area": "80"}


def received(hall: Hall, *powers: Power, materials: tuple[str, ...] = TO_UPLOAD, **mandate: object) -> str:
    """李申请's own case, taken in at the counter for the neighbour."""
    case_id = hall.office.ports.ids.new()
    application = Application(
        item=FOOD,
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.COUNTER,
        facts=FACTS,
        form=FORM,
        uploads={m: [checked(f"{m}.pdf", PDF)] for m in materials},
        agent=hall.id("sun_yu"),
        mandate=a_mandate(powers=frozenset({Power.APPLY, *powers}), **mandate),
    )
    intake.receive(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"), application)
    return case_id


def told(hall: Hall, case_id: str) -> None:
    ask = hall.ask(case_id, "wang", "hall-counter")
    defects = [DefectFound("layout", c.DefectKind.INCOMPLETE, "没有标明粗加工间")]
    intake.request_supplement(hall.office.handler, ask, defects)


def page(client: Client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, where
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


# --- applying


def test_an_agent_applies_from_the_first_page_to_the_receipt(hall: Hall, neighbour: Client):
    case_id = filed(hall, neighbour)
    case = hall.case(case_id)
    assert (case.agent, Account.objects.get(pk=case.applicant).display_name) == (hall.id("sun_yu"), "赵桂兰")
    mandate = mandates.of_case(hall.office.ports, case)
    assert mandate is not None
    assert (mandate.powers, mandate.until, mandate.shown) == (ALL_BUT_MONEY, date(2025, 12, 31), Shown.UPLOAD)
    assert "mandate" in case.materials  # the item's own material: the paper was asked for once
    receipt = page(neighbour, f"/receipt/{case_id}/")
    assert ["赵桂兰" in receipt, "孙邻居" in receipt, "领取款项" in receipt] == [True, True, True]
    opened = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    paper = re.search(r'<a href="([^"]+)"[^>]*>打开授权委托书', opened)
    assert paper is not None
    assert hall.client("wang").get(paper[1]).content == PDF


def test_that_an_agent_applied_is_told_to_the_parties_only(hall: Hall, neighbour: Client, stranger: Client):
    case_id = filed(hall, neighbour, applicant_name="李申请", applicant_username="li")
    told_as = [
        re.findall("代理人|申请人", page(client, f"/track/{case_id}/").partition("经过")[2])[:1]
        for client in (hall.client("li"), neighbour, stranger)
    ]
    assert told_as == [["代理人"], ["代理人"], ["申请人"]]
    assert "代理" not in page(stranger, f"/track/{case_id}/")


def test_a_mandate_may_be_corrected_without_uploading_its_paper_again(hall: Hall, neighbour: Client):
    neighbour.post(APPLY, {"acting": "yes"})
    neighbour.post(MANDATE, copied())
    assert neighbour.post(MANDATE, copied(powers=["apply"], paper="")).status_code == 302
    draft = Draft.objects.get()
    assert draft.answers["acting"]["powers"] == ["apply"]
    assert draft.uploads.count() == 1


def test_the_check_and_the_list_say_for_whom(hall: Hall, neighbour: Client):
    neighbour.post(APPLY, {"acting": "yes"})
    neighbour.post(MANDATE, copied())
    assert "您代赵桂兰申请。" in page(neighbour, APPLY)
    answer_all(neighbour, SITUATION)
    check = page(neighbour, f"{APPLY}check/")
    assert ["赵桂兰" in check, "您可以代办" in check] == [True, True]


def test_an_applicant_with_an_account_is_found_by_sign_in_name_and_name(hall: Hall, neighbour: Client):
    case_id = filed(hall, neighbour, applicant_name="李申请", applicant_username="li")
    assert hall.case(case_id).applicant == hall.id("li")
    assert "孙邻居" in page(hall.client("li"), f"/track/{case_id}/")
    assert Account.objects.filter(username__startswith="window-").count() == 0


@pytest.mark.parametrize(("username", "name"), [("li", "王五"), ("nobody", "李申请"), ("wang", "王窗口")])
def test_a_wrong_pair_is_told_without_a_hint_and_soon_has_to_wait(
    hall: Hall, neighbour: Client, username: str, name: str
):
    neighbour.post(APPLY, {"acting": "yes"})
    for _ in range(4):
        answer = neighbour.post(MANDATE, copied(applicant_username=username, applicant_name=name))
        assert answer.status_code == 422
        assert "没有登录名和姓名都是这样的申请人账户" in answer.content.decode()
    answer = neighbour.post(MANDATE, copied(applicant_username="li", applicant_name="李申请"))
    assert "试得太频繁" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"paper": ""}, "还没有上传授权委托书。"),
        ({"paper": SimpleUploadedFile("a.exe", b"MZ")}, "不是可接收的类型"),
        ({"powers": ["collect"]}, "授权委托不包括「提出申请」"),
        ({"until": "2025-09-23"}, "授权委托已于 2025-09-23 终止"),
        ({"begin": "2025-10-01"}, "授权委托自 2025-10-01 起有效"),
        ({"applicant_username": "sun_yu", "applicant_name": "孙邻居"}, "代理人和申请人是同一人"),
    ],
)
def test_a_mandate_one_may_not_apply_under_is_told_before_anything_is_filled_in(
    hall: Hall, neighbour: Client, changes: dict[str, object], said: str
):
    neighbour.post(APPLY, {"acting": "yes"})
    answer = neighbour.post(MANDATE, copied(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "acting" not in Draft.objects.get().answers


def test_who_applies_for_oneself_after_all_leaves_no_trace_of_the_mandate(hall: Hall, neighbour: Client):
    neighbour.post(APPLY, {"acting": "yes"})
    neighbour.post(MANDATE, copied())
    neighbour.post(f"{MANDATE}drop/")
    draft = Draft.objects.get()
    assert "赵桂兰" not in str(draft.answers)
    assert draft.uploads.count() == 0
    answer_all(neighbour, SITUATION)
    upload_all(neighbour)
    submit(neighbour)
    assert (hall.case(str(draft.pk)).applicant, hall.case(str(draft.pk)).agent) == (hall.id("sun_yu"), "")


def test_sending_it_twice_makes_one_case_and_one_applicant(hall: Hall, neighbour: Client):
    case_id = filed(hall, neighbour)
    assert neighbour.post(f"/applications/{case_id}/submit/").status_code == 302
    assert CaseState.objects.count() == 1
    assert Account.objects.filter(display_name="赵桂兰").count() == 1


# --- acting in a case


def test_my_cases_show_apart_those_one_acts_in(hall: Hall, neighbour: Client, stranger: Client):
    case_id = received(hall)
    number = hall.receipt(case_id)
    mine = page(neighbour, "/my/")
    assert "我代办的" in mine
    assert "代李申请办理" in mine
    assert number in page(neighbour, "/my/acting/")
    assert number in page(hall.client("li"), "/my/")
    assert "我代办的" not in page(hall.client("li"), "/my/")
    assert [number in page(stranger, where) for where in ("/my/", "/my/acting/")] == [False, False]


def test_a_licence_that_ended_is_marked_so_to_the_agent_as_to_its_holder(hall: Hall, neighbour: Client):
    case_id = received(hall)
    CaseState.objects.filter(case_id=case_id).update(
        status="closed", outcome="granted", outcome_number="JY-1", licence_ended="revoked"
    )
    for client, where in ((hall.client("li"), "/my/"), (neighbour, "/my/"), (neighbour, "/my/acting/")):
        assert '<span class="tag tag--wrong">已撤销</span>' in client.get(where).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_my_cases_ask_as_many_queries_for_one_case_one_acts_in_as_for_three(
    hall: Hall, neighbour: Client, count_queries, rows: int
):
    for _ in range(rows):
        received(hall)
    assert count_queries(lambda: neighbour.get("/my/")) == 9


def test_the_agent_sees_and_does_what_the_mandate_says(hall: Hall, neighbour: Client):
    case_id = received(hall, Power.SUPPLEMENT, Power.WITHDRAW)
    told(hall, case_id)
    seen = page(neighbour, f"/track/{case_id}/")
    assert ["没有标明粗加工间" in seen, "去补交材料" in seen, "撤回申请" in seen] == [True, True, True]
    file = SimpleUploadedFile("plan.pdf", PDF)
    neighbour.post(f"/track/{case_id}/supplement/", {"material": "layout", "papers": [file]})
    neighbour.post(f"/track/{case_id}/supplement/")
    assert hall.events(case_id)[-1] == "Supplemented"
    timeline = page(neighbour, f"/track/{case_id}/")
    assert "代理人" in timeline
    neighbour.post(f"/track/{case_id}/withdraw/", {"command_id": "once"})
    assert hall.case(case_id).status is Status.WITHDRAWN


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("supplement/", "授权委托不包括「补正材料」，只包括：提出申请。"),
        ("withdraw/", "授权委托不包括「撤回申请」，只包括：提出申请。"),
        ("documents/licence/", "授权委托不包括「领取结果」，只包括：提出申请。"),
        ("documents/supplement_notice/", "授权委托不包括「接收告知和文书」，只包括：提出申请。"),
    ],
)
def test_what_the_mandate_leaves_out_is_refused_in_words_and_nothing_happens(
    hall: Hall, neighbour: Client, where: str, said: str
):
    case_id = received(hall)
    told(hall, case_id)
    before = hall.events(case_id)
    answer = neighbour.get(f"/track/{case_id}/{where}")
    text = answer.content.decode()
    assert (answer.status_code, said in text, "民法典§162" in text) == (409, True, True)
    neighbour.post(f"/track/{case_id}/{where}", {"command_id": "once", "reasons": "不办了"})
    assert hall.events(case_id) == before
    seen = page(neighbour, f"/track/{case_id}/")
    assert ["没有标明粗加工间" in seen, "去补交材料" in seen] == [False, False]
    assert "接收告知不在您的委托之内" in seen


def test_the_refusal_is_told_in_english_too(hall: Hall, neighbour: Client):
    case_id = received(hall)
    english = hall.client("sun_yu", english=True)
    answer = english.get(f"/track/{case_id}/withdraw/")
    assert "The mandate does not include “withdraw the application”" in answer.content.decode()


@pytest.mark.slow
def test_the_result_opens_only_for_an_agent_who_may_collect_it(hall: Hall, neighbour: Client):
    without, with_it = received(hall, Power.MESSAGES), received(hall, Power.COLLECT)
    for case_id in (without, with_it):
        issue_document(hall.office.press, case_id, "receipt", 1)
    assert neighbour.get(f"/track/{without}/documents/receipt/").status_code == 200
    assert neighbour.get(f"/track/{without}/documents/licence/").status_code == 409
    assert neighbour.get(f"/track/{with_it}/documents/licence/").status_code == 404  # there is none yet


def test_after_the_last_day_the_agent_is_told_so_and_sees_no_papers(hall: Hall, neighbour: Client):
    case_id = received(hall, Power.MESSAGES, Power.WITHDRAW, until=date(2025, 9, 26))
    told(hall, case_id)
    hall.on("2025-09-27")
    seen = page(neighbour, f"/track/{case_id}/")
    assert "已于 2025-09-26 终止" in seen
    links = neighbour.get(f"/track/{case_id}/").content.decode()
    assert ["没有标明粗加工间" in seen, "/withdraw/" in links, "/receipt/" in links] == [False] * 3
    assert "授权委托已于 2025-09-26 终止" in page(neighbour, f"/track/{case_id}/withdraw/", 409)


@pytest.mark.parametrize(("who", "link"), [("li", "取消委托"), ("sun_yu", "辞去委托")])
def test_applicant_and_agent_each_end_the_mandate_after_being_asked_once_more(
    hall: Hall, neighbour: Client, who: str, link: str
):
    case_id = received(hall, Power.WITHDRAW)
    client = hall.client(who)
    assert link in page(client, f"/track/{case_id}/")
    assert "民法典§173" in page(client, f"/track/{case_id}/mandate/end/")
    assert mandates.covers(
        mandates.of_case(hall.office.ports, hall.case(case_id)), Power.WITHDRAW, date(2025, 9, 24)
    )
    client.post(f"/track/{case_id}/mandate/end/")
    assert link not in page(client, f"/track/{case_id}/")
    page(neighbour, f"/track/{case_id}/withdraw/", 409)
    assert page(hall.client("li"), f"/track/{case_id}/withdraw/")


# --- nobody else


def test_to_another_person_a_case_with_an_agent_is_as_unknown_as_none(
    hall: Hall, neighbour: Client, stranger: Client
):
    case_id = received(hall, *Power)
    told(hall, case_id)
    nowhere = hall.office.ports.ids.new()
    for where in (
        "/track/{}/supplement/",
        "/track/{}/withdraw/",
        "/track/{}/mandate/end/",
        "/track/{}/documents/receipt/",
        "/track/{}/documents/licence/",
        "/receipt/{}/",
    ):
        there, not_there = stranger.get(where.format(case_id)), stranger.get(where.format(nowhere))
        assert (there.status_code, not_there.status_code) == (404, 404), where
        same = [
            re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|"[0-9A-Za-z]{64}"', "", r.content.decode())
            for r in (there, not_there)
        ]
        assert same[0] == same[1], where
    anybody = page(stranger, f"/track/{case_id}/")
    for private in ("孙邻居", "李申请", "代理", "委托", "没有标明粗加工间"):
        assert private not in anybody
    stranger.post(f"/track/{case_id}/mandate/end/")
    found = mandates.of_case(hall.office.ports, hall.case(case_id))
    assert found is not None
    assert found.ended_on is None
