"""发现 — what is wrong with a file: which rule, where, on what basis, and what to do now.

Reading and checking collect findings and never stop at the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tongban.kernel.refusals import BadInput
from tongban.kernel.words import Bilingual


class Severity(StrEnum):
    """严重程度 — an error keeps a file from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> Bilingual:
        """The severity's name."""
        return {
            Severity.ERROR: Bilingual("错误", "error"),
            Severity.WARNING: Bilingual("提示", "warning"),
        }[self]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """位置 — a line of a file, and the path of the value inside it: `steps[2].basis`."""

    file: str
    line: int
    path: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + (f" {self.path}" if self.path else "")


def place_in(file: str, lines: Mapping[str, int], path: str) -> Place:
    """Where a value stands in a file; of a value left out, where it would have to stand."""
    found = path
    while found and found not in lines:
        found = found.rpartition("[" if found.endswith("]") else ".")[0]
    return Place(file, lines.get(found, 1), path)


@dataclass(frozen=True, slots=True)
class Finding:
    """发现 — one rule broken at one place."""

    code: str
    severity: Severity
    place: Place
    message: Bilingual
    basis: str
    remedy: Bilingual


@dataclass(frozen=True, slots=True)
class Rule:
    """规则 — what a finding says, with blanks; one object per rule, named by its code."""

    code: str
    message: Bilingual
    remedy: Bilingual
    basis: str = ""
    severity: Severity = Severity.ERROR

    def at(self, place: Place, **parameters: object) -> Finding:
        """The finding that this rule is broken at `place`."""
        message, remedy = self.message.fill(**parameters), self.remedy.fill(**parameters)
        return Finding(self.code, self.severity, place, message, self.basis, remedy)


class UnreadableFile(BadInput):
    """文件无法使用 — a law or catalogue file does not say what it must; `findings` says all of it."""

    zh = "{place}：{message}（共 {count} 处问题）"
    en = "{place}: {message} ({count} in all)"
    basis = "行政许可法§30"
    remedy_zh = "{remedy}"
    remedy_en = "{remedy}"

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Take all findings; the first one is the sentence.

        The findings are a plain attribute, so that a screen or a command can list every one.
        """
        self.findings = tuple(findings)
        first = self.findings[0]
        super().__init__(
            place=first.place, message=first.message, remedy=first.remedy, count=len(self.findings)
        )
