"""为什么是这一天 — a clock's due date as sentences a citizen can check with a wall calendar."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tongban.kernel.calendar import Calendar, close_of
from tongban.kernel.clock import counting
from tongban.kernel.clock.ledger import APPLICANTS_TIME, Clock, Entry, EntryKind
from tongban.kernel.clock.limit import LastMoment, Unit
from tongban.kernel.words import Bilingual, listed

_SATURDAY = 5

_SENTENCES = {
    EntryKind.RESET: Bilingual(
        "起算日经更正为 {day}，{first}，共 {limit}（{basis}）。",
        "Corrected: counting starts from {day}, {first}, for {limit} ({basis}).",
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
    EntryKind.RECOUNT: Bilingual(
        "{day} 按新的放假安排重新计算，届满日由 {before} 变为 {after}（{basis}）。",
        "On {day} the days were counted again by the new holiday calendar: the last day moved from {before} "
        "to {after} ({basis}).",
    ),
    EntryKind.STOP: Bilingual("{day} 停止计时。", "The clock stopped on {day}."),
}
_WAITS = {
    EntryKind.EXCLUDE: Bilingual(
        "{day} 至 {until} 等待申请人，首尾两日均不计入，已以 {document} 书面告知（{basis}）。",
        "{day} to {until}, both days included, are not counted: the applicant is waited for, told in writing "
        "by {document} ({basis}).",
    ),
    EntryKind.RESUME: Bilingual(
        "{day} 起不再等待申请人，次日起继续计算（{basis}）。",
        "The wait for the applicant ended on {day}; counting goes on the day after ({basis}).",
    ),
}
_START = Bilingual(
    "自 {day} 起算，{first}，共 {limit}（{basis}）。",
    "Counting starts from {day}, {first}, for {limit} ({basis}).",
)
_START_BACK = Bilingual(
    "自 {day} 往前倒算，当日不计，共 {limit}（{basis}）。",
    "Counted back from {day}, that day not counted, for {limit} ({basis}).",
)
_START_HOURS = Bilingual(
    "自 {since} 起，只计办公时间，共 {limit}（{basis}）。",
    "From {since} on, business hours only are counted, for {limit} ({basis}).",
)
_FIRST_COUNTS = Bilingual("当日计入", "that day counted")
_FIRST_DOES_NOT = Bilingual("当日不计", "that day not counted")
_CORRECTED = Bilingual(
    "以上一条系 {day} 更正后的内容，原录入保留在台账中。",
    "The sentence before is as corrected on {day}; the first entry is kept in the ledger.",
)
_STRUCK = Bilingual(
    "{day} 有一条误录的分录经更正作废，不影响期限。",
    "An entry made by mistake was struck on {day}; it does not touch the limit.",
)


def explain(clock: Clock, calendar: Calendar) -> tuple[Bilingual, ...]:
    """The ledger as sentences: what was counted, what was not and why, and the day it ends on.

    The days that are neither plain weekdays nor plain weekends are named, since those are the ones
    a reader would miscount: holidays left out and make-up days counted.
    """
    due = clock.due(calendar)
    sentences = _ledger(clock, calendar)
    sentences += _taken_as_next_day(clock, calendar)
    if clock.limit.unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR):
        days = sorted((clock.started_on, due.day))
        sentences += _odd_days(clock, days[0], days[1], calendar)
    else:
        sentences += _corresponding_day(clock, calendar)
        sentences += _rolled(clock, due.day, calendar)
    sentences.append(_last_day(clock, due.day, calendar))
    if due.provisional:
        sentences.append(
            Bilingual(
                "{year} 年的放假通知尚未发布，此日期为暂定，发布后会重新计算并告知您。",
                "The holiday notice for {year} is not out yet: this date is provisional and will be "
                "recomputed, and you told, when it is.",
            ).fill(year=calendar.awaited_notice(due.day))
        )
    stops = [e for e in clock.effective if e.kind is EntryKind.STOP]
    return (*sentences, *(_say(e, clock, calendar) for e in stops))


def _ledger(clock: Clock, calendar: Calendar) -> list[Bilingual]:
    corrections = {e.corrects: e for e in clock.entries if e.kind is EntryKind.CORRECT}
    sentences = []
    for number, entry in enumerate(clock.entries, start=1):
        correction = corrections.get(number)
        if entry.kind in (EntryKind.STOP, EntryKind.CORRECT):
            continue
        if correction is None:
            sentences.append(_say(entry, clock, calendar))
        elif correction.struck:
            sentences.append(_STRUCK.fill(day=calendar.day_of(correction.at)))
        else:
            right = entry.as_corrected(correction)
            sentences += [
                _say(right, clock, calendar),
                _CORRECTED.fill(day=calendar.day_of(correction.at)),
            ]
    return sentences


def _say(entry: Entry, clock: Clock, calendar: Calendar) -> Bilingual:
    way, template = clock.limit.way, _SENTENCES.get(entry.kind, _START)
    if entry.kind is EntryKind.START and way.backward:
        template = _START_BACK
    elif entry.kind is EntryKind.START and clock.limit.unit is Unit.WORKING_HOUR and entry.since:
        template = _START_HOURS
    elif entry.kind in _WAITS and entry.why in APPLICANTS_TIME:
        template = _WAITS[entry.kind]
    return template.fill(
        day=entry.day,
        since=_clock_face(entry.since, calendar) if entry.since else "",
        first=_FIRST_COUNTS if way.first_day else _FIRST_DOES_NOT,
        until=entry.until,
        limit=clock.limit.words,
        amount=entry.amount,
        unit=clock.limit.unit.label_after(entry.amount),
        basis=entry.basis,
        document=entry.document,
        before=entry.before,
        after=entry.after,
    )


def _clock_face(instant: datetime, calendar: Calendar) -> str:
    return f"{instant.astimezone(calendar.zone):%Y-%m-%d %H:%M}"


def _last_day(clock: Clock, day: date, calendar: Calendar) -> Bilingual:
    if clock.limit.unit is Unit.WORKING_HOUR:
        moment = _clock_face(clock.last_moment(calendar), calendar)
        return Bilingual("截止时刻：{moment}。", "Ends at {moment}.").fill(moment=moment)
    if clock.limit.way.backward:
        return Bilingual("最迟应在：{day}。", "At the latest on: {day}.").fill(day=day)
    if clock.limit.way.last_moment is LastMoment.CLOSE_OF_BUSINESS:
        moment = _clock_face(close_of(calendar, day), calendar)
        return Bilingual(
            "届满日：{day}，至下班时（{moment}，民法典§203）。",
            "Last day: {day}, until the close of business ({moment}, 民法典§203).",
        ).fill(day=day, moment=moment)
    return Bilingual("届满日：{day}。", "Last day: {day}.").fill(day=day)


def _taken_as_next_day(clock: Clock, calendar: Calendar) -> list[Bilingual]:
    start = clock.started
    if not clock.limit.way.after_close_is_next_day or start.instant is None:
        return []
    if calendar.is_working(start.day) and start.instant < close_of(calendar, start.day):
        return []
    return [
        Bilingual(
            "{moment} 已在办公时间之后，视为 {day}。",
            "{moment} is after business hours and is taken as {day}.",
        ).fill(moment=_clock_face(start.instant, calendar), day=calendar.add(start.day, 1))
    ]


def _odd_days(clock: Clock, start: date, due: date, calendar: Calendar) -> list[Bilingual]:
    sentences = []
    first = 0 if clock.limit.way.first_day else 1
    days = [start + timedelta(days=n) for n in range(first, (due - start).days + 1)]
    holidays = [d for d in days if not calendar.is_working(d) and _is_named(d, calendar)]
    if holidays:
        named = listed([_stretch(first, last) for first, last in _stretches(holidays)])
        basis = clock.limit.unit_basis
        cited = Bilingual(f"（{basis}）", f" ({basis})") if basis else ""
        sentences.append(
            Bilingual("其间节假日不计：{days}{cited}。", "Holidays not counted: {days}{cited}.").fill(
                days=named, cited=cited
            )
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


def _corresponding_day(clock: Clock, calendar: Calendar) -> list[Bilingual]:
    if clock.limit.unit is Unit.NATURAL_DAY or clock.excluded:
        return []
    unrolled = _without_rolling(clock, calendar)
    if unrolled.day == clock.started_on.day:
        return []
    return [
        Bilingual(
            "到期月没有 {n} 日，以月末日 {day} 为最后一日（民法典§202）。",
            "The month it ends in has no day {n}; its last day, {day}, is taken (民法典§202).",
        ).fill(n=clock.started_on.day, day=unrolled)
    ]


def _rolled(clock: Clock, due: date, calendar: Calendar) -> list[Bilingual]:
    counted_to = _without_rolling(clock, calendar)
    if counted_to == due:
        return []
    if clock.limit.way.backward:
        return [
            Bilingual(
                "{day} 为休息日，提前至之前最后一个工作日。",
                "{day} is a day of rest; the last working day before it is taken.",
            ).fill(day=counted_to)
        ]
    if clock.limit.unit is not Unit.NATURAL_DAY:
        return [
            Bilingual(
                "对应日 {day} 为休息日，顺延至之后第一个工作日（民法典§203）。",
                "The corresponding day, {day}, is a day of rest; the limit ends on the next working day "
                "(民法典§203).",
            ).fill(day=counted_to)
        ]
    return [
        Bilingual(
            "第 {n} 日是 {day}，为休息日，顺延至之后第一个工作日（民法典§203）。",
            "Day {n} is {day}, a day of rest; the limit ends on the next working day (民法典§203).",
        ).fill(n=clock.amount, day=counted_to)
    ]


def _without_rolling(clock: Clock, calendar: Calendar) -> date:
    limit = replace(clock.limit, rolls=False)
    return counting.due(limit, clock.amount, clock.started, clock.excluded, calendar).day


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
