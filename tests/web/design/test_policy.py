"""The Content-Security-Policy is strict, and nothing in the house needs it otherwise."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tongban import web

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PAGES = [
    "/design/",
    "/design/staff/",
    "/design/question/",
    "/design/sheet/",
    "/no/such/page",
    "/static/tongban/tokens.css",
]
WEB = Path(web.__file__).parent
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))

INLINE = {
    "a style attribute": r"\sstyle\s*=",
    "an event handler": r"\son[a-z]+\s*=\s*[\"']",
    "a script with a body": r"<script(?![^>]*\ssrc=)[^>]*>",
    "a style element": r"<style\b",
    "a javascript address": r"javascript:",
    "an evaluated htmx value": r"hx-(on|vals=[\"']js:|headers=[\"']js:)",
    "another host": r"\b(?:src|href|action)\s*=\s*[\"'](?:https?:)?//",
}


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_exactly_the_strict_policy(page):
    response = Client().get(page)
    response.close()  # a file is still open
    parts = response.headers["Content-Security-Policy"].split("; ")
    assert dict(part.split(" ", 1) for part in parts) == POLICY


def test_every_answer_carries_the_other_defences():
    headers = Client().get("/design/").headers
    wanted = ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy")
    assert [headers[name] for name in wanted] == ["nosniff", "same-origin", "DENY", "same-origin"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_template_holds_anything_inline_or_from_another_host(path):
    source = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert {what for what, pattern in INLINE.items() if re.search(pattern, source)} == set()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES[:5])
def test_no_rendered_page_holds_anything_inline(page, language):
    html = Client().get(page, headers={"accept-language": language}).content.decode()
    html = re.sub(r'href="https://example\.cn[^"]*"', "", html)
    assert {what for what, pattern in INLINE.items() if re.search(pattern, html)} == set()


def test_the_search_for_inline_things_finds_them():
    planted = (
        "<p style='x'><a onclick='x'><script>x</script><style></style>"
        "<a href='javascript:x'><b hx-on:click='x'><img src='//cdn.example'>"
    )
    assert {what for what, pattern in INLINE.items() if re.search(pattern, planted)} == set(INLINE)


def test_no_stylesheet_or_script_reaches_for_another_host():
    for path in [*WEB.rglob("static/**/*.css"), *WEB.rglob("static/**/*.js")]:
        assert re.findall(r"url\(|@import|https?://|\beval\(|new Function", path.read_text("utf-8")) == [], (
            path
        )


def test_htmx_is_told_not_to_evaluate_and_not_to_inject():
    html = Client().get("/design/").content.decode()
    for setting in (
        '"allowEval":false',
        '"includeIndicatorStyles":false',
        '"allowScriptTags":false',
        '"historyCacheSize":0',
    ):
        assert setting in html


def test_a_page_opens_no_session_and_asks_no_database():
    # DATABASES is Django's dummy here: any query would raise.
    assert settings.DATABASES["default"]["ENGINE"] == "django.db.backends.dummy"
    assert set(Client().get("/design/").cookies) == {"tongban_csrf"}
