"""办理一条项目指令 — load, decide, append; a retry is answered with what it did the first time."""

from dataclasses import dataclass
from datetime import date

from tongban.catalogue.blueprint import Blueprint
from tongban.handling.codec import OF_PROJECTS, Codec, command_digest
from tongban.handling.life_event.carrying_out import LifeEventHandler
from tongban.handling.ports import Conflict, Ports, SealedValue
from tongban.handling.project import telling
from tongban.handling.project.ports import (
    ApplicationRow,
    ProjectCatalogue,
    ProjectRow,
    ProjectStore,
    ProjectWrite,
)
from tongban.kernel import Command, Event
from tongban.kernel.project import Project, Rules, decide_and_evolve, owed, replay
from tongban.kernel.refusals import CommandIdReused, Refusal

_ATTEMPTS = 100
#: One for each version and day of registration: more than a city has in a year.
_MOST_BLUEPRINTS = 1024


class ProjectNotFound(Refusal):
    """没有这个项目。"""

    zh = "没有编号为 {project_id} 的工程建设项目。"
    en = "There is no construction project {project_id}."
    remedy_zh = "请核对登记凭证上的编号，或者从“我的办件”打开项目。"
    remedy_en = "Check the number on the registration, or open the project from “my applications”."


class ProjectBusy(Refusal):
    """同一个项目正被频繁操作。"""

    zh = "项目 {project_id} 正被同时操作，未能写入。"
    en = "Project {project_id} is being acted on by several at once; nothing was stored."
    remedy_zh = "请稍候重试；您的内容没有丢失。"
    remedy_en = "Try again in a moment; nothing you entered is lost."


@dataclass(frozen=True, slots=True)
class ProjectStanding:
    """项目现状 — a project as loaded: its fold, the digest of its last record, its blueprint."""

    project: Project
    head: bytes
    blueprint: Blueprint

    @property
    def rules(self) -> Rules:
        """The procedure as the kernel handles it."""
        return self.blueprint.rules


@dataclass(frozen=True, slots=True)
class ProjectAnswer:
    """办理结果 — the project afterwards and the events of this command."""

    project: Project
    events: tuple[Event, ...]
    repeated: bool = False


class ProjectHandler:
    """项目经办 — carries out commands on projects, beside the handlers of life events and cases."""

    def __init__(
        self, life_events: LifeEventHandler, store: ProjectStore, catalogue: ProjectCatalogue
    ) -> None:
        """Take the handler of the stages' life events, the store, and which procedures there are."""
        self.life_events = life_events
        self.store = store
        self.catalogue = catalogue
        self.codec = Codec(life_events.codec.source, life_events.codec.algorithm, vocabulary=OF_PROJECTS)
        # A published version is never edited, and every command asks for one: each is made once.
        self._blueprints: dict[tuple[str, str, str, date], Blueprint] = {}

    @property
    def ports(self) -> Ports:
        """The ports of the handler of cases."""
        return self.life_events.ports

    # --- reading

    def standing(self, project_id: str) -> ProjectStanding:
        """The project as it stands.

        Raises:
            ProjectNotFound: there is none with this id.
        """
        history = self.store.load(project_id)
        if history is None:
            raise ProjectNotFound(project_id=project_id)
        project = replay(self.codec.read(record) for record in history.records)
        return ProjectStanding(project, history.head, self.blueprint_of(project))

    def history(self, project_id: str) -> tuple[Event, ...]:
        """All events of a project, oldest first."""
        history = self.store.load(project_id)
        return tuple(self.codec.read(record) for record in history.records) if history else ()

    def blueprint_of(self, project: Project) -> Blueprint:
        """The version it was registered under, with the life events of that day."""
        assert project.registered_on is not None  # a stream begins with the registration
        key = (
            project.procedure,
            project.procedure_version,
            project.procedure_digest,
            project.registered_on,
        )
        if key not in self._blueprints:
            if len(self._blueprints) >= _MOST_BLUEPRINTS:
                self._blueprints.clear()
            self._blueprints[key] = self.catalogue.version(*key)
        return self._blueprints[key]

    # --- acting

    def carry_out(
        self,
        command: Command,
        values: tuple[SealedValue, ...] = (),
        blueprint: Blueprint | None = None,
        asked: bytes = b"",
    ) -> ProjectAnswer:
        """Decide the command and store what happened, in one transaction.

        Args:
            command: what is asked.
            values: personal values the command refers to; stored with it or not at all.
            blueprint: of the version in force, for a registration.
            asked: digest of what the client sent, where that is less than the command.

        Raises:
            Refusal: the rules say no; nothing was stored.
        """
        digest = asked or command_digest(command)
        for _ in range(_ATTEMPTS):
            repeated = self.repeated(command.case_id, command.id, digest)
            if repeated is not None:
                return repeated
            standing = self._standing_for(command, blueprint)
            project, rules = standing.project, standing.rules
            calendar = self.ports.calendars.of(project.division or standing.blueprint.procedure.division)
            events, after = decide_and_evolve(project, command, rules, calendar)
            if not events:
                return ProjectAnswer(project, ())
            write = ProjectWrite(
                project_id=command.case_id,
                version=project.version,
                command_id=command.id,
                command_digest=digest,
                at=command.at,
                records=self.codec.write(events, standing.head),
                row=row_of(after),
                applications=changed_applications(project, after),
                values=values,
                messages=telling.messages(events, after, rules),
            )
            try:
                self.store.commit(write)
            except Conflict:
                continue
            return ProjectAnswer(after, events)
        raise ProjectBusy(project_id=command.case_id)

    def repeated(self, project_id: str, command_id: str, asked: bytes) -> ProjectAnswer | None:
        """What a command with this id was answered before, or None if there was none.

        Raises:
            CommandIdReused: there was one, and it asked for something else.
        """
        answered = self.store.answered(project_id, command_id)
        if answered is None:
            return None
        if answered.digest != asked:
            raise CommandIdReused(command_id=command_id)
        events = self.history(project_id)
        return ProjectAnswer(
            replay(events), events[answered.first_seq - 1 : answered.last_seq], repeated=True
        )

    def _standing_for(self, command: Command, blueprint: Blueprint | None) -> ProjectStanding:
        try:
            return self.standing(command.case_id)
        except ProjectNotFound:
            if blueprint is None:
                raise
            return ProjectStanding(Project(), b"", blueprint)


# --- the rows


def row_of(project: Project) -> ProjectRow:
    """The state row of a project."""
    assert project.registered_on is not None  # a stream begins with the registration
    return ProjectRow(
        project_id=project.id,
        version=project.version,
        status=project.status.value,
        procedure=project.procedure,
        procedure_version=project.procedure_version,
        procedure_digest=project.procedure_digest,
        division=project.division,
        owner=project.owner,
        code=project.code,
        number=project.number,
        registered_on=project.registered_on,
        ended_on=project.ended_on,
        owing=bool(owed(project)),
    )


def application_rows(project: Project) -> tuple[ApplicationRow, ...]:
    """The rows of all applications, in their order."""
    return tuple(
        ApplicationRow(
            project_id=project.id,
            application=one.id,
            stage=one.stage,
            place=place,
            number=one.number,
            applied_on=one.applied_on,
            started_on=one.started_on,
            due_on=one.due_on,
            decided_on=one.decided_on,
        )
        for place, one in enumerate(project.applications.values())
    )


def changed_applications(before: Project, after: Project) -> tuple[ApplicationRow, ...]:
    """The rows that a command changes."""
    known = set(application_rows(before)) if before.id else set()
    return tuple(row for row in application_rows(after) if row not in known)
