"""`tongban law` as a lawyer at a terminal, or a pipeline, meets it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tongban.catalogue.conformance import load_scenarios
from tongban.cli import app
from tongban.cli.faults import OperatorFault
from tongban.connectors.conformance_http import HttpSubject, answering
from tracked import ROOT
from wrong_systems import PAUSE_FLAG

SCENARIOS = load_scenarios()
WRONG = """suite: {zh: 样例, en: sample}
scenarios:
  - id: wrong
    title: {zh: 错, en: wrong}
    rules: [K13]
    fires: true
    cites: [decide_jointly, decide_jointly.extension]
    given: {procedure: licensing, facts: {handling: joint}}
    when:
      - {on: 2025-09-30, happens: accepted}
      - {on: 2025-12-01, happens: extended, facts: {approver: government_head, reasons_told: true}}
    then: {due: {decision: 2025-12-31}}
    counting: 数错了
"""


def run(*arguments: object):
    return CliRunner().invoke(app, ["law", *map(str, arguments)])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_what_is_shipped_holds_and_progress_goes_to_stderr():
    result = run("test")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == (
        f"timetable: {len(SCENARIOS)} 相符 passed, 0 不符 failed, 0 不支持 unsupported"
    )
    assert f"{len(SCENARIOS)} 个场景：timetable" in result.stderr


def test_json_counts_for_each_engine():
    result = run("test", "--format", "json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["scenarios"], said["failed"], said["unanswered"]) == (
        0,
        len(SCENARIOS),
        0,
        [],
    )
    assert [one["name"] for one in said["subjects"]] == ["timetable", "case"]
    for one in said["subjects"]:
        assert one["passed"] + one["failed"] + one["unsupported"] == len(SCENARIOS)
        assert len(one["not_supported"]) == one["unsupported"]


def test_a_wrong_expectation_is_shown_with_its_counting_and_the_numbers_it_cites(wrong: Path):
    result = run("test", wrong)
    shown = [
        f"✗ {wrong}:3 scenarios[0] wrong",
        "  错",
        "  wrong",
        "  due.decision: 应为 expected 2025-12-31，得到 got 2025-12-30",
        "  | 数错了",
        "  依据数字 number cited: decide_jointly = 45 working_day（行政许可法§42(2)）",
        "  依据数字 number cited: decide_jointly.extension = 15 working_day（行政许可法§42(2)）",
    ]
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        *shown,
        "timetable: 0 相符 passed, 1 不符 failed, 0 不支持 unsupported",
        *shown,
        "case: 0 相符 passed, 1 不符 failed, 0 不支持 unsupported",
    ]


def test_a_cited_number_nobody_verified_says_so(tmp_path: Path):
    path = tmp_path / "wrong.yaml"
    path.write_text(
        WRONG.replace("[decide_jointly, decide_jointly.extension]", "[bring_suit]")
        .replace("{procedure: licensing, facts: {handling: joint}}", "{procedure: litigation}")
        .replace("happens: accepted", "happens: act_known, facts: {remedies_told: true}")
        .replace("2025-09-30", "2014-11-19")
        .replace(
            "happens: extended, facts: {approver: government_head, reasons_told: true}",
            "happens: time_passes",
        )
        .replace("decision: 2025-12-31", "suit: 2015-02-19"),
        encoding="utf-8",
    )
    assert (
        "  依据数字 number cited: bring_suit = 3 month（行政诉讼法（1989）§39（未核实 unverified））"
        in run("test", path).stdout.splitlines()
    )


def test_json_carries_the_same_failure(wrong: Path):
    result = run("test", wrong, "--format", "json")
    timetable = json.loads(result.stdout)["subjects"][0]
    assert result.exit_code == 1
    assert timetable["failures"] == [
        {
            "id": "wrong",
            "title": {"zh": "错", "en": "wrong"},
            "rules": ["K13"],
            "file": str(wrong),
            "line": 3,
            "differences": [{"part": "due.decision", "expected": "2025-12-31", "got": "2025-12-30"}],
            "counting": "数错了",
            "cites": [
                {
                    "number": "decide_jointly",
                    "amount": 45,
                    "unit": "working_day",
                    "basis": "行政许可法§42(2)",
                },
                {
                    "number": "decide_jointly.extension",
                    "amount": 15,
                    "unit": "working_day",
                    "basis": "行政许可法§42(2)",
                },
            ],
        }
    ]


def test_one_rule_alone_can_be_run():
    result = run("test", "--rule", "K15", "--format", "json")
    assert json.loads(result.stdout)["scenarios"] == sum("K15" in s.rules for s in SCENARIOS)


def test_every_rule_is_listed_with_where_it_fires_and_where_it_must_not(wrong: Path):
    assert "K04\n  + k04-silence-is-acceptance" in run("rules").stdout
    assert run("rules", wrong).stdout == "K13\n  + wrong\n  - —\n"
    assert json.loads(run("rules", wrong, "--format", "json").stdout) == {
        "K13": {"fires": ["wrong"], "must_not": []}
    }


# --- another system


def test_another_system_is_run_and_its_failures_are_the_commands():
    import threading

    with answering(PAUSE_FLAG) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        paused = run("test", "--against", address, "--rule", "K15", "--format", "json")
        plain = run("test", "--against", address, "--rule", "N3", "--format", "json")
        server.shutdown()
        thread.join()
    (system,) = json.loads(paused.stdout)["subjects"]
    assert (paused.exit_code, system["name"]) == (1, address)
    assert "flag-that-moves-nothing" in [failure["id"] for failure in system["failures"]]
    assert (plain.exit_code, json.loads(plain.stdout)["failed"]) == (0, 0)


def test_a_system_that_supports_nothing_has_not_passed():
    import threading

    from tongban.catalogue.conformance import Question, Unsupported

    class Nothing:
        name = "nothing"

        def answer(self, question: Question) -> Unsupported:
            return Unsupported("什么都不支持 · nothing at all")

    with answering(Nothing()) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        result = run("test", "--against", f"http://127.0.0.1:{server.server_port}/", "--rule", "N3")
        server.shutdown()
        thread.join()
    assert result.exit_code == 1
    assert "scenarios were answered by nobody" in result.stderr


def test_the_served_example_answers_and_ends_when_told():
    import os
    import re
    import signal

    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "tongban.cli", "law", "serve", "--port", "0"]
    with subprocess.Popen(
        command,
        env=env,
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in the background, a shell has them ignore Ctrl-C, and their children with them.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as serving:
        assert serving.stderr is not None
        address = re.match(r"(http://127\.0\.0\.1:\d+/)", serving.stderr.readline())
        assert address
        answer = HttpSubject(address[1]).answer(next(s for s in SCENARIOS if s.then.due).question)
        serving.send_signal(signal.SIGINT)
        rest = serving.stderr.read()
    assert (serving.returncode, "已停止 · stopped" in rest) == (0, True)
    assert answer.due  # type: ignore[union-attr]


# --- what cannot be run


def test_a_file_with_faults_ends_with_two_and_every_finding(wrong: Path):
    wrong.write_text(WRONG.replace("happens: accepted", "happens: acepted").replace("[K13]", "[]"), "utf-8")
    result = run("test", wrong)
    assert result.exit_code == 2
    assert result.stdout.splitlines()[0].startswith(
        f"{wrong}:5 scenarios[0].rules: error[scenario_without_rule]"
    )
    assert f"{wrong}:10 scenarios[0].when[0].happens: error[scenario_unknown_occurrence]" in result.stdout
    assert "该程序不认识「acepted」" in result.stdout
    assert "  → Use one of: accepted," in result.stdout
    in_json = json.loads(run("test", wrong, "--format", "json").stdout)
    assert [(f["code"], f["line"]) for f in in_json["findings"]] == [
        ("scenario_without_rule", 5),
        ("scenario_unknown_occurrence", 10),
    ]


@pytest.mark.parametrize(
    ("arguments", "zh"),
    [
        (["test", "--rule", "K99"], "没有规则「K99」的场景。"),
        (["test", "/no/such/place"], "没有文件或目录「/no/such/place」。"),
        (["test", "--against", "http://127.0.0.1:9/"], "http://127.0.0.1:9/ 联系不上"),
        (["test", "--against", "example"], "example 联系不上"),
    ],
)
def test_nothing_to_run_or_nobody_to_ask_is_said(arguments: list[str], zh: str):
    told = run(*arguments).exception
    assert isinstance(told, OperatorFault)
    assert (told.exit_code, told.zh.startswith(zh)) == (2, True)
    assert told.en


def test_a_directory_without_scenarios_is_nothing_to_run(tmp_path: Path):
    told = run("test", tmp_path).exception
    assert isinstance(told, OperatorFault)
    assert (told.exit_code, told.zh) == (2, "没有场景。")


def test_a_port_in_use_is_said():
    with answering(PAUSE_FLAG) as server:
        told = run("serve", "--port", server.server_port).exception
    assert isinstance(told, OperatorFault)
    assert (told.exit_code, f"不能使用端口 {server.server_port}" in told.zh) == (1, True)


# --- the whole promise: a lawyer changes a number, and sees exactly the citing scenarios fail


def test_whoever_changes_a_number_of_the_law_sees_the_citing_scenarios_fail_with_that_number(tmp_path: Path):
    shutil.copytree(ROOT / "src" / "tongban", tmp_path / "src" / "tongban")
    for folder in ("law", "demo"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    law = tmp_path / "law" / "time_limits" / "licensing.yaml"
    text = law.read_text(encoding="utf-8")
    assert "        amount: 10\n        basis: 行政许可法§44" in text
    changed = text.replace(
        "        amount: 10\n        basis: 行政许可法§44", "        amount: 11\n        basis: 行政许可法§44"
    )
    law.write_text(changed, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tongban.cli", "law", "test", "--format", "json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    timetable = json.loads(done.stdout)["subjects"][0]
    citing = {s.id for s in SCENARIOS if "deliver_licence" in s.cites}
    assert (done.returncode, {failure["id"] for failure in timetable["failures"]}) == (1, citing)
    assert {
        c["amount"] for f in timetable["failures"] for c in f["cites"] if c["number"] == "deliver_licence"
    } == {11}
