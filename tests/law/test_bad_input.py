"""Bad input, row by row: a refusal or a provisional answer, never a wrong date.

What stands in one row is asked of the kernel, of `tongban due` and of the arrays, which answer alike.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from cast import china
from holidays import CONFIRMING, notice
from stored import AT
from tongban.bulk import Clocks, DayTable, Exclusions, Why, due_dates, last_moments, turns
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import data_root, load_book, load_calendar
from tongban.cli import app
from tongban.cli.faults import OperatorFault
from tongban.handling.calendars import NewestCalendars
from tongban.handling.notices_in_memory import MemoryNotices
from tongban.kernel import refusals as r
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import Clock, ClockKind, TimeLimit, Unit

BEYOND = Why.BEYOND_THE_CALENDAR
WORKING, NATURAL, HOURS, MONTHS, YEARS = (
    Unit.WORKING_DAY, Unit.NATURAL_DAY, Unit.WORKING_HOUR, Unit.MONTH, Unit.YEAR,
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A limit from a day on, with stretches left out."""

    start: str
    amount: int
    unit: Unit = WORKING
    rolls: bool = True
    exclude: tuple[str, ...] = ()

    @property
    def stretches(self) -> list[tuple[date, date]]:
        return [tuple(map(date.fromisoformat, text.split(".."))) for text in self.exclude]  # type: ignore[misc]


@dataclass(frozen=True)
class Day:
    """An answer that is a date."""

    on: str
    provisional: bool = False


#: what is bad about it → what is asked → what is answered
TABLE: dict[str, tuple[Asked, Day | type[r.Told]]] = {
    # limits that are none
    "a limit of nothing": (Asked("2026-03-02", 0), r.LimitNotPositive),
    "a negative limit": (Asked("2026-03-02", -5), r.LimitNotPositive),
    "a negative limit in months": (Asked("2026-03-02", -1, MONTHS), r.LimitNotPositive),
    # a million of whatever
    "a million working days": (Asked("2026-03-02", 1_000_000), r.BeyondTheCalendar),
    "a million working hours": (Asked("2026-03-02", 1_000_000, HOURS), r.BeyondTheCalendar),
    "a million months": (Asked("2026-03-02", 1_000_000, MONTHS), r.BeyondTheCalendar),
    "a million years": (Asked("2026-03-02", 1_000_000, YEARS), r.BeyondTheCalendar),
    "a million days to a weekend": (Asked("2026-03-02", 1_000_000, NATURAL), r.BeyondTheCalendar),
    "a million days to a weekday": (Asked("2026-03-02", 1_000_004, NATURAL), r.BeyondTheCalendar),
    "a million days that do not roll": (Asked("2026-03-02", 1_000_000, NATURAL, False), Day("4764-01-28")),
    # days nobody has a notice for
    "a year before the first notice": (Asked("1999-03-02", 5), r.BeforeTheCalendar),
    "the first day there is": (Asked("0001-01-01", 5), r.BeforeTheCalendar),
    "the last day there is": (Asked("9999-12-31", 1), r.BeyondTheCalendar),
    "the last day there is, in calendar days": (Asked("9999-12-31", 1, NATURAL), r.BeyondTheCalendar),
    "a year without a notice": (Asked("2027-03-01", 5), Day("2027-03-08", True)),
    "a year long without a notice": (Asked("2090-03-01", 5), Day("2090-03-08", True)),
    "the last days the next notice may change": (Asked("2026-12-28", 1), Day("2026-12-29", True)),
    # exclusions
    "an exclusion upside down": (
        Asked("2026-03-02", 20, exclude=("2026-03-12..2026-03-10",)), r.ExclusionUpsideDown,
    ),
    "the same days excluded twice": (
        Asked("2026-03-02", 20, exclude=("2026-03-10..2026-03-12", "2026-03-10..2026-03-12")),
        r.ExclusionOverlaps,
    ),
    "exclusions that share a day": (
        Asked("2026-03-02", 20, exclude=("2026-03-10..2026-03-12", "2026-03-12..2026-03-13")),
        r.ExclusionOverlaps,
    ),
    "an exclusion until the end of time": (
        Asked("2026-03-02", 20, exclude=("2026-03-10..9999-12-31",)), r.BeyondTheCalendar,
    ),
    "an exclusion into a year without a notice": (
        Asked("2026-03-02", 20, exclude=("2026-03-10..2027-03-10",)), Day("2027-03-31", True),
    ),
}  # fmt: skip
BAD = pytest.mark.parametrize(("asked", "answer"), TABLE.values(), ids=TABLE)


