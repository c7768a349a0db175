"""对照表 — how another department's file of results is read: its columns, its words, its way of writing days.

One file per system: the department that runs it, which column holds what, and what its codes mean here.
A published JSON Schema describes it (`docs/reference/result-mapping.schema.json`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from tongban.catalogue.binding import Range, Slug, bind, line_table
from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile, place_in
from tongban.catalogue.reading import Node, parse_tree, read_tree
from tongban.kernel.case.commands import ObservedFact, OpinionResult
from tongban.kernel.words import Bilingual

NO_STATE = Rule(
    "no_state",
    Bilingual("既没有状态列，也没有结果列", "there is neither a column `state` nor `result`"),
    Bilingual("请至少写明一列。", "Name at least one of them."),
)
CODE_TWICE = Rule(
    "code_twice",
    Bilingual("「{says}」写了两次", "“{says}” is there twice"),
    Bilingual("请只保留一条。", "Keep one of them."),
)
CODE_WITHOUT_RESULT = Rule(
    "code_without_result",
    Bilingual("「{says}」是结果，却没有写 result", "“{says}” is a result, and says none"),
    Bilingual(
        "请写 result: agree（准予）、agree_with_conditions 或 object（不准予）。",
        "Add `result`: agree, agree_with_conditions or object.",
    ),
)
UNKNOWN_DATE_FORM = Rule(
    "unknown_date_form",
    Bilingual("日期格式「{form}」中没有年、月、日", "the date form “{form}” lacks year, month or day"),
    Bilingual("请用 %Y、%m、%d 写出，例如 %Y-%m-%d。", "Write it with %Y, %m and %d, such as %Y-%m-%d."),
)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """表格 — where the rows are: which sheet, on which line the names of the columns stand."""

    sheet: str = ""
    header_line: Annotated[int, Range(1, 1000)] = 1
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class ResultColumns:
    """列 — which column of theirs holds what; empty where they have none.

    `case_number` is the receipt number here, `foreign_number` theirs; `entry` the id of one record of
    theirs, where a case has several; `applicant` is compared and never kept.
    """

    foreign_number: str
    occurred: str
    case_number: str = ""
    state: str = ""
    result: str = ""
    entry: str = ""
    step: str = ""
    licence_number: str = ""
    valid_until: str = ""
    suspended_until: str = ""
    applicant: str = ""

    def named(self) -> Iterator[tuple[str, str]]:
        """Field and column, of the columns they have."""
        for name in self.__dataclass_fields__:
            column = getattr(self, name)
            if column:
                yield name, column


@dataclass(frozen=True, slots=True)
class ResultCode:
    """代码 — what they write in the column of the state, of the result or in both, and what it means here."""

    fact: ObservedFact
    state: str = ""
    result_says: str = ""
    result: OpinionResult | None = None

    @property
    def says(self) -> str:
        """Their words."""
        return " + ".join(filter(None, (self.state, self.result_says)))


@dataclass(frozen=True)
class ResultMapping:
    """对照表 — everything that is needed to read a file of one department's results."""

    authority: Slug
    system: Bilingual
    columns: ResultColumns
    codes: tuple[ResultCode, ...]
    dates: tuple[str, ...] = ()
    table: TableLayout = TableLayout()
    step: str = ""
    file: str = field(default="", metadata={"file": False})

    @property
    def source(self) -> str:
        """How an event names their system."""
        return self.system.zh


def read_mapping(path: Path) -> ResultMapping:
    """The mapping of a YAML file.

    Raises:
        UnreadableFile: with everything that is wrong with it, by line.
    """
    return _bound(read_tree(path), path.name)


def parse_mapping(content: bytes, name: str) -> ResultMapping:
    """The mapping of a file's bytes, as uploaded.

    Raises:
        UnreadableFile: with everything that is wrong with it, by line.
    """
    return _bound(parse_tree(content, name=name), name)


def _bound(tree: Node, name: str) -> ResultMapping:
    mapping = replace(bind(tree, ResultMapping, file=name), file=name)
    lines = line_table(tree)
    findings = list(_wrong(mapping, name, lines))
    if findings:
        raise UnreadableFile(findings)
    return mapping


def _wrong(mapping: ResultMapping, file: str, lines: Mapping[str, int]) -> Iterator[Finding]:
    def at(path: str) -> Place:
        return place_in(file, lines, path)

    columns = mapping.columns
    if not columns.state and not columns.result:
        yield NO_STATE.at(at("columns"))
    seen: set[tuple[str, str]] = set()
    for n, code in enumerate(mapping.codes):
        key = (code.state, code.result_says)
        if key in seen:
            yield CODE_TWICE.at(at(f"codes[{n}]"), says=code.says)
        seen.add(key)
        if code.fact.has_result and code.result is None:
            yield CODE_WITHOUT_RESULT.at(at(f"codes[{n}]"), says=code.says)
    for n, form in enumerate(mapping.dates):
        if not all(part in form for part in ("%Y", "%m", "%d")):
            yield UNKNOWN_DATE_FORM.at(at(f"dates[{n}]"), form=form)
