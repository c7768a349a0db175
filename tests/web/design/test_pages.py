"""Shell and components: the basics of accessibility, both languages, preferences, error pages."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from tongban import web
from tongban.web import errors
from tongban.web.design import signals, specimens
from tongban.web.design.templatetags.design import in_words, unbroken
from tongban.web.desk.acts import ACTS

PAGES = ["/design/", "/design/staff/", "/design/question/", "/design/sheet/", "/no/such/page"]
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "rect"}


class Page(HTMLParser):
    """What an assistive technology needs to know of a page."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.crossed = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.crossed.append(tag)

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    def ids(self):
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


def get(page, language="zh-hans", **cookies):
    client = Client()
    client.cookies.load(cookies)
    return client.get(page, headers={"accept-language": language})


def render(source, language="zh-hans", **context):
    with translation.override(language):
        return Template(source).render(Context(context))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_well_formed_with_one_heading_and_unique_ids(page, language):
    html = Page(get(page, language).content.decode())
    assert (html.open, html.crossed) == ([], [])
    assert len(html.all("main")) == 1
    if (
        not page.startswith("/design/s") and page != "/design/"
    ):  # the style page shows a second one in a panel
        assert len(html.all("h1")) == 1
    assert sorted(html.ids()) == sorted(set(html.ids()))
    assert html.all("html")[0]["lang"] == {"zh-hans": "zh-Hans", "en": "en"}[language]


@pytest.mark.parametrize("page", PAGES)
def test_every_reference_and_every_label_finds_its_element(page):
    html = Page(get(page).content.decode())
    ids = set(html.ids())
    for _, attrs in html.elements:
        for name in ("aria-describedby", "aria-labelledby", "for"):
            assert set((attrs.get(name) or "").split()) <= ids
        if (attrs.get("href") or "").startswith("#") and attrs["href"] not in ("#", "#1", "#2", "#3", "#4"):
            assert attrs["href"][1:] in ids | {"previous", "next"}


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_label(page):
    html = Page(get(page).content.decode())
    labelled = {attrs.get("for") for attrs in html.all("label")}
    for tag in ("input", "select", "textarea"):
        for attrs in html.all(tag):
            if attrs.get("type") not in ("hidden", "submit") and attrs.get("name") != "material":
                assert attrs["id"] in labelled


def test_the_first_thing_the_tab_key_finds_skips_to_the_content():
    html = Page(get("/design/").content.decode())
    assert html.all("a")[0] == {"class": "skip", "href": "#content"}


def test_the_english_page_has_no_chinese_but_names_of_law_and_the_switch():
    html = get("/design/", "en").content.decode()
    text = re.sub(r"<[^>]+>", " ", html)
    chinese = set(re.findall(r"[\u4e00-\u9fff][\u4e00-\u9fff〔〕（）]*", text))
    assert chinese == {
        "中文",
        "行政许可法",
        "食品安全法",
        "食品经营许可管理办法",
        "陈主办",
        "周局长",
        "市监不受〔",
        "号",
    }


def test_a_signal_is_a_shape_a_word_and_a_colour():
    assert {name: sign.mark for name, sign in signals.SIGNALS.items()} == {
        "green": "●",
        "yellow": "▲",
        "red": "■",
        "black": "◆",
        "suspended": "‖",
        "waiting": "⏎",
        "done": "✓",
        "none": "○",
    }
    assert len({str(sign.word) for sign in signals.SIGNALS.values()}) == len(signals.SIGNALS)
    with pytest.raises(LookupError, match="unknown signal 'purple'"):
        signals.signal("purple")


@pytest.mark.parametrize(
    ("left", "unit", "zh", "en"),
    [
        (7, {"zh": "个工作日", "en": "working days"}, "剩 7 个工作日", "7 working days left"),
        (0, "", "今天到期", "due today"),
        (-1, "", "超 1 天", "1 day late"),
        (-2, "", "超 2 天", "2 days late"),
    ],
)
def test_a_clock_chip_says_the_days_in_either_language(left, unit, zh, en):
    clock = {"signal": "green", "days_left": left, "unit": unit, "title": "承诺"}
    for language, words in (("zh-hans", zh), ("en", en)):
        html = render("{% clock_chip clock %}", language, clock=clock)
        summary = re.search(r"<summary>(.*?)</summary>", html, re.DOTALL)[1]
        assert words in re.sub(r"<[^>]+>", "", summary)


