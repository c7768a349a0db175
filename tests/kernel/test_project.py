"""A construction project: gates that open by themselves, outcomes that come, go and may come later."""

from dataclasses import replace
from datetime import date

import pytest

from projects import PROCEDURE, WHY, Site, through
from tongban.kernel.life_event import MemberEnd, MemberState, Outside
from tongban.kernel.project import Before, Owed, ProjectEnd, ProjectStatus, StageState, owed, replay
from tongban.kernel.project import commands as c
from tongban.kernel.project import events as e
from tongban.kernel.project.gates import missing, plan, require_may_decide, require_stage_open, state_of
from tongban.kernel.refusals import (
    ApplicationsUnderWay,
    CommandForAnotherCase,
    DecisionGateNotMet,
    DeferralNotDeclared,
    NothingLeftToApplyFor,
    NothingToDefer,
    OnlyStagesTell,
    OutcomeUnknown,
    ProjectNotAllowedNow,
    StageGateNotMet,
    StageUnknown,
)


def stages(site: Site) -> dict[str, str]:
    return {s.id: state_of(site.project, site.rules, s.id).value for s in site.rules.stages}


# --- gates


def test_a_registered_project_has_the_first_stage_open_and_no_other():
    site = Site().register()
    assert site.happened == ["Registered", "StageOpened"]
    assert stages(site) == {"land": "open", "works": "closed", "build": "closed"}


def test_a_gate_that_is_not_met_names_what_is_missing_who_has_it_and_how_it_stands():
    site = Site().register().apply("land")
    with pytest.raises(StageGateNotMet) as refused:
        require_stage_open(site.project, site.rules, "works")
    assert refused.value.sentence.zh == (
        "「工程」现在还不能申请，还缺：「用地许可」（规划局，正在办理）。依据：rule §1。"
    )
    assert refused.value.sentence.en == (
        "“works” cannot be applied for yet. Missing: “land permit” (planning: under way). Basis: rule §1."
    )


def test_a_gate_opens_by_itself_with_the_last_outcome():
    site = Site().register().apply("land").accept("land-1", "permit")
    number = len(site.events)
    site.grant("land-1", "permit")
    assert site.since(number) == [
        "OutcomeThere",
        "ApplicationDecided",
        "ProgressHeard",
        "StageDone",
        "StageOpened",
    ]
    require_stage_open(site.project, site.rules, "works")


def test_a_grant_without_its_document_opens_nothing():
    site = Site().register().apply("land")
    site.stand("land-1", "permit", state=MemberState.GRANTED, decided_on=date(2025, 10, 9), number="L")
    assert site.outcomes == {"land.permit": "under_way"}
    assert stages(site)["works"] == "closed"
    assert site.project.running


def test_a_later_stage_can_run_beside_an_earlier_one_where_its_gate_says_so():
    site = Site().register().apply("land").grant("land-1", "permit").apply("works").grant("works-1", "scheme")
    site.apply("build")
    assert stages(site) == {"land": "done", "works": "running", "build": "running"}


def test_a_member_waits_for_what_its_own_gate_needs_and_is_told_once_it_is_there():
    site = Site().register().apply("land").grant("land-1", "permit").apply("works").grant("works-1", "scheme")
    site.apply("build")
    assert site.stands["build-1"]["permit"].outside == ("works.permit", "works.archive")
    assert owed(site.project) == (Owed("works-1", "land.permit", True),)
    site.told(c.RecordPassedOn("works-1", "land.permit", True))
    assert owed(site.project) == ()
    site.grant("works-1", "permit")
    assert owed(site.project) == (Owed("build-1", "works.permit", True),)
    site.told(c.RecordPassedOn("build-1", "works.permit", True))
    assert owed(site.project) == ()


def test_a_licence_flows_to_the_later_stage_and_what_is_gated_is_waited_for():
    site = Site().register().apply("land").grant("land-1", "permit")
    assert plan(site.project, site.rules, "works").outside == {
        "scheme": (Outside("land.permit", ("land-permit",)),)
    }
    site.apply("works").grant("works-1", "scheme")
    assert plan(site.project, site.rules, "build").outside["permit"] == (
        Outside("works.permit", ("works-permit",)),
        Outside("works.archive"),
    )


def test_a_member_is_not_granted_before_what_its_decision_needs():
    site = Site().register().apply("land").grant("land-1", "permit").apply("works").grant("works-1", "scheme")
    site.apply("build")
    with pytest.raises(DecisionGateNotMet) as refused:
        require_may_decide(site.project, site.rules, "build", "permit")
    assert "消防审查" in refused.value.sentence.zh
    site.grant("build-1", "fire")
    require_may_decide(site.project, site.rules, "build", "permit")


# --- what does not go well


def test_what_was_refused_keeps_the_gate_shut_and_can_be_applied_for_again():
    site = Site().register().apply("land").refuse("land-1", "permit")
    assert stages(site) == {"land": "incomplete", "works": "closed", "build": "closed"}
    require_stage_open(site.project, site.rules, "land")
    site.apply("land", "land-2").grant("land-2", "permit")
    assert stages(site) == {"land": "done", "works": "open", "build": "closed"}


