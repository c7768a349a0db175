"""事件信封 — one thing that happened to a case, and when it was said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands.envelope import Command
from tongban.kernel.words import Bilingual


class Happening:
    """What an event says; every class below is one. `zh` and `en` say it to a reader."""

    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""

    @classmethod
    def title(cls) -> Bilingual:
        """The event's name, as a line of the timeline begins."""
        return Bilingual(cls.zh, cls.en)


@dataclass(frozen=True, slots=True)
class Event:
    """事件 — one thing that happened, with its envelope.

    `seq` counts from 1 within the case; `at` is the UTC instant it was recorded, `occurred_at` the
    instant it happened; `on` is the legal date of the latter in the case's region.
    """

    case_id: str
    seq: int
    command_id: str
    at: datetime
    occurred_at: datetime
    on: date
    actor: str
    post: str
    body: Happening


def said_by(command: Command, seq: int, calendar: Calendar, body: Happening) -> Event:
    """The event that a command makes, as the `seq`-th of its stream: who asked it did it."""
    occurred_at = command.occurred_at or command.at
    return Event(
        case_id=command.case_id,
        seq=seq,
        command_id=command.id,
        at=command.at,
        occurred_at=occurred_at,
        on=calendar.day_of(occurred_at),
        actor=command.actor,
        post=command.post,
        body=body,
    )
