"""Limits of the law: each number in force on a date, with its article."""

from datetime import date
from pathlib import Path

import pytest

from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import LegalLimit, LimitInForce, NoLawThen, Officer, data_root, load_limits
from tongban.catalogue.law.limits import WhenMissed
from tongban.kernel.case.item import Approver
from tongban.kernel.clock import Counting, TimeLimit, Unit
from tongban.kernel.words import Bilingual

TODAY = date(2026, 3, 2)
ACT, BACKWARD = "行政许可法§82", Counting(backward=True)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("tell_all_that_is_missing", TimeLimit(5, Unit.WORKING_DAY, "行政许可法§32(4)", unit_basis=ACT)),
        ("decide_alone", TimeLimit(20, Unit.WORKING_DAY, "行政许可法§42(1)", unit_basis=ACT)),
        ("decide_jointly", TimeLimit(45, Unit.WORKING_DAY, "行政许可法§42(2)", unit_basis=ACT)),
        ("deliver_licence", TimeLimit(10, Unit.WORKING_DAY, "行政许可法§44", unit_basis=ACT)),
        (
            "apply_for_renewal",
            TimeLimit(30, Unit.NATURAL_DAY, "行政许可法§50", False, BACKWARD, "行政许可法§50"),
        ),
        (
            "apply_for_reconsideration",
            TimeLimit(60, Unit.NATURAL_DAY, "行政复议法§20(1)", unit_basis="行政复议法§88"),
        ),
    ],
)
def test_the_limit_in_force_is_the_statutes(limit: str, expected: TimeLimit):
    assert load_limits().on(limit, TODAY) == expected


@pytest.mark.parametrize(
    ("limit", "amount", "officer"),
    [("decide_alone", 10, Officer.AGENCY_HEAD), ("decide_jointly", 15, Officer.GOVERNMENT_HEAD)],
)
def test_an_extension_needs_the_officer_the_law_names(limit: str, amount: int, officer: Officer):
    rule = load_limits()[limit]
    assert (rule.extension_on(TODAY), rule.on(TODAY).extension_approver) == (
        TimeLimit(amount, Unit.WORKING_DAY, rule.on(TODAY).basis, unit_basis=ACT),
        officer,
    )


def test_a_case_asks_the_head_of_the_agency_where_the_law_names_the_head_of_an_office():
    assert [(officer.value, officer.for_a_licence) for officer in Officer] == [
        ("agency_head", Approver.AGENCY_HEAD),
        ("government_head", Approver.GOVERNMENT_HEAD),
        ("information_office_head", Approver.AGENCY_HEAD),
        ("reconsideration_office_head", Approver.AGENCY_HEAD),
        ("higher_court", Approver.AGENCY_HEAD),
    ]
    assert len({officer.label for officer in Officer}) == len(Officer)


def test_a_number_nobody_verified_says_so_wherever_its_basis_is_printed():
    remembered = LimitInForce(TODAY, 10, "样例条例", extension=5, extension_basis="样例办法", verified=False)
    limit = LegalLimit(Bilingual("答复", "answer"), Unit.WORKING_DAY, (remembered,), "样例条例§9")
    of_unit = "样例条例§9（未核实 unverified）"
    assert (limit.limit_on(TODAY), limit.extension_on(TODAY)) == (
        TimeLimit(10, Unit.WORKING_DAY, "样例条例（未核实 unverified）", unit_basis=of_unit),
        TimeLimit(5, Unit.WORKING_DAY, "样例办法（未核实 unverified）", unit_basis=of_unit),
    )


def test_no_clock_of_data_sharing_passes_for_verified():
    limits = load_limits()
    sharing = [name for name in limits if "shar" in name or name.endswith("_in_county")]
    assert len(sharing) == 6
    assert all("未核实" in limits.on(name, TODAY).basis for name in sharing)


def test_every_effect_of_silence_has_its_name():
    assert len({effect.label for effect in WhenMissed}) == len(WhenMissed)


def test_a_limit_the_law_does_not_extend_has_no_extension():
    assert load_limits()["deliver_licence"].extension_on(TODAY) is None


def test_silence_on_what_is_missing_is_acceptance():
    assert load_limits()["tell_all_that_is_missing"].on(TODAY).if_missed is WhenMissed.DEEMED_ACCEPTANCE


@pytest.mark.parametrize(
    ("day", "months", "basis"),
    [
        (date(2015, 4, 30), 3, "行政诉讼法（1989）§39"),
        (date(2015, 5, 1), 6, "行政诉讼法§46(1)"),
    ],
)
def test_history_is_judged_by_the_law_of_its_day(day: date, months: int, basis: str):
    rule = load_limits()["bring_suit"].on(day)
    assert (rule.amount, rule.basis) == (months, basis)


def test_before_the_statute_there_was_no_limit():
    with pytest.raises(NoLawThen) as refused:
        load_limits().on("decide_alone", date(2004, 6, 30))
    assert refused.value.sentence.en == ("No rule on “limit to decide a licence” was in force on 2004-06-30.")


def test_a_suit_is_counted_in_months():
    assert load_limits().on("bring_suit", TODAY) == TimeLimit(
        6, Unit.MONTH, "行政诉讼法§46(1)", unit_basis="行诉解释§48"
    )


def copied(tmp_path: Path, old: str, new: str) -> Path:
    for path in (data_root() / "law" / "time_limits").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("        until: 2015-04-30\n", "        until: 2015-05-01\n", "limit_overlap"),
        ("        until: 2015-04-30\n", "", "limit_overlap"),
        ("  bring_suit:\n", "  decide_alone:\n", "limit_twice"),
        ("  deliver_licence:\n", "  deliver_the_licence:\n", "limit_missing"),
    ],
)
def test_a_damaged_law_file_is_refused(old: str, new: str, code: str, tmp_path: Path):
    with pytest.raises(UnreadableFile) as refused:
        load_limits(copied(tmp_path, old, new))
    assert {finding.code for finding in refused.value.findings} == {code}
