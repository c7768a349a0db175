"""A construction project in the demo city, in memory and on PostgreSQL: gates, flows, kills, audits."""

from dataclasses import replace
from typing import Any

import pytest

from building import CODE, PROJECT, Building, open_building
from cast import APPLICANT
from stores import House
from tongban.handling.access import NotTheApplicant, NotYourCase
from tongban.handling.errand import Actor
from tongban.handling.life_event import applying as of_stages
from tongban.handling.life_event.applying import OnlyWithinAProject
from tongban.handling.project import applying, following
from tongban.handling.project.applying import (
    NotTheLead,
    ProjectCodeTaken,
    ProjectDetailMissing,
    ProjectDetailTooLong,
    ProjectKindUnknown,
)
from tongban.handling.project.audit import verify_all, verify_project
from tongban.handling.project.carrying_out import ProjectNotFound
from tongban.kernel.case.commands import Channel
from tongban.kernel.project import ProjectEnd, ProjectStatus
from tongban.kernel.refusals import (
    ApplicationsUnderWay,
    CommandIdReused,
    DecisionGateNotMet,
    DeferralNotDeclared,
    NothingLeftToApplyFor,
    StageGateNotMet,
)

COUNTER = Actor("wang", "hall-counter")
LEAD = Actor("ge", "planning-examiner")


@pytest.fixture
def building(house: House) -> Building:
    return open_building(house)


@pytest.fixture
def registered(building: Building) -> Building:
    building.register()
    return building


@pytest.fixture
def with_land(registered: Building) -> Building:
    registered.apply("land")
    return registered.grant("land", "filing", "permit")


def refused(act: Any) -> Exception:
    with pytest.raises(Exception) as told:  # noqa: PT011  (which one is asserted by the caller)
        act()
    return told.value


# --- registering


def test_a_project_is_registered_once_however_often_it_is_sent(building: Building):
    first, again = building.register(), building.register()
    assert (first.repeated, again.repeated) == (False, True)
    assert first.project == again.project == building.project
    assert building.project.number == "330199-20251009-G00001"
    assert building.project.code == CODE
    details = applying.details_of(building.handler, building.handler.standing(PROJECT))
    assert (details.name, details.kind) == ("精密零件厂房", "new")
    with pytest.raises(CommandIdReused):
        building.register(name="另一个")


def test_its_code_is_kept_in_one_spelling_and_names_one_project(registered: Building):
    other = replace(registered, id="0199d0a0-0000-7000-8000-00000000b002")
    with pytest.raises(ProjectCodeTaken):
        other.register("again", code=f"　{CODE} ")
    other.register("another", code=" ２５１０-１  x ")
    assert other.project.code == "2510-1 x"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": "  "}, ProjectDetailMissing),
        ({"name": ""}, ProjectDetailMissing),
        ({"site": "路" * 151}, ProjectDetailTooLong),
        ({"kind": "palace"}, ProjectKindUnknown),
        ({"owner": "somebody-else"}, NotTheApplicant),
        ({"channel": Channel.COUNTER}, NotTheApplicant),
    ],
)
def test_what_cannot_be_registered_is_told_and_nothing_is_stored(building: Building, changes, error):
    with pytest.raises(error):
        building.register(**changes)
    with pytest.raises(ProjectNotFound):
        building.handler.standing(PROJECT)


def test_the_counter_registers_for_an_owner(building: Building):
    ask = building.ask(COUNTER, "counter")
    told = applying.register(building.handler, ask, building.registration(channel=Channel.COUNTER))
    assert told.project.owner == APPLICANT.account


# --- stages


def test_a_stage_whose_gate_is_shut_is_refused_and_nothing_is_stored(registered: Building):
    told = refused(lambda: registered.apply("works"))
    assert isinstance(told, StageGateNotMet)
    assert "建设用地规划许可证" in told.sentence.zh
    assert "演示市自然资源和规划局" in told.sentence.zh
    assert registered.project.applications == {}


def test_a_stage_is_not_applied_for_outside_a_project(registered: Building):
    application = registered.application("land")
    ask = registered.ask(Actor(APPLICANT.account), "outside", "0199d0a0-0000-7000-8000-00000000b0ff")
    with pytest.raises(OnlyWithinAProject):
        of_stages.apply(registered.handler.life_events, ask, application)


