"""转灯 — the day a clock will turn, foretold on a wall calendar; thresholds come in as data."""

from datetime import date

from cast import china, day, instant
from tongban.kernel.clock import (
    Clock,
    ClockKind,
    Colour,
    Counting,
    Threshold,
    TimeLimit,
    Unit,
    Watched,
    colour_on,
    turns,
)
from tongban.kernel.clock.signals import was_cleared

EVER = date(2004, 7, 1)
YELLOW = Threshold(ClockKind.STATUTORY, Colour.YELLOW, EVER, "设定", left=1)
RED = Threshold(ClockKind.STATUTORY, Colour.RED, EVER, "设定", left=0)
BLACK = Threshold(ClockKind.STATUTORY, Colour.BLACK, EVER, "设定", past=1, unit=Unit.NATURAL_DAY)
ALL = (YELLOW, RED, BLACK)

LIMIT = TimeLimit(20, Unit.WORKING_DAY, "行政许可法§42(1)")


def clock(started: str = "2025-09-24", limit: TimeLimit = LIMIT) -> Clock:
    return Clock(ClockKind.STATUTORY, limit).start(day(started), instant(started), "clerk")


def told(clock: Clock, thresholds: tuple[Threshold, ...] = ALL) -> dict[str, str]:
    return {turn.colour.value: str(turn.day) for turn in turns(clock, thresholds, china())}


def excluding(clock: Clock, begin: str, until: str) -> Clock:
    return clock.exclude(
        day(begin), day(until), instant(begin), "lead", basis="行政许可法§45", document="S-1"
    )


def extended(clock: Clock, on: str) -> Clock:
    return clock.extend(10, day(on), instant(on), "lead", basis="行政许可法§42(1)", document="E-1")


def test_yellow_is_foretold_for_the_last_working_day_before_and_black_for_the_day_after():
    # 20 working days from 24 September end on Tuesday 28 October.
    assert told(clock()) == {"yellow": "2025-10-27", "red": "2025-10-28", "black": "2025-10-29"}


def test_a_holiday_before_the_last_day_brings_yellow_before_the_holiday():
    assert told(clock("2025-09-24", TimeLimit(6, Unit.WORKING_DAY, "")))["yellow"] == "2025-09-30"


def test_excluded_days_move_every_colour_and_are_not_among_the_days_left():
    paused = excluding(clock(), "2025-10-27", "2025-10-31")
    # The last day is now 4 November; until the pause ends two working days are left, as before it.
    assert told(paused) == {"yellow": "2025-11-03", "red": "2025-11-04", "black": "2025-11-05"}
    assert told(excluding(clock(), "2025-10-28", "2025-10-31"))["yellow"] == "2025-10-27"


def test_nothing_turns_before_the_first_day_that_counts():
    short = clock("2025-10-13", TimeLimit(1, Unit.WORKING_DAY, ""))
    assert told(short)["yellow"] == "2025-10-14"
    assert colour_on(day("2025-10-13"), Watched.of(short, china()), ALL, china()) is None


def test_the_colour_of_a_day_is_the_most_urgent_that_has_come():
    watched = Watched.of(clock(), china())
    days = ["2025-10-26", "2025-10-27", "2025-10-28", "2025-10-29", "2026-10-29"]
    assert [colour_on(day(d), watched, ALL, china()) for d in days] == [
        None,
        Colour.YELLOW,
        Colour.RED,
        Colour.BLACK,
        Colour.BLACK,
    ]


def test_overdue_working_days_are_counted_after_the_last_day():
    late = Threshold(ClockKind.STATUTORY, Colour.BLACK, EVER, "设定", past=3)
    assert told(clock(), (late,)) == {"black": "2025-10-31"}


def test_only_the_thresholds_of_its_own_kind_turn_a_clock():
    step = Threshold(ClockKind.STEP, Colour.RED, EVER, "设定", left=10)
    assert told(clock(), (step, YELLOW)) == {"yellow": "2025-10-27"}


def test_a_threshold_out_of_force_by_then_turns_nothing():
    ended = Threshold(ClockKind.STATUTORY, Colour.YELLOW, EVER, "设定", until=day("2025-10-26"), left=1)
    assert told(clock(), (ended,)) == {}
    on_its_last_day = Threshold(
        ClockKind.STATUTORY, Colour.YELLOW, EVER, "设定", until=day("2025-10-27"), left=1
    )
    assert told(clock(), (on_its_last_day,)) == {"yellow": "2025-10-27"}


def test_a_century_off_the_last_day_itself_is_taken():
    far = clock("2026-01-05", TimeLimit(300, Unit.YEAR, "", rolls=False))
    assert told(far) == {"yellow": "2326-01-05", "red": "2326-01-05", "black": "2326-01-06"}


def test_an_extension_puts_a_light_out_and_a_pause_of_the_days_left_does_not():
    said = clock()  # yellow on 27 October
    assert not was_cleared(said, Colour.YELLOW, clock().entries, ALL, china())
    assert was_cleared(extended(said, "2025-10-27"), Colour.YELLOW, clock().entries, ALL, china())
    assert not was_cleared(
        excluding(said, "2025-10-28", "2025-11-05"), Colour.YELLOW, clock().entries, ALL, china()
    )


def test_a_recount_says_itself_which_day_it_moved_the_end_to():
    def recounted(after: str) -> Clock:
        at = instant("2025-10-27", "15:00")
        return clock().recount(day("2025-10-28"), day(after), day("2025-10-27"), at, "s", basis="放假通知")

    assert was_cleared(recounted("2025-10-29"), Colour.YELLOW, clock().entries, ALL, china())
    assert not was_cleared(recounted("2025-10-27"), Colour.YELLOW, clock().entries, ALL, china())
    # Moved on and back again later: it was out in between, and comes on anew.
    back = recounted("2025-10-29").recount(
        day("2025-10-29"), day("2025-10-28"), day("2025-10-27"), instant("2025-10-27"), "s", basis="放假通知"
    )
    assert was_cleared(back, Colour.YELLOW, clock().entries, ALL, china())


def test_a_clock_that_started_afresh_has_said_nothing():
    first, second = clock("2025-09-24"), clock("2025-10-13")
    assert was_cleared(second, Colour.YELLOW, first.entries, ALL, china())


def test_a_limit_counted_back_turns_before_its_day_and_not_before_it_was_known():
    # Notice of a hearing on 28 October, seven days before: on the 21st at the latest.
    limit = TimeLimit(7, Unit.NATURAL_DAY, "行政许可法§48", counting=Counting(backward=True))
    back = Clock(ClockKind.STATUTORY, limit).start(day("2025-10-28"), instant("2025-10-14"), "lead")
    assert told(back) == {"yellow": "2025-10-20", "red": "2025-10-21", "black": "2025-10-22"}
    late = Clock(ClockKind.STATUTORY, limit).start(day("2025-10-28"), instant("2025-10-21"), "lead")
    assert told(late)["yellow"] == "2025-10-21"
