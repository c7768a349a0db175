"""What every keeper of messages promises: written with their command or not at all, read by who was told."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import pytest

from cast import APPLICANT, CLERK, LEAD
from holidays import MOVING, notice
from office import Office
from stored import AT, case_id, write
from stores import House
from tongban.handling import hearing, intake
from tongban.handling.mail.ports import Kept, LetterState, Reader
from tongban.handling.mandate_ports import Mandate, Power, Shown
from tongban.handling.messages import Message
from tongban.handling.ports import Conflict, Write
from tongban.handling.recount import Recounted, recount
from tongban.handling.sweep import sweep
from tongban.kernel.case import commands as c

ALL = ("form", "licence_copy", "floor_plan")
TODAY = date(2025, 9, 24)
LI = Reader(("li",), TODAY)
FIRE = Reader(("fire/fire_desk",), TODAY)


def message(number: int, seq: int = 1, code: str = "received", **changes: object) -> Message:
    plain = Message(case_id(number), seq, "applicant", code, "li", AT, {"number": f"R-{number}"})
    return replace(plain, **changes)  # type: ignore[arg-type]


def codes(kept: Sequence[Kept]) -> list[str]:
    return [one.message.code for one in kept]


def of(house: House, number: int, reader: Reader = LI) -> list[str]:
    """What the reader was told in a case, the earliest first."""
    return codes(house.again().messages.of_case(case_id(number), reader))[::-1]


# --- written with the command


def test_a_message_is_there_with_its_command_and_comes_back_as_it_was(house: House) -> None:
    told = message(1)
    house.store.commit([write(1, messages=(told,))])
    (kept,) = house.again().messages.of_case(case_id(1), LI)
    assert kept == Kept(told, next_at=AT)
    assert (kept.is_read, kept.letter) == (False, LetterState.OWED)


def test_a_conflict_leaves_no_message(house: House) -> None:
    house.store.commit([write(1)])
    late = write(1, 1, command="late", messages=(message(1, 2),))
    with pytest.raises(Conflict):
        house.store.commit([late])
    assert of(house, 1) == []
    batch = [write(2, messages=(message(2),)), late, write(3, messages=(message(3),))]
    with pytest.raises(Conflict):
        house.store.commit(batch)
    assert house.messages.unread(LI) == 0


def test_a_command_sent_twice_tells_once(house: House) -> None:
    office = house.office()
    office.receive(case_id(1), ALL, "form-1")
    house.again().office().receive(case_id(1), ALL, "form-1")
    assert of(house, 1) == ["received"]


def test_acceptance_tells_the_applicant_and_each_post_that_has_something_to_do(house: House) -> None:
    office = house.office()
    office.receive(case_id(1), ALL)
    office.accept(case_id(1))
    assert of(house, 1) == ["received", "accepted"]
    (asked,) = house.messages.of_case(case_id(1), FIRE)
    assert (asked.message.code, dict(asked.message.parameters)) == (
        "opinion_asked",
        {"steps": "fire", "due_on": "2025-09-30"},
    )
    assert asked.letter is LetterState.IN_APP


def test_five_hundred_cases_are_told_in_one_batch(house: House) -> None:
    house.store.commit([write(n, messages=(message(n), message(n, 2, "accepted"))) for n in range(500)])
    assert house.messages.unread(LI, most=2000) == 1000


def test_the_sweep_tells_with_the_command_of_each_case(house: House) -> None:
    for number in range(5):
        house.office("2026-02-10").receive(case_id(number), ALL)
    office = house.office("2026-02-25")
    while sweep(office.handler).due:
        pass
    counter = Reader(("centre/window",), TODAY)
    for number in range(5):
        assert of(house, number) == ["received", "accepted_by_silence"]
        assert "silence_accepted" in of(house, number, counter)


def test_a_promise_that_a_notice_moves_is_told_in_the_transaction_of_the_count(house: House) -> None:
    calendars = house.calendars()
    office = house.office("2026-12-18", calendars)
    assert recount(office.handler, calendars) == Recounted(0, 0)
    for number in (1, 2):
        office.receive(case_id(number), ALL)
        office.accept(case_id(number))
    office.on("2026-12-21")
    calendars.add("CN", notice(MOVING), "2027.json", "", "sun", office.clock.now())
    _killed_at_commit(office, lambda: recount(office.handler, calendars))
    assert of(house, 1) == of(house, 2) == ["received", "accepted"]
    assert recount(office.handler, calendars) == Recounted(2, 2)
    assert recount(office.handler, calendars) is None
    for number in (1, 2):
        (moved, *_) = house.messages.of_case(case_id(number), LI)
        assert (moved.message.code, dict(moved.message.parameters)) == (
            "promise_moved",
            {"before": "2027-01-04", "after": "2027-01-05"},
        )
        assert of(house, number) == ["received", "accepted", "promise_moved"]


def test_a_partys_day_that_moves_is_told_to_that_party_though_no_row_says_who_it_is(house: House) -> None:
    calendars = house.calendars()
    office = house.office("2026-12-24", calendars)
    recount(office.handler, calendars)
    office.receive(case_id(1), ALL)
    office.accept(case_id(1))
    named = [hearing.PartyNamed("演示面馆", "解放路 2 号")]
    hearing.find_interest(office.handler, office.ask(case_id(1), LEAD), c.Interest.OF_OTHERS, named, "相邻")
    office.on("2026-12-28")
    hearing.tell_hearing_right(office.handler, office.ask(case_id(1), LEAD), "party-1")
    party = office.handler.standing(case_id(1)).case.parties["party-1"].subject
    calendars.add("CN", notice(MOVING), "2027.json", "", "sun", office.clock.now())
    recount(office.handler, calendars)
    assert of(house, 1, Reader((party,), TODAY)) == ["hearing_right", "hearing_request_moved"]


class _Killed(BaseException):
    """What SIGKILL does to a process, as far as the store sees it."""


def _killed_at_commit(office: Office, work: object) -> None:
    store = office.handler.ports.store
    commit = store.commit

    def killed(writes: Sequence[Write]) -> None:
        raise _Killed

    store.commit = killed  # type: ignore[method-assign]
    with contextlib.suppress(_Killed):
        work()  # type: ignore[operator]
    store.commit = commit  # type: ignore[method-assign]


# --- read by who was told


def test_what_is_unread_comes_first_then_the_latest_and_no_page_skips_or_repeats(house: House) -> None:
    at = {n: AT + timedelta(hours=n % 3) for n in range(7)}
    told = [message(n, at=at[n]) for n in range(7)]
    house.store.commit([write(n, messages=(told[n],)) for n in range(7)])
    assert house.messages.mark_read(case_id(5), LI, AT) == 1
    assert house.messages.mark_read(case_id(2), LI, AT) == 1
    pages, after = [], ""
    while page := house.messages.page(LI, after, 3):
        pages.append(page)
        after = page[-1].key
    assert [len(page) for page in pages] == [3, 3, 1]
    listed = [kept.message.case_id for kept in chain(*pages)]
    assert listed == [case_id(n) for n in (4, 1, 6, 3, 0, 5, 2)]


@pytest.mark.parametrize(
    "after", ["nonsense", "0~~~~~", "0~x~y~1~applicant~received", "'; DROP TABLE case_message;"]
)
def test_what_is_no_key_is_the_first_page(house: House, after: str) -> None:
    house.store.commit([write(1, messages=(message(1),))])
    assert codes(house.messages.page(LI, after)) == ["received"]


def test_nobody_reads_or_marks_what_others_were_told(house: House) -> None:
    house.store.commit([write(1, messages=(message(1), message(1, 2, "accepted", recipient="zhou")))])
    zhou = Reader(("zhou",), TODAY)
    assert of(house, 1, zhou) == ["accepted"]
    assert codes(house.messages.page(zhou)) == ["accepted"]
    assert house.messages.mark_read(case_id(1), zhou, AT, seq=1) == 0
    assert house.messages.mark_all_read(Reader((), TODAY), AT) == 0
    assert house.messages.page(Reader((), TODAY)) == []
    assert (house.messages.unread(LI), house.messages.unread(zhou)) == (1, 1)


def test_reading_one_event_leaves_the_others_unread_and_the_first_time_stands(house: House) -> None:
    house.store.commit([write(1, messages=(message(1), message(1, 2, "accepted")))])
    later = AT + timedelta(hours=1)
    assert house.messages.mark_read(case_id(1), LI, AT, seq=2) == 1
    assert house.messages.mark_read(case_id(1), LI, later) == 1
    assert house.messages.mark_read(case_id(1), LI, later) == 0
    read = {kept.message.seq: kept.read_at for kept in house.messages.of_case(case_id(1), LI)}
    assert read == {1: later, 2: AT}


def test_all_is_marked_up_to_the_instant_the_reader_saw(house: House) -> None:
    house.store.commit(
        [write(1, messages=(message(1), message(1, 2, "accepted", at=AT + timedelta(hours=1))))]
    )
    assert house.messages.mark_all_read(LI, AT) == 1
    assert house.messages.unread(LI) == 1


def test_the_count_of_what_is_unread_stops_somewhere(house: House) -> None:
    house.store.commit([write(n, messages=(message(n),)) for n in range(12)])
    assert (house.messages.unread(LI, most=10), house.messages.unread(LI)) == (10, 12)


def test_an_agent_reads_while_the_mandate_lets_them(house: House) -> None:
    brought = b"b" * 32
    told = message(1, audience="agent", recipient="zhou")
    zhou = Reader(("zhou",), TODAY)
    mandate = Mandate(
        case_id(1), "zhou", frozenset({Power.APPLY, Power.MESSAGES}), date(2025, 1, 1), date(2025, 12, 31),
        Shown.PAPER, "agent-1", "", "wang", AT,
    )  # fmt: skip
    house.mandates.keep(mandate, brought)
    house.mandates.keep(replace(mandate, case_id=case_id(2), powers=frozenset({Power.APPLY})), brought)
    for number in (1, 2, 3):  # one of all powers, one without being told, one without a mandate
        written = write(number, messages=(replace(told, case_id=case_id(number)),))
        house.store.commit([replace(written, command_digest=brought)])
    assert [kept.message.case_id for kept in house.messages.page(zhou)] == [case_id(1)]
    assert house.messages.unread(zhou) == 1
    for day in (date(2024, 12, 31), date(2026, 1, 1)):
        assert house.messages.page(Reader(("zhou",), day)) == []
    house.mandates.end(case_id(1), "li", TODAY)
    assert (house.messages.page(zhou), house.messages.mark_all_read(zhou, AT)) == ([], 0)


def test_what_an_applicant_does_not_see_the_agent_of_another_case_does_not_either(house: House) -> None:
    office = house.office()
    office.receive(case_id(1), ALL)
    intake.withdraw(office.handler, office.ask(case_id(1), APPLICANT))
    assert of(house, 1) == ["received", "withdrawn"]
    assert of(house, 1, Reader((CLERK.account, LEAD.account, ""), TODAY)) == []


# --- the letters


def test_a_letter_is_owed_at_once_taken_by_one_and_counted_as_a_try(house: House) -> None:
    house.store.commit([write(1, messages=(message(1), message(1, 2, "opinion_asked", audience="post:a/b")))])
    assert house.messages.owed(AT - timedelta(seconds=1), 10) == []
    (owed,) = house.messages.owed(AT, 10)
    until = AT + timedelta(minutes=5)
    assert house.messages.claim(owed, until)
    assert not house.again().messages.claim(owed, until)
    assert house.messages.owed(AT, 10) == []
    # Whoever took it was killed: it is owed again when their time is over.
    (again,) = house.messages.owed(until, 10)
    assert again.tries == 1


def test_a_letter_that_was_sent_is_owed_no_more(house: House) -> None:
    house.store.commit([write(1, messages=(message(1),))])
    (owed,) = house.messages.owed(AT, 10)
    house.messages.claim(owed, AT + timedelta(minutes=5))
    house.messages.sent(owed.message, AT)
    assert house.messages.owed(AT + timedelta(days=1), 10) == []
    (kept,) = house.messages.of_case(case_id(1), LI)
    assert (kept.letter, kept.sent_at, kept.fault) == (LetterState.SENT, AT, "")
    assert house.messages.try_failed_again(AT) == 0


def test_a_letter_that_failed_is_owed_later_given_up_and_owed_anew_on_request(house: House) -> None:
    house.store.commit([write(1, messages=(message(1),)), write(2, messages=(message(2),))])
    first, second = house.messages.owed(AT, 10)
    later = AT + timedelta(hours=1)
    house.messages.not_sent(first.message, "SMTPServerDisconnected", later)
    house.messages.not_sent(second.message, "", None)
    assert house.messages.owed(AT, 10) == []
    (owed,) = house.messages.owed(later, 10)
    assert (owed.message, owed.fault) == (first.message, "SMTPServerDisconnected")
    house.messages.not_sent(first.message, "SMTPRecipientsRefused 550", None)
    states = {k.message.case_id: (k.letter, k.fault) for k in house.messages.page(LI)}
    assert states == {
        case_id(1): (LetterState.FAILED, "SMTPRecipientsRefused 550"),
        case_id(2): (LetterState.IN_APP, ""),
    }
    assert house.messages.try_failed_again(later) == 1
    (owed,) = house.messages.owed(later, 10)
    assert (owed.message, owed.tries, owed.fault) == (first.message, 0, "")


# --- where somebody is written to


def test_an_address_is_kept_changed_and_taken_back(house: House) -> None:
    assert house.addresses.of("li") == ""
    house.addresses.set("li", "li@example.cn", AT)
    assert house.again().addresses.of("li") == "li@example.cn"
    house.addresses.set("li", "new@example.cn", AT)
    assert house.addresses.of("li") == "new@example.cn"
    assert house.addresses.of("zhou") == ""
    house.addresses.set("li", "", AT)
    assert house.addresses.of("li") == ""
