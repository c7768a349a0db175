"""A write by itself is one statement, a batch several: what they leave, and what they refuse, is the same."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import errors
from psycopg.pq import TransactionStatus

from stored import AT, case_id, clock, task, write
from tongban.connectors.postgres import Urls
from tongban.handling.messages import Message
from tongban.handling.ports import Conflict, History, SealedValue, Write
from tongban.handling.wanted import Job
from tongban.store import rows
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.rows import MOST_PARAMETERS

pytestmark = pytest.mark.integration

TABLES = ("case_state", *(table.name for table in rows.TABLES))


@pytest.fixture
def source(database: Urls) -> Iterator[OwnConnections]:
    source = OwnConnections(database.app)
    yield source
    source.close()


def life(number: int) -> tuple[Write, Write, Write]:
    """Rows in every table; some of them changed; then changed without a record."""
    case = case_id(number)
    value = SealedValue(case, "ref", "li", "answers", b"k", b"c", "d")
    job = Job(case, "job-1", "issue_document", {"document": "receipt"})
    told = Message(case, 1, "applicant", "received", "li", AT, {"number": "R-1", "by": "2025-09-30"})
    return (
        write(
            number,
            tasks=(task(number),),
            clocks=(clock(number),),
            jobs=(job,),
            values=(value,),
            messages=(told, replace(told, audience="post:centre/window", recipient="centre/window")),
        ),
        write(number, 2, 3, tasks=(task(number, state="done"), task(number, task_id="examine"))),
        write(number, 5, 0, clocks=(clock(number, fired=True), clock(number, "delivery"))),
    )


def rows_of(urls: Urls, case: str) -> dict[str, list[str]]:
    with psycopg.connect(urls.owner) as connection:
        return {
            table: sorted(
                row
                for (row,) in connection.execute(f"SELECT t::text FROM {table} t WHERE case_id = %s", [case])
            )
            for table in TABLES
        }


@pytest.mark.parametrize("distributed", [False, True], ids=["one node", "as on Citus"])
def test_what_is_written_alone_and_in_a_batch_is_the_same(
    database: Urls, source: OwnConnections, distributed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PgStore(source)
    for alone in life(1):
        store.commit([alone])
    left = rows_of(database, case_id(1))
    assert all(left.values())
    with psycopg.connect(database.owner) as connection:
        connection.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    monkeypatch.setattr("tongban.store.cases.is_distributed", lambda _: distributed)
    for one, other in zip(life(1), life(2), strict=True):
        store.commit([one, other])
    assert rows_of(database, case_id(1)) == left


def test_more_rows_than_one_statement_takes_are_written_all_the_same(source: OwnConnections) -> None:
    store, most = PgStore(source), MOST_PARAMETERS // 8
    store.commit([write(1, clocks=tuple(clock(1, f"clock-{n}") for n in range(most + 1)))])
    assert len(store.due_clocks(AT, 2 * most)) == most + 1


@pytest.mark.parametrize("distributed", [False, True], ids=["one node", "as on Citus"])
@pytest.mark.parametrize(
    "late", [write(1, 1, command="late"), write(1, 7), write(1), write(1, 2, command="command-0")]
)
def test_a_batch_names_the_case_that_conflicts_and_stores_nothing(
    source: OwnConnections, late: Write, distributed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PgStore(source)
    store.commit([write(1)])
    before = store.load(case_id(1))
    monkeypatch.setattr("tongban.store.cases.is_distributed", lambda _: distributed)
    with pytest.raises(Conflict) as conflict:
        store.commit([write(2), late, write(3)])
    assert conflict.value.case_id == case_id(1)
    assert (store.case_ids(), store.load(case_id(1))) == ([case_id(1)], before)


@pytest.mark.parametrize("late", [write(1, 1, command="late"), write(1, 7), write(1), write(2, 2)])
def test_a_conflict_leaves_the_connection_as_it_was(source: OwnConnections, late: Write) -> None:
    store = PgStore(source)
    store.commit([write(1)])
    connection = source.get()
    with pytest.raises(Conflict):
        store.commit([late])
    assert source.get() is connection
    assert connection.info.transaction_status is TransactionStatus.IDLE
    store.commit([write(1, 2)])


def test_a_row_that_lacks_something_is_a_fault_and_no_conflict(source: OwnConnections) -> None:
    store = PgStore(source)
    store.commit([write(1)])
    broken = write(1, 2, tasks=(task(1, post=None),))
    with pytest.raises(errors.NotNullViolation):
        store.commit([broken])
    assert store.load(case_id(1), after=2) == History(case_id(1), 2, b"\x02" * 32, ())
