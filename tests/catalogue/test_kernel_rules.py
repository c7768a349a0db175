"""What an item file says of gaps, commitments, renewals, hearings and ends, as the kernel gets it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tongban.catalogue import demo_catalogue
from tongban.catalogue.law.headcounts import HeadcountMissing, verifying_staff
from tongban.catalogue.law.procedures import Procedures, load_procedures
from tongban.catalogue.load import read_item
from tongban.kernel import Item
from tongban.kernel.case.item import (
    CommitmentRule,
    GapConsequence,
    HearingLimits,
    InspectionRule,
    RenewalRule,
    ToleranceRule,
)
from tongban.kernel.clock import Counting, TimeLimit, Unit

FOOD = demo_catalogue() / "food-operation-licence.yaml"
RULES = """valid_from: 2025-01-01
prescribed_hearing: {cite: 演示市听证规定§3, rank: rule}
touches_public_safety: true
needs_inspection: true
tolerance: {basis: 办法§6, fill: {amount: 5}, consequence: returned, after_reminder: {amount: 15}}
commitment:
  basis: 消防法§15
  check: {amount: 20}
  check_authority: fire-rescue
  check_post: fire-opinion
  rectify: {amount: 10}
  prescribed_by: 消防法§15
renewal: {basis: 食品经营许可管理办法§30, apply_before: {amount: 90, unit: natural_day}}
supplement: {basis: 补正规定§4, within: {amount: 30, unit: natural_day}}
succession: {basis: 个体工商户条例§13}
"""


def days(amount: int, basis: str, unit_basis: str = "行政许可法§82") -> TimeLimit:
    return TimeLimit(amount, Unit.WORKING_DAY, basis, unit_basis=unit_basis)


@pytest.fixture
def item(tmp_path: Path) -> Item:
    text = FOOD.read_text("utf-8").replace("valid_from: 2025-01-01\n", RULES, 1)
    text = text.replace("实施办法§6}", "实施办法§6, again: {amount: 2}}")
    path = tmp_path / "food.yaml"
    path.write_text(text, "utf-8")
    return read_item(path).for_kernel(date(2026, 3, 2))


def test_a_gap_has_its_limit_its_reminder_and_its_consequence(item: Item):
    assert item.tolerance == ToleranceRule(
        "办法§6", days(5, "办法§6"), GapConsequence.RETURNED, days(15, "办法§6")
    )


def test_a_commitment_is_checked_by_as_many_as_the_law_says(item: Item):
    assert item.verifying_staff == 2
    assert item.commitment == CommitmentRule(
        "消防法§15", days(20, "消防法§15"), "fire-rescue", "fire-opinion", days(10, "消防法§15")
    )


def test_a_law_without_the_duty_is_no_reason_to_verify_alone():
    licensing = load_procedures()["licensing"]
    others = tuple(duty for duty in licensing.duties if "site_verified" not in duty.on)
    with pytest.raises(HeadcountMissing) as missing:
        verifying_staff(date(2026, 3, 2), Procedures({"licensing": replace(licensing, duties=others)}))
    said = missing.value
    assert said.sentence.zh == "law/procedures/licensing.yaml 没有规定「site_verified」至少要有几名工作人员。"
    assert said.remedy.en == (
        "Put the duty back into that file: the least number of staff at “site_verified”, with its article."
    )


def test_a_renewal_counts_back_as_the_law_does_with_the_items_own_number(item: Item):
    before = TimeLimit(
        90,
        Unit.NATURAL_DAY,
        "食品经营许可管理办法§30",
        rolls=False,
        counting=Counting(backward=True),
        unit_basis="行政许可法§50",
    )
    assert item.renewal == RenewalRule(before, 5, "食品经营许可管理办法§30")


def test_inspectors_are_assigned_in_the_days_and_by_as_many_as_the_law_says(item: Item):
    assert item.inspection == InspectionRule(days(5, "行政许可法§55(2)"), 2)


def test_the_overseer_has_the_days_of_the_setting_unless_the_item_publishes_others(item: Item):
    assert item.oversight is not None
    assert (item.oversight.authority, item.oversight.post) == ("market-regulation", "market-oversight")
    assert item.oversight.basis == "演示市审管联动实施办法§6"
    setting = "各地审管衔接办法（本系统默认值）（未核实 unverified）"
    assert item.oversight.acknowledge == TimeLimit(5, Unit.WORKING_DAY, setting)
    assert item.oversight.again == days(2, "演示市审管联动实施办法§6")


def test_what_is_not_supplemented_and_who_may_succeed_is_the_items_to_publish(item: Item):
    assert item.supplement_limit == TimeLimit(30, Unit.NATURAL_DAY, "补正规定§4")
    assert item.succession_basis == "个体工商户条例§13"


def test_hearing_and_bans_come_from_the_law(item: Item):
    assert item.hearing_prescribed_by == "演示市听证规定§3"
    assert item.hearing_limits == HearingLimits(
        days(5, "行政许可法§47"),
        days(20, "行政许可法§47"),
        TimeLimit(
            7,
            Unit.WORKING_DAY,
            "行政许可法§48(1)(1)",
            counting=Counting(backward=True),
            unit_basis="行政许可法§82",
        ),
    )
    bans = [item.ban_after_false_material, item.ban_after_fraud]
    assert [(ban.amount, ban.unit, ban.basis) for ban in bans if ban] == [
        (1, Unit.YEAR, "行政许可法§78"),
        (3, Unit.YEAR, "行政许可法§79"),
    ]


def test_an_item_that_says_nothing_of_them_has_none_of_them():
    plain = read_item(FOOD).for_kernel(date(2026, 3, 2))
    assert (plain.tolerance, plain.commitment, plain.renewal) == (None, None, None)
    assert (plain.hearing_prescribed_by, plain.ban_after_fraud) == ("", None)
    assert plain.inspection is None
    assert (plain.supplement_limit, plain.succession_basis) == (None, "")