def test_the_ledger_of_a_clock_opens_without_javascript():
    html = Page(render("{% clock_chip clock %}", clock=specimens.CLOCKS[0]))
    assert [tag for tag, _ in html.elements][:2] == ["details", "summary"]
    assert len(html.all("li")) == len(specimens.CLOCKS[0]["explain"])


def test_the_error_summary_names_each_field_and_links_to_it():
    form = specimens.Premises({"area": "-3"})
    html = render("{% error_summary form %}", "en", form=form)
    assert re.findall(r'<li><a href="#(\w+)">(.*?)</a>', html) == [
        ("id_kind_0", "Choose: What kind of shop are you opening"),
        ("id_name", "Enter: Name of the shop"),
        ("id_area", "Floor area (m²): Ensure this value is greater than or equal to 1."),
        ("id_true", "Tick: The above is true, and I answer for it"),
    ]
    assert "4 things need changing" in html


def test_a_wrong_field_is_marked_and_described_by_its_hint_and_its_error():
    form = specimens.Premises({})
    html = Page(render("{% field form.name %}", form=form))
    control = html.all("input")[0]
    assert (control["aria-invalid"], control["aria-describedby"]) == ("true", "id_name_hint id_name_error")
    assert set(html.ids()) == {"id_name", "id_name_hint", "id_name_error"}


def test_an_error_message_of_the_form_itself_is_kept():
    class Own(forms.Form):
        why = forms.CharField(label="理由", error_messages={"required": "请写明是哪一条"})

    assert "请写明是哪一条" in render("{% error_summary form %}{% field form.why %}", form=Own({}))


def test_hostile_data_is_escaped_in_every_component():
    bad = "<script>alert(1)</script>"
    shown = render(
        "{% clock_chip c %}{% timeline t %}{% act_panel a b %}{% summary_list s %}{% defect_list d %}"
        "{% document_card c %}{% material_checklist t %}{% task_list t %}{% confirmation bad bad bad %}"
        "{% row_list t r bad %}{% empty_state bad %}{% amount bad bad %}{% qr bad bad %}{{ bad|bilingual }}",
        bad=bad,
        c={"title": bad, "signal": "red", "explain": [bad]},
        t=[{"title": bad, "by": bad, "detail": bad, "hint": bad, "why": bad}],
        a=[{"title": bad, "url": '"><script>', "hint": bad, "hidden": {bad: bad}}],
        b=[{"title": bad, "why": bad, "basis": bad}],
        s=[{"key": bad, "value": bad}],
        d=[{"material": bad, "what": bad}],
        r=[{"url": bad, "cells": [bad], "note": bad}],
    )
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


def test_data_in_two_languages_is_said_in_the_readers_and_falls_back():
    both = {"zh": "许可", "en": "licence"}
    assert [in_words(both, "zh-hans"), in_words(both, "en"), in_words({"zh": "许可", "en": ""}, "en")] == [
        "许可",
        "licence",
        "许可",
    ]
    assert in_words("plain") == "plain"
    assert in_words(3) == 3


def test_a_date_is_never_broken_and_an_instant_is_shown_in_the_zone_of_the_region():
    from datetime import UTC, date, datetime

    due, at = date(2025, 9, 30), datetime(2025, 9, 23, 17, 5, tzinfo=UTC)
    shown = '{% day due "weekday" %}|{% day due "short" %}|{% day at "minute" %}'
    start, end = '<span class="amount">', "</span>"
    assert [
        re.sub(r"</?time[^>]*>", "", render(shown, language, due=due, at=at)).split("|")
        for language in ("zh-hans", "en")
    ] == [
        [f"{start}2025年9月30日{end} 星期二", f"{start}9月30日{end}", f"{start}2025年9月24日 01:05{end}"],
        [
            f"{start}30 September 2025{end} Tuesday",
            f"{start}30 Sep{end}",
            f"{start}24 September 2025 01:05{end}",
        ],
    ]


def test_only_lawful_acts_are_offered_and_the_rest_is_explained():
    html = render(
        "{% act_panel acts blocked %}", **{k: specimens.all_of_them()[k] for k in ("acts", "blocked")}
    )
    assert "为什么不能做别的" in html
    assert "行政许可法§32(4)" in html
    assert html.count("<form") == 2  # grant, refuse; to look at something is a link


