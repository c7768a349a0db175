"""Walk-through 9: 赵桂兰, 82, no phone; a neighbour acts for her, and not beyond her mandate."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from agency import a_mandate
from cast import APPLICANT, CLERK, LEAD, OUTSIDER, Person, commitment_item
from office import FACTS, PDF, Office, open_office
from tongban.handling import hearing, intake, mandates, outcome
from tongban.handling.access import NotTheApplicant, NotYourCase
from tongban.handling.commitment import Confirmation, OnlyTheApplicantPromises, commit, tell_commitment
from tongban.handling.errand import Actor
from tongban.handling.intake import Application, DefectFound
from tongban.handling.mandate_ports import Mandate, Power, Shown
from tongban.handling.mandates import (
    AgentIsTheApplicant,
    AgentNotNamed,
    BeyondTheMandate,
    MandateEnded,
    MandateMissing,
    MandateNotShown,
    MandateNotYetInForce,
    MandateUpsideDown,
)
from tongban.handling.mandates import (
    Person as Named,
)
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import Told

CASE = "00000000-0000-7000-8000-000000000009"
NEIGHBOUR = Person("孙邻居", "neighbour", "")
SCAN = checked("授权委托书.pdf", PDF)


def received(office: Office, who: Person = CLERK, command_id: str = "", **changes: Any) -> None:
    counter = bool(who.post)
    plain: dict[str, Any] = {
        "item": "food-operation-licence",
        "division": "330100",
        "applicant": APPLICANT.account,
        "channel": c.Channel.COUNTER if counter else c.Channel.ONLINE,
        "facts": FACTS,
        "form": {"holder": "赵桂兰", "premises": "解放路 1 号"},
        "agent": NEIGHBOUR.account,
        "mandate": a_mandate() if counter else a_mandate(seen=False, paper=SCAN),
    }
    ask = office.ask(CASE, who, command_id)
    intake.receive(office.handler, ask, Application(**plain | changes))


def refused(act: Callable[[], object]) -> Told:
    with pytest.raises(Told) as told:
        act()
    return told.value


def mandate_of(office: Office) -> Mandate:
    found = mandates.of_case(office.handler.ports, office.handler.standing(CASE).case)
    assert found is not None
    return found


def test_the_neighbour_is_on_record_with_every_power_by_itself() -> None:
    office = open_office()
    received(office)
    mandate = mandate_of(office)
    assert (mandate.agent, mandate.shown, mandate.begin, mandate.until, mandate.by) == (
        "neighbour",
        Shown.PAPER,
        date(2025, 1, 1),
        date(2026, 12, 31),
        CLERK.account,
    )
    assert {power: mandates.covers(mandate, power, date(2025, 9, 24)) for power in Power} == {
        Power.APPLY: True,
        Power.SUPPLEMENT: True,
        Power.MESSAGES: True,
        Power.WITHDRAW: True,
        Power.COLLECT: True,
        Power.MONEY: False,
        Power.HEARING: True,
    }
    assert mandates.person_of(office.handler.ports, mandate) == Named("孙邻居", "330199196001010018")


def test_online_the_agent_applies_and_the_paper_is_kept() -> None:
    office = open_office()
    received(office, NEIGHBOUR)
    mandate = mandate_of(office)
    assert (mandate.shown, mandate.by) == (Shown.UPLOAD, "neighbour")
    kept = office.handler.ports.personal.read(CASE, [mandate.paper])[mandate.paper]
    assert json.loads(kept or "")["name"] == "授权委托书.pdf"


TODAY = date(2025, 9, 24)


def test_only_a_clerk_can_say_that_the_original_was_seen() -> None:
    office = open_office()
    said = refused(lambda: received(office, NEIGHBOUR, mandate=a_mandate(seen=True)))
    assert said == MandateNotShown()
    received(office, NEIGHBOUR, mandate=a_mandate(seen=True, paper=SCAN))
    assert mandate_of(office).shown is Shown.UPLOAD


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mandate": None}, MandateMissing()),
        ({"agent": APPLICANT.account}, AgentIsTheApplicant()),
        ({"mandate": a_mandate(seen=False)}, MandateNotShown()),
        ({"mandate": a_mandate(name=" ")}, AgentNotNamed()),
        (
            {"mandate": a_mandate(begin=date(2025, 10, 1), until=date(2025, 9, 1))},
            MandateUpsideDown(begin=date(2025, 10, 1), until=date(2025, 9, 1)),
        ),
        (
            {"mandate": a_mandate(begin=date(2025, 9, 25))},
            MandateNotYetInForce(begin=date(2025, 9, 25), on=TODAY),
        ),
        ({"mandate": a_mandate(until=date(2025, 9, 23))}, MandateEnded(ended_on=date(2025, 9, 23))),
    ],
)
def test_without_a_good_mandate_nobody_applies_for_another(changes: dict[str, Any], said: Told) -> None:
    office = open_office()
    assert refused(lambda: received(office, **changes)) == said
    assert office.store.load(CASE) is None


def test_a_mandate_that_does_not_include_applying_says_what_it_includes() -> None:
    office = open_office()
    only = a_mandate(powers=frozenset({Power.COLLECT, Power.MESSAGES}))
    said = refused(lambda: received(office, mandate=only))
    assert isinstance(said, BeyondTheMandate)
    assert (said.sentence.zh, said.sentence.en, said.basis) == (
        "授权委托不包括「提出申请」，只包括：接收告知和文书、领取结果。",
        "The mandate does not include “apply”; it includes: receive notices, collect the result.",
        "民法典§162、§171",
    )
    assert "本人" in said.remedy.zh


def test_the_first_and_the_last_day_of_a_mandate_are_days_of_it() -> None:
    received(open_office(), mandate=a_mandate(begin=TODAY, until=TODAY))
    received(open_office(), mandate=a_mandate(begin=TODAY, until=None))


def test_a_stranger_with_somebody_elses_mandate_is_still_a_stranger() -> None:
    office = open_office()
    assert isinstance(refused(lambda: received(office, OUTSIDER)), NotTheApplicant)


def test_a_form_sent_again_after_the_mandate_has_ended_is_answered_as_before() -> None:
    office = open_office()
    ends_today = a_mandate(until=TODAY, seen=False, paper=SCAN)
    received(office, NEIGHBOUR, "once", mandate=ends_today)
    office.on("2025-09-25")
    received(office, NEIGHBOUR, "once", mandate=ends_today)
    assert office.events(CASE) == ["Received"]


# --- acting in a case


def waiting_for_papers(office: Office, **mandate: Any) -> None:
    received(office, mandate=a_mandate(**mandate))
    told = [DefectFound(m, c.DefectKind.MISSING) for m in ("form", "licence_copy", "floor_plan")]
    intake.request_supplement(office.handler, office.ask(CASE, CLERK), told)


def supplement(office: Office, who: Person) -> None:
    intake.supplement(office.handler, office.ask(CASE, who), {"form": [checked("f.pdf", PDF)]})


def withdraw(office: Office, who: Person) -> None:
    intake.withdraw(office.handler, office.ask(CASE, who))


def test_the_agent_supplements_and_withdraws_under_a_mandate_that_says_so() -> None:
    office = open_office()
    waiting_for_papers(office)
    supplement(office, NEIGHBOUR)
    withdraw(office, NEIGHBOUR)
    assert office.events(CASE) == ["Received", "SupplementRequested", "Supplemented", "Withdrawn"]


@pytest.mark.parametrize(("act", "power"), [(supplement, Power.SUPPLEMENT), (withdraw, Power.WITHDRAW)])
def test_what_the_mandate_leaves_out_only_the_applicant_or_the_counter_does(
    act: Callable[[Office, Person], None], power: Power
) -> None:
    office = open_office()
    waiting_for_papers(office, powers=frozenset(Power) - {power})
    said = refused(lambda: act(office, NEIGHBOUR))
    assert isinstance(said, BeyondTheMandate)
    assert said.parameters["power"] == power.label
    assert len(office.events(CASE)) == 2
    act(office, APPLICANT)
    assert len(office.events(CASE)) == 3


@pytest.mark.parametrize("is_heard", [True, False])
def test_an_agent_is_heard_for_the_applicant_only_where_the_mandate_says_so(is_heard: bool) -> None:
    powers = frozenset(Power) if is_heard else frozenset(Power) - {Power.HEARING}
    office = open_office()
    received(office, mandate=a_mandate(powers=powers), on_paper=("form", "licence_copy", "floor_plan"))
    office.accept(CASE)
    hearing.tell_hearing_right(office.handler, office.ask(CASE, LEAD), "applicant")
    acts: tuple[Callable[[], object], ...] = (
        lambda: hearing.record_statement(office.handler, office.ask(CASE, NEIGHBOUR), "applicant", "…"),
        lambda: hearing.request_hearing(office.handler, office.ask(CASE, NEIGHBOUR)),
        lambda: hearing.waive_hearing(office.handler, office.ask(CASE, NEIGHBOUR)),
    )
    for act in acts:
        if is_heard:
            act()
        else:
            assert isinstance(refused(act), BeyondTheMandate)


def test_a_promise_is_the_applicants_own_whatever_the_mandate_says() -> None:
    office = open_office("2026-04-30", item=commitment_item())
    received(office, NEIGHBOUR, on_paper=())
    tell_commitment(office.handler, office.ask(CASE, CLERK))

    promise = Confirmation("孙邻居", "疏散通道畅通")
    assert refused(lambda: commit(office.handler, office.ask(CASE, NEIGHBOUR), promise)) == (
        OnlyTheApplicantPromises()
    )
    assert "Committed" not in office.events(CASE)
    commit(office.handler, office.ask(CASE, APPLICANT), Confirmation("李申请", "疏散通道畅通"))
    assert "Committed" in office.events(CASE)


def test_after_its_last_day_the_mandate_allows_nothing() -> None:
    office = open_office()
    waiting_for_papers(office, until=date(2025, 9, 26))
    office.on("2025-09-27")
    assert refused(lambda: supplement(office, NEIGHBOUR)) == MandateEnded(ended_on=date(2025, 9, 26))


@pytest.mark.parametrize("who", [APPLICANT, NEIGHBOUR, CLERK])
def test_applicant_agent_or_counter_end_a_mandate_and_from_then_on_it_is_ended(who: Person) -> None:
    office = open_office()
    waiting_for_papers(office)
    mandates.end(office.handler, CASE, Actor(who.account, who.post))
    assert refused(lambda: supplement(office, NEIGHBOUR)) == MandateEnded(ended_on=TODAY)
    supplement(office, APPLICANT)


@pytest.mark.parametrize("who", [OUTSIDER, LEAD])
def test_nobody_else_ends_a_mandate(who: Person) -> None:
    office = open_office()
    waiting_for_papers(office)
    with pytest.raises(NotYourCase):
        mandates.end(office.handler, CASE, Actor(who.account, who.post))
    assert mandate_of(office).ended_on is None


def test_where_nobody_acts_for_the_applicant_there_is_no_mandate_to_end() -> None:
    office = open_office()
    received(office, APPLICANT, agent="", mandate=None)
    with pytest.raises(MandateMissing):
        mandates.end(office.handler, CASE, Actor(APPLICANT.account, ""))


def test_the_result_is_not_handed_to_an_agent_whose_mandate_does_not_say_so() -> None:
    office = open_office()
    received(office, mandate=a_mandate(powers=frozenset({Power.APPLY})))
    with pytest.raises(BeyondTheMandate) as told:
        outcome.deliver(
            office.handler, office.ask(CASE, CLERK), c.DeliveryMethod.COUNTER, "孙邻居", NEIGHBOUR.account
        )
    assert told.value.parameters["power"] == Power.COLLECT.label


# --- erasure


def test_an_erased_agent_stays_erased_and_the_case_stands() -> None:
    office = open_office()
    received(office)
    before = office.handler.history(CASE)
    assert office.personal.erase("neighbour") == 1
    mandate = mandate_of(office)
    assert mandates.person_of(office.handler.ports, mandate) == Named()
    assert mandates.covers(mandate, Power.SUPPLEMENT, TODAY)
    assert office.handler.history(CASE) == before
    assert "孙邻居" not in str(before) + str(mandate)


def test_an_erased_applicants_mandate_paper_is_gone_with_their_papers() -> None:
    office = open_office()
    received(office, NEIGHBOUR)
    office.personal.erase(APPLICANT.account)
    paper = mandate_of(office).paper
    assert office.handler.ports.personal.read(CASE, [paper]) == {paper: None}
