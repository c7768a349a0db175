"""Life events of the demo, asked anything at any time, by the applicant, authorities and members."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from fuzzing.anything import Anything, Around
from fuzzing.told import Told
from tongban.catalogue import demo_catalogue
from tongban.catalogue.law import load_calendar
from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.load import LIFE_EVENTS, find_directory, items_beside, read_life_event
from tongban.kernel import Body, Command, Fact
from tongban.kernel.case.commands import Channel, Reference
from tongban.kernel.life_event import LifeEvent, LifeEventStatus, Rules, decide_and_evolve, replay
from tongban.kernel.life_event import commands as c
from tongban.kernel.life_event.life import DECIDERS, TELLER
from tongban.process.exploring.life_events import moves_in

START = date(2026, 3, 2)
VERBS: tuple[type[Body], ...] = tuple(DECIDERS)
#: So many life events at once, and so many commands until one is laid aside; sooner once it is completed.
TABLES, LIFE, AFTERLIFE = 16, 120, 12
_PAPER = Reference("ref", "digest")


@dataclass
class Table:
    """A life event being asked, under its rules."""

    rules: Rules
    facts: dict[str, Fact]
    life_event: LifeEvent = field(default_factory=LifeEvent)
    commands: int = 0
    last_commands: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether another is to be begun in its place."""
        return self.commands >= LIFE or self.last_commands >= AFTERLIFE


def sheets() -> list[Sheet]:
    """Every life event of the demo, with the items in force."""
    found = []
    for path in sorted((demo_catalogue() / LIFE_EVENTS).glob("*.yaml")):
        event, versions = read_life_event(path, directory=find_directory(path)), items_beside(path)
        items = {m.id: next(i for i in versions[m.item] if i.is_in_force(START)) for m in event.members}
        found.append(Sheet(event, items))
    return found


class WholeFuzz:
    """A run: the same seed asks the same."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  (to be repeated, not to be secret)
        self.anything = Anything(self.random)
        self.calendar = load_calendar("CN")
        self.seats = [(sheet.for_kernel(), sheet.life_event.questions) for sheet in sheets()]
        self.tables = [self._begin() for _ in range(TABLES)]
        self.told = Told()

    def _begin(self) -> Table:
        rules, questions = self.random.choice(self.seats)
        likely = {q.id: [choice.id for choice in q.choices] or [True, False] for q in questions}
        return Table(rules, {name: self.random.choice(answers) for name, answers in likely.items()})

    def run(self, commands: int) -> Told:
        """Ask so many commands."""
        for _ in range(commands):
            place = self.random.randrange(TABLES)
            if self.tables[place].is_spent:
                self.tables[place] = self._begin()
            table = self.tables[place]
            self.ask(table, self._command(table))
        return self.told

    def ask(self, table: Table, command: Command) -> None:
        """Ask one, and look at what came of it."""
        told = self.told
        table.commands += 1
        table.last_commands += table.life_event.status is LifeEventStatus.COMPLETED
        told.states[f"life event {table.life_event.status}"] += 1
        told.verbs[f"life event {type(command.body).__name__}"] += 1
        with told.asking(command):
            events, after = decide_and_evolve(table.life_event, command, table.rules, self.calendar)
            assert replay(events, table.life_event) == after
            table.life_event = after

    # --- what is asked

    def _command(self, table: Table) -> Command:
        around = self._around(table)
        die = self.random.random()
        actor, body = self._possible(table)
        if die > 0.66:
            body = self.anything.of(self.random.choice(VERBS), around)
            actor = self.random.choice([TELLER, "applicant", "officer", "", self.anything.text(around)])
        elif die > 0.33:
            body = self.anything.mutated(body, around)
        at = datetime.combine(START, datetime.min.time(), UTC) + timedelta(hours=table.commands)
        if die > 0.97:
            at = self.anything.instant(around)
        occurred_at = self.anything.instant(around) if die > 0.33 and self.random.random() < 0.06 else None
        case_id = "life-event-1" if self.random.random() < 0.999 else self.anything.text(around)
        return Command(f"c{table.commands}", case_id, at, actor, "", body, occurred_at)

    def _possible(self, table: Table) -> tuple[str, Body]:
        if table.life_event.status is LifeEventStatus.DRAFT:
            cases = {member.id: f"case-{member.id}" for member in table.rules.members}
            return "applicant", c.Apply(
                "applicant", "000000", Channel.ONLINE, "1", cases, table.facts, _PAPER
            )
        moves = list(moves_in(table.life_event))
        told = [move for move in moves if move[0] == TELLER]
        return self.random.choice(told if told and self.random.random() < 0.8 else moves)

    def _around(self, table: Table) -> Around:
        members = table.rules.members
        words = (
            *(m.id for m in members),
            *(m.authority for m in members),
            *(f"case-{m.id}" for m in members),
        )
        return Around((*words, table.rules.lead), START, table.facts)
