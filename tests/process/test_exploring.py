"""Every state a demo case can reach, within small bounds; and that the search sees what is broken."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from cast import (
    OVERSIGHT,
    commitment_item,
    gap_item,
    inspected_item,
    renewal_item,
    reviewed_item,
    succession_item,
)
from conferred import DISPUTES, declared_consent, disputed_item
from observed_items import household_item, newborn_item
from tongban.kernel import Item, Status, decide_and_evolve
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case import life, observation, outcome
from tongban.kernel.case.conditions import Any, Compare, Operator
from tongban.kernel.case.evolution import EVOLVERS
from tongban.kernel.case.life import DECIDERS
from tongban.kernel.refusals import NothingHandedOver
from tongban.process.exploring import PROMISES, Bounds, Exploration, explore, moves, search
from tongban.process.exploring.moves import situations
from walks import DEMO, MONDAY, china, compared, demo_item, walked

SIMPLE = "food-licence-replacement"


def broken(found: Exploration) -> set[tuple[str, str]]:
    return {(b.promise, b.what) for b in found.broken}


def bound_by_absence() -> Item:
    """The pumping station, where who stays away gives its objection up to what the others agreed."""
    return disputed_item(replace(DISPUTES, absent_basis="本市并联审批办法§13"))


def two_departments() -> Item:
    """The pumping station with water affairs alone beside the lead."""
    item = disputed_item()
    steps = [s for s in item.steps if s.id not in ("traffic", "planning")]
    return replace(
        item, steps=tuple(replace(s, after=("water",)) if s.id == "decision" else s for s in steps)
    )


# --- what is kept


@pytest.mark.parametrize("name", DEMO)
def test_no_promise_is_broken_in_any_state_met_of_any_item_of_the_demo(name):
    found = walked(demo_item(name), states=200)
    assert broken(found) == set()
    assert len(found.nodes) == 200
    assert found.tried == sum(found.refused.values()) + sum(found.carried_out.values())


@pytest.mark.parametrize(
    "make",
    [
        gap_item,
        commitment_item,
        renewal_item,
        reviewed_item,
        inspected_item,
        succession_item,
        newborn_item,
        household_item,
        disputed_item,
        declared_consent,
        bound_by_absence,
    ],
)
def test_nor_of_an_item_of_any_other_kind(make):
    assert broken(walked(make(), states=120)) == set()


def test_the_simplest_item_is_seen_whole_with_what_follows_its_grant():
    found = walked(demo_item(SIMPLE), "intake", "course", "after", states=2000)
    assert found.is_complete
    assert found.undetermined == 0
    assert broken(found) == set()
    assert set(found.by_status) == set(Status) - {Status.TERMINATED}  # nothing there may be returned


def test_a_dispute_of_two_departments_is_seen_whole():
    found = walked(two_departments(), "course", "joint", states=2000)
    assert found.is_complete
    assert (found.undetermined, broken(found)) == (0, set())
    assert {"ConveneMeeting", "HoldMeeting", "EscalateDispute", "RuleOnDispute"} <= set(found.carried_out)


@pytest.mark.parametrize("theme", [theme for theme in moves.THEMES if theme != moves.COURSE])
def test_no_theme_alone_leaves_a_case_without_its_course(theme):
    found = walked(demo_item(SIMPLE), theme, states=150)
    assert found.bounds.themes == ("course", theme)
    assert broken(found) == set()


def test_two_ways_to_one_state_go_on_alike():
    found = walked(demo_item(SIMPLE), "intake", "course", "limits", "hearing", "after", states=600)
    checked = list(compared(found, every=60))
    assert len(checked) > 40
    assert [way for way in checked if way.answers] == []


def test_what_was_not_followed_is_told_apart():
    found = walked(demo_item(SIMPLE), "intake", "course", states=5)
    assert not found.is_complete
    assert found.undetermined > 0
    assert broken(found) == set()
    shallow = explore(demo_item(SIMPLE), china(), MONDAY, Bounds(depth=2))
    assert shallow.deepest == 2
    assert not shallow.is_complete


def test_every_verb_is_tried_but_those_of_supervision_the_calendar_and_who_moves_powers():
    named = {
        node.attr
        for path in Path(moves.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    verbs = {verb.__name__ for verb in DECIDERS}
    # Transferred, a case goes on as before, at posts with other names.
    assert verbs - named == {"TurnSignals", "RecountClocks", "TransferCase"}


def test_an_item_has_one_situation_for_each_set_of_steps():
    found = situations(demo_item("food-operation-licence"))
    assert sorted("site-survey" in situation.steps for situation in found) == [False, True]
    assert len(situations(demo_item("drainage-pump-station"))) == 4
    asked = Any((Compare("area", Operator.AT_LEAST, 150), Compare("kind", Operator.EQUAL, "bar")))
    item = demo_item("public-place-hygiene")
    steps = tuple(replace(s, when=asked) if s.id == "site-survey" else s for s in item.steps)
    found = situations(replace(item, steps=steps))
    assert sorted("site-survey" in situation.steps for situation in found) == [False, True]


# --- what is broken is seen, with the shortest way to it


def in_a_circle(item: Item) -> Item:
    """The examination waits for the survey, and the survey for the examination."""
    after = {"examination": ("intake", "site-survey"), "site-survey": ("examination",)}
    return replace(item, steps=tuple(replace(s, after=after.get(s.id, s.after)) for s in item.steps))


def test_steps_that_wait_for_one_another_never_end():
    found = walked(in_a_circle(demo_item("public-place-hygiene")), "intake", "course", states=300)
    stuck = {"examination", "site-survey", "decision"}
    assert broken(found) == {
        ("no_step_waits_for_ever", "examination"),
        ("no_step_waits_for_ever", "site-survey"),
        ("no_step_waits_for_ever", "decision"),
        ("every_case_can_end", "accepted"),
    }
    assert {b.what for b in found.broken if b.promise == "no_step_waits_for_ever"} == stuck
    ways = [found.way_to(node, move) for _, node, move in found.broken.values()]
    assert {len(way) for way in ways} == {2}
    assert [move.words.en for move in ways[0]] == [
        "2026-03-02 hall-counter: receive the papers",
        "2026-03-02 hall-counter: accept",
    ]
    assert ways[0][1].words.zh == "2026-03-02 hall-counter 受理"


def test_a_grant_against_a_finding_is_seen(monkeypatch):
    monkeypatch.setattr(outcome, "_check_nothing_against", lambda matter: None)
    found = walked(demo_item("public-place-hygiene"), "intake", "course", states=300)
    assert ("granted_with_everything", "examination: answered against it") in broken(found)


def test_a_grant_unheard_is_seen(monkeypatch):
    monkeypatch.setattr(outcome, "check_settled", lambda matter: None)
    found = walked(demo_item(SIMPLE), "intake", "course", "hearing")
    assert ("granted_with_everything", "party-1: not told") in broken(found)
    owed = "a hearing was owed, and the grant does not rest on its minutes"
    assert ("granted_with_everything", owed) in broken(found)


def test_an_objection_that_is_passed_over_is_seen(monkeypatch):
    monkeypatch.setattr(outcome, "check_dispute", lambda matter: None)
    found = walked(two_departments(), "course", "joint", states=300)
    assert {
        ("no_objection_is_passed_over", "water: refused on an objection nobody met over"),
        ("no_objection_is_passed_over", "water: refused while a superior has it in time"),
    } <= broken(found)


def test_a_grant_before_its_steps_is_seen(monkeypatch):
    monkeypatch.setattr(outcome, "check_open", lambda matter, step: None)
    found = walked(demo_item("public-place-hygiene"), "intake", "course", states=100)
    assert ("granted_with_everything", "site-survey: not done") in broken(found)


def test_time_nobody_notices_is_seen(monkeypatch):
    monkeypatch.setattr(life, "notice_passing", lambda unfolding: None)
    found = walked(demo_item(SIMPLE), "intake", "course")
    assert ("no_clock_is_lost", "notice: passed, and nobody said so") in broken(found)


def test_a_clock_that_is_gone_and_one_that_runs_on_are_seen(monkeypatch):
    accepted, withdrawn = EVOLVERS[e.Accepted], EVOLVERS[e.Withdrawn]

    def losing(case, event, body):
        after = accepted(case, event, body)
        return after.having(
            clocks={n: k for n, k in after.clocks.items() if n not in ("notice", "statutory")}
        )

    monkeypatch.setitem(EVOLVERS, e.Accepted, losing)
    found = walked(demo_item(SIMPLE), "intake", "course", states=50)
    assert ("no_clock_is_lost", "notice: gone") in broken(found)
    assert ("no_clock_is_lost", "statutory: does not run from acceptance to the decision") in broken(found)

    monkeypatch.setitem(EVOLVERS, e.Accepted, accepted)
    monkeypatch.setitem(
        EVOLVERS,
        e.Withdrawn,
        lambda case, event, body: withdrawn(case, event, body).having(clocks=case.clocks),
    )
    found = walked(demo_item(SIMPLE), "intake", "course", states=50)
    assert ("no_clock_is_lost", "notice: runs on after the end") in broken(found)


def test_time_excluded_without_a_notice_is_seen(monkeypatch):
    excluded = EVOLVERS[e.TimeExcluded]
    monkeypatch.setitem(
        EVOLVERS,
        e.TimeExcluded,
        lambda case, event, body: excluded(case, event, replace(body, notice_number="", basis="")),
    )
    found = walked(demo_item("food-operation-licence"), "intake", "course", "limits", states=150)
    assert ("no_time_without_notice", "statutory: excluded without a notice") in broken(found)
    assert ("no_time_without_notice", "statutory: excluded on no basis") in broken(found)


def test_a_case_that_is_not_the_replay_of_its_events_is_seen(monkeypatch):
    def forgetful(case, command, item, calendar):
        events, after = decide_and_evolve(case, command, item, calendar)
        return events, after.having(applicant="somebody else")

    monkeypatch.setattr(search, "decide_and_evolve", forgetful)
    found = walked(demo_item(SIMPLE), "intake", states=5)
    assert ("replay_is_the_case", "Receive") in broken(found)


def test_anything_raised_but_a_refusal_is_seen(monkeypatch):
    def raising(unfolding, body):
        raise KeyError("statutory")

    monkeypatch.setitem(DECIDERS, c.Accept, raising)
    found = walked(demo_item(SIMPLE), "intake", "course", states=20)
    assert broken(found) >= {("only_refusals", "Accept: KeyError")}


def test_a_licence_that_ends_undelivered_leaves_no_case_open(monkeypatch):
    for ended in (e.Revoked, e.Cancelled):
        fold = EVOLVERS[ended]
        monkeypatch.setitem(
            EVOLVERS,
            ended,
            lambda case, event, body, fold=fold: fold(case, event, replace(body, closes=None)),
        )
    found = walked(demo_item(SIMPLE), "intake", "course", "after")
    assert broken(found) == {("every_case_can_end", "decided")}


def overseen() -> Item:
    return replace(demo_item(SIMPLE), oversight=OVERSIGHT)


def test_every_grant_is_handed_over_and_taken_in_the_end_whoever_sends_it_back():
    found = walked(overseen(), "course", "oversight", states=1500)
    assert broken(found) == set()
    assert {"AcknowledgeHandOver", "RejectHandOver", "HandOverAgain"} <= set(found.carried_out)
    assert {"rejected_before", "oversight_plan_missing"} <= set(found.refused)


def test_whatever_becomes_of_a_challenge_the_case_ends_and_every_hand_over_is_taken():
    found = walked(overseen(), "course", "oversight", "challenge", states=1500)
    assert broken(found) == set()
    verbs = {
        "RecordChallenge",
        "RecordReply",
        "SuspendExecution",
        "ResumeExecution",
        "RecordChallengeOutcome",
    }
    assert verbs <= set(found.carried_out)
    assert any(node.case.redone_on and node.case.status is Status.ACCEPTED for node in found.nodes)


def test_a_grant_that_is_not_handed_over_is_seen(monkeypatch):
    monkeypatch.setattr(outcome, "hand_over", lambda unfolding, reason: None)
    found = walked(overseen(), "course", states=200)
    assert ("every_grant_is_handed_over", "Decided") in broken(found)


def test_a_grant_corrected_to_a_refusal_that_the_overseer_is_not_told_of_is_seen(monkeypatch):
    item = replace(household_item(), oversight=OVERSIGHT)
    assert broken(walked(item, "course", "oversight", states=400)) == set()
    truly = observation.hand_over

    def silent(unfolding, reason, **more):
        if reason is not c.HandOverReason.CORRECTION:
            truly(unfolding, reason, **more)

    monkeypatch.setattr(observation, "hand_over", silent)
    found = walked(item, "course", "oversight", states=400)
    assert ("every_grant_is_handed_over", "Decided") in broken(found)


def test_a_grant_on_a_commitment_that_nobody_will_check_is_seen(monkeypatch):
    monkeypatch.setattr(outcome, "plan_check", lambda unfolding: None)
    found = walked(commitment_item(), "intake", "course", states=1500)
    assert ("no_clock_is_lost", "commitment_check: does not run from the grant to the check") in broken(found)


def test_a_hand_over_that_waits_for_nobody_and_one_that_goes_round_for_ever_are_seen(monkeypatch):
    rejected = EVOLVERS[e.HandOverRejected]
    monkeypatch.setitem(
        EVOLVERS, e.HandOverRejected, lambda case, event, body: rejected(case, event, body).having(clocks={})
    )
    found = walked(overseen(), "course", "oversight", states=200)
    assert ("every_grant_is_handed_over", "1: waits for nobody, or for two") in broken(found)

    def nobody_takes_it(unfolding, body):
        raise NothingHandedOver()

    monkeypatch.setitem(EVOLVERS, e.HandOverRejected, rejected)
    monkeypatch.setitem(DECIDERS, c.AcknowledgeHandOver, nobody_takes_it)
    found = walked(overseen(), "course", "oversight", states=3000)
    assert ("every_grant_is_handed_over", "never taken") in broken(found)


def test_every_promise_is_one_of_those_broken_above_and_told_in_both_languages():
    assert set(PROMISES) == {
        "every_case_can_end",
        "no_step_waits_for_ever",
        "granted_with_everything",
        "every_grant_is_handed_over",
        "no_objection_is_passed_over",
        "no_clock_is_lost",
        "no_time_without_notice",
        "replay_is_the_case",
        "only_refusals",
    }
    assert all(promise.zh and promise.en for promise in PROMISES.values())
