"""A life event in the demo city: applied for as a whole, its members handled by their authorities.

The catalogue is the published one; the ports are those of a `House`, in memory or on PostgreSQL. Documents
are recorded without being typeset: what flows is a file all the same.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from cast import APPLICANT, instant
from stores import House
from tongban.catalogue import Catalogue, demo_catalogue, load_catalogue
from tongban.catalogue.authorities import WordedDocument
from tongban.catalogue.law import load_book
from tongban.catalogue.life_event_sheet import Sheet
from tongban.handling import examination, intake, outcome, survey
from tongban.handling.answers import Asked
from tongban.handling.calendars import NewestCalendars
from tongban.handling.carrying_out import Handler
from tongban.handling.errand import Actor, Ask, Errand
from tongban.handling.in_memory import CountingIds, MemoryAppointments, SteadyClock
from tongban.handling.life_event import applying
from tongban.handling.life_event.carrying_out import LifeEventHandler, WholeAnswer
from tongban.handling.life_event.following import follow
from tongban.handling.ports import GrantGates, NoGates, Ports
from tongban.handling.uploads import Upload, checked
from tongban.kernel import Item
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.life_event import LifeEvent

WHOLE = "0199d0a0-0000-7000-8000-00000000f001"
FACTS = {"serves_meals": False, "fire__automatic_systems": False}
FORM = {
    "holder": "云上民宿",
    "credit_code": "92330199MADEM05G1X",
    "legal_representative": "周凯",
    "premises": "演示市湖滨路12号",
    "phone": "13800000000",
    "fire__scope": "民宿，二层，400 平方米",
    "hygiene__scope": "旅店",
    "security__scope": "二层至三层，客房 12 间",
}


@cache
def city() -> Catalogue:
    return load_catalogue(demo_catalogue())


def pdf(name: str) -> Upload:
    return checked(f"{name}.pdf", b"%PDF-1.7\n%" + name.encode())


class CityItems:
    """The demo city's items, as handling asks for them."""

    def in_force(self, item_id: str, on: date) -> Item:
        return city().in_force(item_id, on).for_kernel()

    def version(self, item_id: str, version: str, digest: str) -> Item:
        return city().version(item_id, version, digest).for_kernel()

    def asked(self, item: Item) -> Asked:
        published = city().version(item.id, item.version, item.digest)
        return Asked(published.division, published.questions, published.form)

    def document_word(self, item: Item, document: WordedDocument) -> str:
        return city().directory.by_id[item.authority].document_words.of(document)


class CityLifeEvents:
    """The demo city's life events, as handling asks for them."""

    def in_force(self, life_event: str, on: date) -> Sheet:
        return city().sheet(city().life_event_in_force(life_event, on), on)

    def is_stage(self, life_event: str) -> bool:
        return city().is_stage(life_event)

    def version(self, life_event: str, version: str, digest: str, on: date) -> Sheet:
        return city().sheet(city().life_event_version(life_event, version, digest), on)


