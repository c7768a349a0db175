"""How long a file is kept: dated, by how the case ended; refused with its line where out of order."""

from datetime import date
from pathlib import Path

import pytest

from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law.retention import FileOutcome, RetentionClass, load_retention, retention_on

DAY = date(2026, 3, 2)
BLOCK = "{from: 2004-07-01, class: %s, basis: 某市保管期限规定}"


def kept(directory: Path, *rules: tuple[str, str]) -> Path:
    listed = "".join(f"  - outcome: {outcome}\n    in_force: [{blocks}]\n" for outcome, blocks in rules)
    (directory / "retention.yaml").write_text(f"retention:\n{listed}", "utf-8")
    return directory


def codes(law: Path) -> list[str]:
    with pytest.raises(UnreadableFile) as refused:
        load_retention(law)
    return [finding.code for finding in refused.value.findings]


def test_a_grant_is_kept_longer_than_what_was_refused_and_nobody_has_verified_it():
    found = {outcome: retention_on(outcome, DAY) for outcome in FileOutcome}
    assert {outcome: rule.kept for outcome, rule in found.items()} == {
        FileOutcome.GRANTED: RetentionClass.THIRTY_YEARS,
        FileOutcome.REFUSED: RetentionClass.TEN_YEARS,
        FileOutcome.UNDECIDED: RetentionClass.TEN_YEARS,
    }
    assert all("未核实" in rule.cited for rule in found.values())


def test_a_schedule_of_ones_own_holds_from_its_day(tmp_path: Path):
    ten, ever = BLOCK % "ten_years", (BLOCK % "permanent").replace("2004-07-01", "2026-01-01")
    own = ten.replace("basis", "until: 2025-12-31, basis") + ", " + ever
    law = kept(tmp_path, ("granted", own), ("refused", ten), ("undecided", ten))
    assert retention_on(FileOutcome.GRANTED, date(2025, 12, 31), law).kept is RetentionClass.TEN_YEARS
    assert retention_on(FileOutcome.GRANTED, date(2026, 1, 1), law).kept is RetentionClass.PERMANENT
    assert retention_on(FileOutcome.GRANTED, DAY, law).cited == "某市保管期限规定"


def test_what_is_missing_twice_or_overlaps_is_named(tmp_path: Path):
    ten = BLOCK % "ten_years"
    assert codes(kept(tmp_path / ".", ("granted", ten), ("granted", ten))) == [
        "retention_twice",
        "retention_missing",
        "retention_missing",
    ]
    load_retention.cache_clear()
    overlapping = ("granted", f"{ten}, {ten}")
    assert codes(kept(tmp_path, overlapping, ("refused", ten), ("undecided", ten))) == ["retention_overlap"]
