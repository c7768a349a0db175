"""为什么是这一天 — a clock's due date as sentences a citizen can check with a wall calendar."""

from dataclasses import replace
from datetime import date, timedelta

from tongban.kernel.calendar import Calendar
from tongban.kernel.clock.ledger import Clock, Entry, EntryKind
from tongban.kernel.clock.limit import Unit
from tongban.kernel.words import Bilingual, listed

_SATURDAY = 5

_SENTENCES = {
    EntryKind.START: Bilingual(
        "自 {day} 起算，当日不计，共 {limit}（{basis}）。",
        "Counting starts from {day}, that day not counted, for {limit} ({basis}).",
    ),
    EntryKind.RESET: Bilingual(
        "起算日经更正为 {day}，当日不计，共 {limit}（{basis}）。",
        "Corrected: counting starts from {day}, that day not counted, for {limit} ({basis}).",
    ),
    EntryKind.EXCLUDE: Bilingual(
        "{day} 至 {until} 为特别程序时间，首尾两日均不计入，已以 {document} 书面告知（{basis}）。",
        "{day} to {until}, both days included, are not counted: a special procedure, told in writing by "
        "{document} ({basis}).",
    ),
    EntryKind.RESUME: Bilingual(
        "特别程序提前于 {day} 结束，次日起继续计算（{basis}）。",
        "The special procedure ended early on {day}; counting goes on the day after ({basis}).",
    ),
    EntryKind.EXTEND: Bilingual(
        "{day} 经批准延长 {amount} {unit}，已以 {document} 告知理由（{basis}）。",
        "Extended on {day} by {amount} {unit}, reasons told by {document} ({basis}).",
    ),
    EntryKind.STOP: Bilingual("{day} 停止计时。", "The clock stopped on {day}."),
}


def explain(clock: Clock, calendar: Calendar) -> tuple[Bilingual, ...]:
    """The ledger as sentences: what was counted, what was not and why, and the day it ends on.

    The days that are neither plain weekdays nor plain weekends are named, since those are the ones
    a reader would miscount: holidays left out and make-up days counted.
    """
    due = clock.due(calendar)
    sentences = [_say(entry, clock) for entry in clock.entries if entry.kind is not EntryKind.STOP]
    if clock.limit.unit is Unit.WORKING_DAY:
        sentences += _odd_days(clock.started_on, due.day, calendar)
    else:
        sentences += _rolled(clock, due.day, calendar)
    sentences.append(Bilingual("届满日：{day}。", "Last day: {day}.").fill(day=due.day))
    if due.provisional:
        sentences.append(
            Bilingual(
                "{year} 年的放假通知尚未发布，此日期为暂定，发布后会重新计算并告知您。",
                "The holiday notice for {year} is not out yet: this date is provisional and will be "
                "recomputed, and you told, when it is.",
            ).fill(year=calendar.awaited_notice(due.day))
        )
    return (*sentences, *(_say(e, clock) for e in clock.entries if e.kind is EntryKind.STOP))


def _say(entry: Entry, clock: Clock) -> Bilingual:
    return _SENTENCES[entry.kind].fill(
        day=entry.day,
        until=entry.until,
        limit=clock.limit.words,
        amount=entry.amount,
        unit=clock.limit.unit.label,
        basis=entry.basis,
        document=entry.document,
    )


def _odd_days(start: date, due: date, calendar: Calendar) -> list[Bilingual]:
    sentences = []
    days = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    holidays = [d for d in days if not calendar.is_working(d) and _is_named(d, calendar)]
    if holidays:
        named = listed([_stretch(first, last) for first, last in _stretches(holidays)])
        sentences.append(
            Bilingual(
                "其间节假日不计：{days}（行政许可法§82）。", "Holidays not counted: {days} (行政许可法§82)."
            ).fill(days=named)
        )
    made_up = [Bilingual(str(d), str(d)) for d in days if d.weekday() >= _SATURDAY and calendar.is_working(d)]
    if made_up:
        sentences.append(
            Bilingual("其间调休上班日照常计入：{days}。", "Make-up working days counted: {days}.").fill(
                days=listed(made_up)
            )
        )
    return sentences


def _is_named(day: date, calendar: Calendar) -> bool:
    fixed = not calendar.is_known(day) and (day.month, day.day) in calendar.fixed_holidays
    return day in calendar.off_days or fixed


def _rolled(clock: Clock, due: date, calendar: Calendar) -> list[Bilingual]:
    counted_to = replace(clock, limit=replace(clock.limit, rolls=False)).due(calendar).day
    if counted_to == due:
        return []
    return [
        Bilingual(
            "第 {n} 日是 {day}，为休息日，顺延至之后第一个工作日（民法典§203）。",
            "Day {n} is {day}, a day of rest; the limit ends on the next working day (民法典§203).",
        ).fill(n=clock.amount, day=counted_to)
    ]


def _stretches(days: list[date]) -> list[tuple[date, date]]:
    stretches: list[tuple[date, date]] = []
    for day in days:
        if stretches and (day - stretches[-1][1]).days == 1:
            stretches[-1] = (stretches[-1][0], day)
        else:
            stretches.append((day, day))
    return stretches


def _stretch(first: date, last: date) -> Bilingual:
    if first == last:
        return Bilingual(str(first), str(first))
    return Bilingual(f"{first} 至 {last}", f"{first} to {last}")
