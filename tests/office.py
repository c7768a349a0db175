"""An office: every port doubled in memory unless a real one is given, the clock set by hand, the cast at
their posts."""

from dataclasses import dataclass

from cast import APPLICANT, CLERK, china, food_item, instant
from tongban.catalogue.authorities import DocumentWords
from tongban.catalogue.code_lists import AnswerKind, FieldKind
from tongban.catalogue.parts import Choice, FormField, Question
from tongban.handling import intake
from tongban.handling.answers import Asked
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.credit import CreditRecords
from tongban.handling.credit_in_memory import MemoryCreditRecords
from tongban.handling.errand import Actor, Ask
from tongban.handling.in_memory import (
    CountingIds,
    FixedCatalogue,
    MemoryAppointments,
    MemoryBlobs,
    MemoryNumbers,
    MemoryPersonalData,
    MemoryStore,
    OneCalendar,
    SteadyClock,
)
from tongban.handling.mandate_ports import Mandates
from tongban.handling.mandates_in_memory import MemoryMandates
from tongban.handling.number_ports import Numbers
from tongban.handling.place_ports import Places
from tongban.handling.places_in_memory import MemoryPlaces
from tongban.handling.ports import Blobs, Calendars, CaseStore, PersonalData, Ports
from tongban.handling.uploads import checked
from tongban.handling.words_in_memory import WORDS
from tongban.kernel import Fact, Item
from tongban.kernel.case.commands import Channel
from tongban.kernel.words import Bilingual

OWN = Choice("own", Bilingual("自有", "own"))
RENTED = Choice("rented", Bilingual("租用", "rented"))
#: What the food item asks: one question, three particulars.
ASKED = Asked(
    division="330100",
    questions=(
        Question("outdoor_seats", Bilingual("有外摆吗？", "Seats outdoors?"), AnswerKind.YES_NO),
        Question("floor_area", Bilingual("面积？", "Floor area?"), AnswerKind.NUMBER, least=1, most=100_000),
        Question("premises", Bilingual("房屋来源？", "Whose premises?"), AnswerKind.CHOICE, (OWN, RENTED)),
    ),
    form=(
        FormField("holder", Bilingual("经营者名称", "name"), FieldKind.TEXT),
        FormField("premises", Bilingual("地址", "address"), FieldKind.LINES, longest=150),
        FormField(
            "code", Bilingual("统一社会信用代码", "credit code"), FieldKind.CREDIT_CODE, required=False
        ),
        FormField("phone", Bilingual("电话", "phone"), FieldKind.PHONE, required=False),
        FormField("kind", Bilingual("业态", "category"), FieldKind.CHOICE, required=False, choices=(OWN,)),
    ),
)
FACTS: dict[str, Fact] = {"outdoor_seats": False, "floor_area": 86, "premises": "rented"}

PDF = b"%PDF-1.7\n%a page"


@dataclass
class Office:
    """What a test acts with: the handler and the doubles behind it."""

    handler: Handler
    clock: SteadyClock
    store: CaseStore
    personal: PersonalData
    asked: int = 0

    def on(self, day: str, clock: str = "10:00") -> "Office":
        self.clock.instant = instant(day, clock)
        return self

    def ask(self, case_id: str, person: object, command_id: str = "") -> Ask:
        self.asked += 1
        actor = Actor(person.account, person.post)  # type: ignore[attr-defined]
        return Ask(case_id, command_id or f"ask-{self.asked}", actor)

    def receive(
        self,
        case_id: str,
        materials: tuple[str, ...],
        command_id: str = "",
        *,
        undertakes: bool = False,
        code: str = "",
    ) -> Answer:
        application = intake.Application(
            item="food-operation-licence",
            division="330100",
            applicant=APPLICANT.account,
            channel=Channel.ONLINE,
            facts=FACTS,
            form={"holder": "李申请", "premises": "解放路 1 号", **({"code": code} if code else {})},
            uploads={m: [checked(f"{m}.pdf", PDF)] for m in materials},
            undertakes=undertakes,
        )
        return intake.receive(self.handler, self.ask(case_id, APPLICANT, command_id), application)

    def accept(self, case_id: str) -> Answer:
        return intake.accept(self.handler, self.ask(case_id, CLERK))

    def events(self, case_id: str) -> list[str]:
        return [type(event.body).__name__ for event in self.handler.history(case_id)]


def open_office(
    day: str = "2025-09-24",
    *,
    store: CaseStore | None = None,
    personal: PersonalData | None = None,
    blobs: Blobs | None = None,
    numbers: Numbers | None = None,
    calendars: Calendars | None = None,
    mandates: Mandates | None = None,
    credit: CreditRecords | None = None,
    places: Places | None = None,
    words: DocumentWords = WORDS,
    item: Item | None = None,
) -> Office:
    if store is None:
        store = MemoryStore()
        personal = MemoryPersonalData()
        personal.store = store
    clock = SteadyClock(instant(day))
    ports = Ports(
        clock=clock,
        ids=CountingIds(),
        store=store,
        catalogue=FixedCatalogue(item or food_item(), asked={"food-operation-licence": ASKED}, words=words),
        calendars=calendars or OneCalendar(china()),
        personal=personal,  # type: ignore[arg-type]  # given together with the store
        blobs=blobs or MemoryBlobs(),
        numbers=numbers or MemoryNumbers(),
        typesetter=None,  # type: ignore[arg-type]  # documents are tested with the real one
        seal=None,  # type: ignore[arg-type]
        appointments=MemoryAppointments({"chief": frozenset({"licensing"})}),
        mandates=mandates or MemoryMandates(store),  # type: ignore[arg-type]  # given together with the store
        credit=credit or MemoryCreditRecords(store),  # type: ignore[arg-type]  # given with a real store
        places=places or MemoryPlaces(store),  # type: ignore[arg-type]  # given with a real store
    )
    return Office(Handler(ports), clock, store, personal)  # type: ignore[arg-type]
