"""`tongban calendar`: which days are worked, and what a new holiday notice changes while cases run."""

import getpass
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tongban.cli.faults import OperatorFault
from tongban.cli.output import Format, OutputFormat

if TYPE_CHECKING:
    from tongban.handling.calendars import Edition, NewestCalendars
    from tongban.handling.carrying_out import Handler
    from tongban.kernel.calendar import Calendar
    from tongban.web.wiring import Office

app = typer.Typer(name="calendar", help="日历 · Working days and holiday notices.", no_args_is_help=True)

_SATURDAY = 5
_WEEKDAYS = "一二三四五六日"
_FILE = Annotated[
    Path, typer.Argument(help="放假通知文件，同 law/holidays · A notice, as those in law/holidays.")
]
_REGION = Annotated[str, typer.Option(help="日历地区 · Region of the calendar.")]
_PACKAGED = Annotated[
    bool,
    typer.Option("--packaged", help="只看随软件附带的通知，不连数据库 · Packaged notices only, no database."),
]
_PROCESSES = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=64,
        help="同时计算的进程数，默认为处理器数 · Processes; as many as processors unless given.",
    ),
]


@app.command()
def show(
    year: Annotated[
        int | None, typer.Argument(min=1, max=9999, help="年度 · The year; the last known one unless given.")
    ] = None,
    region: _REGION = "CN",
    packaged: _PACKAGED = False,
    format: Format = OutputFormat.TEXT,
) -> None:
    """显示 · The days of a year that differ from a plain week, and how far the calendar is certain."""
    with _told():
        calendars = _calendars(packaged)
        calendars.book.region(region)
        edition = calendars.look()
        calendar = edition.calendars[region]
        chosen = year or calendar.last_known_day.year
        days = _odd_days(calendar, chosen)
    certain = chosen <= calendar.last_certain_day.year
    if format is OutputFormat.JSON:
        result = {
            "region": region,
            "year": chosen,
            "version": edition.version,
            "calendar": calendar.version,
            "certain_until": calendar.last_certain_day.isoformat(),
            "provisional": not certain,
            "hours": str(calendar.hours) if calendar.hours else "",
            "days": [{"date": str(day), "working": working} for day, working in days.items()],
        }
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        return
    for day, working in days.items():
        sys.stdout.write(f"{_named(day)} {_state(working)}\n")
    sys.stderr.write(
        f"{region} {chosen}，通知版本 {edition.version}，日历 {calendar.version}；"
        f"确定至 {calendar.last_certain_day}{'' if certain else '，本年为暂定'}。\n"
        f"{region} {chosen}, notices up to version {edition.version}, calendar {calendar.version}; certain "
        f"until {calendar.last_certain_day}{'' if certain else ', this year is provisional'}.\n"
    )
    if calendar.hours:
        sys.stderr.write(f"办公时间 · business hours: {calendar.hours}\n")


@app.command()
def check(
    file: _FILE, region: _REGION = "CN", packaged: _PACKAGED = False, format: Format = OutputFormat.TEXT
) -> None:
    """检查 · Validate a notice and show day by day what it would change; nothing is stored."""
    from tongban.catalogue.law.notices import read_notice  # noqa: PLC0415  (reads 20 years of notices)
    from tongban.cli.check import text_of  # noqa: PLC0415

    with _told():
        calendars = _calendars(packaged)
        calendars.book.region(region)
        notice = read_notice(file, str(file))
        before, after = calendars.look(), calendars.with_notice(region, notice)
    changes = _changes(before, after)
    if format is OutputFormat.JSON:
        listed = {
            name: [{"date": str(day), "before": was, "after": now} for day, (was, now) in days.items()]
            for name, days in changes.items()
        }
        sys.stdout.write(json.dumps({"year": notice.year, "changes": listed}, ensure_ascii=False) + "\n")
        return
    for name, days in changes.items():
        for day, (was, now) in days.items():
            sys.stdout.write(f"{name} {_named(day)} {_state(was)} → {_state(now)}\n")
    for calendar in after.calendars.values():
        sys.stderr.writelines(map(text_of, calendars.book.half_days_at_rest(calendar)))
    chosen = after.calendars[region]
    sys.stderr.writelines(map(text_of, calendars.book.statutory_days_worked(chosen, notice.year)))
    number = sum(map(len, changes.values()))
    until = after.calendars[region].last_certain_day
    sys.stderr.write(
        f"{notice.year} 年通知可用：{number} 天有变动，确定至 {until}。\n"
        f"The notice of {notice.year} can be used: {number} days change, certain until {until}.\n"
    )


