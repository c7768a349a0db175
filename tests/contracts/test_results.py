"""What every register of other departments' rows promises."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from stored import AT, case_id, write
from stores import House
from tongban.handling.observing.claims import Claim, Reason
from tongban.handling.observing.ports import KeptRow, Place, RowState, key_of
from tongban.handling.observing.rows import CellFault


def row(number: int = 1, state: RowState = RowState.HELD, **changes: Any) -> KeptRow:
    texts = {"foreign_number": f"公2025-{number}", "occurred": "十月十一", "entry": "1"}
    plain = KeptRow(
        authority="police",
        digest=bytes([number]) * 32,
        state=state,
        claim=Claim("police", "公安户政系统", texts, {"occurred": CellFault.FORMULA}),
        reasons=(Reason("day_unreadable", "occurred", "十月十一"),),
        file="police.csv",
        line=number,
        first_at=AT + timedelta(minutes=number),
        changed_at=AT + timedelta(minutes=number),
        by="zhou",
    )
    return replace(plain, **changes)


def test_a_row_comes_back_as_it_was_kept(house: House) -> None:
    odd = row(2, claim=Claim("police", "系统", {"foreign_number": "公\0\ud800"}, {}, is_corrected=True))
    landed = row(
        3, RowState.LANDED, case_id=case_id(1), step="household", discrepancies=("late",), reasons=()
    )
    for kept in (row(), odd, landed):
        house.results.keep(kept)
    found = house.again().results.find("police", [r.digest for r in (row(), odd, landed)])
    assert found == {r.digest: r for r in (row(), odd, landed)}
    assert house.results.find("tax", [row().digest]) == {}


def test_a_row_kept_anew_keeps_the_day_it_first_came(house: House) -> None:
    house.results.keep(row())
    later = AT + timedelta(days=3)
    house.results.keep(row(state=RowState.SET_ASIDE, first_at=later, changed_at=later, tries=2, why="测试"))
    kept = house.again().results.find("police", [row().digest])[row().digest]
    assert (kept.first_at, kept.changed_at) == (row().first_at, later)
    assert (kept.state, kept.tries, kept.why) == (RowState.SET_ASIDE, 2, "测试")


def test_rows_to_look_at_are_paged_the_oldest_first(house: House) -> None:
    for number in (3, 1, 2, 5):
        house.results.keep(row(number))
    house.results.keep(row(4, RowState.DIFFERS, case_id=case_id(1), step="household"))
    house.results.keep(row(6, RowState.LANDED, case_id=case_id(1), step="household"))
    house.results.keep(row(7, authority="tax"))
    results = house.again().results
    first = results.held(["police"], limit=3)
    assert [r.line for r in first] == [1, 2, 3]
    assert [r.line for r in results.held(["police"], key_of(first[-1]), 3)] == [4, 5]
    assert [r.line for r in results.held(None)] == [1, 2, 3, 4, 5, 7]
    assert (results.count_held(["police"]), results.count_held(None), results.count_held([])) == (5, 6, 0)


def test_a_number_is_known_for_the_case_it_was_taken_over_for(house: House) -> None:
    house.results.keep(row())
    assert house.results.places_of("police", ["公2025-1"]) == {}
    house.results.keep(row(state=RowState.LANDED, case_id=case_id(7), step="household"))
    later = {"first_at": AT + timedelta(days=1), "digest": b"9" * 32, "case_id": case_id(8)}
    house.results.keep(row(state=RowState.DIFFERS, step="insurance", **later))
    places = house.again().results.places_of("police", ["公2025-1", "公2025-2"])
    assert places == {"公2025-1": Place(case_id(7), "household")}
    assert house.results.places_of("tax", ["公2025-1"]) == {}


def test_the_held_rows_of_a_number_are_found(house: House) -> None:
    numbers = [row(number).claim.said("foreign_number") for number in (2, 3, 4)]
    house.results.keep(row(), row(2), row(3, RowState.LANDED))
    assert house.again().results.held_of("police", numbers) == {numbers[0]: [row(2)]}


def test_many_rows_are_kept_together_and_the_last_word_on_one_counts(house: House) -> None:
    rows = [row(1, digest=number.to_bytes(32), line=number) for number in range(2300)]
    house.results.keep(*rows, replace(rows[7], state=RowState.SET_ASIDE, why="测试"))
    house.results.keep()
    found = house.again().results.find("police", [r.digest for r in rows])
    assert len(found) == 2300
    assert [(r.line, r.why) for r in found.values() if r.state is RowState.SET_ASIDE] == [(7, "测试")]


def test_cases_are_found_by_their_number_and_by_their_item(house: House) -> None:
    house.store.commit([write(1)])
    house.store.commit([write(2)])
    results = house.again().results
    assert results.cases_with(["R-2", "R-9"]) == {"R-2": case_id(2)}
    assert results.cases_of(["food-operation-licence"]) == [case_id(1), case_id(2)]
    assert results.cases_of(["food-operation-licence"], after=case_id(1)) == [case_id(2)]
    assert results.cases_of(["newborn"]) == []


def test_equal_names_meet_and_no_name_is_in_a_token(house: House) -> None:
    results = house.results
    assert results.blind("陈小禾") == house.again().results.blind("陈小禾") != results.blind("王小明")
    assert "陈" not in results.blind("陈小禾")
