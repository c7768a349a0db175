"""What a log becomes: times, order, activities with a start and an end, persons, and what is said of it."""

from datetime import UTC, datetime, timedelta

import pytest

from event_logs import READING, codes, event, read, receipt, rows, shared, trace, traces, xes
from tongban.catalogue.log_mapping import LogColumns, LogMapping
from tongban.process.log import CHECKS, CodedLog, Reading, UnreadableLog

COLUMNS = LogColumns("case", "activity", time="time", resource="resource")


def of_times(tmp_path, *times: str, zone: str = "", dates: tuple[str, ...] = ()) -> CodedLog:
    lines = [("1", f"a{n}", time, "x") for n, time in enumerate(times)]
    return read(rows(tmp_path / "a.csv", lines), LogMapping(COLUMNS, zone=zone, dates=dates))


def instants(log: CodedLog) -> list[str]:
    return [str(at) for at in log.events["complete"].dt.to_string("%Y-%m-%d %H:%M:%S%.3f")]


# --- times


@pytest.mark.parametrize(
    ("written", "utc", "offset"),
    [
        ("2025-03-03T09:00:00+08:00", "2025-03-03 01:00:00.000", 480),
        ("2025-03-03T09:00:00.250+0800", "2025-03-03 01:00:00.250", 480),
        ("2025-03-03 09:00:00.123456Z", "2025-03-03 09:00:00.123", 0),
        ("2025-03-03T09:00:00-03:30", "2025-03-03 12:30:00.000", -210),
        ("2025/3/3 9:05", "2025-03-03 09:05:00.000", 0),
        ("2025年3月3日 09:05:07", "2025-03-03 09:05:07.000", 0),
        ("20250303090507", "2025-03-03 09:05:07.000", 0),
    ],
)
def test_times_as_systems_write_them(tmp_path, written, utc, offset):
    log = of_times(tmp_path, written)
    assert (instants(log), log.events["offset"].to_list()) == ([utc], [offset])


def test_wall_time_is_of_the_zone_that_is_named(tmp_path):
    log = of_times(tmp_path, "2025-03-03 09:00:00", zone="Asia/Shanghai")
    assert (instants(log), log.events["offset"].to_list()) == (["2025-03-03 01:00:00.000"], [480])
    assert "zone_unknown" not in codes(log)
    assert codes(of_times(tmp_path, "2025-03-03 09:00:00"))["zone_unknown"] == 1


def test_an_hour_that_summer_time_skips_is_read(tmp_path):
    log = of_times(tmp_path, "2025-03-30 02:30:00", zone="Europe/Amsterdam")
    assert instants(log) == ["2025-03-30 01:30:00.000"]


@pytest.mark.parametrize(
    "written", ["2025-03-03", "2025/03/03", "20250303", "2025年03月03日", "2025-03-03 00:00:00"]
)
def test_a_date_is_no_work_at_midnight(tmp_path, written):
    log = of_times(tmp_path, written)
    assert log.events["day_only"].to_list() == [True]
    finding = next(f for f in log.findings if f.code == "day_only")
    assert (finding.count, finding.said) == (1, {"share": "100.0"})


def test_within_a_day_that_has_a_date_the_order_is_that_of_the_file(tmp_path):
    log = of_times(
        tmp_path, "2025-03-03 15:00:00", "2025-03-03", "2025-03-02 08:00:00", "2025-03-04 08:00:00"
    )
    assert traces(log) == {"1": ["a2", "a0", "a1", "a3"]}


def test_midnight_in_another_zone_is_suspected(tmp_path):
    stamps = [
        f"2025-{month:02}-{day:02}T{'22' if 3 < month < 11 else '23'}:00:00Z"
        for month in range(1, 13)
        for day in (1, 9)
    ]
    log = of_times(tmp_path, *stamps)
    assert codes(log)["midnight_elsewhere"] == 24
    there = of_times(tmp_path, *stamps, zone="Europe/Amsterdam")
    assert codes(there)["day_only"] >= 20
    assert "midnight_elsewhere" not in codes(there)


def test_days_before_months_are_told(tmp_path):
    log = of_times(tmp_path, "25/12/2024 10:00:00", "02/01/2025 10:00:00")
    assert instants(log) == ["2024-12-25 10:00:00.000", "2025-01-02 10:00:00.000"]
    assert codes(log)["dates_guessed"] == 2
    other = of_times(tmp_path, "02/01/2025 10:00:00", dates=("%m/%d/%Y %H:%M:%S",))
    assert instants(other) == ["2025-02-01 10:00:00.000"]
    assert "dates_guessed" not in codes(other)


