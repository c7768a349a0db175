"""An examiner works through the list without touching the mouse, and without loading a page to act."""

import pytest
from playwright.sync_api import Browser, expect

from hall import Hall, page_of
from tongban.kernel.case import commands as c

pytestmark = [pytest.mark.integration, pytest.mark.browser, pytest.mark.slow]


def test_from_the_list_to_a_completed_step(hall: Hall, address: str, chromium: Browser):
    first = hall.on("2025-09-23").accepted()
    second = hall.on("2025-09-24").accepted()
    page = page_of(chromium, hall, address, "chen")
    page.goto(f"{address}/desk/")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    preview = page.locator("#preview")
    page.keyboard.press("j")
    expect(preview).to_contain_text(hall.receipt(first))
    page.keyboard.press("j")
    expect(preview).to_contain_text(hall.receipt(second))
    page.keyboard.press("k")
    expect(preview).to_contain_text(hall.receipt(first))
    page.keyboard.press("t")
    expect(page.locator("#toasts")).to_contain_text("已办理：认领环节")
    assert hall.case(first).steps["examination"].taken_by == hall.id("chen")
    page.keyboard.press("c")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("已办理：办结环节")
    assert hall.case(first).steps["examination"].finding is c.Finding.CONFORMS
    assert loads == []
    assert page.errors == []  # type: ignore[attr-defined]


def test_a_refusal_appears_beside_the_form_and_keeps_what_was_chosen(
    hall: Hall, address: str, chromium: Browser
):
    case_id = hall.accepted()
    page = page_of(chromium, hall, address, "zhao")
    page.goto(f"{address}/desk/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("食品经营许可")
    page.keyboard.press("o")
    for key in ("ArrowDown", "ArrowDown", "Control+Enter"):
        page.keyboard.press(key)
    refused = page.locator(".refused")
    expect(refused).to_contain_text("「出具意见」必须书面说明理由。")
    expect(refused).to_be_focused()
    expect(page.locator("input[value=object]")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("疏散门宽度不足")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("已办理：出具意见")
    assert hall.case(case_id).steps["fire-opinion"].opinion is c.OpinionResult.OBJECT
    # The browser's own line about the 409 is the only one.
    assert [said for said in page.errors if "409" not in said] == []  # type: ignore[attr-defined]


def test_the_keys_are_shown_on_demand(hall: Hall, address: str, chromium: Browser):
    hall.accepted()
    page = page_of(chromium, hall, address, "chen")
    page.goto(f"{address}/desk/")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    expect(page.locator("dialog#keys")).to_contain_text("认领预览中的环节")
