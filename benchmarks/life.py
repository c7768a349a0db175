"""The life that is measured: one restaurant's licence from receipt to delivery, under the demo item."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from tongban.catalogue import demo_catalogue, load_catalogue
from tongban.catalogue.law import load_book
from tongban.connectors.system_clock import TimeOrderedIds, WallClock
from tongban.handling.calendars import NewestCalendars
from tongban.handling.carrying_out import Handler
from tongban.handling.credit_in_memory import MemoryCreditRecords
from tongban.handling.in_memory import (
    MemoryAppointments,
    MemoryBlobs,
    MemoryNumbers,
    MemoryPersonalData,
    MemoryStore,
)
from tongban.handling.mandates_in_memory import MemoryMandates
from tongban.handling.notices_in_memory import MemoryNotices
from tongban.handling.places_in_memory import MemoryPlaces
from tongban.handling.ports import CaseStore, Ports, SealedValue
from tongban.kernel import Body, Command
from tongban.kernel.case import commands as c
from tongban.web.wiring import PublishedCatalogue

ITEM = "food-operation-licence"
FACTS = {
    "cold_dishes": False,
    "floor_area": 80,
    "premises": "rented",
    "chain_store": False,
    "has_agent": False,
}
MATERIALS = ("application", "business-licence", "layout", "safety-rules", "health-certificates", "lease")
ANSWERS = c.Reference("a" * 32, "d" * 64)

new_id: Callable[[], str] = TimeOrderedIds().new

#: Day and hour (UTC), account, post, what is asked.
Turn = tuple[datetime, str, str, Body]


def at(day: int, hour: int = 2) -> datetime:
    """An instant of October 2025."""
    return datetime(2025, 10, day, hour, tzinfo=UTC)


def opinion(step: str) -> Body:
    return c.GiveOpinion(step, c.OpinionResult.AGREE)


LIFE: tuple[Turn, ...] = (
    (
        at(9),
        "101",
        "",
        c.Receive(
            applicant="101",
            division="330199",
            channel=c.Channel.ONLINE,
            receipt_number="330199-20251009-00017",
            facts=FACTS,
            answers=ANSWERS,
            materials=tuple(c.HandedIn(m, (c.Reference("b" * 32, "e" * 64),)) for m in MATERIALS),
        ),
    ),
    (at(10), "102", "hall-counter", c.Accept("演政受〔2025〕17号")),
    (at(13), "103", "fire-opinion", opinion("fire-opinion")),
    (at(13, 3), "104", "housing-drainage", opinion("housing-opinion")),
    (at(13, 4), "105", "health-opinion", opinion("health-opinion")),
    (at(14), "106", "market-examiner", c.CompleteStep("examination", c.Finding.CONFORMS)),
    (
        at(15),
        "107",
        "market-decider",
        c.Decide(c.Outcome.GRANTED, "JY3301992025000017", "食品安全法§35", valid_until=date(2030, 10, 14)),
    ),
    (
        at(15, 3),
        "system",
        "",
        c.RecordDocument(c.DocumentKind.LICENCE, "JY3301992025000017", "f" * 64, "0199e3c0-blob"),
    ),
    (at(16), "108", "hall-delivery", c.Deliver(c.DeliveryMethod.COUNTER)),
)


def open_handler(store: CaseStore, remember: int = 4096, like: Ports | None = None) -> Handler:
    """The real handler over a store; ports that a command does not touch are doubles.

    `like` are ports to share the catalogue and calendars of, which take a second to load.
    """
    if like is not None:
        return Handler(replace(like, store=store), remember=remember)
    ports = Ports(
        clock=WallClock(),
        ids=TimeOrderedIds(),
        store=store,
        catalogue=PublishedCatalogue(load_catalogue(demo_catalogue())),
        calendars=NewestCalendars(load_book(), MemoryNotices(), time.monotonic),
        personal=MemoryPersonalData(),
        blobs=MemoryBlobs(),
        numbers=MemoryNumbers(),
        appointments=MemoryAppointments(),
        mandates=MemoryMandates(MemoryStore()),
        credit=MemoryCreditRecords(MemoryStore()),
        places=MemoryPlaces(MemoryStore()),
        typesetter=None,  # type: ignore[arg-type]  # no document is set here
        seal=None,  # type: ignore[arg-type]
    )
    return Handler(ports, remember=remember)


def live(handler: Handler, case_id: str) -> Iterator[None]:
    """Carry out one life, command by command."""
    item = handler.ports.catalogue.in_force(ITEM, date(2025, 10, 9))
    # As large as the sealed answers of the demo's form.
    answers = SealedValue(case_id, ANSWERS.ref, "101", "answers", b"k" * 60, b"c" * 700, ANSWERS.digest)
    for number, (instant, actor, post, body) in enumerate(LIFE):
        command = Command(f"{case_id}-{number}", case_id, instant, actor, post, body)
        first = number == 0
        handler.carry_out(command, (answers,) if first else (), item if first else None)
        yield
