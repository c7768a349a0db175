"""Thresholds: dated, regional, and refused with their line where they are out of order."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from cast import china
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import data_root, load_signals
from tongban.kernel.clock import ClockKind, Colour, Threshold, Unit, Watched
from tongban.kernel.clock.signals import forecast

REGIONS = """
  - id: PROVINCE
    name: {zh: 某省, en: a province}
    extends: CN
    divisions: ["33"]
    zone: Asia/Shanghai
    basis: 本地规定
"""
RULE = "  - region: {region}\n    clock: {clock}\n    colour: {colour}\n    in_force:\n{blocks}"


@pytest.fixture
def law(tmp_path: Path) -> Path:
    shutil.copytree(data_root() / "law", tmp_path / "law")
    with (tmp_path / "law" / "regions.yaml").open("a", encoding="utf-8") as file:
        file.write(REGIONS)
    return tmp_path / "law"


def rule(law: Path, *blocks: str, region: str = "PROVINCE", clock: str = "promised", colour: str = "yellow"):
    listed = "".join(f"      - {{{block}, basis: 某省效能监察办法§9}}\n" for block in blocks) or "      []\n"
    with (law / "signals.yaml").open("a", encoding="utf-8") as file:
        file.write(RULE.format(region=region, clock=clock, colour=colour, blocks=listed))
    return law


def codes(law: Path) -> list[str]:
    with pytest.raises(UnreadableFile) as refused:
        load_signals(law)
    assert all(finding.place.line > 1 for finding in refused.value.findings)
    return [finding.code for finding in refused.value.findings]


def test_the_nations_thresholds_are_settings_of_this_system_for_every_clock():
    found = {(t.clock, t.colour): (t.left, t.past, t.unit) for t in load_signals().of("CN")}
    near, late = (1, None, Unit.WORKING_DAY), (None, 1, Unit.NATURAL_DAY)
    assert found == {
        (ClockKind.STATUTORY, Colour.YELLOW): near,
        (ClockKind.STATUTORY, Colour.BLACK): late,
        (ClockKind.PROMISED, Colour.YELLOW): near,
        (ClockKind.PROMISED, Colour.RED): late,
        (ClockKind.STEP, Colour.YELLOW): near,
        (ClockKind.NOTICE, Colour.YELLOW): near,
        (ClockKind.NOTICE, Colour.BLACK): late,
        (ClockKind.DELIVERY, Colour.YELLOW): near,
        (ClockKind.DELIVERY, Colour.BLACK): late,
        (ClockKind.HEARING, Colour.YELLOW): near,
        (ClockKind.HEARING, Colour.BLACK): late,
        (ClockKind.HEARING_NOTICE, Colour.YELLOW): near,
        (ClockKind.HEARING_NOTICE, Colour.BLACK): late,
        (ClockKind.COMMITMENT_CHECK, Colour.YELLOW): near,
        (ClockKind.COMMITMENT_CHECK, Colour.RED): late,
        (ClockKind.RENEWAL, Colour.YELLOW): near,
        (ClockKind.RENEWAL, Colour.BLACK): late,
        (ClockKind.INSPECTORS, Colour.YELLOW): near,
        (ClockKind.INSPECTORS, Colour.BLACK): late,
        (ClockKind.ACKNOWLEDGEMENT, Colour.YELLOW): near,
        (ClockKind.ACKNOWLEDGEMENT, Colour.RED): late,
        (ClockKind.HAND_OVER, Colour.YELLOW): near,
        (ClockKind.HAND_OVER, Colour.RED): late,
        (ClockKind.REPLY, Colour.YELLOW): near,
        (ClockKind.REPLY, Colour.BLACK): late,
        (ClockKind.MEETING, Colour.YELLOW): near,
        (ClockKind.MEETING, Colour.RED): late,
        (ClockKind.RULING, Colour.YELLOW): near,
        (ClockKind.RULING, Colour.RED): late,
    }


def test_a_region_sets_its_own_and_inherits_the_rest(law: Path):
    book = load_signals(rule(law, "from: 2026-01-01, left: 3"))
    own = Threshold(
        ClockKind.PROMISED,
        Colour.YELLOW,
        date(2026, 1, 1),
        "某省效能监察办法§9",
        left=3,
        unit=Unit.WORKING_DAY,
    )
    others = [t for t in book.of("CN") if (t.clock, t.colour) != (own.clock, own.colour)]
    assert set(book.of("PROVINCE")) == {own, *others}
    assert book.of("NOWHERE") == ()


def test_a_change_holds_from_its_day_on(law: Path):
    blocks = ("from: 2025-01-01, until: 2026-03-10, left: 1", "from: 2026-03-11, left: 4")
    thresholds = load_signals(rule(law, *blocks)).of("PROVINCE")

    def yellow(due: str) -> tuple[str, str]:
        watched = Watched(ClockKind.PROMISED, date(2026, 3, 2), date.fromisoformat(due))
        turn = next(t for t in forecast(watched, thresholds, china()) if t.colour is Colour.YELLOW)
        return str(turn.day), str(turn.threshold.since)

    # The 11th is a Wednesday: one day before it the old rule still held, on it the new one does at once.
    assert yellow("2026-03-11") == ("2026-03-10", "2025-01-01")
    assert yellow("2026-03-12") == ("2026-03-11", "2026-03-11")
    assert yellow("2026-03-16") == ("2026-03-11", "2026-03-11")
    assert yellow("2026-03-18") == ("2026-03-12", "2026-03-11")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (["from: 2025-01-01, left: 1", "from: 2026-01-01, left: 2"], ["signal_overlap"]),
        (
            ["from: 2025-01-01, until: 2026-01-01, left: 1", "from: 2026-01-01, left: 2"],
            ["signal_overlap"],
        ),
        (["from: 2025-01-01, until: 2025-12-30, left: 1", "from: 2026-01-01, left: 2"], ["signal_gap"]),
        (["from: 2026-01-02, until: 2026-01-01, left: 1"], ["signal_overlap"]),
        (["from: 2026-01-01, left: 1, past: 1"], ["signal_one_measure"]),
        (["from: 2026-01-01"], ["signal_one_measure"]),
        (["from: 2026-01-01, left: 1, unit: month"], ["signal_unit"]),
        ([], ["signal_without_threshold"]),
    ],
)
def test_what_is_out_of_order_is_refused_with_its_line(law: Path, blocks: list[str], expected: list[str]):
    assert codes(rule(law, *blocks)) == expected


def test_one_period_may_follow_another_to_the_day(law: Path):
    blocks = ("from: 2025-01-01, until: 2025-12-31, left: 1", "from: 2026-01-01, left: 2")
    assert len(load_signals(rule(law, *blocks)).of("PROVINCE")) == len(load_signals().of("CN")) + 1


def test_a_rule_given_twice_or_for_a_stranger_is_refused(law: Path):
    block = "from: 2026-01-01, left: 1"
    assert codes(rule(rule(law, block), block, region="MOON")) == ["signal_unknown_region"]
    assert codes(rule(law, block)) == ["signal_unknown_region", "signal_twice"]


@pytest.mark.parametrize(
    ("key", "value"), [("colour", "green"), ("colour", "purple"), ("clock", "hourglass")]
)
def test_an_unknown_colour_or_clock_is_refused(law: Path, key: str, value: str):
    assert codes(rule(law, "from: 2026-01-01, left: 1", **{key: value})) == ["not_in_list"]
