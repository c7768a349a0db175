"""跟进 — the stages' life events tell the project, and the project tells them what is there.

Two halves, each harmless when done twice:

- a life event of a project that moved on is heard as it stands, under an id made of its id and version;
- what the project owes an application (`kernel.project.owed`) becomes a command on that life event, which
  changes nothing where it is known, and is recorded.

Whoever is killed between the two leaves the life event unheard or the project owing, and does it again.
"""

import logging
from dataclasses import dataclass
from uuid import UUID, uuid5

from tongban.handling.life_event.carrying_out import LifeEventBusy
from tongban.handling.project.carrying_out import ProjectBusy, ProjectHandler, ProjectNotFound
from tongban.kernel import Command
from tongban.kernel.life_event import LifeEvent
from tongban.kernel.life_event import commands as of_stage
from tongban.kernel.life_event.life import TELLER as TELLS_STAGES
from tongban.kernel.project import OutcomeState, Owed, Project, owed
from tongban.kernel.project import commands as c
from tongban.kernel.project.life import TELLER

logger = logging.getLogger("tongban.projects")

_IDS = UUID("0f2f6d0a-8a1c-5a3e-9a4e-6f2e5ad0a7b3")


@dataclass(frozen=True, slots=True)
class ProjectsFollowed:
    """一轮跟进 — life events heard, applications told; what failed, and why."""

    heard: int = 0
    told: int = 0
    failed: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.heard or self.told)


def follow(handler: ProjectHandler, page: int = 100) -> ProjectsFollowed:
    """Hear every stage that moved on, then tell what is owed; call again until nothing is."""
    heard, failed, after = 0, [], ""
    while ids := handler.life_events.store.unheard(after, page):
        for life_event_id in ids:
            try:
                hear(handler, life_event_id)
                heard += 1
            except (ProjectBusy, LifeEventBusy):
                raise  # passes; it is heard the next time
            except Exception as fault:  # whatever it is, the others are heard
                failed.append((life_event_id, type(fault).__name__))
        after = ids[-1]
    told, untold = _tell_what_is_owed(handler, page)
    return ProjectsFollowed(heard, told, (*failed, *untold))


def _tell_what_is_owed(handler: ProjectHandler, page: int) -> tuple[int, list[tuple[str, str]]]:
    told, failed, after = 0, [], ""
    while ids := handler.store.owing(after, page):
        for project_id in ids:
            try:
                told += tell(handler, project_id)
            except Exception as fault:  # whatever it is, the others are told
                failed.append((project_id, type(fault).__name__))
        after = ids[-1]
    return told, failed


# --- what stages tell


def hear(handler: ProjectHandler, life_event_id: str) -> None:
    """听取 — the life event of a stage, as it stands; hearing it twice changes nothing."""
    life_event = handler.life_events.standing(life_event_id).life_event
    try:
        rules = handler.standing(life_event.project).rules
    except ProjectNotFound:
        logger.error("life event %s is of no project %s", life_event_id, life_event.project)
        handler.life_events.store.has_been_heard(life_event_id, life_event.version)
        return
    known = [outcome.member for outcome in rules.by_id[life_event.stage].outcomes]
    left_out = tuple(member for member in known if member not in life_event.members)
    now = handler.ports.clock.now()
    command_id = f"{life_event_id}/{life_event.version}"
    body = progress_of(life_event, left_out)
    handler.carry_out(Command(command_id, life_event.project, now, TELLER, "", body))
    handler.life_events.store.has_been_heard(life_event_id, life_event.version)


def progress_of(life_event: LifeEvent, left_out: tuple[str, ...]) -> c.RecordProgress:
    """A life event as its project hears it."""
    assert life_event.applied_on is not None  # it has been applied for
    return c.RecordProgress(
        application=life_event.id,
        stage=life_event.stage,
        number=life_event.number,
        applied_on=life_event.applied_on,
        heard=life_event.version,
        members=tuple(
            c.Standing(
                member=name,
                item=member.plan.item,
                authority=member.plan.authority,
                case_id=member.plan.case_id,
                state=member.state,
                outside=member.plan.outcomes,
                waits_for_members=bool(member.plan.needs),
                accepted_on=member.accepted_on,
                decided_on=member.decided_on,
                number=member.number,
                document=member.document,
                how=member.how,
            )
            for name, member in life_event.members.items()
        ),
        left_out=left_out,
    )


# --- what stages are told


def tell(handler: ProjectHandler, project_id: str) -> int:
    """转交 — tell every application what it is owed, until nothing is; how much that was."""
    done = 0
    while todo := owed((standing := handler.standing(project_id)).project):
        for one in todo:
            _tell(handler, standing.project, one)
            done += 1
    return done


def _tell(handler: ProjectHandler, project: Project, one: Owed) -> None:
    now = handler.ports.clock.now()
    command_id = str(uuid5(_IDS, f"{project.id}/{project.version}/{one.application}/{one.outcome}"))
    body = _outcome(project, one.outcome) if one.is_there else of_stage.RecordOutcomeGone(one.outcome)
    handler.life_events.carry_out(Command(command_id, one.application, now, TELLS_STAGES, "", body))
    recorded = c.RecordPassedOn(one.application, one.outcome, one.is_there)
    handler.carry_out(Command(f"{command_id}/answer", project.id, now, TELLER, "", recorded))


def _outcome(project: Project, outcome: str) -> of_stage.RecordOutcome:
    """With its document where it is there; without where it need not be there yet."""
    known = project.outcome(outcome)
    if known.state is not OutcomeState.THERE:
        return of_stage.RecordOutcome(outcome)
    return of_stage.RecordOutcome(outcome, known.case_id, known.document)
