"""办事指南 — the public guide of an item, made from the one definition of it.

Pure: an implementation, a situation, a calendar and a day go in, what the page shows comes out.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any

from tongban.catalogue import Implementation
from tongban.catalogue.parts import Material, Step
from tongban.handling.tolerance import last_day
from tongban.kernel import Condition, Fact, facts_of, holds
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.fee_rule import yuan
from tongban.kernel.case.item import GapConsequence
from tongban.kernel.clock import Clock, ClockKind, TimeLimit, explain
from tongban.kernel.words import Bilingual
from tongban.web.design import swimlane

#: Fewer finished cases than this say nothing about how long it usually takes.
ENOUGH_CASES = 5


@dataclass(frozen=True, slots=True)
class DueDate:
    """届满日 — a limit, the day it would end on, and why that day."""

    title: Bilingual
    limit: TimeLimit
    due_on: date
    provisional: bool
    explain: tuple[Bilingual, ...]
    is_promise: bool = False


def is_certain(condition: Condition | None, facts: Mapping[str, Fact]) -> bool | None:
    """Whether a condition holds in a situation told in part; None while it depends on an open question."""
    if any(name not in facts for name in facts_of(condition)):
        return None
    return holds(condition, facts)


def checklist(item: Implementation, facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    """要带什么 — the materials in this situation; those that depend on an open question say so."""
    rows = []
    for material in item.materials:
        needed = is_certain(material.when, facts)
        if needed is False:
            continue
        rows.append(
            {
                "material": material,
                "title": material.name,
                "basis": material.basis,
                "copies": copies(material),
                "depends": needed is None,
                "later": item.tolerance is not None and material.gap_allowed,
                "open_questions": [
                    question.text
                    for question in item.questions
                    if needed is None and question.id in set(facts_of(material.when))
                ],
            }
        )
    return rows


def cost(item: Implementation, facts: Mapping[str, Fact]) -> dict[str, Any] | None:
    """多少钱 — what it costs in this situation, when, and what hangs on it; None where nothing is charged."""
    fee = item.fee
    if not fee.charged:
        return None
    step_names = {step.id: step.name for step in item.steps}
    lines = [line for line in fee.amounts if is_certain(line.when, facts) is not False]
    settled = lines[0] if lines and is_certain(lines[0].when, facts) else None
    return {
        "line": settled,
        "yuan": yuan(settled.amount) if settled else "",
        "waits": step_names.get(fee.waits.step) if fee.waits else None,
        "service": step_names.get(fee.service),
        "within": TimeLimit(fee.term.within.amount, fee.term.within.unit, fee.term.basis).words
        if fee.term
        else None,
        "waivers": [waiver for waiver in fee.waivers if is_certain(waiver.when, facts) is not False],
        "counter": [payment.channel.label for payment in fee.counter],
    }


def gap_if_accepted_at(item: Implementation, at: datetime, calendar: Calendar) -> dict[str, Any] | None:
    """可以后补的 — until when, were it accepted at that instant, and what follows; None where nothing may."""
    kernel = item.for_kernel()
    rule = kernel.tolerance
    if rule is None:
        return None
    return {
        "fill": rule.fill.words,
        "last_day": last_day(kernel, at, calendar),
        "more": rule.after_reminder.words if rule.after_reminder else None,
        "ends": rule.consequence is GapConsequence.RETURNED,
        "basis": rule.basis,
    }


def copies(material: Material) -> Bilingual:
    """How many originals and copies."""
    said = []
    if material.originals:
        plural = "originals" if material.originals > 1 else "original"
        said.append(Bilingual(f"原件 {material.originals} 份", f"{material.originals} {plural}"))
    if material.copies:
        plural = "copies" if material.copies > 1 else "copy"
        said.append(Bilingual(f"复印件 {material.copies} 份", f"{material.copies} {plural}"))
    return Bilingual("，".join(part.zh for part in said), ", ".join(part.en for part in said))


def if_accepted_on(item: Implementation, day: date, calendar: Calendar) -> list[DueDate]:
    """多久 — when it would have to be decided, were it accepted on that day: promised, then by law."""
    kernel = item.for_kernel()
    return [
        _due(ClockKind.PROMISED, kernel.promised_limit, day, calendar, is_promise=True),
        _due(ClockKind.STATUTORY, kernel.statutory_limit, day, calendar),
    ]


def _due(
    kind: ClockKind, limit: TimeLimit, day: date, calendar: Calendar, *, is_promise: bool = False
) -> DueDate:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=calendar.zone)
    clock = Clock(kind, limit).start(day, noon, "")
    due = clock.due(calendar)
    return DueDate(kind.label, limit, due.day, due.provisional, explain(clock, calendar), is_promise)


def usual_days(decided: Iterable[tuple[date, date]], calendar: Calendar) -> int | None:
    """通常 — the median of working days from acceptance to decision; None while too few are decided."""
    taken = [calendar.count(accepted_on, decided_on) for accepted_on, decided_on in decided]
    return round(median(taken)) if len(taken) >= ENOUGH_CASES else None


# --- who handles it


def lanes_of(item: Implementation, steps: Iterable[Step]) -> list[swimlane.Lane]:
    """泳道 — one lane for each department, the lead first, in the order they first act."""
    names = item.directory.names if item.directory else {}
    acting = dict.fromkeys(step.authority for step in steps)
    ordered = sorted(acting, key=lambda authority: authority != item.authority)
    return [swimlane.Lane(authority, names.get(authority, authority)) for authority in ordered]


def steps_shown(item: Implementation, facts: Mapping[str, Fact]) -> list[Step]:
    """The steps of a situation told in part: those that certainly or possibly happen."""
    return [step for step in item.steps if is_certain(step.when, facts) is not False]


def picture(item: Implementation, facts: Mapping[str, Fact]) -> dict[str, Any]:
    """泳道图 — lanes and steps of a situation told in part."""
    return _picture(item, steps_shown(item, facts), facts, {})


def picture_of_case(
    item: Implementation, skipped: Collection[str], states: Mapping[str, str]
) -> dict[str, Any]:
    """泳道图 — the steps a running case has, and how far each is."""
    shown = [step for step in item.steps if step.id not in skipped]
    return _picture(item, shown, None, states)


def _picture(
    item: Implementation,
    shown: Sequence[Step],
    facts: Mapping[str, Fact] | None,
    states: Mapping[str, str],
) -> dict[str, Any]:
    here = {step.id for step in shown}
    after = {step.id: step.after for step in item.steps}

    def prerequisites(step_id: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for before in after[step_id]:
            found |= {before: None} if before in here else dict.fromkeys(prerequisites(before))
        return tuple(found)

    boxes = []
    for step in shown:
        perhaps = facts is not None and is_certain(step.when, facts) is None
        kind = step.kind.label
        if perhaps:
            kind = Bilingual(f"{kind.zh}（视情形）", f"{kind.en} (in some situations)")
        boxes.append(
            swimlane.Step(
                id=step.id,
                title=step.name,
                lane=step.authority,
                after=prerequisites(step.id),
                kind=kind,
                days=TimeLimit(step.limit.amount, step.limit.unit, step.basis).words if step.limit else "",
                state=states.get(step.id, "todo"),
            )
        )
    return {"lanes": lanes_of(item, shown), "steps": boxes}
