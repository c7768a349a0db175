"""`tongban check` 检查事项文件: every finding with code, place, basis and remedy; needs no database."""

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tongban.catalogue.authorities import read_directory
from tongban.catalogue.check import check as check_item
from tongban.catalogue.check.directory import check_directory
from tongban.catalogue.finding import Finding, Severity, UnreadableFile
from tongban.catalogue.item import Implementation
from tongban.catalogue.load import AUTHORITIES, check_versions, find_directory, read_item
from tongban.catalogue.reading import UNREADABLE


class OutputFormat(StrEnum):
    """输出格式."""

    TEXT = "text"
    JSON = "json"


def check(
    paths: Annotated[list[Path], typer.Argument(help="Item files, or directories of them. 事项文件或目录。")],
    format: Annotated[
        OutputFormat, typer.Option("--format", help="text or json. 输出格式。")
    ] = OutputFormat.TEXT,
) -> None:
    """Lint catalogue files 检查事项文件: exit 0 nothing wrong, 1 errors found, 2 unreadable."""
    findings: list[Finding] = []
    read: list[Implementation] = []
    files = list(_files(paths))
    for path in files:
        try:
            if path.name == AUTHORITIES:
                findings += check_directory(read_directory(path, name=str(path)))
            else:
                item = read_item(path, directory=find_directory(path), name=str(path))
                findings += check_item(item)
                read.append(item)
        except UnreadableFile as unreadable:
            findings += unreadable.findings
    findings += check_versions(sorted(read, key=lambda item: (item.id, item.valid_from)))
    findings = list(dict.fromkeys(findings))  # a broken directory is found once for every item beside it
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if format is OutputFormat.JSON:
        typer.echo(_json(files, findings, errors))
    else:
        for finding in findings:
            typer.echo(_text(finding))
        typer.echo(_summary(len(files), errors, len(findings) - errors), err=True)
    if any(finding.code in UNREADABLE for finding in findings):
        raise typer.Exit(2)
    raise typer.Exit(1 if errors else 0)


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    seen: set[Path] = set()
    for path in paths:
        inside = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]) if path.is_dir() else [path]
        for file in inside or [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _text(finding: Finding) -> str:
    basis = f"  ({finding.basis})" if finding.basis else ""
    return (
        f"{finding.place}: {finding.severity}[{finding.code}]{basis}\n"
        f"  {finding.message.zh}\n  {finding.message.en}\n"
        f"  → {finding.remedy.zh}\n  → {finding.remedy.en}"
    )


def _summary(files: int, errors: int, warnings: int) -> str:
    return (
        f"检查了 {files} 个文件：{errors} 处错误，{warnings} 处提示。\n"
        f"{files} files checked: {errors} errors, {warnings} warnings."
    )


def _json(files: list[Path], findings: list[Finding], errors: int) -> str:
    return json.dumps(
        {
            "files": len(files),
            "errors": errors,
            "warnings": len(findings) - errors,
            "findings": [
                {
                    "code": finding.code,
                    "severity": finding.severity.value,
                    "file": finding.place.file,
                    "line": finding.place.line,
                    "path": finding.place.path,
                    "message": {"zh": finding.message.zh, "en": finding.message.en},
                    "basis": finding.basis,
                    "remedy": {"zh": finding.remedy.zh, "en": finding.remedy.en},
                }
                for finding in findings
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
