"""What every register of mandates promises."""

from dataclasses import replace
from datetime import date
from typing import Any

from agency import ALL_BUT_MONEY
from stored import AT, case_id, write
from stores import House
from tongban.handling.mandate_ports import Mandate, Power, Shown

BROUGHT, OTHER = b"b" * 32, b"o" * 32


def mandate(number: int = 1, **changes: Any) -> Mandate:
    plain = Mandate(
        case_id=case_id(number),
        agent="neighbour",
        powers=ALL_BUT_MONEY,
        begin=date(2025, 1, 1),
        until=date(2025, 12, 31),
        shown=Shown.PAPER,
        person="agent-1",
        paper="",
        by="wang",
        at=AT,
    )
    return replace(plain, **changes)


def received(house: House, number: int = 1) -> None:
    house.store.commit([replace(write(number), command_digest=BROUGHT)])


def test_a_mandate_counts_once_the_ask_that_brought_it_has_made_the_case(house: House) -> None:
    house.mandates.keep(mandate(), BROUGHT)
    assert house.again().mandates.of_case(case_id(1)) is None
    received(house)
    assert house.again().mandates.of_case(case_id(1)) == mandate()


def test_a_form_that_was_refused_and_corrected_leaves_what_it_said_first_without_effect(house: House) -> None:
    house.mandates.keep(mandate(powers=frozenset(Power)), OTHER)
    house.mandates.keep(mandate(), BROUGHT)
    received(house)
    assert house.mandates.of_case(case_id(1)) == mandate()
    house.again().mandates.keep(mandate(powers=frozenset(Power)), OTHER)
    house.again().mandates.keep(mandate(agent="somebody else"), BROUGHT)
    assert house.mandates.of_case(case_id(1)) == mandate()


def test_a_case_without_an_agent_has_no_mandate(house: House) -> None:
    house.mandates.keep(mandate(2), BROUGHT)
    received(house)
    assert (house.mandates.of_case(case_id(1)), house.mandates.of_case(case_id(3))) == (None, None)


def test_a_mandate_without_an_end_and_with_an_uploaded_paper_comes_back_as_it_was(house: House) -> None:
    kept = mandate(until=None, shown=Shown.UPLOAD, paper="file-1", powers=frozenset({Power.APPLY}))
    house.mandates.keep(kept, BROUGHT)
    received(house)
    assert house.again().mandates.of_case(case_id(1)) == kept


def test_a_mandate_is_ended_once(house: House) -> None:
    house.mandates.keep(mandate(), BROUGHT)
    received(house)
    house.mandates.end(case_id(1), "zhao", date(2025, 10, 9))
    house.again().mandates.end(case_id(1), "neighbour", date(2025, 10, 10))
    house.mandates.end(case_id(2), "zhao", date(2025, 10, 9))
    assert house.again().mandates.of_case(case_id(1)) == mandate(ended_on=date(2025, 10, 9), ended_by="zhao")
