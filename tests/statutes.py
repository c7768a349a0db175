"""The statutes' own texts, where they lie in TONGBAN_SHARED_DATA: an article, a paragraph, an item of it."""

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DIGITS = "零一二三四五六七八九"
_NUMERAL = "零一二两三四五六七八九十百千万0-9"
_ARTICLE = re.compile(r"^第([一二三四五六七八九十百]+)条\s", re.MULTILINE)
_HEADING = re.compile(r"^#.*$", re.MULTILINE)
_ITEM = re.compile(r"^[（(]([一二三四五六七八九十]+)[)）]")
_CITED = re.compile(r"([一-龥]+(?:（[0-9]{4}）)?)?§([0-9]+)((?:\([0-9]+\))*)(（末款）)?")


@dataclass(frozen=True)
class Cited:
    """One article that a basis names, with the paragraph or item."""

    statute: str
    article: int
    parts: tuple[int, ...] = ()
    is_last_paragraph: bool = False


def cited_in(basis: str) -> list[Cited]:
    """The articles of a basis; a further § is of the statute named before it."""
    found: list[Cited] = []
    for statute, article, parts, last in _CITED.findall(basis):
        of = statute or (found[-1].statute if found else "")
        found.append(Cited(of, int(article), tuple(map(int, re.findall(r"[0-9]+", parts))), bool(last)))
    return found


def chinese(number: int) -> str:
    """A number as a statute writes it: 二十, 一百零五, 三千, 十万."""
    if number >= 10_000:
        rest = number % 10_000
        return f"{chinese(number // 10_000)}万" + (chinese(rest) if rest else "")
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + name
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words or "零"


def holds(text: str, number: int) -> bool:
    """Whether the number itself stands there, and not within a larger one."""
    ways = {chinese(number), str(number), *(["两"] if number == 2 else [])}
    return any(re.search(f"(?<![{_NUMERAL}]){way}(?![{_NUMERAL}])", text) for way in ways)


class Statute:
    """A statute's articles, read from its text."""

    def __init__(self, text: str) -> None:
        parts = _ARTICLE.split(_HEADING.sub("", text))
        numbers = {chinese(n): n for n in range(1, 1000)}
        self._articles = {
            numbers[said]: [line.strip() for line in body.splitlines() if line.strip()]
            for said, body in zip(parts[1::2], parts[2::2], strict=True)
        }

    def places(self, cited: Cited) -> list[str]:
        """Every reading of the citation: `§32(4)` may be a fourth paragraph or an item （四）."""
        paragraphs = _paragraphs(self._articles.get(cited.article, []))
        if cited.is_last_paragraph:
            paragraphs = paragraphs[-1:]
        whole = ["\n".join(paragraph) for paragraph in paragraphs]
        match cited.parts:
            case ():
                return ["\n".join(whole)] if whole else []
            case (number,):
                found = whole[number - 1 : number]
                return found + [item for one in paragraphs for item in _items(one, number)]
            case (paragraph, item, *_):
                return [found for one in paragraphs[paragraph - 1 : paragraph] for found in _items(one, item)]
        return []


def _paragraphs(lines: list[str]) -> list[list[str]]:
    """The lines by paragraph; items, and what stands between two of them, are of the one they follow."""
    paragraphs: list[list[str]] = []
    list_begins = 0
    for line in lines:
        item = _ITEM.match(line)
        if item and paragraphs:
            if item[1] == "一":
                list_begins = len(paragraphs) - 1
            between = [one for paragraph in paragraphs[list_begins + 1 :] for one in paragraph]
            paragraphs[list_begins:] = [[*paragraphs[list_begins], *between, line]]
        else:
            paragraphs.append([line])
    return paragraphs


def _items(paragraph: list[str], number: int) -> list[str]:
    return [line for line in paragraph if (m := _ITEM.match(line)) and m[1] == chinese(number)]


@cache
def texts() -> dict[str, Statute]:
    """Every statute at hand by its name, the newest text of each; nothing where there are no data."""
    directory = os.environ.get("TONGBAN_SHARED_DATA")
    paths = sorted(Path(directory, "laws").glob("*(*).md")) if directory else []
    return {path.name.partition("(")[0]: Statute(path.read_text("utf-8")) for path in paths}
