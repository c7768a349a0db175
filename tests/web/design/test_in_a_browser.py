"""The pages in a real browser: the policy blocks nothing of ours, and the keyboard does its work."""

import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application

pytestmark = pytest.mark.browser


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        """Say nothing: the test says what went wrong."""


@pytest.fixture(scope="module")
def address():
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(chromium, address):
    context = chromium.new_context(base_url=address, locale="zh-CN")
    page = context.new_page()
    page.troubles = []
    page.on(
        "console", lambda message: page.troubles.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    yield page
    context.close()


@pytest.mark.parametrize("where", ["/design/", "/design/staff/", "/design/question/", "/design/sheet/"])
def test_the_policy_blocks_nothing_of_ours(page, where):
    page.goto(where)
    page.wait_for_load_state("networkidle")
    assert page.troubles == []
    assert page.evaluate("htmx.config.allowEval") is False


def test_the_policy_does_block_what_is_inline(page):
    page.goto("/design/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert len(page.troubles) == 1
    assert "Content Security Policy" in page.troubles[0]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("where", ["/design/", "/design/staff/", "/design/question/", "/design/sheet/"])
def test_no_page_is_wider_than_its_screen_even_with_large_text(page, where, width, address):
    page.context.add_cookies([{"name": "tongban_text", "value": "large", "url": address}])
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(where)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_list_is_walked_with_j_and_k_and_opened_with_enter(page):
    page.goto("/design/staff/")
    focused = "document.activeElement.getAttribute('href')"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(focused) == "#2"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "#1"
    page.keyboard.press("Enter")
    page.wait_for_url("**#1")


def test_the_keys_are_shown_and_do_not_disturb_typing(page):
    page.goto("/design/staff/")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("j?k")
    assert page.locator("[type=search]").input_value() == "j?k"
    assert page.locator("#keys").is_hidden()


def test_a_key_opens_the_form_of_an_act_and_goes_to_its_first_field(page):
    page.goto("/design/staff/")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.id") == "reason_reason"


def test_what_was_typed_survives_leaving_the_page_and_is_gone_once_sent(page):
    page.goto("/design/question/")
    page.get_by_label("店铺名称").fill("王芳小馆")
    page.get_by_label("餐饮服务").check()
    page.goto("/design/")
    page.goto("/design/question/")
    assert page.get_by_label("店铺名称").input_value() == "王芳小馆"
    assert page.get_by_label("餐饮服务").is_checked()
    page.get_by_label("经营面积").fill("86")
    page.get_by_label("以上内容真实").check()
    page.get_by_role("button", name="继续").click()
    page.wait_for_load_state()
    assert page.get_by_label("店铺名称").input_value() == ""


def test_after_an_error_the_summary_has_the_focus_and_leads_to_the_field(page):
    page.goto("/design/question/")
    page.get_by_role("button", name="继续").click()
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.get_by_role("link", name="请填写“店铺名称”").click()
    assert page.evaluate("document.activeElement.id") == "id_name"


def test_without_javascript_a_question_is_answered_and_a_ledger_opened(chromium, address):
    context = chromium.new_context(base_url=address, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/design/question/")
    page.get_by_role("button", name="继续").click()
    assert page.get_by_role("link", name="请填写“店铺名称”").is_visible()
    page.goto("/design/")
    page.locator("summary", has_text="剩 7 个工作日").first.click()
    assert page.get_by_text("2025年9月24日受理，当天不算。").first.is_visible()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1, name="Components").is_visible()
    context.close()


def test_on_a_phone_the_swim_lane_is_a_list(page):
    page.goto("/design/")
    assert page.locator(".swimlane__picture").is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator(".swimlane__picture").is_hidden()
    assert page.locator(".swimlane__list li").first.is_visible()
