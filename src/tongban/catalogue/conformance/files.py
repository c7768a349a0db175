"""场景文件 — the scenarios of files and directories, each with its place; every fault is found at once."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tongban.catalogue.binding import bind, line_table
from tongban.catalogue.conformance.faults import faults_of
from tongban.catalogue.conformance.scenario import Scenario, ScenarioFile
from tongban.catalogue.finding import Finding, UnreadableFile, place_in
from tongban.catalogue.law import data_root
from tongban.catalogue.reading import read_tree


def shipped() -> Path:
    """The scenarios that come with the law."""
    return data_root() / "law" / "conformance"


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named and those in the directories named, each once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]) if path.is_dir() else [path]
        for file in inside:
            found[file] = None
    return list(found)


def load_scenarios(*paths: Path) -> tuple[Scenario, ...]:
    """Every scenario of the files and directories; those shipped with the law unless told otherwise.

    Raises:
        UnreadableFile: with every finding of every file.
    """
    scenarios: list[Scenario] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for path in files_in(paths or (shipped(),)):
        name = _name(path)
        try:
            tree = read_tree(path, name=name)
            file = bind(tree, ScenarioFile, file=name)
        except UnreadableFile as unreadable:
            findings += unreadable.findings
            continue
        lines = line_table(tree)
        for n, scenario in enumerate(file.scenarios):
            where = f"scenarios[{n}]"
            findings += [
                rule.at(place_in(name, lines, f"{where}{at}"), **said)
                for rule, at, said in faults_of(scenario, taken)
            ]
            taken.add(scenario.id)
            scenarios.append(replace(scenario, place=place_in(name, lines, where)))
    if findings:
        raise UnreadableFile(findings)
    return tuple(scenarios)


def _name(path: Path) -> str:
    """What a file is called: several of the shipped ones share a last name."""
    root = shipped()
    return path.relative_to(root.parents[1]).as_posix() if path.is_relative_to(root) else str(path)