@dataclass
class Whole:
    """一件事 of one applicant; each verb at the clock's instant."""

    handler: LifeEventHandler
    house: House
    clock: SteadyClock
    id: str = WHOLE
    asked: int = 0
    facts: dict[str, Any] = field(default_factory=lambda: dict(FACTS))

    def on(self, day: str, clock: str = "10:00") -> "Whole":
        self.clock.instant = instant(day, clock)
        return self

    def ask(self, actor: Actor, case_id: str = "", command_id: str = "") -> Ask:
        self.asked += 1
        return Ask(case_id or self.id, command_id or f"whole-{self.asked}", actor)

    def application(self, **changes: Any) -> applying.WholeApplication:
        sheet = self.handler.catalogue.in_force("open-a-guesthouse", date(2025, 10, 9))
        required = sheet.as_item(self.facts).required_materials(self.facts)
        plain: dict[str, Any] = {
            "life_event": "open-a-guesthouse",
            "division": "330199",
            "applicant": APPLICANT.account,
            "channel": c.Channel.ONLINE,
            "facts": self.facts,
            "form": FORM,
            "uploads": {m.id: [pdf(m.id)] for m in required if not m.from_answers},
            "on_paper": [m.id for m in required if m.from_answers],
        }
        return applying.WholeApplication(**(plain | changes))

    def apply(self, command_id: str = "apply", **changes: Any) -> WholeAnswer:
        ask = self.ask(Actor(APPLICANT.account), command_id=command_id)
        return applying.apply(self.handler, ask, self.application(**changes))

    def follow(self) -> "Whole":
        while follow(self.handler, self.house.feed):
            pass
        return self

    @property
    def life_event(self) -> LifeEvent:
        return self.handler.standing(self.id).life_event

    @property
    def states(self) -> dict[str, str]:
        return {name: member.state.value for name, member in self.life_event.members.items()}

    def case_of(self, member: str) -> str:
        return self.life_event.members[member].plan.case_id

    # --- what authorities do

    def accept(self, *members: str) -> "Whole":
        for member in members:
            intake.accept(self.handler.cases, self._at(member, StepKind.INTAKE))
        return self

    def examine(self, member: str) -> "Whole":
        """Every step up to the decision."""
        item = self.handler.cases.standing(self.case_of(member)).item
        for step in item.steps:
            ask = self.ask(Actor(f"officer-{step.post}", step.post), self.case_of(member))
            if step.kind is StepKind.EXAMINATION:
                examination.complete_step(self.handler.cases, ask, step.id, c.Finding.CONFORMS)
            elif step.kind is StepKind.SURVEY:
                signed = tuple(c.Signature(step.authority, person) for person in ("one", "two"))
                record = survey.Record(c.SurveyResult.CONFORMS, signed)
                survey.record_survey(self.handler.cases, ask, step.id, record)
        return self

    def grant(self, member: str) -> "Whole":
        case_id = self.case_of(member)
        ask = self._at(member, StepKind.DECISION)
        outcome.grant(self.handler.cases, ask, prefix="X", basis="行政许可法§38")
        return self.documents(case_id)

    def refuse(self, member: str) -> "Whole":
        published = city().in_force(self.life_event.members[member].plan.item, date(2025, 10, 9))
        remedies = published.refusal_remedies(date(2025, 10, 9))
        outcome.refuse(
            self.handler.cases,
            self._at(member, StepKind.DECISION),
            basis="消防法§15",
            reasons="安全出口被封闭。",
            remedies=remedies,
        )
        return self.documents(self.case_of(member))

    def documents(self, case_id: str) -> "Whole":
        case = self.handler.cases.standing(case_id).case
        for kind, number in case.outcome_papers:
            errand = Errand(self.handler.cases, self.ask(Actor("system:press"), case_id), kind.value)
            made = pdf(f"{kind.value} {number}")

            def body(errand: Errand, kind=kind, number=number, made=made) -> c.RecordDocument:
                kept = errand.keep_file(case.applicant, made)
                return c.RecordDocument(kind, number, hashlib.sha256(made.content).hexdigest(), kept.ref)

            errand.run(body)
        return self

    def deliver(self, *members: str) -> "Whole":
        for member in members:
            ask = self._at(member, StepKind.DELIVERY)
            outcome.deliver(self.handler.cases, ask, c.DeliveryMethod.COUNTER, "周凯本人领取")
        return self

    def _at(self, member: str, kind: StepKind) -> Ask:
        item = self.handler.cases.standing(self.case_of(member)).item
        post = item.step_of(kind).post
        return self.ask(Actor(f"officer-{post}", post), self.case_of(member))


def only_hygiene(whole: Whole) -> None:
    """Everything else taken back, so that the whole goes as this member goes; examined, to be decided."""
    whole.apply()
    whole.follow()
    applying.take_back(whole.handler, whole.ask(Actor(APPLICANT.account)), ["fire", "security"])
    whole.follow()
    whole.accept("hygiene").examine("hygiene")


def open_whole(house: House, day: str = "2025-10-09", gates: GrantGates | None = None) -> Whole:
    clock = SteadyClock(instant(day))
    ports = Ports(
        clock=clock,
        ids=CountingIds(),
        store=house.store,
        catalogue=CityItems(),
        calendars=NewestCalendars(load_book(), house.notices, lambda: 0.0, 0.0),
        personal=house.personal,
        blobs=house.blobs,
        numbers=house.numbers,
        typesetter=None,  # type: ignore[arg-type]  # documents are tested with the real one
        seal=None,  # type: ignore[arg-type]
        appointments=MemoryAppointments(),
        mandates=house.mandates,
        credit=house.credit,
        places=house.places,
        gates=gates or NoGates(),
    )
    handler = LifeEventHandler(Handler(ports), house.life_events, CityLifeEvents())
    return Whole(handler, house, clock)
