"""发生 — what happened in a procedure, and what the rules make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tongban.kernel.case.conditions import Facts
from tongban.kernel.clock import Clock
from tongban.kernel.words import Bilingual

#: Kinds every procedure knows; all others are the procedure's own words.
EXCLUDED, RESUMED, EXTENDED = "excluded", "resumed", "extended"
RESET, STOPPED, CORRECTED, TIME_PASSES = "reset", "stopped", "corrected", "time_passes"
GENERAL_KINDS = frozenset({EXCLUDED, RESUMED, EXTENDED, RESET, STOPPED, CORRECTED, TIME_PASSES})
#: How a condition asks whether something has happened: `happened.accepted`.
HAPPENED = "happened."


@dataclass(frozen=True, slots=True)
class Occurrence:
    """发生 — one thing that happened on a legal day.

    `kind` is a word of the procedure (`received`) or a general one. `facts` hold from then on,
    those of a general kind for the act alone.
    `begin` and `until` are an exclusion's two days, a resumption's or reset's right day is `begin`
    (else `on`); `clock` names which clock a general kind means where that is not plain; `amount` is an
    extension's length, or the number of the ledger entry a correction mends.
    """

    kind: str
    on: date
    at: datetime | None = None
    facts: Facts = field(default_factory=dict)
    begin: date | None = None
    until: date | None = None
    document: str = ""
    clock: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """效力 — what silence did: `what` took effect on a day because `clock` was missed."""

    what: str
    on: date
    clock: str
    basis: str


@dataclass(frozen=True, slots=True)
class Denial:
    """不允许 — occurrence `number` (from 1) broke `rule`; it changed nothing."""

    number: int
    rule: str
    basis: str
    sentence: Bilingual


@dataclass(frozen=True, slots=True)
class Ruling:
    """结论 — the clocks, the effects of silence, and what was not allowed."""

    clocks: Mapping[str, Clock]
    effects: tuple[Effect, ...]
    refused: tuple[Denial, ...]
