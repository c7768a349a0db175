"""评价簿 over memory and PostgreSQL: once for each contact, what was written sealed, what was done kept."""

from dataclasses import replace
from datetime import date

import pytest

from cast import instant
from stores import REAL, House
from tongban.appraisal.contacts import Contact, ContactKind
from tongban.appraisal.rating import Done, DoneAlready, RatedAlready, Rating, rate
from tongban.appraisal.words import Act, Finding, Grade, PoorReason, Way

CASE, OTHER = "0199d0a0-0000-7000-8000-00000000c001", "0199d0a0-0000-7000-8000-00000000c002"
WHO, DAY, AT = "qian-jin", date(2026, 4, 29), instant("2026-04-29")
CONTACT = Contact(CASE, "intake", ContactKind.INTAKE, DAY, "330199", "wang", "hall-counter", (CASE, OTHER))
WORDS = "问了三次，每次说的都不一样"


def poor(**changes: object) -> Rating:
    given = rate(
        CONTACT,
        Grade.DISSATISFIED,
        Way.WINDOW,
        DAY,
        reasons=(PoorReason.SENT_AROUND, PoorReason.NOT_TOLD_AT_ONCE),
        words=WORDS,
        named=True,
    )
    return replace(given, **changes)  # type: ignore[arg-type]


def test_a_rating_comes_back_as_it_was_given_with_what_was_written(house: House) -> None:
    house.ratings.give(poor(), WHO, WORDS, AT)
    again = house.again().ratings
    assert again.of(CASE, "intake") == poor()
    assert again.words_of(poor()) == {"rating": WORDS}
    assert again.rated([CASE, OTHER]) == {(CASE, "intake"): poor()}


def test_a_contact_is_rated_once(house: House) -> None:
    house.ratings.give(poor(), WHO, WORDS, AT)
    with pytest.raises(RatedAlready):
        house.again().ratings.give(poor(grade=Grade.VERY_SATISFIED, reasons=()), WHO, "", AT)
    assert house.ratings.of(CASE, "intake") == poor()
    another = replace(CONTACT, key="supplement-4", kind=ContactKind.SUPPLEMENT)
    house.ratings.give(poor(contact=another), WHO, "", AT)


@pytest.mark.parametrize("asked", ["no id", "", OTHER])
def test_where_nothing_was_rated_there_is_nothing(house: House, asked: str) -> None:
    assert house.ratings.of(asked, "intake") is None
    assert house.ratings.rated([asked]) == {}


def test_what_was_done_is_kept_once_and_closes_with_its_finding(house: House) -> None:
    ratings = house.ratings
    ratings.give(poor(), WHO, WORDS, AT)
    contact, settle = Done(Act.CONTACT, DAY, "sun"), Done(Act.SETTLE, date(2026, 5, 20), "sun")
    ratings.do(poor(), contact, WHO, "已电话联系", None, AT)
    with pytest.raises(DoneAlready):
        ratings.do(poor(), contact, WHO, "再联系", None, AT)
    assert [one.id for one in ratings.open_in("330199")] == [(CASE, "intake")]
    ratings.do(poor(), settle, WHO, "已换一次性告知单", Finding.PUT_RIGHT, instant("2026-05-20"))
    assert ratings.open_in("330199") == []
    (settled,) = house.again().ratings.settled_in("330199")
    assert (settled.done, settled.finding) == (
        {Act.CONTACT: contact, Act.SETTLE: settle},
        Finding.PUT_RIGHT,
    )
    assert ratings.words_of(settled) == {
        **{"rating": WORDS, "contact": "已电话联系"},
        **{"settle": "已换一次性告知单"},
    }


def test_the_open_ones_of_a_division_come_oldest_first_and_others_not_at_all(house: House) -> None:
    for key, on, division in (
        ("supplement-2", date(2026, 4, 30), "330199"),
        ("intake", DAY, "330199"),
        ("supplement-3", DAY, "330100"),
    ):
        contact = replace(CONTACT, key=key, division=division)
        house.ratings.give(poor(contact=contact, on=on), WHO, "", AT)
    good = replace(CONTACT, key="delivery-9")
    house.ratings.give(rate(good, Grade.SATISFIED, Way.ONLINE, DAY), WHO, "", AT)
    assert [one.contact.key for one in house.ratings.open_in("330199")] == ["intake", "supplement-2"]
    assert [one.contact.key for one in house.ratings.open_in("330199", after=DAY)] == ["supplement-2"]


def test_grades_are_counted_without_what_was_given_by_mistake(house: House) -> None:
    house.ratings.give(poor(), WHO, "", AT)
    for n, grade in enumerate((Grade.SATISFIED, Grade.SATISFIED, Grade.BASICALLY_SATISFIED)):
        house.ratings.give(rate(replace(CONTACT, key=f"supplement-{n}"), grade, Way.ONLINE, DAY), WHO, "", AT)
    assert house.ratings.counts("330199", DAY) == {2: 1, 3: 1, 4: 2}
    done = Done(Act.SETTLE, DAY, "sun")
    house.ratings.do(poor(), done, WHO, "点错了", Finding.MISTAKEN, AT)
    assert house.ratings.counts("330199", DAY) == {3: 1, 4: 2}
    assert house.ratings.counts("330199", date(2026, 5, 1)) == {}


@pytest.mark.parametrize("house", REAL, indirect=True)
def test_once_erased_what_was_written_is_gone_and_the_grade_stays(house: House) -> None:
    house.ratings.give(poor(), WHO, WORDS, AT)
    house.personal.erase(WHO)
    assert house.ratings.words_of(poor()) == {}
    assert house.ratings.of(CASE, "intake") == poor()
