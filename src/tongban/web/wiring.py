"""Wiring 装配: the only place where ports meet their adapters; `cli` and the views ask here."""

import os
import time
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from tongban.appraisal.ports import Ratings
from tongban.catalogue import Catalogue, Implementation, demo_catalogue, load_catalogue
from tongban.catalogue.authorities import WordedDocument
from tongban.catalogue.blueprint import Blueprint
from tongban.catalogue.law import load_book
from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.result_mapping import ResultMapping, read_mapping
from tongban.connectors.messages import messenger_from_environment
from tongban.connectors.payment import platform_from_environment
from tongban.connectors.seal import PadesSeal
from tongban.connectors.system_clock import TimeOrderedIds, WallClock
from tongban.connectors.typesetter import TypstTypesetter
from tongban.handling.answers import Asked
from tongban.handling.calendars import NewestCalendars
from tongban.handling.carrying_out import Handler
from tongban.handling.codec import Codec
from tongban.handling.holdings import Holdings
from tongban.handling.issuing import Press
from tongban.handling.life_event.carrying_out import LifeEventHandler
from tongban.handling.mail.ports import Addresses, Messages, Messenger
from tongban.handling.mail.sending import Dispatch
from tongban.handling.observing.importing import Importer
from tongban.handling.observing.ports import ResultRegister
from tongban.handling.payment.paying import Cashier
from tongban.handling.ports import Ports, SystemClock
from tongban.handling.project.carrying_out import ProjectHandler
from tongban.handling.project.gates import ProjectGates
from tongban.kernel import Item
from tongban.store.addresses import PgAddresses
from tongban.store.appointments import PgAppointments
from tongban.store.blobs import DiskBlobs
from tongban.store.cases import PgStore
from tongban.store.credit import PgCreditRecords
from tongban.store.holdings import PgHoldings
from tongban.store.keys import master_key
from tongban.store.life_events import PgLifeEvents
from tongban.store.mandates import PgMandates
from tongban.store.messages import PgMessages
from tongban.store.notices import PgNotices
from tongban.store.numbers import PgNumbers
from tongban.store.payments import PgPaymentRegister
from tongban.store.personal import PgPersonalData
from tongban.store.places import PgPlaces
from tongban.store.projects import PgProjects
from tongban.store.ratings import PgRatings
from tongban.store.results import PgResults

_SPECIMEN = "演示系统签发，不具法律效力"


class PublishedCatalogue:
    """事项目录 — the catalogue on disk, as handling asks for it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        # A published version is never edited, and every command asks for one: each is made once.
        self._items: dict[tuple[str, str, str], Item] = {}

    def in_force(self, item_id: str, on: date) -> Item:
        """The version in force on a day."""
        return self._item(self.catalogue.in_force(item_id, on))

    def version(self, item_id: str, version: str, digest: str) -> Item:
        """Exactly that version."""
        known = self._items.get((item_id, version, digest))
        return known or self._item(self.implementation(item_id, version, digest))

    def _item(self, implementation: Implementation) -> Item:
        key = (implementation.id, implementation.version, implementation.digest)
        if key not in self._items:
            self._items[key] = implementation.for_kernel()
        return self._items[key]

    def asked(self, item: Item) -> Asked:
        """What that version asks of an applicant."""
        published = self.implementation(item.id, item.version, item.digest)
        notice = published.prior_notice
        named = notice.published_on if notice else ""
        return Asked(published.division, published.questions, published.form, named)

    def document_word(self, item: Item, document: WordedDocument) -> str:
        """The lead department's word for the numbers of such documents."""
        lead = self.catalogue.directory.by_id.get(item.authority)
        return lead.document_words.of(document) if lead else ""

    def implementation(self, item_id: str, version: str, digest: str) -> Implementation:
        """That version with everything the public guide says."""
        return self.catalogue.version(item_id, version, digest)


class PublishedLifeEvents:
    """一件事目录 — the life events on disk, as handling asks for them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def in_force(self, life_event: str, on: date) -> Sheet:
        """What it asks of who applies that day."""
        return self.catalogue.sheet(self.catalogue.life_event_in_force(life_event, on), on)

    def is_stage(self, life_event: str) -> bool:
        """Whether it is applied for within a project only."""
        return self.catalogue.is_stage(life_event)

    def version(self, life_event: str, version: str, digest: str, on: date) -> Sheet:
        """Exactly that version, with its members' items as they were that day."""
        return self.catalogue.sheet(self.catalogue.life_event_version(life_event, version, digest), on)


