"""`tongban due`: the last day of a limit, and why it is that day."""

import json
import re
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tongban.cli.faults import OperatorFault
from tongban.cli.output import Format, OutputFormat
from tongban.cli.whose_notices import PACKAGED, found
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import Clock, ClockKind, Counting, LastMoment, TimeLimit, Unit, explain
from tongban.kernel.refusals import BeforeTheCalendar, BeyondTheCalendar, Told

if TYPE_CHECKING:
    from tongban.catalogue.law import LegalLimit

#: What a limit named by hand rests on: nothing this command knows of.
_NO_BASIS = "—"
_ACTOR = "cli"


@dataclass(frozen=True, slots=True)
class _Asked:
    """所问 — a limit, and by how much the law lets it be extended (None: nothing is known of it)."""

    limit: TimeLimit
    most: TimeLimit | None = None
    is_law: bool = False
    #: The law lets it be extended and leaves the length to who approves it.
    is_open: bool = False


def due(
    start: Annotated[
        str, typer.Argument(help="起算日（当日不计），可带时刻 · Day of the event, 2026-03-02[T15:00].")
    ],
    limit: Annotated[
        str | None, typer.Argument(help="时限的数值 · Length of the limit; not with --law.")
    ] = None,
    unit: Annotated[
        Unit | None, typer.Option(help="计算单位 · What is counted; working_day unless told otherwise.")
    ] = None,
    region: Annotated[str, typer.Option(help="日历地区 · Region of the calendar.")] = "CN",
    exclude: Annotated[
        list[str] | None, typer.Option(help="扣除 · Excluded days FROM..UNTIL, both included.")
    ] = None,
    extend: Annotated[str | None, typer.Option(help="延长 · By how much, in the limit's unit.")] = None,
    no_roll: Annotated[
        bool, typer.Option("--no-roll", help="不顺延 · Do not roll an end off a rest day.")
    ] = False,
    backward: Annotated[
        bool, typer.Option("--backward", help="倒算 · Count back from START, as “30 days before expiry”.")
    ] = False,
    first_day: Annotated[
        bool, typer.Option("--first-day", help="首日计入 · START itself is the first day.")
    ] = False,
    until_close: Annotated[
        bool, typer.Option("--until-close", help="至下班时 · The last day ends at the close of business.")
    ] = False,
    law: Annotated[
        str, typer.Option(help="法定期限的标识 · Take the limit from law/time_limits, e.g. decide_alone.")
    ] = "",
    on: Annotated[
        str, typer.Option(help="适用哪一天的法律 · Whose law, with --law; START's day unless told otherwise.")
    ] = "",
    calendar_of: Annotated[
        Path | None,
        typer.Option(
            help="数据目录 · Count by the notices added to the installation in this data directory."
        ),
    ] = None,
    packaged: Annotated[
        bool,
        typer.Option(
            "--packaged", help="只用随软件附带的通知 · Packaged notices only, whatever is installed."
        ),
    ] = False,
    format: Format = OutputFormat.TEXT,
) -> None:
    """届满日 · The last day of a limit, and the counting behind it.

    Counted by the notices of the installation that --calendar-of, TONGBAN_DATABASE_URL or TONGBAN_DATA names,
    else by the packaged ones; the answer says which.
    """
    if packaged and calendar_of is not None:
        raise _misused(
            "--packaged 与 --calendar-of 不能同用。", "Give either --packaged or --calendar-of, not both."
        )
    day, at = _start(start)
    counting = Counting(
        first_day, backward, LastMoment.CLOSE_OF_BUSINESS if until_close else LastMoment.MIDNIGHT
    )
    try:
        if law:
            by_hand = limit is not None or unit is not None or no_roll or counting != Counting()
            asked = _of_the_law(law, _day(on) if on else day, by_hand)
        else:
            asked = _by_hand(limit, unit, no_roll, counting, on)
        notices = PACKAGED if packaged else found(calendar_of)
        calendar = notices.calendar(region)
        clock = _clock(day, at, asked.limit, calendar)
        if extend is not None:
            clock = _extended(clock, _whole(extend), asked)
        for begin, until in map(_period, exclude or []):
            clock = _excluded(clock, begin, until, calendar)
        answer = _answer(clock, calendar)
        answer["calendar"] = {
            "of": notices.place or "packaged",
            "notices": notices.version,
            "version": calendar.version,
            "certain_until": calendar.last_certain_day.isoformat(),
        }
    except Told as told:
        raise OperatorFault.of(told, exit_code=1) from None
    if format is OutputFormat.JSON:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    moment = f" {answer['ends_at'][11:16]}" if "ends_at" in answer else ""
    sys.stdout.write(f"{answer['due']}{moment}{'（暂定 provisional）' if answer['provisional'] else ''}\n")
    for sentence in answer["explain"]:
        sys.stderr.write(f"  {sentence['zh']}\n  {sentence['en']}\n")
    certain = calendar.last_certain_day
    sys.stderr.write(
        f"  日历：{notices.name.zh}，确定至 {certain}。\n"
        f"  Calendar: {notices.name.en}, certain until {certain}.\n"
    )


