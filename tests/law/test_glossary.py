"""One word, one meaning: the glossary, the code and the generated page agree."""

import importlib
import inspect
import pkgutil
from enum import Enum
from pathlib import Path

import pytest

import tongban.bulk
import tongban.catalogue
import tongban.kernel
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import data_root
from tongban.catalogue.law.glossary import as_markdown, load_glossary


def labels_in_code() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for room in (tongban.kernel, tongban.bulk, tongban.catalogue):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if module.name == "tongban.bulk.compiled":  # needs numba, and names nothing
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                if inspect.isclass(value) and issubclass(value, Enum) and hasattr(value, "label"):
                    found |= {f"{name}.{m.name}": (m.label.zh, m.label.en) for m in value}
    return found


def test_every_label_in_code_is_the_glossarys():
    assert {t.identifier: (t.zh, t.en) for t in load_glossary().labels} == labels_in_code()


def test_no_chinese_word_has_two_english_ones():
    words = [term.zh for term in load_glossary().terms]
    assert sorted(words) == sorted(set(words))


def test_the_generated_page_is_up_to_date():
    page = data_root() / "docs" / "reference" / "glossary.md"
    again = "run: python -m tongban.catalogue.law.glossary > docs/reference/glossary.md"
    assert page.read_text(encoding="utf-8") == as_markdown(load_glossary()), again


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("[[term]", ["not_toml"]),
        ('[[term]]\nidentifier = "a"\nzh = "甲"', ["term_incomplete", "term_incomplete"]),
        ('[[label]]\nidentifier = "a"\nzh = "甲"\nen = "a"\npinyin = "jia"', ["term_key"]),
        ('[[label]]\nidentifier = "a"\nzh = "甲"\nen = "a"\n' * 2, ["term_twice"]),
    ],
)
def test_a_broken_glossary_is_refused(content: str, codes: list[str], tmp_path: Path):
    path = tmp_path / "glossary.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        load_glossary(path)
    assert [f.code for f in refused.value.findings] == codes
