"""A neighbour at the window for 赵桂兰: on record with her mandate, and not beyond it."""

import re

import pytest
from playwright.sync_api import Browser, expect

from hall import NEEDED, Hall, page_of
from tongban.handling import mandates, outcome
from tongban.handling.mandate_ports import Mandate, Power
from tongban.store.erasing import erase_person
from tongban.store.models import Account, CaseState
from window import INTAKE, filled_in

pytestmark = pytest.mark.integration

NAME, NUMBER = "孙邻居", "330199196001010018"
ALL_BUT_MONEY = [power.value for power in Power if power is not Power.MONEY]


def with_agent(hall: Hall, **changes: object) -> dict[str, object]:
    return filled_in(
        hall,
        *NEEDED,
        "mandate",
        **{
            "fact-has_agent": "yes",
            "agent-name": NAME,
            "agent-number": NUMBER,
            "agent-username": "",
            "agent-powers": ALL_BUT_MONEY,
            "agent-begin": "2025-01-01",
            "agent-until": "2025-12-31",
            "agent-seen": "on",
            "agent-new_agent": hall.office.ports.ids.new(),
            **changes,
        },
    )


def mandate_of(hall: Hall, case_id: str) -> Mandate:
    found = mandates.of_case(hall.office.ports, hall.case(case_id))
    assert found is not None
    return found


def received(hall: Hall, **changes: object) -> str:
    posted = with_agent(hall, **changes)
    answer = hall.client("wang").post(INTAKE, posted)
    assert answer.status_code == 302, answer.content.decode()
    return str(posted["case_id"])


def test_the_agent_is_on_record_and_on_the_case_page_and_the_printed_receipt(hall: Hall):
    case_id = received(hall)
    mandate = mandate_of(hall, case_id)
    assert (hall.case(case_id).agent, sorted(mandate.powers)) == (mandate.agent, sorted(ALL_BUT_MONEY))
    assert Account.objects.get(pk=mandate.agent).display_name == NAME
    client = hall.client("wang")
    for where in (f"/counter/{case_id}/", f"/counter/{case_id}/receipt/", f"/desk/{case_id}/"):
        page = client.get(where).content.decode()
        assert f"{NAME}，证件号码 3301**********0018" in page
        assert "2025-01-01 至 2025-12-31" in page
        assert re.search(r"只能由申请人本人办</dt><dd>\s*领取款项", page)


def test_a_miscopied_identity_number_is_refused_and_another_countrys_is_not_judged(hall: Hall):
    wrong = with_agent(hall, **{"agent-number": NUMBER[:-1] + "7"})
    for english, words in (
        (False, "身份证号码的校验位不符"),
        (True, "The check digit of this identity number"),
    ):
        answer = hall.client("wang", english=english).post(INTAKE, wrong)
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert mandate_of(hall, received(hall, **{"agent-number": "E12345678"}))


def test_without_anything_about_an_agent_there_is_none(hall: Hall):
    posted = filled_in(hall, *NEEDED, **{"agent-new_agent": hall.office.ports.ids.new()})
    hall.client("wang").post(INTAKE, posted)
    assert hall.case(str(posted["case_id"])).agent == ""
    page = hall.client("wang").get(f"/counter/{posted['case_id']}/").content.decode()
    # The materials an original may belong to are named whether or not anybody has an agent.
    assert "代理人" not in re.sub(r"<option.*?</option>", "", page)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"agent-seen": ""}, "须见到申请人签名、盖章的授权委托书原件。"),
        ({"agent-powers": []}, "照委托书勾选授权办理的事。"),
        ({"agent-until": "2024-12-31"}, "早于起始日"),
        ({"agent-username": "wang"}, "没有登录名和姓名都是这样的账户"),
        ({"agent-name": ""}, "代理人姓名"),
    ],
)
def test_a_mandate_that_was_copied_badly_is_told_beside_the_field_and_nothing_is_received(
    hall: Hall, changes: dict[str, object], said: str
):
    answer = hall.client("wang").post(INTAKE, with_agent(hall, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert re.search(r'<details class="card" open><summary data-key="g">', page)
    assert CaseState.objects.count() == 0


def test_the_question_whether_an_agent_applies_and_the_agent_belong_together(hall: Hall):
    client = hall.client("wang")
    no = client.post(INTAKE, with_agent(hall, **{"fact-has_agent": "no"}))
    yes = client.post(INTAKE, filled_in(hall, *NEEDED, "mandate", **{"fact-has_agent": "yes"}))
    assert (no.status_code, "填写了代理人：“是否委托他人代办？”应选“是”。" in no.content.decode()) == (
        422,
        True,
    )
    assert (yes.status_code, "照授权委托书填写代理人" in yes.content.decode()) == (422, True)
    assert CaseState.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"agent-powers": ["collect"]}, "授权委托不包括「提出申请」，只包括：领取结果。"),
        ({"agent-until": "2025-09-23"}, "授权委托已于 2025-09-23 终止"),
        ({"agent-username": "li", "agent-name": "李申请"}, "代理人和申请人是同一人"),
    ],
)
def test_a_mandate_that_does_not_cover_applying_is_refused_with_its_article(
    hall: Hall, changes: dict[str, object], said: str
):
    answer = hall.client("wang").post(INTAKE, with_agent(hall, **changes))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert said in page
    assert "民法典" in page
    assert CaseState.objects.count() == 0


