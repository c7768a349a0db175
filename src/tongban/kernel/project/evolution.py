"""演变 — what an event does to a project. It never refuses: what happened, happened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from tongban.kernel.case.events import Event, Happening
from tongban.kernel.project import events as e
from tongban.kernel.project.rules import outcome_id
from tongban.kernel.project.state import Application, Deferred, Outcome, Project, ProjectStatus
from tongban.kernel.project.words import OutcomeState


def evolve(project: Project, event: Event) -> Project:
    """The project after the event. An unknown happening changes nothing but the version."""
    then = EVOLVERS.get(type(event.body))
    after = then(project, event, event.body) if then else project
    return replace(after, id=event.case_id, version=event.seq)


def replay(events: Iterable[Event], project: Project | None = None) -> Project:
    """The project that these events made, in their order."""
    return reduce(evolve, events, project or Project())


def _registered(project: Project, event: Event, body: e.Registered) -> Project:
    return replace(
        project,
        status=ProjectStatus.RUNNING,
        procedure=body.procedure,
        procedure_version=body.version,
        procedure_digest=body.digest,
        code=body.code,
        owner=body.owner,
        division=body.division,
        channel=body.channel,
        number=body.number,
        registered_on=event.on,
        details=body.details,
    )


def _opened(project: Project, _: Event, body: e.StageOpened) -> Project:
    return replace(project, opened=(*project.opened, body.stage))


def _closed(project: Project, _: Event, body: e.StageClosed) -> Project:
    return replace(project, opened=tuple(stage for stage in project.opened if stage != body.stage))


def _applied(project: Project, _: Event, body: e.StageApplied) -> Project:
    """Its outcomes are under way, but for those that are there from another application."""
    application = Application(body.application, body.stage, body.number, body.applied_on, body.members)
    outcomes = dict(project.outcomes)
    for member in body.members:
        name = outcome_id(body.stage, member.id)
        if project.outcome(name).state is not OutcomeState.THERE:
            outcomes[name] = replace(
                project.outcome(name),
                state=OutcomeState.UNDER_WAY,
                application=body.application,
                case_id=member.case_id,
                why=None,
            )
    for member_id in body.left_out:
        name = outcome_id(body.stage, member_id)
        if project.outcome(name).state in (OutcomeState.NOT_APPLIED_FOR, OutcomeState.LOST):
            outcomes[name] = replace(project.outcome(name), state=OutcomeState.NOT_NEEDED, why=None)
    applications = {**project.applications, body.application: application}
    done = tuple(stage for stage in project.done if stage != body.stage)
    return replace(project, outcomes=outcomes, applications=applications, done=done)


def _heard(project: Project, _: Event, body: e.ProgressHeard) -> Project:
    return _with(project, body.application, heard=body.heard)


def _clock_started(project: Project, _: Event, body: e.StageClockStarted) -> Project:
    return _with(
        project, body.application, started_on=body.on, due_on=body.due_on, provisional=body.provisional
    )


def _there(project: Project, _: Event, body: e.OutcomeThere) -> Project:
    return _outcome(
        project,
        body.outcome,
        state=OutcomeState.THERE,
        application=body.application,
        case_id=body.case_id,
        number=body.number,
        decided_on=body.decided_on,
        document=body.document,
        why=None,
    )


def _lost(project: Project, _: Event, body: e.OutcomeLost) -> Project:
    return _outcome(project, body.outcome, state=OutcomeState.LOST, document=None, why=body.why)


def _reopened(project: Project, _: Event, body: e.OutcomeReopened) -> Project:
    again = _with(project, body.application, decided_on=None)
    return _outcome(
        again,
        body.outcome,
        state=OutcomeState.UNDER_WAY,
        application=body.application,
        number="",
        decided_on=None,
        document=None,
        why=None,
    )


def _deferred(project: Project, event: Event, body: e.OutcomeDeferred) -> Project:
    deferred = Deferred(body.until, body.basis, event.on)
    one = replace(project.outcome(body.outcome), deferred=deferred)
    return replace(project, outcomes={**project.outcomes, body.outcome: one})


def _passed_on(project: Project, _: Event, body: e.PassedOn) -> Project:
    passed = project.applications[body.application].passed
    return _with(project, body.application, passed={**passed, body.outcome: body.is_there})


def _decided(project: Project, _: Event, body: e.ApplicationDecided) -> Project:
    return _with(project, body.application, decided_on=body.decided_on)


def _done(project: Project, _: Event, body: e.StageDone) -> Project:
    return replace(project, done=(*project.done, body.stage))


def _completed(project: Project, event: Event, _: e.Completed) -> Project:
    return replace(project, status=ProjectStatus.COMPLETED, ended_on=event.on)


def _ended(project: Project, event: Event, body: e.Ended) -> Project:
    return replace(project, status=ProjectStatus.ENDED, ended_on=event.on, how=body.how)


def _with(project: Project, application: str, **changes: Any) -> Project:
    changed = replace(project.applications[application], **changes)
    return replace(project, applications={**project.applications, application: changed})


def _outcome(project: Project, outcome: str, **changes: Any) -> Project:
    """The outcome changed; a stage of which something is not there is not done."""
    changed: Outcome = replace(project.outcome(outcome), **changes)
    after = replace(project, outcomes={**project.outcomes, outcome: changed})
    if changed.state is OutcomeState.THERE:
        return after
    stage = outcome.partition(".")[0]
    return replace(after, done=tuple(one for one in project.done if one != stage))


#: event → what it does to a project.
EVOLVERS: Mapping[type[Happening], Callable[[Project, Event, Any], Project]] = {
    e.Registered: _registered,
    e.StageOpened: _opened,
    e.StageClosed: _closed,
    e.StageApplied: _applied,
    e.ProgressHeard: _heard,
    e.StageClockStarted: _clock_started,
    e.OutcomeThere: _there,
    e.OutcomeLost: _lost,
    e.OutcomeReopened: _reopened,
    e.OutcomeDeferred: _deferred,
    e.PassedOn: _passed_on,
    e.ApplicationDecided: _decided,
    e.StageDone: _done,
    e.Completed: _completed,
    e.Ended: _ended,
}
