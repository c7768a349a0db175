"""Walk-through 5 in a browser: promised on a telephone, checked, told, answered, revoked, not valid."""

import pytest
from playwright.sync_api import Browser, Page, expect

import gym
from hall import Hall, page_of
from tongban.handling import examination, intake, outcome
from tongban.kernel.case import commands as c
from tongban.kernel.case.state import LicenceState

pytestmark = [pytest.mark.integration, pytest.mark.browser, pytest.mark.slow]

PHONE = {"viewport": {"width": 390, "height": 844}}


def grant(hall: Hall, case_id: str) -> None:
    handler = hall.office.handler
    intake.accept(handler, hall.ask(case_id, "wang", "hall-counter"))
    he = hall.ask(case_id, "he", "fire-examiner")
    examination.complete_step(handler, he, "examination", c.Finding.CONFORMS, "")
    outcome.grant(handler, hall.ask(case_id, "jin", "fire-decider"), prefix="XF", basis="消防法§15")


def promised(page: Page, address: str) -> str:
    """The application, page after page; the case's id."""
    page.goto(f"{address}/apply/{gym.FIRE}/")
    with page.expect_navigation():
        page.click("text=开始填写")
    for _ in range(30):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        *_there, kind, name = page.url.rstrip("/").split("/")
        if name == "check":
            break
        if kind == "materials":
            with page.expect_navigation():
                page.click("text=现在没有，以后再交")
            continue
        if kind == "commitment":
            page.check("[value=commit]" if name == "choice" else "[name=agreed]")
        elif kind == "situation":
            page.check("[value=no]")
        if name == "promise":
            page.fill("[name=name]", "周凯")
        elif kind == "particulars":
            page.fill(f"[name={name}]", gym.FORM[name])
        with page.expect_navigation():
            page.click("main .form-foot button")
    page.click("text=提交申请")
    page.wait_for_url("**/receipt/**")
    return page.url.rstrip("/").split("/")[-1]


def test_from_the_promise_to_a_licence_that_is_not_valid(hall: Hall, address: str, chromium: Browser):
    gym.opened(hall)
    holder = page_of(chromium, hall, address, "li", **PHONE)
    case_id = promised(holder, address)
    assert hall.events(case_id) == ["Received", "CommitmentTold", "Committed"]
    gym.supplemented(hall, case_id)
    grant(hall, case_id)
    holder.goto(f"{address}/track/{case_id}/")
    expect(holder.locator("main")).to_contain_text("2026年6月1日")

    hall.on("2026-05-20")
    inspector = page_of(chromium, hall, address, "lu")
    inspector.goto(f"{address}/desk/{case_id}/")
    inspector.keyboard.press("c")
    inspector.fill("[name=staff_2]", "shi")
    inspector.check("[value=false_promise]")
    inspector.locator("[name=reasons]:visible").fill(gym.WHY)
    inspector.keyboard.press("Control+Enter")
    expect(inspector.locator("#toasts")).to_contain_text("已办理：登记核查结果")

    chief = page_of(chromium, hall, address, "jin")
    chief.goto(f"{address}/desk/{case_id}/")
    chief.keyboard.press("b")
    chief.check("[value=false_promise]")
    chief.locator("[name=reasons]:visible").fill(gym.WHY)
    chief.keyboard.press("Control+Enter")
    expect(chief.locator("#toasts")).to_contain_text("已办理：告知拟撤销")

    holder.goto(f"{address}/track/{case_id}/")
    holder.click("text=写意见（陈述、申辩） >> nth=0")
    holder.fill("[name=statement]", "第二个出口正在施工")
    holder.click("text=提交意见")
    expect(holder.locator("main")).to_contain_text("您的意见已经收到")

    chief.goto(f"{address}/desk/{case_id}/")
    chief.keyboard.press("v")
    chief.locator("[name=reasons]:visible").fill(gym.WHY)
    chief.keyboard.press("Control+Enter")
    expect(chief.locator("#toasts")).to_contain_text("已办理：撤销许可")
    licence = hall.case(case_id).licence
    assert licence is not None
    assert licence.state is LicenceState.REVOKED

    holder.goto(f"{address}/verify/{licence.number}/")
    expect(holder.locator("main")).to_contain_text("✕ 现在无效：已撤销")
    for page in (holder, inspector, chief):
        assert page.errors == []  # type: ignore[attr-defined]
        page.context.close()