@BAD
def test_the_kernel_refuses_or_says_that_it_is_provisional(asked: Asked, answer: Day | type[r.Told]) -> None:
    assert said(lambda: by_the_kernel(asked, load_calendar())) == answer


@BAD
def test_tongban_due_refuses_or_says_that_it_is_provisional(asked: Asked, answer: Day | type[r.Told]) -> None:
    words = ["due", asked.start, "--unit", asked.unit, *([] if asked.rolls else ["--no-roll"])]
    words += [word for stretch in asked.exclude for word in ("--exclude", stretch)]
    done = CliRunner().invoke(app, [*words, "--packaged", "--format", "json", "--", str(asked.amount)])
    if isinstance(answer, Day):
        told = json.loads(done.stdout)
        assert Day(told["due"], told["provisional"]) == answer
        return
    assert done.stdout == ""
    assert isinstance(done.exception, OperatorFault)
    assert done.exception.exit_code == 1
    remedy = str(answer.remedy_zh), str(answer.remedy_en)
    assert (done.exception.zh.endswith(remedy[0]), done.exception.en.endswith(remedy[1])) == (True, True)


@BAD
def test_an_array_refuses_the_row_or_says_that_it_is_provisional(
    asked: Asked, answer: Day | type[r.Told]
) -> None:
    stretches = asked.stretches
    begin, until = (np.array([s[n] for s in stretches], "datetime64[D]") for n in (0, 1))
    clocks = Clocks.of(
        np.array([asked.start], "datetime64[D]"),
        asked.amount,
        unit=asked.unit,
        rolls=asked.rolls,
        exclusions=Exclusions.of([0, len(stretches)], begin, until) if stretches else None,
    )
    found = due_dates(DayTable.of(load_calendar()), clocks)
    if isinstance(answer, Day):
        assert Day(str(found.days[0]), bool(found.provisional[0])) == answer
    else:
        assert (Why(int(found.refused[0])).refusal, np.isnat(found.days[0])) == (answer, True)


def by_the_kernel(asked: Asked, calendar: Calendar) -> Day:
    day = date.fromisoformat(asked.start)
    clock = Clock(ClockKind.STATUTORY, TimeLimit(asked.amount, asked.unit, "", asked.rolls))
    clock = clock.start(day, AT, "s")
    for begin, until in asked.stretches:
        clock.check_exclusion(begin, until, calendar)
        clock = clock.exclude(begin, until, AT, "s", basis="", document="")
    due = clock.due(calendar)
    return Day(str(due.day), due.provisional)


def said(ask: Callable[[], Day]) -> Day | type[r.Told]:
    try:
        return ask()
    except r.Told as refusal:
        assert refusal.sentence.zh
        assert refusal.remedy.en
        return type(refusal)


# --- exclusions and stops that come too late


@pytest.mark.parametrize("begin", ["2026-03-30", "2026-03-31", "2026-05-01", "9999-12-31"])
def test_an_exclusion_after_the_last_day_is_refused_and_moves_nothing(begin: str) -> None:
    ends = by_the_kernel(Asked("2026-03-02", 20), china())
    late = Asked("2026-03-02", 20, exclude=(f"{begin}..9999-12-31",))
    if date.fromisoformat(begin) <= date.fromisoformat(ends.on):  # the last day itself may still be excluded
        assert said(lambda: by_the_kernel(late, china())) is r.BeyondTheCalendar
        return
    assert said(lambda: by_the_kernel(late, china())) is r.ExclusionOutsideTheLimit
    days = np.array([date.fromisoformat(begin)], "datetime64[D]"), np.array([date.max], "datetime64[D]")
    clocks = Clocks.of([date(2026, 3, 2)], 20, exclusions=Exclusions.of([0, 1], *days))
    assert str(due_dates(DayTable.of(china()), clocks).days[0]) == ends.on


