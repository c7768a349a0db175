"""推演 — follow a procedure through what happens: clocks, effects of silence, what is not allowed.

依据 Basis: the articles the timetable's own rules cite. Never raises for what people do wrong: it is
denied and changes nothing; only a calendar that does not reach raises.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from tongban.kernel.calendar import Calendar
from tongban.kernel.case.conditions import All, Any, Condition, Fact, Facts, Not, holds
from tongban.kernel.clock import Clock, ClockKind, TimeLimit, Unit
from tongban.kernel.refusals import FactMissing, FactOfAnotherKind, Refusal
from tongban.kernel.timetable import occurrence as o
from tongban.kernel.timetable.occurrence import Denial, Effect, Occurrence, Ruling
from tongban.kernel.timetable.rules import AsOf, Choice, ClockRule, Duty, ExclusionRule, Extension, Timetable
from tongban.kernel.words import Bilingual

_ACTOR = "timetable"
_DAY = timedelta(days=1)

_ORDER = Bilingual("发生的日期早于前一件事。", "It is dated before what happened last.")
_UNKNOWN_CLOCK = Bilingual("没有可以这样变动的时钟。", "There is no clock this can be done to.")
_NOT_LISTED = Bilingual(
    "「{procedure}」不在可以扣除时间的程序之列。",
    "“{procedure}” is none of the procedures whose time is excluded.",
)
_IN_WRITING = Bilingual("没有书面告知，不扣除时间。", "Not told in writing: no time is excluded.")
_NO_EXTENSION = Bilingual("该期限依法不能延长。", "The law does not extend this limit.")
_EXTENDED_ONCE = Bilingual("该期限已延长过一次。", "The limit has been extended once already.")
_APPROVER = Bilingual("延长须经{approver}批准。", "An extension needs the approval of {approver}.")
_REASONS = Bilingual("延长的理由没有告知。", "The reasons of the extension were not told.")
_TOO_LATE = Bilingual("期限已于 {due} 届满。", "The limit ended on {due}.")
_HOW_LONG = Bilingual("没有写明延长多久。", "By how much it is extended is not said.")
_TOO_LONG = Bilingual("延长超过法律允许的 {most}。", "The extension is longer than the {most} allowed.")


@dataclass
class _Course:
    """进程 — how far the procedure has come; local to one `follow`."""

    table: Timetable
    calendar: Calendar
    facts: dict[str, Fact]
    clocks: dict[str, Clock] = field(default_factory=dict)
    happened: set[str] = field(default_factory=set)
    effects: list[Effect] = field(default_factory=list)
    refused: list[Denial] = field(default_factory=list)
    missed: set[str] = field(default_factory=set)
    stopped_by: dict[str, str] = field(default_factory=dict)
    last: date = date.min

    # --- one occurrence

    def take(self, number: int, what: Occurrence) -> None:
        self.let_time_pass(_instant(what, self.calendar))
        denials = list(self.denials(number, what))
        if denials:
            self.refused += denials
            return
        if what.kind in o.GENERAL_KINDS:
            denial = self.general(number, what)
            if denial is not None:
                self.refused.append(denial)
                return
        else:
            self.facts.update(what.facts)
            self.happen(what)
        self.last = max(self.last, what.on)

    def happen(self, what: Occurrence) -> None:
        self.happened.add(what.kind)
        self.facts[f"{o.HAPPENED}{what.kind}"] = True
        for rule in self.table.clocks.values():
            clock = self.clocks.get(rule.id)
            if clock is not None and what.kind in rule.stops_on and clock.is_running:
                self.facts[f"in_time.{rule.id}"] = not clock.is_past(what.on, self.calendar)
                self.clocks[rule.id] = clock.stop(what.on, _instant(what, self.calendar), _ACTOR)
                self.stopped_by[rule.id] = what.kind
        for rule in self.table.clocks.values():
            starts = what.kind in rule.starts_on and rule.id not in self.clocks
            starts_anew = what.kind in rule.restarts_on and (
                self.stopped_by.get(rule.id) in rule.restarts_after or not rule.restarts_after
            )
            if (starts or starts_anew) and _met(rule.when, self.facts):
                self.start(rule, what)

    def start(self, rule: ClockRule, what: Occurrence) -> None:
        day = what.on
        if rule.from_fact or rule.ends_with:
            named = _date(self.facts.get(rule.from_fact or rule.ends_with))
            if named is None:
                return
            day = named
        if rule.ends_with:
            # It ends with that day whatever its length: one natural day, counted from the day before.
            basis = rule.if_missed.basis if rule.if_missed else rule.rule
            limit, day = TimeLimit(1, Unit.NATURAL_DAY, basis, rolls=False), day - _DAY
        else:
            found = self.choice(rule)
            if found is None:
                return
            limit = found.limit
        since = what.at if day == what.on else None
        clock = Clock(ClockKind.STATUTORY, limit)
        self.clocks[rule.id] = clock.start(day, _instant(what, self.calendar), _ACTOR, since=since)
        self.missed.discard(rule.id)
        self.stopped_by.pop(rule.id, None)

    def choice(self, rule: ClockRule) -> Choice | None:
        if rule.amount_fact is not None:
            amount = self.facts.get(rule.amount_name)
            if type(amount) is not int or amount < 1:
                return None
            return Choice(replace(rule.amount_fact, amount=amount))
        return next((choice for choice in rule.choices if _met(choice.when, self.facts)), None)

    # --- time

    def let_time_pass(self, now: datetime) -> None:
        """Silence has its effects, the earliest due date first; what one sets going may be missed too."""
        while True:
            ended = [
                (due, rule)
                for rule in self.table.clocks.values()
                if rule.id in self.clocks
                and rule.id not in self.missed
                and (due := self.clocks[rule.id].ended_by(now, self.calendar)) is not None
            ]
            if not ended:
                return
            due, rule = min(ended, key=lambda one: (one[0], one[1].id))
            self.missed.add(rule.id)
            effect = rule.if_missed
            if effect is None or not _met(effect.when, self.facts):
                continue
            clock = self.clocks[rule.id]
            day = {AsOf.START: clock.started_on, AsOf.DUE: due, AsOf.NEXT_DAY: due + _DAY}[effect.as_of]
            self.effects.append(Effect(effect.what, day, rule.id, effect.basis))
            if effect.counts_as:
                self.happen(Occurrence(effect.counts_as, day))

    # --- what is not allowed

    def denials(self, number: int, what: Occurrence) -> Iterator[Denial]:
        if what.on < self.last:
            yield Denial(number, "order", "民法典§200", _ORDER)
        facts = self.facts | dict(what.facts)
        for duty in self.table.duties:
            if what.kind in duty.on and _met(duty.when, facts) and not self.is_met(duty, what, facts):
                yield Denial(number, _first(duty.rule), duty.basis, duty.says)

    def is_met(self, duty: Duty, what: Occurrence, facts: Facts) -> bool:
        return (
            _met(duty.require, facts)
            and self.happened.issuperset(duty.after)
            and self.happened.isdisjoint(duty.not_after)
            and self.is_within(duty.within, what.on)
            and self.is_over(duty.not_before, what.on)
            and all(_is_at_most(facts.get(one), facts.get(other)) for one, other in duty.at_most.items())
        )

    def is_within(self, clock_id: str, day: date) -> bool:
        if not clock_id:
            return True
        clock = self.clocks.get(clock_id)
        return clock is None or day <= clock.due(self.calendar).day

    def is_over(self, clock_id: str, day: date) -> bool:
        if not clock_id:
            return True
        clock = self.clocks.get(clock_id)
        return clock is None or not clock.is_running or day > clock.due(self.calendar).day

    # --- the general kinds: their facts are of the act alone, and hold for nothing after it

    def general(self, number: int, what: Occurrence) -> Denial | None:
        try:
            match what.kind:
                case o.EXCLUDED:
                    return self.exclude(number, what)
                case o.RESUMED:
                    return self.resume(number, what)
                case o.EXTENDED:
                    return self.extend(number, what)
                case o.RESET | o.STOPPED | o.CORRECTED:
                    return self.mend(number, what)
        except Refusal as refusal:
            return Denial(number, refusal.code(), refusal.basis, refusal.sentence)
        return None

    def exclude(self, number: int, what: Occurrence) -> Denial | None:
        procedure = str(what.facts.get("procedure", ""))
        rules = [r for r in self.table.exclusions if _met(r.when, self.facts)]
        rule = next((r for r in rules if procedure in r.procedures), None)
        if rule is None:
            # The list it is not on is that of what is running now.
            listed = self.table.exclusions
            named = [*filter(self.running, listed), *listed, ExclusionRule("order", "", (), ())][0]
            return Denial(
                number, _first(named.rule), named.basis, _NOT_LISTED.fill(procedure=procedure or "—")
            )
        if rule.in_writing and not what.document:
            return Denial(number, _first(rule.rule), rule.basis, _IN_WRITING)
        begin, until = what.begin or what.on, what.until or what.begin or what.on
        if begin < what.on and rule.in_writing:
            return Denial(number, _first(rule.rule), rule.basis, _IN_WRITING)
        running = self.running(rule)
        if not running:
            return Denial(number, _first(rule.rule), rule.basis, _UNKNOWN_CLOCK)
        changed = {}
        for name in running:
            clock = self.clocks[name]
            try:
                clock.check_exclusion(begin, until, self.calendar)
            except Refusal as refusal:
                if name == running[0]:
                    return Denial(number, _first(rule.rule), rule.basis, refusal.sentence)
                continue
            changed[name] = clock.exclude(
                begin, until, _instant(what, self.calendar), _ACTOR, basis=rule.basis, document=what.document,
                why=procedure,
            )  # fmt: skip
        self.clocks.update(changed)
        return None

    def running(self, rule: ExclusionRule) -> list[str]:
        return [c for c in rule.clocks if c in self.clocks and self.clocks[c].is_running]

    def resume(self, number: int, what: Occurrence) -> Denial | None:
        last = what.begin or what.on
        under_way = {
            name: clock
            for name, clock in self.clocks.items()
            if any(begin <= last <= until for begin, until in clock.excluded)
        }
        if not under_way:
            return Denial(number, "order", "", _UNKNOWN_CLOCK)
        for name, clock in under_way.items():
            basis = next(e.basis for e in clock.entries if e.kind == "exclude")
            self.clocks[name] = clock.resume(last, _instant(what, self.calendar), _ACTOR, basis=basis)
        return None

    def extend(self, number: int, what: Occurrence) -> Denial | None:
        name = what.clock or next(
            (n for n, c in self.clocks.items() if self.extension(n) and c.is_running), ""
        )
        clock, rule, found = self.clocks.get(name), self.table.clocks.get(name), self.extension(name)
        if clock is None or rule is None or not clock.is_running:
            return Denial(number, "order", "", _UNKNOWN_CLOCK)
        if found is None:
            return Denial(number, _first(rule.rule), clock.limit.basis, _NO_EXTENSION)
        basis, due = found.limit.basis, clock.due(self.calendar).day
        approver = found.approver
        amount = what.amount if found.is_open else what.amount or found.limit.amount
        if clock.extended_on is not None:
            return Denial(number, _first(rule.rule), basis, _EXTENDED_ONCE)
        if what.on > due:
            return Denial(number, _first(rule.rule), basis, _TOO_LATE.fill(due=due))
        if approver and what.facts.get("approver") != approver:
            return Denial(number, _first(rule.rule), basis, _APPROVER.fill(approver=approver))
        if what.facts.get("reasons_told") is not True:
            return Denial(number, _first(rule.rule), basis, _REASONS)
        if found.is_open and amount < 1:
            return Denial(number, _first(rule.rule), basis, _HOW_LONG)
        if not found.is_open and amount > found.limit.amount:
            return Denial(number, _first(rule.rule), basis, _TOO_LONG.fill(most=found.limit.words))
        entered = _instant(what, self.calendar)
        self.clocks[name] = clock.extend(
            amount, what.on, entered, _ACTOR, basis=basis, document=what.document or "—"
        )
        self.missed.discard(name)
        return None

    def extension(self, name: str) -> Extension | None:
        rule = self.table.clocks.get(name)
        found = self.choice(rule) if rule else None
        return found.extension if found else None

    def mend(self, number: int, what: Occurrence) -> Denial | None:
        clock = self.clocks.get(what.clock)
        if clock is None:
            return Denial(number, "order", "", _UNKNOWN_CLOCK)
        entered, why = _instant(what, self.calendar), what.document or "corrected"
        if what.kind == o.STOPPED:
            after = clock.stop(what.on, entered, _ACTOR)
        elif what.kind == o.RESET:
            after = clock.reset(what.begin or what.on, entered, _ACTOR, why=why)
        else:
            struck = what.facts.get("struck") is True
            after = clock.correct(
                what.amount, entered, _ACTOR, day=what.begin, until=what.until, struck=struck, why=why
            )
        after.due(self.calendar)
        self.clocks[what.clock] = after
        self.missed.discard(what.clock)
        return None


def follow(
    table: Timetable, occurrences: Iterable[Occurrence], calendar: Calendar, facts: Facts | None = None
) -> Ruling:
    """推演 — what the timetable makes of the occurrences, in their order.

    Args:
        table: the procedure as in force when it began.
        occurrences: what happened; a `time_passes` lets silence take effect as of its day.
        calendar: the region's days and hours.
        facts: what holds from the beginning.

    Raises:
        BeforeTheCalendar, BeyondTheCalendar, NoBusinessHours: a limit cannot be counted there.
    """
    course = _Course(table, calendar, dict(facts or {}))
    for number, what in enumerate(occurrences, start=1):
        course.take(number, what)
    return Ruling(course.clocks, tuple(course.effects), tuple(course.refused))


def _met(condition: Condition | None, facts: Facts) -> bool:
    """Whether it holds where a fact nobody gave is not shown: no comparison with it is true."""
    match condition:
        case All(parts):
            return all(_met(part, facts) for part in parts)
        case Any(parts):
            return any(_met(part, facts) for part in parts)
        case Not(part):
            return not _met(part, facts)
    try:
        return holds(condition, facts)
    except (FactMissing, FactOfAnotherKind):
        return False


def _is_at_most(one: Fact | None, other: Fact | None) -> bool:
    return type(one) is int and type(other) is int and one <= other


def _first(rules: str) -> str:
    # A clock or duty may stand for several rules of the fact base; the first one names it.
    return rules.split()[0]


def _instant(what: Occurrence, calendar: Calendar) -> datetime:
    return what.at or datetime.combine(what.on, time(), calendar.zone).astimezone(UTC)


def _date(value: Fact | None) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
