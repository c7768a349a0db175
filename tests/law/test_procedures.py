"""Procedure files: clocks and duties as data, on the law's own limits."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import data_root, load_calendar, load_limits
from tongban.catalogue.law.procedures import Procedure, UnknownProcedure, load_procedures
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.timetable import Choice, Extension, Occurrence, follow

FILE = """
id: sample
name: {zh: 样例, en: sample}
law: {zh: 样例法, en: Sample Act}
clocks:
  answer:
    name: {zh: 答复, en: answer}
    rule: S01
    limit: deliver_licence
    starts_on: [asked]
    stops_on: [answered]
duties:
  - rule: S02
    on: [answered]
    basis: 样例法§1
    says: {zh: 须签名。, en: Sign it.}
    require: {fact: signed, eq: true}
"""


def loaded(tmp_path: Path, text: str = FILE) -> object:
    (tmp_path / "sample.yaml").write_text(text, encoding="utf-8")
    return load_procedures(tmp_path)


def test_a_procedure_runs_on_the_limits_of_the_law(tmp_path: Path):
    table = loaded(tmp_path)
    answered = Occurrence("asked", date(2026, 3, 2))
    ruling = follow(table["sample"].on(date(2026, 3, 2)), [answered], load_calendar())  # type: ignore[index]
    assert ruling.clocks["answer"].due(load_calendar()).day == date(2026, 3, 16)


def test_before_its_limit_was_law_a_clock_does_not_run(tmp_path: Path):
    assert dict(loaded(tmp_path)["sample"].on(date(2004, 6, 30)).clocks) == {}  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("limit: deliver_licence", "limit: deliver_it", "procedure_unknown_limit"),
        ("    limit: deliver_licence\n", "", "procedure_clock_without_length"),
        ("    rule: S01\n", "    rule: S01\n    ends_with: day\n", "procedure_clock_without_length"),
        ("    starts_on: [asked]\n", "", "procedure_clock_never_starts"),
        # An entry of a ledger is corrected in every procedure: it stops no clock of one.
        ("stops_on: [answered]", "stops_on: [corrected]", "procedure_general_word"),
        ("limit: deliver_licence", "limit: tell_all_that_is_missing", "procedure_effect_differs"),
        ("    require: {fact: signed, eq: true}\n", "", "procedure_duty_without_content"),
        ("    require: {fact: signed, eq: true}\n", "    within: reply\n", "procedure_unknown_clock"),
        ("    basis: 样例法§1\n", "", "missing_field"),
    ],
)  # fmt: skip
def test_a_faulty_procedure_file_is_refused_with_its_place(old: str, new: str, code: str, tmp_path: Path):
    assert old in FILE
    with pytest.raises(UnreadableFile) as refused:
        loaded(tmp_path, FILE.replace(old, new))
    assert [finding.code for finding in refused.value.findings] == [code]
    assert all(finding.place.file.endswith("sample.yaml") for finding in refused.value.findings)


def test_a_duty_may_hold_one_number_to_another(tmp_path: Path):
    text = FILE.replace("require: {fact: signed, eq: true}", "at_most: {undertaken: promised}")
    (duty,) = loaded(tmp_path, text)["sample"].duties  # type: ignore[index]
    assert duty.at_most == {"undertaken": "promised"}


def test_a_word_that_only_a_condition_asks_for_is_a_word_of_the_procedure(tmp_path: Path):
    asked = FILE + "    when: {fact: happened.doubted, eq: true}\n"
    table = loaded(tmp_path, asked)["sample"]  # type: ignore[index]
    assert table.words == {"asked", "answered", "doubted"}
    march = date(2026, 3, 2)
    happened = [Occurrence("answered", march), Occurrence("doubted", march), Occurrence("answered", march)]
    assert [d.number for d in follow(table.on(march), happened, load_calendar()).refused] == [3]


def test_a_procedure_nobody_wrote_is_named():
    with pytest.raises(UnknownProcedure) as refused:
        load_procedures()["smuggling"]
    assert "licensing" in refused.value.remedy.en


def test_every_rule_of_the_licensing_law_stands_in_its_file():
    assert {f"K{n:02}" for n in range(1, 36)} <= load_procedures()["licensing"].rules


@pytest.mark.parametrize(
    ("procedure", "rules"),
    [
        ("reconsideration", {"L01", "L02", "L03", "L04", "L05"}),
        ("litigation", {"L06"}),
        ("information", {"L07"}),
        ("petitions", {"L08"}),
        ("penalties", {"L09"}),
        ("registration", {"L10"}),
        ("data_sharing", {"Q03", "Q04", "Q05", "Q08", "Q09"}),
    ],
)
def test_a_statute_stands_in_its_own_file(procedure: str, rules: set[str]):
    assert load_procedures()[procedure].rules == rules


def test_what_a_revision_brought_is_no_duty_of_the_years_before():
    charged = [Occurrence("fee_charged", date(2019, 5, 16), facts={"clearly_excessive": False})]
    information = load_procedures()["information"]
    before, since = (
        follow(information.on(day), charged, load_calendar()).refused
        for day in (date(2019, 5, 14), date(2019, 5, 15))
    )
    assert (len(before), [denial.basis for denial in since]) == (0, ["政府信息公开条例§42(1)"])


def test_no_procedure_file_holds_a_number_of_days_of_its_own():
    for path in (data_root() / "law" / "procedures").glob("*.yaml"):
        assert "amount: " not in path.read_text("utf-8").replace("amount: {fact", ""), path.name


# --- duties and exclusions of a day, extensions whose length the law leaves open


def test_a_duty_and_an_exclusion_hold_from_their_day_until_their_last(tmp_path: Path):
    dated = FILE.replace("  - rule: S02\n", "  - rule: S02\n    from: 2024-01-01\n    until: 2025-12-31\n")
    dated += """exclusions:
  - {rule: S03, from: 2024-01-01, basis: 样例法§2, procedures: [flood], clocks: [answer]}
