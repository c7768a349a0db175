"""`tongban due` as somebody at a terminal, or a script, meets it; the dates are those of a wall calendar."""

import json

import pytest
import typer
from typer.testing import CliRunner

from tongban.cli.due import due
from tongban.cli.faults import OperatorFault

app = typer.Typer()
app.command()(due)


def run(text: str):
    return CliRunner().invoke(app, text.split())


def answer(text: str) -> dict:
    result = run(f"{text} --format json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def fault(text: str) -> OperatorFault:
    result = run(text)
    assert isinstance(result.exception, OperatorFault), result.output
    assert result.stdout == ""
    return result.exception


def test_the_date_goes_to_stdout_and_the_counting_to_stderr():
    result = run("2026-03-02 20 --exclude 2026-03-10..2026-03-23")
    assert (result.exit_code, result.stdout) == (0, "2026-04-14\n")
    assert result.stderr.splitlines() == [
        "  自 2026-03-02 起算，当日不计，共 20 个工作日（—）。",
        "  Counting starts from 2026-03-02, that day not counted, for 20 working days (—).",
        "  2026-03-10 至 2026-03-23 为特别程序时间，首尾两日均不计入，"
        "已以 --exclude 书面告知（行政许可法§45）。",
        "  2026-03-10 to 2026-03-23, both days included, are not counted: a special procedure, told in "
        "writing by --exclude (行政许可法§45).",
        "  其间节假日不计：2026-04-04 至 2026-04-06。",
        "  Holidays not counted: 2026-04-04 to 2026-04-06.",
        "  届满日：2026-04-14。",
        "  Last day: 2026-04-14.",
        "  日历：随软件附带的放假通知，确定至 2026-12-28。",
        "  Calendar: the packaged notices, certain until 2026-12-28.",
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2025-09-24 20", "2025-10-28"),
        ("2026-08-02 60 --unit natural_day", "2026-10-08"),
        ("2026-08-02 60 --unit natural_day --no-roll", "2026-10-01"),
        ("2025-11-03 6 --unit month", "2026-05-06"),  # 3 May lies in the Labour Day holiday
        ("2026-01-31 1 --unit month", "2026-02-28"),  # a Saturday made up for
        ("2024-02-29 1 --unit year", "2025-02-28"),
        ("2023-03-01 3 --unit year --no-roll", "2026-03-01"),
        ("2026-06-30 30 --unit natural_day --backward --no-roll", "2026-05-31"),
        ("2026-06-30 30 --backward", "2026-05-18"),
        ("2026-03-02 1 --first-day", "2026-03-02"),
        ("2025-09-30 45 --extend 15", "2025-12-30"),
        ("2026-03-02 20 --extend 10 --exclude 2026-04-07..2026-04-07", "2026-04-15"),
        ("2026-03-02T23:50 5", "2026-03-09"),  # a late hour does not shift the day
    ],
)
def test_every_unit_and_way_of_counting_has_its_last_day(asked: str, expected: str):
    found = answer(asked)
    assert (found["due"], found["provisional"], "ends_at" in found) == (expected, False, False)


def test_beyond_the_notices_the_date_is_provisional_and_says_so():
    assert answer("2026-12-18 10")["provisional"] is True
    assert run("2026-12-18 10").stdout == "2027-01-04（暂定 provisional）\n"


# --- hours, and the close of business


@pytest.mark.parametrize(
    ("asked", "due_on", "ends_at"),
    [
        # 15:00 to 18:00 are three hours; the fourth ends an hour after opening.
        ("2026-03-02T15:00 4 --unit working_hour", "2026-03-03", "2026-03-03T09:30:00+08:00"),
        # Friday afternoon into the Saturday that is made up for.
        ("2026-05-08T17:00 2 --unit working_hour", "2026-05-09", "2026-05-09T09:30:00+08:00"),
        # Without its hour, the day of the event is not counted.
        ("2026-03-02 8 --unit working_hour", "2026-03-03", "2026-03-03T18:00:00+08:00"),
        ("2026-03-02 5 --until-close", "2026-03-09", "2026-03-09T18:00:00+08:00"),
    ],
)
def test_hours_and_the_close_of_business_end_at_a_moment(asked: str, due_on: str, ends_at: str):
    found = answer(asked)
    assert (found["due"], found["ends_at"]) == (due_on, ends_at)
    assert run(asked).stdout == f"{due_on} {ends_at[11:16]}\n"


# --- limits of the law