@app.command()
def add(
    file: _FILE,
    region: _REGION = "CN",
    source: Annotated[
        str, typer.Option(help="来源；默认取文件中的 papers · Where it was published; `papers` of the file.")
    ] = "",
    by: Annotated[str, typer.Option(help="加入人；默认为当前用户 · Who adds it; the user signed in.")] = "",
    processes: _PROCESSES = None,
) -> None:
    """加入 · Store a notice as the next version, and count the clocks of running cases again."""
    with _told():
        office = _office()
        calendars = office.calendars
        try:
            content = file.read_bytes()
        except OSError as error:
            raise OperatorFault(
                f"无法读取 {file}：{error.strerror}。请核对路径。",
                f"{file} cannot be read: {error.strerror}. Check the path.",
                exit_code=2,
            ) from None
        who = by or getpass.getuser()
        kept = calendars.add(region, content, str(file), source, who, office.ports.clock.now())
        if kept is None:
            sys.stderr.write(
                "通知内容已在日历中，没有新版本。\nThe calendar says so already; no new version.\n"
            )
        else:
            from tongban.cli.check import text_of  # noqa: PLC0415

            chosen = calendars.look().calendars[region]
            sys.stderr.writelines(map(text_of, calendars.book.statutory_days_worked(chosen, kept.year)))
            sys.stdout.write(f"{kept.version}\n")
            sys.stderr.write(
                f"已存为第 {kept.version} 版，SHA-256 {kept.digest}。\n"
                f"Stored as version {kept.version}, SHA-256 {kept.digest}.\n"
            )
        _recount(office, processes)


@app.command()
def versions(format: Format = OutputFormat.TEXT) -> None:
    """版本 · Every notice added, by whom, when and from where; the packaged ones are version 0."""
    with _told():
        calendars = _office().calendars
        notices, counted = calendars.look().notices, calendars.notices.counted()
    if format is OutputFormat.JSON:
        listed = [
            {
                "version": n.version,
                "region": n.region,
                "year": n.year,
                "digest": n.digest,
                "source": n.source,
                "added_by": n.added_by,
                "added_at": n.added_at.isoformat(),
                "counted": counted is not None and counted.notices >= n.version,
            }
            for n in notices
        ]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False) + "\n")
        return
    book = calendars.book
    own = book.notices_of(book.nation)
    sys.stdout.write(f"0 {book.nation} {min(own)}–{max(own)} 随软件附带 · packaged\n")
    for n in notices:
        state = (
            ""
            if counted is not None and counted.notices >= n.version
            else " 期限尚未重新计算 · not counted yet"
        )
        sys.stdout.write(
            f"{n.version} {n.region} {n.year} {n.added_at:%Y-%m-%d %H:%M}Z {n.added_by}"
            f" sha256:{n.digest[:12]} {n.source}{state}\n"
        )


@app.command()
def recount(processes: _PROCESSES = None) -> None:
    """重新计算 · Count clocks again where that was interrupted; nothing happens where nothing is left."""
    with _told():
        _recount(_office(), processes)


