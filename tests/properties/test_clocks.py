"""What holds of every clock, whatever the limit, the notices and the exclusions."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import china
from tongban.kernel.calendar import BusinessHours, Calendar, close_of, working_seconds
from tongban.kernel.clock import (
    Clock,
    ClockKind,
    Colour,
    Counting,
    EntryKind,
    Span,
    Start,
    Threshold,
    TimeKind,
    TimeLimit,
    Unit,
    Watched,
    colour_on,
    counting,
    explain,
    spent,
    turns,
)
from tongban.kernel.refusals import BeforeTheCalendar, BeyondTheCalendar, LimitNotPositive, Refusal

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
DAYS = st.dates(date(2007, 1, 1), date(2026, 6, 30))
AMOUNTS = st.integers(1, 90)


#: Beyond these amounts nobody counts by hand.
LONGEST = {Unit.WORKING_DAY: 90, Unit.NATURAL_DAY: 90, Unit.WORKING_HOUR: 60, Unit.MONTH: 14, Unit.YEAR: 3}


def clock(
    start: date, amount: int, unit: Unit = Unit.WORKING_DAY, *, rolls: bool = True, clip: bool = False
) -> Clock:
    amount = min(amount, LONGEST[unit]) if clip else amount
    return Clock(ClockKind.STATUTORY, TimeLimit(amount, unit, "行政许可法§42", rolls)).start(start, AT, "s")


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    """A clock with exclusions as `check_exclusion` lets them through, some of them ended early."""
    subject = clock(draw(DAYS), draw(AMOUNTS), draw(st.sampled_from(sorted(LONGEST))), clip=True)
    for _ in range(draw(st.integers(0, 3))):
        begin = subject.started_on + timedelta(days=draw(st.integers(1, 120)))
        until = begin + timedelta(days=draw(st.integers(0, 40)))
        try:
            subject.check_exclusion(begin, until, china())
        except Refusal:
            continue
        subject = subject.exclude(begin, until, AT, "lead", basis="行政许可法§45", document="S-1")
        if draw(st.booleans()):
            last = begin + timedelta(days=draw(st.integers(0, (until - begin).days)))
            subject = subject.resume(last, AT, "lead", basis="行政许可法§45")
    return subject


def counted_by_hand(subject: Clock, calendar: Calendar) -> date:
    """The last day, found as a person does: day after day, ticking off those that count."""
    unit = subject.limit.unit
    if unit is Unit.WORKING_HOUR:
        return calendar.day_of(hours_by_hand(subject, calendar))
    day, left = subject.started_on, subject.amount
    if unit in (Unit.MONTH, Unit.YEAR):
        left = days_to_the_corresponding_day(day, left * (12 if unit is Unit.YEAR else 1))
    working = unit is Unit.WORKING_DAY
    while left:
        day += timedelta(days=1)
        if (not working or calendar.is_working(day)) and not subject.is_excluded(day):
            left -= 1
    while not working and (not calendar.is_working(day) or subject.is_excluded(day)):
        day += timedelta(days=1)
    return day


def days_to_the_corresponding_day(start: date, months: int) -> int:
    """Page after page of a wall calendar, to the page it ends on, and there to the day or the last one."""
    page = start.replace(day=1)
    for _ in range(months):
        page = (page + timedelta(days=32)).replace(day=1)
    last_of_page = (page + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return (min(page + timedelta(days=start.day - 1), last_of_page) - start).days


def hours_by_hand(subject: Clock, calendar: Calendar) -> datetime:
    """Half-hour after half-hour by the clock on the wall, ticking off those the counter is open."""
    start = subject.started
    at = (start.instant or calendar.end_of(start.day)).astimezone(calendar.zone)
    left = subject.amount * 2
    while left:
        at += timedelta(minutes=30)
        half = (at - timedelta(minutes=30)).time()
        day = (at - timedelta(minutes=30)).date()
        open_now = calendar.is_working(day) and any(b <= half < e for b, e in calendar.hours.of(day))
        left -= open_now and not subject.is_excluded(day)
    return at.astimezone(UTC)


@given(clocks())
def test_the_last_day_is_the_one_found_by_ticking_days_off(subject):
    assert subject.due(china()).day == counted_by_hand(subject, china())


@given(clocks())
def test_the_last_day_is_a_working_day_that_is_not_excluded(subject):
    due = subject.due(china()).day
    assert china().is_working(due)
    assert not subject.is_excluded(due)


@given(clocks(), st.integers(1, 200), st.integers(0, 60))
def test_a_pause_never_brings_the_last_day_nearer(subject, first, length):
    begin = subject.started_on + timedelta(days=first)
    until = begin + timedelta(days=length)
    if any(begin <= u and b <= until for b, u in subject.excluded):
        return
    paused = subject.exclude(begin, until, AT, "lead", basis="行政许可法§45", document="S-9")
    assert paused.due(china()).day >= subject.due(china()).day


@given(clocks(), st.data())
def test_ending_a_pause_early_never_puts_the_last_day_off(subject, data):
    if not subject.excluded:
        return
    begin, until = data.draw(st.sampled_from(subject.excluded))
    last = data.draw(st.dates(begin, until))
    resumed = subject.resume(last, AT, "lead", basis="行政许可法§45")
    assert resumed.due(china()).day <= subject.due(china()).day


@given(DAYS, AMOUNTS, st.sampled_from(sorted(china().off_days)))
def test_removing_a_holiday_never_makes_the_last_day_later(start, amount, holiday):
    fewer = Calendar(
        "CN",
        china().zone,
        2007,
        2026,
        off_days=china().off_days - {holiday},
        make_up_days=china().make_up_days,
    )
    assert clock(start, amount).due(fewer).day <= clock(start, amount).due(china()).day


@given(clocks(), st.integers(1, 30))
def test_an_extension_adds_exactly_its_days(subject, more):
    extended = subject.extend(more, subject.started_on, AT, "head", basis="行政许可法§42", document="E-1")
    limit = TimeLimit(subject.limit.amount + more, subject.limit.unit, "行政许可法§42")
    longer = Clock(subject.kind, limit, subject.entries)
    assert extended.due(china()) == longer.due(china())


@given(DAYS, st.integers(0, 47), st.integers(1, 60))
def test_working_hours_end_at_the_minute_a_clock_on_the_wall_shows(day, half_hours, amount):
    since = datetime.combine(day, datetime.min.time(), china().zone) + timedelta(minutes=30 * half_hours)
    limit = TimeLimit(amount, Unit.WORKING_HOUR, "市民热线规则")
    subject = Clock(ClockKind.STEP, limit).start(day, since, "s", since=since)
    end = subject.last_moment(china())
    assert end == hours_by_hand(subject, china())
    assert working_seconds(china(), since, end) == amount * 3600
    assert subject.ended_by(end - timedelta(seconds=1), china()) is None
    assert subject.ended_by(end, china()) == subject.due(china()).day


@given(DAYS, st.integers(0, 1439), st.integers(0, 60 * 24 * 30), st.integers(0, 60 * 24 * 30))
def test_working_time_adds_up(day, minute, first, second):
    since = datetime.combine(day, datetime.min.time(), china().zone) + timedelta(minutes=minute)
    middle, until = since + timedelta(minutes=first), since + timedelta(minutes=first + second)
    whole = working_seconds(china(), since, until)
    assert whole == working_seconds(china(), since, middle) + working_seconds(china(), middle, until)
    assert 0 <= whole <= (until - since).total_seconds()


@given(st.dates(date(2008, 1, 1), date(2026, 6, 30)), AMOUNTS)
def test_what_is_counted_back_is_the_last_day_from_which_the_count_still_reaches(day, amount):
    limit = TimeLimit(amount, Unit.WORKING_DAY, "行政许可法§48", counting=Counting(backward=True))
    last = Clock(ClockKind.STEP, limit).start(day, AT, "s").due(china()).day
    assert china().is_working(last)
    assert china().count(last - timedelta(days=1), day - timedelta(days=1)) == amount


@given(clocks())
def test_where_the_first_day_counts_a_working_limit_ends_no_later(subject):
    limit = replace(subject.limit, counting=Counting(first_day=True))
    assert replace(subject, limit=limit).due(china()).day <= subject.due(china()).day


@given(clocks(), st.data())
def test_a_correction_makes_the_ledger_read_as_if_it_had_been_entered_rightly(subject, data):
    exclusions = [n for n, e in enumerate(subject.entries, 1) if e.kind is EntryKind.EXCLUDE]
    if not exclusions:
        return
    number = data.draw(st.sampled_from(exclusions))
    resumed = [e for e in subject.entries[number:][:1] if e.kind is EntryKind.RESUME]
    struck = subject.correct(number, AT, "chief", struck=True, why="typo")
    without = tuple(e for n, e in enumerate(subject.entries, 1) if n != number and e not in resumed)
    assert struck.due(china()) == Clock(subject.kind, subject.limit, without).due(china())
    assert len(struck.entries) == len(subject.entries) + 1


@given(DAYS, st.integers(1, 400))
def test_adding_and_counting_are_inverse(start, amount):
    day = china().add(start, amount)
    assert china().count(start, day) == amount
    assert china().count(start, day - timedelta(days=1)) == amount - 1


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=365), st.integers(1, 300))
def test_however_many_days_a_region_rests_the_nth_working_day_is_found(off_days, amount):
    local = Calendar("ALL", UTC, 2026, 2026, off_days=off_days)
    assert clock(date(2026, 1, 5), amount).due(local).day == counted_by_hand(
        clock(date(2026, 1, 5), amount), local
    )


@given(clocks())
def test_the_explanation_is_complete_in_both_languages_and_ends_with_the_day(subject):
    due = subject.due(china())
    sentences = explain(subject, china())
    assert sum(str(due.day) in s.zh and str(due.day) in s.en for s in sentences) >= 1
    assert not any("{" in text or "None" in text for s in sentences for text in (s.zh, s.en))
    assert ("暂定" in sentences[-1].zh) == due.provisional == ("provisional" in sentences[-1].en)


# --- the edges of days and zones


ZONES = ["Asia/Shanghai", "America/New_York", "America/Havana", "Europe/Lisbon", "Australia/Lord_Howe", "UTC"]


@given(st.dates(date(2007, 1, 2), date(2037, 12, 30)), st.sampled_from(ZONES))
def test_a_day_ends_where_the_next_begins_in_every_zone(day, zone):
    calendar = Calendar("X", ZoneInfo(zone), 2007, 2008)
    end = calendar.end_of(day)
    assert calendar.day_of(end) == day + timedelta(days=1)
    assert calendar.day_of(end - timedelta(microseconds=1)) == day


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-09T23:59:59+08:00", date(2026, 3, 9)),
        ("2026-03-10T00:00:00+08:00", date(2026, 3, 10)),
        ("2026-03-09T15:59:59+00:00", date(2026, 3, 9)),
        ("2026-03-09T16:00:00+00:00", date(2026, 3, 10)),
        ("2026-03-09T12:00:00-04:00", date(2026, 3, 10)),
        ("2026-03-10T05:59:59+14:00", date(2026, 3, 9)),
    ],
)
def test_the_legal_day_is_that_of_beijing_wherever_the_instant_was_written(instant, day):
    assert china().day_of(datetime.fromisoformat(instant)) == day


def test_before_the_first_notice_nothing_is_counted_but_its_eve_counts_from():
    assert china().add(date(2006, 12, 31), 1) == date(2007, 1, 4)
    for ask in (
        lambda: china().add(date(2006, 12, 30), 1),
        lambda: china().count(date(2006, 12, 30), date(2007, 3, 1)),
        lambda: china().is_working(date(2006, 12, 29)),
        lambda: china().roll(date(1990, 1, 1)),
    ):
        with pytest.raises(BeforeTheCalendar):
            ask()


@pytest.mark.parametrize("amount", [0, -1, -(10**30)])
def test_a_limit_of_nothing_or_less_is_refused(amount):
    with pytest.raises(LimitNotPositive):
        china().add(date(2026, 3, 2), amount)


@pytest.mark.parametrize("amount", [1_000_000, 10**30])
@pytest.mark.parametrize("unit", Unit)
def test_a_limit_beyond_any_calendar_is_refused_at_once(amount, unit):
    if (amount, unit) == (1_000_000, Unit.NATURAL_DAY):
        assert clock(date(2026, 3, 2), amount, unit, rolls=False).due(china()).day == date(4764, 1, 28)
        return
    with pytest.raises(BeyondTheCalendar):
        clock(date(2026, 3, 2), amount, unit).due(china())


def test_a_century_ahead_is_counted_and_provisional():
    due = clock(date(2026, 3, 2), 20_000).due(china())
    assert (due.provisional, china().count(date(2026, 3, 2), due.day)) == (True, 20_000)


@pytest.mark.parametrize("day", [date(2126, 12, 31), date(9999, 12, 30), date(9999, 12, 31)])
def test_the_last_days_there_are_are_refused_and_never_a_fault(day):
    for ask in (
        lambda: china().add(day, 1),
        lambda: china().count(date(2026, 3, 2), day + timedelta(days=1) if day < date.max else day),
    ):
        with pytest.raises(BeyondTheCalendar):
            ask()


def test_a_century_after_the_last_notice_no_day_rolls_a_weekday_as_little_as_a_weekend():
    last = china().horizon  # a Tuesday
    assert (china().roll(last), china().roll_back(last)) == (last, last)
    for day in (last + timedelta(days=n) for n in range(1, 15)):
        for roll in (china().roll, china().roll_back):
            with pytest.raises(BeyondTheCalendar):
                roll(day)
    # The last weekend before rolls back and not forward where nothing is worked after it.
    assert china().roll_back(date(2126, 12, 29)) == date(2126, 12, 27)


def test_the_last_days_of_the_last_year_await_the_next_notice():
    # The notices of 2008 and 2019 changed 29 to 31 December of the year before.
    assert [china().is_known(date(2026, 12, n)) for n in (28, 29, 31)] == [True, False, False]
    assert china(2018).is_working(date(2018, 12, 31))
    assert not china(2019).is_working(date(2018, 12, 31))
    assert china().awaited_notice(date(2026, 12, 30)) == china().awaited_notice(date(2027, 1, 4)) == 2027


def test_calendar_days_need_no_notice_unless_they_roll():
    fixed = clock(date(2026, 12, 18), 30, Unit.NATURAL_DAY, rolls=False)
    assert (fixed.due(china()).day, fixed.due(china()).provisional) == (date(2027, 1, 17), False)
    assert clock(date(2026, 12, 18), 30, Unit.NATURAL_DAY).due(china()).provisional


NEW_YORK = Calendar(
    "NY", ZoneInfo("America/New_York"), 2026, 2026, hours=BusinessHours([(time(9), time(21))])
)


@pytest.mark.parametrize(
    "ask",
    [
        # West of UTC, an evening of the last day there is lies in a year that no date can name.
        lambda: close_of(NEW_YORK, date.max),
        # No day comes before the first one.
        lambda: counting.due(
            TimeLimit(1, Unit.WORKING_DAY, "", counting=Counting(first_day=True)),
            *(1, Start(date.min), (), NEW_YORK),
        ),
        lambda: Calendar("ALL", UTC, 1, 2).subtract(date(1, 1, 3), 50),
        lambda: working_seconds(NEW_YORK, datetime(1, 1, 1, 9, tzinfo=UTC), AT),
        lambda: working_seconds(china(), datetime(1, 1, 1, 9, tzinfo=UTC), AT),
    ],
    ids=[
        "close of the last day",
        "eve of the first day",
        "back from the first year",
        "worked since before the first day",
        "worked since the first day",
    ],
)
def test_at_the_first_and_last_day_there_are_a_refusal_is_given_and_never_a_fault(ask):
    with pytest.raises((BeforeTheCalendar, BeyondTheCalendar)):
        ask()


def test_a_pause_since_ever_excludes_only_what_is_counted():
    limit = TimeLimit(5, Unit.WORKING_DAY, "")
    stretches = [(date.min, date(2026, 3, 4))]
    assert counting.due(limit, 5, Start(date(2026, 3, 2)), stretches, NEW_YORK).day == date(2026, 3, 11)
    hours = TimeLimit(7, Unit.WORKING_HOUR, "")
    assert counting.due(hours, 7, Start(date(2026, 3, 2)), stretches, china()).day == date(2026, 3, 5)


def test_a_correction_cannot_make_an_extension_negative():
    extended = clock(date(2026, 3, 2), 5, Unit.NATURAL_DAY, rolls=False).extend(
        5, date(2026, 3, 3), AT, "head", basis="行政许可法§42", document="E-1"
    )
    with pytest.raises(LimitNotPositive):
        extended.correct(2, AT, "chief", amount=-30, why="typo")  # would end on 5 February


@given(subject=clocks(), later=st.integers(0, 400))
def test_the_time_spent_is_all_the_days_since_the_start_each_once(subject, later):
    calendar, today = china(), subject.started_on + timedelta(days=later)
    found = spent(subject, today, calendar)
    days = [span.begin + timedelta(days=n) for span in found.spans for n in range(span_length(span))]
    assert days == [subject.started_on + timedelta(days=n + 1) for n in range(later)]
    excluded = [d for d in days if subject.is_excluded(d)]
    counts = [d for d in excluded if found.unit is Unit.NATURAL_DAY or calendar.is_working(d)]
    assert found.days(TimeKind.EXCLUDED) == len(counts)
    assert found.days(TimeKind.WAITING) == 0
    if found.unit is Unit.WORKING_DAY:
        assert sum(span.days for span in found.spans) == calendar.count(subject.started_on, today)


def span_length(span: Span) -> int:
    return (span.until - span.begin).days + 1


COLOURS = (
    Threshold(ClockKind.STATUTORY, Colour.YELLOW, date(2007, 1, 1), "", left=2),
    Threshold(ClockKind.STATUTORY, Colour.RED, date(2007, 1, 1), "", left=0),
    Threshold(ClockKind.STATUTORY, Colour.BLACK, date(2007, 1, 1), "", past=1, unit=Unit.NATURAL_DAY),
)


@given(subject=clocks(), later=st.integers(0, 200))
def test_the_colour_of_a_day_is_the_last_one_foretold_to_have_come(subject, later):
    calendar, day = china(), subject.started_on + timedelta(days=later)
    come = [turn.colour for turn in turns(subject, COLOURS, calendar) if turn.day <= day]
    assert colour_on(day, Watched.of(subject, calendar), COLOURS, calendar) == (come[-1] if come else None)
    assert (day > subject.due(calendar).day) == (come[-1:] == [Colour.BLACK])
