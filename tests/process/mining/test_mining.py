"""Everything that is mined, held against plain Python over the same events."""

import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import mean, median
from warnings import catch_warnings, simplefilter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from event_logs import AS_OF, READING, read, receipt, rows
from tongban.catalogue.log_mapping import LogColumns, LogMapping
from tongban.process.log import CodedLog
from tongban.process.log.coding import coded
from tongban.process.log.raw import RawLog
from tongban.process.mining import (
    activities,
    case_durations,
    directly_follows,
    handovers,
    load,
    overdue,
    ping_pong,
    rework,
    starts_and_ends,
    variants,
)

MAPPING = LogMapping(LogColumns("case", "activity", time="time", start="start", resource="resource"))
DAY = datetime(2025, 3, 3, tzinfo=UTC)

#: Case, activity, minutes of the start and of the work, who; a start may be unknown, a time may be a date.
_EVENTS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from("abcd"),
        st.integers(0, 6 * 24 * 60).map(lambda minute: minute if minute % 3 else minute // 1440 * 1440),
        st.one_of(st.none(), st.integers(0, 600)),
        st.sampled_from(["x", "y", "z", None]),
    ),
    min_size=1,
    max_size=40,
)


def log_of(events) -> CodedLog:
    table = pl.DataFrame(
        {
            "case": [str(case) for case, *_ in events],
            "activity": [activity for _, activity, *_ in events],
            "time": [DAY + timedelta(minutes=minute) for _, _, minute, *_ in events],
            "start": [
                None if worked is None else DAY + timedelta(minutes=minute - worked)
                for _, _, minute, worked, _ in events
            ],
            "resource": [who for *_, who in events],
        },
        schema_overrides={"start": pl.Datetime("us", "UTC"), "resource": pl.String},
    )
    return coded(RawLog(table, None, "test"), MAPPING, READING.__class__(AS_OF, b""), "test", "")


class Event:
    """A row of a coded log as plain Python sees it."""

    def __init__(self, log: CodedLog, row: dict) -> None:
        self.activity = log.name("activity", row["activity"])
        self.who = None if row["resource"] is None else log.name("resource", row["resource"])
        self.start, self.end, self.day_only = row["start"], row["complete"], row["day_only"]

    def seconds_after(self, before: "Event") -> float:
        began = self.start or self.end
        if self.day_only or before.day_only:
            return max(0, (began.date() - before.end.date()).days * 86_400)
        return max(0.0, (began - before.end).total_seconds())


def plain(log: CodedLog) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for row in log.events.iter_rows(named=True):
        found[row["case"]].append(Event(log, row))
    return found


def p90(values: list[float]) -> float:
    ordered = sorted(values)
    place = 0.9 * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def named(log: CodedLog, table: pl.DataFrame, *columns: str, of: str = "activity") -> list[tuple]:
    return [tuple(log.name(of, code) for code in codes) for codes in table.select(columns).iter_rows()]


@given(_EVENTS)
@settings(deadline=None)
def test_the_order_is_by_time_and_within_a_dated_day_by_file(events):
    log = log_of(events)
    for of_case in plain(log).values():
        days = [(e.start or e.end).date() for e in of_case]
        assert days == sorted(days)
        dated = {day for day, e in zip(days, of_case, strict=True) if e.day_only}
        free = [e.start or e.end for day, e in zip(days, of_case, strict=True) if day not in dated]
        assert free == sorted(free)


@given(_EVENTS)
@settings(deadline=None)
def test_directly_follows_with_times(events):
    log = log_of(events)
    seconds = defaultdict(list)
    for of_case in plain(log).values():
        for before, after in pairwise(of_case):
            seconds[before.activity, after.activity].append(after.seconds_after(before))
    found = directly_follows(log)
    edges = named(log, found, "source", "target")
    assert dict(zip(edges, found["count"], strict=True)) == {
        edge: len(all_) for edge, all_ in seconds.items()
    }
    for edge, row in zip(edges, found.iter_rows(named=True), strict=True):
        expected = [mean(seconds[edge]), median(seconds[edge]), p90(seconds[edge])]
        assert [row["mean"], row["median"], row["p90"]] == pytest.approx(expected)
    assert found["count"].is_sorted(descending=True)


@given(_EVENTS)
@settings(deadline=None)
def test_variants_rework_starts_and_ends(events):
    log = log_of(events)
    ways = {case: tuple(e.activity for e in of_case) for case, of_case in plain(log).items()}
    found = variants(log)
    sequences = [
        tuple(log.name("activity", a) for a in found.sequence(log, v)) for v in range(found.table.height)
    ]
    assert dict(zip(sequences, found.table["cases"], strict=True)) == Counter(ways.values())
    assert [sequences[found.of_case[case]] for case in sorted(ways)] == [ways[case] for case in sorted(ways)]
    again: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for way in ways.values():
        for activity, times in Counter(way).items():
            entry = again[activity]
            entry[0] += 1
            entry[1] += times > 1
            entry[2] += times - 1
            entry[3] += sum(a == b == activity for a, b in pairwise(way))
    table = rework(log)
    rows_found = zip(
        named(log, table, "activity"),
        table.select("cases", "repeated", "again", "at_once").rows(),
        strict=True,
    )
    assert {a: list(row) for (a,), row in rows_found} == {a: e for a, e in again.items() if e[2]}
    ends = starts_and_ends(log)
    pairs = dict(zip(named(log, ends, "activity"), ends.select("starts", "ends").rows(), strict=True))
    starts, lasts = Counter(w[0] for w in ways.values()), Counter(w[-1] for w in ways.values())
    assert {a: pair for (a,), pair in pairs.items()} == {a: (starts[a], lasts[a]) for a in {*starts, *lasts}}


