"""一件事 through an agent: within the mandate and no further, in the whole and in every member."""

from datetime import date
from typing import Any

import pytest

from agency import ALL_BUT_MONEY, a_mandate
from cast import APPLICANT, day
from stores import House
from tongban.handling import intake
from tongban.handling.access import NotTheApplicant, NotYourCase
from tongban.handling.errand import Actor
from tongban.handling.life_event import applying
from tongban.handling.life_event.audit import verify_life_event
from tongban.handling.mail.ports import Reader
from tongban.handling.mandate_ports import Power, Shown
from tongban.handling.mandates import (
    AgentIsTheApplicant,
    BeyondTheMandate,
    MandateEnded,
    MandateMissing,
    MandateNotShown,
    MandateUpsideDown,
    person_of,
)
from tongban.kernel import Command
from tongban.kernel.case import commands as c
from tongban.kernel.life_event.commands import RecordSuccession
from tongban.kernel.life_event.life import TELLER
from tongban.kernel.refusals import Told
from whole import WHOLE, Whole, open_whole, pdf

AGENT = Actor("sun-neighbour")
APPLICANT_SELF = Actor(APPLICANT.account)
PAPER = pdf("mandate")


@pytest.fixture
def whole(house: House) -> Whole:
    return open_whole(house)


def apply(whole: Whole, actor: Actor = AGENT, **said: Any) -> Whole:
    """Online, with the mandate uploaded."""
    given = a_mandate(**{"seen": False, "paper": PAPER} | said)
    application = whole.application(agent=AGENT.id, mandate=given)
    applying.apply(whole.handler, whole.ask(actor), application)
    return whole.follow()


def test_the_agent_of_the_whole_is_the_agent_of_every_member_under_the_same_mandate(whole: Whole) -> None:
    apply(whole)
    ports = whole.house.again()
    for member in ("fire", "hygiene"):
        case = whole.handler.cases.standing(whole.case_of(member)).case
        assert (case.applicant, case.agent) == (APPLICANT.account, AGENT.id)
        mandate = ports.mandates.of_case(case.id)
        assert mandate is not None
        assert (mandate.powers, mandate.shown) == (ALL_BUT_MONEY, Shown.UPLOAD)
        person = person_of(whole.handler.ports, mandate)
        assert (person.name, person.number) == ("孙邻居", "330199196001010018")
        assert whole.house.personal.read(case.id, [mandate.paper])[mandate.paper] is not None
    assert verify_life_event(whole.handler, WHOLE) == []


def test_no_event_names_the_agent_but_by_an_id(whole: Whole) -> None:
    apply(whole)
    history = whole.house.life_events.load(WHOLE)
    assert history is not None
    written = b"".join(record.body for record in history.records).decode()
    assert AGENT.id in written
    assert "孙邻居" not in written
    assert "330199196001010018" not in written


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"powers": frozenset({Power.WITHDRAW})}, BeyondTheMandate),
        ({"until": date(2025, 1, 31)}, MandateEnded),
        ({"paper": None}, MandateNotShown),
        # That the original was seen counts only where a clerk says so.
        ({"paper": None, "seen": True}, MandateNotShown),
        ({"begin": date(2026, 1, 1), "until": date(2025, 1, 1)}, MandateUpsideDown),
    ],
)
def test_without_a_mandate_to_apply_nothing_is_stored(
    whole: Whole, said: dict[str, Any], refused: type[Told]
) -> None:
    with pytest.raises(refused):
        apply(whole, **said)
    assert whole.house.life_events.load(WHOLE) is None


def test_nobody_else_applies_and_nobody_is_their_own_agent(whole: Whole) -> None:
    with pytest.raises(NotTheApplicant):
        apply(whole, Actor("somebody"))
    oneself = whole.application(agent=APPLICANT.account, mandate=a_mandate(paper=PAPER))
    with pytest.raises(AgentIsTheApplicant):
        applying.apply(whole.handler, whole.ask(APPLICANT_SELF), oneself)
    with pytest.raises(MandateMissing):
        applying.apply(whole.handler, whole.ask(AGENT), whole.application(agent=AGENT.id))


def test_the_agent_takes_back_what_the_mandate_lets_them(whole: Whole) -> None:
    apply(whole)
    applying.take_back(whole.handler, whole.ask(AGENT), ["fire"], "不开了")
    whole.follow()
    assert whole.states == {"fire": "ended", "hygiene": "received", "security": "stopped"}
    last = whole.handler.cases.history(whole.case_of("fire"))[-1]
    assert (type(last.body).__name__, last.actor) == ("Withdrawn", AGENT.id)


