"""How many statements an act takes, pinned: constant in rows, and few."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from cast import APPLICANT, CLERK
from office import FACTS, open_office
from queries import executed
from stored import AT, case_id, clock, task, write
from tongban.connectors.postgres import Urls
from tongban.handling.mail.ports import Reader
from tongban.handling.messages import Message
from tongban.handling.ports import SealedValue, Stretch
from tongban.handling.wanted import Job
from tongban.kernel import Command
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import Refusal
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.feed import Feed
from tongban.store.messages import PgMessages

pytestmark = pytest.mark.integration

PAPERS = tuple(
    c.HandedIn(material, (c.Reference("b" * 32, "e" * 64),))
    for material in ("form", "licence_copy", "floor_plan")
)


@pytest.fixture
def source(database: Urls) -> Iterator[OwnConnections]:
    source = OwnConnections(database.app)
    PgStore(source).case_ids()  # connects
    yield source
    source.close()


def statements(source: OwnConnections, work: Callable[[], object]) -> int:
    with executed(source.get()) as seen:
        work()
    return len(seen)


def full(number: int, rows: int, version: int = 0):
    """A write with so many rows in every table."""
    return write(
        number,
        version,
        rows,
        tasks=tuple(task(number, task_id=f"task-{n}") for n in range(rows)),
        clocks=tuple(clock(number, f"clock-{n}") for n in range(rows)),
        jobs=tuple(Job(case_id(number), f"job-{version}-{n}", "issue_document") for n in range(rows)),
        values=tuple(
            SealedValue(case_id(number), f"ref-{version}-{n}", "li", "name", b"k", b"c", "d")
            for n in range(rows)
        ),
        messages=tuple(
            Message(case_id(number), version + n, "applicant", "received", "li", AT, {"number": "R-1"})
            for n in range(1, rows + 1)
        ),
    )


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_command_by_itself_is_one_statement_and_that_its_transaction(
    source: OwnConnections, rows: int
) -> None:
    store = PgStore(source)
    assert statements(source, lambda: store.commit([full(1, rows)])) == 1
    assert statements(source, lambda: store.commit([full(1, rows, version=rows)])) == 1


@pytest.mark.parametrize("cases", [2, 500])
def test_a_batch_is_twelve_statements_however_many_cases(source: OwnConnections, cases: int) -> None:
    store = PgStore(source)
    # BEGIN, states, command, events, outbox, tasks, clocks, jobs, values, messages, COMMIT
    assert statements(source, lambda: store.commit([full(n, 3) for n in range(cases)])) == 11
    # the states that are there are locked, in the order of their ids, before they are written
    assert statements(source, lambda: store.commit([full(n, 3, version=3) for n in range(cases)])) == 12


def test_where_nobody_is_told_anything_nothing_is_sent_for_it(source: OwnConnections) -> None:
    store = PgStore(source)
    # BEGIN, states, command, events, outbox, COMMIT
    assert statements(source, lambda: store.commit([write(1), write(2)])) == 6


@pytest.mark.parametrize("rows", [1, 3])
def test_messages_are_counted_listed_and_marked_by_one_statement_each(
    source: OwnConnections, rows: int
) -> None:
    PgStore(source).commit([full(n, rows) for n in range(rows)])
    box, reader = PgMessages(source), Reader(("li",), date(2025, 9, 24))
    acts = {
        "unread": lambda: box.unread(reader),
        "page": lambda: box.page(reader, size=2),
        "next page": lambda: box.page(reader, box_page.key, size=2),
        "of_case": lambda: box.of_case(case_id(0), reader),
        "owed": lambda: box.owed(AT, 10),
        "mark_read": lambda: box.mark_read(case_id(0), reader, AT),
        "mark_all_read": lambda: box.mark_all_read(reader, AT),
    }
    box_page = box.page(reader, size=1)[0]
    assert {name: statements(source, act) for name, act in acts.items()} == dict.fromkeys(acts, 1)


def test_a_command_on_a_remembered_case_is_not_read_for_and_a_refusal_is(source: OwnConnections) -> None:
    handler = open_office(store=PgStore(source)).handler
    case, item = case_id(1), handler.ports.catalogue.in_force("food-operation-licence", date(2025, 9, 24))
    asked = {
        name: Command(name, case, AT, person.account, person.post, body)
        for name, person, body in (
            (
                "receive",
                APPLICANT,
                c.Receive("li", "330100", c.Channel.COUNTER, "R-1", FACTS, materials=PAPERS),
            ),
            ("accept", CLERK, c.Accept("A-1")),
            ("too late", CLERK, c.Accept("A-2")),
        )
    }
    assert statements(source, lambda: handler.carry_out(asked["receive"], item=item)) == 1
    assert statements(source, lambda: handler.carry_out(asked["accept"])) == 1

    def refused() -> None:
        with pytest.raises(Refusal):
            handler.carry_out(asked["too late"])

    assert statements(source, refused) == 2  # the case, and whether this very command was answered before


@pytest.mark.parametrize("cases", [1, 3])
def test_reading_takes_one_statement_however_many_rows(source: OwnConnections, cases: int) -> None:
    store, feed = PgStore(source), Feed(source)
    store.commit([full(n, 3) for n in range(cases)])
    ids = [case_id(n) for n in range(cases)]
    acts = {
        "load": lambda: store.load(case_id(0)),
        "load_many": lambda: store.load_many(ids),
        "answered": lambda: store.answered(case_id(0), "command-0"),
        "due_clocks": lambda: store.due_clocks(AT, 100),
        "case_ids": store.case_ids,
        "summary": lambda: store.summary(case_id(0)),
        "clock_rows": lambda: store.clock_rows(ids),
        "stretch": lambda: store.stretch("", 100),
        "look": lambda: store.look(None, Stretch()),
        "subscribe": feed.subscribe,
    }
    assert {name: statements(source, act) for name, act in acts.items()} == dict.fromkeys(acts, 1)
    assert statements(source, lambda: store.case_rows(ids)) == 2  # states, tasks


@pytest.mark.parametrize("cases", [1, 3])
def test_relaying_is_eleven_statements_however_many_events(source: OwnConnections, cases: int) -> None:
    PgStore(source).commit([write(n) for n in range(cases)])
    feed = Feed(source)
    # numbering: BEGIN, lock, unfed, last, insert, mark, COMMIT; jobs: BEGIN, lock, new, COMMIT
    assert statements(source, feed.relay) == 7 + 4
