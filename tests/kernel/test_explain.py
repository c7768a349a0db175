"""Why this date: the sentences a citizen reads, as golden text."""

from cast import (
    APPLICANT,
    CLERK,
    EXTEND,
    LEAD,
    WHY,
    Table,
    china,
    day,
    expert_review,
    instant,
    natural,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import SpecialProcedure
from tongban.kernel.clock import Clock, ClockKind, Counting, LastMoment, TimeLimit, Unit, explain

STATUTORY, PROMISED = ClockKind.STATUTORY, ClockKind.PROMISED


def test_the_food_licence_over_the_national_holiday():
    table = Table().accepted("2025-09-24")

    assert table.explains(PROMISED, "zh") == (
        "自 2025-09-24 起算，当日不计，共 10 个工作日（本事项承诺时限）。\n"
        "其间节假日不计：2025-10-01 至 2025-10-08。\n"
        "其间调休上班日照常计入：2025-09-28、2025-10-11。\n"
        "届满日：2025-10-14。"
    )
    assert table.explains(STATUTORY, "en") == (
        "Counting starts from 2025-09-24, that day not counted, for 20 working days (行政许可法§42(1)).\n"
        "Holidays not counted: 2025-10-01 to 2025-10-08.\n"
        "Make-up working days counted: 2025-09-28, 2025-10-11.\n"
        "Last day: 2025-10-28."
    )


def test_an_expert_review_told_in_writing():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23", "特〔2026〕1号"))

    assert table.explains(STATUTORY, "zh") == (
        "自 2026-03-02 起算，当日不计，共 20 个工作日（行政许可法§42(1)）。\n"
        "2026-03-10 至 2026-03-23 为特别程序时间，首尾两日均不计入，"
        "已以 特〔2026〕1号 书面告知（行政许可法§45）。\n"
        "其间节假日不计：2026-04-04 至 2026-04-06。\n"
        "届满日：2026-04-14。"
    )
    assert table.explains(STATUTORY, "en") == (
        "Counting starts from 2026-03-02, that day not counted, for 20 working days (行政许可法§42(1)).\n"
        "2026-03-10 to 2026-03-23, both days included, are not counted: a special procedure, told in "
        "writing by 特〔2026〕1号 (行政许可法§45).\n"
        "Holidays not counted: 2026-04-04 to 2026-04-06.\n"
        "Last day: 2026-04-14."
    )


def test_a_date_beyond_the_notices_says_that_it_is_provisional():
    table = Table().accepted("2026-12-18")

    assert table.explains(PROMISED, "zh") == (
        "自 2026-12-18 起算，当日不计，共 10 个工作日（本事项承诺时限）。\n"
        "其间节假日不计：2027-01-01。\n"
        "届满日：2027-01-04。\n"
        "2027 年的放假通知尚未发布，此日期为暂定，发布后会重新计算并告知您。"
    )
    assert table.explains(PROMISED, "en") == (
        "Counting starts from 2026-12-18, that day not counted, for 10 working days (本事项承诺时限).\n"
        "Holidays not counted: 2027-01-01.\n"
        "Last day: 2027-01-04.\n"
        "The holiday notice for 2027 is not out yet: this date is provisional and will be recomputed, "
        "and you told, when it is."
    )


def test_everything_that_can_happen_to_a_clock_is_told_in_the_order_it_happened():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23"))
    ended = c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day("2026-03-16"))
    table.on("2026-03-16", LEAD, ended)
    table.on("2026-03-20", LEAD, EXTEND)
    table.on("2026-03-23", CLERK, c.CorrectEntry("accepted_on", "2026-03-03", "approver", WHY))
    table.on("2026-03-24", APPLICANT, c.Withdraw())

    assert table.explains(STATUTORY, "zh") == (
        "自 2026-03-02 起算，当日不计，共 20 个工作日（行政许可法§42(1)）。\n"
        "2026-03-10 至 2026-03-23 为特别程序时间，首尾两日均不计入，已以 S-1 书面告知（行政许可法§45）。\n"
        "特别程序提前于 2026-03-16 结束，次日起继续计算（行政许可法§45）。\n"
        "2026-03-20 经批准延长 10 个工作日，已以 E-1 告知理由（行政许可法§42(1)）。\n"
        "起算日经更正为 2026-03-03，当日不计，共 20 个工作日（行政许可法§42(1)）。\n"
        "其间节假日不计：2026-04-04 至 2026-04-06。\n"
        "届满日：2026-04-22。\n"
        "2026-03-24 停止计时。"
    )


def test_calendar_days_that_end_on_a_holiday_say_where_they_roll_to():
    clock = Clock(ClockKind.NOTICE, natural(60, "行政复议法§20"))
    sentences = explain(clock.start(day("2026-08-02"), instant("2026-08-02"), "s"), china())

    assert "\n".join(s.zh for s in sentences) == (
        "自 2026-08-02 起算，当日不计，共 60 日（自然日）（行政复议法§20）。\n"
        "第 60 日是 2026-10-01，为休息日，顺延至之后第一个工作日（民法典§203）。\n"
        "届满日：2026-10-08。"
    )
    assert sentences[1].en == (
        "Day 60 is 2026-10-01, a day of rest; the limit ends on the next working day (民法典§203)."
    )


