"""What comes in as columns: read whole, or refused with the row and the reason; never a wrong date."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from cast import china
from tongban.bulk import Clocks, DayTable, Exclusions, RowRefused, Why, due_dates, last_moments, moved
from tongban.bulk.refusals import ColumnLengthDiffers, ColumnUnreadable, DateMissing
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import Unit
from tongban.kernel.refusals import BeyondTheCalendar, Told

TABLE = DayTable.of(china())
NOT_A_DATE = np.datetime64("NaT")


def days(*texts: str) -> np.ndarray:
    return np.array(texts, "datetime64[D]")


def test_a_column_of_limits_ends_on_the_days_a_wall_calendar_shows():
    # The walkthrough's 20 working days over the National Day, with both make-up days counted.
    dues = due_dates(TABLE, Clocks.of(days("2025-09-24", "2026-03-02", "2026-12-18"), [20, 5, 20]))
    assert dues.days.tolist() == [date(2025, 10, 28), date(2026, 3, 9), date(2027, 1, 18)]
    assert dues.provisional.tolist() == [False, False, True]
    assert dues.require() is dues


def test_dates_come_as_numpy_days_as_dates_or_as_ordinals():
    as_dates = [date(2025, 9, 24), date(2026, 3, 2)]
    forms = (
        days("2025-09-24", "2026-03-02"),
        as_dates,
        [day.toordinal() for day in as_dates],
        np.array([day.toordinal() for day in as_dates], np.uint32),
    )
    found = [due_dates(TABLE, Clocks.of(form, 20)).days.tolist() for form in forms]
    assert found == [[date(2025, 10, 28), date(2026, 3, 30)]] * 4


def test_a_row_that_cannot_be_counted_says_why_and_the_others_keep_their_days():
    rows = [
        ("2026-03-02", 5, 0),
        ("NaT", 5, 0),
        ("2026-03-02", 0, 0),
        ("2026-03-02", -3, 0),
        ("2026-03-02", 5, -1),
        ("2006-12-31", 1, 0),
        ("2006-12-30", 1, 0),
        ("1990-01-01", 5, 0),
        ("2026-03-02", 1_000_000, 0),
        ("2026-03-02", 2**62, 2**62),
        ("2126-12-31", 1, 0),
        ("9999-12-31", 1, 0),
        ("20000-01-01", 1, 0),
    ]
    starts, amounts, extensions = zip(*rows, strict=True)
    dues = due_dates(TABLE, Clocks.of(days(*starts), amounts, extensions=extensions))
    assert [Why(why) for why in dues.refused] == [
        Why.ANSWERED,
        Why.DATE_MISSING,
        Why.LIMIT_NOT_POSITIVE,
        Why.LIMIT_NOT_POSITIVE,
        Why.LIMIT_NOT_POSITIVE,
        Why.ANSWERED,
        Why.BEFORE_THE_CALENDAR,
        Why.BEFORE_THE_CALENDAR,
        Why.BEYOND_THE_CALENDAR,
        Why.BEYOND_THE_CALENDAR,
        Why.BEYOND_THE_CALENDAR,
        Why.BEYOND_THE_CALENDAR,
        Why.BEYOND_THE_CALENDAR,
    ]
    answered = [date(2026, 3, 9), date(2007, 1, 4)]
    assert [day for day in dues.days.tolist() if day is not None] == answered


def test_asked_for_all_it_refuses_by_naming_the_first_row_and_how_many_there_are():
    dues = due_dates(TABLE, Clocks.of(days("2026-03-02", "NaT", "NaT"), 5))
    with pytest.raises(RowRefused) as refused:
        dues.require()
    assert (refused.value.sentence.zh, refused.value.sentence.en) == (
        "第 1 行无法计算：缺少日期；共有 2 行如此。",
        "Row 1 cannot be counted: a date is missing; rows like this: 2.",
    )


def test_an_answer_off_the_table_is_the_kernels():
    # A million calendar days lie far beyond the table of working days, and are still a date.
    far = Clocks.of(days("2026-03-02"), 1_000_000, unit=Unit.NATURAL_DAY, rolls=False)
    assert due_dates(TABLE, far).days.tolist() == [date(4764, 1, 28)]
    # Where one that rolls would end nobody can say: no day there is known to be worked.
    rolls = Clocks.of(days(*["2026-03-02"] * 7), 10**6 + np.arange(7), unit=Unit.NATURAL_DAY)
    assert due_dates(TABLE, rolls).refused.tolist() == [Why.BEYOND_THE_CALENDAR] * 7


def test_hours_of_a_region_that_has_none_are_refused():
    table = DayTable.of(Calendar("X", UTC, 2026, 2026))
    hours = Clocks.of(days("2026-03-02"), 8, unit=Unit.WORKING_HOUR)
    assert due_dates(table, hours).refused.tolist() == [Why.NO_BUSINESS_HOURS]
    assert last_moments(table, hours).refused.tolist() == [Why.NO_BUSINESS_HOURS]


def test_exclusions_are_sorted_within_their_row_and_refused_if_upside_down_or_overlapping():
    exclusions = Exclusions.of(
        [0, 2, 3, 5, 5],
        days("2026-03-16", "2026-03-04", "2026-03-09", "2026-03-04", "2026-03-05"),
        days("2026-03-17", "2026-03-05", "2026-03-06", "2026-03-05", "2026-03-10"),
    )
    dues = due_dates(TABLE, Clocks.of(days(*["2026-03-02"] * 4), 10, exclusions=exclusions))
    assert [Why(why) for why in dues.refused] == [
        Why.ANSWERED,
        Why.EXCLUSION_UPSIDE_DOWN,
        Why.EXCLUSION_OVERLAPS,
        Why.ANSWERED,
    ]
    assert dues.days[[0, 3]].tolist() == [date(2026, 3, 20), date(2026, 3, 16)]


@pytest.mark.parametrize(
    ("column", "read"),
    [
        ("starts", lambda: Clocks.of(np.array(["2026-03-02T01:00"], "datetime64[s]"), 5)),
        ("starts", lambda: Clocks.of([datetime(2026, 3, 2, tzinfo=UTC)], 5)),
        ("starts", lambda: Clocks.of(["2026-03-02"], 5)),
        ("starts", lambda: Clocks.of([20.5], 5)),
        ("amounts", lambda: Clocks.of(days("2026-03-02"), [float("nan")])),
        ("instants", lambda: Clocks.of(days("2026-03-02"), 5, instants=days("2026-03-02"))),
        ("offsets", lambda: Exclusions.of([0, 2, 1], days("2026-03-02"), days("2026-03-02"))),
    ],
)
def test_a_column_of_something_else_is_refused_by_name(column, read):
    with pytest.raises(ColumnUnreadable) as refused:
        read()
    assert refused.value.parameters["column"] == column


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ColumnLengthDiffers) as refused:
        Clocks.of(days("2026-03-02", "2026-03-03"), [5, 6, 7])
    assert refused.value == ColumnLengthDiffers(column="amounts", length=3, rows=2)
    assert refused.value.sentence.en == "“amounts” has 3 rows, the other columns have 2."


def test_no_rows_are_no_answers():
    dues = due_dates(TABLE, Clocks.of([], 5))
    assert (dues.days.size, dues.refused.size, Clocks.read([]).starts.size) == (0, 0, 0)


def test_an_amended_calendar_names_the_rows_that_moved():
    clocks = Clocks.of(days("2025-12-01", "2026-02-02", "2025-06-02"), [5, 20, 20])
    told = due_dates(DayTable.of(china(2025)), clocks)
    again = due_dates(TABLE, clocks)
    assert told.provisional.tolist() == [False, True, False]
    assert moved(told.days, again).tolist() == [1]


def test_every_reason_is_a_refusal_of_the_kernels_or_of_bad_input():
    reasons = [why for why in Why if why]
    assert all(issubclass(why.refusal, Told) for why in reasons)
    assert Why.of(BeyondTheCalendar(day=date.max, amount=1)) is Why.BEYOND_THE_CALENDAR
    assert Why.DATE_MISSING.refusal is DateMissing
