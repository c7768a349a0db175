"""Arrays against the kernel, element by element: the same day, the same instant, the same refusal."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from importlib.util import find_spec
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cast import china
from examples import examples
from tongban.bulk import (
    NUMPY,
    Clocks,
    DayTable,
    Exclusions,
    Loops,
    Why,
    days_left,
    due_dates,
    last_moments,
    turns,
    working_days_spent,
    working_seconds_spent,
)
from tongban.kernel.calendar import BusinessHours, Calendar, working_seconds
from tongban.kernel.clock import (
    Clock,
    ClockKind,
    Colour,
    Counting,
    LastMoment,
    Threshold,
    TimeLimit,
    Unit,
    Watched,
    colour_on,
)
from tongban.kernel.clock.signals import forecast
from tongban.kernel.refusals import Refusal
from tongban.supervision.signals import days_left as shown_left

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
#: Zones that change their clocks at midnight, by half an hour, on odd days, or never.
ZONES: list[tzinfo] = [
    *map(
        ZoneInfo,
        [
            "Asia/Shanghai",
            "UTC",
            "America/New_York",
            "America/Havana",
            "Asia/Beirut",
            "Atlantic/Azores",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Asia/Kathmandu",
            "Pacific/Kiritimati",
        ],
    ),
    timezone(timedelta(hours=-9, minutes=-30)),
]
FEW = settings(max_examples=examples(30), phases=[Phase.explicit, Phase.generate])


def compiled(threads: int) -> Loops:
    from tongban.bulk.compiled import CompiledLoops

    return CompiledLoops(threads)


NUMBA = find_spec("numba") is not None
NO_NUMBA = pytest.mark.skipif(not NUMBA, reason="numba is not installed (pip install 'tongban[bench]')")
EACH = pytest.mark.parametrize(
    "ways_to_loop",
    [
        pytest.param(NUMPY, id="numpy"),
        pytest.param(compiled(1) if NUMBA else None, id="numba", marks=NO_NUMBA),
        pytest.param(compiled(2) if NUMBA else None, id="numba, 2 threads", marks=NO_NUMBA),
    ],
)


# --- calendars and clocks


@st.composite
def openings(draw: st.DrawFn) -> list[tuple[time, time]]:
    """One to three openings of odd lengths, midnight among their edges."""
    edges = sorted(draw(st.sets(st.integers(0, 86_399), min_size=2, max_size=6)))
    moments = [time(s // 3600, s // 60 % 60, s % 60) for s in edges]
    return list(zip(moments[::2], moments[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Regions without holidays and with nothing but, half-days, odd hours, any zone."""
    first = draw(st.sampled_from([2015, 2023]))
    last = first + draw(st.integers(0, 1))
    days = st.dates(date(first, 1, 1), date(last + 1, 6, 30))
    off = draw(st.sets(days, max_size=40))
    if draw(st.booleans()):
        begin = draw(days)
        off |= {begin + timedelta(days=n) for n in range(draw(st.integers(1, 60)))}
    hours = None
    if draw(st.integers(0, 3)):
        hours = BusinessHours(draw(openings()), draw(st.dictionaries(days, openings(), max_size=4)))
    return Calendar(
        "X",
        draw(st.sampled_from(ZONES)),
        first,
        last,
        off_days=off,
        make_up_days=draw(st.sets(days, max_size=12)),
        fixed_holidays=draw(st.sets(st.sampled_from([(1, 1), (2, 29), (5, 1), (10, 1)]))),
        hours=hours,
    )


def around(calendar: Calendar) -> st.SearchStrategy[date]:
    """Days in the known years, at their edges, and far off on either side."""
    first, last = calendar.first_day, calendar.last_known_day
    known = st.dates(first, last)
    edges = st.sampled_from([first, last, calendar.last_certain_day, calendar.horizon])
    near = st.builds(lambda day, n: day + timedelta(days=n), edges, st.integers(-3, 3))
    far = st.one_of(st.dates(), st.sampled_from([date.min, date.max]))
    return st.one_of(known, known, known, known, near, near, far)


