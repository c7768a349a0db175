"""文书一览 — the page of the reference that lists every document, and every act without one."""

from collections.abc import Callable, Iterable
from typing import Any

from tongban.handling.document_table import DOCUMENTS, WITHOUT_A_PAPER, PaperRow
from tongban.kernel import Happening

Table = Callable[[tuple[str, ...], Any], str]


def documents(table: Table) -> tuple[str, ...]:
    """The title of the page and its sections."""
    head = (
        *("文书 · document", "样式 · template", "依据 · basis", "在什么之后制作 · made after"),
        *("给谁 · to whom", "编号 · number", "救济途径 · remedies", "待送达 · on the shelf"),
    )
    return (
        "文书 · Documents",
        "每种文书都由后台排版成 PDF/A，盖作出决定的机关的电子印章，登记摘要。正文为中文，标题附英文。"
        "编号取自主办部门的发文代字（`document_words`）。“待送达”的文书留在出件台，直到送达。\n\n"
        "Every document is set as PDF/A by a job, bears the electronic seal of the authority that acts, and "
        "is recorded by its digest. The text is Chinese, the title has its English. Numbers begin with the "
        "word of the lead department (`document_words`). What is on the shelf stays until it is served.",
        table(head, (_row(row) for row in DOCUMENTS)),
        "## 不另行制作文书的事件 · Acts without a paper",
        table(("事件 · event", "为什么 · why"), _without()),
    )


def _row(row: PaperRow) -> tuple[str, ...]:
    return (
        f"{row.kind.label.zh} · {row.kind.label.en}",
        f"`{row.kind.value}.typ`",
        row.basis,
        _named(row.after),
        f"{row.to.zh} · {row.to.en}",
        f"{row.number.zh} · {row.number.en}",
        "●" if row.tells_remedies else "",
        "●" if row.is_chased else "",
    )


def _without() -> Iterable[tuple[str, str]]:
    reasons = dict.fromkeys(WITHOUT_A_PAPER.values())
    for why in reasons:
        acts = [happening for happening, reason in WITHOUT_A_PAPER.items() if reason == why]
        yield _named(acts), f"{why.zh} {why.en}"


def _named(happenings: Iterable[type[Happening]]) -> str:
    return "、".join(f"{each.zh} `{each.__name__}`" for each in happenings)
