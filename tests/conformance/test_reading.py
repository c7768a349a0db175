"""Scenario files: what is wrong is found with its place, and what comes near it is read."""

from pathlib import Path

import pytest

from tongban.catalogue.conformance import load_scenarios
from tongban.catalogue.finding import UnreadableFile

FILE = """suite: {zh: 样例, en: sample}
scenarios:
  - id: sample-one
    title: {zh: 五日, en: five days}
    rules: [K04]
    fires: true
    cites: [tell_all_that_is_missing]
    given: {procedure: licensing}
    when:
      - {on: 2025-09-24, happens: received}
    then:
      due: {notice: 2025-09-30}
    counting: 逐日数
"""
BARE = """suite: {zh: 样例, en: sample}
scenarios:
  - id: sample-bare
    title: {zh: 五日, en: five days}
    rules: [N1]
    fires: true
    given: {limit: {amount: 5, unit: working_day}}
    when:
      - {on: 2025-09-24, happens: started}
    then:
      due: {limit: 2025-09-30}
    counting: 逐日数
"""


def loaded(tmp_path: Path, text: str):
    path = tmp_path / "sample.yaml"
    path.write_text(text, encoding="utf-8")
    return load_scenarios(path)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def found(tmp_path: Path, text: str) -> list[tuple[str, int]]:
    with pytest.raises(UnreadableFile) as refused:
        loaded(tmp_path, text)
    assert all(f.message.zh and f.message.en and f.remedy.zh and f.remedy.en for f in refused.value.findings)
    return [(f.code, f.place.line) for f in refused.value.findings]


def test_a_scenario_is_read_with_its_place(tmp_path: Path):
    (scenario,) = loaded(tmp_path, FILE)
    assert (scenario.id, str(scenario.place), scenario.question.clocks) == (
        "sample-one",
        f"{tmp_path}/sample.yaml:3 scenarios[0]",
        ("notice",),
    )


def test_a_shipped_scenario_is_named_by_its_place_in_the_repository():
    place = next(s.place for s in load_scenarios() if s.id == "k04-silence-is-acceptance")
    assert (place.file, place.path) == ("law/conformance/licensing/rules.yaml", "scenarios[6]")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "near_miss"),
    [
        ("    counting: 逐日数\n", "", "scenario_without_counting", 3, "    counting: 数\n"),
        (
            "      due: {notice: 2025-09-30}\n",
            "      running: []\n      no_clock: []\n",
            "scenario_expects_nothing",
            11,
            "      effects: []\n",  # that silence has done nothing is something to expect
        ),
        ("rules: [K04]", "rules: []", "scenario_without_rule", 5, "rules: [N3]"),
        ("rules: [K04]", "rules: [k4]", "wrong_shape", 5, "rules: [K04, N11]"),
        (
            "{procedure: licensing}",
            "{region: CN}",
            "scenario_subject",
            8,
            "{procedure: licensing, region: CN}",
        ),
        (
            "{procedure: licensing}",
            "{procedure: licensing, limit: {amount: 5, unit: month}}",
            "scenario_subject",
            8,
            "{procedure: licensing, law_on: 2025-09-01}",
        ),
        (
            "{procedure: licensing}",
            "{procedure: smuggling}",
            "scenario_unknown_procedure",
            8,
            "{procedure: licensing, facts: {procedure: smuggling}}",
        ),
        (
            "{procedure: licensing}",
            "{procedure: licensing, region: XX}",
            "scenario_unknown_region",
            8,
            "{procedure: licensing, region: CN}",
        ),
        (
            "{procedure: licensing}",
            "{procedure: licensing, known_until: 2006}",
            "scenario_before_any_notice",
            8,
            "{procedure: licensing, known_until: 2007}",
        ),
        (
            "{procedure: licensing}",
            '{procedure: licensing, hours: ["09:00-12:00", "11:00-17:00"]}',
            "scenario_business_hours",
            8,
            '{procedure: licensing, hours: ["09:00-12:00", "13:00-17:00"]}',
        ),
        (
            "[tell_all_that_is_missing]",
            "[tell_all]",
            "scenario_unknown_number",
            7,
            "[tell_all_that_is_missing, decide_alone.extension]",
        ),
        # The notice cannot be extended: there is no such number to change.
        (
            "[tell_all_that_is_missing]",
            "[tell_all_that_is_missing.extension]",
            "scenario_number_not_in_force",
            7,
            "[decide_jointly.extension]",
        ),
        (
            "{procedure: licensing}",
            "{procedure: licensing, law_on: 2004-06-30}",
            "scenario_number_not_in_force",
            7,
            "{procedure: licensing, law_on: 2004-07-01}",
        ),
        # A misspelt word would change nothing, and a misspelt clock would never run: both pass in silence.
        ("happens: received", "happens: recieved", "scenario_unknown_occurrence", 10, "happens: declined"),
        ("happens: received", "happens: started", "scenario_unknown_occurrence", 10, "happens: time_passes"),
        (
            "happens: received",
            "happens: stopped, clock: notise",
            "scenario_unknown_clock",
            10,
            "happens: stopped, clock: notice",
        ),
        (
            "due: {notice: 2025-09-30}",
            "no_clock: [decison]",
            "scenario_unknown_clock",
            11,
            "no_clock: [decision]",
        ),
        (
            "due: {notice: 2025-09-30}",
            "due: {limit: 2025-09-30}",
            "scenario_unknown_clock",
            11,
            "due: {decision: 2025-09-30}",
        ),
        ("2025-09-30", "2025-09-31", "wrong_shape", 12, "2025-10-01"),
        (
            "due: {notice: 2025-09-30}",
            "ends_at: {notice: 2025-09-30}",
            "wrong_shape",
            12,
            "ends_at: {notice: 2025-09-30T24:00}",
        ),
        (
            "      - {on: 2025-09-24, happens: received}\n",
            "      []\n",
            "scenario_without_occurrence",
            9,
            "      - {on: 2025-09-24, happens: accepted}\n",
        ),
        (
            "happens: received",
            "happens: received, at: 25:00",
            "wrong_shape",
            10,
            "happens: received, at: 23:00",
        ),
        ("fires: true", "fires: perhaps", "wrong_shape", 6, "fires: false"),
        ("    fires: true\n", "", "missing_field", 3, "    fires: false\n"),
        ("fires: true", "fires: true\n    colour: red", "unknown_field", 7, "fires: false"),
        ("id: sample-one", "id: Sample One", "wrong_shape", 3, "id: sample-two"),
        ("{zh: 五日, en: five days}", "{zh: 五日}", "language_missing", 4, "{zh: 五天, en: five days}"),
    ],
)
def test_a_faulty_scenario_is_refused_where_it_stands_and_what_comes_near_it_is_read(
    old: str, new: str, code: str, line: int, near_miss: str, tmp_path: Path
):
    assert found(tmp_path, changed(FILE, old, new)) == [(code, line)]
    assert len(loaded(tmp_path, changed(FILE, old, near_miss))) == 1


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "near_miss"),
    [
        (
            "fires: true",
            "fires: true\n    cites: [decide_alone]",
            "scenario_limit_cites_law",
            7,
            "fires: false",
        ),
        ("happens: started", "happens: received", "scenario_unknown_occurrence", 9, "happens: done"),
        ("due: {limit: 2025", "due: {notice: 2025", "scenario_unknown_clock", 10, "due: {limit: 2026"),
        ("amount: 5", "amount: 0", "wrong_shape", 7, "amount: 1"),
        ("unit: working_day", "unit: week", "not_in_list", 7, "unit: month"),
    ],
)
def test_a_bare_limit_knows_its_own_clock_and_words_only(
    old: str, new: str, code: str, line: int, near_miss: str, tmp_path: Path
):
    assert found(tmp_path, changed(BARE, old, new)) == [(code, line)]
    assert len(loaded(tmp_path, changed(BARE, old, near_miss))) == 1


