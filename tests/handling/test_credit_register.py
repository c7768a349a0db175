"""What the operator enters of the credit platform: a record, its repair, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from cast import instant
from tongban.handling.credit import CreditWord
from tongban.handling.credit_in_memory import MemoryCreditRecords
from tongban.handling.credit_register import (
    CreditDayAhead,
    CreditEntryIncomplete,
    CreditNumberTaken,
    CreditSubjectUnusable,
    Entry,
    NothingToRepair,
    enter_record,
    enter_repair,
    words_of,
)
from tongban.handling.in_memory import MemoryStore
from tongban.handling.texts import TextTooLong
from tongban.kernel.case.commands import CreditStanding

CODE = "91330199DEM0000001"
BAD = CreditStanding.SERIOUS_BAD_CREDIT
ENTRY = Entry(CODE, " B-1 ", "sun", instant("2026-03-02"), date(2026, 3, 2))
REPAIR = replace(ENTRY, number="R-1")
BEGAN, MENDED = date(2026, 1, 4), date(2026, 3, 1)


def entered() -> MemoryCreditRecords:
    records = MemoryCreditRecords(MemoryStore())
    enter_record(records, ENTRY, BAD, BEGAN)
    return records


def test_a_record_bars_from_its_day_and_its_repair_ends_it() -> None:
    records = entered()
    enter_repair(records, REPAIR, "B-1", MENDED, " 公示期满 ")
    days = [date(2026, 1, 3), BEGAN, date(2026, 2, 28), MENDED]
    assert [records.standing_of(CODE, day).bars for day in days] == [False, True, True, False]
    assert words_of(records, CODE) == (
        CreditWord("B-1", BAD, BEGAN, by="sun"),
        CreditWord("R-1", CreditStanding.REPAIRED, MENDED, "B-1", "公示期满", "sun"),
    )


def test_what_is_entered_twice_is_entered_once_and_never_changed() -> None:
    records = entered()
    enter_record(records, ENTRY, BAD, BEGAN)
    with pytest.raises(CreditNumberTaken) as refused:
        enter_record(records, ENTRY, BAD, date(2026, 2, 2))
    assert refused.value == CreditNumberTaken(number="B-1", since=BEGAN, standing=BAD.label)
    with pytest.raises(CreditNumberTaken):
        enter_repair(records, ENTRY, "B-1", MENDED, "公示期满")
    assert len(words_of(records, CODE)) == 1


@pytest.mark.parametrize(
    ("record", "on"),
    [("B-2", MENDED), ("B-1", date(2026, 1, 3)), ("", MENDED), ("R-1", MENDED)],
)
def test_only_a_bad_record_that_is_there_by_that_day_is_repaired(record: str, on: date) -> None:
    records = entered()
    enter_repair(records, REPAIR, "B-1", MENDED, "公示期满")
    with pytest.raises(NothingToRepair):
        enter_repair(records, replace(ENTRY, number="R-2"), record, on, "公示期满")


def test_what_begins_tomorrow_is_entered_tomorrow() -> None:
    records = entered()
    with pytest.raises(CreditDayAhead):
        enter_record(records, replace(ENTRY, number="B-2"), BAD, date(2026, 3, 3))
    with pytest.raises(CreditDayAhead):
        enter_repair(records, REPAIR, "B-1", date(2026, 3, 3), "公示期满")
    assert len(words_of(records, CODE)) == 1


@pytest.mark.parametrize("subject", ["", "周凯", "91330199DEM000000", "0199d0a0-0000-7000-8000", "li\n"])
def test_a_name_is_no_subject(subject: str) -> None:
    records = entered()
    with pytest.raises(CreditSubjectUnusable):
        enter_record(records, replace(ENTRY, subject=subject), BAD, BEGAN)
    with pytest.raises(CreditSubjectUnusable):
        enter_repair(records, replace(REPAIR, subject=subject), "B-1", MENDED, "公示期满")


def test_a_number_and_a_reason_are_asked_for_and_have_an_end() -> None:
    records = entered()
    with pytest.raises(CreditEntryIncomplete):
        enter_record(records, replace(ENTRY, number=" "), BAD, BEGAN)
    with pytest.raises(CreditEntryIncomplete):
        enter_repair(records, REPAIR, "B-1", MENDED, " ")
    with pytest.raises(TextTooLong):
        enter_record(records, replace(ENTRY, number="9" * 101), BAD, BEGAN)
    with pytest.raises(TextTooLong):
        enter_repair(records, REPAIR, "B-1", MENDED, "满" * 501)
