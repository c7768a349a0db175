"""The same promises, asked of the double and of PostgreSQL in both versions.

- `house`: what a test acts with, over memory, `pg18` and `pg15` in turn.
- `on_postgres`: the addresses of a database of the test's own, on `pg18` and `pg15` in turn.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from migrated import Server
from office import Office, open_office
from postgres import DEBIAN, EMBEDDED
from tongban.appraisal.in_memory import MemoryRatings
from tongban.appraisal.ports import Ratings
from tongban.catalogue.law import load_book
from tongban.connectors.postgres import Urls
from tongban.handling.calendars import NewestCalendars
from tongban.handling.credit import CreditRecords
from tongban.handling.credit_in_memory import MemoryCreditRecords
from tongban.handling.holdings import Holdings
from tongban.handling.holdings_in_memory import MemoryHoldings
from tongban.handling.in_memory import (
    MemoryBlobs,
    MemoryNumbers,
    MemoryPersonalData,
    MemoryStore,
)
from tongban.handling.life_event.in_memory import MemoryFeed, MemoryLifeEvents
from tongban.handling.life_event.ports import CaseFeed, FeedEntry, LifeEventStore
from tongban.handling.mail.in_memory import MemoryAddresses, MemoryMessages
from tongban.handling.mail.ports import Addresses, Messages
from tongban.handling.mandate_ports import Mandates
from tongban.handling.mandates_in_memory import MemoryMandates
from tongban.handling.notice_ports import CalendarNotices
from tongban.handling.notices_in_memory import MemoryNotices
from tongban.handling.number_ports import Numbers
from tongban.handling.observing.in_memory import MemoryResults
from tongban.handling.observing.ports import ResultRegister
from tongban.handling.payment.in_memory import MemoryRegister
from tongban.handling.payment.ports import PaymentRegister
from tongban.handling.place_ports import Places
from tongban.handling.places_in_memory import MemoryPlaces
from tongban.handling.ports import Blobs, CaseStore, PersonalData
from tongban.handling.project.in_memory import MemoryProjects
from tongban.handling.project.ports import ProjectStore
from tongban.kernel import Item
from tongban.store.addresses import PgAddresses
from tongban.store.blobs import DiskBlobs
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.credit import PgCreditRecords
from tongban.store.feed import Feed
from tongban.store.holdings import PgHoldings
from tongban.store.keys import master_key
from tongban.store.life_events import PgCaseFeed, PgLifeEvents
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

REAL = [pytest.param(name, marks=pytest.mark.integration) for name in (EMBEDDED, DEBIAN)]


@dataclass
class House:
    """The ports under test; `office` opens one more process's view of the same house."""

    store: CaseStore
    personal: PersonalData
    blobs: Blobs
    numbers: Numbers
    mandates: Mandates
    payments: PaymentRegister
    notices: CalendarNotices
    credit: CreditRecords
    places: Places
    messages: Messages
    addresses: Addresses
    results: ResultRegister
    holdings: Holdings
    life_events: LifeEventStore
    projects: ProjectStore
    feed: CaseFeed
    ratings: Ratings
    again: Callable[[], "House"]
    close: Callable[[], None]

    def calendars(self, pause: float = 0.0) -> NewestCalendars:
        """The newest calendars as a process of its own sees them; without a pause it always looks."""
        return NewestCalendars(load_book(), self.notices, lambda: 0.0, pause)

    def office(
        self, day: str = "2025-09-24", calendars: NewestCalendars | None = None, item: Item | None = None
    ) -> Office:
        return open_office(
            day,
            store=self.store,
            personal=self.personal,
            blobs=self.blobs,
            numbers=self.numbers,
            mandates=self.mandates,
            calendars=calendars,
            credit=self.credit,
            places=self.places,
            item=item,
        )


class RelayedFeed(PgCaseFeed):
    """The feed with its relay at hand: what is committed is in it."""

    def __init__(self, source: OwnConnections) -> None:
        super().__init__(source)
        self.relayed = Feed(source)

    def subscribe(self, after: int = 0, limit: int = 1000) -> Sequence[FeedEntry]:
        while self.relayed.relay().events:
            pass
        return super().subscribe(after, limit)


def in_memory() -> House:
    store, personal = MemoryStore(), MemoryPersonalData()
    personal.store = store
    mandates = MemoryMandates(store)
    house = House(
        store=store,
        personal=personal,
        blobs=MemoryBlobs(),
        numbers=MemoryNumbers(),
        mandates=mandates,
        payments=MemoryRegister(),
        notices=MemoryNotices(),
        credit=MemoryCreditRecords(store),
        places=MemoryPlaces(store),
        messages=MemoryMessages(store, mandates),
        addresses=MemoryAddresses(),
        results=MemoryResults(store),
        holdings=MemoryHoldings(store),
        life_events=MemoryLifeEvents(store),
        projects=MemoryProjects(store),
        feed=MemoryFeed(store),
        ratings=MemoryRatings(),
        again=lambda: house,
        close=lambda: None,
    )
    return house


def on_database(urls: Urls, data: Path) -> House:
    """A process's view: connections of its own, as many as it has threads."""
    opened: list[OwnConnections] = []

    def view() -> House:
        source = OwnConnections(urls.app)
        opened.append(source)
        personal = PgPersonalData(master_key(data), source)
        return House(
            store=PgStore(source),
            personal=personal,
            blobs=DiskBlobs(data / "blobs"),
            numbers=PgNumbers(source),
            mandates=PgMandates(source),
            payments=PgPaymentRegister(source),
            notices=PgNotices(source),
            credit=PgCreditRecords(source),
            places=PgPlaces(source),
            messages=PgMessages(source),
            addresses=PgAddresses(personal, source),
            results=PgResults(master_key(data), source),
            holdings=PgHoldings(source),
            life_events=PgLifeEvents(source),
            projects=PgProjects(source),
            feed=RelayedFeed(source),
            ratings=PgRatings(personal, source),
            again=view,
            close=lambda: [source.close() for source in opened] and None,
        )

    return view()


@pytest.fixture(params=REAL)
def on_postgres(request: pytest.FixtureRequest, servers: Callable[[str], Server]) -> Iterator[Urls]:
    server = servers(request.param)
    urls = server.lend()
    yield urls
    server.take_back(urls)


@pytest.fixture(params=["memory", *REAL])
def house(
    request: pytest.FixtureRequest, servers: Callable[[str], Server], tmp_path: Path
) -> Iterator[House]:
    if request.param == "memory":
        yield in_memory()
        return
    server = servers(request.param)
    urls = server.lend()
    house = on_database(urls, tmp_path)
    yield house
    house.close()
    server.take_back(urls)
