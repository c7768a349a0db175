"""邮件的端口 — where messages are kept, where a person may be written to, who carries the letters."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from tongban.handling.messages import Message
from tongban.kernel.words import Bilingual


class LetterState(StrEnum):
    """信件状态 — how the letter of a message stands; most messages are read on a page and have none."""

    IN_APP = "in_app"
    OWED = "owed"
    SENT = "sent"
    FAILED = "failed"

    @property
    def label(self) -> Bilingual:
        """The state as a reader is told of it."""
        return {
            LetterState.IN_APP: Bilingual("站内消息", "on this site only"),
            LetterState.OWED: Bilingual("邮件待发", "e-mail to be sent"),
            LetterState.SENT: Bilingual("已发邮件", "e-mail sent"),
            LetterState.FAILED: Bilingual("邮件没有发出", "e-mail could not be sent"),
        }[self]


@dataclass(frozen=True, slots=True)
class Kept:
    """在册消息 — a message as it is kept: whether it was read, and how its letter went."""

    message: Message
    read_at: datetime | None = None
    next_at: datetime | None = None
    tries: int = 0
    fault: str = ""
    sent_at: datetime | None = None

    @property
    def is_read(self) -> bool:
        """Whether its recipient has read it here."""
        return self.read_at is not None

    @property
    def letter(self) -> LetterState:
        """How its letter stands."""
        if self.sent_at is not None:
            return LetterState.SENT
        if self.next_at is not None:
            return LetterState.OWED
        return LetterState.FAILED if self.fault else LetterState.IN_APP

    @property
    def place(self) -> tuple[bool, datetime, str, int, str, str]:
        """Its place in a reader's list: what is unread comes first, then the latest; the greatest first."""
        message = self.message
        return not self.is_read, message.at, message.case_id, message.seq, message.audience, message.code

    @property
    def key(self) -> str:
        """The place as an address carries it."""
        message = self.message
        parts = (
            *(str(int(self.is_read)), message.at.isoformat(), message.case_id, str(message.seq)),
            *(message.audience, message.code),
        )
        return "~".join(parts)


@dataclass(frozen=True, slots=True)
class Reader:
    """读者 — by which ids somebody is told: an account's, or those of a post; and on which day.

    What an agent is told only shows while the mandate of that case includes being told.
    """

    recipients: tuple[str, ...]
    on: date


class Messages(Protocol):
    """消息册 — what everybody was told; written with the commands, read here."""

    def unread(self, reader: Reader, most: int = 100) -> int:
        """How many a reader has not read, counted no further than `most`."""
        ...

    def page(self, reader: Reader, after: str = "", size: int = 20) -> list[Kept]:
        """A reader's messages in the order of their keys, those after a key; what is no key is none."""
        ...

    def of_case(self, case_id: str, reader: Reader) -> list[Kept]:
        """What a reader was told in one case, the latest first."""
        ...

    def mark_read(self, case_id: str, reader: Reader, at: datetime, seq: int = 0) -> int:
        """Mark what a reader was told in a case (of one event, or of all) as read; how many were not."""
        ...

    def mark_all_read(self, reader: Reader, at: datetime) -> int:
        """Mark everything a reader was told up to an instant as read; how many were not."""
        ...

    # --- letters

    def owed(self, now: datetime, limit: int) -> list[Kept]:
        """Messages whose letter is due, the longest due first."""
        ...

    def claim(self, kept: Kept, until: datetime) -> bool:
        """Take a letter in hand until an instant; False where somebody else has. Counts as a try."""
        ...

    def sent(self, message: Message, at: datetime) -> None:
        """Write down that the letter was handed over."""
        ...

    def not_sent(self, message: Message, fault: str, again_at: datetime | None) -> None:
        """Write down what was wrong, and when to try again; None: no more.

        An empty fault: none is wanted, the message is for the page only. What somebody else sent meanwhile
        stays sent.
        """
        ...

    def try_failed_again(self, at: datetime) -> int:
        """Owe every letter anew that was given up; how many."""
        ...


class Addresses(Protocol):
    """通知地址 — where a person agreed to be written to; gone without a trace once the person is erased."""

    def of(self, subject: str) -> str:
        """The e-mail address, or empty: none was given, it was taken back, or the person is erased."""
        ...

    def set(self, subject: str, address: str, agreed_at: datetime) -> None:
        """Keep an address the person agreed to be written to at; an empty one takes that back."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """信件 — a message on its way to one address; its id is the same however often it is sent.

    `recipient` is who is written to, by the id that messages know them by.
    """

    id: str
    recipient: str
    to: str
    subject: str
    text: str
    at: datetime


class Undeliverable(Exception):
    """无法投递 — the carrier will never take this letter; says why without naming the address."""


class Messenger(Protocol):
    """信使 — carries letters: an e-mail server, or a directory."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over for good.

        Raises:
            Undeliverable: it will never be taken.
            OSError: it was not taken now (all that `smtplib` raises is one).
        """
        ...

    def forget(self, recipient: str) -> None:
        """Remove what it still holds of letters to somebody who was erased."""
        ...
