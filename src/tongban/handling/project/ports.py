"""端口 — where construction projects are stored, and which procedures there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tongban.catalogue.blueprint import Blueprint
from tongban.handling.codec import Record
from tongban.handling.messages import Message
from tongban.handling.ports import Answered, History, SealedValue


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """项目状态行 — one per project; `owing`: an application is still to be told of an outcome."""

    project_id: str
    version: int
    status: str
    procedure: str
    procedure_version: str
    procedure_digest: str
    division: str
    owner: str
    code: str
    number: str
    registered_on: date
    ended_on: date | None
    owing: bool


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """阶段申请行 — a life event of a project, and the clock of its stage."""

    project_id: str
    application: str
    stage: str
    place: int
    number: str
    applied_on: date
    started_on: date | None
    due_on: date | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class ProjectWrite:
    """一次写入 — everything one command on a project changes; stored whole or not at all."""

    project_id: str
    version: int
    command_id: str
    command_digest: bytes
    at: datetime
    records: tuple[Record, ...]
    row: ProjectRow
    applications: tuple[ApplicationRow, ...]
    values: tuple[SealedValue, ...] = ()
    messages: tuple[Message, ...] = ()


class ProjectStore(Protocol):
    """项目库 — histories, appended to."""

    def load(self, project_id: str) -> History | None:
        """The whole history; None if there is no such project."""
        ...

    def answered(self, project_id: str, command_id: str) -> Answered | None:
        """What the command with this id was answered, if it was carried out."""
        ...

    def commit(self, write: ProjectWrite) -> None:
        """Store it in one transaction.

        Raises:
            Conflict: the version moved on or the command id is taken; nothing was stored.
        """
        ...

    def row(self, project_id: str) -> ProjectRow | None:
        """The state row as stored."""
        ...

    def rows(self, project_ids: Sequence[str]) -> Mapping[str, ProjectRow]:
        """The state rows of several, by their ids; those that are none are left out."""
        ...

    def applications(self, project_ids: Sequence[str]) -> list[ApplicationRow]:
        """The applications of projects, in their order."""
        ...

    def running(self, limit: int = 100) -> list[ApplicationRow]:
        """The applications whose stage clock runs, the one that falls due first foremost."""
        ...

    def of_applicant(self, owner: str, limit: int = 20) -> list[ProjectRow]:
        """What somebody owns, the latest first."""
        ...

    def latest(self, limit: int = 50) -> list[ProjectRow]:
        """The projects registered last."""
        ...

    def with_number(self, number: str) -> ProjectRow | None:
        """The project a number names."""
        ...

    def with_code(self, division: str, code: str) -> ProjectRow | None:
        """The latest project of a division with this code."""
        ...

    def owing(self, after: str = "", limit: int = 100) -> list[str]:
        """Ids of those that owe an application something, in order."""
        ...

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order, for walking all (`audit verify`)."""
        ...


class ProjectCatalogue(Protocol):
    """项目流程目录 — by date and by version."""

    def in_force(self, procedure: str, on: date) -> Blueprint:
        """What governs a project registered that day; raises a refusal where there is none."""
        ...

    def version(self, procedure: str, version: str, digest: str, on: date) -> Blueprint:
        """Exactly that version, with its stages' life events as they were that day."""
        ...
