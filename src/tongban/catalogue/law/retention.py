"""保管期限 — how long the file of a case is kept, by how it ended; dated settings, read and validated."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from tongban.catalogue.binding import bind, line_table
from tongban.catalogue.finding import Rule, UnreadableFile, place_in
from tongban.catalogue.law.location import data_root
from tongban.catalogue.reading import read_tree
from tongban.kernel.words import Bilingual


class RetentionClass(StrEnum):
    """保管期限."""

    PERMANENT = "permanent"
    THIRTY_YEARS = "thirty_years"
    TEN_YEARS = "ten_years"

    @property
    def label(self) -> Bilingual:
        """How long that is."""
        return {
            RetentionClass.PERMANENT: Bilingual("永久", "permanent"),
            RetentionClass.THIRTY_YEARS: Bilingual("30年", "thirty years"),
            RetentionClass.TEN_YEARS: Bilingual("10年", "ten years"),
        }[self]


class FileOutcome(StrEnum):
    """卷宗结果 — how the case of a file ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    UNDECIDED = "undecided"

    @property
    def label(self) -> Bilingual:
        """How that is said."""
        return {
            FileOutcome.GRANTED: Bilingual("准予许可的卷宗", "the file of a grant"),
            FileOutcome.REFUSED: Bilingual("不予许可的卷宗", "the file of a refusal"),
            FileOutcome.UNDECIDED: Bilingual("未作决定的卷宗", "the file of what was not decided"),
        }[self]


@dataclass(frozen=True, slots=True)
class RetentionInForce:
    """有效规定 — a class from one day until another (the last day included)."""

    since: date = field(metadata={"key": "from"})
    kept: RetentionClass = field(metadata={"key": "class"})
    basis: str
    until: date | None = None
    verified: bool = True

    @property
    def cited(self) -> str:
        """Its basis as it is printed: what nobody has verified says so."""
        return self.basis if self.verified else f"{self.basis}（未核实 unverified）"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """一条规定 — of files that ended in one way."""

    outcome: FileOutcome
    in_force: tuple[RetentionInForce, ...]


@dataclass(frozen=True, slots=True)
class RetentionFile:
    """保管期限文件."""

    retention: tuple[RetentionRule, ...]


NO_RETENTION = Rule(
    "retention_missing",
    Bilingual("没有写明「{outcome}」的保管期限", "nothing says how long {outcome} is kept"),
    Bilingual("请在 law/retention.yaml 补上。", "Add it to law/retention.yaml."),
)
RETENTION_TWICE = Rule(
    "retention_twice",
    Bilingual("「{outcome}」写了两次", "{outcome} is listed twice"),
    Bilingual("请合并为一条。", "Merge the two."),
)
RETENTION_OVERLAP = Rule(
    "retention_overlap",
    Bilingual("「{outcome}」的有效期重叠或次序颠倒", "the periods of {outcome} overlap or are out of order"),
    Bilingual("请按先后排列，前一段须有 until。", "List them in order; close the earlier with `until`."),
)


def retention_on(outcome: FileOutcome, day: date, law: Path | None = None) -> RetentionInForce:
    """The class in force on a day; before the first, the first that is known."""
    blocks = load_retention(law)[outcome]
    return next((b for b in blocks if b.since <= day and (b.until is None or day <= b.until)), blocks[0])


@cache
def load_retention(law: Path | None = None) -> dict[FileOutcome, tuple[RetentionInForce, ...]]:
    """The classes of `law/retention.yaml`, read once.

    Raises:
        UnreadableFile: with every finding.
    """
    path, name = (law or data_root() / "law") / "retention.yaml", "retention.yaml"
    tree = read_tree(path, name=name)
    rules, lines = bind(tree, RetentionFile, file=name).retention, line_table(tree)
    findings = [
        rule.at(place_in(name, lines, where), outcome=outcome.label)
        for rule, where, outcome in _faults(rules)
    ]
    if findings:
        raise UnreadableFile(findings)
    return {rule.outcome: rule.in_force for rule in rules}


def _faults(rules: tuple[RetentionRule, ...]) -> Iterator[tuple[Rule, str, FileOutcome]]:
    seen: set[FileOutcome] = set()
    for n, rule in enumerate(rules):
        if rule.outcome in seen:
            yield RETENTION_TWICE, f"retention[{n}]", rule.outcome
        seen.add(rule.outcome)
        ends = [block.until for block in rule.in_force[:-1]]
        after = rule.in_force[1:]
        in_order = all(e is not None and e < b.since for e, b in zip(ends, after, strict=True))
        if not rule.in_force or not in_order:
            yield RETENTION_OVERLAP, f"retention[{n}]", rule.outcome
    for outcome in FileOutcome:
        if outcome not in seen:
            yield NO_RETENTION, "retention", outcome
