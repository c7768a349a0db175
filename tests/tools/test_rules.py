"""The table of the licensing law's rules: all of them, each with what tries it and a test that is there."""

import rules


def test_every_rule_of_the_law_stands_in_the_table_once():
    assert [rule.id for rule in rules.RULES] == [f"K{n:02}" for n in range(1, 36)]


def test_every_test_that_is_named_is_there():
    assert list(rules.unknown_tests()) == []


def test_every_rule_has_a_scenario_and_a_test_and_is_carried_by_something():
    scenarios = rules.scenarios_of()
    for rule in rules.RULES:
        assert scenarios[rule.id]
        assert rule.tests
        assert (rule.commands and rule.events) or rule.elsewhere
        assert rule.says.zh
        assert rule.says.en


def test_a_test_that_is_gone_is_named(monkeypatch):
    gone = rules.Rule("K99", "§0", rules.RULES[0].says, tests=("tests/kernel/test_fee.py::test_of_nothing",))
    monkeypatch.setattr(rules, "RULES", (gone,))
    assert list(rules.unknown_tests()) == ["K99: tests/kernel/test_fee.py::test_of_nothing"]
