"""Applying on a telephone, 390 pixels wide, by keyboard only."""

import pytest

from hall import FORM, PDF, page_of
from tongban.catalogue.codes import credit_code_check_digit

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
CREDIT_CODE = "91330199MA0000000" + credit_code_check_digit("91330199MA0000000X")
TYPED = FORM | {"credit_code": CREDIT_CODE, "floor_area": "80"}


def tab_to(page, selector):
    """Press Tab until the control has the focus, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way by keyboard to {selector} on {page.url}")


def press_enter(page):
    """Press Enter and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_application_is_filled_in_and_sent_on_a_telephone_by_keyboard(chromium, hall, address, tmp_path):
    page = page_of(chromium, hall, address, "li", **PHONE)
    page.goto(f"{address}/apply/food-operation-licence/")
    tab_to(page, "main form button")
    press_enter(page)
    paper = tmp_path / "页.pdf"
    paper.write_bytes(PDF)
    for _ in range(40):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        name = page.url.rstrip("/").split("/")[-1]
        if name == "check":
            break
        if "/materials/" in page.url:
            if page.locator("main a.button--primary").count():
                tab_to(page, "main a.button--primary")
            else:
                page.set_input_files("[name=papers]", str(paper))
                tab_to(page, "main form .form-foot button")
        elif page.locator("main input[type=radio]").count():
            tab_to(page, "main input[type=radio]")
            # The arrow chooses the next answer: "no", "rented", "snack bar".
            page.keyboard.press("ArrowDown")
            tab_to(page, "main .form-foot button")
        else:
            tab_to(page, "main input:not([type=hidden]), main textarea")
            page.keyboard.type(TYPED[name])
            tab_to(page, "main .form-foot button")
        press_enter(page)
    tab_to(page, "main .form-foot button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt/**")
    case = hall.case(page.url.rstrip("/").split("/")[-1])
    assert page.locator("#number").inner_text() == case.receipt_number
    assert case.missing == ()
    assert page.errors == []
    page.context.close()


def test_a_wrong_answer_brings_the_focus_to_what_is_wrong(chromium, hall, address):
    page = page_of(chromium, hall, address, "li", **PHONE)
    page.goto(f"{address}/apply/food-operation-licence/")
    tab_to(page, "main form button")
    press_enter(page)
    page.goto(f"{address}/apply/food-operation-licence/situation/floor_area/")
    tab_to(page, "#id_floor_area")
    page.keyboard.type("eighty")
    press_enter(page)
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_floor_area"
    assert page.input_value("#id_floor_area") == "eighty"
    page.context.close()


def test_the_guide_answers_without_loading_the_page_again(chromium, hall, address):
    page = page_of(chromium, hall, address, "li", **PHONE)
    page.goto(f"{address}/items/food-operation-licence/")
    page.evaluate("window.stayed = true")
    page.click("#bring summary")
    page.check("[name=premises][value=owned]")
    page.click("#bring .form-foot button")
    page.wait_for_selector("#bring a[href$='#bring']")
    shown = page.locator("#bring").inner_text()
    assert "不动产权证书" in shown
    assert "房屋租赁合同" not in shown
    assert page.evaluate("window.stayed") is True
    assert page.errors == []
    page.context.close()