def limit_of(unit: Unit, amount: int, **how: bool | LastMoment) -> TimeLimit:
    return TimeLimit(amount, unit, "§1", counting=Counting(**how), unit_basis="§2")


def said(limit: TimeLimit, start: str, clock: str = "10:00") -> str:
    began = instant(start, clock)
    subject = Clock(STATUTORY, limit).start(day(start), began, "s", since=began)
    return "\n".join(f"{s.zh}{s.en}" for s in explain(subject, china()))


def test_the_article_that_makes_the_days_working_days_is_cited_where_it_is_known():
    assert said(limit_of(Unit.WORKING_DAY, 5), "2025-09-28") == (
        "自 2025-09-28 起算，当日不计，共 5 个工作日（§1）。"
        "Counting starts from 2025-09-28, that day not counted, for 5 working days (§1).\n"
        "其间节假日不计：2025-10-01 至 2025-10-08（§2）。"
        "Holidays not counted: 2025-10-01 to 2025-10-08 (§2).\n"
        "其间调休上班日照常计入：2025-10-11。Make-up working days counted: 2025-10-11.\n"
        "届满日：2025-10-11。Last day: 2025-10-11."
    )


def test_hours_end_at_a_minute_and_a_half_day_counts_for_what_it_has():
    assert said(limit_of(Unit.WORKING_HOUR, 8), "2026-02-13", "15:00") == (
        "自 2026-02-13 15:00 起，只计办公时间，共 8 个工作小时（§1）。"
        "From 2026-02-13 15:00 on, business hours only are counted, for 8 working hours (§1).\n"
        "其间节假日不计：2026-02-15 至 2026-02-23（§2）。"
        "Holidays not counted: 2026-02-15 to 2026-02-23 (§2).\n"
        "其间调休上班日照常计入：2026-02-14。Make-up working days counted: 2026-02-14.\n"
        "截止时刻：2026-02-24 11:30。Ends at 2026-02-24 11:30."
    )


def test_six_months_from_the_last_of_august_end_on_the_last_of_february_and_roll():
    assert said(limit_of(Unit.MONTH, 6), "2025-08-31") == (
        "自 2025-08-31 起算，当日不计，共 6 个月（§1）。"
        "Counting starts from 2025-08-31, that day not counted, for 6 months (§1).\n"
        "到期月没有 31 日，以月末日 2026-02-28 为最后一日（民法典§202）。"
        "The month it ends in has no day 31; its last day, 2026-02-28, is taken (民法典§202).\n"
        "届满日：2026-02-28。Last day: 2026-02-28."  # a Saturday that is worked
    )


def test_what_is_counted_back_says_the_latest_day():
    assert said(limit_of(Unit.NATURAL_DAY, 30, backward=True), "2026-06-30") == (
        "自 2026-06-30 往前倒算，当日不计，共 30 日（自然日）（§1）。"
        "Counted back from 2026-06-30, that day not counted, for 30 calendar days (§1).\n"
        "2026-05-31 为休息日，提前至之前最后一个工作日。"
        "2026-05-31 is a day of rest; the last working day before it is taken.\n"
        "最迟应在：2026-05-29。At the latest on: 2026-05-29."
    )


def test_after_the_close_of_business_the_next_working_day_is_taken():
    limit = limit_of(
        Unit.WORKING_DAY, 2, after_close_is_next_day=True, last_moment=LastMoment.CLOSE_OF_BUSINESS
    )
    assert said(limit, "2026-03-06", "18:00") == (
        "自 2026-03-06 起算，当日不计，共 2 个工作日（§1）。"
        "Counting starts from 2026-03-06, that day not counted, for 2 working days (§1).\n"
        "2026-03-06 18:00 已在办公时间之后，视为 2026-03-09。"
        "2026-03-06 18:00 is after business hours and is taken as 2026-03-09.\n"
        "届满日：2026-03-11，至下班时（2026-03-11 17:30，民法典§203）。"
        "Last day: 2026-03-11, until the close of business (2026-03-11 17:30, 民法典§203)."
    )


def test_a_corrected_entry_reads_rightly_and_says_that_it_was_corrected():
    began = instant("2026-03-02")
    subject = Clock(STATUTORY, natural(60, "§1")).start(day("2026-03-02"), began, "s")
    wrong = subject.exclude(day("2026-03-10"), day("2026-03-30"), began, "lead", basis="§3", document="S-1")
    right = wrong.correct(2, instant("2026-03-05"), "chief", until=day("2026-03-20"), why="typo")

    assert [s.en for s in explain(right, china())][1:3] == [
        "2026-03-10 to 2026-03-20, both days included, are not counted: a special procedure, told in "
        "writing by S-1 (§3).",
        "The sentence before is as corrected on 2026-03-05; the first entry is kept in the ledger.",
    ]
    assert (wrong.due(china()).day, right.due(china()).day) == (day("2026-05-22"), day("2026-05-12"))


def test_a_basis_in_braces_is_cited_as_it_stands():
    limit = TimeLimit(10, Unit.WORKING_DAY, "§1", unit_basis="{day}")
    assert "其间节假日不计：2025-10-01 至 2025-10-08（{day}）。" in said(limit, "2025-09-24")
