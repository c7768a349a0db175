"""What every register of reserved numbers promises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from stored import AT, case_id, write
from stores import House
from tongban.handling.number_ports import NumberState, ReservedBlock, ReservedNumber


def test_blocks_follow_one_another_and_are_found_by_any_of_their_numbers(house: House) -> None:
    first = house.numbers.reserve("330100", 20, "window", "wang", AT)
    second = house.again().numbers.reserve("330100", 5, "window", "wang", AT)
    assert (first, second) == (
        ReservedBlock("330100", 1, 20, "window", "wang", AT),
        ReservedBlock("330100", 21, 25, "window", "wang", AT),
    )
    assert [house.numbers.block_with("330100", serial) for serial in (0, 1, 20, 21, 26)] == [
        None,
        first,
        first,
        second,
        None,
    ]
    assert house.numbers.block_with("330106", 1) is None


def test_a_number_belongs_to_the_first_case_that_claims_it(house: House) -> None:
    house.numbers.reserve("330100", 20, "window", "wang", AT)
    house.store.commit([write(1)])
    taken = house.numbers.claim("330100", 3, case_id(1), AT)
    again = house.again().numbers.claim("330100", 3, case_id(1), AT)
    other = house.again().numbers.claim("330100", 3, case_id(2), AT + timedelta(days=1))
    assert [taken, again, other] == [ReservedNumber(NumberState.USED, case_id(1))] * 3


def test_a_number_is_either_void_or_used(house: House) -> None:
    house.numbers.reserve("330100", 20, "window", "wang", AT)
    house.store.commit([write(1)])
    house.numbers.claim("330100", 3, case_id(1), AT)
    assert house.numbers.void("reserved:330100", 3, "未使用", by="wang", at=AT) is False
    assert house.numbers.void("reserved:330100", 4, "打印损坏", by="wang", at=AT) is True
    assert house.numbers.void("reserved:330100", 4, "另一说法", by="wang", at=AT) is True
    void = house.numbers.claim("330100", 4, case_id(2), AT)
    assert void == ReservedNumber(NumberState.VOID, why="打印损坏")


def test_of_many_who_claim_a_number_at_once_one_gets_it(house: House) -> None:
    house.numbers.reserve("330100", 20, "window", "wang", AT)
    views = [house.again() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda n: views[n].numbers.claim("330100", 3, case_id(n), AT).case_id, range(4))
        )
    assert len(set(answers)) == 1


@pytest.mark.integration
def test_a_number_of_a_form_that_was_left_may_be_used_after_a_while(on_postgres, tmp_path) -> None:
    from stores import on_database

    house = on_database(on_postgres, tmp_path)
    house.numbers.reserve("330100", 20, "window", "wang", AT)
    house.numbers.claim("330100", 3, case_id(1), AT)  # and then the clerk closed the page
    soon, later = AT + timedelta(minutes=14), AT + timedelta(minutes=16)
    assert house.numbers.claim("330100", 3, case_id(2), soon).case_id == case_id(1)
    assert house.numbers.claim("330100", 3, case_id(2), later).case_id == case_id(2)
    house.numbers.claim("330100", 5, case_id(1), AT)
    assert house.numbers.void("reserved:330100", 5, "未使用", by="wang", at=later) is True
    assert house.numbers.claim("330100", 5, case_id(1), later).state is NumberState.VOID
    house.close()