class PublishedProjects:
    """项目流程目录 — the procedures on disk, as handling asks for them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def in_force(self, procedure: str, on: date) -> Blueprint:
        """What governs a project registered that day."""
        return self.catalogue.blueprint(self.catalogue.project_in_force(procedure, on), on)

    def version(self, procedure: str, version: str, digest: str, on: date) -> Blueprint:
        """Exactly that version, with its stages' life events as they were that day."""
        return self.catalogue.blueprint(self.catalogue.project_version(procedure, version, digest), on)


@dataclass(frozen=True)
class Office:
    """机关 — everything a view or a verb of the command line acts with."""

    handler: Handler
    life_events: LifeEventHandler
    projects: ProjectHandler
    catalogue: Catalogue
    calendars: NewestCalendars
    public_url: str
    messages: Messages
    addresses: Addresses
    messenger: Messenger | None
    results: ResultRegister
    holdings: Holdings
    cashier: Cashier
    ratings: Ratings

    @property
    def press(self) -> Press:
        """What issues documents."""
        published = PublishedCatalogue(self.catalogue)
        specimen = _SPECIMEN if settings.DEMO else ""
        return Press(self.handler, published.implementation, self.public_url, specimen)

    @property
    def dispatch(self) -> Dispatch:
        """What sends letters."""
        return Dispatch(
            self.handler,
            self.messages,
            self.addresses,
            self.messenger,
            self.public_url,
            self.life_events,
            self.projects,
        )

    @property
    def importer(self) -> Importer:
        """What takes over other departments' results."""
        return Importer(self.handler, self.results)

    def mappings(self) -> list[ResultMapping]:
        """How other departments' files are read: of `TONGBAN_RESULT_MAPPINGS`, or beside the catalogue.

        Raises:
            UnreadableFile: one of them cannot be used.
        """
        named = os.environ.get("TONGBAN_RESULT_MAPPINGS", "").strip()
        directory = Path(named) if named else catalogue_directory().parent / "results"
        return [read_mapping(path) for path in sorted(directory.glob("*.yaml"))]

    def items_decided_by(self, authority: str) -> tuple[str, ...]:
        """The items of which a department decides something in its own system, in any version."""
        found = (
            item.id
            for item in self.catalogue
            if any(s.authority == authority and s.decided_in is not None for s in item.steps)
        )
        return tuple(dict.fromkeys(found))

    @property
    def ports(self) -> Ports:
        """The ports behind the handler."""
        return self.handler.ports

    def today(self, division: str = "CN") -> date:
        """The legal date now."""
        return self.calendars.of(division).day_of(self.ports.clock.now())


def catalogue_directory() -> Path:
    """Where the catalogue lies: as the operator says, else the demo city's."""
    return Path(os.environ.get("TONGBAN_CATALOGUE") or demo_catalogue())


def open_office(clock: SystemClock | None = None) -> Office:
    """Wire the real adapters; another clock is for playing the past."""
    data = Path(settings.DATA)
    catalogue = load_catalogue(catalogue_directory())
    calendars = NewestCalendars(load_book(), PgNotices(), time.monotonic)
    master = master_key(data)
    personal, gates = PgPersonalData(master), ProjectGates()
    ports = Ports(
        clock=clock or WallClock(),
        ids=TimeOrderedIds(),
        store=PgStore(),
        catalogue=PublishedCatalogue(catalogue),
        calendars=calendars,
        personal=personal,
        blobs=DiskBlobs(data / "blobs"),
        numbers=PgNumbers(),
        typesetter=TypstTypesetter.from_environment(os.environ),
        seal=PadesSeal.from_environment(os.environ, default_directory=data / "seal"),
        appointments=PgAppointments(),
        mandates=PgMandates(),
        credit=PgCreditRecords(),
        places=PgPlaces(),
        gates=gates,
    )
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    handler = Handler(ports, Codec(settings.PUBLIC_URL))
    platform = platform_from_environment(os.environ, settings.PUBLIC_URL)
    life_events = LifeEventHandler(handler, PgLifeEvents(), PublishedLifeEvents(catalogue))
    projects = gates.projects = ProjectHandler(life_events, PgProjects(), PublishedProjects(catalogue))
    return Office(
        handler=handler,
        life_events=life_events,
        projects=projects,
        catalogue=catalogue,
        calendars=calendars,
        public_url=settings.PUBLIC_URL,
        messages=PgMessages(),
        addresses=PgAddresses(personal),
        results=PgResults(master),
        holdings=PgHoldings(),
        messenger=messenger_from_environment(os.environ, host, data / "mail" if settings.DEMO else None),
        cashier=Cashier(handler, platform, PgPaymentRegister(), settings.PUBLIC_URL),
        ratings=PgRatings(personal),
    )


@cache
def office() -> Office:
    """The office of this process."""
    return open_office()
