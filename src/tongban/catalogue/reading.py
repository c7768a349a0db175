"""读取 — a YAML file as a tree of texts with line numbers; nothing in it is ever executed or guessed.

YAML 1.2 read as events: every scalar stays text until a typed field asks for it, so `no` is a word
and `0571` keeps its nought. Tags, anchors and aliases are refused, and with them every bomb made of
them; size, depth and number of values are bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile
from tongban.kernel.words import Bilingual

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_VALUES = 20_000

FILE_MISSING = Rule(
    "file_missing",
    Bilingual("读不到这个文件：{why}", "the file cannot be read: {why}"),
    Bilingual("请核对路径和读取权限。", "Check the path and the permission to read it."),
)
FILE_TOO_LARGE = Rule(
    "file_too_large",
    Bilingual("文件超过 {limit} 字节", "the file is larger than {limit} bytes"),
    Bilingual("请拆分文件，或检查是否误传。", "Split the file, or check that it is the right one."),
)
NOT_UTF8 = Rule(
    "not_utf8",
    Bilingual("文件不是 UTF-8 编码", "the file is not UTF-8"),
    Bilingual("请另存为 UTF-8 编码。", "Save it as UTF-8."),
)
NOT_YAML = Rule(
    "not_yaml",
    Bilingual("不是合法的 YAML：{why}", "not valid YAML: {why}"),
    Bilingual("请按行号修正缩进、冒号和引号。", "Mend indentation, colons and quotes at that line."),
)
EMPTY_FILE = Rule(
    "empty_file",
    Bilingual("文件是空的", "the file is empty"),
    Bilingual("请填写内容，或删除此文件。", "Fill it in, or delete it."),
)
MORE_THAN_ONE_DOCUMENT = Rule(
    "more_than_one_document",
    Bilingual("一个文件只能有一个 YAML 文档", "a file holds one YAML document only"),
    Bilingual("请拆成几个文件。", "Split it into files."),
)
TAG_REFUSED = Rule(
    "tag_refused",
    Bilingual("不接受 YAML 标签 {tag}", "the YAML tag {tag} is not accepted"),
    Bilingual("请删除标签，只写文字。", "Remove the tag and write the text alone."),
)
ALIAS_REFUSED = Rule(
    "alias_refused",
    Bilingual("不接受 YAML 锚点和别名（{name}）", "YAML anchors and aliases are not accepted ({name})"),
    Bilingual("请把内容完整写出。", "Write the content out in full."),
)
TOO_DEEP = Rule(
    "too_deep",
    Bilingual("嵌套超过 {limit} 层", "nested more than {limit} levels deep"),
    Bilingual("请减少嵌套。", "Nest less."),
)
TOO_MANY_VALUES = Rule(
    "too_many_values",
    Bilingual("内容超过 {limit} 个值", "more than {limit} values"),
    Bilingual("请拆分文件。", "Split the file."),
)
DUPLICATE_KEY = Rule(
    "duplicate_key",
    Bilingual("「{key}」写了两次（前一次在第 {first} 行）", "“{key}” is given twice (first on line {first})"),
    Bilingual("请只保留一处。", "Keep one of them."),
)
KEY_NOT_TEXT = Rule(
    "key_not_text",
    Bilingual("键必须是文字", "a key must be text"),
    Bilingual("请把键写成一个词。", "Write the key as one word."),
)


#: Codes of findings that mean: this file could not be read at all.
UNREADABLE = frozenset(
    rule.code
    for rule in (
        FILE_MISSING,
        FILE_TOO_LARGE,
        NOT_UTF8,
        NOT_YAML,
        EMPTY_FILE,
        MORE_THAN_ONE_DOCUMENT,
        TAG_REFUSED,
        ALIAS_REFUSED,
        TOO_DEEP,
        TOO_MANY_VALUES,
    )
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """一个值 — always text; `quoted` tells `"12"` from `12`."""

    text: str
    line: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """列表."""

    items: list["Node"]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """键值 — with the line of each key."""

    entries: dict[str, "Node"]
    line: int
    key_lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def read_tree(path: Path, *, name: str = "") -> Node:
    """The file as a tree.

    Args:
        path: the file.
        name: what to call it in findings; the path as given unless told otherwise.

    Raises:
        UnreadableFile: with every finding, where the file is no such tree.
    """
    name = name or str(path)
    start = Place(name, 1, "")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile([FILE_MISSING.at(start, why=error.strerror or type(error).__name__)]) from None
    return parse_tree(content, name=name)


def parse_tree(content: bytes, *, name: str) -> Node:
    """The bytes of a file as a tree; see `read_tree`."""
    start = Place(name, 1, "")
    if len(content) > MAX_BYTES:
        raise UnreadableFile([FILE_TOO_LARGE.at(start, limit=MAX_BYTES)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile([NOT_UTF8.at(Place(name, line, ""))]) from None
    builder = _Builder(name)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except _Enough:
        pass
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1 if mark else 1, "")
        builder.findings.append(NOT_YAML.at(place, why=error.problem or error.context or "?"))
    except (YAMLError, ValueError, RecursionError) as error:
        position = getattr(error, "position", None)
        line = text[:position].count("\n") + 1 if isinstance(position, int) else 1
        why = getattr(error, "reason", None) or str(error).splitlines()[0]
        builder.findings.append(NOT_YAML.at(Place(name, line, ""), why=why))
    if not builder.findings and builder.root is None:
        builder.findings.append(EMPTY_FILE.at(start))
    if builder.findings or builder.root is None:
        raise UnreadableFile(builder.findings)
    return builder.root


class _Enough(Exception):
    """Stop reading: what is to come cannot be trusted."""


class _Builder:
    """Builds the tree from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.stack: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.values = 0
        self.documents = 0

    def take(self, event: Event) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(MORE_THAN_ONE_DOCUMENT, line)
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            self.stack.pop()
            self.keys.pop()
        elif isinstance(event, NodeEvent):
            self._node(event, line)

    def _node(self, event: NodeEvent, line: int) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            self._stop(TOO_MANY_VALUES, line, limit=MAX_VALUES)
        if event.anchor is not None:
            self._note(ALIAS_REFUSED, line, name=event.anchor)
        tag = getattr(event, "tag", None)
        if tag:
            self._note(TAG_REFUSED, line, tag=tag)
        if isinstance(event, ScalarEvent):
            self._put(Scalar(event.value, line, quoted=event.style is not None))
        elif isinstance(event, AliasEvent):
            self._put(Scalar("", line))
        else:
            opened: Sequence | Mapping
            opened = Sequence([], line) if isinstance(event, SequenceStartEvent) else Mapping({}, line)
            assert isinstance(event, (SequenceStartEvent, MappingStartEvent))
            self._put(opened)
            self.stack.append(opened)
            self.keys.append(None)
            if len(self.stack) > MAX_DEPTH:
                self._stop(TOO_DEEP, line, limit=MAX_DEPTH)

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self._note(KEY_NOT_TEXT, node.line)
                node = Scalar("", node.line)
            elif node.text in parent.entries:
                first = parent.key_lines[node.text]
                self._note(DUPLICATE_KEY, node.line, path=node.text, key=node.text, first=first)
            self.keys[-1] = node
            return
        parent.entries.setdefault(key.text, node)
        parent.key_lines.setdefault(key.text, key.line)
        self.keys[-1] = None

    def _note(self, rule: Rule, line: int, *, path: str = "", **parameters: object) -> None:
        self.findings.append(rule.at(Place(self.name, line, path), **parameters))

    def _stop(self, rule: Rule, line: int, **parameters: object) -> None:
        self.findings.append(rule.at(Place(self.name, line, ""), **parameters))
        raise _Enough


