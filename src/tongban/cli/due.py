"""`tongban due`: the last day of a limit, and why it is that day."""

import json
import sys
from datetime import date, datetime
from typing import Annotated

import typer

from tongban.cli.faults import OperatorFault
from tongban.kernel.clock import Clock, ClockKind, TimeLimit, Unit, explain
from tongban.kernel.refusals import Told


def due(
    start: Annotated[str, typer.Argument(help="起算日（当日不计）· Day of the event, 2026-03-02.")],
    limit: Annotated[int, typer.Argument(help="时限天数 · Length of the limit in days.")],
    unit: Annotated[Unit, typer.Option(help="计算单位 · What is counted.")] = Unit.WORKING_DAY,
    region: Annotated[str, typer.Option(help="日历地区 · Region of the calendar.")] = "CN",
    exclude: Annotated[
        list[str] | None, typer.Option(help="扣除 · Excluded days FROM..UNTIL, both included.")
    ] = None,
    no_roll: Annotated[
        bool, typer.Option("--no-roll", help="不顺延 · Do not roll a natural-day end off a rest day.")
    ] = False,
    format: Annotated[str, typer.Option("--format", help="text | json")] = "text",
) -> None:
    """届满日 · The last day of a limit, and the counting behind it."""
    from tongban.catalogue.law import load_calendar  # noqa: PLC0415  (reads 20 years of notices)

    try:
        calendar = load_calendar(region)
        clock = _clock(_date(start), TimeLimit(limit, unit, "—", rolls=not no_roll), calendar.zone)
        for begin, until in map(_period, exclude or []):
            clock.check_exclusion(begin, until, calendar)
            at = clock.entries[0].at
            clock = clock.exclude(begin, until, at, "cli", basis="行政许可法§45", document="--exclude")
        answer, sentences = clock.due(calendar), explain(clock, calendar)
    except Told as told:
        raise OperatorFault(
            f"{told.sentence.zh}{told.remedy.zh}", f"{told.sentence.en} {told.remedy.en}", exit_code=1
        ) from None
    if format == "json":
        result = {
            "due": answer.day.isoformat(),
            "provisional": answer.provisional,
            "explain": [{"zh": s.zh, "en": s.en} for s in sentences],
        }
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"{answer.day}{'（暂定 provisional）' if answer.provisional else ''}\n")
    for sentence in sentences:
        sys.stderr.write(f"  {sentence.zh}\n  {sentence.en}\n")


def _clock(start: date, limit: TimeLimit, zone: object) -> Clock:
    at = datetime.combine(start, datetime.min.time(), zone)  # type: ignore[arg-type]
    return Clock(ClockKind.STATUTORY, limit).start(start, at, "cli")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OperatorFault(
            f"「{text}」不是日期，应写成 2026-03-02。",
            f"“{text}” is not a date; write 2026-03-02.",
            exit_code=2,
        ) from None


def _period(text: str) -> tuple[date, date]:
    begin, dots, until = text.partition("..")
    if not dots:
        raise OperatorFault(
            f"「{text}」不是起止日期，应写成 2026-03-10..2026-03-23。",
            f"“{text}” is not a period; write 2026-03-10..2026-03-23.",
            exit_code=2,
        )
    return _date(begin), _date(until)
