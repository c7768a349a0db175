"""消息: what one was told in all one's cases; unread first, read once opened, nobody else's business."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from hall import Hall, page_of
from online import APPLY
from tongban.handling import intake
from tongban.handling.intake import DefectFound
from tongban.handling.mail.in_memory import MemoryMessenger
from tongban.handling.mail.ports import Reader, Undeliverable
from tongban.handling.mail.sending import send
from tongban.kernel.case import commands as c

pytestmark = pytest.mark.integration

MESSAGES = "/my/messages/"


def said(client: Client, address: str = MESSAGES) -> str:
    """What a page says, without its tags."""
    page = client.get(address)
    assert page.status_code == 200
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return re.sub(r"\s+", " ", unescape(text).replace("\xa0", " "))


def unread(hall: Hall, name: str = "li") -> int:
    return hall.office.messages.unread(Reader((hall.id(name),), date(2025, 9, 24)))


def test_nobody_has_messages_at_first_and_is_told_what_will_stand_here(hall: Hall, stranger: Client) -> None:
    page = said(stranger)
    assert "还没有消息" in page
    assert "未读" not in page
    english = stranger.get(MESSAGES, headers={"accept-language": "en"}).content.decode()
    assert "No messages yet" in english


def test_messages_of_all_cases_stand_together_unread_first(hall: Hall) -> None:
    first = hall.received()
    second = hall.on("2025-09-25").accepted()
    client = hall.client("li")
    page = said(client)
    for line in (
        "材料已收到",
        "申请已受理",
        "承诺最迟 2025年10月15日 办好",
        hall.receipt(first),
        hall.receipt(second),
    ):
        assert line in page
    assert page.index("申请已受理") < page.index(hall.receipt(first))
    # One is opened: it leads to its case, and stands last from then on.
    assert client.get(f"{MESSAGES}{second}/2/")["Location"] == f"/track/{second}/"
    assert unread(hall) == 2
    page = said(client)
    assert page.index(hall.receipt(first)) < page.index("申请已受理")


def test_the_header_says_how_many_are_unread_on_every_page_and_nothing_once_they_are_read(hall: Hall) -> None:
    hall.accepted()
    client = hall.client("li")
    for address in ("/", "/items/", MESSAGES, "/my/", "/my/licences/", "/nowhere/"):
        assert _badge(client, address) == "2", address
    assert client.post(f"{MESSAGES}read/")["Location"] == MESSAGES
    for address in ("/", MESSAGES):
        assert _badge(client, address) == ""
    assert _badge(Client(), "/") == _badge(hall.client("wang"), "/") == ""


def _badge(client: Client, address: str) -> str:
    """The number beside the word in the header."""
    header = client.get(address).content.decode().split("</header>")[0]
    found = re.search(r'<span class="visually-hidden">[^<]*</span>(\d+\+?)</span></a>', header)
    return found.group(1) if found else ""


def test_looking_at_the_case_reads_what_was_told_there_and_a_look_by_machine_does_not(hall: Hall) -> None:
    case_id, other = hall.accepted(), hall.received()
    client = hall.client("li")
    client.head(f"/track/{case_id}/")
    client.head(f"{MESSAGES}{case_id}/1/")
    assert unread(hall) == 3
    page = said(client, f"/track/{case_id}/")
    for line in ("材料已收到", "申请已受理", "未读"):
        assert line in page
    assert unread(hall) == 1
    again = said(client, f"/track/{case_id}/")
    assert "申请已受理" in again
    assert "未读 " not in again.split("经过")[0].split("办到哪一步")[1]
    assert other


def test_nobody_reads_or_marks_what_somebody_else_was_told(hall: Hall, stranger: Client) -> None:
    case_id = hall.accepted()
    assert hall.receipt(case_id) not in said(stranger)
    assert stranger.get(f"{MESSAGES}{case_id}/1/").status_code == 302
    stranger.post(f"{MESSAGES}read/")
    assert "申请已受理" not in said(stranger, f"/track/{case_id}/")
    assert unread(hall) == 2
    assert Client().get(MESSAGES)["Location"] == f"/sign-in/?next={MESSAGES}"
    assert hall.client("wang").get(MESSAGES).status_code == 403


def test_pages_follow_each_other_and_lead_back_to_the_first(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongban.web.inbox.PAGE", 2)
    for _ in range(5):
        hall.received()
    client, address, pages = hall.client("li"), MESSAGES, []
    while address:
        page = client.get(address)
        pages.append([(line.case_id, line.seq) for line in page.context["lines"]])
        onward = (page.context["paging"] or {}).get("next_url")
        address = f"{MESSAGES}{onward}" if onward else ""
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({line for page in pages for line in page}) == 5
    assert page.context["paging"]["previous_url"] == "?"
    assert client.get(f"{MESSAGES}?after=nonsense").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_as_many_queries_for_one_message_as_for_three(
    hall: Hall, count_queries, rows: int
) -> None:
    for _ in range(rows):
        hall.received()
    client = hall.client("li")
    # Session, account, messages, their cases, the address, how many are unread.
    assert count_queries(lambda: client.get(MESSAGES)) == 6


@pytest.mark.parametrize("rows", [1, 3])
def test_the_case_page_costs_as_many_for_one_message_as_for_three(
    hall: Hall, count_queries, rows: int
) -> None:
    case_id = hall.received() if rows == 1 else hall.accepted()
    if rows == 3:
        intake.withdraw(hall.office.handler, hall.ask(case_id, "li", ""))
    client = hall.client("li")
    assert len(client.get(f"/track/{case_id}/").context["told"]) == rows
    # Session, account, the case, the mandate, its life event, what was rated, messages, their case, how many
    # are unread.
    assert count_queries(lambda: client.get(f"/track/{case_id}/")) == 9


def test_a_supplement_that_is_wanted_is_told_and_leads_to_the_case(hall: Hall) -> None:
    case_id = hall.received()
    found = [DefectFound("layout", c.DefectKind.INCOMPLETE, "平面图没有标明粗加工间")]
    intake.request_supplement(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"), found)
    page = said(hall.client("li"))
    assert "共 1 处需要补正" in page
    assert "平面图没有标明" not in page


# --- e-mail


def test_an_address_is_kept_only_with_consent_and_goes_when_it_is_taken_back(hall: Hall) -> None:
    client = hall.client("li")
    refused = client.post(f"{MESSAGES}mail/", {"email": "li@example.cn"})
    assert refused.status_code == 422
    assert "<title>有错误：消息" in refused.content.decode()
    assert "请勾选同意" in refused.content.decode()
    assert hall.office.addresses.of(hall.id("li")) == ""
    for wrong in ("nobody", "a@b.cn\r\nBcc: c@d.cn", "a@b.cn, c@d.cn", "x" * 300 + "@example.cn"):
        assert client.post(f"{MESSAGES}mail/", {"email": wrong, "agrees": "on"}).status_code == 422
    kept = client.post(f"{MESSAGES}mail/", {"email": "li@example.cn", "agrees": "on"})
    assert kept["Location"] == MESSAGES
    assert 'value="li@example.cn"' in client.get(MESSAGES).content.decode()
    client.post(f"{MESSAGES}mail/", {"email": ""})
    assert hall.office.addresses.of(hall.id("li")) == ""


def test_how_the_letter_went_stands_beside_the_message(hall: Hall) -> None:
    hall.office.addresses.set(hall.id("li"), "li@example.cn", hall.clock.now())
    hall.received()
    room = hall.office.dispatch
    assert "邮件待发" in said(hall.client("li"))

    class Refusing(MemoryMessenger):
        def send(self, letter: object) -> None:
            raise Undeliverable("SMTPRecipientsRefused 550")

    send(type(room)(room.handler, room.messages, room.addresses, Refusing(), room.public_url))
    page = said(hall.client("li"))
    assert "邮件没有发出" in page
    assert "SMTPRecipientsRefused 550" in page


@pytest.mark.browser
def test_on_a_telephone_by_keyboard_a_message_is_opened_and_read(hall: Hall, chromium, address: str) -> None:
    case_id = hall.accepted()
    page = page_of(chromium, hall, address, "li", viewport={"width": 390, "height": 844})
    page.goto(f"{address}{APPLY}")
    for place in ("/", MESSAGES):
        page.goto(f"{address}{place}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main .tasks a')"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{address}/track/{case_id}/"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.errors == []  # type: ignore[attr-defined]
    page.context.close()
    assert unread(hall) == 0
