"""Chinese is the source, English complete, and what is installed is what was translated."""

import functools
import importlib.util
import re
from collections import defaultdict
from pathlib import Path

import polib
from django.utils import translation

from tongban import web

WEB = Path(web.__file__).parent
TOOL = WEB.parents[2] / "tools" / "translations.py"


@functools.cache
def tool():
    spec = importlib.util.spec_from_file_location("translations", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_has_its_english_and_the_compiled_catalogue_is_the_written_one():
    assert tool().findings() == []


def test_texts_are_found_in_every_form_a_template_may_write_them():
    source = """{% load i18n %}{% translate "一" %}{% translate "二" context "窗口" as x %}{{ _("三") }}
    {% blocktranslate trimmed with a=b %}四
      {{ a }}{% endblocktranslate %}{% blocktranslate count n=3 %}五{% plural %}六{% endblocktranslate %}
    {% if x == _("七") %}{% endif %}{# {% translate "八" %} #}
    {% comment %}{% translate "九" %}{% endcomment %}"""
    text = tool().Text
    assert set(tool().texts_of_template(source)) == {
        text("一"),
        text("二", context="窗口"),
        text("三"),
        text("四 %(a)s"),
        text("五", plural="六"),
        text("七"),
    }


def test_no_template_says_anything_that_cannot_be_translated():
    both_at_once = {"server_error.html"}
    for path in WEB.rglob("templates/**/*.html"):
        if path.name in both_at_once:
            continue
        source = path.read_text("utf-8")
        for translated in (
            r"{% comment %}.*?{% endcomment %}",
            r"{#.*?#}",
            r"{% blocktranslate.*?{% endblocktranslate %}",
            r"{% translate .*?%}",
            r'_\("[^"]*"\)',
        ):
            source = re.sub(translated, "", source, flags=re.DOTALL)
        assert re.findall(r"[\u4e00-\u9fff]+", source) == [], path.name


def test_a_text_has_one_english_whichever_room_says_it():
    """Django merges the rooms' catalogues: of two translations one would be shown in both."""
    said = defaultdict(set)
    for path in WEB.rglob("django.po"):
        for entry in polib.pofile(path):
            said[entry.msgctxt, entry.msgid].add(entry.msgstr or str(entry.msgstr_plural))
    assert {text: english for text, english in said.items() if len(english) > 1} == {}


def test_chinese_is_set_with_chinese_punctuation():
    wrong = [
        (app.name, text.msgid)
        for app in tool().apps()
        for text in tool().texts_of(app)
        if re.search(r"[\u4e00-\u9fff”）][,:;?!(]|[,;!?)][\u4e00-\u9fff]", text.msgid)
    ]
    assert wrong == []


def test_the_reader_sees_the_language_chosen():
    with translation.override("en"):
        assert translation.gettext("没有找到这一页") == "There is no such page"
        assert translation.ngettext("剩 %(number)s 天", "剩 %(number)s 天", 1) == "%(number)s day left"
    with translation.override("zh-hans"):
        assert translation.gettext("没有找到这一页") == "没有找到这一页"
