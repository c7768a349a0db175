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
from tongban.kernel.clock import Clock, ClockKind, explain

STATUTORY, PROMISED = ClockKind.STATUTORY, ClockKind.PROMISED


def test_the_food_licence_over_the_national_holiday():
    table = Table().accepted("2025-09-24")

    assert table.explains(PROMISED, "zh") == (
        "自 2025-09-24 起算，当日不计，共 10 个工作日（本事项承诺时限）。\n"
        "其间节假日不计：2025-10-01 至 2025-10-08（行政许可法§82）。\n"
        "其间调休上班日照常计入：2025-09-28、2025-10-11。\n"
        "届满日：2025-10-14。"
    )
    assert table.explains(STATUTORY, "en") == (
        "Counting starts from 2025-09-24, that day not counted, for 20 working days (行政许可法§42(1)).\n"
        "Holidays not counted: 2025-10-01 to 2025-10-08 (行政许可法§82).\n"
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
        "其间节假日不计：2026-04-04 至 2026-04-06（行政许可法§82）。\n"
        "届满日：2026-04-14。"
    )
    assert table.explains(STATUTORY, "en") == (
        "Counting starts from 2026-03-02, that day not counted, for 20 working days (行政许可法§42(1)).\n"
        "2026-03-10 to 2026-03-23, both days included, are not counted: a special procedure, told in "
        "writing by 特〔2026〕1号 (行政许可法§45).\n"
        "Holidays not counted: 2026-04-04 to 2026-04-06 (行政许可法§82).\n"
        "Last day: 2026-04-14."
    )


def test_a_date_beyond_the_notices_says_that_it_is_provisional():
    table = Table().accepted("2026-12-18")

    assert table.explains(PROMISED, "zh") == (
        "自 2026-12-18 起算，当日不计，共 10 个工作日（本事项承诺时限）。\n"
        "其间节假日不计：2027-01-01（行政许可法§82）。\n"
        "届满日：2027-01-04。\n"
        "2027 年的放假通知尚未发布，此日期为暂定，发布后会重新计算并告知您。"
    )
    assert table.explains(PROMISED, "en") == (
        "Counting starts from 2026-12-18, that day not counted, for 10 working days (本事项承诺时限).\n"
        "Holidays not counted: 2027-01-01 (行政许可法§82).\n"
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
        "其间节假日不计：2026-04-04 至 2026-04-06（行政许可法§82）。\n"
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