def test_an_agent_whose_mandate_does_not_say_so_takes_nothing_back(whole: Whole) -> None:
    apply(whole, powers=frozenset({Power.APPLY}))
    with pytest.raises(BeyondTheMandate):
        applying.take_back(whole.handler, whole.ask(AGENT), ["fire"])
    with pytest.raises(NotYourCase):
        applying.take_back(whole.handler, whole.ask(Actor("somebody")), ["fire"])
    applying.take_back(whole.handler, whole.ask(APPLICANT_SELF), ["fire"])
    assert whole.life_event.members["fire"].withdrawing


@pytest.mark.parametrize("by", [AGENT, APPLICANT_SELF], ids=["laid down", "taken back"])
def test_once_ended_it_is_ended_in_every_member_and_what_begins_has_no_agent(whole: Whole, by: Actor) -> None:
    apply(whole)
    applying.end_mandate(whole.handler, WHOLE, by)
    with pytest.raises(MandateEnded):
        applying.take_back(whole.handler, whole.ask(AGENT), ["hygiene"])
    with pytest.raises(MandateEnded):
        intake.withdraw(whole.handler.cases, whole.ask(AGENT, whole.case_of("hygiene")), "")
    whole.accept("fire").examine("fire").grant("fire").follow()
    assert whole.handler.cases.standing(whole.case_of("security")).case.agent == ""


def test_only_the_two_and_the_counter_end_a_mandate(whole: Whole) -> None:
    apply(whole)
    with pytest.raises(NotYourCase):
        applying.end_mandate(whole.handler, WHOLE, Actor("somebody"))
    applying.end_mandate(whole.handler, WHOLE, Actor("wang", "hall-counter"))
    mandate = whole.house.mandates.of_case(WHOLE)
    assert mandate is not None
    assert (mandate.ended_on, mandate.ended_by) == (day("2025-10-09"), "wang")


def test_without_an_agent_there_is_no_mandate_to_end(whole: Whole) -> None:
    whole.apply()
    with pytest.raises(MandateMissing):
        applying.end_mandate(whole.handler, WHOLE, APPLICANT_SELF)


def test_a_mandate_that_ran_out_meanwhile_is_no_mandate_of_a_later_member(whole: Whole) -> None:
    apply(whole, until=date(2025, 10, 14))
    whole.accept("fire").on("2025-10-15").examine("fire").grant("fire").follow()
    assert whole.states["security"] == "received"
    assert whole.handler.cases.standing(whole.case_of("security")).case.agent == ""


@pytest.mark.parametrize(
    ("powers", "is_told"),
    [(ALL_BUT_MONEY, True), (frozenset({Power.APPLY}), False)],
    ids=["told", "not told"],
)
def test_the_agent_is_told_where_the_mandate_includes_it(
    whole: Whole, powers: frozenset[Power], is_told: bool
) -> None:
    apply(whole, powers=powers)
    if hasattr(whole.house.life_events, "messages"):
        # In memory a life event's messages lie with it; who reads them is the database's to say.
        kept = {m.recipient for m in whole.house.life_events.messages(WHOLE)}  # type: ignore[attr-defined]
        assert kept == {AGENT.id, APPLICANT.account}
        return
    reader = Reader((AGENT.id,), day("2025-10-09"))
    codes = [kept.message.code for kept in whole.house.messages.of_case(WHOLE, reader)]
    assert codes == (["life_event_applied"] if is_told else [])


def test_at_the_counter_the_original_is_seen_once_for_all_members(whole: Whole) -> None:
    clerk, papers = Actor("wang", "hall-counter"), whole.application()
    application = whole.application(
        channel=c.Channel.COUNTER,
        uploads={},
        on_paper=[*papers.uploads, *papers.on_paper],
        agent=AGENT.id,
        mandate=a_mandate(),
    )
    applying.apply(whole.handler, whole.ask(clerk), application)
    whole.follow()
    shown = [whole.house.mandates.of_case(case_id) for case_id in (WHOLE, whole.case_of("fire"))]
    assert [mandate and mandate.shown for mandate in shown] == [Shown.PAPER, Shown.PAPER]


def test_who_takes_over_has_not_given_the_mandate(whole: Whole) -> None:
    apply(whole)
    body = RecordSuccession("fire", APPLICANT.account, "heir")
    at = whole.handler.ports.clock.now()
    whole.handler.carry_out(Command("told", WHOLE, at, TELLER, "", body))
    assert (whole.life_event.applicant, whole.life_event.agent) == ("heir", "")
    with pytest.raises(NotYourCase):
        applying.take_back(whole.handler, whole.ask(AGENT), ["security"])