def test_mixed_zones_are_told_and_summer_time_is_not(tmp_path):
    assert "zones_mixed" not in codes(
        of_times(tmp_path, "2025-01-01T09:00:00+01:00", "2025-07-01T09:00:00+02:00")
    )
    assert (
        codes(of_times(tmp_path, "2025-01-01T09:00:00+01:00", "2025-07-01T09:00:00+08:00"))["zones_mixed"]
        == 2
    )


def test_an_event_without_time_keeps_its_place(tmp_path):
    log = of_times(tmp_path, "2025-03-03 09:00:00", "", "soon", "2025-03-03 10:00:00")
    assert traces(log) == {"1": ["a0", "a1", "a2", "a3"]}
    assert codes(log)["time_missing"] == 2
    assert codes(log)["value_unreadable"] == 1


def test_a_log_without_any_time_keeps_the_order_of_the_file(tmp_path):
    path = rows(tmp_path / "a.csv", [("1", "b"), ("1", "a")], header="case,activity")
    log = read(path)
    assert (traces(log), log.has_times) == ({"1": ["b", "a"]}, False)
    assert codes(log)["no_times"] == 2


# --- what is odd


def test_disorder_is_put_right_and_told(tmp_path):
    log = of_times(tmp_path, "2025-03-03 10:00:00", "2025-03-03 09:00:00")
    assert traces(log) == {"1": ["a1", "a0"]}
    finding = next(f for f in log.findings if f.code == "disorder")
    assert (finding.count, finding.examples) == (1, ("1",))


def test_the_future_and_the_epoch_are_told(tmp_path):
    log = of_times(tmp_path, "1970-01-01 01:00:00", "2031-01-01 10:00:00")
    assert (codes(log)["future"], codes(log)["long_ago"]) == (1, 1)


def test_a_gap_is_told_with_its_days(tmp_path):
    day = datetime(2025, 1, 1, 9, tzinfo=UTC)
    days = [day + timedelta(days=n) for n in (*range(20), *range(60, 80))]
    log = of_times(tmp_path, *(d.isoformat() for d in days))
    finding = next(f for f in log.findings if f.code == "gap")
    assert (finding.count, finding.examples) == (1, ("2025-01-20..2025-03-02",))


def test_the_same_event_twice_is_told_and_kept(tmp_path):
    line = ("1", "a", "2025-03-03 09:00:00", "x")
    log = read(rows(tmp_path / "a.csv", [line, line, line]))
    assert (log.events.height, codes(log)["duplicates"]) == (3, 2)


def test_events_without_case_or_activity_are_left_out_and_told(tmp_path):
    lines = [("", "a", "2025-03-03", "x"), ("1", "", "2025-03-03", "x"), ("1", "a", "2025-03-03", "")]
    log = read(rows(tmp_path / "a.csv", lines))
    assert (log.read, log.events.height) == (3, 1)
    assert [codes(log)[code] for code in ("no_case", "no_activity", "resource_missing", "one_case")] == [
        1,
        1,
        1,
        1,
    ]


def test_a_log_of_which_nothing_is_left_is_refused(tmp_path):
    with pytest.raises(UnreadableLog, match="no event that can be used"):
        read(rows(tmp_path / "a.csv", [("", "a", "2025-03-03", "x")]))


def test_two_cases_of_one_name_are_one(tmp_path):
    early, late = event("a", "2025-03-03T09:00:00Z"), event("b", "2025-03-04T09:00:00Z")
    log = read(xes(tmp_path / "a.xes", trace("1", late), trace("2", late), trace("1", early), "<trace/>"))
    assert traces(log) == {"1": ["a", "b"], "2": ["b"]}
    assert (codes(log)["case_twice"], codes(log)["case_empty"], codes(log)["case_unnamed"]) == (1, 1, 1)


def test_words_for_nobody_are_no_person(tmp_path):
    lines = [("1", "a", "2025-03-03 09:00:00", who) for who in ("EMPTY", "未知", "王窗口")]
    log = read(rows(tmp_path / "a.csv", lines), reading=Reading(READING.as_of, b""))
    assert log.names["resource"].to_list() == ["王窗口"]
    assert (codes(log)["placeholders"], codes(log)["resource_missing"]) == (2, 2)