def _answer(clock: Clock, calendar: Calendar) -> dict[str, Any]:
    found, limit = clock.due(calendar), clock.limit
    answer: dict[str, Any] = {
        "due": found.day.isoformat(),
        "provisional": found.provisional,
        "limit": {"amount": limit.amount, "unit": limit.unit.value, "basis": limit.basis},
        "explain": [{"zh": s.zh, "en": s.en} for s in explain(clock, calendar)],
    }
    if limit.unit is Unit.WORKING_HOUR or limit.way.last_moment is LastMoment.CLOSE_OF_BUSINESS:
        answer["ends_at"] = clock.last_moment(calendar).astimezone(calendar.zone).isoformat()
    return answer


# --- the limit


def _by_hand(limit: str | None, unit: Unit | None, no_roll: bool, counting: Counting, on: str) -> _Asked:
    if limit is None:
        raise _misused(
            "请给出时限的数值，或用 --law 指明法定期限。",
            "Give the length of the limit, or name one with --law.",
        )
    if on:
        raise _misused("--on 只与 --law 同用。", "--on goes with --law only.")
    unit = unit or Unit.WORKING_DAY
    if unit is Unit.WORKING_HOUR and (counting != Counting() or no_roll):
        # The count begins and ends at an instant: a first day, an end of day or a way back mean nothing.
        raise _misused(
            "按工作小时计算的时限没有首日、倒算、顺延或下班截止之分。",
            "A limit in working hours has no first day, no way back, no rolling and no close of business.",
        )
    way = counting if counting != Counting() else None
    return _Asked(TimeLimit(_whole(limit), unit, _NO_BASIS, rolls=not no_roll, counting=way))


def _of_the_law(limit_id: str, day: date, by_hand: bool) -> _Asked:
    from tongban.catalogue.law import load_limits  # noqa: PLC0415  (the YAML reader is slow to import)

    if by_hand:
        raise _misused(
            "用 --law 时，数值、单位和计算方式都取自法律数据，不能另行给出。",
            "With --law, length, unit and way of counting come from the law; they cannot be given too.",
        )
    limits = load_limits()
    if limit_id not in limits:
        raise _misused(
            f"没有法定期限「{limit_id}」。现有：{'、'.join(limits)}。",
            f"There is no limit “{limit_id}” in law/time_limits. There are: {', '.join(limits)}.",
        )
    found: LegalLimit = limits[limit_id]
    is_open = found.on(day).extension_left_open
    return _Asked(found.limit_on(day), found.extension_on(day), is_law=True, is_open=is_open)


# --- what happens to it


def _clock(day: date, at: time | None, limit: TimeLimit, calendar: Calendar) -> Clock:
    try:
        entered = datetime.combine(day, at or time(), calendar.zone).astimezone(UTC)
    except OverflowError:  # east of UTC the first day there is begins before any instant
        if day.year > 1:
            raise BeyondTheCalendar(day=day, amount=limit.amount) from None
        raise BeforeTheCalendar(day=day, first=calendar.first_day) from None
    return Clock(ClockKind.STATUTORY, limit).start(day, entered, _ACTOR, since=entered if at else None)


def _extended(clock: Clock, amount: int, asked: _Asked) -> Clock:
    start = clock.entries[0]
    if clock.limit.way.backward:
        raise _misused("倒算的期限不能延长。", "A limit counted back cannot be extended.")
    if asked.is_law and asked.most is None and not asked.is_open:
        raise OperatorFault(
            f"该期限依法不能延长（{clock.limit.basis}）。",
            f"The law does not extend this limit ({clock.limit.basis}).",
        )
    if asked.most is not None and amount > asked.most.amount:
        most = asked.most
        raise OperatorFault(
            f"延长超过法律允许的 {most.words.zh}（{most.basis}）。",
            f"The extension is longer than the {most.words.en} allowed ({most.basis}).",
        )
    basis = asked.most.basis if asked.most else asked.limit.basis
    return clock.extend(amount, start.day, start.at, _ACTOR, basis=basis, document="--extend")


def _excluded(clock: Clock, begin: date, until: date, calendar: Calendar) -> Clock:
    clock.check_exclusion(begin, until, calendar)
    at, basis = clock.entries[0].at, clock.limit.basis
    # A limit named by hand is taken for one of the licensing law, whose article says what is excluded.
    if basis == _NO_BASIS or basis.startswith("行政许可法"):
        basis = "行政许可法§45"
    return clock.exclude(begin, until, at, _ACTOR, basis=basis, document="--exclude")


# --- what was typed


def _start(text: str) -> tuple[date, time | None]:
    day, mark, clock = text.partition("T")
    if not mark:
        return _day(text), None
    try:
        if re.fullmatch(r"[0-9]{2}:[0-9]{2}", clock):
            return _day(day), time.fromisoformat(clock)
    except ValueError:
        pass
    raise _misused(
        f"「{text}」不是日期和时刻，应写成 2026-03-02T15:00。",
        f"“{text}” is not a date with a time; write 2026-03-02T15:00.",
    )


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _misused(f"「{text}」不是日期，应写成 2026-03-02。", f"“{text}” is not a date; write 2026-03-02.")


def _whole(text: str) -> int:
    if re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    raise _misused(f"「{text}」不是整数。", f"“{text}” is not a whole number.")


def _period(text: str) -> tuple[date, date]:
    begin, dots, until = text.partition("..")
    if not dots:
        raise _misused(
            f"「{text}」不是起止日期，应写成 2026-03-10..2026-03-23。",
            f"“{text}” is not a period; write 2026-03-10..2026-03-23.",
        )
    return _day(begin), _day(until)


def _misused(zh: str, en: str) -> OperatorFault:
    return OperatorFault(zh, en, exit_code=2)