def test_a_clock_stopped_twice_stopped_the_first_time_and_excludes_no_more() -> None:
    day = date(2026, 3, 2)
    clock = Clock(ClockKind.STATUTORY, TimeLimit(20, WORKING, "")).start(day, AT, "s")
    once = clock.stop(date(2026, 3, 5), AT, "s")
    twice = once.stop(date(2026, 3, 9), AT, "other")
    assert (twice, twice.stopped_on, twice.due(china())) == (once, date(2026, 3, 5), clock.due(china()))
    with pytest.raises(r.ClockAlreadyStopped):
        twice.check_exclusion(date(2026, 3, 10), date(2026, 3, 12), china())


# --- days that are none


@pytest.mark.parametrize(
    "words",
    [
        ("2026-02-29", "20"),
        ("2026-13-01", "20"),
        ("2026-06-31", "20"),
        ("0000-01-01", "20"),
        ("10000-01-01", "20"),
        ("2026-3-2", "20"),
        ("２０２６-03-02", "20"),
        ("2026-W10-1", "20"),
        ("2026-03-02T24:30", "20"),
        ("2026-03-02", "20", "--exclude", "2026-02-30..2026-03-12"),
        ("2026-03-02", "20", "--exclude", "2026-03-10..2026-04-31"),
        ("2026-03-02", "1e6"),
        ("2026-03-02", "9999999999"),
        ("2026-03-02", "5.5"),
        ("2026-03-02", ""),
        ("", "20"),
    ],
    ids=" ".join,
)
def test_what_is_no_day_and_no_number_is_told_so_and_not_guessed(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, ["due", *words, "--packaged"])
    assert isinstance(done.exception, OperatorFault)
    assert (done.exception.exit_code, done.stdout) == (2, "")
    assert ("不是" in done.exception.zh, " not " in done.exception.en) == (True, True)


# --- notices


def days(*entries: object) -> bytes:
    return json.dumps({"year": 2027, "days": list(entries)}).encode()


OFF = {"date": "2027-01-01", "isOffDay": True}
#: what is bad about the file → the file → the rules it breaks
NOTICES: dict[str, tuple[bytes, set[str]]] = {
    "nothing": (b"", {"not_json"}),
    "no JSON": (b"\xff\xfe", {"not_json"}),
    "half a file": (days(OFF)[:-3], {"not_json"}),
    "a list": (b"[]", {"not_a_holiday_notice"}),
    "no year": (b'{"days": []}', {"not_a_holiday_notice"}),
    "a year that is text": (b'{"year": "2027", "days": []}', {"not_a_holiday_notice"}),
    "a year that is true": (b'{"year": true, "days": []}', {"not_a_holiday_notice"}),
    "no days at all": (days(), {"empty_holiday_notice"}),
    "an impossible day": (days({"date": "2027-02-30", "isOffDay": True}), {"not_a_holiday_notice"}),
    "a day without its hyphens": (days({"date": "20270101", "isOffDay": True}), {"not_a_holiday_notice"}),
    "a week": (days({"date": "2027-W01-1", "isOffDay": True}), {"not_a_holiday_notice"}),
    "off, perhaps": (days({"date": "2027-01-01", "isOffDay": "yes"}), {"not_a_holiday_notice"}),
    "a day of another year": (days({"date": "2026-06-01", "isOffDay": True}), {"day_of_another_year"}),
    "a day off and worked": (days(OFF, {**OFF, "isOffDay": False}), {"day_off_and_worked"}),
    "two things at once": (
        days(OFF, {**OFF, "isOffDay": False}, {"date": "2029-06-01", "isOffDay": True}),
        {"day_off_and_worked", "day_of_another_year"},
    ),
    "a year too far": (notice({"2028-01-01": True}, 2028), {"holiday_year_missing"}),
    "the year zero": (
        b'{"year": 0, "days": [{"date": "0001-01-01", "isOffDay": true}]}', {"holiday_year_missing"},
    ),
    "the year ten thousand": (
        b'{"year": 10000, "days": [{"date": "9999-12-31", "isOffDay": true}]}', {"holiday_year_missing"},
    ),
}  # fmt: skip
BAD_NOTICES = pytest.mark.parametrize(("content", "rules"), NOTICES.values(), ids=NOTICES)


@BAD_NOTICES
def test_a_check_names_every_rule_a_notice_breaks(content: bytes, rules: set[str], tmp_path: Path) -> None:
    file = tmp_path / "2027.json"
    file.write_bytes(content)
    done = CliRunner().invoke(app, ["calendar", "check", "--packaged", str(file)])
    assert done.exit_code == (2 if "not_json" in rules else 1)
    assert {rule for rule in _RULES if rule in done.stderr} == rules
    assert done.stdout == ""


