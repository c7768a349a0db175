"""The scenarios that come with the law hold, cover its rules, and rest on exactly the numbers they cite."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tongban.catalogue.conformance import Scenario, load_scenarios, run, unanswered
from tongban.catalogue.conformance.case_subject import CaseSubject
from tongban.catalogue.conformance.files import files_in, shipped
from tongban.catalogue.conformance.scenario import ScenarioFile
from tongban.catalogue.conformance.subjects import TimetableSubject
from tongban.catalogue.law import LegalLimit, Limits, load_limits
from tongban.catalogue.law.procedures import load_procedures
from tongban.catalogue.reading import json_value, read_tree
from tongban.catalogue.schema import schema_of
from wall_calendar import counts, mistakes

SCENARIOS = load_scenarios()
#: A bare limit brings its own number; see `test_a_bare_limit_reads_no_number_of_the_law`.
OF_A_PROCEDURE = [s for s in SCENARIOS if s.given.procedure]


def rules() -> set[str]:
    spans = {"K": 35, "R": 11, "N": 12, "L": 10}
    found = {f"{letter}{n:02}" for letter, last in spans.items() for n in range(1, last + 1)}
    return {rule.replace("N0", "N") for rule in found} | {"Q03", "Q04", "Q05", "Q08", "Q09"}


@pytest.mark.parametrize("subject", [TimetableSubject(), CaseSubject()], ids=lambda subject: subject.name)
def test_every_scenario_holds_on_every_engine_that_supports_it(subject):
    report = run(SCENARIOS, subject)
    assert [(f.scenario.id, f.differences) for f in report.failures] == []


def test_every_scenario_is_answered_by_an_engine():
    assert unanswered(SCENARIOS, [run(SCENARIOS, TimetableSubject())]) == ()


def test_the_case_kernel_and_the_timetable_answer_many_of_the_same_questions():
    # What only the timetable can be asked is what the case kernel has no verb for yet.
    assert len(run(SCENARIOS, CaseSubject()).passed) >= 102


@pytest.mark.parametrize("facts", [{}, {"hearing_on": "soon"}], ids=["no day", "no date"])
def test_a_hearing_scheduled_for_no_day_is_a_question_the_case_kernel_cannot_be_asked(facts):
    scenario = next(s for s in SCENARIOS if s.id == "k18-noticed-in-time")
    when = tuple(replace(w, facts=facts) if w.happens == "hearing_scheduled" else w for w in scenario.when)
    report = run([replace(scenario, when=when)], CaseSubject())
    assert report.unsupported == ((scenario.id, "听证没有安排日期 · the hearing has no day"),)


def test_there_are_at_least_two_hundred():
    assert len(SCENARIOS) >= 200


def test_every_rule_of_a_procedure_has_one_that_fires_and_one_that_must_not():
    fires = {rule for s in SCENARIOS if s.fires for rule in s.rules}
    must_not = {rule for s in SCENARIOS if not s.fires for rule in s.rules}
    procedures = load_procedures()
    assert {p: procedures[p].rules - fires for p in procedures} == {p: frozenset() for p in procedures}
    assert {p: procedures[p].rules - must_not for p in procedures} == {p: frozenset() for p in procedures}


def test_every_rule_has_one_that_fires_and_one_that_must_not():
    fires = {rule for s in SCENARIOS if s.fires for rule in s.rules}
    must_not = {rule for s in SCENARIOS if not s.fires for rule in s.rules}
    assert (rules() - fires, rules() - must_not) == (set(), set())


@pytest.mark.parametrize("path", files_in([shipped()]), ids=lambda path: path.stem)
def test_a_shipped_file_is_valid_by_the_published_schema(path: Path):
    errors = Draft202012Validator(schema_of(ScenarioFile)).iter_errors(json_value(read_tree(path)))
    assert [error.message for error in errors] == []


# --- the counting, followed on a wall calendar without any engine


def test_who_follows_the_counting_on_a_wall_calendar_comes_to_the_same_day():
    assert {s.id: found for s in SCENARIOS if (found := mistakes(s))} == {}
    assert sum(bool(counts(s)) for s in SCENARIOS) >= 150  # those written in the ordinary form


def test_every_date_that_is_expected_is_named_in_the_counting():
    unnamed = {
        (s.id, day.isoformat())
        for s in SCENARIOS
        for day in s.then.due.values()
        if f"{day.month}月{day.day}日" not in s.counting
    }
    assert unnamed == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("累计2；", "累计3；"),
        ("9月28日至9月30日", "9月29日至9月30日"),  # the worked Sunday is forgotten
        ("2天，累计2；9月28日", "2天，累计2；9月27日"),  # a Saturday is counted
        ("第5个是2025年9月30日（周二）", "第5个是2025年9月30日（周三）"),
        ("第5个是2025年9月30日（周二）", "第5个是2025年9月29日（周一）"),
    ],
)
def test_a_mistake_in_the_counting_is_seen(old: str, new: str):
    scenario = next(s for s in SCENARIOS if s.id == "n1-working-not-natural")
    assert old in scenario.counting
    assert mistakes(replace(scenario, counting=scenario.counting.replace(old, new, 1)))


# --- mutation: whoever changes one number sees exactly the citing scenarios fail


@cache
def numbers() -> dict[str, tuple[Limits, Limits]]:
    """Each number of the law by name, and the law with that one number larger and smaller by one.

    A number of one cannot be smaller; it is made larger by two instead.
    """
    limits = load_limits()
    found = {}
    for limit_id in limits:
        limit = limits[limit_id]
        for n, rule in enumerate(limit.in_force):
            name = f"{limit_id}@{rule.since}"
            found[name] = (
                changed(limits, limit, n, amount=rule.amount + 1),
                changed(limits, limit, n, amount=rule.amount - 1 or rule.amount + 2),
            )
            if rule.extension is not None:
                found[f"{name}.extension"] = (
                    changed(limits, limit, n, extension=rule.extension + 1),
                    changed(limits, limit, n, extension=rule.extension - 1 or rule.extension + 2),
                )
    return found


def changed(limits: Limits, limit: LegalLimit, n: int, **how: int) -> Limits:
    in_force = tuple(replace(r, **how) if i == n else r for i, r in enumerate(limit.in_force))
    return Limits({name: limits[name] for name in limits} | {limit.id: replace(limit, in_force=in_force)})


def cited(scenario: Scenario) -> set[str]:
    """The numbers it cites, each as in force on its law day; that it was in force is for the reader."""
    limits, found = load_limits(), set()
    for number in scenario.cites:
        limit_id = number.removesuffix(".extension")
        since = limits[limit_id].on(scenario.question.law_day).since
        found.add(f"{limit_id}@{since}{'.extension' if number.endswith('.extension') else ''}")
    return found


CITING: Mapping[str, set[str]] = {name: {s.id for s in SCENARIOS if name in cited(s)} for name in numbers()}


def test_every_number_of_the_law_is_cited():
    assert {name for name, citing in CITING.items() if not citing} == set()


@cache
def reading(limit_id: str) -> tuple[Scenario, ...]:
    """The scenarios of the procedures that name the limit; no other can read it, as the next test holds."""
    naming = {
        name
        for name in load_procedures()
        if any(limit_id in clock.limits for clock in load_procedures()[name].clocks.values())
    }
    return tuple(s for s in OF_A_PROCEDURE if s.given.procedure in naming)


@pytest.mark.parametrize("name", numbers())
def test_a_procedure_that_does_not_name_a_number_is_the_same_whatever_it_says(name):
    procedures, (more, _less) = load_procedures(), numbers()[name]
    others = procedures.with_numbers(more)
    named = {s.given.procedure for s in reading(name.partition("@")[0])}
    days = {s.given.procedure: s.question.law_day for s in OF_A_PROCEDURE if s.given.procedure not in named}
    assert {p for p, day in days.items() if others[p].on(day) != procedures[p].on(day)} == set()


@pytest.mark.parametrize("name", numbers())
def test_changing_one_number_fails_exactly_the_scenarios_that_cite_it(name):
    (more, less), scenarios = numbers()[name], reading(name.partition("@")[0])
    assert run(scenarios, TimetableSubject(more)).failed == CITING[name]
    assert run(scenarios, TimetableSubject(less)).failed == CITING[name]


@pytest.mark.parametrize("name", numbers())
def test_the_case_kernel_rests_on_the_same_numbers(name):
    answered = run(OF_A_PROCEDURE, CaseSubject()).answered
    assert run(OF_A_PROCEDURE, CaseSubject(numbers()[name][0])).failed == CITING[name] & answered


def test_a_bare_limit_reads_no_number_of_the_law():
    limits = load_limits()
    for name, (more, _) in numbers().items():
        limit_id = name.partition("@")[0]
        limits = Limits({known: limits[known] for known in limits} | {limit_id: more[limit_id]})
    bare = [s for s in SCENARIOS if s.given.limit]
    assert run(bare, TimetableSubject(limits)).failed == frozenset()
    assert len(bare) + len(OF_A_PROCEDURE) == len(SCENARIOS)
