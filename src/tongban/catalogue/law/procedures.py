"""程序 — the clocks and duties of each procedure law, from `law/procedures`, as timetables of a day.

A procedure file cites articles and names limits by id; the numbers stand in `law/time_limits` alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from tongban.catalogue.binding import Slug, bind, line_table
from tongban.catalogue.finding import Finding, Rule, UnreadableFile, place_in
from tongban.catalogue.law.limits import LegalLimit, Limits, NoLawThen, load_limits
from tongban.catalogue.law.location import data_root
from tongban.catalogue.reading import read_tree
from tongban.kernel.case.conditions import Condition, facts_of
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.refusals import BadInput
from tongban.kernel.timetable import (
    Choice,
    ClockRule,
    Duty,
    EffectRule,
    ExclusionRule,
    Extension,
    Timetable,
)
from tongban.kernel.timetable.occurrence import GENERAL_KINDS, HAPPENED
from tongban.kernel.words import Bilingual


class UnknownProcedure(BadInput):
    """没有这个程序。"""

    zh = "没有程序「{procedure}」。"
    en = "There is no procedure “{procedure}”."
    basis = "立法法§104"
    remedy_zh = "现有程序：{known}。"
    remedy_en = "The procedures: {known}."


UNKNOWN_LIMIT = Rule(
    "procedure_unknown_limit",
    Bilingual("期限「{limit}」不在 law/time_limits 中", "the limit “{limit}” is not in law/time_limits"),
    Bilingual("请改为已有期限的标识，或先增加该期限。", "Name a limit that is there, or add it first."),
)
UNKNOWN_CLOCK = Rule(
    "procedure_unknown_clock",
    Bilingual("时钟「{clock}」不在本程序中", "this procedure has no clock “{clock}”"),
    Bilingual("请改为本程序的时钟标识。", "Name a clock of this procedure."),
)
NO_LENGTH = Rule(
    "procedure_clock_without_length",
    Bilingual(
        "时钟「{clock}」须有且只有一种长度：limit、amount 或 ends_with",
        "the clock “{clock}” needs exactly one length: `limit`, `amount` or `ends_with`",
    ),
    Bilingual("请写明其一。", "Give one of the three."),
)
NEVER_STARTS = Rule(
    "procedure_clock_never_starts",
    Bilingual("时钟「{clock}」没有起算的事件", "nothing starts the clock “{clock}”"),
    Bilingual("请写明 starts_on。", "Say in `starts_on` what does."),
)
EFFECT_DIFFERS = Rule(
    "procedure_effect_differs",
    Bilingual(
        "时钟「{clock}」逾期后果为「{effect}」，期限数据中为「{law}」",
        "missing the clock “{clock}” does “{effect}”, the limit's data say “{law}”",
    ),
    Bilingual("请使两处一致，以法条为准。", "Make the two agree with the article."),
)
GENERAL_WORD = Rule(
    "procedure_general_word",
    Bilingual(
        "「{word}」是各程序通用的说法，不会使时钟「{clock}」变动",
        "“{word}” is a word of every procedure and moves no clock “{clock}”",
    ),
    Bilingual("请用本程序自己的说法。", "Use a word of the procedure's own."),
)
PROCEDURE_TWICE = Rule(
    "procedure_twice",
    Bilingual("程序「{procedure}」写了两次", "the procedure “{procedure}” is given twice"),
    Bilingual("请合并。", "Merge the two."),
)
NOTHING_REQUIRED = Rule(
    "procedure_duty_without_content",
    Bilingual("规则「{rule}」没有写明必须怎样", "the rule “{rule}” does not say what must hold"),
    Bilingual(
        "请写明 require、after、not_after、within、not_before 或 at_most 之一。",
        "Give one of `require`, `after`, `not_after`, `within`, `not_before`, `at_most`.",
    ),
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """另一期限 — which limit governs instead, and when."""

    when: Condition
    limit: str


@dataclass(frozen=True, slots=True)
class Amount:
    """数额 — a length the procedure itself does not fix: it stands in a fact."""

    fact: str
    unit: Unit
    basis: str


@dataclass(frozen=True, slots=True)
class ClockOfFile:
    """时钟，如文件所写."""

    name: Bilingual
    rule: str
    starts_on: tuple[str, ...] = ()
    limit: str = ""
    instead: tuple[Alternative, ...] = ()
    amount: Amount | None = None
    ends_with: str = ""
    stops_on: tuple[str, ...] = ()
    restarts_on: tuple[str, ...] = ()
    restarts_after: tuple[str, ...] = ()
    when: Condition | None = None
    from_fact: str = ""
    if_missed: EffectRule | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The kinds of occurrences that move it."""
        return (*self.starts_on, *self.stops_on, *self.restarts_on, *self.restarts_after)

    @property
    def limits(self) -> tuple[str, ...]:
        """The ids of the limits it may run on."""
        return (*(a.limit for a in self.instead), *((self.limit,) if self.limit else ()))


