"""A whole hearing: the lead by keyboard, the applicant online, and a licence that says it was heard."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect

from connectors.tools import need
from hall import Hall, page_of
from tongban.handling.issuing import issue_document
from tongban.kernel.case import commands as c
from tongban.web.public import files

pytestmark = [pytest.mark.integration, pytest.mark.browser, pytest.mark.slow]


def fill_in(page: Page, slug: str, key: str, **said: str) -> None:
    """Open an act by its key and fill in what is named, tabbing to it; then send the form."""
    page.keyboard.press("Escape")
    page.keyboard.press(key)
    form = page.locator(f"form[action*='/act/{slug}/']")
    expect(form).to_be_visible()
    for name, text in said.items():
        for _ in range(30):
            if page.evaluate("document.activeElement.name") == name:
                break
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == name, name
        _answer(page, text)
    before = page.locator(".acts input[name=seen]").first.input_value()
    page.keyboard.press("Control+Enter")
    # A receipt of the act before may still be shown; that the page has seen this one cannot.
    expect(page.locator(f".acts input[name=seen][value='{before}']")).to_have_count(0)
    expect(page.locator("#toasts")).to_contain_text("已办理")


def _answer(page: Page, text: str) -> None:
    kind = page.evaluate("document.activeElement.type")
    if kind == "radio":
        page.keyboard.press("Space")
        for _ in range(int(text)):
            page.keyboard.press("ArrowDown")
    elif kind == "checkbox":
        page.keyboard.press("Space")
    elif kind == "date":
        # The order of year, month and day is that of the machine's language.
        page.locator(":focus").fill(text)
    else:
        page.keyboard.press("Control+a")
        page.keyboard.type(text)


def _make_licence(hall: Hall, case_id: str, seq: int) -> None:
    issue_document(hall.office.press, case_id, "licence", seq)
    connections.close_all()


def test_from_the_interest_to_a_licence_that_rests_on_the_minutes(
    hall: Hall, address: str, chromium: Browser
):
    case_id = hall.ready_to_decide()
    desk = page_of(chromium, hall, address, "wu")
    desk.goto(f"{address}/desk/{case_id}/")
    expect(desk.locator(".acts__group").filter(has_text="听证").first).not_to_have_attribute("open", "")

    between = {"interest": "1", "reasons": "油烟口正对邻居的窗户"}
    fill_in(desk, "find-interest", "i", **between, name_1="周邻居", address_1="演示市解放路 3 号")
    fill_in(desk, "tell-party", "p", who="0", respond_by="2025-09-30")
    fill_in(desk, "tell-right", "y", who="0")
    fill_in(desk, "tell-right", "y", who="0")
    assert sorted(hall.case(case_id).hearing.right_told) == ["applicant", "party-1"]

    hall.on("2025-09-26")
    online = page_of(chromium, hall, address, "li", viewport={"width": 390, "height": 844})
    online.goto(f"{address}/track/{case_id}/")
    online.get_by_role("link", name="要求开听证会").press("Enter")
    online.get_by_role("button", name="要求开听证会").press("Enter")
    expect(online.locator("#toasts")).to_contain_text("听证申请已收到")

    hall.on("2025-10-09")
    desk.goto(f"{address}/desk/")
    expect(desk.locator("#rows")).to_contain_text("安排听证")
    desk.goto(f"{address}/desk/{case_id}/")
    fill_in(desk, "schedule-hearing", "d", hearing_on="2025-10-22", place="三楼听证室", host="zheng")
    fill_in(desk, "notify-hearing", "n")
    online.goto(f"{address}/track/{case_id}/")
    expect(online.locator("main")).to_contain_text("三楼听证室")

    hall.on("2025-10-22", "16:00")
    desk.goto(f"{address}/desk/{case_id}/")
    fill_in(desk, "hold-hearing", "m", minutes="周邻居：油烟大。申请人：已装净化器。", signed_by="0")
    fill_in(desk, "grant", "g", on_minutes="0")
    case = hall.case(case_id)
    assert (case.outcome, case.hearing.begins) == (c.Outcome.GRANTED, "09:30")

    decided = hall.events(case_id).index("Decided") + 1
    # As its worker does, in a thread of its own: the browser's driver keeps an event loop in this one.
    with ThreadPoolExecutor(1) as press:
        press.submit(_make_licence, hall, case_id, decided).result()
    licence = hall.case(case_id).documents[c.DocumentKind.LICENCE]
    kept = files.file_of(hall.office, case_id, licence.ref)
    assert kept is not None
    need("pdftotext", "poppler-utils")
    said = subprocess.run(["pdftotext", "-", "-"], input=kept.content, capture_output=True, check=True).stdout
    assert "本许可根据2025年10月22日听证笔录作出" in re.sub(r"\s+", "", said.decode())
    assert desk.errors == []  # type: ignore[attr-defined]
    assert online.errors == []  # type: ignore[attr-defined]