_RULES = {rule for _, rules in NOTICES.values() for rule in rules}


@BAD_NOTICES
def test_nothing_is_kept_of_a_notice_that_breaks_a_rule(content: bytes, rules: set[str]) -> None:
    calendars = NewestCalendars(load_book(), MemoryNotices(), lambda: 0.0)
    with pytest.raises(UnreadableFile) as refused:
        calendars.add("CN", content, "2027.json", "", "sun", AT)
    assert {finding.code for finding in refused.value.findings} == rules
    assert (calendars.notices.versions(), calendars.look().version) == ((), 0)


def test_a_notice_that_says_no_more_than_the_decree_makes_the_year_certain_and_moves_nothing() -> None:
    calendars = NewestCalendars(load_book(), MemoryNotices(), lambda: 0.0)
    before = calendars.look().calendars["CN"]
    assert calendars.add("CN", notice(CONFIRMING), "2027.json", "", "sun", AT)
    after = calendars.look().calendars["CN"]
    asked = Asked("2026-12-18", 20)
    assert (by_the_kernel(asked, before), by_the_kernel(asked, after)) == (
        Day("2027-01-18", True),
        Day("2027-01-18"),
    )


# --- regions with little to go by


def test_a_region_without_holidays_works_every_weekday_and_is_certain_for_its_year_only() -> None:
    bare = Calendar("X", UTC, 2026, 2026)
    assert by_the_kernel(Asked("2026-09-30", 5), bare) == Day("2026-10-07")
    assert by_the_kernel(Asked("2026-12-30", 5), bare) == Day("2027-01-06", True)
    assert said(lambda: by_the_kernel(Asked("2026-03-02", 8, HOURS), bare)) is r.NoBusinessHours
    assert said(lambda: by_the_kernel(Asked("2025-03-02", 5), bare)) is r.BeforeTheCalendar


def test_a_calendar_in_which_nobody_works_names_no_day() -> None:
    every_day = [
        date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2127, 1, 1).toordinal())
    ]
    holiday = Calendar("X", UTC, 2026, 2026, off_days=every_day)
    for asked in (Asked("2026-03-02", 1), Asked("2026-03-02", 30, NATURAL)):
        assert said(lambda asked=asked: by_the_kernel(asked, holiday)) is r.BeyondTheCalendar
    clocks = Clocks.of([date(2026, 3, 2)] * 2, [1, 30], unit=[WORKING, NATURAL])
    table = DayTable.of(holiday)
    assert set(due_dates(table, clocks).refused) == set(last_moments(table, clocks).refused) == {BEYOND}
    natural = Clocks.of([date(2026, 3, 2)], 30, unit=NATURAL, rolls=False)
    assert due_dates(table, natural).days.tolist() == [date(2026, 4, 1)]
    # With no day of work left ever, a signal has always been on.
    assert turns(table, [date(2026, 3, 2)], [date(2026, 4, 1)], 0).days.tolist() == [date(2026, 3, 2)]


def test_a_calendar_that_ends_before_it_begins_is_certain_of_nothing() -> None:
    assert by_the_kernel(Asked("2026-03-02", 5), Calendar("X", UTC, 2026, 2025)) == Day("2026-03-09", True)


@pytest.mark.parametrize("region", ["", "cn", "XX", "330106", "../CN"])
def test_a_region_nobody_knows_has_no_calendar(region: str) -> None:
    done = CliRunner().invoke(app, ["due", "2026-03-02", "5", "--packaged", "--region", region])
    assert isinstance(done.exception, OperatorFault)
    assert ("没有地区" in done.exception.zh, done.stdout) == (True, "")


def test_a_law_directory_without_any_notice_is_refused(tmp_path: Path) -> None:
    shutil.copytree(data_root() / "law", tmp_path / "law")
    for file in (tmp_path / "law" / "holidays").glob("[0-9]*.json"):
        file.unlink()
    with pytest.raises(UnreadableFile) as refused:
        load_book(tmp_path / "law")
    assert {finding.code for finding in refused.value.findings} == {"holiday_year_missing"}


def test_an_instant_without_its_zone_is_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        china().day_of(datetime(2026, 3, 2, 12))
