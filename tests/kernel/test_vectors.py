"""Counting, checked with a wall calendar: the day of the event is not counted, make-up days are."""

from dataclasses import replace
from datetime import date

import pytest

from cast import SWEEP, china, day, instant, natural, working
from tongban.kernel.clock import Clock, ClockKind

#: start → {working days: last day}
WORKING_DAYS = {
    "2025-01-20": {1: "2025-01-21", 5: "2025-01-26", 10: "2025-02-08", 20: "2025-02-21",
                   30: "2025-03-07", 45: "2025-03-28", 60: "2025-04-21"},
    "2025-09-24": {1: "2025-09-25", 5: "2025-09-30", 10: "2025-10-14", 20: "2025-10-28",
                   30: "2025-11-11", 45: "2025-12-02", 60: "2025-12-23"},
    "2025-09-30": {1: "2025-10-09", 10: "2025-10-21", 45: "2025-12-09", 60: "2025-12-30"},
    "2025-12-29": {1: "2025-12-30", 5: "2026-01-06", 10: "2026-01-13", 20: "2026-01-27",
                   30: "2026-02-10", 45: "2026-03-09", 60: "2026-03-30"},
    "2026-02-10": {1: "2026-02-11", 5: "2026-02-24", 10: "2026-03-02", 20: "2026-03-16",
                   30: "2026-03-30", 45: "2026-04-21", 60: "2026-05-14"},
    "2026-03-02": {1: "2026-03-03", 5: "2026-03-09", 10: "2026-03-16", 20: "2026-03-30",
                   30: "2026-04-14", 45: "2026-05-08", 60: "2026-05-28"},
    "2026-09-17": {1: "2026-09-18", 5: "2026-09-23", 10: "2026-10-08", 20: "2026-10-21",
                   30: "2026-11-04", 45: "2026-11-25", 60: "2026-12-16"},
    "2025-10-11": {3: "2025-10-15"},
    "2025-10-09": {5: "2025-10-15"},
    "2026-05-06": {10: "2026-05-19"},
    "2026-04-30": {20: "2026-06-01"},
    "2025-12-30": {5: "2026-01-07"},
}  # fmt: skip

MADE_UP = {
    2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
}

WORKING_DAYS_OF_THE_YEAR = {
    2007: 249, 2008: 251, 2009: 250, 2010: 250, 2011: 250, 2012: 249, 2013: 250, 2014: 250, 2015: 249,
    2016: 250, 2017: 249, 2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251,
    2025: 248, 2026: 248,
}  # fmt: skip


def due(start: str, limit) -> date:
    clock = Clock(ClockKind.STATUTORY, limit).start(day(start), instant(start), SWEEP.account)
    return clock.due(china()).day


def test_working_days_fall_due_on_the_days_a_wall_calendar_shows():
    counted = {
        start: {n: str(due(start, working(n, "行政许可法§82"))) for n in row}
        for start, row in WORKING_DAYS.items()
    }
    assert counted == WORKING_DAYS


def test_make_up_saturdays_and_sundays_are_worked():
    calendar = china()
    days = {
        year: [
            f"{d:%m-%d}"
            for d in (
                date.fromordinal(n)
                for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
            )
            if d.weekday() > 4 and calendar.is_working(d)
        ]
        for year in MADE_UP
    }
    assert days == MADE_UP


def test_every_year_has_the_working_days_its_notice_gives_it():
    calendar = china()
    counted = {
        year: calendar.count(date(year - 1, 12, 31), date(year, 12, 31)) for year in WORKING_DAYS_OF_THE_YEAR
    }
    assert counted == WORKING_DAYS_OF_THE_YEAR


def test_sixty_calendar_days_that_end_on_a_holiday_roll_past_it():
    assert due("2026-08-02", natural(60, "行政复议法§20")) == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [("2026-08-03", 60, "2026-10-08"), ("2026-07-31", 60, "2026-09-29"), ("2026-03-02", 62, "2026-05-06")],
)
def test_calendar_days_roll_only_from_a_day_of_rest(start, amount, end):
    assert due(start, natural(amount, "行政复议法§20")) == day(end)


def test_a_period_counted_backward_does_not_roll():
    assert due("2026-08-02", replace(natural(60, "行政许可法§50"), rolls=False)) == date(2026, 10, 1)
