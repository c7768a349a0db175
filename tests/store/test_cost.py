"""How many statements an act takes, pinned: constant in rows, and few."""

from collections.abc import Callable, Iterator

import pytest

from queries import executed
from stored import AT, case_id, clock, task, write
from tongban.connectors.postgres import Urls
from tongban.handling.ports import SealedValue
from tongban.handling.projection import Job
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.feed import Feed

pytestmark = pytest.mark.integration


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
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_a_command_is_ten_statements_in_one_transaction_however_many_rows(
    source: OwnConnections, rows: int
) -> None:
    store = PgStore(source)
    # BEGIN, state, command, events, outbox, tasks, clocks, jobs, values, COMMIT
    assert statements(source, lambda: store.commit([full(1, rows)])) == 10
    assert statements(source, lambda: store.commit([full(1, rows, version=rows)])) == 10


def test_what_a_command_does_not_change_costs_nothing(source: OwnConnections) -> None:
    store = PgStore(source)
    assert statements(source, lambda: store.commit([write(1)])) == 6


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
        "subscribe": feed.subscribe,
    }
    assert {name: statements(source, act) for name, act in acts.items()} == dict.fromkeys(acts, 1)


@pytest.mark.parametrize("cases", [1, 3])
def test_relaying_is_eleven_statements_however_many_events(source: OwnConnections, cases: int) -> None:
    PgStore(source).commit([write(n) for n in range(cases)])
    feed = Feed(source)
    # numbering: BEGIN, lock, unfed, last, insert, mark, COMMIT; jobs: BEGIN, lock, new, COMMIT
    assert statements(source, feed.relay) == 7 + 4