@dataclass(frozen=True, slots=True)
class DutyOfFile(Duty):
    """义务，如文件所写 — in force from a day until another (the last day included), if not always."""

    since: date | None = field(default=None, metadata={"key": "from"})
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ExclusionOfFile(ExclusionRule):
    """扣除规则，如文件所写 — in force from a day until another (the last day included), if not always."""

    since: date | None = field(default=None, metadata={"key": "from"})
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """程序 — one file of `law/procedures`; `on` a day it is a timetable."""

    id: Slug
    name: Bilingual
    law: Bilingual
    clocks: Mapping[str, ClockOfFile]
    exclusions: tuple[ExclusionOfFile, ...] = ()
    duties: tuple[DutyOfFile, ...] = ()
    numbers: Limits | None = field(default=None, compare=False, metadata={"file": False})

    def on(self, day: date) -> Timetable:
        """The timetable in force on that day: history is judged by the law of its day.

        A clock whose limit was not in force then does not run; a duty or exclusion that was not is none.
        """
        numbers = self.numbers or load_limits()
        rules = {name: _clock(name, clock, numbers, day) for name, clock in self.clocks.items()}
        return Timetable(
            self.id,
            self.name,
            {name: rule for name, rule in rules.items() if rule is not None},
            tuple(one for one in self.exclusions if _in_force(one, day)),
            tuple(one for one in self.duties if _in_force(one, day)),
        )

    @property
    def words(self) -> frozenset[str]:
        """The kinds of occurrences it knows, but for the general ones; any other would change nothing."""
        of_clocks = (clock.words for clock in self.clocks.values())
        of_duties = ((*duty.on, *duty.after, *duty.not_after) for duty in self.duties)
        named = frozenset(word for words in (*of_clocks, *of_duties) for word in words)
        return named | {fact.removeprefix(HAPPENED) for fact in self._facts if fact.startswith(HAPPENED)}

    @property
    def _facts(self) -> Iterator[str]:
        """The facts its conditions look at, as often as they do."""
        for clock in self.clocks.values():
            missed = clock.if_missed.when if clock.if_missed else None
            for when in (clock.when, missed, *(a.when for a in clock.instead)):
                yield from facts_of(when)
        for exclusion in self.exclusions:
            yield from facts_of(exclusion.when)
        for duty in self.duties:
            yield from facts_of(duty.when)
            yield from facts_of(duty.require)

    @property
    def rules(self) -> frozenset[str]:
        """The ids of all rules it carries."""
        clocks = (clock.rule for clock in self.clocks.values())
        rules = (*clocks, *(e.rule for e in self.exclusions), *(d.rule for d in self.duties))
        return frozenset(rule for several in rules for rule in several.split())


class Procedures:
    """程序汇编 — the procedures by id."""

    def __init__(self, procedures: Mapping[str, Procedure]) -> None:
        """Take them by id."""
        self._procedures = dict(procedures)

    def __getitem__(self, procedure: str) -> Procedure:
        if procedure not in self._procedures:
            raise UnknownProcedure(procedure=procedure, known=", ".join(self._procedures))
        return self._procedures[procedure]

    def __iter__(self) -> Iterator[str]:
        return iter(self._procedures)

    def with_numbers(self, numbers: Limits) -> "Procedures":
        """The same procedures on other numbers."""
        return Procedures({name: _with(p, numbers) for name, p in self._procedures.items()})


def _with(procedure: Procedure, numbers: Limits | None) -> Procedure:
    p = procedure
    return Procedure(p.id, p.name, p.law, p.clocks, p.exclusions, p.duties, numbers)


def load_procedures(directory: Path | None = None, limits: Limits | None = None) -> Procedures:
    """All procedures of `law/procedures`, read once; on the law's own limits unless others are given.

    Raises:
        UnreadableFile: with every finding of every file.
    """
    procedures = _load(directory or data_root() / "law" / "procedures")
    return procedures if limits is None else procedures.with_numbers(limits)