AMOUNTS = st.one_of(
    st.integers(1, 90),
    st.integers(1, 90),
    st.integers(1, 90),
    st.integers(100, 40_000),
    st.sampled_from([1_000_000, 10**18]),
)


def instant_on(day: date, second: float) -> datetime:
    at = min(max(day, date(1, 1, 5)), date(9999, 12, 28))
    return datetime.combine(at, time(), UTC) + timedelta(seconds=second)


@st.composite
def clocks(draw: st.DrawFn, calendar: Calendar) -> Clock:
    """Any limit counted any way, extended, with pauses that do not overlap, some ended early."""
    start = draw(around(calendar))
    way = Counting(
        first_day=draw(st.booleans()),
        backward=not draw(st.integers(0, 3)),
        last_moment=draw(st.sampled_from(LastMoment)),
        after_close_is_next_day=draw(st.booleans()),
    )
    limit = TimeLimit(draw(AMOUNTS), draw(st.sampled_from(Unit)), "", draw(st.booleans()), way)
    since = None
    if draw(st.booleans()):
        since = instant_on(start, draw(st.integers(-50_000, 140_000)) + draw(st.sampled_from([0, 0.5])))
    subject = Clock(ClockKind.STATUTORY, limit).start(start, AT, "s", since=since)
    if draw(st.booleans()):
        subject = subject.extend(draw(AMOUNTS), start, AT, "head", basis="", document="")
    begin = start
    if not draw(st.integers(0, 9)):  # a pause since ever
        begin += timedelta(days=draw(st.integers(0, min(20, (date.max - begin).days))))
        subject = subject.exclude(date.min, begin, AT, "lead", basis="", document="")
    for _ in range(draw(st.integers(0, 3))):
        gap, length = draw(st.integers(1, 60)), draw(st.integers(0, 40))
        if (date.max - begin).days < gap + length:
            break
        begin += timedelta(days=gap)
        until = begin + timedelta(days=length)
        subject = subject.exclude(begin, until, AT, "lead", basis="", document="")
        if draw(st.booleans()):
            last = begin + timedelta(days=draw(st.integers(0, length)))
            subject = subject.resume(last, AT, "lead", basis="")
        begin = until
    return subject


def told(ask: Callable[[], object]) -> object:
    """What the kernel says, or why it does not."""
    try:
        return ask()
    except Refusal as refusal:
        return Why.of(refusal)


def second_of(instant: datetime) -> int:
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


def naive(instants: list[datetime]) -> np.ndarray:
    return np.array([i.astimezone(UTC).replace(tzinfo=None) for i in instants], "datetime64[us]")


# --- due dates


@FEW
@EACH
@given(data=st.data())
def test_last_days_are_the_kernels(ways_to_loop, data):
    calendar = data.draw(calendars())
    subjects = data.draw(st.lists(clocks(calendar), min_size=1, max_size=20))
    found = due_dates(DayTable.of(calendar), Clocks.read(subjects), ways_to_loop)
    answers = [
        (day, bool(provisional)) if why == 0 else Why(int(why))
        for day, provisional, why in zip(found.days.tolist(), found.provisional, found.refused, strict=True)
    ]
    assert answers == [told(lambda c=c: ((due := c.due(calendar)).day, due.provisional)) for c in subjects]
    assert np.isnat(found.days).tolist() == (found.refused != 0).tolist()
    assert not found.provisional[found.refused != 0].any()


@FEW
@EACH
@given(data=st.data())
def test_last_moments_are_the_kernels(ways_to_loop, data):
    calendar = data.draw(calendars())
    subjects = data.draw(st.lists(clocks(calendar), min_size=1, max_size=20))
    found = last_moments(DayTable.of(calendar), Clocks.read(subjects), ways_to_loop)
    answers = [
        int(second) if why == 0 else Why(int(why))
        for second, why in zip(found.instants.view(np.int64), found.refused, strict=True)
    ]
    assert answers == [told(lambda c=c: second_of(c.last_moment(calendar))) for c in subjects]


