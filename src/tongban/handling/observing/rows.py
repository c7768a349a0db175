"""行 — one row of a file as it was read, and what kept a file from being read at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tongban.kernel.refusals import BadInput
from tongban.kernel.words import Bilingual


class CellFault(StrEnum):
    """单元格问题 — why what a cell shows cannot be taken for what was meant."""

    FORMULA = "formula"
    MERGED = "merged"
    ERROR = "error"
    DIGITS_LOST = "digits_lost"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Row:
    """行 — the cells by the name of their column, days in ISO form; `faults` are what is wrong with some."""

    line: int
    cells: Mapping[str, str]
    faults: Mapping[str, CellFault] = field(default_factory=dict)


class UnreadableTable(BadInput):
    """文件不能作为结果表读取。"""

    zh = "{file}{place}：{what}。"
    en = "{file}{place}: {what}."
    remedy_zh = "{remedy}前面的行可能已经处理，重新提交不会重复。"
    remedy_en = "{remedy} Rows before that may have been dealt with, and count only once."

    def __init__(self, file: str, what: Bilingual, remedy: Bilingual, line: int = 0) -> None:
        """Say what it is, on which line where there is one."""
        place = Bilingual(f" 第 {line} 行", f", line {line}") if line else Bilingual("", "")
        super().__init__(file=file, place=place, what=what, remedy=remedy)