@given(_EVENTS)
@settings(deadline=None)
def test_handover_ping_pong_and_load(events):
    log = log_of(events)
    going, back, busy = Counter(), Counter(), Counter()
    for of_case in plain(log).values():
        people = [e.who for e in of_case]
        going.update((a, b) for a, b in pairwise(people) if a and b)
        back.update(
            (a, b) for a, b, c in zip(people, people[1:], people[2:], strict=False) if a and b and a == c != b
        )
        busy.update(who for who in people if who)
    table = handovers(log)
    assert (
        dict(zip(named(log, table, "source", "target", of="resource"), table["count"], strict=True)) == going
    )
    table = ping_pong(log)
    assert dict(zip(named(log, table, "one", "other", of="resource"), table["count"], strict=True)) == back
    table = load(log)
    assert {
        w: n
        for (w,), n in zip(named(log, table, "resource", of="resource"), table["activities"], strict=True)
    } == busy


@given(_EVENTS)
@settings(deadline=None)
def test_waiting_and_working(events):
    log = log_of(events)
    waited, worked = defaultdict(list), defaultdict(list)
    for of_case in plain(log).values():
        for before, after in pairwise(of_case):
            waited[after.activity].append(after.seconds_after(before))
        for e in of_case:
            if e.start:
                worked[e.activity].append((e.end - e.start).total_seconds())
    for row in activities(log).iter_rows(named=True):
        name = log.name("activity", row["activity"])
        for kind, values in (("waited", waited[name]), ("worked", worked[name])):
            if values:
                assert [row[f"{kind}_median"], row[f"{kind}_p90"]] == pytest.approx(
                    [median(values), p90(values)]
                )
                assert row[f"{kind}_total"] == pytest.approx(sum(values))
            else:
                assert row[f"{kind}_median"] is None


def test_a_wide_table_of_cases_and_activities_is_not_filled_in(tmp_path):
    lines = [(str(n % 2000), f"a{n}", "2025-03-03 09:00:00", "x") for n in range(2000)] + [
        ("7", "a7", "2025-03-04", "x")
    ]
    log = read(rows(tmp_path / "a.csv", lines))
    table = rework(log)
    assert table.rows() == [(7, 1, 1, 1, 1)]


def test_two_ways_of_one_digest_are_told_apart(monkeypatch):
    module = sys.modules["tongban.process.mining.variants"]  # the room's name for it is the function
    monkeypatch.setattr(module, "_mixed", lambda activity, place: activity.astype("uint64") * 0 + 1)
    log = log_of(
        [(0, "a", 1, None, "x"), (0, "b", 2, None, "x"), (1, "b", 1, None, "x"), (1, "a", 2, None, "x")]
    )
    assert variants(log).table["cases"].to_list() == [1, 1]


def test_who_is_late_only_by_the_hour_of_a_deadline_that_is_a_date_is_counted_apart(tmp_path):
    header = "case,activity,time,deadline,closed"
    lines = [
        ("1", "a", "2025-03-03 09:00:00", "2025-03-10", "2025-03-10 15:00:00"),
        ("2", "a", "2025-03-03 09:00:00", "2025-03-10", "2025-03-11 00:00:01"),
        ("3", "a", "2025-03-03 09:00:00", "2025-03-10 12:00:00", "2025-03-10 15:00:00"),
        ("4", "a", "2025-03-03 09:00:00", "2025-03-10", ""),
        ("5", "a", "2025-03-03 09:00:00", "", "2025-03-10"),
    ]
    found = overdue(read(rows(tmp_path / "a.csv", lines, header=header)))
    assert found is not None
    assert (found.late, found.on_the_day, found.closed, found.open) == (3, 1, 3, 1)
    assert set(found.examples) == {"1", "2", "3"}


def test_a_log_without_deadlines_says_nothing_of_them(tmp_path):
    assert overdue(read(rows(tmp_path / "a.csv", [("1", "a", "2025-03-03", "x")]))) is None


def test_the_receipt_phase_was_late_in_377_of_1329_cases():
    log = read(receipt())
    found = overdue(log)
    assert found is not None
    assert (found.late, found.closed, found.open, found.on_the_day) == (377, 1329, 105, 28)
    assert variants(log).table.height == 116
    assert case_durations(log).len() == 1434


def test_pm4py_counts_the_same():
    pm4py = pytest.importorskip("pm4py", reason="PM4Py is not installed (pip install 'tongban[bench]')")
    log = read(receipt())
    with catch_warnings():
        simplefilter("ignore")
        theirs = pm4py.read_xes(str(receipt()), variant="iterparse")
        graph, starts, ends = pm4py.discover_dfg(theirs)
        ways = pm4py.get_variants(theirs)
    found = directly_follows(log)
    assert dict(zip(named(log, found, "source", "target"), found["count"], strict=True)) == dict(graph)
    table = starts_and_ends(log)
    pairs = zip(named(log, table, "activity"), table.select("starts", "ends").rows(), strict=True)
    assert {a: pair for (a,), pair in pairs} == {
        a: (starts.get(a, 0), ends.get(a, 0)) for a in {*starts, *ends}
    }
    assert len(ways) == variants(log).table.height
