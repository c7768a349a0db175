"""Every page in both languages: whole, named, labelled, with nothing inline."""

import re

import pytest
from django.db import OperationalError, connection
from django.test import Client

ANYBODYS = [
    "/",
    "/items/",
    "/items/?q=饭店",
    "/items/food-operation-licence/",
    "/sign-in/",
    "/sign-up/",
    "/track/",
    "/verify/",
]
#: What the law is called is not translated.
LAWS = ("法", "条例", "办法", "清单")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=|javascript:")


@pytest.mark.parametrize("address", ANYBODYS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_is_whole_in_its_language_and_has_nothing_inline(hall, address, language):
    page = Client(headers={"accept-language": language}).get(address)
    html = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in html
    assert not INLINE.search(html)
    assert html.count("<h1") == 1
    controls = re.findall(r'<(?:input|select|textarea)\b(?![^>]*type="hidden")[^>]*\bid="([^"]+)"', html)
    for control in controls:
        assert f'for="{control}"' in html
    if language == "en":
        interface = re.sub(
            r'<span class="basis">.*?</span>|<p class="basis">.*?</p>', "", html.split("<main")[1]
        )
        chinese = re.findall(r"[\u4e00-\u9fff]{2,}", re.sub(r"<[^>]+>|Basis: .*", "", interface))
        assert [
            word for word in chinese if not word.endswith(LAWS) and word != page.context.get("question")
        ] == []


def test_the_home_page_shows_my_own_cases_first(hall, stranger):
    case_id = hall.received()
    mine = hall.client("li").get("/").content.decode()
    assert mine.index(hall.receipt(case_id)) < mine.index('name="q"')
    assert hall.receipt(case_id) not in stranger.get("/").content.decode()
    assert hall.receipt(case_id) not in Client().get("/").content.decode()


def test_nothing_found_says_so_and_shows_what_there_is(hall):
    page = Client(headers={"accept-language": "zh-hans"}).get("/items/", {"q": "火箭发射"}).content.decode()
    assert "没有找到“火箭发射”" in page
    assert "/items/food-operation-licence/" in page


def test_health_is_ok_while_the_database_answers_and_not_otherwise(hall):
    assert Client().get("/healthz").content == b"ok\n"
    before = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = "1"
    try:
        with pytest.raises(OperationalError):
            Client().get("/healthz")
    finally:
        connection.settings_dict["PORT"] = before
