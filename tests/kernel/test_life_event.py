"""一件事 in the kernel: what waits for what, what stops, and that nobody waits for what cannot come."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import APPLICANT
from examples import examples
from life_events import CASES, CHAIN, DAY, LIFE_EVENT_ID, PAPER, WHY, Matter, application
from tongban.kernel.case.conditions import Compare, Operator
from tongban.kernel.life_event import (
    ALLOWED,
    Errand,
    LifeEventStatus,
    LostNeed,
    MemberEnd,
    MemberState,
    Owed,
    Rules,
    evolve,
    owed,
    replay,
)
from tongban.kernel.life_event import commands as c
from tongban.kernel.life_event import events as e
from tongban.kernel.life_event.evolution import EVOLVERS
from tongban.kernel.life_event.life import DECIDERS, TELLER
from tongban.kernel.life_event.state import Stop
from tongban.kernel.refusals import (
    AgentCannotCommit,
    CasesNotNamed,
    CommandForAnotherCase,
    CommitmentMissing,
    CommitmentNotOffered,
    FactMissing,
    GapNotOffered,
    LifeEventNotAllowedNow,
    MemberHasItsOutcome,
    MemberNotInThisSituation,
    MemberUnknown,
    NoMemberInThisSituation,
    NothingToTakeBack,
    ObjectsToItself,
    OnlyMembersTell,
    ReasonsMissing,
    UndertakingMissing,
)


def test_an_application_plans_the_members_of_its_situation_and_starts_those_that_wait_for_nobody():
    matter = Matter().apply()
    assert matter.happened == ["Applied", "MemberReady", "MemberReady"]
    assert matter.states == {"fire": "ready", "hygiene": "ready", "security": "waiting", "sign": "waiting"}
    assert matter.life_event.left_out == ("food",)
    assert owed(matter.life_event) == (Owed("fire", Errand.RECEIVE), Owed("hygiene", Errand.RECEIVE))


def test_a_member_that_the_situation_does_not_have_keeps_nobody_waiting():
    assert Matter().apply().life_event.members["sign"].plan.needs == ("security",)
    meals = Matter().apply({"serves_meals": True})
    assert meals.life_event.members["sign"].plan.needs == ("security", "food")


def test_the_next_begins_once_the_licence_it_is_given_is_made_and_not_when_it_is_only_granted():
    matter = Matter().apply().received("fire").told(c.RecordAcceptance("fire", DAY))
    matter.told(c.RecordDecision("fire", True, "XF-1", DAY))
    assert matter.states["security"] == "waiting"
    assert matter.life_event.waits_for(matter.life_event.members["security"]) == ("fire",)
    matter.told(c.RecordResult("fire", "XF-1", PAPER))
    assert matter.states["security"] == "ready"
    assert matter.life_event.waits_for(matter.life_event.members["security"]) == ()


def test_who_only_comes_after_another_begins_with_the_grant():
    matter = Matter().apply().decided("fire").received("security").told(c.RecordAcceptance("security", DAY))
    assert matter.told(c.RecordDecision("security", True, "TX-1", DAY)).states["sign"] == "ready"


def test_partial_refusal_stops_what_depends_on_it_and_the_others_go_on():
    matter = Matter().apply().received("fire", "hygiene")
    before = len(matter.events)
    matter.decided("fire", granted=False)
    assert matter.since(before)[-2:] == [
        e.MemberStopped("security", "fire", LostNeed.REFUSED),
        e.MemberStopped("sign", "security", LostNeed.STOPPED),
    ]
    assert matter.states == {
        "fire": "refused",
        "hygiene": "received",
        "security": "stopped",
        "sign": "stopped",
    }
    assert matter.life_event.members["security"].stop == Stop("fire", LostNeed.REFUSED)


@pytest.mark.parametrize("how", list(MemberEnd))
def test_a_case_that_ends_without_a_licence_stops_what_waits_for_it(how: MemberEnd):
    matter = Matter().apply().received("fire").ended("fire", how)
    assert (matter.states["fire"], matter.states["security"]) == ("ended", "stopped")
    assert matter.life_event.members["security"].stop == Stop("fire", LostNeed.ENDED)


def test_a_licence_revoked_before_it_flowed_stops_who_waits_for_it_and_not_who_has_begun():
    matter = Matter().apply().received("fire").told(c.RecordAcceptance("fire", DAY))
    matter.told(c.RecordDecision("fire", True, "XF-1", DAY)).ended("fire", MemberEnd.LICENCE_ENDED)
    assert matter.states["security"] == "stopped"
    begun = Matter().apply().decided("fire").received("security").ended("fire", MemberEnd.LICENCE_ENDED)
    assert begun.states["security"] == "received"


def test_a_receipt_that_the_rules_refuse_ends_the_member_and_who_waits_for_it():
    matter = Matter().apply().told(c.RecordNoReceipt("fire", "banned_until"))
    assert (matter.states["fire"], matter.states["security"]) == ("not_received", "stopped")
    assert matter.life_event.members["fire"].refusal == "banned_until"
    assert owed(matter.life_event) == (Owed("hygiene", Errand.RECEIVE),)


# --- what is promised in the one act

PROMISING = replace(
    CHAIN,
    members=(
        replace(CHAIN.members[0], offers_commitment=True),
        replace(CHAIN.members[1], offers_gap=True),
        replace(CHAIN.members[2], offers_commitment=True),
        *CHAIN.members[3:],
    ),
)


def promised(**changes: object) -> Matter:
    said = {"commits": ("fire",), "undertakes": ("hygiene",), "promise": WHY}
    return Matter(PROMISING).ask(application(**(said | changes)))


def test_what_was_promised_lies_with_the_members_it_was_promised_of():
    life_event = promised().life_event
    kept = {name: (m.commits, m.undertakes) for name, m in life_event.members.items()}
    no = (False, False)
    assert kept == {"fire": (True, False), "hygiene": (False, True), "security": no, "sign": no}
    assert life_event.promise == WHY


def test_a_case_is_committed_to_as_soon_as_it_is_there_and_once():
    matter = promised().received("fire", "hygiene")
    assert owed(matter.life_event) == (Owed("fire", Errand.COMMIT),)
    matter.told(c.RecordCommitment("fire"))
    assert owed(matter.life_event) == ()
    assert matter.life_event.members["fire"].committed
    told = len(matter.events)
    matter.told(c.RecordCommitment("fire")).told(c.RecordNoCommitment("fire", "x"))
    assert len(matter.events) == told


def test_a_case_that_cannot_be_committed_to_goes_the_ordinary_way():
    matter = promised().received("fire").told(c.RecordNoCommitment("fire", "commitment_barred"))
    assert (matter.states["fire"], matter.life_event.members["fire"].committed) == ("received", False)
    assert matter.life_event.members["fire"].not_committed == "commitment_barred"
    assert owed(matter.life_event) == (Owed("hygiene", Errand.RECEIVE),)


def test_a_commitment_that_nobody_asked_for_is_not_recorded():
    assert promised().received("hygiene").told(c.RecordCommitment("hygiene")).happened[-1] == "MemberReceived"


def test_who_takes_over_has_promised_nothing():
    matter = promised(commits=("fire", "security")).received("fire")
    matter.told(c.RecordSuccession("fire", APPLICANT.account, "heir"))
    kept = [matter.life_event.members[name] for name in ("fire", "hygiene", "security")]
    assert [(m.commits, m.undertakes) for m in kept] == [(True, False), (False, False), (False, False)]


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"commits": ("hygiene",)}, CommitmentNotOffered),
        ({"undertakes": ("fire",)}, GapNotOffered),
        ({"commits": ("food",)}, MemberNotInThisSituation),
        ({"undertakes": ("water",)}, MemberUnknown),
        ({"agent": "agent"}, AgentCannotCommit),
        ({"promise": None}, CommitmentMissing),
        ({"commits": (), "promise": None}, UndertakingMissing),
    ],
)
def test_only_what_a_member_offers_is_promised_by_the_applicant_and_signed(said, refused):
    with pytest.raises(refused):
        promised(**said)


# --- what another system corrects, what is annulled, who takes over


def test_a_decision_corrected_before_delivery_is_the_members_decision():
    matter = Matter().apply().received("fire").told(c.RecordAcceptance("fire", DAY))
    matter.told(c.RecordDecision("fire", True, "XF-1", DAY)).told(c.RecordDecision("fire", True, "XF-1", DAY))
    assert matter.happened.count("MemberDecided") == 1
    matter.told(c.RecordDecision("fire", False, "XF-2", DAY))
    assert (matter.states["fire"], matter.states["security"]) == ("refused", "stopped")
    assert matter.life_event.members["fire"].number == "XF-2"


def test_a_licence_corrected_before_it_flowed_is_waited_for_again():
    matter = Matter().apply().decided("fire")
    assert matter.states["security"] == "ready"
    matter.told(c.RecordDecision("fire", True, "XF-2", DAY))
    assert (matter.states["fire"], matter.states["security"]) == ("granted", "waiting")
    assert matter.told(c.RecordResult("fire", "XF-2", PAPER)).states["security"] == "ready"


def test_a_decision_that_was_delivered_is_not_corrected_any_more():
    matter = Matter().apply().decided("hygiene").delivered("hygiene")
    assert matter.told(c.RecordDecision("hygiene", False, "other", DAY)).states["hygiene"] == "granted"


def test_a_licence_whose_revocation_was_annulled_is_still_to_be_delivered():
    matter = Matter().apply().ask(c.TakeBack(("fire",))).decided("hygiene")
    matter.ended("hygiene", MemberEnd.LICENCE_ENDED)
    assert matter.life_event.status is LifeEventStatus.COMPLETED
    matter.told(c.RecordRestoration("hygiene"))
    assert (matter.states["hygiene"], matter.life_event.status) == ("granted", LifeEventStatus.DECIDED)
    assert matter.life_event.members["hygiene"].document == PAPER
    assert matter.delivered("hygiene").life_event.status is LifeEventStatus.COMPLETED


def test_what_was_never_granted_is_not_restored():
    matter = Matter().apply().received("fire").ended("fire", MemberEnd.TERMINATED)
    assert matter.told(c.RecordRestoration("fire")).states["fire"] == "ended"


def test_who_takes_a_member_over_takes_over_what_has_not_begun_and_nothing_that_has():
    matter = Matter().apply().received("fire", "hygiene")
    matter.told(c.RecordSuccession("fire", APPLICANT.account, "heir"))
    life_event = matter.life_event
    assert life_event.applicant == "heir"
    holders = {name: life_event.holder_of(member) for name, member in life_event.members.items()}
    assert holders == {
        **{"fire": "heir", "hygiene": APPLICANT.account},
        **{"security": "heir", "sign": "heir"},
    }
    matter.told(c.RecordSuccession("hygiene", APPLICANT.account, "another heir"))
    assert matter.life_event.applicant == "heir"
    assert matter.life_event.holder_of(matter.life_event.members["hygiene"]) == "another heir"
    told = len(matter.events)
    assert len(matter.told(c.RecordSuccession("hygiene", "x", "another heir")).events) == told


# --- taking back


def test_the_applicant_takes_one_back_and_the_others_go_on():
    matter = Matter().apply().ask(c.TakeBack(("hygiene",), WHY))
    assert matter.states["hygiene"] == "taken_back"
    assert matter.states["fire"] == "ready"


def test_of_a_running_member_its_case_is_asked_and_decides():
    matter = Matter().apply().received("fire", "hygiene").ask(c.TakeBack(("fire",)))
    assert matter.states["fire"] == "received"
    assert owed(matter.life_event) == (Owed("fire", Errand.WITHDRAW),)
    refused = Matter(life_event=matter.life_event).told(c.RecordNoWithdrawal("fire", "not_allowed_now"))
    assert owed(refused.life_event) == ()
    assert refused.states["fire"] == "received"
    withdrawn = matter.ended("fire", MemberEnd.WITHDRAWN)
    assert (withdrawn.states["fire"], withdrawn.states["security"]) == ("ended", "stopped")


def test_taking_all_back_leaves_what_is_decided():
    matter = Matter().apply().decided("hygiene").received("fire").ask(c.TakeBack())
    assert matter.states == {
        "hygiene": "granted",
        "fire": "received",
        "security": "taken_back",
        "sign": "taken_back",
    }
    assert owed(matter.life_event) == (Owed("fire", Errand.WITHDRAW),)
    with pytest.raises(NothingToTakeBack):
        matter.ask(c.TakeBack())


def test_a_member_on_its_way_when_it_is_taken_back_is_withdrawn_once_its_case_is_there():
    matter = Matter().apply().ask(c.TakeBack(("hygiene",))).received("hygiene")
    assert matter.states["hygiene"] == "received"
    assert owed(matter.life_event) == (Owed("fire", Errand.RECEIVE), Owed("hygiene", Errand.WITHDRAW))


def test_what_has_its_outcome_cannot_be_taken_back():
    with pytest.raises(MemberHasItsOutcome):
        Matter().apply().decided("hygiene").ask(c.TakeBack(("hygiene",)))


# --- objections (walk-through 14)


def test_another_authority_objects_and_what_depends_on_the_member_stops():
    matter = Matter().apply().received("fire", "hygiene")
    before = len(matter.events)
    matter.ask(c.RaiseObjection("fire", "tax", WHY, "税异〔2025〕3号"), "zhao", "tax-officer")
    assert matter.since(before) == [
        e.ObjectionRaised("fire", "tax", WHY, "税异〔2025〕3号"),
        e.MemberStopped("security", "fire", LostNeed.OBJECTED_TO),
        e.MemberStopped("sign", "security", LostNeed.STOPPED),
    ]
    # Each authority signs its own decision: the running case itself goes on.
    assert (matter.states["fire"], matter.states["hygiene"]) == ("received", "received")


def test_an_objection_to_what_has_not_begun_stops_it():
    matter = Matter().apply().ask(c.RaiseObjection("security", "tax", WHY), "zhao", "tax-officer")
    assert (matter.states["security"], matter.states["sign"], matter.states["fire"]) == (
        *("stopped", "stopped"),
        "ready",
    )
    assert matter.life_event.members["security"].stop == Stop("security", LostNeed.OBJECTED_TO)


def test_an_objection_needs_reasons_another_authority_and_an_open_member():
    matter = Matter().apply().decided("hygiene")
    with pytest.raises(ReasonsMissing):
        matter.ask(c.RaiseObjection("fire", "tax", None))
    with pytest.raises(ObjectsToItself):
        matter.ask(c.RaiseObjection("fire", "fire-rescue", WHY))
    with pytest.raises(MemberHasItsOutcome):
        matter.ask(c.RaiseObjection("hygiene", "tax", WHY))


# --- the end


def test_it_is_decided_when_all_have_an_outcome_and_completed_when_all_is_delivered():
    matter = Matter().apply().decided("fire").decided("hygiene").decided("security")
    assert matter.life_event.status is LifeEventStatus.RUNNING
    matter.decided("sign", granted=False)
    assert matter.life_event.status is LifeEventStatus.DECIDED
    matter.delivered("fire", "hygiene", "security")
    assert matter.life_event.status is LifeEventStatus.DECIDED
    matter.delivered("sign")
    assert (matter.life_event.status, matter.life_event.completed_on) == (LifeEventStatus.COMPLETED, DAY)
    assert matter.happened[-2:] == ["MemberDelivered", "Completed"]


def test_what_was_handed_over_before_all_are_decided_is_not_waited_for_again():
    matter = Matter().apply().decided("hygiene").delivered("hygiene").decided("fire", granted=False)
    assert matter.life_event.status is LifeEventStatus.DECIDED
    assert matter.delivered("fire").life_event.status is LifeEventStatus.COMPLETED


def test_taken_back_as_a_whole_before_anything_began_it_is_completed_at_once():
    assert Matter().apply().ask(c.TakeBack()).life_event.status is LifeEventStatus.COMPLETED


# --- decided anew


def test_a_refusal_that_fell_is_decided_anew_and_the_whole_is_open_until_it_is():
    matter = Matter().apply().decided("fire", granted=False).decided("hygiene").delivered("fire", "hygiene")
    assert matter.life_event.status is LifeEventStatus.COMPLETED
    matter.told(c.RecordReopening("fire"))
    fire = matter.life_event.members["fire"]
    assert (fire.state, fire.number, fire.decided_on, fire.delivered) == (
        MemberState.ACCEPTED,
        "",
        None,
        False,
    )
    assert (matter.life_event.status, matter.life_event.completed_on) == (LifeEventStatus.RUNNING, None)
    # What stopped has been told so, and is applied for by itself.
    assert matter.states["security"] == "stopped"
    matter.told(c.RecordDecision("fire", True, "XF-2", DAY)).told(c.RecordResult("fire", "XF-2", PAPER))
    assert matter.life_event.status is LifeEventStatus.DECIDED
    matter.delivered("fire")
    assert (matter.life_event.status, matter.states["fire"]) == (LifeEventStatus.COMPLETED, "granted")


def test_a_grant_that_fell_is_waited_for_again_by_who_has_not_begun():
    matter = Matter().apply().decided("fire")
    assert owed(matter.life_event) == (Owed("hygiene", Errand.RECEIVE), Owed("security", Errand.RECEIVE))
    matter.told(c.RecordReopening("fire"))
    assert matter.states["security"] == "waiting"
    assert matter.life_event.waits_for(matter.life_event.members["security"]) == ("fire",)
    assert owed(matter.life_event) == (Owed("hygiene", Errand.RECEIVE),)
    matter.decided("fire")
    assert matter.states["security"] == "ready"
    assert (
        matter.told(c.RecordReopening("fire")).decided("fire", granted=False).states["security"] == "stopped"
    )


def test_who_has_begun_with_a_licence_that_fell_goes_on():
    matter = Matter().apply().decided("fire").received("security").told(c.RecordReopening("fire"))
    assert (matter.states["fire"], matter.states["security"]) == ("accepted", "received")


def test_what_ended_while_it_was_fought_is_decided_anew_too():
    matter = Matter().apply().received("fire").ended("fire").told(c.RecordReopening("fire"))
    assert (matter.states["fire"], matter.life_event.members["fire"].how) == ("accepted", None)


def test_what_is_undecided_is_not_reopened():
    matter = Matter().apply().received("fire").ask(c.TakeBack(("hygiene",)))
    version = matter.life_event.version
    for member in matter.life_event.members:
        matter.told(c.RecordReopening(member))
    assert matter.life_event.version == version


# --- what is told twice, out of turn or by somebody else


def test_what_is_told_twice_changes_nothing():
    matter = Matter().apply().decided("fire").delivered("fire").received("hygiene")
    version = matter.life_event.version
    matter.decided("fire").decided("fire", granted=False).delivered("fire").received("hygiene")
    matter.ended("fire").told(c.RecordNoReceipt("fire", "late")).told(c.RecordNoWithdrawal("fire", "late"))
    assert matter.life_event.version == version


def test_after_the_end_the_cases_may_still_tell_and_nothing_happens():
    matter = Matter().apply().ask(c.TakeBack())
    version = matter.life_event.version
    for body in (c.RecordDecision("fire", True, "1", DAY), c.RecordEnd("fire", MemberEnd.DECLINED)):
        matter.told(body)
    assert matter.life_event.version == version


@pytest.mark.parametrize("verb", c.TOLD_BY_MEMBERS)
def test_nobody_types_what_the_cases_tell(verb):
    bodies = {
        c.RecordReceipt: ("fire", DAY),
        c.RecordNoReceipt: ("fire", "x"),
        c.RecordAcceptance: ("fire", DAY),
        c.RecordDecision: ("fire", True, "x", DAY),
        c.RecordResult: ("fire", "x", PAPER),
        c.RecordEnd: ("fire", MemberEnd.DECLINED),
        c.RecordCommitment: ("fire",),
        c.RecordNoCommitment: ("fire", "x"),
        c.RecordReopening: ("fire",),
        c.RecordRestoration: ("fire",),
        c.RecordSuccession: ("fire", APPLICANT.account, "heir"),
        c.RecordDelivery: ("fire",),
        c.RecordNoWithdrawal: ("fire", "x"),
        c.RecordOutcome: ("land.permit", "case", PAPER),
        c.RecordOutcomeGone: ("land.permit",),
    }
    with pytest.raises(OnlyMembersTell):
        Matter().apply().ask(verb(*bodies[verb]))


def test_it_is_applied_for_once_with_members_whose_cases_are_named():
    with pytest.raises(LifeEventNotAllowedNow):
        Matter().apply().apply()
    with pytest.raises(CasesNotNamed):
        Matter().ask(
            application(cases={name: "" if name == "fire" else case for name, case in CASES.items()})
        )
    with pytest.raises(FactMissing):
        Matter().apply({})
    only_food = replace(CHAIN, members=CHAIN.members[-1:])
    with pytest.raises(NoMemberInThisSituation):
        Matter(only_food).apply()


def test_a_member_nobody_knows_and_one_of_another_situation_are_told_apart():
    matter = Matter().apply()
    with pytest.raises(MemberNotInThisSituation):
        matter.ask(c.TakeBack(("food",)))
    with pytest.raises(MemberUnknown):
        matter.ask(c.TakeBack(("water",)))


def test_a_command_for_another_life_event_is_refused():
    matter = Matter().apply()
    matter.life_event = replace(matter.life_event, id="another")
    with pytest.raises(CommandForAnotherCase):
        matter.received("fire")


def test_status_by_command_as_a_table():
    table = {status.value: [verb.__name__ for verb in verbs] for status, verbs in ALLOWED.items()}
    told = [verb.__name__ for verb in c.TOLD_BY_MEMBERS]
    assert table == {
        "draft": ["Apply"],
        "running": ["TakeBack", "RaiseObjection", *told],
        "decided": told,
        "completed": told,
    }
    assert set(DECIDERS) == {verb for verbs in ALLOWED.values() for verb in verbs}
    assert set(EVOLVERS) == set(e.TYPES)


# --- for any graph and any outcome

MEMBERS = tuple(f"m{n}" for n in range(6))


@st.composite
def graphs(draw) -> Rules:
    """Any graph without a ring: a member needs only those before it."""
    members = []
    for n, name in enumerate(MEMBERS):
        needs = draw(st.lists(st.sampled_from(MEMBERS[:n]), unique=True, max_size=3)) if n else []
        asked = draw(st.booleans())
        rule = replace(
            CHAIN.members[0],
            id=name,
            needs=tuple(needs),
            when=Compare(f"f{n}", Operator.EQUAL, True) if asked else None,
        )
        members.append(rule)
    return replace(CHAIN, members=tuple(members))


TOLD = {
    "received": lambda m: c.RecordReceipt(m, DAY),
    "not_received": lambda m: c.RecordNoReceipt(m, "x"),
    "accepted": lambda m: c.RecordAcceptance(m, DAY),
    "granted": lambda m: c.RecordDecision(m, True, "x", DAY),
    "refused": lambda m: c.RecordDecision(m, False, "x", DAY),
    "made": lambda m: c.RecordResult(m, "x", PAPER),
    "ended": lambda m: c.RecordEnd(m, MemberEnd.TERMINATED),
    "reopened": lambda m: c.RecordReopening(m),
    "licence_ended": lambda m: c.RecordEnd(m, MemberEnd.LICENCE_ENDED),
    "restored": lambda m: c.RecordRestoration(m),
    "taken_over": lambda m: c.RecordSuccession(m, APPLICANT.account, f"heir of {m}"),
    "delivered": lambda m: c.RecordDelivery(m),
}


@settings(max_examples=examples(150), deadline=None)
@given(graphs(), st.data())
def test_nobody_waits_for_what_cannot_come_whatever_is_told_in_whatever_order(rules: Rules, data):
    facts = {f"f{n}": data.draw(st.booleans()) for n in range(len(MEMBERS))}
    matter = Matter(rules)
    try:
        matter.ask(application(facts, cases=dict.fromkeys(MEMBERS, LIFE_EVENT_ID)))
    except NoMemberInThisSituation:
        return
    told = st.tuples(st.sampled_from(sorted(TOLD)), st.sampled_from(sorted(matter.life_event.members)))
    for what, member in data.draw(st.lists(told, max_size=40)):
        matter.told(TOLD[what](member))
        life_event = matter.life_event
        for name, one in life_event.members.items():
            if one.state is MemberState.WAITING:
                assert not life_event.lost_need(one), name
                assert life_event.waits_for(one), name
        assert replay(matter.events) == life_event
    # Whoever is begun comes to an end; then nobody is left, however they were told before.
    for _ in range(len(MEMBERS) + 1):
        for name, one in list(matter.life_event.members.items()):
            if one.state is MemberState.READY:
                matter.received(name)
            if matter.life_event.members[name].state.is_running:
                matter.told(c.RecordDecision(name, data.draw(st.booleans()), "x", DAY))
            matter.delivered(name)
    assert matter.life_event.status is LifeEventStatus.COMPLETED
    assert owed(matter.life_event) == ()


def test_replaying_is_evolving_one_by_one():
    matter = Matter().apply().decided("fire").received("security").delivered("fire")
    half = replay(matter.events[:4])
    for event in matter.events[4:]:
        half = evolve(half, event)
    assert half == matter.life_event == replay(matter.events)
    assert TELLER in {event.actor for event in matter.events}
