"""What every case store promises, whatever it is made of."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import chain

import pytest

from cast import CLERK, LEAD
from stored import AT, case_id, clock, task, write
from stores import House
from tongban.handling import audit, examination, intake
from tongban.handling.ports import Answered, Conflict, DueClock, SealedValue, shard_of
from tongban.handling.sweep import sweep
from tongban.handling.wanted import Job
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import CommandIdReused, NotAllowedNow, Refusal

ALL = ("form", "licence_copy", "floor_plan")
ACCEPTED = ("Received", "Accepted", "StepsPlanned", "StepsOpened")


# --- histories


def test_a_history_is_what_was_appended_in_order(house: House) -> None:
    first, second = write(1), write(1, 2, 3)
    house.store.commit([first])
    house.store.commit([second])
    history = house.store.load(case_id(1))
    assert history is not None
    assert (history.version, history.head) == (5, b"\x05" * 32)
    assert history.records == (*first.records, *second.records)
    assert house.store.summary(case_id(1)) == second.summary


def test_only_records_later_than_known_are_loaded(house: House) -> None:
    house.store.commit([write(1, records=4)])
    later, none = house.store.load(case_id(1), after=3), house.store.load(case_id(1), after=4)
    assert later is not None
    assert none is not None
    assert [record.seq for record in later.records] == [4]
    assert (none.version, none.head, none.records) == (4, b"\x04" * 32, ())


@pytest.mark.parametrize("asked", [case_id(9), "no id", "", "0199d0a0\x00", "'; DROP TABLE case_event; --"])
def test_there_is_no_case_where_none_was_received(house: House, asked: str) -> None:
    house.store.commit([write(1)])
    assert house.store.load(asked) is None
    assert house.store.summary(asked) is None
    assert house.store.answered(asked, "command-0") is None
    assert house.store.load_many([asked]) == {}


def test_many_histories_come_at_once_and_the_missing_are_left_out(house: House) -> None:
    house.store.commit([write(1), write(2, records=3)])
    found = house.store.load_many([case_id(2), case_id(7), case_id(1)])
    assert found == {n: house.store.load(n) for n in (case_id(2), case_id(1))}


def test_ids_are_walked_in_order_page_by_page(house: House) -> None:
    house.store.commit([write(n) for n in (5, 3, 300, 1, 4)])
    pages, after = [], ""
    while page := house.store.case_ids(after, 2):
        pages.append(page)
        after = page[-1]
    assert pages == [[case_id(1), case_id(3)], [case_id(4), case_id(5)], [case_id(300)]]


# --- conflicts, all or nothing


def test_who_decided_on_an_older_version_stores_nothing(house: House) -> None:
    house.store.commit([write(1)])
    before = house.store.load(case_id(1))
    late = write(1, 1, command="late", tasks=(task(1),), clocks=(clock(1),))
    with pytest.raises(Conflict, match=case_id(1)):
        house.store.commit([late])
    assert house.store.load(case_id(1)) == before
    assert house.store.answered(case_id(1), "late") is None
    assert house.store.due_clocks(AT, 10) == []


def test_nobody_appends_to_a_case_that_was_never_received(house: House) -> None:
    with pytest.raises(Conflict):
        house.store.commit([write(1, version=2)])
    assert house.store.load(case_id(1)) is None


def test_a_case_is_received_once(house: House) -> None:
    house.store.commit([write(1)])
    with pytest.raises(Conflict):
        house.store.commit([write(1, command="another")])
    assert house.store.answered(case_id(1), "another") is None


def test_a_command_id_is_taken_once(house: House) -> None:
    house.store.commit([write(1, command="same")])
    with pytest.raises(Conflict):
        house.store.commit([write(1, version=2, command="same")])
    assert house.store.answered(case_id(1), "same") == Answered(b"d" * 32, 1, 2)
    house.store.commit([write(2, command="same")])  # of another case it is another command


def test_a_batch_is_stored_whole_or_not_at_all(house: House) -> None:
    house.store.commit([write(2)])
    batch = [write(1), write(2, version=1, command="late"), write(3)]
    with pytest.raises(Conflict) as conflict:
        house.store.commit(batch)
    assert conflict.value.case_id == case_id(2)
    assert house.store.case_ids() == [case_id(2)]
    house.store.commit([write(1), write(2, version=2), write(3)])
    assert house.store.case_ids() == [case_id(n) for n in (1, 2, 3)]


def test_a_batch_names_the_case_whose_command_id_is_taken(house: House) -> None:
    house.store.commit([write(2, command="same")])
    with pytest.raises(Conflict) as conflict:
        house.store.commit([write(1), write(2, version=2, command="same")])
    assert conflict.value.case_id == case_id(2)


def test_one_case_has_one_place_in_a_batch(house: House) -> None:
    with pytest.raises(Conflict):
        house.store.commit([write(1), write(1, version=2)])
    assert house.store.case_ids() == []


def test_nothing_to_store_is_stored(house: House) -> None:
    house.store.commit([])
    assert house.store.case_ids() == []


def test_rows_can_be_written_afresh_without_a_record(house: House) -> None:
    house.store.commit([write(1, clocks=(clock(1),))])
    before = house.store.load(case_id(1))
    house.store.commit([write(1, 2, 0, clocks=(clock(1, fired=True),))])
    assert house.store.load(case_id(1)) == before
    assert house.store.answered(case_id(1), "command-2") == Answered(b"d" * 32, 3, 2)
    assert house.store.due_clocks(AT, 10) == []


def test_five_hundred_cases_are_one_batch(house: House) -> None:
    batch = [write(n, tasks=(task(n),), clocks=(clock(n), clock(n, "other"))) for n in range(500)]
    house.store.commit(batch)
    house.store.commit([write(n, 2, clocks=(clock(n, fired=True),)) for n in range(500)])
    assert [c.clock_id for c in house.store.due_clocks(AT, 1000)] == ["other"] * 500


# --- clocks


def test_a_clock_is_due_from_its_instant_until_it_fired_or_stopped(house: House) -> None:
    house.store.commit(
        [
            write(1, clocks=(clock(1), clock(1, "later", fires_at=AT + timedelta(seconds=1)))),
            write(2, clocks=(clock(2, fired=True), clock(2, "stopped", running=False))),
            write(3, clocks=(clock(3, fires_at=AT - timedelta(days=1)),)),
        ]
    )
    due = [
        DueClock(case_id(3), "notice", AT - timedelta(days=1)),
        DueClock(case_id(1), "notice", AT),
    ]
    assert house.store.due_clocks(AT, 10) == due
    assert house.store.due_clocks(AT, 1) == due[:1]
    assert house.store.due_clocks(AT - timedelta(days=2), 10) == []


def test_sweepers_share_the_cases_between_them(house: House) -> None:
    house.store.commit([write(n * 37, clocks=(clock(n * 37),)) for n in range(200)])
    shares = [house.store.due_clocks(AT, 1000, shard, 3) for shard in range(3)]
    assert all(shares)
    assert sorted(c.case_id for c in chain(*shares)) == sorted(case_id(n * 37) for n in range(200))
    assert all(shard_of(c.case_id, 3) == shard for shard in range(3) for c in shares[shard])


# --- with the kernel


def test_a_command_sent_twice_is_answered_as_the_first_time(house: House) -> None:
    office = house.office()
    first = office.receive(case_id(1), ALL, "form-1")
    second = house.again().office().receive(case_id(1), ALL, "form-1")
    assert (second.case, second.events, second.repeated) == (first.case, first.events, True)
    assert office.events(case_id(1)) == ["Received"]


def test_a_command_id_with_other_content_is_refused(house: House) -> None:
    office = house.office()
    office.receive(case_id(1), ALL, "form-1")
    with pytest.raises(CommandIdReused):
        house.again().office().receive(case_id(1), ("form",), "form-1")
    assert office.events(case_id(1)) == ["Received"]


def test_who_remembers_a_case_that_has_moved_on_acts_on_it_as_it_stands(house: House) -> None:
    slow, quick = house.office(), house.again().office()
    slow.receive(case_id(1), ALL)
    intake.accept(quick.handler, quick.ask(case_id(1), CLERK, "accept-1"))
    # As remembered the case is not accepted: an opinion would be refused, another acceptance taken.
    examination.give_opinion(
        slow.handler, slow.ask(case_id(1), LEAD.at("fire_desk"), "late"), "fire", c.OpinionResult.AGREE, ""
    )
    with pytest.raises(NotAllowedNow):
        intake.accept(slow.handler, slow.ask(case_id(1), CLERK, "twice"))
    assert slow.events(case_id(1)) == [*ACCEPTED, "OpinionGiven"]
    assert audit.verify_case(slow.handler, case_id(1)) == []


def test_a_retry_is_recognised_though_the_case_is_remembered_as_it_was_before(house: House) -> None:
    slow, quick = house.office(), house.again().office()
    slow.receive(case_id(1), ALL)
    first = intake.accept(quick.handler, quick.ask(case_id(1), CLERK, "accept-1"))
    again = intake.accept(slow.handler, slow.ask(case_id(1), CLERK, "accept-1"))
    assert (again.case, again.events, again.repeated) == (first.case, first.events, True)
    assert slow.events(case_id(1)) == list(ACCEPTED)


def test_five_writers_on_one_case_lose_and_double_nothing(house: House) -> None:
    counter = house.office()
    counter.receive(case_id(1), ALL)
    counter.accept(case_id(1))
    each = 60

    def examiner(number: int) -> None:
        office = house.again().office()
        for turn in range(each):
            step = ("fire", "health")[turn % 2]
            ask = office.ask(case_id(1), LEAD.at(f"{step}_desk"), f"writer-{number}-{turn}")
            result = c.OpinionResult.AGREE if turn % 3 else c.OpinionResult.OBJECT
            reasons = "" if turn % 3 else "疏散通道不足"
            examination.give_opinion(office.handler, ask, step, result, reasons)

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(examiner, range(5)))
    office = house.again().office()
    events = office.handler.history(case_id(1))
    given = [event.command_id for event in events if event.command_id.startswith("writer-")]
    assert sorted(given) == sorted(f"writer-{n}-{t}" for n in range(5) for t in range(each))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert audit.verify_case(office.handler, case_id(1)) == []


def test_of_two_examiners_at_once_one_is_told_that_the_step_is_done(house: House) -> None:
    counter = house.office()
    counter.receive(case_id(1), ALL)
    counter.accept(case_id(1))

    def conclude(number: int) -> str:
        office = house.again().office()
        ask = office.ask(case_id(1), LEAD, f"examiner-{number}")
        try:
            examination.complete_step(office.handler, ask, "examine", c.Finding.CONFORMS)
        except Refusal as refusal:
            return refusal.code()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(conclude, range(2)))
    assert answers == ["done", "step_not_open"]
    assert house.office().events(case_id(1)).count("StepCompleted") == 1


def test_each_passing_clock_enters_its_case_once_over_all_shards(house: House) -> None:
    for number in range(40):
        house.office("2026-02-10").receive(case_id(number * 29), ALL)

    def sweeper(shard: int) -> int:
        office = house.again().office("2026-02-25")
        taken = 0
        while (swept := sweep(office.handler, batch=7, shard=shard, shards=3)).due:
            assert swept.failed == ()
            taken += swept.taken
        return taken

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(sweeper, range(3))) == 40
    office = house.office()
    for number in range(40):
        assert office.events(case_id(number * 29)).count("Accepted") == 1


def test_the_audit_of_everything_finds_nothing(house: House) -> None:
    office = house.office()
    for number in range(5):
        office.receive(case_id(number), ALL)
        office.accept(case_id(number))
    assert list(audit.verify_all(office.handler, page=2)) == [(case_id(n), []) for n in range(5)]


def test_values_and_jobs_are_stored_with_their_command(house: House) -> None:
    reference, value = house.personal.seal(case_id(1), "subject-li", "reasons", "面积不足")
    job = Job(case_id(1), f"{case_id(1)}/1/receipt", "issue_document", {"document": "receipt", "seq": "1"})
    with pytest.raises(Conflict):
        house.store.commit([write(1, version=5, jobs=(job,), values=(value,))])
    assert house.personal.read(case_id(1), [reference.ref]) == {reference.ref: None}
    house.store.commit([write(1, jobs=(job,), values=(value,))])
    assert house.personal.read(case_id(1), [reference.ref]) == {reference.ref: "面积不足"}


def test_a_value_belongs_to_its_case_alone(house: House) -> None:
    reference, value = house.personal.seal(case_id(1), "subject-li", "reasons", "面积不足")
    house.store.commit([write(1, values=(value,)), write(2)])
    assert house.personal.read(case_id(2), [reference.ref]) == {reference.ref: None}
    assert isinstance(value, SealedValue)


def test_an_acceptance_and_a_withdrawal_at_once_both_stand_or_the_later_is_refused(house: House) -> None:
    house.office().receive(case_id(1), ALL)

    def act(verb: Callable[..., object]) -> str:
        office = house.again().office()
        try:
            verb(office.handler, office.ask(case_id(1), CLERK, verb.__name__))
        except Refusal as refusal:
            return refusal.code()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(act, (intake.accept, intake.withdraw)))
    office = house.again().office()
    assert audit.verify_case(office.handler, case_id(1)) == []
    told = {
        ("Received", "Accepted", "StepsPlanned", "StepsOpened", "Withdrawn"): ["done", "done"],
        ("Received", "Withdrawn"): ["not_allowed_now", "done"],
    }
    assert told[tuple(office.events(case_id(1)))] == outcomes
