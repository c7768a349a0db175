"""Broken and hostile files: clear findings, nothing executed, nothing half-read."""

from pathlib import Path

import pytest

from tongban.catalogue.binding import bind
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.item import Implementation
from tongban.catalogue.law.limits import LimitFile
from tongban.catalogue.load import read_item
from tongban.catalogue.reading import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_VALUES,
    Mapping,
    Scalar,
    Sequence,
    lines_of,
    parse_tree,
    read_tree,
)

BILLION_LAUGHS = b"""
a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c]
"""

HOSTILE = {
    "a python object": (b"a: !!python/object/apply:os.system [touch owned]", {"tag_refused"}),
    "a local tag": (b"a: !secret 1", {"tag_refused"}),
    "a plain type tag": (b"a: !!int 1", {"tag_refused"}),
    "a billion laughs": (BILLION_LAUGHS, {"alias_refused"}),
    "a merge key": (b"a: &a {x: 1}\nb: {<<: *a}", {"alias_refused"}),
    "an alias to nothing": (b"a: *nobody", {"alias_refused"}),
    "the same key twice": (b"a: 1\nb: 2\na: 3", {"duplicate_key"}),
    "a key that is a list": (b"? [a, b]\n: 1", {"key_not_text"}),
    "a NUL": (b"a: b\0c", {"not_yaml"}),
    "a control character": (b"a: b\x07c", {"not_yaml"}),
    "not UTF-8": ("事项: 许可".encode("gbk"), {"not_utf8"}),
    "deep nesting": (b"[" * 200 + b"]" * 200, {"too_deep"}),
    "deep nesting in blocks": (b"".join(b" " * n + b"a:\n" for n in range(200)), {"too_deep"}),
    "too many values": (b"[" + b"a," * (MAX_VALUES + 1) + b"]", {"too_many_values"}),
    "ten megabytes": (b"a: " + b"x" * 10_000_000, {"file_too_large"}),
    "two documents": (b"a: 1\n---\nb: 2", {"more_than_one_document"}),
    "a tab for indentation": (b"a:\n\tb: 1", {"not_yaml"}),
    "an open bracket": (b"a: [1, 2", {"not_yaml"}),
    "an unknown YAML version": (b"%YAML 9.9\n---\na: 1", {"not_yaml"}),
    "nothing": (b"", {"empty_file"}),
    "a comment only": ("# 无\n".encode(), {"empty_file"}),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    content, codes = HOSTILE[case]
    with pytest.raises(UnreadableFile) as refused:
        parse_tree(content, name="hostile.yaml")
    assert {finding.code for finding in refused.value.findings} == codes
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_ten_megabytes_is_not_read_to_its_end(tmp_path: Path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * 10_000_000)
    with pytest.raises(UnreadableFile) as refused:
        read_tree(path)
    [finding] = refused.value.findings
    assert (finding.code, finding.message.en) == (
        "file_too_large",
        f"the file is larger than {MAX_BYTES} bytes",
    )


def test_a_missing_file_and_a_directory_are_refused_by_path(tmp_path: Path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(UnreadableFile) as refused:
            read_tree(path)
        [finding] = refused.value.findings
        assert (finding.code, finding.place.file) == ("file_missing", str(path))


def test_every_scalar_is_text_whatever_yaml_would_make_of_it():
    tree = parse_tree(b"[no, 0571, 1e3, 2026-03-02, ~, 'true', 0x1F, .inf]", name="x")
    assert isinstance(tree, Sequence)
    assert [(item.text, item.quoted) for item in tree.items if isinstance(item, Scalar)] == [
        ("no", False),
        ("0571", False),
        ("1e3", False),
        ("2026-03-02", False),
        ("~", False),
        ("true", True),
        ("0x1F", False),
        (".inf", False),
    ]


def test_a_tree_as_deep_as_the_limit_is_read():
    tree = parse_tree(b"[" * MAX_DEPTH + b"x" + b"]" * MAX_DEPTH, name="x")
    for _ in range(MAX_DEPTH):
        assert isinstance(tree, Sequence)
        [tree] = tree.items
    assert tree == Scalar("x", 1)


def test_a_byte_order_mark_is_not_part_of_the_first_key():
    tree = parse_tree("\ufeffid: 甲".encode(), name="x")
    assert isinstance(tree, Mapping)
    assert list(tree.entries) == ["id"]


def test_every_path_has_the_line_of_its_key():
    tree = parse_tree(b"a: 1\nb:\n  c: 2\n  d:\n    - 3\n    - 4\n", name="x")
    assert dict(lines_of(tree)) == {"": 1, "a": 1, "b": 2, "b.c": 3, "b.d": 4, "b.d[0]": 5, "b.d[1]": 6}


def test_all_that_is_wrong_is_said_at_once_with_line_and_remedy():
    text = """law: {zh: 法}
limits:
  decide:
    name: 决定
    unit: fortnight
    in_force:
      - from: 2025-13-01
        amount: 0
        basis: ""
        colour: red
"""
    with pytest.raises(UnreadableFile) as refused:
        bind(parse_tree(text.encode(), name="l.yaml"), LimitFile, file="l.yaml")
    assert [(f.code, f.place.line, f.place.path) for f in refused.value.findings] == [
        ("language_missing", 1, "law"),
        ("wrong_shape", 4, "limits.decide.name"),
        ("not_in_list", 5, "limits.decide.unit"),
        ("wrong_shape", 7, "limits.decide.in_force[0].from"),
        ("wrong_shape", 8, "limits.decide.in_force[0].amount"),
        ("empty_value", 9, "limits.decide.in_force[0].basis"),
        ("unknown_field", 10, "limits.decide.in_force[0].colour"),
    ]
    assert refused.value.sentence.zh == "l.yaml:1 law：缺少英文（共 7 处问题）"
    assert refused.value.sentence.en == "l.yaml:1 law: the English text is missing (7 in all)"
    assert refused.value.remedy.zh == "对外的文字须有中、英两种。"


def test_an_item_that_is_a_list_is_refused_as_a_whole(tmp_path: Path):
    path = tmp_path / "list.yaml"
    path.write_text("- id: a\n- id: b\n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        read_item(path)
    assert [f.code for f in refused.value.findings] == ["wrong_shape"]


def test_an_empty_mapping_misses_every_required_field():
    with pytest.raises(UnreadableFile) as refused:
        bind(parse_tree(b"{}", name="x"), Implementation, file="x")
    missing = {f.place.path for f in refused.value.findings}
    assert {"id", "version", "valid_from", "departments", "steps", "limits"} <= missing
    assert "valid_until" not in missing
