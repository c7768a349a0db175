"""Ten minutes to a licence, in a browser: what the README promises, person by person.

Each function is one person's part; together they take an application from the first page to a
sealed PDF in the applicant's hands. They press what a person presses and know no address but the
ones a person is told.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

PASSWORD = "tongban-demo"
ITEM = "food-operation-licence"
PAPER = b"%PDF-1.7\n%a page of papers\n%%EOF\n"
PARTICULARS = {
    "holder": "王芳小面馆",
    "credit_code": "92330199MADEM26D35",
    "legal_representative": "王芳",
    "premises": "演示市解放路 66 号",
    "scope": "热食类食品制售",
    "phone": "13800000000",
}


@contextmanager
def signed_in(chromium: Browser, address: str, username: str) -> Iterator[Page]:
    """A person's own browser, signed in with the demo's password."""
    context = chromium.new_context(locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{address}sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    yield page
    context.close()


def apply(chromium: Browser, address: str, papers: Path) -> tuple[str, str]:
    """王芳 finds the item, answers one question a page, uploads and submits: case id and receipt number."""
    papers.write_bytes(PAPER)
    with signed_in(chromium, address, "wang-fang") as page:
        page.goto(address)
        page.fill("input[name=q]", "开饭店")
        page.press("input[name=q]", "Enter")
        page.click(f"main a[href='/items/{ITEM}/']")
        page.click(f"main a[href='/apply/{ITEM}/'] >> nth=0")
        page.click("main form button.button--primary, main p > a.button--primary")
        for _ in range(40):
            if page.url.endswith("/check/"):
                break
            _answer(page, papers)
        expect(page.locator("h1")).to_have_text("核对并提交")
        page.click("main .form-foot button.button--primary")
        page.wait_for_url("**/receipt/**")
        case_id = page.url.rstrip("/").split("/")[-1]
        return case_id, page.locator("#number").inner_text()


def _answer(page: Page, papers: Path) -> None:
    name = page.url.rstrip("/").split("/")[-1]
    with page.expect_navigation():
        if "/materials/" in page.url and page.locator("main a.button--primary").count():
            page.click("main a.button--primary")
        elif "/materials/" in page.url:
            page.set_input_files("[name=papers]", str(papers))
            page.click("main .form-foot button")
        elif page.locator("main input[type=radio]").count():
            # "No" where the question is yes or no; rented rooms; a restaurant.
            chosen = page.locator("main input[type=radio][value=no], main input[type=radio][value=rented]")
            (chosen if chosen.count() else page.locator("main input[type=radio]")).first.check()
            page.click("main .form-foot button")
        else:
            typed = PARTICULARS.get(name, "80")
            page.locator("main input:not([type=hidden]), main textarea").first.fill(typed)
            page.click("main .form-foot button")


def accept(chromium: Browser, address: str, number: str) -> None:
    """王窗口 compares the papers with the list and accepts."""
    with signed_in(chromium, address, "counter") as page:
        page.goto(f"{address}counter/")
        page.click(f"main a:has-text('{number}')")
        page.click("main button[value=accept]")
        expect(page.locator("main")).to_contain_text("已受理")


def answer_step(chromium: Browser, address: str, username: str, number: str, choice: str) -> None:
    """Somebody at a desk opens the case from the list and answers its step."""
    with signed_in(chromium, address, username) as page:
        page.goto(f"{address}desk/")
        page.click(f"main a:has-text('{number}')")
        expect(page.locator("h1")).to_contain_text("食品经营许可")
        form = page.locator(f"#acts details:has(input[value={choice}])").first
        form.locator("summary").click()
        form.locator(f"input[value={choice}]").check()
        form.locator("form > button").click()
        expect(page.locator("#toasts")).to_contain_text("已办理")


def grant(chromium: Browser, address: str, number: str) -> None:
    """周首席 grants the licence; basis and validity are there already."""
    with signed_in(chromium, address, "chief") as page:
        page.goto(f"{address}desk/")
        page.click(f"main a:has-text('{number}')")
        form = page.locator("#acts details:has(form[action*='grant'])").first
        form.locator("summary").click()
        form.locator("form > button").click()
        expect(page.locator("#toasts")).to_contain_text("已办理")


def hand_out(chromium: Browser, address: str, number: str) -> None:
    """王窗口 hands the licence out, once it is made and sealed."""
    with signed_in(chromium, address, "counter") as page:
        deadline = time.monotonic() + 60
        row = page.locator(f"tr:has-text('{number}')")
        while True:
            page.goto(f"{address}counter/shelf/")
            if row.locator("summary").count():
                break
            assert time.monotonic() < deadline, "the licence was not made within a minute"
            time.sleep(1)
        row.locator("summary").click()
        row.locator("input[name=proof]").fill("王芳本人领取")
        row.locator("form button").click()
        expect(page.locator("#toasts")).to_contain_text("已送达，本件办结")


def download(chromium: Browser, address: str, case_id: str) -> bytes:
    """王芳 downloads her licence."""
    with signed_in(chromium, address, "wang-fang") as page:
        page.goto(f"{address}track/{case_id}/")
        expect(page.locator("main")).to_contain_text("准予许可")
        licence = page.context.request.get(f"{address}track/{case_id}/documents/licence/")
        assert licence.headers["content-type"] == "application/pdf"
        return licence.body()


def verify(chromium: Browser, address: str, licence: Path) -> str:
    """Anybody uploads the file and reads what the page says."""
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}verify/")
    page.set_input_files("input[type=file]", str(licence))
    page.click("form[method=post] button.button--primary >> nth=-1")
    said = page.locator("main section.notice").first.inner_text()
    context.close()
    return said
