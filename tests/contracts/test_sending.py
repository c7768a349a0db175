"""Letters go to who agreed to them: at least once, under one id, ever later where they are not taken."""

import contextlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from agency import a_mandate
from cast import APPLICANT, CLERK
from office import FACTS, Office
from stored import case_id
from stores import House
from tongban.handling import intake, mandates
from tongban.handling.errand import Actor
from tongban.handling.mail.in_memory import MemoryMessenger
from tongban.handling.mail.ports import Letter, LetterState, Messenger, Reader, Undeliverable
from tongban.handling.mail.sending import IN_HAND, MOST_TRIES, Dispatch, Sent, send, wait_after
from tongban.handling.mandate_ports import Power
from tongban.kernel.case.commands import Channel

ALL = ("form", "licence_copy", "floor_plan")
LI = Reader((APPLICANT.account,), date(2025, 9, 24))


@dataclass
class Moody:
    """A messenger that meets trouble before it delivers, or after."""

    trouble: BaseException | None = None
    after: BaseException | None = None
    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.letters.append(letter)
        if self.after is not None:
            raise self.after

    def forget(self, recipient: str) -> None:
        """Nothing is held."""


class Killed(BaseException):
    """What SIGKILL does to a process, as far as the store sees it."""


def told(house: House, address: str = "li@example.cn") -> Office:
    """A case received and accepted; its applicant agreed to be written to."""
    office = house.office()
    house.addresses.set(APPLICANT.account, address, office.clock.now())
    office.receive(case_id(1), ALL)
    office.accept(case_id(1))
    return office


def dispatch(house: House, office: Office, messenger: Messenger | None) -> Dispatch:
    return Dispatch(office.handler, house.messages, house.addresses, messenger, "https://banshi.example.cn")


def letters(house: House) -> list[tuple[LetterState, str]]:
    """How the letters stand, the earliest first."""
    kept = house.again().messages.of_case(case_id(1), LI)[::-1]
    return [(one.letter, one.fault) for one in kept]


def test_who_agreed_is_written_to_once_in_both_languages(house: House) -> None:
    office, messenger = told(house), MemoryMessenger()
    room = dispatch(house, office, messenger)
    assert send(room) == Sent(sent=2)
    assert not send(room)
    received, accepted = messenger.letters
    assert {received.to, accepted.to} == {"li@example.cn"}
    assert received.id == f"{case_id(1)}.1.applicant.received@banshi.example.cn"
    assert received.id != accepted.id
    number = office.handler.standing(case_id(1)).case.receipt_number
    assert accepted.subject == f"申请已受理 · 食品经营许可 · {number}"
    for said in ("承诺最迟 2025年10月14日办好", "we promise to decide by 14 October 2025", "不代替文书",
                 f"https://banshi.example.cn/track/{case_id(1)}/"):  # fmt: skip
        assert said in accepted.text
    for private in ("李申请", "解放路", APPLICANT.account + "@"):
        assert private not in accepted.text.replace("li@example.cn", "")
    assert letters(house) == [(LetterState.SENT, "")] * 2


@pytest.mark.parametrize("address", ["", "li@example.cn"])
def test_without_an_address_or_a_messenger_a_message_is_on_the_page_alone(house: House, address: str) -> None:
    office, messenger = told(house, address), MemoryMessenger()
    room = dispatch(house, office, None if address else messenger)
    assert send(room) == Sent(in_app=2)
    assert not send(room)
    assert messenger.letters == []
    assert letters(house) == [(LetterState.IN_APP, "")] * 2


def test_an_address_given_later_does_not_bring_old_news(house: House) -> None:
    office, messenger = told(house, ""), MemoryMessenger()
    room = dispatch(house, office, messenger)
    send(room)
    house.addresses.set(APPLICANT.account, "li@example.cn", office.clock.now())
    assert not send(room)


def test_what_is_not_taken_is_tried_again_ever_later_and_given_up_with_the_reason(house: House) -> None:
    office = told(house)
    messenger = Moody(ConnectionRefusedError("li@example.cn"))
    room = dispatch(house, office, messenger)
    for tries in range(1, MOST_TRIES + 1):
        assert send(room) == Sent(failed=2)
        assert not send(room)
        expected = LetterState.FAILED if tries == MOST_TRIES else LetterState.OWED
        assert letters(house) == [(expected, "ConnectionRefusedError")] * 2
        office.clock.instant += wait_after(tries)
    assert not send(room)
    # The operator mends the cause and has it tried again.
    messenger.trouble = None
    assert house.messages.try_failed_again(office.clock.now()) == 2
    assert send(room) == Sent(sent=2)
    assert letters(house) == [(LetterState.SENT, "")] * 2


