"""一步 — somebody asks something on a day; and what whoever thinks of it may look at."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from tongban.kernel import Body, Case, Command, Facts, Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import NoticePassing, Reference, Remedies
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual

CASE_ID = "explored"
_AT = time(10)
#: Who acts; posts are the item's own. One person at intake, another everywhere else.
APPLICANT, CLERK, OFFICER = "applicant", "clerk", "officer"

WHY = Reference("explored/why", "sha256:why")
PAPER = Reference("explored/paper", "sha256:paper")
#: Complete, whatever the law's own numbers are: the kernel asks only that there are some.
REMEDIES = Remedies("复议机关", 1, "人民法院", 1, "行政许可法§38")
NUMBER = "X-1"


@dataclass(frozen=True, slots=True)
class Standing:
    """局面 — a case on a day, under its item and calendar."""

    case: Case
    today: date
    item: Item
    calendar: Calendar
    #: The answers of the situation, which a fee is assessed by.
    facts: Facts = field(default_factory=dict)

    def by_applicant(self, body: Body) -> "Move":
        """The applicant asks."""
        return Move(self.today, APPLICANT, "", body)

    def by_clerk(self, body: Body) -> "Move":
        """The counter that takes papers in asks."""
        return Move(self.today, CLERK, self.item.step_of(StepKind.INTAKE).post, body)

    def by_lead(self, body: Body) -> "Move":
        """The post that decides asks, which is of the lead department."""
        return Move(self.today, OFFICER, self.item.step_of(StepKind.DECISION).post, body)

    def at_post(self, post: str, body: Body) -> "Move":
        """Whoever is at a post asks."""
        return Move(self.today, OFFICER, post, body)

    @property
    def inspectors(self) -> tuple[str, ...]:
        """As many as the law has inspect at least."""
        least = self.item.inspection.staff if self.item.inspection else 1
        return tuple(f"{OFFICER}-{n}" for n in range(max(1, least)))

    @property
    def staff(self) -> tuple[str, ...]:
        """As many as verify on the spot at least."""
        return tuple(f"{OFFICER}-{n}" for n in range(max(1, self.item.verifying_staff)))


@dataclass(frozen=True, slots=True)
class Move:
    """一步 — who asks what, at which post, on which day."""

    day: date
    actor: str
    post: str
    body: Body

    def command(self, calendar: Calendar) -> Command:
        """The command it is."""
        at = datetime.combine(self.day, _AT, calendar.zone).astimezone(UTC)
        return Command(f"{self.day}", CASE_ID, at, self.actor, self.post, self.body)

    @property
    def words(self) -> Bilingual:
        """The move as a line of a way through the states."""
        verb, particulars = self.body.verb(), _particulars(self.body)
        who = self.post or self.actor
        day = str(self.day)
        if isinstance(self.body, NoticePassing):
            return Bilingual(f"{day} {verb.zh}", f"{day} {verb.en}")
        return Bilingual(f"{day} {who} {verb.zh}{particulars}", f"{day} {who}: {verb.en}{particulars}")


#: Which fields tell two commands of a kind apart for a reader.
_TOLD = (
    "step",
    "fact",
    "result",
    "finding",
    "outcome",
    "ground",
    "hand_over",
    "challenge",
    "act",
    "fault",
    "procedure",
    "party",
    "whom",
    "by",
    "field",
    "value",
    "approved",
    "waiver",
    "amount",
)


def _particulars(body: Body) -> str:
    told = [str(getattr(body, name)) for name in _TOLD if getattr(body, name, None)]
    return f" ({', '.join(told)})" if told else ""
