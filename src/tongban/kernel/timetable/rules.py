"""时限规则 — what a procedure's clocks and duties are, resolved as in force on one day.

The catalogue reads them from `law/procedures` and puts in the limits of `law/time_limits`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tongban.kernel.case.conditions import Condition
from tongban.kernel.clock import TimeLimit
from tongban.kernel.words import Bilingual


class AsOf(StrEnum):
    """生效日 — from which day an effect of silence holds."""

    START = "start"
    DUE = "due"
    NEXT_DAY = "next_day"


@dataclass(frozen=True, slots=True)
class Extension:
    """延长 — by how much, on whose approval; once.

    Where `is_open`, the law leaves the length to who approves it; `limit` then gives unit and basis alone.
    """

    limit: TimeLimit
    approver: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """期限之一 — a limit where its condition holds; the first that does is the clock's."""

    limit: TimeLimit
    when: Condition | None = None
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class EffectRule:
    """视为 — what missing a clock does, on which basis, and what it counts as having happened."""

    what: str
    basis: str
    as_of: AsOf = AsOf.DUE
    counts_as: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """时钟规则 — a limit of the procedure: what starts it, stops it, starts it anew.

    It starts once; `restarts_on` starts it anew, where `restarts_after` is given only if one of those
    had stopped it (a supplement restarts the five days after a notice, not after acceptance).

    The length is one of `choices`, or stands in the fact `amount_fact` (a promise, an undertaking), or
    the limit simply ends with the day in `ends_with` (a licence's expiry). `from_fact` names the day to
    count from where it is not the occurrence's own (back from a hearing).
    """

    id: str
    name: Bilingual
    rule: str
    starts_on: tuple[str, ...]
    stops_on: tuple[str, ...] = ()
    restarts_on: tuple[str, ...] = ()
    restarts_after: tuple[str, ...] = ()
    when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    amount_fact: TimeLimit | None = None
    amount_name: str = ""
    from_fact: str = ""
    ends_with: str = ""
    if_missed: EffectRule | None = None


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """扣除规则 — which procedures' time is left out of which clocks; in writing where the law says so."""

    rule: str
    basis: str
    procedures: tuple[str, ...]
    clocks: tuple[str, ...]
    in_writing: bool = True
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """义务 — what must hold when something happens; else it is not allowed.

    `when` says in which situations it applies; then `require` must hold, all of `after` must have
    happened, none of `not_after`, the day must lie within the clock `within`, and not before the end of
    the clock `not_before`, and each number of `at_most` may not be larger than the one beside it (days
    undertaken, days promised). A fact nobody gave is not shown, and does not hold.
    """

    rule: str
    on: tuple[str, ...]
    basis: str
    says: Bilingual
    when: Condition | None = None
    require: Condition | None = None
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    within: str = ""
    not_before: str = ""
    at_most: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timetable:
    """时限表 — one procedure as in force on one day."""

    id: str
    name: Bilingual
    clocks: Mapping[str, ClockRule]
    exclusions: tuple[ExclusionRule, ...] = ()
    duties: tuple[Duty, ...] = ()
