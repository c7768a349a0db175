"""The commands the papers give exist; those that only answer are run, and answer as printed."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

from tongban.cli import app
from tracked import ROOT, markdown, name_of

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# They read files, print, and leave nothing behind.
ONLY_ANSWER = (("tongban", "due"), ("tongban", "check"))
# Other people's programs, which the papers use on results.
NOT_OURS = {"bash", "pdfsig", "tar"}
# Named by a page, still to be written: each line leaves with the verb's arrival.
NOT_YET: set[str] = set()


@dataclass(frozen=True)
class Shown:
    """A command of a console block, and what the page says it prints."""

    page: Path
    words: tuple[str, ...]
    output: str

    def __str__(self) -> str:
        return f"{name_of(self.page)}: {shlex.join(self.words)}"


def shown() -> Iterator[Shown]:
    for page in markdown():
        for block in CONSOLE.findall(page.read_text()):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield Shown(page, tuple(shlex.split(command)), output)


COMMANDS = list(shown())
ANSWERING = [c for c in COMMANDS if c.words[:2] in ONLY_ANSWER and c.words[1] not in NOT_YET]


def test_both_readmes_start_with_the_same_two_commands():
    first = {
        page: [" ".join(c.words) for c in COMMANDS if name_of(c.page) == page][:2]
        for page in ("README.md", "README.zh-CN.md")
    }
    assert first == {page: ["make run", "make test"] for page in first}


@pytest.mark.parametrize("command", ANSWERING, ids=str)
def test_a_command_that_only_answers_says_what_the_page_shows(command):
    run = [sys.executable, "-m", "tongban.cli", *command.words[1:]]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    answer = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (0, command.output), answer.stderr


def test_every_verb_of_make_the_papers_name_is_in_the_makefile():
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {word for c in COMMANDS if c.words[0] == "make" for word in c.words[1:] if "=" not in word}
    assert named - verbs == set()


def test_every_verb_of_tongban_the_papers_name_is_there():
    verbs = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    quoted = {verb for page in markdown() for verb in re.findall(r"`tongban ([a-z]+)[ `]", page.read_text())}
    named = quoted | {c.words[1] for c in COMMANDS if c.words[0] == "tongban"}
    assert named - verbs == NOT_YET


def test_every_other_program_the_papers_use_is_known():
    assert {c.words[0] for c in COMMANDS} - {"make", "tongban"} <= NOT_OURS


def test_every_account_of_the_readmes_is_in_the_demo():
    people = (ROOT / "src/tongban/cli/demo/people.py").read_text()
    known = set(re.findall(r'Person\(\s*"([\w-]+)"', people))
    named = {
        account
        for page in ("README.md", "README.zh-CN.md")
        for cell in re.findall(r"^\|[^|]+\|([^|]+)\|", (ROOT / page).read_text(), re.MULTILINE)
        for account in re.findall(r"`([\w-]+)`", cell)
    }
    assert len(named) >= 7
    assert named - known == set()
