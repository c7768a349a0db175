"""一件事 after what happens outside it: an heir, another system's correction, a revocation that fell."""

from dataclasses import replace
from datetime import date

import pytest

from cast import APPLICANT
from stores import House
from tongban.handling import challenge, ending, licence
from tongban.handling.access import NotYourCase
from tongban.handling.errand import Actor
from tongban.handling.life_event import applying
from tongban.handling.life_event.audit import verify_life_event
from tongban.kernel import Item
from tongban.kernel.case import commands as c
from tongban.kernel.life_event import LifeEventStatus
from whole import FORM, WHOLE, CityItems, Whole, only_hygiene, open_whole, pdf

HEIR = Actor("heir-of-zhou")


class ItemsToInherit(CityItems):
    """The demo city's items, each of which lets a successor take an application over."""

    def in_force(self, item_id: str, on: date) -> Item:
        return replace(super().in_force(item_id, on), succession_basis="行政许可法§70")

    def version(self, item_id: str, version: str, digest: str) -> Item:
        return replace(super().version(item_id, version, digest), succession_basis="行政许可法§70")


@pytest.fixture
def inherited(house: House) -> Whole:
    """Applied for, its first two members received; the fire check is taken over by an heir."""
    whole = open_whole(house)
    whole.handler.cases.ports = replace(whole.handler.ports, catalogue=ItemsToInherit())
    whole.apply()
    whole.follow()
    ending.take_over(
        whole.handler.cases,
        whole.ask(Actor("lead", "fire-examiner"), whole.case_of("fire")),
        c.SuccessionGround.INHERITANCE,
        HEIR.id,
        proof=pdf("heirs"),
        particulars={"legal_representative": "周小凯", "scope": "二层"},
    )
    return whole.follow()


def test_what_has_not_begun_begins_under_who_took_over_in_their_name(inherited: Whole) -> None:
    assert inherited.house.life_events.row(WHOLE).applicant == HEIR.id  # type: ignore[union-attr]
    inherited.accept("fire").examine("fire").grant("fire").follow()
    security = inherited.handler.cases.standing(inherited.case_of("security")).case
    assert security.applicant == HEIR.id
    received = inherited.handler.cases.history(security.id)[0].body
    answers = inherited.house.personal.read(security.id, [received.answers.ref])  # type: ignore[attr-defined]
    assert "周小凯" in str(answers)
    assert FORM["legal_representative"] not in str(answers)
    hygiene = inherited.handler.cases.standing(inherited.case_of("hygiene")).case
    assert hygiene.applicant == APPLICANT.account
    assert verify_life_event(inherited.handler, WHOLE) == []


def test_each_takes_back_what_is_theirs_and_nobody_what_is_anothers(inherited: Whole) -> None:
    for actor, member in ((HEIR, "hygiene"), (Actor(APPLICANT.account), "fire"), (Actor("zhou"), "fire")):
        with pytest.raises(NotYourCase):
            applying.take_back(inherited.handler, inherited.ask(actor), [member])
    with pytest.raises(NotYourCase):
        applying.take_back(inherited.handler, inherited.ask(HEIR), ["fire", "hygiene"])
    applying.take_back(inherited.handler, inherited.ask(HEIR), ["fire", "security"], "不办了")
    applying.take_back(inherited.handler, inherited.ask(Actor(APPLICANT.account)), ["hygiene"])
    inherited.follow()
    assert inherited.states == {"fire": "ended", "hygiene": "ended", "security": "taken_back"}
    withdrawn = [inherited.handler.cases.history(inherited.case_of(m))[-1] for m in ("fire", "hygiene")]
    assert [(type(e.body).__name__, e.actor) for e in withdrawn] == [
        *(("Withdrawn", HEIR.id), ("Withdrawn", APPLICANT.account)),
    ]


def test_all_that_is_ones_own_is_taken_back_where_nothing_is_named(inherited: Whole) -> None:
    applying.take_back(inherited.handler, inherited.ask(HEIR))
    inherited.follow()
    assert inherited.states == {"fire": "ended", "hygiene": "received", "security": "taken_back"}


def test_the_counter_withdraws_for_who_stands_there_and_is_on_record_as_such(house: House) -> None:
    whole = open_whole(house)
    whole.apply()
    whole.follow()
    applying.take_back(whole.handler, whole.ask(Actor("wang", "hall-counter")), ["hygiene"])
    whole.follow()
    last = whole.handler.cases.history(whole.case_of("hygiene"))[-1]
    assert (type(last.body).__name__, last.actor, last.post) == ("Withdrawn", "wang", "hall-counter")


def test_a_revocation_annulled_before_delivery_leaves_the_licence_to_be_delivered(house: House) -> None:
    whole = open_whole(house)
    only_hygiene(whole)
    whole.grant("hygiene").follow()
    cases, case_id, lead = whole.handler.cases, whole.case_of("hygiene"), Actor("song", "health-decider")
    ask = lambda: whole.ask(lead, case_id)  # noqa: E731 -- said four times below
    licence.tell_revocation(cases, ask(), c.RevocationGround.BEYOND_POWER, date(2025, 10, 15), "超越职权")
    whole.on("2025-10-16")
    remedies = c.Remedies("演示市人民政府", 60, "演示市人民法院", 6, "行政复议法§20")
    licence.revoke(cases, ask(), reasons="超越职权", remedies=remedies)
    whole.follow()
    assert (whole.states["hygiene"], whole.life_event.status) == ("ended", LifeEventStatus.COMPLETED)
    challenge.record_challenge(
        cases,
        ask(),
        c.ChallengeKind.RECONSIDERATION,
        c.ChallengedAct.REVOCATION,
        body="演示市人民政府",
        number="演政复〔2025〕2号",
    )
    (known,) = cases.standing(case_id).case.challenges
    challenge.record_outcome(
        cases, ask(), known, c.ChallengeOutcome.ANNULLED, number="演政复决〔2025〕2号", redo_days=None
    )
    whole.follow()
    assert (whole.states["hygiene"], whole.life_event.status) == ("granted", LifeEventStatus.DECIDED)
    whole.deliver("hygiene").follow()
    assert whole.life_event.status is LifeEventStatus.COMPLETED
    assert verify_life_event(whole.handler, WHOLE) == []
