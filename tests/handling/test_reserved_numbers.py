"""Walk-through 15: a power cut, paper receipts from a reserved block, entered when the power is back."""

from datetime import date

import pytest

from cast import APPLICANT, CLERK, instant
from office import FACTS, PDF, Office, open_office
from tongban.handling import intake, reserved_numbers
from tongban.handling.errand import Actor, Ask
from tongban.handling.reserved_numbers import (
    BlockSizeUnusable,
    NumberIsVoid,
    NumberMayNotBeVoid,
    NumberNotReserved,
    NumberReservedLater,
    NumberUsed,
    PaperWithoutNumber,
    VoidWithoutReason,
)
from tongban.handling.uploads import checked
from tongban.kernel.case.commands import Channel
from tongban.kernel.clock import ClockKind

WINDOW = Actor(CLERK.account, CLERK.post)
POWER_CUT = instant("2025-12-30", "14:20")


def after_the_cut() -> Office:
    """Ten numbers were reserved in the morning; the power came back the next day."""
    office = open_office("2025-12-30")
    reserved_numbers.reserve(office.on("2025-12-30", "08:30").handler.ports, WINDOW, "330100", 10)
    return office.on("2025-12-31", "09:10")


def entered(office: Office, number: str, case_id: str = "case-1", *, at=POWER_CUT, post: str = CLERK.post):
    ask = Ask(case_id, f"enter-{case_id}", Actor(CLERK.account, post), at)
    application = intake.Application(
        item="food-operation-licence",
        division="330100",
        applicant=APPLICANT.account,
        channel=Channel.PAPER,
        facts=FACTS,
        form={"holder": "马丽", "premises": "解放路 1 号"},
        uploads={"form": [checked("form.pdf", PDF)]},
        receipt_number=number,
    )
    return intake.receive(office.handler, ask, application)


def test_the_notice_counts_from_the_paper_receipt_and_the_number_is_the_papers() -> None:
    office = after_the_cut()
    case = entered(office, "330100-Y-000003").case
    event = office.handler.history("case-1")[0]
    assert (event.at, event.occurred_at) == (instant("2025-12-31", "09:10"), POWER_CUT)
    assert (case.receipt_number, case.channel, case.received_on) == (
        "330100-Y-000003",
        Channel.PAPER,
        date(2025, 12, 30),
    )
    due = case.clocks[ClockKind.NOTICE].due(office.handler.ports.calendars.of("330100"))
    assert due.day == date(2026, 1, 7)


@pytest.mark.parametrize("typed", ["330100-Y-000003", " 330100-y-3 ", "３３０１００－Ｙ－３", "330100Y3"])
def test_a_number_is_read_as_people_write_it_and_kept_as_the_register_does(typed: str) -> None:
    assert entered(after_the_cut(), typed).case.receipt_number == "330100-Y-000003"


@pytest.mark.parametrize(
    "typed",
    ["330100-Y-000011", "330100-Y-000000", "330106-Y-000003", "330100-20251230-00003", "17", "Y", "甲" * 500],
)
def test_a_number_of_no_block_is_refused_and_nothing_is_received(typed: str) -> None:
    office = after_the_cut()
    with pytest.raises(NumberNotReserved) as refused:
        entered(office, typed)
    assert typed.strip()[:40] in refused.value.sentence.zh
    assert "预留号段" in refused.value.remedy.zh
    assert office.store.load("case-1") is None


def test_another_counters_number_is_not_this_counters() -> None:
    office = after_the_cut()
    elsewhere = Actor("zhang", "other-window")
    block = reserved_numbers.reserve(office.handler.ports, elsewhere, "330100", 5)
    with pytest.raises(NumberNotReserved):
        entered(office, reserved_numbers.reserved_number("330100", block.first))


def test_a_number_is_used_once_but_a_form_may_be_sent_twice() -> None:
    office = after_the_cut()
    first = entered(office, "330100-Y-3")
    again = entered(office, "330100-Y-3")
    assert (again.repeated, again.events) == (True, first.events)
    with pytest.raises(NumberUsed) as refused:
        entered(office, "330100-Y-000003", "case-2")
    assert refused.value.sentence.en == "The receipt number “330100-Y-000003” has been used for other papers."


def test_a_void_number_says_why_it_is() -> None:
    office = after_the_cut()
    assert reserved_numbers.void(office.handler.ports, WINDOW, "330100", 4, 10, "来电恢复，未使用") == 7
    with pytest.raises(NumberIsVoid) as refused:
        entered(office, "330100-Y-7")
    assert refused.value.sentence.zh == "收件编号「330100-Y-000007」已作废：来电恢复，未使用。"


def test_a_used_number_cannot_be_made_void() -> None:
    office = after_the_cut()
    entered(office, "330100-Y-3")
    with pytest.raises(NumberMayNotBeVoid):
        reserved_numbers.void(office.handler.ports, WINDOW, "330100", 3, 10, "未使用")


@pytest.mark.parametrize(("first", "last"), [(1, 11), (0, 3), (5, 4), (11, 12)])
def test_only_numbers_of_ones_own_block_are_made_void(first: int, last: int) -> None:
    office = after_the_cut()
    with pytest.raises(NumberNotReserved):
        reserved_numbers.void(office.handler.ports, WINDOW, "330100", first, last, "未使用")
    with pytest.raises(NumberNotReserved):
        reserved_numbers.void(office.handler.ports, Actor("zhang", "other"), "330100", 1, 2, "未使用")


def test_voiding_takes_a_reason_and_reserving_a_sensible_number() -> None:
    office = after_the_cut()
    with pytest.raises(VoidWithoutReason):
        reserved_numbers.void(office.handler.ports, WINDOW, "330100", 1, 2, " ")
    for size in (0, -1, 201):
        with pytest.raises(BlockSizeUnusable):
            reserved_numbers.reserve(office.handler.ports, WINDOW, "330100", size)


def test_papers_cannot_have_been_received_before_their_number_was_reserved() -> None:
    office = after_the_cut()
    with pytest.raises(NumberReservedLater) as refused:
        entered(office, "330100-Y-3", at=instant("2025-12-30", "08:00"))
    assert refused.value.sentence.en == (
        "The receipt number “330100-Y-000003” was reserved at 2025-12-30 08:30, after 2025-12-30 08:00."
    )


def test_papers_entered_later_need_their_number_and_their_time() -> None:
    office = after_the_cut()
    with pytest.raises(PaperWithoutNumber):
        entered(office, "330100-Y-3", at=None)
    with pytest.raises(PaperWithoutNumber):
        entered(office, "")
