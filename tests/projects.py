"""Construction projects for tests: three small stages, and what is asked and told of them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cast import APPLICANT, china, instant
from tongban.kernel import Body, Command, Event
from tongban.kernel.case.commands import Channel, Reference
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.life_event import Feed, MemberEnd, MemberState
from tongban.kernel.project import (
    Before,
    Deferral,
    Flow,
    Gate,
    OutcomeRule,
    Project,
    ProjectEnd,
    Rules,
    StageRule,
    decide_and_evolve,
)
from tongban.kernel.project import commands as c
from tongban.kernel.project.gates import plan
from tongban.kernel.project.life import TELLER
from tongban.kernel.words import Bilingual

PROJECT_ID = "0199d0a0-0000-7000-8000-0000000000fe"
DAY = date(2025, 10, 9)
PAPER = Reference("paper", "digest")
DETAILS = Reference("details", "digest")
WHY = Reference("why", "digest")


def _outcome(stage: str, member: str, authority: str, zh: str, en: str, **more: Any) -> OutcomeRule:
    return OutcomeRule(stage, member, f"{member}-item", authority, Bilingual(zh, en), **more)


#: land → works (drawings beside the permit) → build; the archive may come later, up to filing.
PROCEDURE = Rules(
    id="build-a-shed",
    version="2025.1",
    digest="sha256:shed",
    name=Bilingual("建棚", "building a shed"),
    stages=(
        StageRule(
            "land",
            Bilingual("用地", "land"),
            "planning",
            "shed-land",
            (_outcome("land", "permit", "planning", "用地许可", "land permit"),),
            TimeLimit(15, Unit.WORKING_DAY, "local"),
        ),
        StageRule(
            "works",
            Bilingual("工程", "works"),
            "planning",
            "shed-works",
            (
                _outcome("works", "scheme", "planning", "设计方案", "design scheme"),
                _outcome(
                    "works",
                    "permit",
                    "planning",
                    "工程许可",
                    "works permit",
                    needs=("scheme",),
                    feeds=(Feed("scheme", "scheme-opinion"),),
                ),
                _outcome("works", "archive", "archives", "档案登记", "archive entry"),
            ),
        ),
        StageRule(
            "build",
            Bilingual("施工", "building"),
            "housing",
            "shed-build",
            (
                _outcome("build", "fire", "housing", "消防审查", "fire review"),
                _outcome("build", "permit", "housing", "施工许可", "building permit"),
                _outcome("build", "filing", "housing", "备案", "filing"),
            ),
        ),
    ),
    completed_by=("build.filing",),
    gates=(
        Gate("works", "", Before.APPLYING, ("land.permit",), "rule §1"),
        Gate("build", "", Before.APPLYING, ("works.scheme",), "rule §2"),
        Gate("build", "permit", Before.RECEIVING, ("works.permit", "works.archive"), "rule §3"),
        Gate("build", "permit", Before.DECIDING, ("build.fire",), "rule §4"),
        Gate("build", "filing", Before.RECEIVING, ("build.permit", "works.archive"), "rule §5"),
    ),
    flows=(
        Flow("land.permit", "works", "scheme", "land-permit"),
        Flow("works.permit", "build", "permit", "works-permit"),
    ),
    deferrals=(Deferral("works.archive", "build.filing", "city rule §9"),),
    names={
        "planning": Bilingual("规划局", "planning"),
        "archives": Bilingual("档案馆", "archives"),
        "housing": Bilingual("住建局", "housing bureau"),
    },
)
_ITEMS = {outcome.id: outcome for outcome in PROCEDURE.outcomes.values()}


@dataclass
class Site:
    """One project, asked and told one thing after another; its applications as its life events stand."""

    rules: Rules = PROCEDURE
    project: Project = field(default_factory=Project)
    events: list[Event] = field(default_factory=list)
    stands: dict[str, dict[str, c.Standing]] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heard: int = 0
    day: str = "2025-10-09"
    asked: int = 0

    def ask(self, body: Body, actor: str = APPLICANT.account, post: str = "") -> "Site":
        self.asked += 1
        command = Command(f"ask-{self.asked}", PROJECT_ID, instant(self.day, "10:00"), actor, post, body)
        events, self.project = decide_and_evolve(self.project, command, self.rules, china())
        self.events += events
        return self

    def told(self, body: Body) -> "Site":
        return self.ask(body, TELLER)

    def on(self, day: str) -> "Site":
        self.day = day
        return self

    @property
    def today(self) -> date:
        return date.fromisoformat(self.day)

    def register(self, **changes: Any) -> "Site":
        plain: dict[str, Any] = {
            "code": "2025-330199-47-01-000001",
            "owner": APPLICANT.account,
            "division": "330199",
            "channel": Channel.ONLINE,
            "number": "330199-20251009-G00001",
            "details": DETAILS,
        }
        return self.ask(c.Register(**(plain | changes)))

    # --- what applications tell

    def apply(self, stage: str, name: str = "", left_out: tuple[str, ...] = ()) -> "Site":
        """An application for a stage, with what the project's plan says that it comprises."""
        name = name or f"{stage}-1"
        scope = plan(self.project, self.rules, stage)
        self.stages[name] = stage
        self.left_out[name] = (*left_out, *scope.without)
        self.stands[name] = {}
        for rule in self.rules.by_id[stage].outcomes:
            if rule.member in self.left_out[name]:
                continue
            outside = tuple(one.outcome for one in scope.outside.get(rule.member, ()))
            waits = bool(set(rule.needs) - set(self.left_out[name]))
            self.stands[name][rule.member] = c.Standing(
                rule.member,
                rule.item,
                rule.authority,
                f"case-{name}-{rule.member}",
                MemberState.WAITING if waits or outside else MemberState.READY,
                outside,
                waits,
            )
        return self.hear(name)

    def stand(self, name: str, member: str, **changes: Any) -> "Site":
        """A member stands so from now on, and the project hears it."""
        old = self.stands[name][member]
        plain = {key: getattr(old, key) for key in c.Standing.__dataclass_fields__}
        self.stands[name][member] = c.Standing(**(plain | changes))
        return self.hear(name)

    def hear(self, name: str) -> "Site":
        self.heard += 1
        return self.told(self.progress(name, self.heard))

    def progress(self, name: str, heard: int) -> c.RecordProgress:
        return c.RecordProgress(
            name,
            self.stages[name],
            f"N-{name}",
            DAY,
            heard,
            tuple(self.stands[name].values()),
            self.left_out[name],
        )

    def accept(self, name: str, *members: str) -> "Site":
        for member in members:
            self.stand(name, member, state=MemberState.ACCEPTED, accepted_on=self.today)
        return self

    def grant(self, name: str, *members: str) -> "Site":
        for member in members:
            self.stand(
                name,
                member,
                state=MemberState.GRANTED,
                accepted_on=self.stands[name][member].accepted_on or self.today,
                decided_on=self.today,
                number=f"L-{member}",
                document=Reference(f"{name}-{member}", "digest"),
                how=None,
            )
        return self

    def refuse(self, name: str, member: str) -> "Site":
        return self.stand(name, member, state=MemberState.REFUSED, decided_on=self.today, document=None)

    def revoke(self, name: str, member: str) -> "Site":
        how = MemberEnd.LICENCE_ENDED
        return self.stand(name, member, state=MemberState.ENDED, how=how, document=None)

    def end(self, how: ProjectEnd = ProjectEnd.GIVEN_UP) -> "Site":
        return self.ask(c.End(how, WHY))

    @property
    def outcomes(self) -> dict[str, str]:
        return {name: one.state.value for name, one in self.project.outcomes.items()}

    @property
    def happened(self) -> list[str]:
        return [type(event.body).__name__ for event in self.events]

    def since(self, number: int) -> list[str]:
        return self.happened[number:]


def through(site: Site) -> Site:
    """Everything granted, stage by stage."""
    site.register().apply("land").grant("land-1", "permit")
    site.apply("works").grant("works-1", "scheme", "permit", "archive")
    return site.apply("build").grant("build-1", "fire", "permit", "filing")
