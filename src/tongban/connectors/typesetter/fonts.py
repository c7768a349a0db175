"""字库 — which characters the loaded fonts can print."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from tongban.handling.documents import DocumentRefusal

_SUFFIXES = {".otf", ".ttf", ".ttc", ".otc"}


class FontsUnreadable(DocumentRefusal):
    """字体不可用 — the directory of added fonts, or a file in it, cannot be read."""

    zh = "字体不可用：{path}（{reason}）。"
    en = "This font cannot be used: {path} ({reason})."
    remedy_zh = "请让 TONGBAN_FONTS 指向含有 .otf、.ttf 或 .ttc 字体文件的目录，或取消该设置。"
    remedy_en = "Point TONGBAN_FONTS at a directory with .otf, .ttf or .ttc files, or unset it."

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path=path, reason=reason)


@dataclass(frozen=True)
class Coverage:
    """字形覆盖 — code points with a glyph, and variation sequences (base, selector) with one."""

    points: frozenset[int]
    sequences: frozenset[tuple[int, int]]

    def missing_from(self, text: str) -> list[str]:
        """The characters of a text that have no glyph, each once, in order of appearance.

        A character with a variation selector counts as one: `葛` with U+E0101 is another shape than `葛`,
        and a font without it would print the wrong name without a word.
        """
        missing: dict[str, None] = {}
        for character in _with_selectors(text):
            found = (
                tuple(map(ord, character)) in self.sequences
                if len(character) == 2
                else ord(character) in self.points
            )
            if not found:
                missing[character] = None
        return list(missing)


def font_files(added: Path | None) -> list[Path]:
    """The files to load: those of the wheel, then the operator's in order of name (sub-directories too)."""
    files = [pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path()]
    if added is None:
        return files
    if not added.is_dir():
        raise FontsUnreadable(added, "不是目录 / not a directory")
    more = sorted(path for path in added.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file())
    if not more:
        raise FontsUnreadable(added, "目录中没有字体 / no font in it")
    return files + more


def coverage_of(files: Iterable[Path]) -> Coverage:
    """What these files can print together; raises FontsUnreadable naming the file that cannot be read."""
    each = [_coverage_of_file(os.fspath(path), path.stat().st_mtime_ns) for path in files]
    return Coverage(
        points=frozenset().union(*(one.points for one in each)),
        sequences=frozenset().union(*(one.sequences for one in each)),
    )


@lru_cache(maxsize=64)
def _coverage_of_file(path: str, _changed_at: int) -> Coverage:
    points: set[int] = set()
    sequences: set[tuple[int, int]] = set()
    try:
        with open(path, "rb") as file:
            is_collection = file.read(4) == b"ttcf"
            file.seek(0)
            for face in TTCollection(file, lazy=True).fonts if is_collection else [TTFont(file, lazy=True)]:
                cmap = face["cmap"]
                points.update(cmap.getBestCmap() or {})
                for table in cmap.tables:
                    if table.format == 14:
                        sequences.update(
                            (base, selector) for selector, bases in table.uvsDict.items() for base, _ in bases
                        )
    except (TTLibError, OSError, KeyError, AssertionError, ValueError) as error:
        raise FontsUnreadable(Path(path), str(error) or type(error).__name__) from error
    return Coverage(frozenset(points), frozenset(sequences))


def _with_selectors(text: str) -> Iterable[str]:
    characters: list[str] = []
    for each in text:
        if characters and (0xFE00 <= ord(each) <= 0xFE0F or 0xE0100 <= ord(each) <= 0xE01EF):
            characters[-1] += each
        else:
            characters.append(each)
    return characters
