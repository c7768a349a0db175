"""场景 — given, when, then, the counting, and the numbers of the law it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from tongban.catalogue.binding import Pattern, Slug
from tongban.catalogue.conformance.question import Deemed, Given, Moment, Question, Refused, When
from tongban.catalogue.finding import Place
from tongban.kernel.words import Bilingual

RuleId = Annotated[
    str, Pattern(r"^[A-Z][0-9]{1,2}$", Bilingual("规则编号，如 K04", "the id of a rule, such as K04"))
]


@dataclass(frozen=True, slots=True)
class Then:
    """结果 — only what is named is compared, each part wholly."""

    due: Mapping[str, date] = field(default_factory=dict)
    ends_at: Mapping[str, Moment] = field(default_factory=dict)
    provisional: tuple[str, ...] | None = None
    running: tuple[str, ...] = ()
    not_running: tuple[str, ...] = ()
    no_clock: tuple[str, ...] = ()
    effects: tuple[Deemed, ...] | None = None
    refused: tuple[Refused, ...] | None = None
    error: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is expected: no effect or refusal is something, a list of no clocks is not."""
        of_clocks = (self.due, self.ends_at, self.provisional, self.running, self.not_running, self.no_clock)
        return not any(of_clocks) and not self.error and self.effects is None and self.refused is None

    @property
    def clocks(self) -> tuple[str, ...]:
        """Every clock it speaks of."""
        named = (
            *self.due,
            *self.ends_at,
            *(self.provisional or ()),
            *self.running,
            *self.not_running,
            *self.no_clock,
        )
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Scenario:
    """场景 — `fires` says whether the rules named bite here, or this is the near miss where they must not."""

    id: Slug
    title: Bilingual
    rules: tuple[RuleId, ...]
    fires: bool
    given: Given
    when: tuple[When, ...]
    then: Then
    cites: tuple[str, ...] = ()
    counting: str = ""
    place: Place = field(default=Place("", 1, ""), metadata={"file": False})

    @property
    def question(self) -> Question:
        """What is asked of a system."""
        return Question(self.given, self.when, self.then.clocks)


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """场景文件 — one suite."""

    suite: Bilingual
    scenarios: tuple[Scenario, ...]