def _recount(office: "Office", processes: int | None) -> None:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415  (a heavy verb)

    from tongban.handling import recount as recounting  # noqa: PLC0415
    from tongban.handling.recount_processes import in_processes  # noqa: PLC0415

    calendars = office.calendars
    left = recounting.waiting_for(calendars, office.ports.clock.now())
    if left:
        sys.stderr.write("等待各进程换用新日历…… · Waiting until every process knows the new calendar…\n")
        time.sleep(left.total_seconds())

    def tell(cases: int, moved: int) -> None:
        sys.stderr.write(f"  {cases} 件已计算，{moved} 件有变动 · {cases} cases counted, {moved} moved\n")

    try:
        with in_processes(processes or os.cpu_count() or 1, opened) as spread:
            done = recounting.recount(office.handler, calendars, tell=tell, spread=spread)
    except (BrokenProcessPool, recounting.OtherCount) as stopped:
        raise OperatorFault(
            "重新计算没有做完，已经算过的不会再算。请运行 tongban calendar recount 继续。",
            "The count was cut short; what was counted stays. Go on with `tongban calendar recount`.",
        ) from stopped
    if done is None:
        sys.stderr.write("期限均已按最新日历计算。\nEvery clock is counted by the newest calendar.\n")
        return
    sys.stderr.write(
        f"期限重新计算完毕：{done.cases} 件，其中 {done.moved} 件届满日有变动。\n"
        f"Counted again: {done.cases} cases, {done.moved} with a last day that moved.\n"
    )
    for case_id, why in done.failed:
        sys.stderr.write(f"{case_id}: {why}\n")
    if done.failed:
        raise typer.Exit(1)


def opened() -> "tuple[Handler, NewestCalendars]":
    """What a process that helps to count acts with."""
    office = _office()
    return office.handler, office.calendars


def _office() -> "Office":
    from tongban.cli.reaching import reach  # noqa: PLC0415  (a heavy verb)

    reach()
    from tongban.web.wiring import office  # noqa: PLC0415  (needs Django set up)

    return office()


def _calendars(packaged: bool) -> "NewestCalendars":
    if not packaged:
        return _office().calendars
    from tongban.catalogue.law import load_book  # noqa: PLC0415  (reads 20 years of notices)
    from tongban.handling.calendars import NewestCalendars  # noqa: PLC0415
    from tongban.handling.notices_in_memory import MemoryNotices  # noqa: PLC0415

    return NewestCalendars(load_book(), MemoryNotices(), time.monotonic)


@contextmanager
def _told() -> Iterator[None]:
    """What a file or a region is refused for, as a fault with its exit code."""
    from tongban.catalogue.finding import UnreadableFile  # noqa: PLC0415  (the YAML reader is slow)
    from tongban.cli.check import text_of  # noqa: PLC0415
    from tongban.kernel.refusals import Told  # noqa: PLC0415

    try:
        yield
    except UnreadableFile as unreadable:
        sys.stderr.writelines(map(text_of, unreadable.findings))
        raise typer.Exit(2 if any(f.code == "not_json" for f in unreadable.findings) else 1) from None
    except Told as told:
        raise OperatorFault.of(told, exit_code=2) from None


def _odd_days(calendar: "Calendar", year: int) -> dict[date, bool]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    working = {day: calendar.is_working(day) for day in days}
    return {day: works for day, works in working.items() if works is (day.weekday() >= _SATURDAY)}


def _changes(before: "Edition", after: "Edition") -> Mapping[str, dict[date, tuple[bool, bool]]]:
    from tongban.kernel.calendar import changed_days  # noqa: PLC0415  (a heavy verb)

    changes = {}
    for region, calendar in after.calendars.items():
        was = before.calendars[region]
        days = changed_days(was, calendar) or ()
        changes[region] = {day: (was.is_working(day), calendar.is_working(day)) for day in days}
    return changes


def _named(day: date) -> str:
    return f"{day} 星期{_WEEKDAYS[day.weekday()]} {day:%a}"


def _state(working: bool) -> str:
    return "上班 worked" if working else "放假 off"
