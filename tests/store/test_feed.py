"""The feed: committed events in one order without gaps, and jobs handed over at least once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from stored import case_id, write
from stores import on_database
from tongban.connectors.postgres import Urls
from tongban.handling.wanted import Job
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.feed import CountsDisagree, Feed, Relayed

pytestmark = pytest.mark.integration


@pytest.fixture
def source(on_postgres: Urls):
    source = OwnConnections(on_postgres.app)
    yield source
    source.close()


def read(feed: Feed) -> list[tuple[int, str, int]]:
    return [(entry.n, entry.record.case_id, entry.record.seq) for entry in feed.subscribe()]


def test_committed_events_are_numbered_one_after_another(source: OwnConnections) -> None:
    store, feed = PgStore(source), Feed(source)
    first, second = write(1), write(2, records=3)
    store.commit([first, second])
    assert feed.subscribe() == []
    assert feed.relay() == Relayed(events=5, jobs=0)
    assert read(feed) == [
        *((seq, case_id(1), seq) for seq in (1, 2)),
        *((2 + seq, case_id(2), seq) for seq in (1, 2, 3)),
    ]
    assert [entry.record for entry in feed.subscribe()] == [*first.records, *second.records]
    assert feed.relay() == Relayed(0, 0)
    store.commit([write(1, 2, 1)])
    feed.relay()
    assert read(feed)[5:] == [(6, case_id(1), 3)]


def test_a_subscriber_reads_on_from_where_it_stopped(source: OwnConnections) -> None:
    store, feed = PgStore(source), Feed(source)
    store.commit([write(n) for n in range(5)])
    while feed.relay(batch=3).events:
        pass
    assert [entry.n for entry in feed.subscribe(after=4, limit=3)] == [5, 6, 7]
    assert [entry.n for entry in feed.subscribe(after=7)] == [8, 9, 10]


def test_a_transaction_that_commits_late_is_not_skipped(source: OwnConnections, on_postgres: Urls) -> None:
    store, feed = PgStore(source), Feed(source)
    store.commit([write(1)])
    late = "INSERT INTO case_outbox VALUES (%s, 3, false)"
    event = "INSERT INTO case_event VALUES (%s, 3, 't', 1, 'late', 'd', 'sha-256')"
    with psycopg.connect(on_postgres.app) as writer:  # begins before the others, commits after them
        writer.execute(event, [case_id(1)])
        writer.execute(late, [case_id(1)])
        store.commit([write(2)])
        feed.relay()
        seen = feed.subscribe()
        assert [(entry.n, entry.record.case_id) for entry in seen] == [
            (1, case_id(1)),
            (2, case_id(1)),
            (3, case_id(2)),
            (4, case_id(2)),
        ]
        writer.commit()
    feed.relay()
    unseen = feed.subscribe(after=seen[-1].n)
    assert [(entry.n, entry.record.body) for entry in unseen] == [(5, b"late")]


def test_readers_and_relays_at_once_see_every_event_once_and_in_order(
    on_postgres: Urls, source: OwnConnections
) -> None:
    writing = threading.Event()
    writing.set()

    def writer(number: int) -> None:
        store = PgStore(source)
        for turn in range(40):
            store.commit([write(number, turn, 1)])

    def relay() -> None:
        feed = Feed(source)
        while writing.is_set() or feed.relay(batch=7).events:
            feed.relay(batch=7)

    def reader() -> list[tuple[int, str, int]]:
        feed, seen = Feed(source), []
        while len(seen) < 160:
            after = seen[-1][0] if seen else 0
            seen += [(e.n, e.record.case_id, e.record.seq) for e in feed.subscribe(after, 11)]
        return seen

    with ThreadPoolExecutor(8) as pool:
        relays = [pool.submit(relay) for _ in range(2)]
        readers = [pool.submit(reader) for _ in range(2)]
        list(pool.map(writer, range(4)))
        writing.clear()
        [relay.result() for relay in relays]
        first, second = (reader.result(timeout=60) for reader in readers)
    assert first == second == read(Feed(source))
    assert [n for n, _, _ in first] == list(range(1, 161))
    for number in range(4):
        assert [seq for _, case, seq in first if case == case_id(number)] == list(range(1, 41))


def test_the_relay_keeps_nothing_when_its_counts_disagree(source: OwnConnections, on_postgres: Urls) -> None:
    PgStore(source).commit([write(1)])
    with psycopg.connect(on_postgres.owner, autocommit=True) as owner:
        # What a fault of the database could do: a row that takes no mark.
        owner.execute("CREATE RULE lost AS ON UPDATE TO case_outbox WHERE old.seq = 2 DO INSTEAD NOTHING")
        with pytest.raises(CountsDisagree):
            Feed(source).relay()
        assert Feed(source).subscribe() == []
        owner.execute("DROP RULE lost ON case_outbox")
    assert Feed(source).relay() == Relayed(events=2, jobs=0)


def test_jobs_are_handed_to_the_queue_once_and_again_when_it_forgot(
    source: OwnConnections, on_postgres: Urls
) -> None:
    jobs = [Job(case_id(1), f"{case_id(1)}/{n}/receipt", "issue_document", {"seq": str(n)}) for n in (1, 2)]
    PgStore(source).commit([write(1, jobs=tuple(jobs))])
    feed = Feed(source)
    queued = "SELECT args->>'job_id' FROM procrastinate_jobs WHERE status = 'todo' ORDER BY 1"
    assert feed.relay().jobs == 2
    assert feed.relay().jobs == 0
    with psycopg.connect(on_postgres.owner, autocommit=True) as owner:
        assert [job_id for (job_id,) in owner.execute(queued)] == [job.job_id for job in jobs]
        owner.execute("DELETE FROM procrastinate_jobs WHERE lock = %s", [jobs[0].job_id])
        feed.look_for_forgotten()
        assert feed.relay().jobs == 1
        assert [job_id for (job_id,) in owner.execute(queued)] == [job.job_id for job in jobs]


def test_what_the_kernel_says_reaches_the_feed_in_the_order_of_each_case(on_postgres: Urls, tmp_path) -> None:
    house = on_database(on_postgres, tmp_path)
    office = house.office()
    for number in range(3):
        office.receive(case_id(number), ("form", "licence_copy", "floor_plan"))
        office.accept(case_id(number))
    source = OwnConnections(on_postgres.app)
    feed = Feed(source)
    relayed = feed.relay()
    assert relayed == Relayed(events=12, jobs=6)  # a receipt and an acceptance notice each
    for number in range(3):
        types = [
            e.record.type.rpartition(".")[2] for e in feed.subscribe() if e.record.case_id == case_id(number)
        ]
        assert types == ["received", "accepted", "steps_planned", "steps_opened"]
    source.close()
    house.close()
