"""What an item charges, as a case is charged by it (行政许可法§58, §59)."""

from dataclasses import replace
from datetime import date

from tongban.catalogue import demo_catalogue, load_catalogue
from tongban.kernel.case.fee_rule import FeeLine, PaymentChannel, RefundGround, WaiverRule, yuan
from tongban.kernel.words import Bilingual

CATALOGUE = load_catalogue(demo_catalogue())
DAY = date(2025, 9, 30)
STATION = CATALOGUE.in_force("drainage-pump-station", DAY)
FOOD = CATALOGUE.in_force("food-operation-licence", DAY)


def test_the_station_charges_for_the_road_it_digs_up_and_for_nothing_else():
    fee = STATION.for_kernel().fee
    assert fee.line({"road_works": False}) == FeeLine(0, fee.lines[0].when)
    assert fee.line({"road_works": True}).amount == 12000
    assert fee.basis == "城市道路管理条例§37"
    assert fee.pay_within.basis == "演示市政府非税收入管理规定§9"


def test_a_fee_holds_nothing_up_unless_the_item_says_by_which_law():
    fee = STATION.for_kernel().fee
    assert (fee.before, fee.before_basis, fee.unpaid_basis) == ("", "", "")
    assert fee.is_for_the_grant


def test_an_item_that_charges_nothing_has_no_rule_and_keeps_its_digest():
    assert FOOD.for_kernel().fee is None
    described = replace(STATION, fee=replace(STATION.fee, amounts=()))
    assert described.for_kernel().fee is None
    assert described.digest != STATION.digest


def test_the_ways_to_pay_are_those_published():
    fee = STATION.for_kernel().fee
    assert fee.channels == (PaymentChannel.ONLINE, PaymentChannel.POS)
    assert fee.refund(RefundGround.OVERPAID).basis == "演示市政府非税收入管理规定§21"
    assert fee.refund(RefundGround.WITHDRAWN) is None


def test_a_broken_fen_is_the_payers():
    half = WaiverRule("half", Bilingual("减半", "half"), "甲§1", 50)
    assert [half.of(amount) for amount in (0, 1, 2, 101)] == [0, 1, 1, 51]
    assert [yuan(fen) for fen in (0, 5, 12000, -1)] == ["0.00", "0.05", "120.00", "-0.01"]


def test_the_amount_depends_on_facts_the_guide_asks_for():
    assert "road_works" in {name for _, condition in STATION.fee.conditions for name in [condition.fact]}