def json_value(node: Node) -> object:
    """The tree as JSON by the core schema of YAML 1.2: what an editor holds against the published schema."""
    match node:
        case Mapping(entries):
            return {key: json_value(value) for key, value in entries.items()}
        case Sequence(items):
            return [json_value(item) for item in items]
    if node.quoted:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    if node.text in ("", "~", "null"):
        return None
    if re.fullmatch(r"[-+]?[0-9]{1,18}", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
        return float(node.text)
    return node.text


def tree_of(value: object, line: int = 1) -> Node:
    """JSON as a tree, the inverse of `json_value`; a tree needs no more stack than reading JSON does."""
    match value:
        case dict():
            return Mapping(
                {str(key): tree_of(v) for key, v in value.items()}, line, dict.fromkeys(value, line)
            )
        case list():
            return Sequence([tree_of(part) for part in value], line)
        case str():
            return Scalar(value, line, quoted=True)
        case None:
            return Scalar("null", line)
        case bool():
            return Scalar("true" if value else "false", line)
    return Scalar(str(value), line)


def lines_of(node: Node, path: str = "") -> Iterator[tuple[str, int]]:
    """Every path inside the tree with its line, for findings made long after reading."""
    yield path, node.line
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            inner = f"{path}.{key}" if path else key
            yield from ((p, node.key_lines[key] if p == inner else n) for p, n in lines_of(value, inner))
    elif isinstance(node, Sequence):
        for index, value in enumerate(node.items):
            yield from lines_of(value, f"{path}[{index}]")