@FEW
@EACH
@given(data=st.data())
def test_a_column_of_one_way_is_counted_as_a_mixed_one(ways_to_loop, data):
    calendar = china()
    subjects = data.draw(st.lists(clocks(calendar), min_size=1, max_size=12))
    table = DayTable.of(calendar)
    together = due_dates(table, Clocks.read(subjects), ways_to_loop)
    alone = [due_dates(table, Clocks.read([subject]), ways_to_loop) for subject in subjects]
    assert together.days.tolist() == [one.days.tolist()[0] for one in alone]
    assert together.refused.tolist() == [int(one.refused[0]) for one in alone]


# --- time spent, time left


@FEW
@EACH
@given(data=st.data())
def test_seconds_worked_between_instants_are_the_kernels(ways_to_loop, data):
    calendar = data.draw(calendars())
    offsets = st.integers(-90_000, 90_000) | st.integers(-(10**7), 10**7)
    pairs = data.draw(
        st.lists(st.tuples(around(calendar), offsets, st.sampled_from([0, 0.25])), min_size=1, max_size=20)
    )
    since = [instant_on(day, fraction) for day, _, fraction in pairs]
    until = [instant_on(day, 0) + timedelta(seconds=s) for day, s, _ in pairs if 2 < day.year < 9990]
    since = [instant for instant, (day, _, _) in zip(since, pairs, strict=True) if 2 < day.year < 9990]
    found = working_seconds_spent(DayTable.of(calendar), naive(since), naive(until), loops=ways_to_loop)
    answers = [
        int(seconds) if why == 0 else Why(int(why))
        for seconds, why in zip(found.running, found.refused, strict=True)
    ]
    assert answers == [
        told(lambda a=a, b=b: working_seconds(calendar, a, b)) for a, b in zip(since, until, strict=True)
    ]


@FEW
@given(data=st.data())
def test_working_days_between_days_are_the_kernels(data):
    calendar = data.draw(calendars())
    days = around(calendar)
    pairs = data.draw(st.lists(st.tuples(days, days), min_size=1, max_size=20))
    found = working_days_spent(DayTable.of(calendar), *zip(*pairs, strict=True))
    answers = [
        int(number) if why == 0 else Why(int(why))
        for number, why in zip(found.running, found.refused, strict=True)
    ]
    assert answers == [told(lambda a=a, b=b: calendar.count(a, b)) for a, b in pairs]


@FEW
@EACH
@given(data=st.data())
def test_running_and_paused_are_what_a_person_ticks_off(ways_to_loop, data):
    calendar = data.draw(calendars())
    start = data.draw(st.dates(calendar.first_day, calendar.last_known_day))
    until = start + timedelta(days=data.draw(st.integers(0, 60)))
    pauses = data.draw(pauses_from(start))
    exclusions = exclusions_of(pauses)
    table = DayTable.of(calendar)
    days = [start + timedelta(days=n + 1) for n in range((until - start).days)]
    worked = [day for day in days if calendar.is_working(day)]
    paused = [day for day in worked if any(b <= day <= u for b, u in pauses)]
    spent = working_days_spent(table, [start], [until], exclusions)
    assert (spent.running[0], spent.paused[0]) == (len(worked) - len(paused), len(paused))

    if calendar.hours is None:
        return
    since, last = calendar.end_of(start), calendar.end_of(until)
    seconds = working_seconds_spent(table, naive([since]), naive([last]), exclusions, ways_to_loop)
    left_out = sum(
        working_seconds(calendar, calendar.end_of(day - timedelta(days=1)), calendar.end_of(day))
        for day in paused
    )
    whole = working_seconds(calendar, since, last)
    assert (seconds.running[0], seconds.paused[0]) == (whole - left_out, left_out)


@FEW
@given(data=st.data(), unit=st.sampled_from([Unit.WORKING_DAY, Unit.NATURAL_DAY]))
def test_the_days_left_are_those_of_the_lamp(data, unit):
    calendar = data.draw(calendars())
    days = st.dates(calendar.first_day, calendar.last_known_day + timedelta(days=200))
    pairs = data.draw(st.lists(st.tuples(days, days), min_size=1, max_size=20))
    found = days_left(DayTable.of(calendar), *zip(*pairs, strict=True), unit=unit)
    assert found.days.tolist() == [
        shown_left(Watched(ClockKind.STATUTORY, today, due), today, calendar, unit) for today, due in pairs
    ]


