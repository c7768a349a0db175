"""A stage of a project is a life event whose members may wait for outcomes of other stages."""

from typing import Any

import pytest

from life_events import PAPER, Matter, application
from tongban.kernel.life_event import Outside, replay
from tongban.kernel.life_event import commands as c
from tongban.kernel.life_event import events as e
from tongban.kernel.refusals import NoMemberInThisSituation

LAND = Outside("land.permit", ("fire-plan",))


def stage(**changes: Any) -> Matter:
    """Fire waits for the land permit; hygiene for nothing outside."""
    plain: dict[str, Any] = {"project": "p", "stage": "works", "outside": {"fire": (LAND,)}}
    return Matter().ask(application(**(plain | changes)))


def test_a_member_waits_for_what_the_project_does_not_have_yet():
    matter = stage()
    assert matter.states == {"fire": "waiting", "hygiene": "ready", "security": "waiting", "sign": "waiting"}
    assert matter.life_event.awaits(matter.life_event.members["fire"]) == ("land.permit",)
    assert (matter.life_event.project, matter.life_event.stage) == ("p", "works")


def test_it_begins_by_itself_once_the_outcome_is_there():
    matter = stage()
    matter.told(c.RecordOutcome("land.permit", "case-of-land", PAPER))
    assert matter.since(len(matter.events) - 2) == [
        e.OutcomeCame("land.permit", "case-of-land", PAPER),
        e.MemberReady("fire"),
    ]
    assert matter.life_event.awaits(matter.life_event.members["fire"]) == ()


def test_told_twice_or_of_what_nobody_waits_for_it_changes_nothing():
    matter = stage().told(c.RecordOutcome("land.permit", "case", PAPER))
    version = matter.life_event.version
    matter.told(c.RecordOutcome("land.permit", "case", PAPER)).told(
        c.RecordOutcome("works.permit", "x", PAPER)
    )
    matter.told(c.RecordOutcomeGone("works.permit"))
    assert matter.life_event.version == version


def test_revoked_before_it_began_the_member_waits_again_and_begins_with_the_next():
    matter = stage().told(c.RecordOutcome("land.permit", "case", PAPER))
    matter.told(c.RecordOutcomeGone("land.permit"))
    assert matter.states["fire"] == "waiting"
    matter.told(c.RecordOutcome("land.permit", "another", PAPER))
    assert matter.states["fire"] == "ready"


def test_revoked_after_it_began_the_member_goes_on():
    matter = stage().told(c.RecordOutcome("land.permit", "case", PAPER)).received("fire")
    matter.told(c.RecordOutcomeGone("land.permit"))
    assert matter.states["fire"] == "received"


def test_an_outcome_that_may_come_later_opens_without_a_document():
    matter = stage().told(c.RecordOutcome("land.permit"))
    assert matter.states["fire"] == "ready"
    assert matter.life_event.outcomes["land.permit"].document is None


def test_a_waiting_member_can_be_taken_back():
    matter = stage().ask(c.TakeBack(("fire",)))
    assert matter.states == {
        "fire": "taken_back",
        "hygiene": "ready",
        "security": "stopped",
        "sign": "stopped",
    }


def test_what_is_there_already_is_not_applied_for_again():
    matter = stage(without=("fire",), outside={"security": (Outside("works.fire", ("fire-certificate",)),)})
    assert matter.life_event.left_out == ("fire", "food")
    assert matter.states["security"] == "waiting"
    matter.told(c.RecordOutcome("works.fire", "case", PAPER))
    assert matter.states["security"] == "ready"


def test_without_a_member_left_there_is_nothing_to_apply_for():
    with pytest.raises(NoMemberInThisSituation):
        stage(without=("fire", "hygiene", "security", "sign"))


def test_replayed_it_is_the_same():
    matter = stage().told(c.RecordOutcome("land.permit", "case", PAPER)).decided("fire")
    matter.told(c.RecordOutcomeGone("land.permit")).decided("security")
    assert replay(matter.events) == matter.life_event
