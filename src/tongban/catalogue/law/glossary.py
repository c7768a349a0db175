"""术语表 — one word, one meaning, two languages: `law/glossary.toml`, and the page made from it.

Run `python -m tongban.catalogue.law.glossary` to print the page; a test keeps
`docs/reference/glossary.md` from drifting.
"""

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile
from tongban.catalogue.law.location import data_root
from tongban.kernel.words import Bilingual

NOT_TOML = Rule(
    "not_toml",
    Bilingual("不是合法的 TOML：{why}", "not valid TOML: {why}"),
    Bilingual("请按提示的行号修正。", "Mend it at the line named."),
)
TERM_INCOMPLETE = Rule(
    "term_incomplete",
    Bilingual("术语「{identifier}」缺少「{key}」", "the term “{identifier}” has no “{key}”"),
    Bilingual("请补上。", "Add it."),
)
TERM_TWICE = Rule(
    "term_twice",
    Bilingual("术语「{identifier}」写了两次", "the term “{identifier}” is given twice"),
    Bilingual("请合并。", "Merge the two."),
)


TERM_KEY = Rule(
    "term_key",
    Bilingual("术语「{identifier}」没有「{key}」这一项", "the term “{identifier}” has no field “{key}”"),
    Bilingual("请删除或改名。", "Remove it, or rename it."),
)


@dataclass(frozen=True, slots=True)
class Term:
    """术语 — the word in code, in Chinese and in English, and what it must not be mistaken for."""

    identifier: str
    zh: str
    en: str
    meaning: str = ""
    basis: str = ""
    not_to_confuse_with: str = ""


_KEYS = frozenset(field.name for field in fields(Term))


@dataclass(frozen=True, slots=True)
class Glossary:
    """术语表 — the terms, and the labels of code lists (`StepKind.OPINION`)."""

    terms: tuple[Term, ...]
    labels: tuple[Term, ...]


@cache
def load_glossary(path: Path | None = None) -> Glossary:
    """The glossary, read once.

    Raises:
        UnreadableFile: with every finding.
    """
    path = path or data_root() / "law" / "glossary.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile([NOT_TOML.at(Place(path.name, 1, ""), why=error)]) from None
    findings: list[Finding] = []
    terms = _terms(content.get("term", []), ("identifier", "zh", "en", "meaning"), path.name, findings)
    labels = _terms(content.get("label", []), ("identifier", "zh", "en"), path.name, findings)
    if findings:
        raise UnreadableFile(findings)
    return Glossary(terms, labels)


def _terms(
    entries: list[dict[str, str]], required: Sequence[str], file: str, findings: list[Finding]
) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    for entry in entries:
        identifier = entry.get("identifier", "?")
        place = Place(file, 1, identifier)
        missing = [key for key in required if not entry.get(key)]
        findings += [TERM_INCOMPLETE.at(place, identifier=identifier, key=key) for key in missing]
        if identifier in terms:
            findings.append(TERM_TWICE.at(place, identifier=identifier))
        unknown = sorted(set(entry) - _KEYS)
        findings += [TERM_KEY.at(place, identifier=identifier, key=key) for key in unknown]
        if not missing and not unknown:
            terms[identifier] = Term(**entry)
    return tuple(terms.values())


def as_markdown(glossary: Glossary) -> str:
    """The page `docs/reference/glossary.md`."""
    lines = [
        "# Glossary 术语表",
        "",
        "Generated from `law/glossary.toml` by `python -m tongban.catalogue.law.glossary`; do not edit.",
        "",
        "| 中文 | English | in code | meaning | basis | not to be confused with |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {t.zh} | {t.en} | `{t.identifier}` | {t.meaning} | {t.basis} | {t.not_to_confuse_with} |"
        for t in glossary.terms
    ]
    lines += ["", "## Code lists 代码表", "", "| in code | 中文 | English | basis |", "|---|---|---|---|"]
    lines += [f"| `{t.identifier}` | {t.zh} | {t.en} | {t.basis} |" for t in glossary.labels]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_markdown(load_glossary()))
