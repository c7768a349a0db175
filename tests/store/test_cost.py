"""How many statements an act takes, pinned: constant in rows, and few."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from queries import executed
from stored import AT, case_id, clock, task, write
from tongban.connectors.postgres import Urls
from tongban.handling.ports import SealedValue
from tongban.handling.projection import Job
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.feed import Feed
from tongban.store.lists import Lists

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
    store, lists, feed = PgStore(source), Lists(source), Feed(source)
    store.commit([full(n, 3) for n in range(cases)])
    ids = [case_id(n) for n in range(cases)]
    acts = {
        "load": lambda: store.load(case_id(0)),
        "load_many": lambda: store.load_many(ids),
        "answered": lambda: store.answered(case_id(0), "command-0"),
        "due_clocks": lambda: store.due_clocks(AT, 100),
        "case_ids": store.case_ids,
        "summary": lambda: store.summary(case_id(0)),
        "work_of": lambda: lists.work_of([("centre", "window"), ("market", "licensing")]),
        "cases_of": lambda: lists.cases_of("subject-li"),
        "subscribe": feed.subscribe,
    }
    assert {name: statements(source, act) for name, act in acts.items()} == dict.fromkeys(acts, 1)


@pytest.mark.parametrize("cases", [1, 3])
def test_relaying_is_eleven_statements_however_many_events(source: OwnConnections, cases: int) -> None:
    PgStore(source).commit([write(n) for n in range(cases)])
    feed = Feed(source)
    # numbering: BEGIN, lock, unfed, last, insert, mark, COMMIT; jobs: BEGIN, lock, new, COMMIT
    assert statements(source, feed.relay) == 7 + 4


# --- lists


def test_a_post_sees_its_open_tasks_by_what_falls_due(source: OwnConnections) -> None:
    store, lists = PgStore(source), Lists(source)
    day = {n: date(2025, 10, n) for n in range(1, 20)}
    store.commit(
        [
            write(1, tasks=(task(1, due_on=day[9]),)),
            write(2, tasks=(task(2),)),
            write(3, tasks=(task(3, due_on=day[2]), task(3, task_id="examine", authority="market"))),
            write(4, tasks=(task(4, due_on=day[9], task_id="b"), task(4, due_on=day[9], task_id="a"))),
            write(5, tasks=(task(5, due_on=day[1], state="done"), task(5, task_id="w", state="waiting"))),
            write(6, tasks=(task(6, post="licensing", authority="market", due_on=day[3]),)),
        ]
    )
    window = [("centre", "window")]
    whole = lists.work_of(window)
    assert [(w.task.case_id, w.task.task_id) for w in whole] == [
        (case_id(3), "intake"),
        (case_id(1), "intake"),
        (case_id(4), "a"),
        (case_id(4), "b"),
        (case_id(2), "intake"),
    ]
    assert [w.case for w in whole] == [store.summary(w.task.case_id) for w in whole]
    pages, after = [], None
    while page := lists.work_of(window, after, limit=2):
        pages.append(page)
        after = page[-1].place
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [w for page in pages for w in page] == whole
    both = lists.work_of([*window, ("market", "licensing")])
    assert [w.task.case_id for w in both[:2]] == [case_id(3), case_id(6)]
    assert lists.work_of([]) == []


def test_an_applicant_sees_their_cases_latest_first(source: OwnConnections) -> None:
    store, lists = PgStore(source), Lists(source)
    store.commit([write(n) for n in range(5)])
    first = lists.cases_of("subject-li", limit=3)
    assert [s.case_id for s in first] == [case_id(n) for n in (4, 3, 2)]
    second = lists.cases_of("subject-li", before=first[-1].case_id, limit=3)
    assert [s.case_id for s in second] == [case_id(n) for n in (1, 0)]
    assert lists.cases_of("somebody else") == []


def test_a_case_is_found_by_the_number_on_its_receipt_or_licence(source: OwnConnections) -> None:
    store, lists = PgStore(source), Lists(source)
    store.commit([write(1), write(2)])
    assert lists.by_receipt_number("R-2") == store.summary(case_id(2))
    assert lists.by_receipt_number("R-9") is None
    assert lists.by_outcome_number("") is None  # undecided cases have no number, which is nobody's number
