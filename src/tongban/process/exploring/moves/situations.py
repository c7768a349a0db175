"""情形 — the answers of an application that give a case other steps, one of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from tongban.kernel import Fact, Facts, Item, facts_of, holds
from tongban.kernel.case.conditions import All, Any, Compare, Condition, In, Not
from tongban.kernel.case.item import StepKind

#: How many combinations of answers are looked at to find the situations.
_COMBINATIONS = 100_000


@dataclass(frozen=True)
class Situation:
    """情形 — answers, and the steps and materials that follow from them."""

    facts: Facts
    steps: frozenset[str]
    materials: tuple[str, ...]


def situations(item: Item) -> tuple[Situation, ...]:
    """One situation for each set of steps that a case of the item can have, with the most materials.

    Whether one that may come late or be replaced by a commitment is among the materials tells two apart too.
    """
    conditions = [step.when for step in item.steps] + [m.when for m in item.materials]
    conditions += [line.when for line in item.fee.lines] if item.fee else []
    conditions += [waiver.when for waiver in item.fee.waivers] if item.fee else []
    answers: dict[str, dict[Fact, None]] = {name: {} for c in conditions for name in facts_of(c)}
    for condition in conditions:
        for name, value in _compared(condition):
            answers[name] |= dict.fromkeys(_around(value))
    found: dict[object, Situation] = {}
    for chosen in islice(product(*answers.values()), _COMBINATIONS):
        facts = dict(zip(answers, chosen, strict=True))
        situation = _situation(item, facts)
        required = [item.materials_by_id[m] for m in situation.materials]
        late = any(m.gap_allowed for m in required), any(m.commitment_allowed for m in required)
        key = (situation.steps, *late)
        if key not in found or len(found[key].materials) < len(situation.materials):
            found[key] = situation
    return tuple(found.values())


def _situation(item: Item, facts: Facts) -> Situation:
    steps = frozenset(s.id for s in item.steps if s.kind is StepKind.DECISION or holds(s.when, facts))
    return Situation(facts, steps, tuple(m.id for m in item.materials if holds(m.when, facts)))


def _compared(condition: Condition | None) -> Iterator[tuple[str, Fact]]:
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _compared(part)
        case Not(part):
            yield from _compared(part)
        case Compare(name, _, value):
            yield name, value
        case In(name, values):
            for value in values:
                yield name, value
        case None:
            return


def _around(value: Fact) -> tuple[Fact, ...]:
    """Answers on either side of a value, and the value."""
    if isinstance(value, bool):
        return value, not value
    if isinstance(value, int):
        return value, value - 1, value + 1
    return value, ""
