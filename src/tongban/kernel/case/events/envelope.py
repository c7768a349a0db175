"""事件信封 — one thing that happened to a case, and when it was said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

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