# --- collecting the result


def decided(hall: Hall, *powers: str) -> str:
    case_id = received(hall, **{"agent-powers": ["apply", *powers]})
    for name in ("zhao", "sun", "qian"):
        hall.opinion(case_id, name)
    hall.examined(case_id)
    ask = hall.ask(case_id, "wu", "market-decider")
    outcome.grant(hall.office.handler, ask, prefix="JY", basis="食品安全法§35")
    return hall.made(case_id)


def deliver(hall: Hall, case_id: str, collector: str):
    said = {
        "command_id": hall.office.ports.ids.new(),
        "method": "counter",
        "proof": f"{NAME} {NUMBER}",
        "collector": collector,
    }
    return hall.client("wang").post(f"/counter/{case_id}/deliver/", said)


@pytest.mark.slow
def test_the_result_goes_to_the_agent_only_where_the_mandate_says_so(hall: Hall):
    case_id = decided(hall)
    agent = hall.case(case_id).agent
    shelf = hall.client("wang").get("/counter/shelf/").content.decode()
    assert ["申请人本人（李申请）" in shelf, f"代理人（{NAME}）" in shelf] == [True, True]
    assert "选择谁来领取" in deliver(hall, case_id, "").content.decode()
    refused = deliver(hall, case_id, agent)
    assert refused.status_code == 409
    assert "授权委托不包括「领取结果」" in refused.content.decode()
    assert hall.events(case_id)[-1] == "DocumentRecorded"
    assert deliver(hall, case_id, hall.id("li")).status_code == 302
    assert hall.events(case_id)[-2:] == ["DocumentRecorded", "Delivered"]


@pytest.mark.slow
def test_an_agent_whose_mandate_includes_it_takes_the_result_along(hall: Hall):
    case_id = decided(hall, "collect")
    assert deliver(hall, case_id, hall.case(case_id).agent).status_code == 302
    assert "Delivered" in hall.events(case_id)


# --- erasure


def test_an_erased_agent_is_nowhere_and_the_case_goes_on(hall: Hall):
    case_id = received(hall)
    agent = Account.objects.get(pk=hall.case(case_id).agent)
    before = hall.events(case_id)
    assert erase_person(hall.office.ports.personal, agent.pk) == 1
    for where in (f"/counter/{case_id}/", f"/counter/{case_id}/receipt/"):
        page = hall.client("wang").get(where).content.decode()
        assert [NAME in page, "0017" in page] == [False, False]
        assert "（已删除）" in page
    assert hall.events(case_id) == before


# --- by keyboard


@pytest.mark.browser
@pytest.mark.slow
def test_a_mandate_is_copied_without_touching_the_mouse(hall: Hall, address: str, chromium: Browser):
    page = page_of(chromium, hall, address, "wang")
    page.goto(f"{address}{INTAKE}")
    keyboard = page.keyboard
    keyboard.type("李申")
    expect(page.locator("#applicants input:checked")).to_have_count(1)
    keyboard.press("Escape")
    keyboard.press("g")
    expect(page.locator("#id_agent-name")).to_be_focused()
    for words in (NAME, NUMBER, ""):
        keyboard.type(words)
        keyboard.press("Tab")
    for power in Power:
        if power is not Power.MONEY:
            keyboard.press("Space")
        keyboard.press("Tab")
    page.locator("#id_agent-begin").fill("2025-01-01")  # how a day is typed is the browser's own
    for _ in range(12):  # a day has several parts to pass
        if page.locator("#id_agent-seen:focus").count():
            break
        keyboard.press("Tab")
    keyboard.press("Space")
    assert page.locator("[name=agent-powers]:checked").evaluate_all("all => all.map(one => one.value)") == (
        ALL_BUT_MONEY
    )
    assert page.locator("#id_agent-seen").is_checked()
    assert page.errors == []  # type: ignore[attr-defined]
