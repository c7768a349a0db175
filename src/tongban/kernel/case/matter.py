"""待办事宜 — one command before the law: the case, what is asked, the rules, the day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import Body, Command
from tongban.kernel.case.events import Event, Happening
from tongban.kernel.case.evolution import evolve
from tongban.kernel.case.item import Item, Step, StepKind
from tongban.kernel.case.state import Case, CaseStep, Licence
from tongban.kernel.refusals import NoLicenceInForce, NotYourStep, UnknownStep
from tongban.kernel.words import Bilingual

#: Who acts when only time did 时间经过.
CLOCKWORK = "system:clock"

_NONE_GRANTED = Bilingual("没有准予", "none was granted")


@dataclass(frozen=True, slots=True)
class Matter:
    """待办事宜 — a command on a case, with everything its decision may look at."""

    case: Case
    command: Command
    item: Item
    calendar: Calendar

    @property
    def body(self) -> Body:
        """What is asked."""
        return self.command.body

    @property
    def occurred_at(self) -> datetime:
        """When it really happened; the instant of entry unless entered late."""
        return self.command.occurred_at or self.command.at

    @property
    def day(self) -> date:
        """The legal date it happened on."""
        return self.calendar.day_of(self.occurred_at)

    @property
    def today(self) -> date:
        """The legal date it is entered on."""
        return self.calendar.day_of(self.command.at)

    def of(self, case: Case) -> Self:
        """The same matter, further on."""
        return type(self)(case, self.command, self.item, self.calendar)

    def under(self, item: Item) -> Self:
        """The same matter, by another reading of the item."""
        return type(self)(self.case, self.command, item, self.calendar)

    def step(self, step_id: str) -> CaseStep:
        """The case's step, or a refusal that names it."""
        step = self.case.steps.get(step_id)
        if step is None:
            raise UnknownStep(step=step_id)
        return step

    @property
    def name_of_own_post(self) -> Bilingual:
        """The name of the post the actor acts at, for a sentence."""
        if not self.command.post:
            return Bilingual("没有岗位的人员", "somebody who holds no post")
        return self.item.name_of(self.command.post)

    def name_of_step(self, step_id: str) -> Bilingual:
        """The step's name for a sentence."""
        step = self.item.steps_by_id.get(step_id)
        return step.name if step else Bilingual(step_id, step_id)

    def require_post(self, step: Step) -> None:
        """Refuse anyone but the post accountable for the step 一岗一责."""
        if self.command.post != step.post:
            raise NotYourStep(
                step=step.name,
                post=self.item.name_of(step.post),
                actor_post=self.name_of_own_post,
            )

    def require_post_of(self, kind: StepKind) -> None:
        """Refuse anyone but the post of the item's step of that kind."""
        self.require_post(self.item.step_of(kind))

    def require_lead(self) -> None:
        """Refuse anyone but a post of the lead department 牵头部门."""
        lead = [s for s in self.item.steps if s.authority == self.item.authority]
        if self.command.post not in {s.post for s in lead}:
            decision = self.item.step_of(StepKind.DECISION)
            raise NotYourStep(
                step=decision.name,
                post=self.item.name_of(decision.post),
                actor_post=self.name_of_own_post,
            )

    def require_licence_in_force(self) -> Licence:
        """The licence that the case granted, or a refusal where there is none or it stands no more."""
        licence = self.case.licence
        if licence is None or not licence.is_in_force:
            raise NoLicenceInForce(state=licence.state.label if licence else _NONE_GRANTED)
        return licence


class Unfolding:
    """展开 — events said one after another, the case kept in step with them.

    Deciding sometimes depends on what the first event has already changed (a completed step opens
    the next); the growing list is local to one `decide` and never leaves it but as a tuple.
    """

    def __init__(self, matter: Matter) -> None:
        """Begin with the case as it stands."""
        self.matter = matter
        self.events: list[Event] = []

    @property
    def case(self) -> Case:
        """The case after all events so far."""
        return self.matter.case

    def then(self, body: Happening, *, by_time: bool = False) -> None:
        """Add one event; `by_time` where nobody acted but the clock."""
        command = self.matter.command
        event = Event(
            case_id=command.case_id,
            seq=self.case.version + 1,
            command_id=command.id,
            at=command.at,
            occurred_at=self.matter.occurred_at,
            on=self.matter.day,
            actor=CLOCKWORK if by_time else command.actor,
            post="" if by_time else command.post,
            body=body,
        )
        self.events.append(event)
        self.matter = self.matter.of(evolve(self.case, event))
