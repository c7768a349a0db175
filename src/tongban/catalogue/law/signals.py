"""信号阈值 — when a running limit turns yellow, red or black: `law/signals.yaml`, dated, by region.

There is no national threshold; each region sets its own, and each is in force from a day.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from tongban.catalogue.binding import Range, bind, line_table
from tongban.catalogue.finding import Rule, UnreadableFile, place_in
from tongban.catalogue.law.location import data_root
from tongban.catalogue.law.regions import chain_of, read_regions
from tongban.catalogue.reading import read_tree
from tongban.kernel.clock import ClockKind, Unit
from tongban.kernel.clock.signals import Colour, Threshold
from tongban.kernel.words import Bilingual

UNKNOWN_REGION = Rule(
    "signal_unknown_region",
    Bilingual("没有地区「{region}」", "there is no region “{region}”"),
    Bilingual("law/regions.yaml 中的地区：{known}。", "The regions of law/regions.yaml: {known}."),
)
TWICE = Rule(
    "signal_twice",
    Bilingual(
        "「{region}」{clock}的{colour}写了两次", "{colour} of “{region}”, {clock}, is given more than once"
    ),
    Bilingual("请合并，按时间先后写在 in_force 中。", "Make it one, its periods in order under `in_force`."),
)
OVERLAP = Rule(
    "signal_overlap",
    Bilingual("有效期重叠或次序颠倒", "the periods overlap or are out of order"),
    Bilingual(
        "请按时间先后排列，前一段须有 until。", "List them in order; close the earlier one with `until`."
    ),
    "立法法§104",
)
GAP = Rule(
    "signal_gap",
    Bilingual("{first} 至 {last} 没有阈值", "no threshold from {first} to {last}"),
    Bilingual(
        "请使前一段的 until 为后一段 from 的前一日。",
        "Let the earlier `until` be the day before the later `from`.",
    ),
    "立法法§104",
)
NOTHING_IN_FORCE = Rule(
    "signal_without_threshold",
    Bilingual("in_force 中没有任何一段", "there is no period under `in_force`"),
    Bilingual("请至少写一段。", "Give at least one."),
)
ONE_MEASURE = Rule(
    "signal_one_measure",
    Bilingual("须写且只写 left、past 之一", "give exactly one of `left` and `past`"),
    Bilingual(
        "left 为剩余不多于几日，past 为逾期第几日。",
        "`left` is how many days may be left, `past` how many have passed.",
    ),
)
DAYS_ONLY = Rule(
    "signal_unit",
    Bilingual("阈值只能以日计，不能以{unit}计", "a threshold is in days, not in {unit}"),
    Bilingual("请改为 working_day 或 natural_day。", "Use `working_day` or `natural_day`."),
)


@dataclass(frozen=True, slots=True)
class ThresholdInForce:
    """有效阈值 — what turns the light from one day until another, the last day included."""

    since: date = field(metadata={"key": "from"})
    basis: str
    until: date | None = None
    left: Annotated[int, Range(0, 366)] | None = None
    past: Annotated[int, Range(1, 366)] | None = None
    unit: Unit = Unit.WORKING_DAY
    #: False where no rule of law says so: a setting of this system, to be set.
    verified: bool = True


@dataclass(frozen=True, slots=True)
class SignalRule:
    """信号规则 — one colour of one kind of clock in one region, with its history."""

    region: str
    clock: ClockKind
    colour: Colour
    in_force: tuple[ThresholdInForce, ...]


@dataclass(frozen=True, slots=True)
class SignalFile:
    """信号文件."""

    signals: tuple[SignalRule, ...]


class SignalBook:
    """信号阈值表 — the thresholds of every region."""

    def __init__(self, by_region: Mapping[str, tuple[Threshold, ...]]) -> None:
        """Take the thresholds by the region's id."""
        self._by_region = dict(by_region)

    def of(self, region: str) -> tuple[Threshold, ...]:
        """The thresholds of a region, inherited ones among them; none for a stranger."""
        return self._by_region.get(region, ())

    @cached_property
    def digest(self) -> str:
        """The first half of a SHA-256 over every threshold of every region: another one, other days."""
        said = repr(sorted((region, thresholds) for region, thresholds in self._by_region.items()))
        return hashlib.sha256(said.encode()).hexdigest()[:32]


@cache
def load_signals(law: Path | None = None) -> SignalBook:
    """The thresholds of `law/signals.yaml`, read once.

    Raises:
        UnreadableFile: with every finding.
    """
    law = law or data_root() / "law"
    regions, name = read_regions(law), "signals.yaml"
    tree = read_tree(law / name, name=name)
    rules, lines = bind(tree, SignalFile, file=name).signals, line_table(tree)
    findings = [
        rule.at(place_in(name, lines, f"signals[{n}]{path}"), **parameters)
        for n in range(len(rules))
        for rule, path, parameters in _faults(n, rules, list(regions))
    ]
    if findings:
        raise UnreadableFile(findings)
    said: dict[str, dict[tuple[ClockKind, Colour], SignalRule]] = {}
    for rule in rules:
        said.setdefault(rule.region, {})[rule.clock, rule.colour] = rule
    book: dict[str, tuple[Threshold, ...]] = {}
    for region in regions.values():
        own: dict[tuple[ClockKind, Colour], SignalRule] = {}
        # As with holidays, a region that extends nothing still follows the nation's, the first.
        for base in (next(iter(regions.values())), *chain_of(region, regions)):
            own |= said.get(base.id, {})
        book[region.id] = tuple(t for rule in own.values() for t in _thresholds(rule))
    return SignalBook(book)


_Found = tuple[Rule, str, dict[str, object]]


def _faults(number: int, rules: tuple[SignalRule, ...], regions: list[str]) -> Iterator[_Found]:
    rule = rules[number]
    if rule.region not in regions:
        yield UNKNOWN_REGION, ".region", {"region": rule.region, "known": ", ".join(regions)}
    if _key(rule) in map(_key, rules[:number]):
        yield TWICE, "", {"region": rule.region, "clock": rule.clock.label, "colour": rule.colour.label}
    if not rule.in_force:
        yield NOTHING_IN_FORCE, ".in_force", {}
    before: ThresholdInForce | None = None
    for n, block in enumerate(rule.in_force):
        path = f".in_force[{n}]"
        if (block.left is None) == (block.past is None):
            yield ONE_MEASURE, path, {}
        if block.unit not in (Unit.WORKING_DAY, Unit.NATURAL_DAY):
            yield DAYS_ONLY, f"{path}.unit", {"unit": block.unit.label}
        yield from _in_time(path, before, block)
        before = block


def _in_time(path: str, before: ThresholdInForce | None, block: ThresholdInForce) -> Iterator[_Found]:
    if block.until is not None and block.until < block.since:
        yield OVERLAP, path, {}
    if before is None:
        return
    if before.until is None or block.since <= before.until:
        yield OVERLAP, path, {}
    elif before.until + timedelta(days=1) < block.since:
        day = timedelta(days=1)
        yield GAP, path, {"first": before.until + day, "last": block.since - day}


def _key(rule: SignalRule) -> tuple[str, ClockKind, Colour]:
    return rule.region, rule.clock, rule.colour


def _thresholds(rule: SignalRule) -> Iterator[Threshold]:
    for block in rule.in_force:
        yield Threshold(
            rule.clock, rule.colour, block.since, block.basis, block.until, block.left, block.past, block.unit
        )
