"""`tongban law`: run the conformance scenarios, here or against another system; list the rules."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tongban.cli.check import OutputFormat, text_of
from tongban.cli.faults import OperatorFault

if TYPE_CHECKING:
    from tongban.catalogue.conformance import Report, Scenario, Subject

app = typer.Typer(name="law", help="法律场景 · The law's rules as scenarios.", no_args_is_help=True)

Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="场景文件或目录 · Scenario files or directories; the shipped ones."),
]


@app.command("test")
def run_scenarios(
    paths: Paths = None,
    rule: Annotated[
        str, typer.Option(help="只运行该规则的场景 · Only scenarios of this rule, e.g. K04.")
    ] = "",
    against: Annotated[
        str, typer.Option(help="另一系统的地址 · The address of another system that answers by HTTP.")
    ] = "",
    format: Annotated[
        OutputFormat, typer.Option("--format", help="输出格式 · text | json")
    ] = OutputFormat.TEXT,
) -> None:
    """运行场景 · Run scenarios: exit 0 all hold, 1 some do not, 2 a file cannot be read."""
    from tongban.catalogue.conformance import run  # noqa: PLC0415  (the YAML reader is slow to import)

    scenarios = [s for s in _loaded(paths) if not rule or rule in s.rules]
    if not scenarios:
        raise OperatorFault(
            f"没有规则「{rule}」的场景。" if rule else "没有场景。",
            f"There is no scenario of the rule “{rule}”." if rule else "There are no scenarios.",
            exit_code=2,
        )
    reports = [run(scenarios, subject) for subject in _subjects(against)]
    if format is OutputFormat.JSON:
        sys.stdout.write(_json(scenarios, reports) + "\n")
    else:
        for report in reports:
            sys.stdout.write(_text(report))
    raise typer.Exit(1 if any(report.failures for report in reports) else 0)


@app.command("rules")
def rules(paths: Paths = None) -> None:
    """列出规则 · Each rule with the scenarios where it fires and those where it must not."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for scenario in _loaded(paths):
        for rule in scenario.rules:
            found.setdefault(rule, ([], []))[0 if scenario.fires else 1].append(scenario.id)
    for rule, (fires, must_not) in sorted(found.items()):
        sys.stdout.write(f"{rule}\n  + {', '.join(fires) or '—'}\n  - {', '.join(must_not) or '—'}\n")


def _loaded(paths: list[Path] | None) -> "tuple[Scenario, ...]":
    from tongban.catalogue.conformance import load_scenarios  # noqa: PLC0415
    from tongban.catalogue.finding import UnreadableFile  # noqa: PLC0415

    missing = [path for path in paths or [] if not path.exists()]
    if missing:
        raise OperatorFault(
            f"没有文件或目录「{missing[0]}」。", f"There is no file or directory “{missing[0]}”.", exit_code=2
        )
    try:
        return load_scenarios(*(paths or []))
    except UnreadableFile as unreadable:
        sys.stdout.writelines(text_of(finding) for finding in unreadable.findings)
        raise typer.Exit(2) from None


def _subjects(against: str) -> "list[Subject]":
    if against:
        from tongban.connectors.conformance_http import HttpSubject  # noqa: PLC0415

        return [HttpSubject(against)]
    from tongban.catalogue.conformance.case_subject import CaseSubject  # noqa: PLC0415
    from tongban.catalogue.conformance.subjects import TimetableSubject  # noqa: PLC0415

    return [TimetableSubject(), CaseSubject()]


@app.command("serve")
def serve(
    port: Annotated[int, typer.Option(help="端口 · Port on this machine.")] = 8765,
) -> None:
    """应答场景 · Answer scenario questions over HTTP, as an example of an adapter; Ctrl-C ends it."""
    from tongban.catalogue.conformance.subjects import TimetableSubject  # noqa: PLC0415
    from tongban.connectors.conformance_http import answering  # noqa: PLC0415

    with answering(TimetableSubject(), port) as server:
        sys.stderr.write(f"http://127.0.0.1:{server.server_port}/\n")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stderr.write("已停止 · stopped\n")


def _text(report: "Report") -> str:
    lines = []
    for failure in report.failures:
        scenario = failure.scenario
        lines.append(f"✗ {scenario.place} {scenario.id}\n  {scenario.title.zh}\n  {scenario.title.en}")
        lines += [
            f"  {part}: 应为 expected {expected}，得到 got {came}"
            for part, expected, came in failure.differences
        ]
        lines += [f"  | {line}" for line in scenario.counting.splitlines()]
        if scenario.cites:
            lines.append(f"  依据数字 numbers cited: {', '.join(scenario.cites)}")
    lines.append(
        f"{report.subject}: {len(report.passed)} 相符 passed, {len(report.failures)} 不符 failed, "
        f"{len(report.unsupported)} 不支持 unsupported"
    )
    return "\n".join(lines) + "\n"


def _json(scenarios: "list[Scenario]", reports: "list[Report]") -> str:
    from tongban.catalogue.conformance.question import as_json  # noqa: PLC0415

    return json.dumps(
        {
            "scenarios": len(scenarios),
            "failed": sum(len(report.failures) for report in reports),
            "subjects": [
                {
                    "name": report.subject,
                    "passed": len(report.passed),
                    "failed": len(report.failures),
                    "unsupported": len(report.unsupported),
                    "failures": [
                        {
                            "id": failure.scenario.id,
                            "title": as_json(failure.scenario.title),
                            "file": failure.scenario.place.file,
                            "line": failure.scenario.place.line,
                            "differences": [
                                {"part": part, "expected": expected, "got": came}
                                for part, expected, came in failure.differences
                            ],
                            "counting": failure.scenario.counting,
                            "cites": list(failure.scenario.cites),
                        }
                        for failure in report.failures
                    ],
                }
                for report in reports
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