def test_only_what_is_neither_there_nor_under_way_is_applied_for_again():
    site = Site().register().apply("land").grant("land-1", "permit").apply("works")
    site.grant("works-1", "scheme").refuse("works-1", "permit").grant("works-1", "archive")
    scope = plan(site.project, site.rules, "works")
    assert scope.without == ("scheme", "archive")
    assert scope.outside == {"permit": (Outside("works.scheme", ("scheme-opinion",)),)}


def test_with_all_there_or_under_way_nothing_is_left_to_apply_for():
    site = Site().register().apply("land")
    with pytest.raises(NothingLeftToApplyFor):
        require_stage_open(site.project, site.rules, "land")


def test_a_revoked_outcome_closes_the_gate_and_what_has_begun_goes_on():
    site = Site().register().apply("land").grant("land-1", "permit").apply("works")
    site.told(c.RecordPassedOn("works-1", "land.permit", True))
    number = len(site.events)
    site.revoke("land-1", "permit")
    assert site.since(number) == ["OutcomeLost", "ProgressHeard", "StageClosed"]
    assert stages(site) == {"land": "incomplete", "works": "running", "build": "closed"}
    assert owed(site.project) == (Owed("works-1", "land.permit", False),)


def test_decided_anew_it_is_under_way_again_and_the_gate_closes():
    site = Site().register().apply("land").grant("land-1", "permit")
    site.stand("land-1", "permit", state=MemberState.ACCEPTED, document=None, decided_on=None)
    assert site.outcomes == {"land.permit": "under_way"}
    assert stages(site) == {"land": "running", "works": "closed", "build": "closed"}
    site.grant("land-1", "permit")
    assert stages(site)["works"] == "open"


def test_an_older_application_does_not_take_away_what_another_gave():
    site = Site().register().apply("land").refuse("land-1", "permit").apply("land", "land-2")
    site.grant("land-2", "permit").revoke("land-1", "permit")
    assert site.outcomes == {"land.permit": "there"}


def test_what_was_heard_before_is_not_heard_again():
    site = Site().register().apply("land")
    late = site.progress("land-1", 1)
    site.grant("land-1", "permit")
    version = site.project.version
    site.told(late)
    assert site.project.version == version


def test_each_way_in_which_nothing_comes_of_a_member_is_told_apart():
    ways = {
        MemberEnd.DECLINED: "declined",
        MemberEnd.WITHDRAWN: "withdrawn",
        MemberEnd.RETURNED: "ended",
        MemberEnd.TERMINATED: "ended",
        MemberEnd.LICENCE_ENDED: "licence_ended",
    }
    for how, why in ways.items():
        site = Site().register().apply("land").stand("land-1", "permit", state=MemberState.ENDED, how=how)
        assert site.project.outcome("land.permit").why == why
    for state, why in {
        "stopped": "stopped",
        "taken_back": "withdrawn",
        "not_received": "not_received",
    }.items():
        site = Site().register().apply("land").stand("land-1", "permit", state=MemberState(state))
        assert site.project.outcome("land.permit").why == why


def test_what_the_situation_does_not_have_keeps_no_gate_shut():
    site = Site().register().apply("land").grant("land-1", "permit")
    site.apply("works", left_out=("archive",)).grant("works-1", "scheme", "permit")
    assert site.outcomes["works.archive"] == "not_needed"
    assert stages(site)["works"] == "done"
    site.apply("build")
    assert site.stands["build-1"]["permit"].outside == ("works.permit",)


# --- what may come later 容缺后补


def build_without_the_archive() -> Site:
    site = Site().register().apply("land").grant("land-1", "permit").apply("works")
    return site.grant("works-1", "scheme", "permit").apply("build")


def test_a_deferred_outcome_opens_the_gates_before_the_one_it_is_due_at():
    site = build_without_the_archive()
    site.told(c.RecordPassedOn("build-1", "works.permit", True))
    assert missing(site.project, site.rules, Before.RECEIVING, "build", "permit") == ("works.archive",)
    site.ask(c.Defer("works.archive", WHY), "lead", "planning-post")
    assert missing(site.project, site.rules, Before.RECEIVING, "build", "permit") == ()
    assert missing(site.project, site.rules, Before.RECEIVING, "build", "filing") == (
        "build.permit",
        "works.archive",
    )
    # The permit and the filing wait for it in one application: it is passed on when both can begin.
    assert Owed("build-1", "works.archive", True) not in owed(site.project)


def test_deferred_before_the_stage_is_applied_for_it_is_not_waited_for():
    site = Site().register().apply("land").grant("land-1", "permit").apply("works").grant("works-1", "scheme")
    site.ask(c.Defer("works.archive")).apply("build")
    assert site.stands["build-1"]["permit"].outside == ("works.permit",)
    assert site.stands["build-1"]["filing"].outside == ("build.permit", "works.archive")


