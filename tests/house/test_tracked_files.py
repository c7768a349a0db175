"""What may stand in a tracked file: nothing of one machine, no secret, no file too long to read."""

import ast
import re
from pathlib import Path

import pytest

from tracked import ROOT, name_of, text_of, tracked_files

# Written so that no pattern matches its own text.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.])/(?:wor[k]|far[m]|roo[t]|home/[a-z]\w+|Use[r]s)/",
    "a registry's address": r"pyp[i]\.|pythonhoste[d]|registry\.npmj[s]|debia[n]\.org|mirror[s]?\.[a-z]",
    "a private key": r"-----BEGI[N] (?:[A-Z]+ )?PRIVATE KEY-----",
    "an access key": r"\bAKI[A][0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bglpat-[\w-]{20}\b",
    "a password in an address": (
        r"\bpostgres(?:ql)?://\w+:(?!\.\.\.|password@)[^@\s{}<$\"'“:…]{4,}@(?!127\.|[\w.]*example\b)[\w-]+\.\w"
    ),
}

LONGEST = 400
# Lists of many small, equal things, read from the table of contents and never from top to bottom.
LONG_BY_NATURE = {
    "src/tongban/kernel/refusals/__init__.py": "an index: every refusal, named twice",
    "src/tongban/web/design/specimens.py": "one specimen of every component, for the style page",
    "src/tongban/web/design/swimlane.py": "one picture: its columns, rows and lines decide each other",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what):
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:120]}"
        for path in tracked_files()
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if re.search(FORBIDDEN[what], line)
    ]
    assert found == []


def test_the_patterns_find_what_they_are_for():
    specimens = {
        "a path of one machine": ["in /" + "work/main", '"/' + 'root/x"', "/ho" + "me/li/x"],
        "a registry's address": ["https://pyp" + "i.org/simple", "mirror" + "s.example"],
        "a private key": ["-----BEGIN " + "PRIVATE KEY-----", "-----BEGIN " + "RSA PRIVATE KEY-----"],
        "an access key": ["AKI" + "A" + "Q" * 16],
        "a password in an address": ["postgresql://app:" + "geheim" + "@db.city/x"],
    }
    missed = [
        specimen
        for what, lines in specimens.items()
        for specimen in lines
        if not re.search(FORBIDDEN[what], specimen)
    ]
    assert missed == []
    assert specimens.keys() == FORBIDDEN.keys()


def test_every_source_file_is_short_enough_to_read():
    too_long = {
        name_of(path): len(path.read_text().splitlines())
        for path in sources()
        if len(path.read_text().splitlines()) > LONGEST
    }
    assert too_long.keys() == LONG_BY_NATURE.keys(), too_long


def test_every_module_and_room_says_what_it_is_for():
    silent = [
        name_of(path) for path in sources() if path.stat().st_size and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_no_room_has_a_name_that_says_nothing():
    empty_words = {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "misc",
        "manager",
        "managers",
        "base_utils",
    }
    found = [
        name_of(path) for path in sources() if empty_words & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert found == []


def sources() -> list[Path]:
    return [
        path
        for path in tracked_files()
        if path.suffix == ".py" and name_of(path).startswith("src/") and "migrations" not in path.parts
    ]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())
