"""表头 — the names of the columns, each once, and those that are needed."""

import unicodedata
from collections.abc import Iterable, Sequence

from tongban.handling.observing.rows import UnreadableTable
from tongban.kernel.words import Bilingual

MOST_COLUMNS = 500
MOST_ROWS = 1_000_000
LONGEST_CELL = 10_000


def tidy(text: str) -> str:
    """A cell without what only the eye sees: full-width digits, odd spaces, a mark of the byte order.

    >>> tidy(" ２０２５－１０－１１\\u3000")
    '2025-10-11'
    """
    return unicodedata.normalize("NFKC", text.replace("\ufeff", "")).strip()


def columns_of(cells: Sequence[str], file: str, line: int, wanted: Iterable[str]) -> list[str]:
    """The columns by their places; a name that is there twice or is needed and missing is told.

    Raises:
        UnreadableTable: no header, too many columns, one twice, or one missing.
    """
    names = [tidy(cell) for cell in cells]
    if len(names) > MOST_COLUMNS:
        raise UnreadableTable(
            file,
            Bilingual(f"有 {len(names)} 列，超过 {MOST_COLUMNS} 列", f"it has {len(names)} columns"),
            Bilingual("请只保留需要的列。", f"Keep the columns that are needed, {MOST_COLUMNS} at most."),
            line,
        )
    wanted = [tidy(name) for name in wanted]
    missing = [name for name in wanted if name not in names]
    if missing:
        shown = [name for name in names if name][:20]
        raise UnreadableTable(
            file,
            Bilingual(f"没有列「{'」「'.join(missing)}」", f"it has no column “{'”, “'.join(missing)}”"),
            Bilingual(
                f"表中的列：{'、'.join(shown) or '（空）'}。请核对对照表中的列名和 header_line。",
                f"Its columns: {', '.join(shown) or '(none)'}. Check the mapping's names and `header_line`.",
            ),
            line,
        )
    twice = sorted({name for name in wanted if names.count(name) > 1})
    if twice:
        raise UnreadableTable(
            file,
            Bilingual(f"列「{twice[0]}」出现了两次", f"the column “{twice[0]}” is there twice"),
            Bilingual("请删去或者改名其中一列。", "Take one of them out, or rename it."),
            line,
        )
    return names


def too_many(file: str) -> UnreadableTable:
    """More rows than one file may have."""
    return UnreadableTable(
        file,
        Bilingual(f"超过 {MOST_ROWS} 行", f"it has more than {MOST_ROWS:,} rows"),
        Bilingual("请分成几个文件导入。", "Split it into several files."),
    )


def has_changed(file: str) -> UnreadableTable:
    """A file that somebody was writing while it was read."""
    return UnreadableTable(
        file,
        Bilingual("读取时文件还在变动", "it was being written while it was read"),
        Bilingual(
            "请等导出或者传送完成后再导入。", "Import it again when the export or the transfer is complete."
        ),
    )


def is_empty(file: str) -> UnreadableTable:
    """A file with no row in it."""
    return UnreadableTable(
        file,
        Bilingual("文件是空的", "the file is empty"),
        Bilingual(
            "请确认导出已经完成，然后重新发送。", "Make sure that the export was complete, and send it again."
        ),
    )
