"""The loaded calendar against a wall calendar (行政许可法§82; the State Council's notices)."""

from datetime import date, timedelta

import pytest

from tongban.catalogue.finding import Severity
from tongban.catalogue.law import UnknownRegion, load_book, load_calendar
from tongban.catalogue.law.calendars import AddedNotice
from tongban.catalogue.law.notices import Notice

TABLE = """
    2025-01-20 1 2025-01-21   2025-01-20 5 2025-01-26   2025-01-20 10 2025-02-08  2025-01-20 20 2025-02-21
    2025-01-20 30 2025-03-07  2025-01-20 45 2025-03-28  2025-01-20 60 2025-04-21
    2025-09-24 1 2025-09-25   2025-09-24 5 2025-09-30   2025-09-24 10 2025-10-14  2025-09-24 20 2025-10-28
    2025-09-24 30 2025-11-11  2025-09-24 45 2025-12-02  2025-09-24 60 2025-12-23
    2025-09-30 1 2025-10-09   2025-09-30 10 2025-10-21  2025-09-30 45 2025-12-09  2025-09-30 60 2025-12-30
    2025-12-29 1 2025-12-30   2025-12-29 5 2026-01-06   2025-12-29 10 2026-01-13  2025-12-29 20 2026-01-27
    2025-12-29 30 2026-02-10  2025-12-29 45 2026-03-09  2025-12-29 60 2026-03-30
    2026-02-10 1 2026-02-11   2026-02-10 5 2026-02-24   2026-02-10 10 2026-03-02  2026-02-10 20 2026-03-16
    2026-02-10 30 2026-03-30  2026-02-10 45 2026-04-21  2026-02-10 60 2026-05-14
    2026-03-02 1 2026-03-03   2026-03-02 5 2026-03-09   2026-03-02 10 2026-03-16  2026-03-02 20 2026-03-30
    2026-03-02 30 2026-04-14  2026-03-02 45 2026-05-08  2026-03-02 60 2026-05-28
    2026-09-17 1 2026-09-18   2026-09-17 5 2026-09-23   2026-09-17 10 2026-10-08  2026-09-17 20 2026-10-21
    2026-09-17 30 2026-11-04  2026-09-17 45 2026-11-25  2026-09-17 60 2026-12-16
    2008-01-02 967 2011-11-16
"""
VECTORS = TABLE.split()

WORKING_DAYS = {
    2007: 249, 2008: 251, 2009: 250, 2010: 250, 2011: 250, 2012: 249, 2013: 250, 2014: 250, 2015: 249,
    2016: 250, 2017: 249, 2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251,
    2025: 248, 2026: 248,
}  # fmt: skip

MADE_UP = "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09"
MADE_UP += " 2026-09-20 2026-10-10"


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [tuple(VECTORS[n : n + 3]) for n in range(0, len(VECTORS), 3)],
)
def test_working_days_fall_where_a_wall_calendar_puts_them(start: str, amount: str, due: str):
    assert load_calendar().add(date.fromisoformat(start), int(amount)) == date.fromisoformat(due)


def test_every_year_has_as_many_working_days_as_its_notice_says():
    calendar = load_calendar()
    counted = {y: calendar.count(date(y - 1, 12, 31), date(y, 12, 31)) for y in WORKING_DAYS}
    assert counted == WORKING_DAYS


def test_the_make_up_days_of_2025_and_2026_are_those_of_the_notices():
    made_up = sorted(str(d) for d in load_calendar().make_up_days if d.year in (2025, 2026))
    assert made_up == MADE_UP.split()


def test_an_empty_year_is_not_a_loaded_year():
    assert load_calendar().last_known_day == date(2026, 12, 31)


def test_ten_days_from_2026_12_18_skip_new_year_and_are_provisional():
    calendar = load_calendar()
    due = calendar.add(date(2026, 12, 18), 10)
    assert (due, calendar.is_known(due)) == (date(2027, 1, 4), False)


def test_a_lunar_feast_of_a_year_without_notice_is_off():
    calendar = load_calendar()
    feast = [date(2027, 2, 4) + timedelta(days=n) for n in range(6)]
    assert [calendar.is_working(day) for day in feast] == [True, False, False, False, False, True]


def test_a_day_after_the_loaded_years_is_never_made_up_for():
    calendar = load_calendar()
    assert not [d for d in calendar.make_up_days if not calendar.is_known(d)]


def test_natural_days_roll_over_the_national_holiday():
    calendar = load_calendar()
    assert calendar.roll(date(2026, 8, 2) + timedelta(days=60)) == date(2026, 10, 8)


def test_the_legal_date_is_that_of_shanghai():
    assert str(load_calendar().zone) == "Asia/Shanghai"


def test_an_unknown_region_is_refused_with_the_known_ones():
    with pytest.raises(UnknownRegion) as refused:
        load_calendar("XX")
    assert refused.value.remedy.en == ("The regions: CN. Use one of them, or add yours to law/regions.yaml.")


def test_a_notice_that_leaves_out_a_statutory_holiday_is_doubted():
    book = load_book()
    new_year = Notice(2027, tuple((date(2027, 1, day), True) for day in (1, 2, 3)))
    calendar = book.calendar("CN", [AddedNotice("CN", new_year)])
    doubted = book.statutory_days_worked(calendar, 2027)
    assert {f.severity for f in doubted} == {Severity.WARNING}
    assert "2027-10-01 是法定节日（国庆节），按这份通知却要上班" in [f.message.zh for f in doubted]


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_notices_of_the_state_council_leave_none_out(year: int):
    assert load_book().statutory_days_worked(load_calendar(), year) == []
