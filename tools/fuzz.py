"""Asks cases of the demo items anything at any time: nothing but a refusal or bad input may be raised.

    python tools/fuzz.py --commands 1000000 --seed 1

A third of the commands is what could be asked in that state, so that cases get somewhere; a third is that
with some of its content replaced; a third is any verb with any content of the right types: days from year 1
to 9999, instants without a time zone, huge and negative numbers, texts empty, endless and in odd characters,
ids nobody knows. What is carried out must also replay to the same case, and its clocks must be explained.
Prints what was asked; exit code 1 with the command and the traceback where something else was raised.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from random import Random
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from tongban.catalogue import demo_catalogue
from tongban.catalogue.law import load_calendar
from tongban.catalogue.load import load_catalogue
from tongban.kernel import (
    ALLOWED,
    Body,
    Case,
    Command,
    Item,
    Matter,
    Status,
    allowed,
    decide_and_evolve,
    replay,
)
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case.conditions import Fact
from tongban.kernel.case.item import RenewalRule
from tongban.kernel.case.life import DECIDERS
from tongban.kernel.clock import Counting, TimeLimit, Unit, explain
from tongban.kernel.refusals import BadInput, Refusal
from tongban.process.exploring.days import next_stops
from tongban.process.exploring.moves import THEMES, Move, Situation, Standing, situations
from tongban.process.exploring.moves.intake import received

START = date(2026, 3, 2)
VERBS: tuple[type[Body], ...] = (*DECIDERS, c.NoticePassing)
#: What ends a case before its course has begun; asked seldom.
ENDS = (c.Withdraw, c.Decline, c.ReturnApplication, c.EndCase)
#: What brings a case on; asked often, or few would ever be decided.
FORWARD = (
    *(c.Accept, c.AcceptWithGap, c.Commit, c.TellCommitment, c.CompleteStep, c.GiveOpinion, c.RecordSurvey),
    *(c.Decide, c.RecordDocument, c.Deliver, c.RecordCheck, c.OrderRectification, c.RecordRectification),
    *(c.TellRevocation, c.Revoke, c.RecordCredit, c.NotifyOfHearing, c.HoldHearing, c.Supplement),
    *(c.DispatchDocument, c.RecordBounce, c.RecordService, c.TakeOriginal, c.HandOverOriginal),
    *(c.HoldMeeting, c.EscalateDispute, c.RuleOnDispute),
)
#: So many cases at once, and so many commands until one is laid aside; sooner once it has come to an end,
#: or to a day so late that nothing more is done in time.
TABLES, LIFE, AFTERLIFE = 64, 400, 20
LATE = START + timedelta(days=2500)

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


@dataclass
class Table:
    """A case being asked, under its item."""

    item: Item
    situation: Situation
    case: Case = field(default_factory=Case)
    today: date = START
    commands: int = 0
    last_commands: int = 0
    #: What was thought of for the case as it stands on its day.
    moves: list[Move] | None = None

    @property
    def is_spent(self) -> bool:
        """Whether another case is to be begun in its place."""
        return self.commands >= LIFE or self.last_commands >= AFTERLIFE


@dataclass
class Told:
    """What came of it."""

    asked: int = 0
    carried_out: int = 0
    bad_input: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    #: Where it was raised → the first command that did, and how often.
    raised: dict[str, tuple[str, int]] = field(default_factory=dict)

    def note(self, command: Command, error: Exception) -> None:
        """Keep the first command that raised this at this place."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        key = f"{type(error).__name__} {place.filename}:{place.lineno} {type(command.body).__name__}"
        shown = f"{repr(command)[:2000]}\n{''.join(traceback.format_exception(error))[-3000:]}"
        first, times = self.raised.get(key, (shown, 0))
        self.raised[key] = (first, times + 1)


def items() -> tuple[Item, ...]:
    """The demo's items, and what none of them is: a renewal, a hearing prescribed for every case."""
    found = [i.for_kernel(START) for i in load_catalogue(demo_catalogue()).all_in_force(START)]
    before = TimeLimit(
        30, Unit.NATURAL_DAY, "行政许可法§50(1)", rolls=False, counting=Counting(backward=True)
    )
    of_renewal = replace(found[0], renewal=RenewalRule(before, 5, "行政许可法§50(2)"))
    hours = TimeLimit(4, Unit.WORKING_HOUR, "本事项承诺")
    prescribed = replace(found[-1], hearing_prescribed_by="行政许可法§46", promised_limit=hours)
    return (*found, of_renewal, prescribed)


