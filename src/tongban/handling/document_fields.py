"""栏目 — what a form of a document is made of."""

from dataclasses import dataclass
from typing import Literal

from tongban.kernel.case.commands import DocumentKind

FieldKind = Literal["line", "lines", "rows", "date"]


@dataclass(frozen=True)
class DocumentField:
    """栏目 — one field of a document: its slug, its names for people, and how much it may hold.

    `kind` says how the text is read: `line` one line; `lines` several, separated by a line feed;
    `rows` a table made by `as_rows`; `date` an ISO date, printed as 2026年3月30日.
    `longest` counts characters of the whole value: more would push the QR code off the page.
    `columns` is the number of cells in every row of a table.
    """

    name: str
    zh: str
    en: str
    kind: FieldKind = "line"
    required: bool = True
    longest: int = 200
    columns: int = 0


@dataclass(frozen=True)
class DocumentForm:
    """文书样式 — a kind of document with the fields it carries."""

    kind: DocumentKind
    fields: tuple[DocumentField, ...]

    @property
    def slug(self) -> str:
        """What the template is called."""
        return self.kind.value

    def field_named(self, name: str) -> DocumentField:
        """The field of this slug; KeyError where the form has none."""
        for known in self.fields:
            if known.name == name:
                return known
        raise KeyError(name)
