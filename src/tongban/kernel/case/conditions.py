"""条件 — a small tree over the facts of an application, evaluated by the kernel itself.

Kept to all, any, not, comparison and membership, so that completeness and contradiction can be
checked by looking at the tree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tongban.kernel.refusals import FactMissing, FactOfAnotherKind

Fact = str | int | bool
Facts = Mapping[str, Fact]


class Operator(StrEnum):
    """比较 — how a fact is compared."""

    EQUAL = "eq"
    NOT_EQUAL = "ne"
    LESS = "lt"
    AT_MOST = "le"
    MORE = "gt"
    AT_LEAST = "ge"


@dataclass(frozen=True, slots=True)
class All:
    """全部满足 — every part holds; true when there is none."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """任一满足 — at least one part holds; false when there is none."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """不满足 — the part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Compare:
    """比较 — a fact against a value of the same kind; order only between whole numbers."""

    fact: str
    operator: Operator
    value: Fact


@dataclass(frozen=True, slots=True)
class In:
    """属于 — a fact is one of the values."""

    fact: str
    values: tuple[Fact, ...]


Condition = All | Any | Not | Compare | In


def holds(condition: Condition | None, facts: Facts) -> bool:
    """Whether the condition is met; no condition is always met.

    Every part is looked at, also where the answer is already clear, so that a missing fact is
    refused whatever the other answers are.

    Raises:
        FactMissing: the condition names a fact that was not given.
        FactOfAnotherKind: a number is compared with a word, or words are put in order.
    """
    match condition:
        case None:
            return True
        case All(parts):
            return False not in [holds(part, facts) for part in parts]
        case Any(parts):
            return True in [holds(part, facts) for part in parts]
        case Not(part):
            return not holds(part, facts)
        case In(name, values):
            return _fact(name, facts) in values
        case Compare(name, operator, value):
            return _compare(name, _fact(name, facts), operator, value)


def facts_of(condition: Condition | None) -> Iterator[str]:
    """The names of the facts a condition looks at, as often as it does."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from facts_of(part)
        case Not(part):
            yield from facts_of(part)
        case Compare(name) | In(name):
            yield name
        case None:
            return


def _fact(name: str, facts: Facts) -> Fact:
    if name not in facts:
        raise FactMissing(fact=name)
    return facts[name]


def _compare(name: str, fact: Fact, operator: Operator, value: Fact) -> bool:
    if type(fact) is not type(value):
        raise FactOfAnotherKind(fact=name, value=fact, expected=value)
    if operator is Operator.EQUAL:
        return fact == value
    if operator is Operator.NOT_EQUAL:
        return fact != value
    if type(fact) is not int or type(value) is not int:
        raise FactOfAnotherKind(fact=name, value=fact, expected=value)
    match operator:
        case Operator.LESS:
            return fact < value
        case Operator.AT_MOST:
            return fact <= value
        case Operator.MORE:
            return fact > value
        case _:
            return fact >= value
