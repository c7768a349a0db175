"""The scenarios that come with the law hold, cover its rules, and rest on exactly the numbers they cite."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tongban.catalogue.conformance import Scenario, load_scenarios, run
from tongban.catalogue.conformance.case_subject import CaseSubject
from tongban.catalogue.conformance.subjects import TimetableSubject
from tongban.catalogue.law import LegalLimit, Limits, NoLawThen, load_limits

SCENARIOS = load_scenarios()

#: Rules without a scenario of that sort yet; an id is struck as soon as one is there.
NOT_FIRING_YET = {"N10", *(f"R{n:02}" for n in range(1, 12)), *(f"L{n:02}" for n in range(1, 11))}
NO_NEAR_MISS_YET = {*(f"R{n:02}" for n in range(1, 12)), *(f"L{n:02}" for n in range(1, 11))}

#: Numbers no scenario rests on yet: those of the statutes whose procedures are not written.
NOT_CITED_YET = {
    "apply_for_reconsideration@1999-10-01",
    "apply_for_reconsideration@2024-01-01",
    "bring_suit@1990-10-01",
    "bring_suit@2015-05-01",
    "bring_suit_after_reconsideration@1990-10-01",
    "bring_suit_after_reconsideration@2015-05-01",
}


def rules() -> set[str]:
    spans = {"K": 35, "R": 11, "N": 12, "L": 10}
    found = {f"{letter}{n:02}" for letter, last in spans.items() for n in range(1, last + 1)}
    return {rule.replace("N0", "N") for rule in found}


@pytest.mark.parametrize("subject", [TimetableSubject(), CaseSubject()], ids=lambda subject: subject.name)
def test_every_scenario_holds_on_every_engine_that_supports_it(subject):
    report = run(SCENARIOS, subject)
    assert [(f.scenario.id, f.differences) for f in report.failures] == []


def test_the_case_kernel_and_the_timetable_answer_many_of_the_same_questions():
    # What only the timetable can be asked is what the case kernel has no verb for yet.
    assert len(run(SCENARIOS, CaseSubject()).passed) >= 60


def test_there_are_at_least_two_hundred():
    assert len(SCENARIOS) >= 200


def test_every_rule_has_one_that_fires_and_one_that_must_not():
    fires = {rule for s in SCENARIOS if s.fires for rule in s.rules}
    must_not = {rule for s in SCENARIOS if not s.fires for rule in s.rules}
    assert (rules() - fires, rules() - must_not) == (NOT_FIRING_YET, NO_NEAR_MISS_YET)


# --- mutation: whoever changes one number sees exactly the citing scenarios fail


def numbers() -> dict[str, Limits]:
    """Each number of the law by name, and the law with that one number changed by one."""
    limits = load_limits()
    found = {}
    for limit_id in limits:
        limit = limits[limit_id]
        for n, rule in enumerate(limit.in_force):
            name = f"{limit_id}@{rule.since}"
            found[name] = changed(limits, limit, n, amount=rule.amount + 1)
            if rule.extension is not None:
                found[f"{name}.extension"] = changed(limits, limit, n, extension=rule.extension + 1)
    return found


def changed(limits: Limits, limit: LegalLimit, n: int, **how: int) -> Limits:
    in_force = tuple(replace(r, **how) if i == n else r for i, r in enumerate(limit.in_force))
    return Limits({name: limits[name] for name in limits} | {limit.id: replace(limit, in_force=in_force)})


def cited(scenario: Scenario) -> set[str]:
    """The numbers it cites, each as in force on its law day."""
    limits, found = load_limits(), set()
    for number in scenario.cites:
        limit_id = number.removesuffix(".extension")
        try:
            since = limits[limit_id].on(scenario.question.law_day).since
        except NoLawThen:
            continue
        found.add(f"{limit_id}@{since}{'.extension' if number.endswith('.extension') else ''}")
    return found


CITING: Mapping[str, set[str]] = {name: {s.id for s in SCENARIOS if name in cited(s)} for name in numbers()}


def test_every_number_of_the_law_is_cited():
    assert {name for name, citing in CITING.items() if not citing} == NOT_CITED_YET


@pytest.mark.parametrize("name", numbers())
def test_changing_one_number_fails_exactly_the_scenarios_that_cite_it(name):
    # A bare limit reads no number of the law at all, so only those of a procedure can change.
    asked = [s for s in SCENARIOS if s.given.procedure]
    assert run(asked, TimetableSubject(numbers()[name])).failed == CITING[name]


def test_a_bare_limit_reads_no_number_of_the_law():
    bare = [s for s in SCENARIOS if s.given.limit]
    assert {number for s in bare for number in s.cites} == set()
