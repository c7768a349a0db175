"""`tongban check`: every finding on catalogue files, with code, place, basis and remedy; no database."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tongban.cli.output import Format, OutputFormat

if TYPE_CHECKING:
    from tongban.catalogue import Finding, Implementation


def check(
    paths: Annotated[list[Path], typer.Argument(help="事项文件或目录 · Item files, or directories of them.")],
    format: Format = OutputFormat.TEXT,
) -> None:
    """检查事项文件 · Lint catalogue files: exit 0 may be published, 1 errors found, 2 unreadable."""
    from tongban.catalogue.finding import Severity  # noqa: PLC0415  (the YAML reader is slow to import)
    from tongban.catalogue.reading import UNREADABLE  # noqa: PLC0415

    files = list(_files(paths))
    findings = _findings(files)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if format is OutputFormat.JSON:
        sys.stdout.write(_json(files, findings, errors) + "\n")
    else:
        sys.stdout.writelines(text_of(finding) for finding in findings)
        sys.stderr.write(_summary(len(files), errors, len(findings) - errors))
    if any(finding.code in UNREADABLE for finding in findings):
        raise typer.Exit(2)
    raise typer.Exit(1 if errors else 0)


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files named and those in the directories named, each once; an empty directory stands for itself."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]) if path.is_dir() else [path]
        for file in inside or [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _findings(files: list[Path]) -> "list[Finding]":
    from tongban.catalogue.authorities import read_directory  # noqa: PLC0415
    from tongban.catalogue.check import check as check_item  # noqa: PLC0415
    from tongban.catalogue.check.directory import check_directory  # noqa: PLC0415
    from tongban.catalogue.check.renewal import check_renewals  # noqa: PLC0415
    from tongban.catalogue.finding import UnreadableFile  # noqa: PLC0415
    from tongban.catalogue.load import (  # noqa: PLC0415
        AUTHORITIES,
        LIFE_EVENTS,
        PROJECTS,
        check_versions,
        find_directory,
        read_item,
    )

    findings: list[Finding] = []
    items = []
    for path in files:
        try:
            if path.name == AUTHORITIES:
                findings += check_directory(read_directory(path, name=str(path)))
            elif path.resolve().parent.name == LIFE_EVENTS:
                findings += _of_life_event(path)
            elif path.resolve().parent.name == PROJECTS:
                findings += _of_project(path)
            else:
                item = read_item(path, directory=find_directory(path), name=str(path))
                findings += check_item(item)
                items.append(item)
        except UnreadableFile as unreadable:
            findings += unreadable.findings
    findings += check_versions(sorted(items, key=lambda item: (item.id, item.valid_from)))
    findings += check_renewals(items, _beside(files, [item for item in items if item.renewal]))
    return list(dict.fromkeys(findings))  # a broken directory is found once for every item beside it


def _of_life_event(path: Path) -> "list[Finding]":
    """A life event beside the items of its catalogue, which lie one directory above it."""
    from tongban.catalogue.check.life_event import check_life_event  # noqa: PLC0415
    from tongban.catalogue.load import find_directory, items_beside, read_life_event  # noqa: PLC0415

    event = read_life_event(path, directory=find_directory(path), name=str(path))
    return check_life_event(event, items_beside(path))


def _of_project(path: Path) -> "list[Finding]":
    """A project procedure beside the life events and items of its catalogue."""
    from tongban.catalogue.check.project import check_project  # noqa: PLC0415
    from tongban.catalogue.load import beside, find_directory, read_project  # noqa: PLC0415

    return check_project(read_project(path, directory=find_directory(path), name=str(path)), beside(path))


def _beside(files: list[Path], items: "list[Implementation]") -> "Iterator[Implementation]":
    """The other items of the catalogues these items are in; what cannot be read is not theirs to tell."""
    from tongban.catalogue.finding import UnreadableFile  # noqa: PLC0415
    from tongban.catalogue.load import AUTHORITIES, read_item  # noqa: PLC0415

    for folder in sorted({Path(item.file).parent for item in items}):
        for path in sorted(folder.glob("*.yaml")):
            if path.name != AUTHORITIES and path not in files:
                with suppress(UnreadableFile):
                    yield read_item(path)


def text_of(finding: "Finding") -> str:
    """A finding as lines for the operator."""
    basis = f"  ({finding.basis})" if finding.basis else ""
    return (
        f"{finding.place}: {finding.severity}[{finding.code}]{basis}\n"
        f"  {finding.message.zh}\n  {finding.message.en}\n"
        f"  → {finding.remedy.zh}\n  → {finding.remedy.en}\n"
    )


def _summary(files: int, errors: int, warnings: int) -> str:
    return (
        f"检查了 {files} 个文件：{errors} 处错误，{warnings} 处提示。\n"
        f"{files} files checked: {errors} errors, {warnings} warnings.\n"
    )


def json_of(finding: "Finding") -> dict[str, Any]:
    """A finding for a pipeline."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "path": finding.place.path,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "basis": finding.basis,
        "remedy": {"zh": finding.remedy.zh, "en": finding.remedy.en},
    }


def _json(files: list[Path], findings: "list[Finding]", errors: int) -> str:
    report = {
        "files": len(files),
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": [json_of(finding) for finding in findings],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