def test_a_limit_of_the_law_brings_its_number_its_unit_and_its_basis():
    found = answer("2025-09-24 --law decide_alone")
    assert (found["due"], found["limit"]) == (
        "2025-10-28",
        {"amount": 20, "unit": "working_day", "basis": "行政许可法§42(1)"},
    )
    assert "行政许可法§42(1)" in found["explain"][0]["zh"]


def test_a_limit_of_the_law_brings_its_way_of_counting():
    assert answer("2026-06-30 --law apply_for_renewal")["due"] == "2026-05-31"


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ("2015-04-30 --law bring_suit", 3),
        ("2015-05-01 --law bring_suit", 6),
        ("2026-03-02 --law bring_suit --on 2015-04-30", 3),
        ("2015-04-30 --law bring_suit --on 2015-05-01", 6),
    ],
)
def test_the_law_is_that_of_its_day(asked: str, amount: int):
    assert answer(asked)["limit"]["amount"] == amount


def test_an_extension_goes_as_far_as_the_law_lets_it():
    assert answer("2025-09-30 --law decide_jointly --extend 15")["due"] == "2025-12-30"
    told = fault("2025-09-30 --law decide_jointly --extend 16")
    assert (told.exit_code, told.zh, told.en) == (
        1,
        "延长超过法律允许的 15 个工作日（行政许可法§42(2)）。",
        "The extension is longer than the 15 working days allowed (行政许可法§42(2)).",
    )
    told = fault("2025-09-30 --law deliver_licence --extend 1")
    assert (told.exit_code, told.zh) == (1, "该期限依法不能延长（行政许可法§44）。")


def test_an_extension_whose_length_the_law_leaves_open_is_as_long_as_is_said():
    found = answer("2025-11-03 --law try_first_instance --extend 3")
    assert (found["due"], "行政诉讼法§81" in found["explain"][1]["zh"]) == ("2026-08-03", True)


def test_a_number_nobody_verified_says_so():
    assert (
        answer("2014-11-19 --law bring_suit")["limit"]["basis"]
        == "行政诉讼法（1989）§39（未核实 unverified）"
    )
    assert answer("2015-05-04 --law bring_suit")["limit"]["basis"] == "行政诉讼法§46(1)"


# --- what is refused


@pytest.mark.parametrize(
    ("asked", "code", "zh"),
    [
        ("tomorrow 20", 2, "「tomorrow」不是日期"),
        ("20260302 20", 2, "「20260302」不是日期"),
        ("2026-02-30 20", 2, "「2026-02-30」不是日期"),
        ("2026-03-02T25:00 4 --unit working_hour", 2, "不是日期和时刻"),
        ("2026-03-02T3pm 4", 2, "不是日期和时刻"),
        ("2026-03-02", 2, "请给出时限的数值"),
        ("2026-03-02 soon", 2, "「soon」不是整数"),
        ("2026-03-02 0", 1, "期限 0 不是正整数"),
        ("2026-03-02 20 --extend 0", 1, "期限 0 不是正整数"),
        ("2026-03-02 20 --extend much", 2, "「much」不是整数"),
        ("2026-06-30 30 --backward --extend 1", 2, "倒算的期限不能延长"),
        ("2026-06-30 30 --backward --exclude 2026-06-01..2026-06-02", 1, "倒算"),
        ("2026-03-02 20 --exclude 2026-03-10", 2, "不是起止日期"),
        ("2026-03-02 20 --exclude 2026-03-10..soon", 2, "「soon」不是日期"),
        ("2026-03-02 20 --exclude 2026-05-10..2026-05-11", 1, "不在办理期限"),
        ("2026-03-02 4 --unit working_hour --backward", 2, "工作小时"),
        ("2026-03-02 4 --unit working_hour --until-close", 2, "工作小时"),
        ("2026-03-02 20 --law decide_alone", 2, "不能另行给出"),
        ("2026-03-02 --unit month --law decide_alone", 2, "不能另行给出"),
        ("2026-03-02 --backward --law decide_alone", 2, "不能另行给出"),
        ("2026-03-02 --law decide", 2, "没有法定期限「decide」。现有："),
        ("2003-03-02 --law decide_alone", 1, "2003-03-02 没有有效的规定"),
        ("2026-03-02 20 --on 2020-01-01", 2, "--on 只与 --law 同用"),
        ("2026-03-02 20 --region XX", 1, "没有地区「XX」"),
        ("1999-03-02 5", 1, "早于工作日历"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_both_languages(asked: str, code: int, zh: str):
    told = fault(asked)
    assert (told.exit_code, zh in told.zh) == (code, True), told.zh
    assert told.en
    assert not set("，。；") & set(told.en)
