"""端口 — where life events are stored, which there are, and how far the feed has been followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tongban.catalogue.life_event_sheet import Sheet
from tongban.handling.codec import Record
from tongban.handling.messages import Message
from tongban.handling.ports import Answered, History, SealedValue


@dataclass(frozen=True, slots=True)
class LifeEventRow:
    """一件事状态行 — one per life event; `owing`: something is still to be asked of a member's case.

    `project` is of which construction project it is a stage; empty for others.
    """

    life_event_id: str
    version: int
    status: str
    life_event: str
    life_event_version: str
    life_event_digest: str
    division: str
    lead: str
    applicant: str
    channel: str
    number: str
    applied_on: date
    completed_on: date | None
    owing: bool
    project: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """成员行 — where a member stands, and the id of its case, which may not be there yet."""

    life_event_id: str
    member: str
    place: int
    item: str
    authority: str
    case_id: str
    state: str
    delivered: bool


@dataclass(frozen=True, slots=True)
class LifeEventWrite:
    """一次写入 — everything one command on a life event changes; stored whole or not at all."""

    life_event_id: str
    version: int
    command_id: str
    command_digest: bytes
    at: datetime
    records: tuple[Record, ...]
    row: LifeEventRow
    members: tuple[MemberRow, ...]
    values: tuple[SealedValue, ...] = ()
    messages: tuple[Message, ...] = ()


class LifeEventStore(Protocol):
    """一件事库 — histories, appended to."""

    def load(self, life_event_id: str) -> History | None:
        """The whole history; None if there is no such life event."""
        ...

    def answered(self, life_event_id: str, command_id: str) -> Answered | None:
        """What the command with this id was answered, if it was carried out."""
        ...

    def commit(self, write: LifeEventWrite) -> None:
        """Store it in one transaction.

        Raises:
            Conflict: the version moved on or the command id is taken; nothing was stored.
        """
        ...

    def row(self, life_event_id: str) -> LifeEventRow | None:
        """The state row as stored."""
        ...

    def rows(self, life_event_ids: Sequence[str]) -> Mapping[str, LifeEventRow]:
        """The state rows of several, by their ids; those that are none are left out."""
        ...

    def members(self, life_event_ids: Sequence[str]) -> list[MemberRow]:
        """The members of life events, in their order."""
        ...

    def of_cases(self, case_ids: Sequence[str]) -> list[MemberRow]:
        """The members that these cases are."""
        ...

    def of_applicant(self, applicant: str, limit: int = 20) -> list[LifeEventRow]:
        """What somebody applied for, the latest first."""
        ...

    def with_number(self, number: str) -> LifeEventRow | None:
        """The life event a number names."""
        ...

    def owing(self, after: str = "", limit: int = 100) -> list[str]:
        """Ids of those of which something is still to be asked of a member's case, in order."""
        ...

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order, for walking all (`audit verify`)."""
        ...

    def unheard(self, after: str = "", limit: int = 100) -> list[str]:
        """Ids of stages of projects that the project has not heard as they stand, in order."""
        ...

    def has_been_heard(self, life_event_id: str, version: int) -> None:
        """Write down that the project has heard this version; of one that moved on nothing is changed."""
        ...


class LifeEventCatalogue(Protocol):
    """一件事目录 — what can be applied for as a whole, by date and by version."""

    def in_force(self, life_event: str, on: date) -> Sheet:
        """What it asks of who applies that day; raises a refusal where there is none."""
        ...

    def is_stage(self, life_event: str) -> bool:
        """Whether it is a stage of a construction project, and is not applied for by itself."""
        ...

    def version(self, life_event: str, version: str, digest: str, on: date) -> Sheet:
        """Exactly that version, with its members' items as they were that day."""
        ...


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """流中一条 — a record with its place among all of the deployment."""

    n: int
    record: Record


class CaseFeed(Protocol):
    """事件流 — the events of all cases in one order, and how far one who follows them has come."""

    def subscribe(self, after: int = 0, limit: int = 1000) -> Sequence[FeedEntry]:
        """The entries later than `after`, in order, without gaps."""
        ...

    def followed(self, follower: str) -> int:
        """Up to which entry a follower has done its work; 0 before the first."""
        ...

    def has_followed(self, follower: str, n: int) -> None:
        """Write down that it has; an earlier place than is known changes nothing."""
        ...