def test_a_deferred_outcome_does_not_make_its_stage_done():
    site = Site().register().apply("land").grant("land-1", "permit").apply("works")
    site.ask(c.Defer("works.archive")).grant("works-1", "scheme", "permit").refuse("works-1", "archive")
    assert stages(site)["works"] == "incomplete"


def test_only_what_the_procedure_declares_may_come_later_and_only_once():
    site = Site().register().apply("land")
    with pytest.raises(DeferralNotDeclared) as refused:
        site.ask(c.Defer("works.permit"))
    assert "档案登记" in refused.value.sentence.zh
    with pytest.raises(OutcomeUnknown):
        site.ask(c.Defer("works.roof"))
    site.ask(c.Defer("works.archive"))
    with pytest.raises(NothingToDefer):
        site.ask(c.Defer("works.archive"))


# --- the stage's clock


def test_the_clock_runs_from_the_last_acceptance_of_what_could_begin_to_the_last_decision():
    site = Site().register().apply("land").on("2025-10-10").accept("land-1", "permit")
    application = site.project.applications["land-1"]
    assert (application.started_on, application.due_on) == (
        date(2025, 10, 10),
        date(2025, 10, 30),
    )  # Saturday the 11th is worked
    site.on("2025-10-20").grant("land-1", "permit")
    assert site.project.applications["land-1"].decided_on == date(2025, 10, 20)


def test_it_does_not_start_while_one_that_could_begin_is_not_accepted():
    site = (
        Site().register().apply("land").grant("land-1", "permit").apply("works").accept("works-1", "scheme")
    )
    assert site.project.applications["works-1"].started_on is None
    site.on("2025-10-13").accept("works-1", "archive")
    started = site.project.applications["works-1"]
    assert (started.started_on, started.due_on) == (
        date(2025, 10, 13),
        None,
    )  # the permit waits for the scheme


def test_where_nothing_can_begin_at_once_it_starts_with_the_first_that_does():
    only_permit = replace(PROCEDURE.stages[2], outcomes=PROCEDURE.stages[2].outcomes[1:2])
    site = Site(
        replace(PROCEDURE, stages=(*PROCEDURE.stages[:2], only_permit), completed_by=("build.permit",))
    )
    site.register().apply("land").grant("land-1", "permit").apply("works").grant("works-1", "scheme")
    site.apply("build").on("2025-10-14").accept("build-1", "permit")
    assert site.project.applications["build-1"].started_on == date(2025, 10, 14)


def test_a_stage_without_a_limit_has_a_start_and_no_last_day():
    rules = replace(PROCEDURE, stages=(replace(PROCEDURE.stages[0], limit=None), *PROCEDURE.stages[1:]))
    site = Site(rules).register().apply("land").accept("land-1", "permit")
    application = site.project.applications["land-1"]
    assert (application.started_on, application.due_on) == (date(2025, 10, 9), None)


# --- ends


def test_with_everything_there_the_project_is_completed():
    site = through(Site())
    assert site.project.status is ProjectStatus.COMPLETED
    assert stages(site) == {"land": "done", "works": "done", "build": "done"}
    assert site.happened[-1] == "Completed"


def test_its_owner_can_give_it_up_while_nothing_is_under_way():
    site = Site().register().apply("land")
    with pytest.raises(ApplicationsUnderWay):
        site.end()
    site.refuse("land-1", "permit").end()
    assert (site.project.status, site.project.how) == (ProjectStatus.ENDED, ProjectEnd.GIVEN_UP)
    with pytest.raises(ProjectNotAllowedNow):
        require_stage_open(site.project, site.rules, "land")


def test_what_happens_after_the_end_is_recorded_and_opens_nothing():
    site = Site().register().apply("land").grant("land-1", "permit").end(ProjectEnd.OWNER_GONE)
    site.revoke("land-1", "permit")
    assert site.outcomes == {"land.permit": "lost"}
    assert site.happened[-2:] == ["OutcomeLost", "ProgressHeard"]


def test_nobody_types_what_the_stages_tell():
    site = Site().register()
    for body in (c.RecordPassedOn("land-1", "x", True), c.RecordProgress("a", "land", "1", date.max, 1, ())):
        with pytest.raises(OnlyStagesTell):
            site.ask(body)


def test_it_is_registered_once_and_has_the_stages_of_its_procedure():
    site = Site().register()
    with pytest.raises(ProjectNotAllowedNow):
        site.register()
    with pytest.raises(StageUnknown):
        require_stage_open(site.project, site.rules, "roof")
    site.project = replace(site.project, id="another")
    with pytest.raises(CommandForAnotherCase):
        site.end()


def test_replayed_it_is_the_same_and_every_event_is_understood():
    site = through(Site())
    assert replay(site.events) == site.project
    assert state_of(site.project, site.rules, "land") is StageState.DONE
    assert e.Registered in {type(event.body) for event in site.events}