def test_large_text_is_remembered_and_leads_back_where_the_reader_was():
    client = Client()
    answer = client.post("/preferences/text-size/", {"size": "large", "next": "/design/staff/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/design/staff/")
    assert 'data-text="large"' in client.get("/design/staff/").content.decode()
    client.post("/preferences/text-size/", {"size": "normal", "next": "/"})
    assert 'data-text="normal"' in client.get("/design/staff/").content.decode()


def test_a_preference_never_leads_to_another_host():
    for onward in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", ""):
        answer = Client().post("/preferences/text-size/", {"size": "large", "next": onward})
        assert answer.headers["Location"] == "/"


def test_the_language_is_switched_by_a_form_and_remembered():
    client = Client()
    answer = client.post("/preferences/language/", {"language": "en", "next": "/design/"})
    assert answer.headers["Location"] == "/design/"
    assert "Components" in client.get("/design/", headers={"accept-language": "zh-hans"}).content.decode()


def test_a_form_without_its_token_is_refused_with_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/preferences/text-size/", {"size": "large"})
    assert answer.status_code == 403
    assert "请返回上一页，刷新后再提交一次" in answer.content.decode()


def request() -> HttpRequest:
    made = RequestFactory().get("/somewhere")
    made.session = {}
    return made


@pytest.mark.parametrize(
    ("status", "answer", "zh", "en"),
    [
        (
            400,
            lambda r: errors.bad_request(r, ValueError()),
            "没有看懂这个请求",
            "We could not read this request",
        ),
        (
            400,
            lambda r: errors.bad_request(r, RequestDataTooBig()),
            "上传的内容太大",
            "The upload is too large",
        ),
        (
            403,
            lambda r: errors.permission_denied(r, PermissionDenied()),
            "您不能查看这一页",
            "You may not see this page",
        ),
        (404, lambda r: errors.page_not_found(r, LookupError()), "没有找到这一页", "There is no such page"),
    ],
)
def test_an_error_page_says_what_happened_in_the_readers_language(status, answer, zh, en):
    for language, words in (("zh-hans", zh), ("en", en)):
        with translation.override(language):
            page = answer(request())
        assert page.status_code == status
        assert f"<h1>{words}</h1>" in page.content.decode()


def test_when_all_is_broken_the_page_speaks_both_languages():
    page = errors.server_error(request())
    html = page.content.decode()
    assert page.status_code == 500
    assert "系统出错了" in html
    assert "Something went wrong" in html


def test_an_upload_beyond_the_limit_is_refused_before_it_is_read(settings_of_uploads):
    answer = Client().post("/preferences/text-size/", {"photo": settings_of_uploads})
    assert answer.status_code == 400
    assert "上传的内容太大" in answer.content.decode()


@pytest.fixture
def settings_of_uploads():
    """A file above a limit that is lowered for this test."""
    from io import BytesIO

    from django.test import override_settings

    with override_settings(UPLOAD_MAX_BYTES=1024):
        file = BytesIO(b"x" * 4096)
        file.name = "photo.jpg"
        yield file


def test_time_spent_leaves_out_what_is_nowhere_and_its_picture_needs_no_style():
    def said(*days: tuple[int, int, int, int]) -> list[str]:
        """The row headings, for clocks that took so many days of each kind."""
        html = render("{% time_spent clocks %}", clocks=[specimens.spent({}, "20", *each) for each in days])
        assert "style=" not in html
        return re.findall(r"</svg>([^<]+)</th>", html)

    assert said((9, 5, 0, 6), (6, 5, 3, 4)) == ["机关用时", "特别程序", "等申请人", "还剩"]
    assert said((9, 5, 0, 6), (6, 5, 0, 4)) == ["机关用时", "特别程序", "还剩"]
    assert said((0, 0, 0, 20)) == ["机关用时", "还剩"]
    assert said() == []


def test_no_line_ends_inside_a_day_or_a_number_of_a_sentence():
    said = unbroken("文号 演市监受〔2026〕12号，最迟 2026年12月7日办好，收件 330199-20261127-00004 <b>")
    assert re.findall(r'<span class="amount">([^<]+)</span>', said) == [
        "演市监受〔2026〕12号",
        "2026年12月7日",
        "330199-20261127-00004",
    ]
    assert said.endswith("&lt;b&gt;")
    assert unbroken("due by 7 December 2026.") == 'due by <span class="amount">7 December 2026</span>.'


def test_nothing_asks_for_the_keys_that_move_through_a_list():
    templates = Path(web.__file__).parent.rglob("templates/**/*.html")
    written = {key for page in templates for key in re.findall(r'data-key="(.)"', page.read_text())}
    assert "l" in written
    assert {"j", "k"}.isdisjoint(written | {act.key for act in ACTS.values()})