@FEW
@given(data=st.data(), unit=st.sampled_from([Unit.WORKING_DAY, Unit.NATURAL_DAY]))
def test_a_signal_turns_on_the_first_day_with_no_more_left_than_its_threshold(data, unit):
    calendar = data.draw(calendars())
    first = data.draw(st.dates(calendar.first_day, calendar.last_known_day))
    due = first + timedelta(days=data.draw(st.integers(0, 90)))
    pauses = data.draw(pauses_from(first - timedelta(days=20)))
    at_most = data.draw(st.integers(0, 40))
    found = turns(DayTable.of(calendar), [first], [due], at_most, unit=unit, exclusions=exclusions_of(pauses))

    def left(day: date) -> int:
        later = [day + timedelta(days=n + 1) for n in range((due - day).days)]
        return sum(
            (unit is not Unit.WORKING_DAY or calendar.is_working(d))
            and not any(b <= d <= u for b, u in pauses)
            for d in later
        )

    by_hand = next(
        day for n in range((due - first).days + 1) if left(day := first + timedelta(days=n)) <= at_most
    )
    assert found.days.tolist() == [by_hand]
    threshold = Threshold(ClockKind.STEP, Colour.YELLOW, date.min, "", left=at_most, unit=unit)
    watched = Watched(ClockKind.STEP, first, due, tuple(pauses))
    assert [turn.day for turn in forecast(watched, [threshold], calendar)] == [by_hand]
    before = by_hand - timedelta(days=1)
    assert [colour_on(day, watched, [threshold], calendar) for day in (before, by_hand)] == [
        None,
        Colour.YELLOW,
    ]


@st.composite
def pauses_from(draw: st.DrawFn, start: date) -> list[tuple[date, date]]:
    pauses, begin = [], start
    for gap, length in draw(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 15)), max_size=3)):
        begin += timedelta(days=gap)
        pauses.append((begin, begin + timedelta(days=length)))
        begin = pauses[-1][1]
    return pauses


def exclusions_of(pauses: list[tuple[date, date]]) -> Exclusions:
    begin, until = (np.array([pause[n] for pause in pauses], "datetime64[D]") for n in (0, 1))
    return Exclusions.of([0, len(pauses)], begin, until)


# --- garbage

ANY = st.one_of(st.integers(-(2**63), 2**63 - 1), st.integers(-5, 5), st.integers(700_000, 760_000))


@FEW
@EACH
@given(rows=st.lists(st.tuples(ANY, ANY, ANY, ANY, st.integers(0, 4), ANY, ANY), min_size=1, max_size=12))
def test_whatever_numbers_come_in_a_row_has_an_answer_or_a_reason_and_never_a_fault(ways_to_loop, rows):
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    starts, amounts, extensions, instants, units, begin, until = columns
    table = DayTable.of(china())
    for way in range(2**5):
        bits = [bool(way >> bit & 1) for bit in range(5)]
        subjects = Clocks.of(
            starts,
            amounts,
            unit=[list(Unit)[n] for n in units],
            extensions=extensions,
            rolls=bits[0],
            first_day=bits[1],
            backward=bits[2],
            ends_at_close=bits[3],
            after_close_is_next_day=bits[4],
            instants=instants,
            exclusions=Exclusions.of(range(len(rows) + 1), begin, until),
        )
        dues, moments = (count(table, subjects, ways_to_loop) for count in (due_dates, last_moments))
        assert np.isnat(dues.days).tolist() == (dues.refused != 0).tolist()
        assert np.isnat(moments.instants).tolist() == (moments.refused != 0).tolist()
        assert not set(dues.refused.tolist() + moments.refused.tolist()) - set(Why)
    for spent in (
        working_seconds_spent(table, starts, instants, loops=ways_to_loop),
        working_days_spent(table, starts, until),
        working_days_spent(table, starts, until, Exclusions.of(range(len(rows) + 1), begin, until)),
    ):
        assert not set(spent.refused.tolist()) - set(Why)
        assert not spent.running[spent.refused != 0].any()
        assert not spent.paused[spent.refused != 0].any()
