"""The kit against other systems: over HTTP, and against one that counts as other systems do."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tongban.catalogue.conformance import Answer, Question, Unsupported, load_scenarios, run
from tongban.catalogue.conformance.subjects import TimetableSubject
from tongban.catalogue.law import load_limits
from tongban.cli import app
from tongban.cli.faults import OperatorFault
from tongban.connectors.conformance_http import HttpSubject, NotAnswered, answering

SCENARIOS = load_scenarios()


class CalendarDays:
    """Knows no working days and has a pause flag that moves nothing, as anchors of the field do."""

    name = "calendar-days"

    def answer(self, question: Question) -> Answer | Unsupported:
        if question.given.procedure != "licensing" or set(question.clocks) - {"decision"}:
            return Unsupported("only the decision's limit")
        accepted = [what.on for what in question.when if what.happens == "accepted"]
        if not accepted or question.given.facts.get("handling") == "joint":
            return Unsupported("only what is accepted for ordinary handling")
        days = load_limits()["decide_alone"].on(question.law_day).amount
        return Answer({"decision": accepted[0] + timedelta(days=days)}, running=("decision",), refused=None)


@contextmanager
def served(subject: object) -> Iterator[str]:
    with answering(subject) as server:  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_over_http_every_scenario_gets_the_answer_it_gets_here():
    here = run(SCENARIOS, TimetableSubject())
    with served(TimetableSubject()) as address:
        there = run(SCENARIOS, HttpSubject(address))
    assert replace(there, subject=here.subject) == here
    assert here.failures == ()


def test_a_system_that_counts_calendar_days_fails_wherever_it_gives_a_date():
    with served(CalendarDays()) as address:
        report = run(SCENARIOS, HttpSubject(address))
    supported = {s.id for s in SCENARIOS} - {name for name, _ in report.unsupported}
    dated = {s.id for s in SCENARIOS if s.id in supported and s.then.due}
    assert "flag-that-moves-nothing" in dated
    assert len(dated) > 20
    assert dated <= report.failed


def test_a_question_nobody_can_read_is_answered_with_what_is_wrong_and_the_server_goes_on():
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    with served(TimetableSubject()) as address:
        for body in (b"[]", b'{"given": {}, "when": [{"on": "2026-02-30"}]}', b"\xff", b"{" * 10_000):
            with pytest.raises(HTTPError) as refused:
                urlopen(Request(address, body))
            assert refused.value.code == 400
            refused.value.close()
        assert run(SCENARIOS[:3], HttpSubject(address)).failures == ()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "ftp://127.0.0.1/", "nowhere"])
def test_a_system_that_is_not_there_is_named(address: str):
    with pytest.raises(NotAnswered) as told:
        HttpSubject(address).answer(SCENARIOS[0].question)
    assert address in told.value.sentence.zh


# --- the command


def test_the_command_runs_what_is_shipped_and_says_so():
    result = CliRunner().invoke(app, ["law", "test", "--format", "json"])
    said = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (said["scenarios"], said["failed"]) == (len(SCENARIOS), 0)
    assert [one["name"] for one in said["subjects"]] == ["timetable", "case"]


def test_a_wrong_expectation_is_shown_with_its_counting_and_the_numbers_it_cites(tmp_path: Path):
    text = (
        "suite: {zh: 样例, en: sample}\nscenarios:\n  - id: wrong\n    title: {zh: 错, en: wrong}\n"
        "    rules: [K04]\n    fires: true\n    cites: [tell_all_that_is_missing]\n"
        "    given: {procedure: licensing}\n    when: [{on: 2025-09-24, happens: received}]\n"
        "    then: {due: {notice: 2025-09-29}}\n    counting: 数错了\n"
    )
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["law", "test", str(tmp_path)])
    assert result.exit_code == 1
    assert "wrong.yaml:3 scenarios[0] wrong" in result.stdout
    assert "due.notice: 应为 expected 2025-09-29，得到 got 2025-09-30" in result.stdout
    assert "数错了" in result.stdout
    assert "tell_all_that_is_missing" in result.stdout


def test_one_rule_alone_can_be_run_and_every_rule_listed():
    result = CliRunner().invoke(app, ["law", "test", "--rule", "K15", "--format", "json"])
    assert json.loads(result.stdout)["scenarios"] == sum("K15" in s.rules for s in SCENARIOS)
    listed = CliRunner().invoke(app, ["law", "rules"])
    assert "K04\n  + k04-silence-is-acceptance" in listed.stdout


def test_a_file_with_faults_ends_with_two_and_every_finding(tmp_path: Path):
    (tmp_path / "broken.yaml").write_text("suite: 1\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["law", "test", str(tmp_path)])
    assert (result.exit_code, "broken.yaml:1" in result.stdout) == (2, True)


@pytest.mark.parametrize("arguments", [["--rule", "K99"], ["/no/such/place"]])
def test_nothing_to_run_is_said(arguments: list[str]):
    result = CliRunner().invoke(app, ["law", "test", *arguments])
    assert isinstance(result.exception, OperatorFault)
