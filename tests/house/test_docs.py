"""What the papers say is so: examples run, references match the code, links lead somewhere."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from tongban.cli import app
from tracked import ROOT, markdown, name_of, tracked_files

FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")

PAGES_WITH_EXAMPLES = [path for path in markdown() if ">>> " in path.read_text()]


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    return [text for name, text in FENCE.findall(path.read_text()) if name == language]


@pytest.mark.parametrize("page", PAGES_WITH_EXAMPLES, ids=name_of)
def test_every_example_does_what_the_page_says(page):
    source = "\n".join(blocks(page, "python"))
    examples = doctest.DocTestParser().get_doctest(source, {}, name_of(page), name_of(page), 0)
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    failed, attempted = runner.run(examples, out=told.append)
    assert attempted == source.count(">>> ")
    assert failed == 0, "".join(told)


def test_every_concept_has_examples():
    silent = [name_of(path) for path in concepts() if path not in PAGES_WITH_EXAMPLES]
    assert silent == []


def concepts() -> list[Path]:
    return [path for path in markdown() if path.parent == ROOT / "docs" / "concepts"]


def test_reference_pages_match_the_code():
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "tools/reference.py", "check"]
    answer = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (0, ""), answer.stderr


def test_every_link_inside_the_papers_leads_to_a_tracked_file():
    tracked = set(tracked_files())
    broken = [
        f"{name_of(page)}: {target}"
        for page in markdown()
        for target in LINK.findall(FENCE.sub("", page.read_text()))
        if not re.match(r"[a-z]+:|#", target) and not leads(page, target, tracked)
    ]
    assert broken == []


def leads(page: Path, target: str, tracked: set[Path]) -> bool:
    path = (page.parent / target.partition("#")[0]).resolve()
    return path in tracked or any(path in file.parents for file in tracked)


def test_every_source_the_papers_name_is_there():
    missing = [
        f"{name_of(page)}: {name}"
        for page in markdown()
        for name in re.findall(r"`((?:src|law|demo|tools|tests|docs)/[\w./-]+)`", page.read_text())
        if not (ROOT / name).exists()
    ]
    assert missing == []


def test_every_command_the_papers_and_the_refusals_name_exists():
    root = typer.main.get_command(app)
    said = [
        (name_of(page), call)
        for page in markdown()
        for call in re.findall(r"(?:^\$ |`)tongban ([^`\n]+)", page.read_text(), re.MULTILINE)
    ]
    refusals = (ROOT / "docs" / "reference" / "refusals.md").read_text()
    said += [("refusals.md", call) for call in re.findall(r"tongban ([^`|，。；,.;：:\n]+)", refusals)]
    unknown = {f"{page}: tongban {call}" for page, call in said if not _leads(root, call.split())}
    assert len(said) > 50
    assert sorted(unknown) == []


def _leads(command: Any, words: list[str]) -> bool:
    """Whether the words name a command with what it is given, or a group of commands alone."""
    for word in words:
        if not hasattr(command, "commands"):
            return True
        if word not in command.commands:
            return bool(re.fullmatch(r"[a-z-]+(\|[a-z-]+)+", word)) and all(
                one in command.commands for one in word.split("|")
            )
        command = command.commands[word]
    return True
