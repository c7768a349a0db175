"""`tongban law`: run the conformance scenarios, here or against another system; list the rules."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tongban.cli.check import json_of, text_of
from tongban.cli.console import OperatorConsole
from tongban.cli.faults import OperatorFault
from tongban.cli.output import Format, OutputFormat
from tongban.cli.whose_notices import PACKAGED, WhoseNotices, found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongban.catalogue.conformance import Failure, Report, Scenario, Subject

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
    calendar_of: Annotated[
        Path | None,
        typer.Option(
            help="数据目录 · Count by the notices added to the installation in this data directory."
        ),
    ] = None,
    format: Format = OutputFormat.TEXT,
) -> None:
    """运行场景 · Run scenarios: exit 0 all hold, 1 some do not, 2 nothing could be run."""
    from tongban.catalogue.conformance import NotReached, run, unanswered  # noqa: PLC0415  (slow to import)

    scenarios = [s for s in _loaded(paths, format) if not rule or rule in s.rules]
    if not scenarios:
        raise OperatorFault(
            f"没有规则「{rule}」的场景。" if rule else "没有场景。",
            f"There is no scenario of the rule “{rule}”." if rule else "There are no scenarios.",
            exit_code=2,
        )
    if against and calendar_of is not None:
        raise OperatorFault(
            "--calendar-of 不能与 --against 同用：另一系统按自己的日历计算。",
            "--calendar-of does not go with --against: another system counts by its own calendar.",
            exit_code=2,
        )
    notices = found(calendar_of) if calendar_of is not None else PACKAGED
    console = OperatorConsole()
    if not against:
        console.tell(f"日历：{notices.name.zh}", f"calendar: {notices.name.en}")
    reports = []
    try:
        for subject in _subjects(against, notices):
            with console.step(f"{len(scenarios)} 个场景：{subject.name}", f"{len(scenarios)} scenarios"):
                reports.append(run(scenarios, subject))
    except NotReached as not_reached:
        said, remedy = not_reached.sentence, not_reached.remedy
        raise OperatorFault(f"{said.zh}{remedy.zh}", f"{said.en} {remedy.en}", exit_code=2) from None
    left = unanswered(scenarios, reports)
    if format is OutputFormat.JSON:
        sys.stdout.write(_json(scenarios, reports, left) + "\n")
    else:
        for report in reports:
            sys.stdout.write(_text(report))
    if left:
        console.tell(f"{len(left)} 个场景无人作答", f"{len(left)} scenarios were answered by nobody")
    # Another system need not support all; ours must, and to have answered nothing is no success.
    nothing_held = len(left) == len(scenarios) if against else bool(left)
    raise typer.Exit(1 if nothing_held or any(report.failures for report in reports) else 0)


@app.command("rules")
def rules(paths: Paths = None, format: Format = OutputFormat.TEXT) -> None:
    """列出规则 · Each rule with the scenarios where it fires and those where it must not."""
    found: dict[str, dict[str, list[str]]] = {}
    for scenario in _loaded(paths, format):
        for rule in scenario.rules:
            of_rule = found.setdefault(rule, {"fires": [], "must_not": []})
            of_rule["fires" if scenario.fires else "must_not"].append(scenario.id)
    if format is OutputFormat.JSON:
        sys.stdout.write(json.dumps(dict(sorted(found.items())), ensure_ascii=False, indent=2) + "\n")
        return
    for rule, both in sorted(found.items()):
        fires, must_not = (", ".join(ids) or "—" for ids in both.values())
        sys.stdout.write(f"{rule}\n  + {fires}\n  - {must_not}\n")


@app.command("serve")
def serve(
    port: Annotated[int, typer.Option(help="端口 · Port on this machine.")] = 8765,
) -> None:
    """应答场景 · Answer scenario questions over HTTP, as an example of an adapter; Ctrl-C ends it."""
    from tongban.catalogue.conformance.subjects import TimetableSubject  # noqa: PLC0415
    from tongban.connectors.conformance_http import answering  # noqa: PLC0415

    try:
        server = answering(TimetableSubject(), port)
    except (OSError, OverflowError) as error:
        raise OperatorFault(
            f"不能使用端口 {port}：{error}。请用 --port 换一个。",
            f"Port {port} cannot be used: {error}. Choose another with --port.",
        ) from None
    with server:
        sys.stderr.write(f"http://127.0.0.1:{server.server_port}/\n")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stderr.write("已停止 · stopped\n")


def _loaded(paths: list[Path] | None, format: OutputFormat) -> "tuple[Scenario, ...]":
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
        if format is OutputFormat.JSON:
            said = {"findings": [json_of(finding) for finding in unreadable.findings]}
            sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
        else:
            sys.stdout.writelines(text_of(finding) for finding in unreadable.findings)
        raise typer.Exit(2) from None


def _subjects(against: str, notices: WhoseNotices) -> "list[Subject]":
    if against:
        from tongban.connectors.conformance_http import HttpSubject  # noqa: PLC0415

        return [HttpSubject(against)]
    from tongban.catalogue.conformance.case_subject import CaseSubject  # noqa: PLC0415
    from tongban.catalogue.conformance.subjects import TimetableSubject  # noqa: PLC0415

    return [TimetableSubject(days=notices.calendar), CaseSubject(days=notices.calendar)]


# --- what is printed


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
        lines += [
            f"  依据数字 number cited: {number['number']} = {number['amount']} {number['unit']}"
            f"（{number['basis']}）"
            for number in _numbers(scenario)
        ]
    lines.append(
        f"{report.subject}: {len(report.passed)} 相符 passed, {len(report.failures)} 不符 failed, "
        f"{len(report.unsupported)} 不支持 unsupported"
    )
    return "\n".join(lines) + "\n"


def _json(scenarios: "Sequence[Scenario]", reports: "Sequence[Report]", left: "Sequence[Scenario]") -> str:
    said = {
        "scenarios": len(scenarios),
        "failed": sum(len(report.failures) for report in reports),
        "unanswered": [scenario.id for scenario in left],
        "subjects": [
            {
                "name": report.subject,
                "passed": len(report.passed),
                "failed": len(report.failures),
                "unsupported": len(report.unsupported),
                "failures": [_failure(failure) for failure in report.failures],
                "not_supported": [{"id": name, "why": why} for name, why in report.unsupported],
            }
            for report in reports
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _failure(failure: "Failure") -> dict[str, Any]:
    scenario = failure.scenario
    return {
        "id": scenario.id,
        "title": {"zh": scenario.title.zh, "en": scenario.title.en},
        "rules": list(scenario.rules),
        "file": scenario.place.file,
        "line": scenario.place.line,
        "differences": [
            {"part": part, "expected": expected, "got": came} for part, expected, came in failure.differences
        ],
        "counting": scenario.counting,
        "cites": _numbers(scenario),
    }


def _numbers(scenario: "Scenario") -> list[dict[str, Any]]:
    """The numbers of the law it rests on, as in force on its law day."""
    from tongban.catalogue.law import load_limits  # noqa: PLC0415

    limits, day, found = load_limits(), scenario.question.law_day, []
    for number in scenario.cites:
        limit = limits[number.removesuffix(".extension")]
        of_day = limit.extension_on(day) if number.endswith(".extension") else limit.limit_on(day)
        assert of_day is not None, "reading the scenario has found the number"
        found.append(
            {"number": number, "amount": of_day.amount, "unit": of_day.unit.value, "basis": of_day.basis}
        )
    return found
