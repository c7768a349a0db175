"""项目的一生 — `decide(project, command) → events`.

Deciding may refuse, evolving never does. What the applications of the stages tell is not refused: told twice
or late, it changes nothing that is known. After every change all gates are looked at: one whose outcomes are
there opens by itself, one that lost any closes, and what has begun goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import Body, Command
from tongban.kernel.case.events import Event, Happening
from tongban.kernel.case.events.envelope import said_by
from tongban.kernel.clock import Start
from tongban.kernel.clock.counting import due
from tongban.kernel.life_event import MemberState
from tongban.kernel.project import commands as c
from tongban.kernel.project import events as e
from tongban.kernel.project.evolution import evolve
from tongban.kernel.project.gates import is_met, missing
from tongban.kernel.project.rules import Rules, outcome_id
from tongban.kernel.project.state import Application, Project, ProjectStatus
from tongban.kernel.project.words import Before, OutcomeState, loss_of
from tongban.kernel.refusals import (
    ApplicationsUnderWay,
    CommandForAnotherCase,
    DeferralNotDeclared,
    NothingToDefer,
    OnlyStagesTell,
    OutcomeUnknown,
    ProjectNotAllowedNow,
)
from tongban.kernel.words import listed

#: Who says what the life events of the stages told.
TELLER = "system:stages"

#: status → what may be asked at all.
ALLOWED: Mapping[ProjectStatus, tuple[type[Body], ...]] = {
    ProjectStatus.DRAFT: (c.Register,),
    ProjectStatus.RUNNING: (c.Defer, c.End, *c.TOLD_BY_STAGES),
    ProjectStatus.COMPLETED: c.TOLD_BY_STAGES,
    ProjectStatus.ENDED: c.TOLD_BY_STAGES,
}


@dataclass(frozen=True, slots=True)
class Matter:
    """待办事宜 — a command on a project, with everything its decision may look at."""

    project: Project
    command: Command
    rules: Rules
    calendar: Calendar

    def of(self, project: Project) -> Self:
        """The same matter, further on."""
        return type(self)(project, self.command, self.rules, self.calendar)


class Unfolding:
    """展开 — events said one after another, the project kept in step with them."""

    def __init__(self, matter: Matter) -> None:
        """Begin with the project as it stands."""
        self.matter = matter
        self.events: list[Event] = []

    @property
    def project(self) -> Project:
        """The project after all events so far."""
        return self.matter.project

    def then(self, body: Happening) -> None:
        """Add one event."""
        event = said_by(self.matter.command, self.project.version + 1, self.matter.calendar, body)
        self.events.append(event)
        self.matter = self.matter.of(evolve(self.project, event))


def decide(project: Project, command: Command, rules: Rules, calendar: Calendar) -> tuple[Event, ...]:
    """What happens if the command is carried out: its events, or a refusal.

    Raises:
        Refusal: the rules say no; nothing has happened.
    """
    return decide_and_evolve(project, command, rules, calendar)[0]


def decide_and_evolve(
    project: Project, command: Command, rules: Rules, calendar: Calendar
) -> tuple[tuple[Event, ...], Project]:
    """`decide`, and the project after its events.

    Raises:
        Refusal: as `decide`.
    """
    matter = Matter(project, command, rules, calendar)
    _check(matter)
    unfolding = Unfolding(matter)
    DECIDERS[type(command.body)](unfolding, command.body)
    if unfolding.events:
        _go_on(unfolding)
    return tuple(unfolding.events), unfolding.project


def _check(matter: Matter) -> None:
    project, command = matter.project, matter.command
    if project.id not in ("", command.case_id):
        raise CommandForAnotherCase(case_id=command.case_id, other=project.id)
    if isinstance(command.body, c.TOLD_BY_STAGES) and command.actor != TELLER:
        raise OnlyStagesTell(verb=command.body.verb())
    if not isinstance(command.body, ALLOWED[project.status]):
        raise ProjectNotAllowedNow(status=project.status.label, verb=command.body.verb())


# --- what people ask


def _register(unfolding: Unfolding, body: c.Register) -> None:
    rules = unfolding.matter.rules
    unfolding.then(
        e.Registered(
            procedure=rules.id,
            version=rules.version,
            digest=rules.digest,
            code=body.code,
            owner=body.owner,
            division=body.division,
            channel=body.channel,
            number=body.number,
            details=body.details,
        )
    )


def _defer(unfolding: Unfolding, body: c.Defer) -> None:
    """容缺后补 — only what the procedure declares, and only while it is not there.

    依据 Basis: as the procedure says of each.
    """
    rules, project = unfolding.matter.rules, unfolding.project
    if body.outcome not in rules.outcomes:
        raise OutcomeUnknown(outcome=body.outcome)
    name, deferral = rules.name_of(body.outcome), rules.deferral(body.outcome)
    if deferral is None:
        allowed = [rules.name_of(one.outcome) for one in rules.deferrals]
        raise DeferralNotDeclared(outcome=name, allowed=listed(allowed) if allowed else "—")
    one = project.outcome(body.outcome)
    if one.deferred is not None or one.state in (OutcomeState.THERE, OutcomeState.NOT_NEEDED):
        raise NothingToDefer(outcome=name)
    unfolding.then(e.OutcomeDeferred(body.outcome, deferral.until, deferral.basis, body.reasons))


def _end(unfolding: Unfolding, body: c.End) -> None:
    """终止 — what is being handled comes first: each authority ends its own case."""
    running = unfolding.project.running
    if running:
        rules = unfolding.matter.rules
        stages = [rules.name_of(stage) for stage in dict.fromkeys(one.stage for one in running)]
        raise ApplicationsUnderWay(stages=listed(stages))
    unfolding.then(e.Ended(body.how, body.reasons))


# --- what the applications of stages tell: never refused, and nothing where it is known


def _progress(unfolding: Unfolding, body: c.RecordProgress) -> None:
    known = unfolding.project.applications.get(body.application)
    if known is None:
        unfolding.then(
            e.StageApplied(
                stage=body.stage,
                application=body.application,
                number=body.number,
                applied_on=body.applied_on,
                members=tuple(_applied(unfolding.project, body.stage, one) for one in body.members),
                left_out=body.left_out,
            )
        )
    elif body.heard <= known.heard:
        return  # older than what is known
    for standing in body.members:
        _member(unfolding, body, standing)
    _clock(unfolding, body)
    if unfolding.project.applications[body.application].is_running and not any(
        _is_open(standing) for standing in body.members
    ):
        days = [standing.decided_on for standing in body.members if standing.decided_on is not None]
        last = max(days) if days else unfolding.events[-1].on if unfolding.events else body.applied_on
        unfolding.then(e.ApplicationDecided(body.stage, body.application, last))
    unfolding.then(e.ProgressHeard(body.application, body.heard))


def _applied(project: Project, stage: str, standing: c.Standing) -> e.AppliedMember:
    at_once = not standing.waits_for_members and all(
        is_met(project, outcome, stage, standing.member) for outcome in standing.outside
    )
    return e.AppliedMember(
        standing.member, standing.item, standing.authority, standing.case_id, standing.outside, at_once
    )


def _is_open(standing: c.Standing) -> bool:
    """Whether its outcome is still to come: what is granted is there with its document."""
    return standing.state.is_open or (standing.state is MemberState.GRANTED and standing.document is None)


def _member(unfolding: Unfolding, body: c.RecordProgress, standing: c.Standing) -> None:
    outcome = outcome_id(body.stage, standing.member)
    known = unfolding.project.outcome(outcome)
    is_there = standing.state is MemberState.GRANTED and standing.document is not None
    its_own = known.application == body.application
    if is_there:
        if known.state is not OutcomeState.THERE or (its_own and known.document != standing.document):
            _arrives(unfolding, body, standing)
    elif not its_own:
        return  # another application gives it
    elif _is_open(standing):
        if known.state is not OutcomeState.UNDER_WAY:
            unfolding.then(e.OutcomeReopened(outcome, body.application))
    elif known.state is not OutcomeState.LOST:
        why = loss_of(standing.state, standing.how)
        unfolding.then(e.OutcomeLost(outcome, body.application, why))


def _arrives(unfolding: Unfolding, body: c.RecordProgress, standing: c.Standing) -> None:
    assert standing.decided_on is not None  # it is granted
    assert standing.document is not None
    unfolding.then(
        e.OutcomeThere(
            outcome=outcome_id(body.stage, standing.member),
            application=body.application,
            case_id=standing.case_id,
            number=standing.number,
            decided_on=standing.decided_on,
            document=standing.document,
        )
    )


def _clock(unfolding: Unfolding, body: c.RecordProgress) -> None:
    """阶段计时 — from the day on which everything that could begin with the application was accepted."""
    application = unfolding.project.applications[body.application]
    if application.started_on is not None:
        return
    at_once = {member.id for member in application.members if member.at_once}
    firsts = [one for one in body.members if one.member in at_once or not at_once]
    days = [one.accepted_on for one in firsts if one.accepted_on is not None]
    if not days or any(one.accepted_on is None and one.state.is_open for one in firsts):
        return
    limit, on = unfolding.matter.rules.by_id[body.stage].limit, max(days)
    if limit is None:
        unfolding.then(e.StageClockStarted(body.stage, body.application, on, None, False))
        return
    last = due(limit, limit.amount, Start(on), (), unfolding.matter.calendar)
    unfolding.then(e.StageClockStarted(body.stage, body.application, on, last.day, last.provisional))


def _passed_on(unfolding: Unfolding, body: c.RecordPassedOn) -> None:
    application = unfolding.project.applications.get(body.application)
    if application is not None and application.passed.get(body.outcome, False) != body.is_there:
        unfolding.then(e.PassedOn(body.application, body.outcome, body.is_there))


# --- what follows


def _go_on(unfolding: Unfolding) -> None:
    """Look at every gate and stage; then whether the whole is completed."""
    rules = unfolding.matter.rules
    if unfolding.project.status is not ProjectStatus.RUNNING:
        return
    for stage in rules.stages:
        lacking = missing(unfolding.project, rules, Before.APPLYING, stage.id)
        if not lacking and stage.id not in unfolding.project.opened:
            unfolding.then(e.StageOpened(stage.id))
        elif lacking and stage.id in unfolding.project.opened:
            unfolding.then(e.StageClosed(stage.id, lacking))
        if stage.id not in unfolding.project.done and _is_done(unfolding.project, rules, stage.id):
            unfolding.then(e.StageDone(stage.id))
    if not unfolding.project.running and all(_is_there(unfolding.project, one) for one in rules.completed_by):
        unfolding.then(e.Completed())


def _is_done(project: Project, rules: Rules, stage: str) -> bool:
    applications: tuple[Application, ...] = project.applications_of(stage)
    if not applications or any(one.is_running for one in applications):
        return False
    return all(_is_there(project, outcome.id) for outcome in rules.by_id[stage].outcomes)


def _is_there(project: Project, outcome: str) -> bool:
    return project.outcome(outcome).state in (OutcomeState.THERE, OutcomeState.NOT_NEEDED)


#: verb → who decides it.
DECIDERS: Mapping[type[Body], Callable[[Unfolding, Any], None]] = {
    c.Register: _register,
    c.Defer: _defer,
    c.End: _end,
    c.RecordProgress: _progress,
    c.RecordPassedOn: _passed_on,
}
