"""一件事 with promises: committed to or begun with a gap, told beforehand, signed in one act, kept apart."""

from datetime import date
from typing import Any

import pytest

from agency import a_mandate
from cast import APPLICANT
from stores import House
from tongban.handling import intake, outcome, tolerance
from tongban.handling.commitment import Confirmation, confirmation_in
from tongban.handling.credit_register import Entry, enter_record
from tongban.handling.errand import Actor
from tongban.handling.life_event import applying
from tongban.handling.life_event.audit import verify_life_event
from tongban.handling.life_event.promising import (
    BothPromised,
    PromisedAnotherText,
    promises_of,
    text_of,
    with_a_gap,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case.events import Committed, GapTolerated
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    AgentCannotCommit,
    CommitmentMissing,
    GapNotTolerable,
    NothingIsMissing,
    Refusal,
)
from whole import FACTS, FORM, WHOLE, Whole, open_whole, pdf

NAME = "周凯"
#: What the hygiene permit can do without at first, by the names of the whole.
LATER = {"plan", "hygiene__hygiene-rules"}


@pytest.fixture
def whole(house: House) -> Whole:
    return open_whole(house)


def promised(whole: Whole, without: set[str] | None = None, **said: Any) -> dict[str, Any]:
    """An application committed to by fire, with hygiene's rules to come; confirmed under one name."""
    plain = whole.application()
    missing = {"hygiene__hygiene-rules"} if without is None else without
    uploads = {name: files for name, files in plain.uploads.items() if name not in missing}
    commits, undertakes = said.get("commits", ["fire"]), said.get("undertakes", ["hygiene"])
    sheet = whole.handler.catalogue.in_force("open-a-guesthouse", date(2025, 10, 9))
    text = text_of(promises_of(sheet, FACTS, commits, undertakes, {*uploads, *plain.on_paper}))
    return {
        **{"uploads": uploads, "commits": commits, "undertakes": undertakes},
        **{"signed": Confirmation(NAME, text)},
    } | said


def kinds(whole: Whole, member: str) -> list[str]:
    return [type(event.body).__name__ for event in whole.handler.cases.history(whole.case_of(member))]


def test_each_member_begins_with_its_own_words_of_the_one_act(whole: Whole) -> None:
    whole.apply(**promised(whole))
    whole.follow()
    assert kinds(whole, "fire") == ["Received", "CommitmentTold", "Committed"]
    fire = whole.case_of("fire")
    ref = whole.handler.cases.history(fire)[-1].body.commitment.ref  # type: ignore[attr-defined]
    confirmed = confirmation_in(whole.house.personal.read(fire, [ref])[ref])
    assert confirmed is not None
    assert confirmed.name == NAME
    assert "消防" in confirmed.text
    assert "卫生管理制度" not in confirmed.text
    undertaken = tolerance.undertaken_online(whole.handler.cases, whole.case_of("hygiene"))
    assert undertaken is not None
    assert undertaken.materials == ("hygiene-rules",)
    assert "5 个工作日" in undertaken.words
    assert verify_life_event(whole.handler, WHOLE) == []


def test_each_has_its_own_gap_clock_and_nothing_is_granted_over_an_open_gap(whole: Whole) -> None:
    whole.apply(**promised(whole))
    whole.follow()
    clerk = Actor("officer-hall-counter", "hall-counter")
    whole.on("2025-10-10")
    tolerance.accept_with_gap(whole.handler.cases, whole.ask(clerk, whole.case_of("hygiene")))
    whole.accept("fire").examine("hygiene").follow()
    hygiene = whole.handler.cases.standing(whole.case_of("hygiene"))
    assert hygiene.case.clocks[ClockKind.GAP].due(hygiene.calendar).day == date(2025, 10, 16)
    assert ClockKind.GAP not in whole.handler.cases.standing(whole.case_of("fire")).case.clocks
    decider = Actor("officer", hygiene.item.steps[-2].post)
    with pytest.raises(Refusal) as refused:
        outcome.grant(whole.handler.cases, whole.ask(decider, hygiene.case.id), prefix="X", basis="b")
    assert refused.value.code() == "grant_lacks_materials"
    assert whole.states["hygiene"] == "accepted"
    rules = {"hygiene-rules": [pdf("rules")]}
    intake.supplement(whole.handler.cases, whole.ask(Actor(APPLICANT.account), hygiene.case.id), rules)
    whole.grant("hygiene").follow()
    assert whole.states["hygiene"] == "granted"


def test_what_a_commitment_stands_for_is_not_handed_in_but_where_another_needs_it(whole: Whole) -> None:
    sheet = whole.handler.catalogue.in_force("open-a-guesthouse", date(2025, 10, 9))
    every = {m.id for m in sheet.wanted(FACTS)}
    spared = every - {m.id for m in sheet.wanted(FACTS, ["fire"])}
    stands_for = {
        sheet.materials["fire", m.id]: m.id
        for m in sheet.items["fire"].required_materials({"automatic_systems": False})
        if m.commitment_allowed
    }
    assert spared <= set(stands_for)
    # The plan is also the hygiene permit's and the police's: it is handed in all the same.
    assert "plan" not in spared
    assert every == {m.id for m in sheet.as_item(FACTS).required_materials(FACTS)}


