"""Any content of a type: what a command may carry in its fields, likely and absurd."""

from collections.abc import Mapping
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from random import Random
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from tongban.kernel import Body
from tongban.kernel.case.conditions import Fact
from tongban.kernel.refusals import Refusal

TEXTS = (
    "",
    " ",
    "0",
    "\x00",
    "\ud800",
    "𠮷野家",
    "\u202e\u200d\ufeff",
    "👩‍⚖️" * 50,
    "长" * 10_000,
    "{",
    "{0}",
    "{day.__class__}",
    "%s%n",
    "../../etc/passwd",
    "'; drop table case; --",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "20260302",
    "2026-W10-1",
    "received_on",
    "accepted_on",
    "applicant",
    "opinion:",
    "finding:",
    "party-1",
    "party-0",
    "party-",
    ":",
)
NUMBERS = (0, 1, -1, 2, 7, 365, -(10**30), 10**30, 2**31, 2**63, 999_999_999, -999_999_999)
DAYS = (date.min, date.max, date(2007, 1, 1), date(2006, 12, 31), date(2024, 2, 29), date(2126, 12, 31))
ZONES = (
    None,
    UTC,
    ZoneInfo("Asia/Shanghai"),
    timezone(timedelta(hours=23, minutes=59)),
    timezone(-timedelta(hours=23, minutes=59)),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known where something is asked: the ids there are, the day, what the applicant answered."""

    words: tuple[str, ...]
    today: date
    facts: Mapping[str, Any] = field(default_factory=dict)


class Anything:
    """Values of any type that a command carries; the same seed gives the same."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def mutated(self, body: Body, around: Around) -> Body:
        """The same with one or two of its fields replaced."""
        hints = hints_of(type(body))
        if not hints:
            return body
        names = self.random.sample(list(hints), k=min(len(hints), self.random.choice([1, 1, 2])))
        return replace(body, **{name: self.of(hints[name], around) for name in names})  # type: ignore[type-var]

    def of(self, hint: Any, around: Around) -> Any:
        """Any value of a type."""
        random, origin = self.random, get_origin(hint)
        if hint == Fact:
            return self.of(random.choice((str, int, bool)), around)
        if origin in (Union, UnionType):
            return self.of(random.choice(get_args(hint)), around)
        if origin is tuple:
            length = random.choice((0, 1, 1, 2, 3, 200 if random.random() < 0.01 else 4))
            return tuple(self.of(get_args(hint)[0], around) for _ in range(length))
        if origin is not None and issubclass(origin, AbstractMapping):
            return self._facts(hint, around)
        if hint is type(None):
            return None
        if hint is bool:
            return random.random() < 0.5
        if hint is int:
            return random.choice((*NUMBERS, random.randrange(-50, 50)))
        if hint is str:
            return self.text(around)
        if hint is datetime:
            return self.instant(around)
        if hint is date:
            return self.day(around)
        if issubclass(hint, Enum):
            return random.choice(list(hint))
        assert is_dataclass(hint), hint
        try:
            return hint(**{name: self.of(of, around) for name, of in hints_of(hint).items()})
        except Refusal:  # a value that nothing can be made of, such as a limit of no days, reaches no command
            return self.of(hint, around)

    def _facts(self, hint: Any, around: Around) -> Mapping[str, Any]:
        facts = dict(around.facts)
        for name in (*self.random.sample(list(facts), k=min(1, len(facts))), self.text(around)):
            facts[name] = self.of(get_args(hint)[1], around)
        return facts

    def text(self, around: Around) -> str:
        """A text: odd, or an id that is known."""
        if self.random.random() < 0.5:
            return self.random.choice(TEXTS)
        return self.random.choice(around.words)

    def day(self, around: Around) -> date:
        """A day: absurd, any, or near."""
        die = self.random.random()
        if die < 0.2:
            return self.random.choice(DAYS)
        if die < 0.4:
            return date.fromordinal(self.random.randrange(1, date.max.toordinal() + 1))
        return date.fromordinal(
            min(date.max.toordinal(), max(1, around.today.toordinal() + self.random.randrange(-40, 60)))
        )

    def instant(self, around: Around) -> datetime:
        """An instant, of any zone or of none."""
        clock = datetime.min.time().replace(hour=self.random.randrange(24), minute=self.random.randrange(60))
        return datetime.combine(self.day(around), clock, self.random.choice(ZONES))


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """The fields of a command or of what it carries, with their types."""
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind) if f.init}  # type: ignore[arg-type]
