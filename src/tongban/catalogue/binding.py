"""绑定 — a tree of texts becomes frozen dataclasses; the type hints are the only description.

The published JSON Schema is generated from the same hints (`schema.py`), so the two cannot part.
Every finding is collected before anything is refused.
"""

import re
import types
from collections.abc import Mapping as AbstractMapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from dataclasses import Field as DataclassField
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile
from tongban.catalogue.reading import Mapping, Node, Scalar, Sequence, lines_of
from tongban.kernel.case import conditions
from tongban.kernel.case.conditions import Condition, Fact, Operator
from tongban.kernel.words import Bilingual

T = TypeVar("T")

MISSING_FIELD = Rule(
    "missing_field",
    Bilingual("缺少必填项「{key}」", "“{key}” is required and missing"),
    Bilingual("请补上「{key}」。", "Add “{key}”."),
    "行政许可法§30",
)
UNKNOWN_FIELD = Rule(
    "unknown_field",
    Bilingual("没有「{key}」这一项", "there is no field “{key}”"),
    Bilingual("请改为其中之一：{known}。", "Use one of: {known}."),
)
EMPTY_VALUE = Rule(
    "empty_value",
    Bilingual("不能为空", "must not be empty"),
    Bilingual("请填写内容。", "Fill it in."),
)
LANGUAGE_MISSING = Rule(
    "language_missing",
    Bilingual("缺少{language}", "the {language} text is missing"),
    Bilingual("对外的文字须有中、英两种。", "What people read is given in Chinese and in English."),
)
WRONG_SHAPE = Rule(
    "wrong_shape",
    Bilingual("应为{expected}", "should be {expected}"),
    Bilingual("请按格式改写。", "Write it in that form."),
)
NOT_IN_LIST = Rule(
    "not_in_list",
    Bilingual("「{value}」不在可选值之内", "“{value}” is not one of the values"),
    Bilingual("可选值：{known}。", "The values: {known}."),
)