@cache
def _load(directory: Path) -> Procedures:
    found: dict[str, Procedure] = {}
    findings: list[Finding] = []
    for path in sorted(directory.glob("*.yaml")):
        name = f"{directory.name}/{path.name}"
        try:
            tree = read_tree(path, name=name)
            procedure = bind(tree, Procedure, file=name)
        except UnreadableFile as unreadable:
            findings += unreadable.findings
            continue
        lines = line_table(tree)
        findings += [
            rule.at(place_in(name, lines, where), **said) for rule, where, said in _faults(procedure)
        ]
        if procedure.id in found:
            findings.append(PROCEDURE_TWICE.at(place_in(name, lines, "id"), procedure=procedure.id))
        found[procedure.id] = procedure
    if findings:
        raise UnreadableFile(findings)
    return Procedures(found)


_Faults = Iterator[tuple[Rule, str, dict[str, object]]]


def _faults(procedure: Procedure) -> _Faults:
    for name, clock in procedure.clocks.items():
        yield from _faults_of_clock(name, clock)
    for n, exclusion in enumerate(procedure.exclusions):
        for clock_id in exclusion.clocks:
            if clock_id not in procedure.clocks:
                yield UNKNOWN_CLOCK, f"exclusions[{n}].clocks", {"clock": clock_id}
    for n, duty in enumerate(procedure.duties):
        for clock_id in filter(None, (duty.within, duty.not_before)):
            if clock_id not in procedure.clocks:
                yield UNKNOWN_CLOCK, f"duties[{n}]", {"clock": clock_id}
        contents = (duty.require, duty.after, duty.not_after, duty.within, duty.not_before, duty.at_most)
        if not any(contents):
            yield NOTHING_REQUIRED, f"duties[{n}]", {"rule": duty.rule}


def _faults_of_clock(name: str, clock: ClockOfFile) -> _Faults:
    numbers = load_limits()
    where = f"clocks.{name}"
    if sum((bool(clock.limits), clock.amount is not None, bool(clock.ends_with))) != 1:
        yield NO_LENGTH, where, {"clock": name}
    if not clock.starts_on and not clock.restarts_on:
        yield NEVER_STARTS, where, {"clock": name}
    for word in sorted(GENERAL_KINDS.intersection(clock.words)):
        yield GENERAL_WORD, where, {"clock": name, "word": word}
    for limit in clock.limits:
        if limit not in numbers:
            yield UNKNOWN_LIMIT, f"{where}.limit", {"limit": limit}
            continue
        effect = clock.if_missed.what if clock.if_missed else "none"
        told = {rule.if_missed.value for rule in numbers[limit].in_force}
        if effect not in told:
            law = ", ".join(sorted(told))
            yield EFFECT_DIFFERS, f"{where}.if_missed", {"clock": name, "effect": effect, "law": law}


def _in_force(one: DutyOfFile | ExclusionOfFile, day: date) -> bool:
    return (one.since is None or one.since <= day) and (one.until is None or day <= one.until)


def _extension(limit: LegalLimit, day: date) -> Extension | None:
    rule, most = limit.on(day), limit.extension_on(day)
    approver = rule.extension_approver.value if rule.extension_approver else ""
    if most is not None:
        return Extension(most, approver)
    if not rule.extension_left_open:
        return None
    by_one = TimeLimit(1, limit.unit, rule.cited(rule.extension_basis or rule.basis), limit.rolls)
    return Extension(by_one, approver, is_open=True)


def _clock(name: str, clock: ClockOfFile, numbers: Limits, day: date) -> ClockRule | None:
    choices = []
    for when, limit_id in [*((a.when, a.limit) for a in clock.instead), (None, clock.limit)]:
        if not limit_id:
            continue
        limit = numbers[limit_id]
        try:
            choices.append(Choice(limit.limit_on(day), when, _extension(limit, day)))
        except NoLawThen:
            continue
    if clock.limits and not choices:
        return None
    amount = clock.amount
    return ClockRule(
        id=name,
        name=clock.name,
        rule=clock.rule,
        starts_on=clock.starts_on,
        stops_on=clock.stops_on,
        restarts_on=clock.restarts_on,
        restarts_after=clock.restarts_after,
        when=clock.when,
        choices=tuple(choices),
        amount_fact=TimeLimit(1, amount.unit, amount.basis) if amount else None,
        amount_name=amount.fact if amount else "",
        from_fact=clock.from_fact,
        ends_with=clock.ends_with,
        if_missed=clock.if_missed,
    )
