"""Cases of the demo items, asked anything at any time."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from fuzzing.anything import Anything, Around
from fuzzing.told import Told
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
from tongban.kernel.case.item import RenewalRule
from tongban.kernel.case.life import DECIDERS
from tongban.kernel.clock import Counting, TimeLimit, Unit, explain
from tongban.kernel.refusals import Refusal
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
        self.anything = Anything(self.random)
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
        table.commands += 1
        ended = table.case.status.is_final and table.case.status is not Status.CLOSED
        table.last_commands += ended or table.today > LATE
        told.states[table.case.status] += 1
        told.verbs[type(command.body).__name__] += 1
        with told.asking(command):
            events, after = decide_and_evolve(table.case, command, table.item, self.calendar)
            assert replay(events, table.case) == after
            if events and self.random.random() < 0.1:
                for clock in after.clocks.values():
                    assert explain(clock, self.calendar)
            if self.random.random() < 0.01:
                allowed(Matter(table.case, command, table.item, self.calendar), VERBS)
            table.case = after
            if events:
                table.moves = None
                table.today = max(table.today, events[-1].on)

    # --- what is asked

    def _command(self, table: Table) -> Command:
        die = self.random.random()
        body, actor, post, day = self._possible(table)
        around = _around(table)
        if die > 0.66:
            verbs = ALLOWED[table.case.status] if self.random.random() < 0.8 else VERBS
            verb = self.random.choice(verbs)
            if verb in ENDS and self.random.random() < 0.9:
                verb = type(body)
            body = self.anything.of(verb, around)
            post = self.random.choice(
                [post, *(s.post for s in table.item.steps), "", self.anything.text(around)]
            )
            actor = self.random.choice([actor, "approver", ""])
        elif die > 0.33:
            body = self.anything.mutated(body, around)
        at = datetime.combine(day, datetime.min.time(), self.calendar.zone).astimezone(UTC)
        at += timedelta(hours=self.random.randrange(24))
        occurred_at = None
        if die > 0.97:
            at = self.anything.instant(around)
        if die > 0.33 and self.random.random() < 0.06:
            occurred_at = self.anything.instant(around)
        elif self.random.random() < 0.1:
            occurred_at = at - timedelta(days=self.random.randrange(12)) if at.year > 1 else at
        case_id = "case-1" if self.random.random() < 0.999 else self.anything.text(around)
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


def _around(table: Table) -> Around:
    words = (*_known(table.item), *map(str, table.case.clocks))
    return Around(words, table.today, table.situation.facts)


def _known(item: Item) -> Iterator[str]:
    for step in item.steps:
        yield from (step.id, step.post, step.authority, f"opinion:{step.id}", f"finding:{step.id}")
    yield from (material.id for material in item.materials)
    yield item.authority