_TEXT = Bilingual("一段文字", "text")
_LIST = Bilingual("一个列表", "a list")
_MAPPING = Bilingual("若干键值", "a mapping")
_CONDITION = Bilingual(
    "一个条件：all、any、not，或 fact 与 eq、ne、lt、le、gt、ge、in 之一",
    "a condition: all, any, not, or fact with one of eq, ne, lt, le, gt, ge, in",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """格式 — what a text must look like, with words for it."""

    regex: str
    words: Bilingual


@dataclass(frozen=True, slots=True)
class Range:
    """范围 — whole numbers from `least` to `most`, both included."""

    least: int
    most: int

    @property
    def words(self) -> Bilingual:
        """The range as a reader says it."""
        return Bilingual(
            f"{self.least} 到 {self.most} 的整数", f"a whole number from {self.least} to {self.most}"
        )


Slug = Annotated[
    str,
    Pattern(
        r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$",
        Bilingual("小写英文标识", "a lower-case identifier like `food-licence`"),
    ),
]
Days = Annotated[int, Range(1, 3650)]


def bind(node: Node, kind: type[T], *, file: str) -> T:
    """The tree as one value of `kind`.

    Raises:
        UnreadableFile: with every finding, where the tree does not fit.
    """
    binder = _Binder(file)
    value = binder.value(node, kind, "")
    if binder.findings:
        raise UnreadableFile(sorted(binder.findings, key=lambda f: f.place))
    assert isinstance(value, kind)
    return value


def line_table(node: Node) -> AbstractMapping[str, int]:
    """Path to line, for findings made on the bound value."""
    return dict(lines_of(node))


def file_fields(kind: type) -> tuple[tuple[str, "DataclassField[Any]", Any], ...]:
    """The fields of a dataclass that files carry: key in the file, field, type hint."""
    return _file_fields(kind)


@cache
def _file_fields(kind: type) -> tuple[tuple[str, "DataclassField[Any]", Any], ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        (f.metadata.get("key", f.name), f, hints[f.name])
        for f in fields(kind)
        if f.metadata.get("file", True) and f.init
    )


def is_required(field: "DataclassField[Any]") -> bool:
    """Whether a file must give the field."""
    return field.default is MISSING and field.default_factory is MISSING


def is_condition(hint: Any) -> bool:
    """Whether the hint is the kernel's condition tree, with or without None."""
    return set(get_args(Condition)) <= set(get_args(hint))


def without_none(hint: Any) -> Any:
    """`T` for `T | None`."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [arg for arg in get_args(hint) if arg is not type(None)]
        if len(rest) == 1:
            return rest[0]
    return hint


def admits_none(hint: Any) -> bool:
    """Whether a value of the hint may be nothing at all."""
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


def is_null(node: Node) -> bool:
    """Whether the file says `null`; only the values of a mapping may."""
    return isinstance(node, Scalar) and not node.quoted and node.text in ("null", "~")


class _Bad:
    """Stands where a value could not be bound; a finding says why."""


_BAD = _Bad()


class _Binder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def note(self, rule: Rule, node: Node, path: str, **parameters: object) -> _Bad:
        self.findings.append(rule.at(Place(self.file, node.line, path), **parameters))
        return _BAD

    def value(self, node: Node, hint: Any, path: str) -> Any:
        """One value of the type hinted at, or `_BAD` with at least one finding."""
        if is_condition(hint):
            return self.condition(node, path)
        if hint == Fact:
            return self.fact(node, path)
        hint = without_none(hint)
        constraint: object = None
        if get_origin(hint) is Annotated:
            hint, constraint = get_args(hint)[:2]
        origin = get_origin(hint)
        if origin is tuple:
            return self.sequence(node, get_args(hint)[0], path)
        if origin is not None and issubclass(origin, AbstractMapping):
            return self.mapping(node, get_args(hint)[1], path)
        if hint is Bilingual:
            return self.bilingual(node, path)
        if is_dataclass(hint) and isinstance(hint, type):
            return self.record(node, hint, path)
        return self.scalar(node, hint, constraint, path)

    # --- scalars

    def scalar(self, node: Node, hint: Any, constraint: object, path: str) -> Any:
        if not isinstance(node, Scalar):
            return self.note(WRONG_SHAPE, node, path, expected=_TEXT)
        text = node.text.strip()
        if not text:
            return self.note(EMPTY_VALUE, node, path)
        if hint is str:
            if isinstance(constraint, Pattern) and not re.fullmatch(constraint.regex, text):
                return self.note(WRONG_SHAPE, node, path, expected=constraint.words)
            return text
        if hint is bool:
            return self.boolean(node, text, path)
        if hint is int:
            return self.number(node, text, constraint, path)
        if hint is date:
            return self.day(node, text, path)
        assert isinstance(hint, type)
        assert issubclass(hint, Enum)
        known = {str(member.value): member for member in hint}
        if text not in known:
            return self.note(NOT_IN_LIST, node, path, value=text, known=", ".join(known))
        return known[text]

    def boolean(self, node: Scalar, text: str, path: str) -> Any:
        if text not in ("true", "false"):
            return self.note(WRONG_SHAPE, node, path, expected=Bilingual("true 或 false", "true or false"))
        return text == "true"

    def number(self, node: Scalar, text: str, constraint: object, path: str) -> Any:
        span = constraint if isinstance(constraint, Range) else Range(0, 10**9)
        if not re.fullmatch(r"0|[1-9][0-9]{0,17}", text) or not span.least <= int(text) <= span.most:
            return self.note(WRONG_SHAPE, node, path, expected=span.words)
        return int(text)

    def day(self, node: Scalar, text: str, path: str) -> Any:
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        expected = Bilingual("日期，如 2026-03-02", "a date such as 2026-03-02")
        return self.note(WRONG_SHAPE, node, path, expected=expected)

    # --- what holds other values

    def sequence(self, node: Node, hint: Any, path: str) -> Any:
        if not isinstance(node, Sequence):
            return self.note(WRONG_SHAPE, node, path, expected=_LIST)
        values = [self.value(item, hint, f"{path}[{n}]") for n, item in enumerate(node.items)]
        return _BAD if _BAD in values else tuple(values)

    def mapping(self, node: Node, hint: Any, path: str) -> Any:
        if not isinstance(node, Mapping):
            return self.note(WRONG_SHAPE, node, path, expected=_MAPPING)
        values = {
            key: None
            if admits_none(hint) and is_null(value)
            else self.value(value, hint, f"{path}.{key}" if path else key)
            for key, value in node.entries.items()
        }
        return _BAD if _BAD in values.values() else values

    def bilingual(self, node: Node, path: str) -> Any:
        languages = {"zh": Bilingual("中文", "Chinese"), "en": Bilingual("英文", "English")}
        if not isinstance(node, Mapping):
            expected = Bilingual("中、英两种文字：{{zh: …, en: …}}", "both languages: {{zh: …, en: …}}")
            return self.note(WRONG_SHAPE, node, path, expected=expected.fill())
        self.unknown(node, list(languages), path)
        said = {}
        for language, name in languages.items():
            text = node.entries.get(language)
            if isinstance(text, Scalar) and text.text.strip():
                said[language] = text.text.strip()
            else:
                self.note(LANGUAGE_MISSING, text or node, path, language=name)
        return Bilingual(**said) if len(said) == len(languages) else _BAD

    def record(self, node: Node, kind: type, path: str) -> Any:
        if not isinstance(node, Mapping):
            return self.note(WRONG_SHAPE, node, path, expected=_MAPPING)
        known = file_fields(kind)
        self.unknown(node, [key for key, _, _ in known], path)
        values: dict[str, Any] = {}
        for key, field, hint in known:
            inner = f"{path}.{key}" if path else key
            given = node.entries.get(key)
            rule = field.metadata.get("rule")
            before = len(self.findings)
            if given is not None:
                values[field.name] = self.value(given, hint, inner)
            elif is_required(field):
                values[field.name] = self.note(MISSING_FIELD, node, inner, key=key)
            if rule is not None and len(self.findings) > before:
                # The law's own rule says more than "a text is missing here".
                self.findings[before:] = [rule.at(self.findings[before].place)]
        return _BAD if _BAD in values.values() else kind(**values)

    def unknown(self, node: Mapping, known: list[str], path: str) -> None:
        for key in node.entries:
            if key not in known:
                inner = f"{path}.{key}" if path else key
                line = node.key_lines[key]
                self.note(UNKNOWN_FIELD, Scalar("", line), inner, key=key, known=", ".join(known))

    # --- conditions

    def condition(self, node: Node, path: str) -> Any:
        """A condition of the kernel: `{fact: x, eq: y}`, `{all: […]}`, `{any: […]}`, `{not: …}`."""
        if not isinstance(node, Mapping):
            return self.note(WRONG_SHAPE, node, path, expected=_CONDITION)
        match list(node.entries):
            case ["all"]:
                parts = self.parts(node.entries["all"], f"{path}.all")
                return parts if parts is _BAD else conditions.All(parts)
            case ["any"]:
                parts = self.parts(node.entries["any"], f"{path}.any")
                return parts if parts is _BAD else conditions.Any(parts)
            case ["not"]:
                part = self.condition(node.entries["not"], f"{path}.not")
                return part if part is _BAD else conditions.Not(part)
            case [_, _] if "fact" in node.entries:
                return self.comparison(node, path)
        return self.note(WRONG_SHAPE, node, path, expected=_CONDITION)

    def parts(self, node: Node, path: str) -> Any:
        if not isinstance(node, Sequence) or not node.items:
            return self.note(WRONG_SHAPE, node, path, expected=_LIST)
        parts = [self.condition(item, f"{path}[{n}]") for n, item in enumerate(node.items)]
        return _BAD if _BAD in parts else tuple(parts)

    def comparison(self, node: Mapping, path: str) -> Any:
        fact = self.scalar(node.entries["fact"], str, None, f"{path}.fact")
        operator = next(key for key in node.entries if key != "fact")
        given = node.entries[operator]
        if operator == "in":
            if not isinstance(given, Sequence) or not given.items:
                return self.note(WRONG_SHAPE, given, f"{path}.in", expected=_LIST)
            values = [self.fact(item, f"{path}.in[{n}]") for n, item in enumerate(given.items)]
            return _BAD if _BAD in (fact, *values) else conditions.In(fact, tuple(values))
        if operator not in tuple(Operator):
            return self.note(WRONG_SHAPE, node, path, expected=_CONDITION)
        value = self.fact(given, f"{path}.{operator}")
        return _BAD if _BAD in (fact, value) else conditions.Compare(fact, Operator(operator), value)

    def fact(self, node: Node, path: str) -> Any:
        """A fact to compare with: unquoted `true`, `false` and whole numbers are that, all else is text."""
        if not isinstance(node, Scalar):
            return self.note(WRONG_SHAPE, node, path, expected=_TEXT)
        if not node.text.strip():
            return self.note(EMPTY_VALUE, node, path)
        if not node.quoted and node.text in ("true", "false"):
            return node.text == "true"
        if not node.quoted and re.fullmatch(r"0|-?[1-9][0-9]{0,17}", node.text):
            return int(node.text)
        return node.text