def test_every_fault_of_every_file_is_found_at_once(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(changed(FILE, "rules: [K04]", "rules: []"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("suite: 1\n", encoding="utf-8")
    (tmp_path / "c.yml").write_text(changed(BARE, "happens: started", "happens: begun"), encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        load_scenarios(tmp_path)
    assert [(Path(f.place.file).name, f.code) for f in refused.value.findings] == [
        ("a.yaml", "scenario_without_rule"),
        ("b.yaml", "missing_field"),
        ("b.yaml", "wrong_shape"),
        ("c.yml", "scenario_unknown_occurrence"),
    ]


def test_an_id_is_given_once_over_all_files(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(FILE, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        load_scenarios(tmp_path)
    assert [(f.code, f.place.file) for f in refused.value.findings] == [
        ("scenario_id_twice", f"{tmp_path}/b.yaml")
    ]
    (tmp_path / "b.yaml").write_text(changed(FILE, "sample-one", "sample-two"), encoding="utf-8")
    assert [s.id for s in load_scenarios(tmp_path)] == ["sample-one", "sample-two"]


# --- hostile files


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("suite: !!python/object/apply:os.system ['true']\nscenarios: []\n", {"tag_refused"}),
        ("suite: &a {zh: a, en: b}\nscenarios: [*a, *a]\n", {"alias_refused"}),
        ("suite: {zh: a, en: b}\nscenarios: " + "[" * 60 + "]" * 60, {"too_deep"}),
        ("suite: {zh: a, en: b}\n" + "#" * 1_000_001, {"file_too_large"}),
        ("suite: {zh: a, en: b}\nscenarios: [" + "1," * 30_000 + "]", {"too_many_values"}),
        ("suite: {zh: a, en: b}\nsuite: {zh: a, en: b}\nscenarios: []\n", {"duplicate_key"}),
        ("---\nsuite: 1\n---\nsuite: 2\n", {"more_than_one_document"}),
        ("suite: {zh: a, en: b\n", {"not_yaml"}),
        ("", {"empty_file"}),
        ("- just\n- a list\n", {"wrong_shape"}),
        ("suite: {zh: a, en: b}\nscenarios: {a: 1}\n", {"wrong_shape"}),
        (FILE.replace("2025-09-24", "9999-12-31"), None),
        (FILE.replace("sample-one", "sample-one\u0000"), {"not_yaml"}),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_hostile_file_is_refused_and_not_run(text: str, codes: set[str] | None, tmp_path: Path):
    if codes is None:  # a day nothing can be counted from is read; no engine gives it a date
        assert len(loaded(tmp_path, text)) == 1
        return
    assert {code for code, _ in found(tmp_path, text)} == codes


def test_bytes_that_are_no_text_and_a_directory_without_scenarios_are_told(tmp_path: Path):
    (tmp_path / "sample.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile) as refused:
        load_scenarios(tmp_path / "sample.yaml")
    assert [f.code for f in refused.value.findings] == ["not_utf8"]
    (tmp_path / "empty").mkdir()
    assert load_scenarios(tmp_path / "empty") == ()
