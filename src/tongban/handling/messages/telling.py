"""告知 — how the table is applied: events of a command in, messages out; the same for every driver."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tongban.handling.messages.words import MessageCode
from tongban.handling.projection import Summary, TaskRow
from tongban.kernel import Case, Event, Happening, Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.words import Bilingual


class Audience(StrEnum):
    """告知对象 — in whose role somebody is told."""

    APPLICANT = "applicant"
    AGENT = "agent"
    HOLDER = "holder"
    PARTY = "party"
    POST = "post"
    STAFF = "staff"
    SUPERVISOR = "supervisor"

    @property
    def label(self) -> Bilingual:
        """The role as a reader knows it."""
        return {
            Audience.APPLICANT: Bilingual("申请人", "the applicant"),
            Audience.AGENT: Bilingual("代理人", "the agent"),
            Audience.HOLDER: Bilingual("许可持有人", "the holder of the licence"),
            Audience.PARTY: Bilingual("利害关系人", "an interested party"),
            Audience.POST: Bilingual("岗位", "a post"),
            Audience.STAFF: Bilingual("被指派的人员", "the staff assigned"),
            Audience.SUPERVISOR: Bilingual("效能监察", "the supervisor"),
        }[self]


@dataclass(frozen=True, slots=True)
class Message:
    """消息 — what one of those concerned is told of one event; once for each of them and code.

    `audience` says in which role (`applicant`, `party:party-1`, `post:window`, `staff:` and who), `recipient`
    who that is: the id of an account or party, `authority/post`, or `supervision/division`.
    """

    case_id: str
    seq: int
    audience: str
    code: str
    recipient: str
    at: datetime
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_to_a_person(self) -> bool:
        """Whether somebody outside is told, and not an office: a letter may follow."""
        return not self.audience.startswith((Audience.POST, Audience.STAFF, Audience.SUPERVISOR))


@dataclass(frozen=True, slots=True)
class Scene:
    """一幕 — the case after a command, and the rows it left: where parameters come from.

    Where a case was counted again from its rows alone, the case has clocks and no steps or parties.
    """

    case: Case
    item: Item
    summary: Summary
    tasks: tuple[TaskRow, ...]
    calendar: Calendar

    def due(self, clock: str) -> str:
        """The last day of a clock, as rows have it."""
        return str(self.case.clocks[clock].due(self.calendar).day)

    def step_post(self, step: str) -> str:
        """The post accountable for a step of this case, or of its item where it was not planned."""
        planned = self.case.steps.get(step)
        plan = planned.plan if planned else self.item.steps_by_id[step]
        return at_post(plan.authority, plan.post)


Parameters = Mapping[str, str]
#: Which post, party or member of staff by its key (empty for the one applicant, holder, supervisor), and
#: what is said.
Each = Callable[[Any, Scene], Iterable[tuple[str, Parameters]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """一条规则 — after an event of a kind these are told this; nobody where `each` yields nothing."""

    audience: Audience
    code: MessageCode
    each: Each


def at_post(authority: str, post: str) -> str:
    """岗位 — as a recipient is written."""
    return f"{authority}/{post}"


def supervision_of(division: str) -> str:
    """效能监察 — of a division, as a recipient is written."""
    return f"{SUPERVISION}/{division}"


#: The post whose holders are told what supervisors are.
SUPERVISION = "supervision"


def messages(
    table: Mapping[type[Happening], tuple[Rule, ...]], events: Iterable[Event], scene: Scene
) -> tuple[Message, ...]:
    """The messages the events of one command call for, each once."""
    made: dict[tuple[int, str, str], Message] = {}
    for event in events:
        for rule in table.get(type(event.body), ()):
            for key, parameters in rule.each(event.body, scene):
                for audience, recipient in _addressed(rule.audience, key, scene):
                    message = Message(
                        event.case_id, event.seq, audience, rule.code.name, recipient, event.at, parameters
                    )
                    made.setdefault((event.seq, audience, rule.code.name), message)
    return tuple(made.values())


def _addressed(audience: Audience, key: str, scene: Scene) -> Iterator[tuple[str, str]]:
    """The role and the id of everybody a rule names."""
    summary = scene.summary
    match audience:
        case Audience.APPLICANT:
            yield audience.value, summary.applicant
            # Whether the mandate includes being told, and still runs, is asked when it is read or sent.
            if summary.agent:
                yield Audience.AGENT.value, summary.agent
        case Audience.HOLDER:
            yield audience.value, summary.applicant
        case Audience.PARTY:
            yield f"{audience}:{key}", scene.case.parties[key].subject
        case Audience.SUPERVISOR:
            yield audience.value, supervision_of(summary.division)
        case Audience.POST | Audience.STAFF:
            yield f"{audience}:{key}", key
