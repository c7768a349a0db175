"""A clerk accepts with a gap without touching the mouse."""

import pytest
from playwright.sync_api import Browser, expect

from hall import PDF, Hall, page_of
from tolerated import overdue, received

pytestmark = [pytest.mark.integration, pytest.mark.browser]


def test_the_scan_is_sent_and_the_case_accepted_by_keyboard(
    hall: Hall, address: str, chromium: Browser, tmp_path
):
    case_id = received(hall)
    page = page_of(chromium, hall, address, "wang")
    page.goto(f"{address}/counter/{case_id}/")
    page.keyboard.press("t")
    scan = tmp_path / "承诺书.pdf"
    scan.write_bytes(PDF)
    for _ in range(6):
        if page.evaluate("document.activeElement.id") == "undertaking":
            break
        page.keyboard.press("Tab")
    expect(page.locator("#undertaking")).to_be_focused()
    page.locator("#undertaking").set_input_files(scan)  # the system's own dialog is not the page's
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".summary-line")).to_contain_text("已受理")
    expect(page.locator("#gap")).to_contain_text("容缺材料还没有补齐")
    assert hall.events(case_id)[1:3] == ["Accepted", "GapTolerated"]
    assert page.errors == []  # type: ignore[attr-defined]


def test_the_return_is_made_by_keyboard(hall: Hall, address: str, chromium: Browser):
    case_id = overdue(hall)
    page = page_of(chromium, hall, address, "hao")
    page.goto(f"{address}/desk/{case_id}/")
    page.keyboard.press("b")
    page.keyboard.type("1月7日提醒后仍未补交平面图")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".summary-line")).to_contain_text("已终止")
    assert hall.events(case_id)[-1] == "ApplicationReturned"
    assert page.errors == []  # type: ignore[attr-defined]