def test_what_is_never_taken_is_given_up_at_once(house: House) -> None:
    office = told(house)
    room = dispatch(house, office, Moody(Undeliverable("SMTPRecipientsRefused 550")))
    assert send(room) == Sent(failed=2)
    office.clock.instant += timedelta(days=30)
    assert not send(room)
    assert letters(house) == [(LetterState.FAILED, "SMTPRecipientsRefused 550")] * 2


@pytest.mark.parametrize("arrived", [True, False])
def test_who_is_killed_around_sending_leaves_it_owed_under_the_same_id(house: House, arrived: bool) -> None:
    office = told(house)
    doomed = Moody(after=Killed()) if arrived else Moody(Killed())
    with contextlib.suppress(Killed):
        send(dispatch(house, office, doomed))
    # Others send what was not in hand; that letter is theirs once the time in hand is over.
    other = Moody()
    room = dispatch(house.again(), office, other)
    assert send(room) == Sent(sent=1)
    office.clock.instant += IN_HAND
    assert send(room) == Sent(sent=1)
    assert letters(house) == [(LetterState.SENT, "")] * 2
    ids = sorted(letter.id for letter in (*doomed.letters, *other.letters))
    assert len(set(ids)) == 2
    assert len(ids) == (3 if arrived else 2)


def test_what_another_sent_meanwhile_is_not_owed_again_by_who_hung_and_failed(house: House) -> None:
    office, other = told(house), MemoryMessenger()
    there = dispatch(house.again(), office, other)

    class Hanging(Moody):
        def send(self, letter: Letter) -> None:
            office.clock.instant += IN_HAND
            send(there)
            super().send(letter)

    send(dispatch(house, office, Hanging(OSError())), limit=1)
    assert letters(house) == [(LetterState.SENT, "")] * 2
    office.clock.instant += timedelta(days=1)
    assert not send(there)
    assert len(other.letters) == 2


def test_two_at_once_send_each_letter_once(house: House) -> None:
    office = told(house)
    first, second = MemoryMessenger(), MemoryMessenger()
    there = dispatch(house.again(), office, second)

    class Slow(MemoryMessenger):
        def send(self, letter: Letter) -> None:
            send(there)
            first.send(letter)

    assert send(dispatch(house, office, Slow())).sent + len(second.letters) == 2
    assert len({letter.id for letter in (*first.letters, *second.letters)}) == 2
    assert len(first.letters) + len(second.letters) == 2


def by_an_agent(office: Office, number: int, **mandate: Any) -> None:
    application = intake.Application(
        item="food-operation-licence",
        division="330100",
        applicant=APPLICANT.account,
        channel=Channel.COUNTER,
        facts=FACTS,
        form={"holder": "赵桂兰", "premises": "解放路 1 号"},
        agent="neighbour",
        mandate=a_mandate(**mandate),
    )
    intake.receive(office.handler, office.ask(case_id(number), CLERK), application)


def test_an_agent_is_written_to_within_the_mandate_alone(house: House) -> None:
    office, messenger = house.office(), MemoryMessenger()
    house.addresses.set("neighbour", "sun@example.cn", office.clock.now())
    by_an_agent(office, 1)
    by_an_agent(office, 2, powers=frozenset({Power.APPLY}))
    by_an_agent(office, 3)
    mandates.end(office.handler, case_id(3), Actor(APPLICANT.account))
    assert send(dispatch(house, office, messenger)) == Sent(sent=1, in_app=5)
    assert [(letter.to, letter.recipient) for letter in messenger.letters] == [
        ("sun@example.cn", "neighbour")
    ]
    assert f"{case_id(1)}.1.agent.received" in messenger.letters[0].id


def test_who_is_erased_is_written_to_no_more(house: House) -> None:
    office, messenger = told(house), MemoryMessenger()
    house.personal.erase(APPLICANT.account)
    house.addresses.set(APPLICANT.account, "", office.clock.now())
    assert send(dispatch(house, office, messenger)) == Sent(in_app=2)
    assert messenger.letters == []
