"""The kit against other systems: each mistake met in the field fails exactly the scenarios about it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from jsonschema import Draft202012Validator

from tongban.catalogue.conformance import (
    Answer,
    NotReached,
    Question,
    Subject,
    Unsupported,
    load_scenarios,
    run,
)
from tongban.catalogue.conformance.question import as_json
from tongban.catalogue.conformance.subjects import TimetableSubject
from tongban.catalogue.law import data_root
from tongban.catalogue.schema import schema_of
from tongban.connectors.conformance_http import HttpSubject, NotAnswered, answering
from wall_calendar import passes_a_make_up_day, turns_on_a_pause
from wrong_systems import (
    A_DAY_LATE,
    CALENDAR_DAYS,
    DEEMED_GRANT,
    FROM_RECEIPT,
    GREENWICH,
    NO_MAKE_UP_DAYS,
    PAUSE_FLAG,
    WEEKENDS_ONLY,
    WrongSystem,
)

SCENARIOS = load_scenarios()
OF_THE_FIELD = load_scenarios(data_root() / "law" / "conformance" / "other-systems.yaml")
PAUSES = {
    "flag-that-moves-nothing", "suspended-without-end", "two-pauses-both-move", "actual-days-of-a-pause",
    "pause-and-extension-together",
}  # fmt: skip


@contextmanager
def served(subject: Subject) -> Iterator[str]:
    with answering(subject) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


# --- exactly the scenarios about the mistake


@pytest.mark.parametrize(
    ("system", "fails"),
    [
        (PAUSE_FLAG, PAUSES),
        (GREENWICH, {"just-after-midnight-is-the-new-day", "no-nightly-job-needed"}),
        (FROM_RECEIPT, {"applicants-time-is-not-the-agencys"}),
        (DEEMED_GRANT, {"no-deemed-grant", "no-nightly-job-needed"}),
        (
            NO_MAKE_UP_DAYS,
            {
                "a-month-is-not-thirty-days", "calendar-days-for-working-days", "fixed-milliseconds",
                "hours-run-on-a-worked-saturday", "new-notice-moves-a-running-limit", "no-nightly-job-needed",
                "notice-in-the-last-minute", "one-rule-one-engine", "rolls-onto-a-worked-sunday", "weekmask",
            },
        ),
    ],
    ids=lambda value: value.name if isinstance(value, WrongSystem) else "",
)  # fmt: skip
def test_a_mistake_met_in_the_field_fails_exactly_the_scenarios_about_it(
    system: WrongSystem, fails: set[str]
):
    assert run(OF_THE_FIELD, system).failed == fails


@pytest.mark.parametrize(
    ("system", "holds"),
    [
        (
            CALENDAR_DAYS,
            {
                "a-month-is-not-thirty-days",  # its last day is worked either way
                "a-day-is-not-eight-hours",  # Monday and Tuesday
                "hours-run-on-a-worked-saturday",
                "clock-runs-on-after-the-end", "decade-long-limit", "before-the-first-notice",  # no date
            },
        ),
        (A_DAY_LATE, {"clock-runs-on-after-the-end", "decade-long-limit", "before-the-first-notice"}),
        (
            WEEKENDS_ONLY,
            {
                "a-day-is-not-eight-hours", "hours-stop-at-the-close",  # within an ordinary week
                "time-of-day-shifts-the-day", "just-after-midnight-is-the-new-day", "no-deemed-grant",
                "suspended-without-end", "pause-over-a-weekend-moves-nothing", "two-pauses-both-move",
                "pause-over-a-holiday-moves-nothing",  # the days told are the holiday
                "clock-runs-on-after-the-end", "decade-long-limit", "before-the-first-notice",
            },
        ),
    ],
    ids=lambda value: value.name if isinstance(value, WrongSystem) else "",
)  # fmt: skip
def test_a_system_without_our_calendar_holds_only_where_no_day_of_rest_is_passed(
    system: WrongSystem, holds: set[str]
):
    assert {s.id for s in OF_THE_FIELD} - run(OF_THE_FIELD, system).failed == holds


def test_over_the_whole_kit_a_pause_that_moves_nothing_fails_wherever_a_pause_counts_and_nowhere_else():
    expected = {s.id for s in SCENARIOS if turns_on_a_pause(s)}
    assert run(SCENARIOS, PAUSE_FLAG).failed == expected
    assert len(expected) > 20


def test_over_the_whole_kit_make_up_days_ignored_fail_wherever_one_is_counted_and_nowhere_else():
    expected = {s.id for s in SCENARIOS if passes_a_make_up_day(s)}
    assert run(SCENARIOS, NO_MAKE_UP_DAYS).failed == expected
    assert len(expected) > 100


# --- over HTTP


def test_over_http_every_scenario_gets_the_answer_it_gets_here():
    here = run(SCENARIOS, TimetableSubject())
    with served(TimetableSubject()) as address:
        there = run(SCENARIOS, HttpSubject(address))
    assert replace(there, subject=here.subject) == here
    assert here.failures == ()


@pytest.mark.parametrize("system", [CALENDAR_DAYS, PAUSE_FLAG], ids=lambda system: system.name)
def test_over_http_a_wrong_system_fails_where_it_fails_here(system: WrongSystem):
    with served(system) as address:
        there = run(OF_THE_FIELD, HttpSubject(address))
    assert there.failed == run(OF_THE_FIELD, system).failed
    assert there.unsupported == ()


def test_what_a_system_does_not_support_or_keep_is_not_held_against_it():
    class OnlyDates:
        name = "only dates"

        def answer(self, question: Question) -> Answer | Unsupported:
            if question.given.limit:
                return Unsupported("没有单独时限 · no bare limits")
            answer = TimetableSubject().answer(question)
            assert isinstance(answer, Answer)
            return replace(answer, effects=None, refused=None, ends_at=None)

    with served(OnlyDates()) as address:
        report = run(SCENARIOS, HttpSubject(address))
    assert report.failures == ()
    assert set(report.unsupported) == {
        (s.id, "没有单独时限 · no bare limits") for s in SCENARIOS if s.given.limit
    }


def test_every_question_and_answer_fits_the_published_schemas():
    questions, answers = (Draft202012Validator(schema_of(kind)) for kind in (Question, Answer))
    subject = TimetableSubject()
    for scenario in SCENARIOS:
        question = json.loads(json.dumps(as_json(scenario.question)))
        answer = json.loads(json.dumps(as_json(subject.answer(scenario.question))))
        wrong = [*questions.iter_errors(question), *answers.iter_errors(answer)]
        assert [error.message for error in wrong] == [], scenario.id


def test_a_question_nobody_can_read_is_answered_with_what_is_wrong_and_the_server_goes_on():
    with served(TimetableSubject()) as address:
        for body in (b"[]", b'{"given": {}, "when": [{"on": "2026-02-30"}]}', b"\xff", b"{" * 10_000):
            with pytest.raises(HTTPError) as refused:
                urlopen(Request(address, body))
            assert refused.value.code == 400
            refused.value.close()
        for length in ("-1", "many", "1000000000"):
            request = Request(address, b"{}", {"Content-Length": length})
            with pytest.raises(HTTPError) as refused:
                urlopen(request)
            assert refused.value.code == 413
            refused.value.close()
        assert run(SCENARIOS[:3], HttpSubject(address)).failures == ()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "ftp://127.0.0.1/", "nowhere", "http://[/"])
def test_a_system_that_is_not_there_is_named(address: str):
    with pytest.raises(NotReached) as told:
        HttpSubject(address).answer(SCENARIOS[0].question)
    assert address in told.value.sentence.zh


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "JSON"),
        (b"soon", "JSON"),
        (b"\xff", "JSON"),
        (b"[" * 200_000, "JSON"),
        (b'"' + b"x" * 1_000_001 + b'"', "JSON"),
        (b"[]", "键值"),
        (b'{"due": []}', "due"),
        (b'{"due": {"limit": "tomorrow"}}', "due.limit"),
        (b'{"due": {"limit": 20260930}}', "due.limit"),
        (b'{"running": "limit"}', "running"),
        (b'{"due": {}, "deadline": "2026-09-30"}', "deadline"),
        (b'{"effects": [{"what": "deemed_grant"}]}', "effects[0].on"),
        (b'{"refused": [{"number": "two", "rule": "K04"}]}', "refused[0].number"),
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_fails_its_scenario_alone_and_says_where(body: bytes, why: str):
    class Odd(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Odd) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        subject = HttpSubject(f"http://127.0.0.1:{server.server_port}/")
        with pytest.raises(NotAnswered) as told:
            subject.answer(SCENARIOS[0].question)
        report = run(SCENARIOS[:2], subject)
        server.shutdown()
        thread.join()
    assert why in told.value.sentence.zh
    assert [(f.scenario.id, f.differences[0][0]) for f in report.failures] == [
        (s.id, "answer") for s in SCENARIOS[:2]
    ]


def test_an_answer_may_leave_out_or_say_null_what_it_does_not_keep():
    from tongban.connectors.conformance_http.asking import read_answer

    said = b'{"due": {"limit": null}, "effects": null, "refused": [], "error": null}'
    assert read_answer(said) == Answer({"limit": None}, refused=())
    assert read_answer(b"{}") == Answer()
    assert read_answer(b'{"unsupported": "no such procedure"}') == Unsupported("no such procedure")