def test_only_those_begin_with_a_gap_that_lack_nothing_else(whole: Whole) -> None:
    sheet = whole.handler.catalogue.in_force("open-a-guesthouse", date(2025, 10, 9))
    every = {m.id for m in sheet.wanted(FACTS)}
    assert with_a_gap(sheet, FACTS, (), every) == ()
    assert with_a_gap(sheet, FACTS, (), every - {"hygiene__hygiene-rules"}) == ("hygiene",)
    assert with_a_gap(sheet, FACTS, (), every - {"hygiene__hygiene-report"}) == ()


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"signed": Confirmation(NAME, "什么都可以")}, PromisedAnotherText),
        ({"signed": None}, CommitmentMissing),
        ({"without": set()}, NothingIsMissing),
        ({"without": {"hygiene__hygiene-report"}}, GapNotTolerable),
        ({"agent": "sun", "mandate": a_mandate(seen=False, paper=pdf("m"))}, AgentCannotCommit),
    ],
)
def test_only_what_was_read_and_may_be_promised_is(
    whole: Whole, said: dict[str, Any], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        whole.apply(**promised_or_nothing(whole, said))
    assert whole.house.life_events.load(WHOLE) is None


def promised_or_nothing(whole: Whole, said: dict[str, Any]) -> dict[str, Any]:
    """Where the text cannot even be made, what is confirmed is any."""
    without = said.get("without", {"hygiene__hygiene-rules"})
    if without != {"hygiene__hygiene-rules"}:
        return promised(whole) | {
            "uploads": {n: f for n, f in whole.application().uploads.items() if n not in without},
            "signed": Confirmation(NAME, ""),
        }
    return promised(whole, **said)


def test_a_member_is_committed_to_or_begins_with_a_gap_and_not_both(whole: Whole) -> None:
    with pytest.raises(BothPromised):
        promised(whole, commits=["hygiene"], undertakes=["hygiene"])


def test_who_has_a_false_promise_on_record_is_told_before_anything_is_kept(whole: Whole) -> None:
    bar(whole)
    with pytest.raises(Refusal) as refused:
        whole.apply(**promised(whole))
    assert refused.value.code() == "commitment_barred"
    assert whole.house.life_events.load(WHOLE) is None


def bar(whole: Whole) -> None:
    """The credit platform says of the guesthouse that an earlier promise was false."""
    at = whole.handler.ports.clock.now()
    entry = Entry(FORM["credit_code"], "B-1", "sun", at, at.date())
    enter_record(whole.house.credit, entry, c.CreditStanding.FORMER_FALSE_PROMISE, at.date())


def test_a_bar_that_came_meanwhile_leaves_the_member_on_the_ordinary_way(whole: Whole) -> None:
    whole.apply(**promised(whole))
    bar(whole)
    whole.follow()
    fire = whole.life_event.members["fire"]
    assert (fire.state.value, fire.committed, fire.not_committed) == ("received", False, "commitment_barred")
    assert whole.states["hygiene"] == "received"


def test_at_the_window_one_signed_sheet_is_every_members(whole: Whole) -> None:
    clerk, said, sheet = Actor("wang", "hall-counter"), promised(whole), pdf("signed sheet")
    papers = [*said.pop("uploads"), *whole.application().on_paper]
    application = whole.application(
        **said | {"channel": c.Channel.COUNTER, "uploads": {}, "on_paper": papers, "signed": sheet}
    )
    applying.apply(whole.handler, whole.ask(clerk), application)
    whole.follow()
    cases = whole.handler.cases
    fire, hygiene = whole.case_of("fire"), whole.case_of("hygiene")
    committed = cases.history(fire)[-1]
    assert isinstance(committed.body, Committed)
    assert (committed.actor, committed.post) == ("wang", "hall-counter")
    tolerance.accept_with_gap(cases, whole.ask(clerk, hygiene))
    (accepted,) = (e.body for e in cases.history(hygiene) if isinstance(e.body, GapTolerated))
    for case_id, ref in ((fire, committed.body.commitment.ref), (hygiene, accepted.undertaking.ref)):
        kept = whole.house.personal.read(case_id, [ref])[ref]
        assert sheet.digest in str(kept)


def test_applying_twice_with_a_promise_is_applying_once(whole: Whole) -> None:
    said = promised(whole)
    first, second = whole.apply(**said), whole.apply(**said)
    assert (second.repeated, second.life_event) == (True, first.life_event)


def test_no_event_holds_what_was_promised_or_by_whom(whole: Whole) -> None:
    whole.apply(**promised(whole))
    whole.follow()
    history = whole.house.life_events.load(WHOLE)
    assert history is not None
    written = b"".join(record.body for record in history.records).decode()
    assert NAME not in written
    assert "补交" not in written