def test_the_gate_opens_by_itself_with_the_last_outcome_and_the_licence_flows(with_land: Building):
    assert with_land.outcomes == {"land.filing": "there", "land.permit": "there"}
    assert with_land.project.opened == ("land", "works")
    application = with_land.application("works")
    assert "land-permit" not in application.uploads
    with_land.apply("works")
    scheme = with_land.stage("works").case_of("scheme")
    case = with_land.handler.life_events.cases.standing(scheme).case
    assert (set(case.materials), case.missing) == ({"application", "design", "land-permit"}, ())


def test_within_a_project_no_form_asks_again_what_is_there(with_land: Building):
    with_land.apply("works")
    with_land.grant("works", "scheme").refuse("works", "green").grant("works", "permit")
    again = with_land.application("works")
    assert sorted(again.uploads) == ["green__green-plan"]
    with_land.apply("works", "works-again", again)
    assert with_land.states("works-again") == {"green": "received"}
    with_land.grant("works-again", "green")
    assert with_land.project.done == ("land", "works")
    with pytest.raises(NothingLeftToApplyFor):
        with_land.application("works")


def test_a_later_stage_runs_beside_an_earlier_one_and_its_member_begins_by_itself(with_land: Building):
    with_land.apply("works")
    with_land.grant("works", "scheme", "green").apply("construction")
    assert with_land.states("construction") == {"permit": "waiting"}
    with_land.grant("works", "permit")
    assert with_land.states("construction") == {"permit": "received"}
    case_id = with_land.stage("construction").case_of("permit")
    case = with_land.handler.life_events.cases.standing(case_id).case
    assert ("works-permit" in case.materials, case.missing) == (True, ())


def test_a_grant_waits_for_what_its_gate_needs(with_land: Building):
    with_land.special = True
    with_land.apply("works")
    with_land.grant("works", "scheme", "green", "permit").apply("construction")
    told = refused(lambda: with_land.grant("construction", "permit"))
    assert isinstance(told, DecisionGateNotMet)
    assert "消防设计审查意见书" in told.sentence.zh
    with_land.grant("construction", "fire")
    with_land.stage("construction").grant("permit")
    with_land.follow()
    assert with_land.outcomes["construction.permit"] == "there"


def test_a_project_goes_all_the_way_and_every_row_is_true(with_land: Building):
    with_land.apply("works")
    with_land.grant("works", "scheme", "green", "permit").apply("construction")
    with_land.grant("construction", "permit").apply("completion")
    with_land.grant("completion", "planning", "filing")
    assert with_land.project.status is ProjectStatus.COMPLETED
    assert with_land.project.done == ("land", "works", "construction", "completion")
    assert list(verify_all(with_land.handler)) == [(PROJECT, [])]
    row = with_land.house.projects.row(PROJECT)
    assert (row.status, row.owing) == ("completed", False)
    assert [r.stage for r in with_land.house.projects.applications([PROJECT])] == [
        *("land", "works", "construction", "completion")
    ]


# --- what does not go well


def test_what_was_refused_keeps_the_next_stage_shut_until_it_is_granted(registered: Building):
    registered.apply("land")
    registered.grant("land", "filing").refuse("land", "permit")
    assert isinstance(refused(lambda: registered.apply("works")), StageGateNotMet)
    registered.apply("land", "land-again")
    assert registered.states("land-again") == {"permit": "received"}
    registered.grant("land-again", "permit").apply("works")
    assert registered.states("works")["scheme"] == "received"


def test_a_deferred_outcome_lets_the_next_begin_and_is_due_before_completion(with_land: Building):
    with_land.apply("works")
    with_land.grant("works", "scheme", "permit").apply("construction")
    assert with_land.states("construction") == {"permit": "waiting"}
    ask = with_land.ask(Actor("hu", "housing-examiner"), "defer-by-another")
    with pytest.raises(NotTheLead):
        applying.defer(with_land.handler, ask, "works.green")
    with pytest.raises(DeferralNotDeclared):
        applying.defer(with_land.handler, with_land.ask(LEAD, "defer-more"), "works.permit")
    applying.defer(with_land.handler, with_land.ask(LEAD, "defer"), "works.green", "绿地随室外工程完成。")
    with_land.follow()
    assert with_land.states("construction") == {"permit": "received"}
    with_land.grant("construction", "permit").apply("completion")
    with_land.grant("completion", "planning")
    assert with_land.states("completion")["filing"] == "waiting"
    with_land.grant("works", "green")
    assert with_land.states("completion")["filing"] == "received"


