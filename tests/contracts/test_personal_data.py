"""What every keeper of personal values, files and numbers promises."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from cast import APPLICANT, CLERK, LEAD
from stored import case_id, write
from stores import House
from tongban.handling import audit, hearing
from tongban.kernel import replay
from tongban.kernel.case.commands import Interest, Reference

ALL = ("form", "licence_copy", "floor_plan")


def keep(house: House, number: int, subject: str, *texts: str) -> list[Reference]:
    sealed = [house.personal.seal(case_id(number), subject, "name", text) for text in texts]
    house.store.commit([write(number, values=tuple(value for _, value in sealed))])
    return [reference for reference, _ in sealed]


def test_a_value_is_read_back_by_its_reference(house: House) -> None:
    name, rare, long = keep(house, 1, "li", "李申请", "𬱖䶮 \u3000“引号”\n", "长" * 20_000)
    assert house.personal.read(case_id(1), [long.ref, name.ref, rare.ref, "unknown"]) == {
        long.ref: "长" * 20_000,
        name.ref: "李申请",
        rare.ref: "𬱖䶮 \u3000“引号”\n",
        "unknown": None,
    }
    assert house.personal.read(case_id(1), []) == {}


def test_the_contents_are_what_the_digests_are_of_and_go_with_the_person(house: House) -> None:
    name, _ = keep(house, 1, "li", "李申请", "不相干")
    contents = house.personal.contents(case_id(1), [name.ref, "unknown"])
    content = contents[name.ref]
    assert content is not None
    assert contents["unknown"] is None
    assert (hashlib.sha256(content).hexdigest(), json.loads(content)["text"]) == (name.digest, "李申请")
    house.personal.erase("li")
    assert house.personal.contents(case_id(1), [name.ref]) == {name.ref: None}


def test_equal_values_have_different_references_and_digests(house: House) -> None:
    first, second = keep(house, 1, "li", "李申请", "李申请")
    assert len({first.ref, second.ref}) == len({first.digest, second.digest}) == 2


def test_a_value_that_was_never_stored_is_not_read(house: House) -> None:
    reference, _ = house.personal.seal(case_id(1), "li", "name", "李申请")
    assert house.personal.read(case_id(1), [reference.ref]) == {reference.ref: None}


def test_erasing_a_person_takes_their_values_in_every_case_and_nobody_elses(house: House) -> None:
    (first,) = keep(house, 1, "li", "李申请")
    (second,) = keep(house, 2, "li", "李申请")
    (other,) = keep(house, 3, "chen", "陈主办")
    assert house.personal.erase("li") == 2
    assert house.personal.erase("li") == 0
    assert house.personal.erase("nobody") == 0
    assert house.personal.read(case_id(1), [first.ref]) == {first.ref: None}
    assert house.personal.read(case_id(2), [second.ref]) == {second.ref: None}
    assert house.personal.read(case_id(3), [other.ref]) == {other.ref: "陈主办"}


def test_after_erasure_the_history_replays_and_the_audit_finds_nothing(house: House) -> None:
    office = house.office()
    office.receive(case_id(1), ALL)
    case = office.accept(case_id(1)).case
    events = office.handler.history(case_id(1))
    answers = events[0].body.answers  # type: ignore[attr-defined]
    assert "李申请" in str(house.personal.read(case_id(1), [answers.ref])[answers.ref])
    assert house.personal.erase("li") > 0
    assert house.personal.read(case_id(1), [answers.ref]) == {answers.ref: None}
    again = house.again().office()
    assert again.handler.history(case_id(1)) == events
    assert replay(events) == case
    assert list(audit.verify_all(again.handler)) == [(case_id(1), [])]


def test_erasing_an_interested_party_leaves_the_applicants_words_and_the_audit_whole(house: House) -> None:
    office = house.office("2026-03-02")
    office.receive(case_id(1), ALL)
    office.accept(case_id(1))
    parties = [hearing.PartyNamed("周邻居", "解放路 3 号")]
    ask = office.ask(case_id(1), LEAD)
    hearing.find_interest(office.handler, ask, Interest.OF_OTHERS, parties, "油烟口正对窗户")
    for person, who in ((CLERK, "party-1"), (APPLICANT, "applicant")):
        hearing.record_statement(office.handler, office.ask(case_id(1), person), who, f"{who} 的意见")
    history = office.handler.history(case_id(1))
    found, theirs, own = (event.body for event in history[-3:])
    (subject,), (particulars,) = found.parties, found.particulars  # type: ignore[attr-defined]
    refs = [particulars.ref, theirs.statement.ref, own.statement.ref]  # type: ignore[attr-defined]

    assert house.personal.erase(subject) == 2
    assert list(house.personal.read(case_id(1), refs).values()) == [None, None, "applicant 的意见"]
    again = house.again().office()
    assert again.handler.history(case_id(1)) == history
    assert list(audit.verify_all(again.handler)) == [(case_id(1), [])]


# --- files


def test_a_file_is_read_back_with_its_key(house: House) -> None:
    ref, key = "0199d0a0-0000-7000-8000-00000000abcd", b"k" * 32
    house.blobs.put(ref, key, b"%PDF" + bytes(100_000))
    assert house.blobs.get(ref, key) == b"%PDF" + bytes(100_000)
    with pytest.raises(ValueError, match="key"):
        house.blobs.get(ref, b"x" * 32)
    with pytest.raises(FileNotFoundError):
        house.blobs.get("0199d0a0-0000-7000-8000-00000000ffff", key)


# --- numbers


def test_numbers_of_a_series_are_counted_from_one(house: House) -> None:
    assert [house.numbers.lease("receipt:330100:20250924") for _ in range(3)] == [1, 2, 3]
    assert house.numbers.lease("receipt:330100:20250925") == 1


def test_no_number_is_given_twice_by_however_many(house: House) -> None:
    def lease(_: int) -> list[int]:
        numbers = house.again().numbers
        return [numbers.lease("licence") for _ in range(120)]

    with ThreadPoolExecutor(4) as pool:
        leased = [serial for share in pool.map(lease, range(4)) for serial in share]
    assert len(set(leased)) == 480
    assert min(leased) == 1


def test_a_number_that_will_not_be_used_is_put_on_record(house: House) -> None:
    serial = house.numbers.lease("licence")
    house.numbers.void("licence", serial, "打印损坏", by="clerk", at=datetime(2026, 3, 2, tzinfo=UTC))
    assert house.numbers.lease("licence") == serial + 1