class Fuzz:
    """A run: the same seed asks the same."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  (to be repeated, not to be secret)
        self.calendar: Calendar = load_calendar("CN")
        self.seats = [(item, situation) for item in items() for situation in situations(item)]
        self.tables = [self._begin() for _ in range(TABLES)]
        self.told = Told()

    def _begin(self) -> Table:
        return Table(*self.random.choice(self.seats))

    def run(self, commands: int) -> Told:
        """Ask so many commands."""
        for _ in range(commands):
            place = self.random.randrange(TABLES)
            table = self.tables[place]
            if table.is_spent:
                table = self.tables[place] = self._begin()
            self.ask(table, self._command(table))
        return self.told

    def ask(self, table: Table, command: Command) -> None:
        """Ask one, and look at what came of it."""
        told = self.told
        told.asked += 1
        table.commands += 1
        ended = table.case.status.is_final and table.case.status is not Status.CLOSED
        table.last_commands += ended or table.today > LATE
        told.states[table.case.status] += 1
        told.verbs[type(command.body).__name__] += 1
        try:
            events, after = decide_and_evolve(table.case, command, table.item, self.calendar)
            assert replay(events, table.case) == after
            if events and self.random.random() < 0.1:
                for clock in after.clocks.values():
                    assert explain(clock, self.calendar)
            if self.random.random() < 0.01:
                allowed(Matter(table.case, command, table.item, self.calendar), VERBS)
        except Refusal as refusal:
            told.refused[refusal.code()] += 1
            if not (refusal.sentence.zh and refusal.remedy.en):
                told.note(command, refusal)
        except BadInput:
            told.bad_input += 1
        except Exception as error:
            told.note(command, error)
        else:
            told.carried_out += 1
            table.case = after
            if events:
                table.moves = None
                table.today = max(table.today, events[-1].on)

    # --- what is asked

    def _command(self, table: Table) -> Command:
        die = self.random.random()
        body, actor, post, day = self._possible(table)
        if die > 0.66:
            verbs = ALLOWED[table.case.status] if self.random.random() < 0.8 else VERBS
            verb = self.random.choice(verbs)
            if verb in ENDS and self.random.random() < 0.9:
                verb = type(body)
            body = self._any_of(verb, table)
            post = self.random.choice([post, *(s.post for s in table.item.steps), "", self._text(table)])
            actor = self.random.choice([actor, "approver", ""])
        elif die > 0.33:
            body = self._mutated(body, table)
        at = datetime.combine(day, datetime.min.time(), self.calendar.zone).astimezone(UTC)
        at += timedelta(hours=self.random.randrange(24))
        occurred_at = None
        if die > 0.97:
            at = self._instant(table)
        if die > 0.33 and self.random.random() < 0.06:
            occurred_at = self._instant(table)
        elif self.random.random() < 0.1:
            occurred_at = at - timedelta(days=self.random.randrange(12)) if at.year > 1 else at
        case_id = "case-1" if self.random.random() < 0.999 else self._text(table)
        return Command(f"c{table.commands}", case_id, at, actor, post, body, occurred_at)

    def _possible(self, table: Table) -> tuple[Body, str, str, date]:
        try:
            if table.moves is None:
                table.moves = self._thought_of(table)
            moves = table.moves if self.random.random() < 0.92 or not table.case.version else []
            moves = [m for m in moves if not isinstance(m.body, ENDS) or self.random.random() < 0.01]
            if not moves:
                stop = next_stops(table.case, table.today, self.calendar)
                table.moves = None
                return c.NoticePassing(), "time", "", stop[0] if stop else table.today
        except (Refusal, ValueError, OverflowError):  # the search thinks of days that there are none of
            return c.NoticePassing(), "time", "", table.today
        forward = [m for m in moves if isinstance(m.body, FORWARD)]
        move = self.random.choice(forward if forward and self.random.random() < 0.6 else moves)
        return move.body, move.actor, move.post, move.day

    def _thought_of(self, table: Table) -> list[Move]:
        standing = Standing(table.case, table.today, table.item, self.calendar)
        if table.case.version == 0:
            return list(received(standing, table.situation))
        return [move for theme in THEMES.values() for move in theme(standing)]

    def _mutated(self, body: Body, table: Table) -> Body:
        hints = _hints(type(body))
        if not hints:
            return body
        names = self.random.sample(list(hints), k=min(len(hints), self.random.choice([1, 1, 2])))
        return replace(body, **{name: self._any_of(hints[name], table) for name in names})  # type: ignore[type-var]

    # --- any value of a type

    def _any_of(self, hint: Any, table: Table) -> Any:
        random, origin = self.random, get_origin(hint)
        if hint == Fact:
            return self._any_of(random.choice((str, int, bool)), table)
        if origin in (Union, UnionType):
            return self._any_of(random.choice(get_args(hint)), table)
        if origin is tuple:
            length = random.choice((0, 1, 1, 2, 3, 200 if random.random() < 0.01 else 4))
            return tuple(self._any_of(get_args(hint)[0], table) for _ in range(length))
        if origin is not None and issubclass(origin, AbstractMapping):
            return self._facts(hint, table)
        if hint is type(None):
            return None
        if hint is bool:
            return random.random() < 0.5
        if hint is int:
            return random.choice((*NUMBERS, random.randrange(-50, 50)))
        if hint is str:
            return self._text(table)
        if hint is datetime:
            return self._instant(table)
        if hint is date:
            return self._day(table)
        if issubclass(hint, Enum):
            return random.choice(list(hint))
        assert is_dataclass(hint), hint
        try:
            return hint(**{name: self._any_of(of, table) for name, of in _hints(hint).items()})
        except Refusal:  # a value that nothing can be made of, such as a limit of no days, reaches no command
            return self._any_of(hint, table)

    def _facts(self, hint: Any, table: Table) -> Mapping[str, Any]:
        facts = dict(table.situation.facts)
        for name in (*self.random.sample(list(facts), k=min(1, len(facts))), self._text(table)):
            facts[name] = self._any_of(get_args(hint)[1], table)
        return facts

    def _text(self, table: Table) -> str:
        if self.random.random() < 0.5:
            return self.random.choice(TEXTS)
        return self.random.choice(tuple(_known(table.item)) + tuple(map(str, table.case.clocks)))

    def _day(self, table: Table) -> date:
        die = self.random.random()
        if die < 0.2:
            return self.random.choice(DAYS)
        if die < 0.4:
            return date.fromordinal(self.random.randrange(1, date.max.toordinal() + 1))
        return date.fromordinal(
            min(date.max.toordinal(), max(1, table.today.toordinal() + self.random.randrange(-40, 60)))
        )

    def _instant(self, table: Table) -> datetime:
        clock = datetime.min.time().replace(hour=self.random.randrange(24), minute=self.random.randrange(60))
        return datetime.combine(self._day(table), clock, self.random.choice(ZONES))


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind) if f.init}  # type: ignore[arg-type]


def _known(item: Item) -> Iterator[str]:
    for step in item.steps:
        yield from (step.id, step.post, step.authority, f"opinion:{step.id}", f"finding:{step.id}")
    yield from (material.id for material in item.materials)
    yield item.authority


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--commands", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    fuzz = Fuzz(asked.seed)
    began = time.perf_counter()
    told = fuzz.run(asked.commands)
    seconds = time.perf_counter() - began
    refused = sum(told.refused.values())
    raised = sum(times for _, times in told.raised.values())
    print(f"{told.asked:,} commands of {len(told.verbs)} verbs, seed {asked.seed}, {seconds:.0f} s")
    print("of cases", ", ".join(f"{status} {times:,}" for status, times in told.states.most_common()))
    print(f"{told.carried_out:,} carried out, {told.bad_input:,} bad input")
    print(f"{refused:,} refused, for {len(told.refused)} reasons")
    print(f"{raised:,} raised anything else, at {len(told.raised)} places")
    for place, (shown, times) in told.raised.items():
        print(f"\n{place} ×{times}\n{shown}")
    return 1 if told.raised else 0


if __name__ == "__main__":
    sys.exit(main())