def test_a_project_is_ended_by_its_owner_and_not_while_something_is_under_way(registered: Building):
    registered.apply("land")
    owner = Actor(APPLICANT.account)
    with pytest.raises(ApplicationsUnderWay):
        applying.end(registered.handler, registered.ask(owner, "end"), ProjectEnd.GIVEN_UP)
    take_back = registered.ask(owner, "back", registered.applied["land"])
    of_stages.take_back(registered.handler.life_events, take_back)
    registered.follow()
    with pytest.raises(NotYourCase):
        applying.end(registered.handler, registered.ask(Actor("zhou"), "x"), ProjectEnd.GIVEN_UP)
    applying.end(registered.handler, registered.ask(owner, "end-2"), ProjectEnd.GIVEN_UP, "不建了。")
    assert registered.project.status is ProjectStatus.ENDED


# --- killed in between


def test_whoever_is_killed_after_the_application_leaves_it_to_the_follower(registered: Building, monkeypatch):
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(applying, "hear", killed)
        with pytest.raises(KeyboardInterrupt):
            registered.apply("land")
    assert registered.project.applications == {}
    registered.follow()
    assert [one.stage for one in registered.project.applications.values()] == ["land"]


def test_a_second_try_under_the_same_id_is_the_same_application(registered: Building):
    application = registered.application("land")
    registered.apply("land", application=application)
    ask = registered.ask(Actor(APPLICANT.account), "apply-land", registered.applied["land"])
    again = applying.apply_for_stage(registered.handler, ask, PROJECT, "land", application)
    assert again.repeated
    assert len(registered.project.applications) == 1


def test_what_was_told_and_not_recorded_is_told_again_and_changes_nothing(with_land: Building, monkeypatch):
    with_land.apply("works")
    with_land.grant("works", "scheme", "green").apply("construction")
    carry_out, calls = with_land.handler.carry_out, []

    def killed(command: Any, *rest: Any, **more: Any) -> Any:
        if command.id.endswith("/answer") and not calls:
            calls.append(command.id)
            raise KeyboardInterrupt
        return carry_out(command, *rest, **more)

    monkeypatch.setattr(with_land.handler, "carry_out", killed)
    with pytest.raises(KeyboardInterrupt):
        with_land.grant("works", "permit")
    assert with_land.house.projects.row(PROJECT).owing
    with_land.follow()
    assert with_land.states("construction") == {"permit": "received"}
    events = with_land.handler.life_events.history(with_land.applied["construction"])
    assert [type(e.body).__name__ for e in events].count(
        "OutcomeCame"
    ) == 2  # the works permit, the green space
    assert not with_land.house.projects.row(PROJECT).owing


def test_heard_twice_it_is_heard_once(with_land: Building):
    version = with_land.project.version
    following.hear(with_land.handler, with_land.applied["land"])
    assert with_land.project.version == version
    assert not following.follow(with_land.handler)


# --- audits and lists


def test_a_row_that_is_not_true_is_found(registered: Building):
    registered.apply("land")
    assert verify_project(registered.handler, PROJECT) == []
    assert [f.code for f in verify_project(registered.handler, "0199d0a0-0000-7000-8000-00000000b0aa")] == [
        "sequence"
    ]


def test_projects_are_listed_by_owner_code_number_and_what_falls_due_first(registered: Building):
    registered.apply("land")
    registered.accept("land", "filing")
    store = registered.house.projects
    assert [row.project_id for row in store.of_applicant(APPLICANT.account)] == [PROJECT]
    assert store.of_applicant("nobody") == []
    assert store.with_number("330199-20251009-G00001") == store.row(PROJECT) == store.latest()[0]
    assert store.with_code("330199", CODE) == store.row(PROJECT)
    assert store.with_code("330199", "other") is None
    assert [(row.stage, row.due_on.isoformat()) for row in store.running()] == [("land", "2025-10-29")]
    assert store.ids() == [PROJECT]


def test_who_has_a_part_may_see_it_and_others_may_not(registered: Building):
    see = applying.may_see
    assert see(registered.handler, Actor(APPLICANT.account), PROJECT)
    assert see(registered.handler, COUNTER, PROJECT)
    assert see(registered.handler, Actor("x", "housing-decider"), PROJECT)
    assert not see(registered.handler, Actor("x", "health-decider"), PROJECT)
    assert not see(registered.handler, Actor("zhou"), PROJECT)
    assert not see(registered.handler, COUNTER, "0199d0a0-0000-7000-8000-00000000b0aa")
