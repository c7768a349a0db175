"""What every register of payments promises."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stored import AT, case_id, write
from stores import House
from tongban.handling.payment.ports import Entry, MoneyKind, PaymentRegister, Placed

DAY = date(2026, 3, 3)


def placed(number: int = 1, nth: int = 1, **changes: object) -> Placed:
    order = Placed(
        number=f"{case_id(number).replace('-', '')}{nth:02d}",
        case_id=case_id(number),
        notice_number="演建缴〔2026〕3号",
        amount=12_000,
        code="33010000000000000001",
        pay_at="https://pay.example/pay/33010000000000000001",
        placed_at=AT,
    )
    return replace(order, **changes)  # type: ignore[arg-type]


def entry(transaction: str = "T-1", **changes: object) -> Entry:
    plain = Entry(case_id(1), MoneyKind.PAYMENT, placed().number, transaction, 12_000, "online", DAY)
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def register(house: House) -> PaymentRegister:
    house.store.commit([write(1), write(2)])
    return house.payments


def test_an_order_stays_as_it_was_first_said(register: PaymentRegister) -> None:
    register.keep(placed())
    register.keep(placed(amount=1))
    register.keep(placed(nth=2, amount=500))
    assert list(register.of_case(case_id(1))) == [placed(), placed(nth=2, amount=500)]
    assert list(register.of_case(case_id(2))) == []


def test_what_is_silent_for_longest_is_asked_after_first_and_what_is_settled_never(
    register: PaymentRegister,
) -> None:
    later = AT + timedelta(minutes=5)
    for order in (placed(), placed(2), placed(nth=2)):
        register.keep(order)
    register.asked(placed(), later)
    register.settle(case_id(1), placed(nth=2).number, later)
    register.settle(case_id(1), placed(nth=2).number, later + timedelta(days=1))
    assert list(register.unsettled(AT, 10)) == []
    silent = register.unsettled(later + timedelta(seconds=1), 10)
    assert [order.number for order in silent] == [placed(2).number, placed().number]
    assert len(register.unsettled(later + timedelta(seconds=1), 1)) == 1
    assert register.of_case(case_id(1))[1].settled_at == later


def test_a_transaction_is_entered_once_and_found_by_its_day(register: PaymentRegister) -> None:
    other = entry("T-0", kind=MoneyKind.REFUND, channel="pos", on=DAY)
    for said in (entry(), entry(amount=1), other, entry("T-2", on=DAY - timedelta(days=1))):
        register.enter(said)
    assert list(register.entered(DAY)) == [other, entry()]
