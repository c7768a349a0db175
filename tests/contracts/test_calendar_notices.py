"""What every keeper of holiday notices promises, and what a store says of clocks that notices may move."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from holidays import CONFIRMING, MOVING, notice
from stored import AT, case_id, clock, task, write
from stores import House
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.law import UnknownRegion
from tongban.handling.notice_ports import Count, NoticeVersion
from tongban.handling.ports import CaseRows, LookedAt, Stretch
from tongban.handling.projection import ClockRow


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
    count = Count(1, 0, {"CN": "data"}, AT, 7, 3, "d" * 32)
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


# --- which clocks changed days may concern


def counted(number: int, name: str = "notice", **changes: object) -> ClockRow:
    """A row that says how it was counted: from 24 September 2025 on."""
    how = {"started_on": date(2025, 9, 24), "amount": 4, "counting": "working_day", "excluded": ""}
    return clock(number, name, **{**how, **changes})


#: Due on the 30th; provisional; stopped and due later; due before; counted back; from before rows said how;
#: due before, and it turns black on the 30th.
ROWS = (
    (1, counted(1)),
    (2, counted(2, due_on=date(2025, 9, 25), provisional=True)),
    (3, counted(3, "statutory", due_on=date(2025, 10, 20), running=False)),
    (4, counted(4, due_on=date(2025, 9, 25))),
    (5, counted(5, due_on=date(2025, 9, 22), counting="working_day backward")),
    (6, clock(6, due_on=date(2025, 9, 25))),
    (7, counted(7, due_on=date(2025, 9, 25), fires_at=datetime(2025, 9, 29, 16, tzinfo=UTC))),
)


def stored(house: House) -> None:
    house.store.commit([write(number, clocks=(row,)) for number, row in ROWS])


@pytest.mark.parametrize(
    ("days", "concerned"),
    [
        ([date(2025, 9, 30)], [1, 2, 3, 7]),
        ([date(2025, 9, 24)], [1, 2, 3, 4, 5, 6, 7]),
        ([date(2025, 9, 23)], [2, 5, 6]),
        ([date(2025, 9, 21), date(2025, 10, 21)], [2, 6]),
        ([date(2025, 10, 20)], [2, 3]),
        ([], [2]),
        (None, [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_clocks_no_changed_day_can_concern_are_not_even_looked_at(
    house: House, days: list[date] | None, concerned: list[int]
) -> None:
    stored(house)
    rows = [LookedAt("330106", 2, row) for number, row in ROWS if number in concerned]
    assert house.store.look(days, Stretch()) == rows


def test_clocks_are_looked_at_stretch_by_stretch(house: House) -> None:
    stored(house)
    first = house.store.stretch("", 2)
    second = house.store.stretch(first.until, 4)
    third = house.store.stretch(second.until, 2)
    assert (first, second, third) == (
        Stretch("", case_id(2)),
        Stretch(case_id(2), case_id(6)),
        Stretch(case_id(6), ""),
    )
    assert [looked.row for looked in house.store.look(None, first)] == [ROWS[0][1], ROWS[1][1]]
    assert [looked.row for looked in house.store.look([date(2025, 10, 20)], second)] == [ROWS[2][1]]
    assert [looked.row for looked in house.store.look(None, third)] == [ROWS[6][1]]


def test_the_rows_of_cases_come_as_they_stand(house: House) -> None:
    done, open_ = task(1, state="done"), task(1, task_id="examine", due_on=date(2025, 9, 30))
    first, second = write(1, tasks=(done, open_), clocks=(counted(1, "statutory"), counted(1))), write(2)
    house.store.commit([first, second])
    assert house.store.case_rows([case_id(2), case_id(9), case_id(1)]) == {
        case_id(1): CaseRows(first.summary, first.records[-1].digest, (open_,)),
        case_id(2): CaseRows(second.summary, second.records[-1].digest, ()),
    }


def test_the_clocks_of_many_cases_come_at_once(house: House) -> None:
    stored(house)
    rows = house.store.clock_rows([case_id(3), case_id(1), case_id(9)])
    assert rows == {
        case_id(1): (ROWS[0][1],),
        case_id(3): (ROWS[2][1],),
    }
    assert all(row.fires_at.utcoffset() == timedelta() for row in rows[case_id(1)])
