"""Scenario files: what is wrong is found with its place, and what is right is read."""

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


def loaded(tmp_path: Path, text: str):
    path = tmp_path / "sample.yaml"
    path.write_text(text, encoding="utf-8")
    return load_scenarios(path)


def test_a_scenario_is_read_with_its_place(tmp_path: Path):
    (scenario,) = loaded(tmp_path, FILE)
    assert (scenario.id, str(scenario.place), scenario.question.clocks) == (
        "sample-one",
        "sample.yaml:3 scenarios[0]",
        ("notice",),
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("    counting: 逐日数\n", "", "scenario_without_counting", 3),
        ("      due: {notice: 2025-09-30}\n", "      not_running: []\n", "scenario_expects_nothing", 11),
        ("{procedure: licensing}", "{region: CN}", "scenario_subject", 8),
        ("{procedure: licensing}", "{procedure: smuggling}", "scenario_unknown_procedure", 8),
        ("[tell_all_that_is_missing]", "[tell_all]", "scenario_unknown_number", 7),
        ("2025-09-30", "2025-09-31", "wrong_shape", 12),
        ("      - {on: 2025-09-24, happens: received}\n", "      []\n", "scenario_without_occurrence", 9),
        ("happens: received", "happens: received, at: 25:00", "wrong_shape", 10),
        ("fires: true", "fires: perhaps", "wrong_shape", 6),
    ],
)  # fmt: skip
def test_a_faulty_scenario_is_refused_where_it_stands(
    old: str, new: str, code: str, line: int, tmp_path: Path
):
    assert old in FILE
    with pytest.raises(UnreadableFile) as refused:
        loaded(tmp_path, FILE.replace(old, new))
    assert [(f.code, f.place.line) for f in refused.value.findings] == [(code, line)]


def test_an_id_is_given_once_over_all_files(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(FILE, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        load_scenarios(tmp_path)
    assert [(f.code, f.place.file) for f in refused.value.findings] == [("scenario_id_twice", "b.yaml")]


def test_a_hostile_file_is_refused_and_not_run(tmp_path: Path):
    with pytest.raises(UnreadableFile) as refused:
        loaded(tmp_path, "suite: !!python/object/apply:os.system ['true']\nscenarios: []\n")
    assert {f.code for f in refused.value.findings} == {"tag_refused"}
