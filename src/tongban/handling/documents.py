"""文书 — official documents: how their fields are made fit, why one cannot be set.

Pure: the typesetter (`connectors/typesetter`) takes its words from here. Which documents there are is in
`document_forms.py`, seals are in `sealing.py`. A document is frozen as issued; nothing here renders twice
for two readers.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.handling.document_forms import FORMS, DocumentField, DocumentForm
from tongban.kernel.refusals import BadInput
from tongban.kernel.words import Bilingual, listed

_ROWS_AT_MOST = 60
_WHITE_SPACE = re.compile(r"\s+")


def as_rows(rows: Iterable[Sequence[str]]) -> str:
    """The text of a `rows` field: one row a line, cells separated by a tab.

    White space inside a cell becomes one space, so that no cell can forge another row.

    >>> as_rows([("营业执照", "缺少复印件", "行政许可法§31")]).count("\\t")
    2
    """
    return "\n".join("\t".join(_WHITE_SPACE.sub(" ", cell).strip() for cell in row) for row in rows)


class DocumentRefusal(BadInput):
    """文书不能制作 — this document cannot be made, sealed or checked as asked: the base of the reasons."""


class UnknownForm(DocumentRefusal):
    """没有这种文书样式 — no document of this name exists."""

    zh = "没有名为“{slug}”的文书样式。"
    en = 'There is no document named "{slug}".'
    remedy_zh = "可用的样式：{known}。"
    remedy_en = "Known documents: {known}."

    def __init__(self, slug: str) -> None:
        super().__init__(slug=slug, known=", ".join(FORMS))


@dataclass(frozen=True)
class FieldProblem:
    """栏目问题 — what is wrong with one field, as a sentence in both languages."""

    field: str
    zh: str
    en: str


class FieldsUnfit(DocumentRefusal):
    """栏目内容不合要求 — fields are missing, too long or unreadable; all of them are named at once."""

    zh = "《{form}》不能制作：{said}。"
    en = "The {form} cannot be made: {said}."
    remedy_zh = "请更正上述栏目后重新制作。"
    remedy_en = "Correct the fields named and make the document again."

    def __init__(self, form: DocumentForm, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            form=form.kind.label,
            said=Bilingual(
                "；".join(problem.zh for problem in problems), "; ".join(problem.en for problem in problems)
            ),
        )


@dataclass(frozen=True)
class MissingGlyph:
    """缺字 — a character that no loaded font can print, and the field it stands in."""

    character: str
    field: str
    field_zh: str
    field_en: str

    @property
    def code_point(self) -> str:
        """U+20BB7; of a character with a variation selector both, joined by a space."""
        return " ".join(f"U+{ord(each):04X}" for each in self.character)


class MissingGlyphs(DocumentRefusal):
    """字库缺字 — fonts lack characters of this document; it is not set and never signed with holes in it."""

    zh = "字库缺字，文书不能制作：{said}。"
    en = "The fonts lack characters, so the document is not made: {said}."
    remedy_zh = (
        "请系统管理员加装含有这些字的字体：把字体文件放入一个目录，"
        "用 TONGBAN_FONTS 指向该目录，然后重新制作；不要用同音字或拼音代替。"
    )
    remedy_en = (
        "The operator may add a font that has them: put its file into a directory, "
        "set TONGBAN_FONTS to that directory and make the document again; do not replace the characters."
    )

    def __init__(self, glyphs: Sequence[MissingGlyph]) -> None:
        self.glyphs = tuple(glyphs)
        said = [
            Bilingual(
                f"{each.field_zh}中的“{each.character}”（{each.code_point}）",
                f'"{each.character}" ({each.code_point}) in {each.field_en}',
            )
            for each in glyphs
        ]
        super().__init__(said=listed(said))


def is_unprintable(character: str) -> bool:
    """Whether a character is a control, a direction mark, a line separator or half of a pair.

    Such a character has no shape, yet changes what a reader sees or a machine reads: an official document
    must not carry one. Private-use characters are left to the check of glyphs: an operator's font may
    have them.
    """
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def fit_fields(form_slug: str, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields as they may be set: ends trimmed, line ends unified, empty optional ones left out.

    Raises UnknownForm, or FieldsUnfit with every problem of every field.
    """
    form = FORMS.get(form_slug)
    if form is None:
        raise UnknownForm(form_slug)
    problems = [
        FieldProblem(name, f"没有栏目“{name}”", f'there is no field "{name}"')
        for name in sorted(set(fields) - {known.name for known in form.fields})
    ]
    fit: dict[str, str] = {}
    for known in form.fields:
        text = fields.get(known.name, "").replace("\r\n", "\n").strip(" \n")
        found = _problems_of(known, text)
        problems += found
        if text and not found:
            fit[known.name] = text
    if problems:
        raise FieldsUnfit(form, problems)
    return fit


def _problems_of(known: DocumentField, text: str) -> list[FieldProblem]:
    def problem(zh: str, en: str) -> FieldProblem:
        return FieldProblem(known.name, f"“{known.zh}”{zh}", f'"{known.en}" {en}')

    if not text:
        return [problem("没有填写", "is empty")] if known.required else []
    problems = []
    if len(text) > known.longest:
        problems.append(
            problem(
                f"有 {len(text)} 个字符，最多 {known.longest} 个",
                f"has {len(text)} characters, at most {known.longest} fit",
            )
        )
    lawful = {"line": "", "date": "", "lines": "\n", "rows": "\n\t"}[known.kind]
    unprintable = sorted({each for each in text if is_unprintable(each) and each not in lawful})
    if unprintable:
        points = ", ".join(f"U+{ord(each):04X}" for each in unprintable[:10])
        problems.append(
            problem(f"含有不可见的控制字符（{points}）", f"holds invisible control characters ({points})")
        )
    if known.kind == "date" and not _is_date(text):
        problems.append(problem(f"不是日期：“{text[:40]}”", f'is not a date (YYYY-MM-DD): "{text[:40]}"'))
    if known.kind == "rows" and (ragged := _first_ragged_row(text, known.columns)):
        problems.append(
            problem(f"第 {ragged} 行不是 {known.columns} 格", f"row {ragged} has not {known.columns} cells")
        )
    if known.kind == "rows" and text.count("\n") >= _ROWS_AT_MOST:
        rows = text.count("\n") + 1
        problems.append(
            problem(f"有 {rows} 行，最多 {_ROWS_AT_MOST} 行", f"has {rows} rows, at most {_ROWS_AT_MOST}")
        )
    return problems


def _first_ragged_row(text: str, columns: int) -> int | None:
    for number, row in enumerate(text.split("\n"), start=1):
        if row.count("\t") + 1 != columns:
            return number
    return None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
