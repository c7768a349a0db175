"""Every state of a life event, and that the search finds what is planted to be found."""

from dataclasses import replace
from datetime import date

import pytest

from cast import china
from life_events import CHAIN
from tongban.kernel.life_event import LifeEventStatus, Rules, life
from tongban.kernel.life_event import events as e
from tongban.process.exploring import explore_life_event
from tongban.process.exploring.life_events import PROMISES

DAY = date(2025, 10, 9)
FIRE, HYGIENE, SECURITY = CHAIN.members[:3]
#: Fire and rescue, then the police; hygiene beside them.
SMALL = replace(CHAIN, members=(FIRE, SECURITY))
MEDIUM = replace(CHAIN, members=(FIRE, HYGIENE, SECURITY))


def broken(rules: Rules = SMALL) -> set[str]:
    return set(explore_life_event(rules, {}, china(), DAY).broken)


@pytest.mark.parametrize("rules", [SMALL, MEDIUM], ids=["two", "three"])
def test_every_promise_is_kept_in_every_state(rules: Rules):
    found = explore_life_event(rules, {}, china(), DAY)
    assert (found.broken, found.is_complete) == ({}, True)
    assert found.ends > 1
    statuses = {state.status for state in found.states}
    assert statuses == {LifeEventStatus.RUNNING, LifeEventStatus.DECIDED, LifeEventStatus.COMPLETED}


def test_a_member_that_is_committed_to_keeps_every_promise():
    rules = replace(SMALL, members=(replace(FIRE, offers_commitment=True), SECURITY))
    found = explore_life_event(rules, {}, china(), DAY, commits=("fire",))
    assert (found.broken, found.is_complete) == ({}, True)
    assert any(state.members["fire"].committed for state in found.states)
    assert any(state.members["fire"].not_committed for state in found.states)


def test_a_search_that_was_cut_claims_no_proof():
    found = explore_life_event(MEDIUM, {}, china(), DAY, most=20)
    assert (found.is_complete, len(found.states)) == (False, 20)


def test_a_kernel_that_forgets_who_waits_is_found(monkeypatch):
    monkeypatch.setattr(life, "_next", lambda life_event: None)
    assert {"every_life_event_can_end", "nobody_waits_for_what_cannot_come"} <= broken()


def test_a_kernel_that_begins_too_early_is_found(monkeypatch):
    def eager(life_event):
        waiting = (n for n, m in life_event.members.items() if m.state == "waiting")
        return next((e.MemberReady(name) for name in waiting), None)

    monkeypatch.setattr(life, "_next", eager)
    assert "nothing_begins_without_its_needs" in broken()


def test_a_kernel_that_never_completes_is_found(monkeypatch):
    monkeypatch.setitem(life.DECIDERS, life.c.RecordDelivery, lambda unfolding, body: None)
    found = explore_life_event(SMALL, {}, china(), DAY)
    assert found.broken["every_life_event_can_end"][0] == "Apply"


def test_a_kernel_that_raises_is_found(monkeypatch):
    def falls(unfolding, body):
        raise KeyError(body.member)

    monkeypatch.setitem(life.DECIDERS, life.c.RecordEnd, falls)
    assert "only_refusals" in broken()


def test_a_kernel_that_evolves_otherwise_than_it_decides_is_found(monkeypatch):
    truly = life.decide_and_evolve

    def otherwise(life_event, command, rules, calendar):
        events, after = truly(life_event, command, rules, calendar)
        return events, replace(after, number="2")

    monkeypatch.setattr("tongban.process.exploring.life_events.decide_and_evolve", otherwise)
    assert "replayed_it_is_the_same" in broken()


def test_every_promise_has_its_words():
    assert all(promise.zh and promise.en for promise in PROMISES.values())
