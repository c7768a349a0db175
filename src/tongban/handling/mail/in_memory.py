"""内存邮件 — messages, addresses and a messenger without an outside; they pass the same contract tests."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tongban.handling import mandates
from tongban.handling.in_memory import MemoryStore
from tongban.handling.mail.ports import Kept, Letter, LetterState, Reader
from tongban.handling.mandate_ports import Mandates, Power
from tongban.handling.messages import Audience, Message


class MemoryMessages:
    """内存消息册 — the messages of a store, and beside them what became of each."""

    def __init__(self, store: MemoryStore, mandates: Mandates) -> None:
        """Take the store the commands write to, and the mandates that let agents read."""
        self._store = store
        self._mandates = mandates
        self._kept: dict[tuple[str, int, str, str], Kept] = {}

    def unread(self, reader: Reader, most: int = 100) -> int:
        """How many are unread."""
        return min(most, sum(not kept.is_read for kept in self._of(reader)))

    def page(self, reader: Reader, after: str = "", size: int = 20) -> list[Kept]:
        """Those after the key."""
        listed = sorted(self._of(reader), key=lambda kept: kept.place, reverse=True)
        keys = [kept.key for kept in listed]
        begin = keys.index(after) + 1 if after in keys else 0
        return listed[begin : begin + size]

    def of_case(self, case_id: str, reader: Reader) -> list[Kept]:
        """Those of one case."""
        mine = [kept for kept in self._of(reader) if kept.message.case_id == case_id]
        return sorted(mine, key=lambda kept: kept.place[1:], reverse=True)

    def mark_read(self, case_id: str, reader: Reader, at: datetime, seq: int = 0) -> int:
        """Mark those of the case, or of one event of it."""
        of_case = [kept for kept in self._of(reader) if kept.message.case_id == case_id]
        return self._mark([kept for kept in of_case if seq in (0, kept.message.seq)], at)

    def mark_all_read(self, reader: Reader, at: datetime) -> int:
        """Mark all by then."""
        return self._mark([kept for kept in self._of(reader) if kept.message.at <= at], at)

    def owed(self, now: datetime, limit: int) -> list[Kept]:
        """Letters that are due."""
        due = [kept for kept in self._all() if kept.next_at is not None and kept.next_at <= now]
        return sorted(due, key=lambda kept: (kept.next_at, _key(kept.message)))[:limit]

    def claim(self, kept: Kept, until: datetime) -> bool:
        """Take it in hand, if it stands as it was seen."""
        now = self._now(kept.message)
        if now.next_at != kept.next_at or now.next_at is None:
            return False
        self._keep(replace(now, next_at=until, tries=kept.tries + 1))
        return True

    def sent(self, message: Message, at: datetime) -> None:
        """It is on its way."""
        self._keep(replace(self._now(message), sent_at=at, next_at=None, fault=""))

    def not_sent(self, message: Message, fault: str, again_at: datetime | None) -> None:
        """It is not, unless somebody else has sent it meanwhile."""
        now = self._now(message)
        if now.sent_at is None:
            self._keep(replace(now, fault=fault, next_at=again_at))

    def try_failed_again(self, at: datetime) -> int:
        """Owe what was given up anew."""
        failed = [kept for kept in self._all() if kept.letter is LetterState.FAILED]
        for kept in failed:
            self._keep(replace(kept, next_at=at, tries=0, fault=""))
        return len(failed)

    def _all(self) -> list[Kept]:
        return [self._now(message) for message in self._store.messages()]

    def _of(self, reader: Reader) -> list[Kept]:
        mine = [kept for kept in self._all() if kept.message.recipient in reader.recipients]
        return [kept for kept in mine if self._may_read(kept.message, reader.on)]

    def _may_read(self, message: Message, on: date) -> bool:
        if message.audience != Audience.AGENT:
            return True
        return mandates.covers(self._mandates.of_case(message.case_id), Power.MESSAGES, on)

    def _mark(self, listed: Iterable[Kept], at: datetime) -> int:
        unread = [kept for kept in listed if not kept.is_read]
        for kept in unread:
            self._keep(replace(kept, read_at=at))
        return len(unread)

    def _now(self, message: Message) -> Kept:
        owed = message.at if message.is_to_a_person else None
        return self._kept.get(_key(message), Kept(message, next_at=owed))

    def _keep(self, kept: Kept) -> None:
        self._kept[_key(kept.message)] = kept


def _key(message: Message) -> tuple[str, int, str, str]:
    return message.case_id, message.seq, message.audience, message.code


@dataclass
class MemoryAddresses:
    """内存通知地址."""

    kept: dict[str, str] = field(default_factory=dict)

    def of(self, subject: str) -> str:
        """The address."""
        return self.kept.get(subject, "")

    def set(self, subject: str, address: str, agreed_at: datetime) -> None:
        """Keep it, or forget it."""
        self.kept.pop(subject, None)
        if address:
            self.kept[subject] = address


@dataclass
class MemoryMessenger:
    """内存信使 — remembers what it was given."""

    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        """Remember it."""
        self.letters.append(letter)

    def forget(self, recipient: str) -> None:
        """Forget what was theirs."""
        self.letters = [letter for letter in self.letters if letter.recipient != recipient]
