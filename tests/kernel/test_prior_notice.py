"""恒新 leaves the register the simple way: a notice of twenty days, twenty to apply (walk-through 14)."""

from datetime import date

import pytest

from cast import CANCEL_SIMPLY, CLERK, PUBLISHED, Table, cancellation_item, receive
from tongban.kernel.case import events as e
from tongban.kernel.refusals import PriorNoticeRunning


def received(day_text: str, published: date | None = PUBLISHED) -> Table:
    return Table(cancellation_item()).received(day_text, receive(published_on=published))


@pytest.mark.parametrize("day_text", ["2025-10-30", "2025-11-18"])
def test_hengxin_applies_from_the_day_after_the_notice_until_18_november(day_text: str):
    assert received(day_text).case.prior_notice == e.PriorNotice(
        PUBLISHED, date(2025, 10, 29), date(2025, 11, 18), CANCEL_SIMPLY
    )


def test_the_last_day_to_apply_waits_for_a_working_day_and_the_notice_does_not():
    # Published on 2025-09-14, over on Saturday 10-04 in the holiday; 20 days later is Friday 10-24.
    assert received("2025-10-05", date(2025, 9, 14)).case.prior_notice == e.PriorNotice(
        date(2025, 9, 14), date(2025, 10, 4), date(2025, 10, 24), CANCEL_SIMPLY
    )
    # Published on 2025-09-13: 10-03, and 20 days later Thursday 10-23; on 09-16: 10-06 and Sunday 10-26.
    assert received("2025-10-27", date(2025, 9, 16)).case.prior_notice is not None


@pytest.mark.parametrize("published", [date(2025, 10, 9), date(2025, 10, 10), date(2025, 12, 1)])
def test_on_the_day_it_is_published_and_before_it_is_not_over(published: date):
    table = Table(cancellation_item())
    refused = table.refused("2025-10-09", CLERK, receive(published_on=published))
    assert isinstance(refused, PriorNoticeRunning)
    assert table.events == []


def test_the_refusals_name_the_days_and_what_to_do():
    told = Table(cancellation_item()).refused("2025-10-20", CLERK, receive(published_on=PUBLISHED))
    assert told.sentence.zh == (
        "依据市场主体登记管理条例§33(2)，简易注销公示期满以后才能申请："
        "2025-10-09 公示的，到 2025-10-29 期满，还没有满。"
    )
    assert "2025-11-18" in told.remedy.zh
    assert "2025-11-18" in told.remedy.en
