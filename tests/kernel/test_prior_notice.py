"""恒新 leaves the register the simple way: a notice of twenty days, twenty to apply (walk-through 14)."""

from datetime import date

import pytest

from cast import CLERK, PUBLISHED, Table, cancellation_item, day, food_item, receive
from tongban.kernel.case import events as e
from tongban.kernel.refusals import (
    NoPriorNotice,
    PriorNoticeMissing,
    PriorNoticeRunning,
    PriorNoticeTooOld,
    Refusal,
)

RULE = cancellation_item().prior_notice
assert RULE is not None
BASIS, NAME = RULE.basis, RULE.name


def received(day_text: str, published: date | None = PUBLISHED) -> Table:
    return Table(cancellation_item()).received(day_text, receive(published_on=published))


def refusal(day_text: str, published: date | None = PUBLISHED) -> Refusal:
    table = Table(cancellation_item())
    with pytest.raises(Refusal) as refused:
        table.on(day_text, CLERK, receive(published_on=published))
    assert table.events == []
    return refused.value


@pytest.mark.parametrize("day_text", ["2025-10-30", "2025-11-18"])
def test_hengxin_applies_from_the_day_after_the_notice_until_18_november(day_text: str):
    assert received(day_text).case.prior_notice == e.PriorNotice(
        PUBLISHED, date(2025, 10, 29), date(2025, 11, 18), BASIS
    )


@pytest.mark.parametrize("day_text", ["2025-10-09", "2025-10-29"])
def test_while_the_notice_runs_nobody_applies(day_text: str):
    assert refusal(day_text) == PriorNoticeRunning(
        by=BASIS,
        notice=NAME,
        published_on=PUBLISHED,
        over_on=day("2025-10-29"),
        apply_by=day("2025-11-18"),
    )


def test_a_day_later_than_the_last_a_new_notice_is_published():
    assert refusal("2025-11-19") == PriorNoticeTooOld(
        by=BASIS, notice=NAME, over_on=day("2025-10-29"), apply_by=day("2025-11-18")
    )


def test_the_last_day_to_apply_waits_for_a_working_day_and_the_notice_does_not():
    # Published on 2025-09-14, over on Saturday 10-04 in the holiday; 20 days later is Friday 10-24.
    assert received("2025-10-05", date(2025, 9, 14)).case.prior_notice == e.PriorNotice(
        date(2025, 9, 14), date(2025, 10, 4), date(2025, 10, 24), BASIS
    )
    # Published on 2025-09-13: 10-03, and 20 days later Thursday 10-23; on 09-16: 10-06 and Sunday 10-26.
    assert received("2025-10-27", date(2025, 9, 16)).case.prior_notice is not None


def test_a_notice_that_is_to_be_published_tomorrow_is_not_over():
    assert isinstance(refusal("2025-10-09", date(2025, 10, 10)), PriorNoticeRunning)


def test_without_its_day_nothing_is_received():
    assert refusal("2025-10-30", None) == PriorNoticeMissing(by=BASIS, notice=NAME)


def test_where_the_law_asks_for_no_notice_its_day_is_not_asked_either():
    with pytest.raises(NoPriorNotice):
        Table(food_item()).received("2025-10-30", receive(published_on=PUBLISHED))


def test_the_refusals_name_the_days_and_what_to_do():
    told = refusal("2025-10-20")
    assert told.sentence.zh == (
        "依据市场主体登记管理条例§33(2)，简易注销公示期满以后才能申请："
        "2025-10-09 公示的，到 2025-10-29 期满，还没有满。"
    )
    assert "2025-11-18" in told.remedy.zh
    assert "2025-11-18" in told.remedy.en
