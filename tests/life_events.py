"""Life events for tests: a small chain of four, and what is asked and told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cast import APPLICANT, china, instant
from tongban.kernel import Body, Command, Event, Fact
from tongban.kernel.case.commands import Channel, Reference
from tongban.kernel.case.conditions import Compare, Operator
from tongban.kernel.life_event import (
    Feed,
    LifeEvent,
    MemberEnd,
    MemberRule,
    MemberState,
    Rules,
    decide_and_evolve,
)
from tongban.kernel.life_event import commands as c
from tongban.kernel.life_event.life import TELLER
from tongban.kernel.words import Bilingual

LIFE_EVENT_ID = "0199d0a0-0000-7000-8000-0000000000ff"
DAY = date(2025, 10, 9)
#: fire → security (with the certificate) → sign; hygiene beside them; food where meals are sold.
CHAIN = Rules(
    id="open-a-guesthouse",
    version="2025.1",
    digest="sha256:guesthouse",
    name=Bilingual("开旅馆", "opening a guesthouse"),
    lead="police",
    members=(
        MemberRule("fire", "fire-check", "fire-rescue", Bilingual("消防检查", "fire check")),
        MemberRule("hygiene", "hygiene-permit", "health", Bilingual("卫生许可", "hygiene permit")),
        MemberRule(
            "security",
            "security-licence",
            "police",
            Bilingual("特种行业许可", "security licence"),
            needs=("fire",),
            feeds=(Feed("fire", "fire-certificate"),),
        ),
        MemberRule("sign", "outdoor-sign", "city", Bilingual("户外招牌", "sign"), needs=("security", "food")),
        MemberRule(
            "food",
            "food-licence",
            "market",
            Bilingual("食品经营许可", "food licence"),
            when=Compare("serves_meals", Operator.EQUAL, True),
        ),
    ),
    names={"tax": Bilingual("税务局", "tax bureau"), "fire-rescue": Bilingual("消防", "fire and rescue")},
)
PAPER = Reference("paper", "digest")
WHY = Reference("why", "digest")


def case_of(member: str) -> str:
    return f"0199d0a0-0000-7000-8000-{[m.id for m in CHAIN.members].index(member) + 1:012x}"


CASES = {member.id: case_of(member.id) for member in CHAIN.members}


@dataclass
class Matter:
    """One life event, asked and told one thing after another."""

    rules: Rules = CHAIN
    life_event: LifeEvent = field(default_factory=LifeEvent)
    events: list[Event] = field(default_factory=list)
    day: str = "2025-10-09"
    asked: int = 0

    def ask(self, body: Body, actor: str = APPLICANT.account, post: str = "") -> "Matter":
        self.asked += 1
        command = Command(f"ask-{self.asked}", LIFE_EVENT_ID, instant(self.day, "10:00"), actor, post, body)
        events, self.life_event = decide_and_evolve(self.life_event, command, self.rules, china())
        self.events += events
        return self

    def apply(self, facts: Mapping[str, Fact] | None = None) -> "Matter":
        return self.ask(application(facts))

    def told(self, body: Body) -> "Matter":
        return self.ask(body, TELLER)

    def received(self, *members: str) -> "Matter":
        for member in members:
            self.told(c.RecordReceipt(member, DAY))
        return self

    def decided(self, member: str, granted: bool = True) -> "Matter":
        """Received, accepted, decided; a grant with its document."""
        self.received(member).told(c.RecordAcceptance(member, DAY))
        self.told(c.RecordDecision(member, granted, f"N-{member}", DAY))
        return self.told(c.RecordResult(member, f"N-{member}", PAPER)) if granted else self

    def ended(self, member: str, how: MemberEnd = MemberEnd.TERMINATED) -> "Matter":
        return self.told(c.RecordEnd(member, how))

    def delivered(self, *members: str) -> "Matter":
        for member in members:
            self.told(c.RecordDelivery(member))
        return self

    @property
    def states(self) -> dict[str, str]:
        return {name: member.state.value for name, member in self.life_event.members.items()}

    @property
    def happened(self) -> list[str]:
        return [type(event.body).__name__ for event in self.events]

    def since(self, number: int) -> list[Any]:
        return [event.body for event in self.events[number:]]


def application(facts: Mapping[str, Fact] | None = None, **changes: Any) -> c.Apply:
    plain: dict[str, Any] = {
        "applicant": APPLICANT.account,
        "division": "330100",
        "channel": Channel.ONLINE,
        "number": "YJS330100-20251009-0001",
        "cases": CASES,
        "facts": facts if facts is not None else {"serves_meals": False},
        "answers": Reference("answers", "digest"),
    }
    return c.Apply(**(plain | changes))


__all__ = ["CASES", "CHAIN", "LIFE_EVENT_ID", "Matter", "MemberState", "application", "case_of"]
