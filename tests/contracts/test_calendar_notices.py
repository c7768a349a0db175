"""What every keeper of holiday notices promises, and what a store says of clocks that notices may move."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from holidays import CONFIRMING, MOVING, notice
from stored import AT, case_id, clock, write
from stores import House
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import UnknownRegion
from tongban.handling.ports import Count, NoticeVersion, Touched


def add(house: House, year: int = 2027) -> NoticeVersion:
    return house.notices.add("CN", year, b"{}", "d" * 64, "gov.cn", "sun", AT)


def test_notices_are_numbered_in_the_order_they_came(house: House) -> None:
    assert (house.notices.latest(), house.notices.versions()) == (0, ())
    first, second = add(house), add(house, 2028)
    assert first == NoticeVersion(1, "CN", 2027, b"{}", "d" * 64, "gov.cn", "sun", AT)
    assert (second.version, house.again().notices.latest()) == (2, 2)
    assert house.again().notices.versions() == (first, second)


def test_two_operators_at_once_add_two_versions(house: House) -> None:
    houses = [house.again() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(add, houses))
    assert sorted(kept.version for kept in added) == [1, 2, 3, 4]
    assert [kept.version for kept in house.notices.versions()] == [1, 2, 3, 4]


def test_a_count_is_on_record_once(house: House) -> None:
    assert house.notices.counted() is None
    count = Count(1, 0, {"CN": "data"}, AT, 7, 3)
    house.notices.record(count)
    house.again().notices.record(replace(count, cases=9))
    assert house.again().notices.counted() == count
    house.notices.record(replace(count, number=2, notices=1))
    assert house.notices.counted() == replace(count, number=2, notices=1)


# --- the newest calendars over them


def test_every_process_learns_of_a_new_notice_without_being_started_anew(house: House) -> None:
    elapsed = [0.0]
    there = house.again().calendars(pause=2.0)
    there._elapsed = lambda: elapsed[0]
    assert there.of("330106").is_working(date(2026, 12, 31))
    house.calendars().add("CN", notice(MOVING), "2027.json", "", "sun", AT)
    elapsed[0] = 1.9
    assert there.of("330106").is_working(date(2026, 12, 31))  # it has looked less than two seconds ago
    elapsed[0] = 2.0
    assert not there.of("330106").is_working(date(2026, 12, 31))
    assert there.edition.version == 1


def test_what_was_added_says_who_when_and_from_where(house: House) -> None:
    kept = house.calendars().add("CN", notice(MOVING), "2027.json", "", "sun", AT)
    assert kept is not None
    assert (kept.region, kept.year, kept.source, kept.added_by, kept.added_at) == (
        *("CN", 2027, "https://example.invalid/2027", "sun"),
        AT,
    )
    assert house.again().calendars().look().notices == (kept,)


def test_what_holds_already_is_not_added_again(house: House) -> None:
    house.calendars().add("CN", notice(MOVING), "2027.json", "", "sun", AT)
    assert house.again().calendars().add("CN", notice(MOVING), "again.json", "", "sun", AT) is None
    assert house.notices.latest() == 1


def test_a_later_edition_of_a_year_replaces_the_earlier_one_whole(house: House) -> None:
    calendars = house.calendars()
    calendars.add("CN", notice(MOVING), "2027.json", "", "sun", AT)
    calendars.add("CN", notice(CONFIRMING), "2027.json", "", "sun", AT)
    assert calendars.of("330106").is_working(date(2026, 12, 31))
    assert (calendars.edition.version, house.notices.latest()) == (2, 2)


def test_a_notice_that_cannot_be_used_is_refused_and_not_kept(house: House) -> None:
    calendars = house.calendars()
    for content, code in (
        (notice({"2028-01-03": True}, 2028), "holiday_year_missing"),
        (b'{"year": 2027, "days": []}', "empty_holiday_notice"),
        (b"{", "not_json"),
        (notice({"2026-06-01": True}, 2027), "day_of_another_year"),
    ):
        with pytest.raises(UnreadableFile) as refused:
            calendars.add("CN", content, "file.json", "", "sun", AT)
        assert [f.code for f in refused.value.findings] == [code]
    with pytest.raises(UnknownRegion):
        calendars.add("XX", notice(MOVING), "file.json", "", "sun", AT)
    assert house.notices.latest() == 0


# --- which cases changed days may concern


def stored(house: House) -> None:
    """Received on 24 September 2025: due on the 30th; provisional; stopped and due later; due before."""
    later = date(2025, 10, 20)
    house.store.commit(
        [
            write(1, clocks=(clock(1),)),
            write(2, clocks=(clock(2, due_on=date(2025, 9, 25), provisional=True),)),
            write(3, clocks=(clock(3), clock(3, "statutory", due_on=later, running=False))),
            write(4, clocks=(clock(4, due_on=date(2025, 9, 25)),)),
        ]
    )


@pytest.mark.parametrize(
    ("days", "touched"),
    [
        ([date(2025, 9, 30)], [1, 2, 3]),
        ([date(2025, 9, 24)], [1, 2, 3, 4]),
        ([date(2025, 9, 23), date(2025, 10, 21)], [2]),
        ([date(2025, 10, 20)], [2, 3]),
        ([], [2]),
        (None, [1, 2, 3, 4]),
    ],
)
def test_cases_no_changed_day_can_concern_are_left_alone(
    house: House, days: list[date] | None, touched: list[int]
) -> None:
    stored(house)
    assert house.store.touched(days, "count-1", "", 100) == Touched(tuple(map(case_id, touched)), "")


def test_cases_are_looked_at_window_by_window_and_the_answered_are_passed_over(house: House) -> None:
    stored(house)
    house.store.commit([write(3, version=2, records=0, command="count-1")])
    first = house.store.touched(None, "count-1", "", 2)
    assert first == Touched((case_id(1), case_id(2)), case_id(2))
    second = house.store.touched(None, "count-1", first.until, 2)
    assert second == Touched((case_id(4),), case_id(4))
    assert house.store.touched(None, "count-1", second.until, 2) == Touched((), "")


def test_the_clocks_of_many_cases_come_at_once(house: House) -> None:
    stored(house)
    rows = house.store.clock_rows([case_id(3), case_id(1), case_id(9)])
    assert rows == {
        case_id(1): (clock(1),),
        case_id(3): (clock(3), clock(3, "statutory", due_on=date(2025, 10, 20), running=False)),
    }
    assert all(row.fires_at.utcoffset() == timedelta() for row in rows[case_id(1)])