"""
    sample = loaded(tmp_path, dated)["sample"]  # type: ignore[index]
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    in_force = [([d.rule for d in t.duties], [e.rule for e in t.exclusions]) for t in map(sample.on, days)]
    assert in_force == [([], []), (["S02"], ["S03"]), (["S02"], ["S03"]), ([], ["S03"])]


LEFT_OPEN = """law: {zh: 样例法, en: Sample Act}
limits:
  trial:
    name: {zh: 审理期限, en: trial}
    unit: month
    in_force:
      - from: 2015-05-01
        amount: 6
        basis: 样例法§81
        extension_left_open: true
        extension_approver: higher_court
        extension_basis: 样例法§81(2)
"""


def test_an_extension_left_open_by_the_law_has_an_approver_and_no_number(tmp_path: Path):
    limits, procedures = tmp_path / "time_limits", tmp_path / "procedures"
    limits.mkdir()
    procedures.mkdir()
    (limits / "sample.yaml").write_text(LEFT_OPEN, encoding="utf-8")
    for path in (data_root() / "law" / "time_limits").glob("*.yaml"):
        (limits / path.name).write_text(path.read_text("utf-8"), encoding="utf-8")
    numbers, day = load_limits(limits), date(2026, 3, 2)
    sample: Procedure = loaded(procedures)["sample"]  # type: ignore[index]
    trial = replace(sample.clocks["answer"], limit="trial")
    (clock,) = replace(sample, clocks={"answer": trial}, numbers=numbers).on(day).clocks.values()
    assert numbers["trial"].extension_on(day) is None
    assert clock.choices == (
        Choice(
            TimeLimit(6, Unit.MONTH, "样例法§81"),
            None,
            Extension(TimeLimit(1, Unit.MONTH, "样例法§81(2)"), "higher_court", is_open=True),
        ),
    )