def test_ten_thousand_activities_are_read_and_told(tmp_path):
    lines = [(str(n // 5), f"activity {n}", "2025-03-03 09:00:00", "x") for n in range(10_000)]
    log = read(rows(tmp_path / "a.csv", lines))
    assert (len(log.names["activity"]), codes(log)["many_activities"]) == (10_000, 10_000)


# --- start and complete


def pair(activity: str, kind: str, hour: int) -> str:
    return event(activity, f"2025-03-03T{hour:02}:00:00Z", lifecycle__transition=kind)


def test_starts_and_completions_become_activities(tmp_path):
    log = read(
        xes(
            tmp_path / "a.xes",
            trace(
                "1",
                pair("review", "start", 8),
                pair("review", "start", 9),
                pair("review", "complete", 10),
                pair("sign", "complete", 11),
                pair("review", "complete", 12),
                pair("file", "start", 13),
                pair("file", "suspend", 14),
            ),
        )
    )
    hours = [
        (log.name("activity", activity), start and start.hour, end and end.hour)
        for activity, start, end in log.events.select("activity", "start", "complete").iter_rows()
    ]
    assert hours == [("review", 8, 10), ("review", 9, 12), ("sign", None, 11), ("file", 13, None)]
    assert (log.read, codes(log)["start_unmatched"], codes(log)["other_transitions"]) == (7, 1, 1)


def test_a_column_of_starts_is_taken_and_contradictions_are_not(tmp_path):
    lines = [
        ("1", "a", "2025-03-03 09:00:00", "2025-03-03 08:00:00"),
        ("1", "b", "2025-03-03 10:00:00", "2025-03-03 11:00:00"),
    ]
    log = read(rows(tmp_path / "a.csv", lines, header="case,activity,end time,start time"))
    assert [start and start.hour for start in log.events["start"]] == [8, None]
    assert codes(log)["end_before_start"] == 1


# --- persons


def test_persons_are_behind_pseudonyms_that_stay(tmp_path):
    lines = [("1", "a", "2025-03-03 09:00:00", "王窗口"), ("1", "b", "2025-03-03 10:00:00", "陈主办")]
    path = rows(tmp_path / "a.csv", [*lines, ("2", "a", "2025-03-03 09:00:00", "王窗口")])
    log = read(path)
    names = log.names["resource"].to_list()
    assert all(name.startswith("P-") for name in names)
    assert log.events["resource"].to_list() == [0, 1, 0]
    assert read(path).names["resource"].to_list() == names
    other = Reading(READING.as_of, b"another secret")
    assert not set(read(path, reading=other).names["resource"]) & set(names)
    everything = log.events.write_csv() + log.cases.write_csv() + str(log.names) + str(log.findings)
    assert "王窗口" not in everything
    assert "陈主办" not in everything


def test_persons_stay_where_that_is_wished_and_it_is_told(tmp_path):
    path = rows(tmp_path / "a.csv", [("1", "a", "2025-03-03 09:00:00", "王窗口")])
    log = read(path, reading=Reading(READING.as_of, b""))
    assert log.names["resource"].to_list() == ["王窗口"]
    assert codes(log)["personal_kept"] == 1


def test_further_columns_of_persons_are_replaced_too(tmp_path):
    header = "case,activity,time,resource,申请人姓名,联系电话,fee"
    path = rows(
        tmp_path / "a.csv", [("1", "a", "2025-03-03", "x", "李申请", "13800000000", "5")], header=header
    )
    log = read(path)
    assert log.mapping.personal == ("申请人姓名", "联系电话")
    assert log.events["@申请人姓名"][0].startswith("P-")
    assert log.events["@联系电话"][0].startswith("P-")
    assert log.events["@fee"].to_list() == ["5"]


# --- real logs


def test_the_receipt_phase_is_what_others_count():
    log = read(receipt())
    assert (log.cases.height, log.read, log.events.height) == (1434, 8577, 8577)
    assert len({tuple(trace) for trace in traces(log).values()}) == 116
    assert (log.cases["closed"].count(), int((log.cases["closed"] > log.cases["deadline"]).sum())) == (
        1329,
        377,
    )
    assert codes(log) == {"placeholders": 1936, "pseudonyms": 2}


def test_the_same_log_as_csv_is_the_same(tmp_path):
    nested, flat = read(receipt()), read(shared("receipt-wabo", "receipt.csv"))
    assert traces(nested) == traces(flat)
    columns = ["complete", "offset", "day_only", "resource", "department"]
    assert flat.events.select(columns).equals(nested.events.select(columns))


@pytest.mark.parametrize(
    ("name", "cases", "events", "variants", "midnight"),
    [("BPIC15_1", 1199, 52217, 1170, 45.9), ("BPIC15_2", 832, 44354, 828, 43.9)],
)
def test_nearly_half_of_the_building_permits_events_are_dates(name, cases, events, variants, midnight):
    log = read(shared("bpic2015", f"{name}.xes.gz"))
    assert (log.cases.height, log.read) == (cases, events)
    assert len({tuple(trace) for trace in traces(log).values()}) == variants
    day_only = next(finding for finding in log.findings if finding.code == "day_only")
    assert float(day_only.said["share"]) == midnight


def test_every_finding_is_said_in_both_languages():
    for check in CHECKS.values():
        for text in (check.says.zh, check.effect.zh, check.says.en, check.effect.en):
            assert text
        assert check.says.zh != check.says.en
