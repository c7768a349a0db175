"""问与答 — what a scenario asks of a system, and what the system says; plain data, so it travels as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Protocol

from tongban.catalogue.binding import Days, Pattern
from tongban.catalogue.law.regions import Openings
from tongban.kernel.case.conditions import Fact
from tongban.kernel.clock import Counting, Unit
from tongban.kernel.refusals import BadInput
from tongban.kernel.words import Bilingual

TimeOfDay = Annotated[
    str, Pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$", Bilingual("时刻，如 15:00", "a time such as 15:00"))
]
#: A moment on the region's wall clock; the end of a day is its 24:00 (民法典§203).
Moment = Annotated[
    str,
    Pattern(
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
        Bilingual("时刻，如 2026-03-02T17:30", "a moment such as 2026-03-02T17:30"),
    ),
]
#: The words and the clock of a limit without a statute around it.
STARTED, DONE, LIMIT = "started", "done", "limit"


@dataclass(frozen=True, slots=True)
class BareLimit:
    """单独时限 — a limit without a statute around it, for rules of counting; it is `started` and `done`."""

    amount: Days
    unit: Unit
    rolls: bool = True
    counting: Counting | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """前提 — the procedure or the bare limit, whose calendar, which law, and what holds from the start.

    `known_until` is the last year whose holiday notice is known; `local_days_off` are rest days of this
    place alone 地方假日, `hours` its business hours of every working day where they matter; `law_on` is
    the day whose law governs, the day of the first occurrence unless given.
    """

    procedure: str = ""
    limit: BareLimit | None = None
    region: str = "CN"
    known_until: int | None = None
    local_days_off: tuple[date, ...] = ()
    hours: Openings = ()
    law_on: date | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class When:
    """发生 — what happened on a day; see `tongban.kernel.timetable.Occurrence`."""

    on: date
    happens: str
    at: TimeOfDay | None = None
    begin: date | None = None
    until: date | None = None
    document: str = ""
    clock: str = ""
    amount: int = 0
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deemed:
    """视为 — an effect of silence and its day."""

    what: str
    on: date


@dataclass(frozen=True, slots=True)
class Refused:
    """不允许 — which occurrence (from 1) broke which rule."""

    number: int
    rule: str


@dataclass(frozen=True, slots=True)
class Question:
    """问 — given, when, and the clocks whose dates are wanted."""

    given: Given
    when: tuple[When, ...]
    clocks: tuple[str, ...]

    @property
    def law_day(self) -> date:
        """The day whose law governs."""
        return self.given.law_on or self.when[0].on


@dataclass(frozen=True, slots=True)
class Answer:
    """答 — the last day of each clock asked for (None: no such clock runs or ran), and the rest.

    `running` are the clocks whose duty is still owed; `provisional` those whose date a later notice may
    move; `ends_at` the moments the limits end. A system that keeps no moments, effects or denials leaves
    them out (None); they are not compared then.
    """

    due: Mapping[str, date | None] = field(default_factory=dict)
    provisional: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    ends_at: Mapping[str, Moment] | None = None
    effects: tuple[Deemed, ...] | None = None
    refused: tuple[Refused, ...] | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """不支持 — the system has no such procedure or act; `why` says which."""

    why: str


class NotReached(BadInput):
    """受测系统联系不上。"""

    zh = "{address} 联系不上：{why}。"
    en = "{address} cannot be reached: {why}."
    remedy_zh = "请确认地址写全（http:// 或 https://）、对方系统正在运行。"
    remedy_en = "Check that the address is whole (http:// or https://) and the other system is running."


class Subject(Protocol):
    """受测系统 — a system of clocks under test; an adapter of a dozen lines."""

    name: str

    def answer(self, question: Question) -> Answer | Unsupported:
        """What the system makes of it.

        Raises nothing for what people do wrong: a refusal is part of the answer. `NotReached` where there
        is nobody to ask; anything else told is a failure of this one scenario.
        """


def as_json(value: Any) -> Any:
    """A question or answer as JSON-able data: dates as ISO text, what is absent or empty left out."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_json(content) for key, content in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_json(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        found = {name: getattr(value, name) for name in value.__dataclass_fields__}
        return {name: as_json(content) for name, content in found.items() if content not in (None, "")}
    return value
