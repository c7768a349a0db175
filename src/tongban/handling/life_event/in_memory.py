"""内存替身 — life events and the feed of cases without an outside; they pass the contract tests too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import RLock

from tongban.handling.codec import Record
from tongban.handling.in_memory import MemoryStore
from tongban.handling.life_event.ports import FeedEntry, LifeEventRow, LifeEventWrite, MemberRow
from tongban.handling.messages import Message
from tongban.handling.ports import Answered, Conflict, History


@dataclass
class _Kept:
    version: int = 0
    records: list[Record] = field(default_factory=list)
    answered: dict[str, Answered] = field(default_factory=dict)
    row: LifeEventRow | None = None
    members: dict[str, MemberRow] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)


class MemoryLifeEvents:
    """内存一件事库 — histories in a dict; values lie beside those of cases, where they are read."""

    def __init__(self, cases: MemoryStore) -> None:
        """Take the store of cases, which keeps the personal values."""
        self._cases = cases
        self._kept: dict[str, _Kept] = {}
        self._lock = RLock()

    def load(self, life_event_id: str) -> History | None:
        """The whole history."""
        kept = self._kept.get(life_event_id)
        if kept is None:
            return None
        return History(life_event_id, kept.version, kept.records[-1].digest, tuple(kept.records))

    def answered(self, life_event_id: str, command_id: str) -> Answered | None:
        """What the command was answered."""
        kept = self._kept.get(life_event_id)
        return kept.answered.get(command_id) if kept else None

    def commit(self, write: LifeEventWrite) -> None:
        """All of it or nothing."""
        with self._lock:
            kept = self._kept.get(write.life_event_id, _Kept())
            if kept.version != write.version or write.command_id in kept.answered:
                raise Conflict(write.life_event_id)
            self._kept[write.life_event_id] = kept
            kept.records += write.records
            kept.version = write.version + len(write.records)
            kept.answered[write.command_id] = Answered(write.command_digest, write.version + 1, kept.version)
            kept.row = write.row
            self._cases.made.setdefault(write.life_event_id, write.command_digest)
            kept.members |= {row.member: row for row in write.members}
            kept.messages += write.messages
            self._cases.values[write.life_event_id] |= {value.ref: value for value in write.values}

    def row(self, life_event_id: str) -> LifeEventRow | None:
        """The state row."""
        kept = self._kept.get(life_event_id)
        return kept.row if kept else None

    def rows(self, life_event_ids: Sequence[str]) -> Mapping[str, LifeEventRow]:
        """The state rows of several."""
        found = {name: self.row(name) for name in life_event_ids}
        return {name: row for name, row in found.items() if row is not None}

    def members(self, life_event_ids: Sequence[str]) -> list[MemberRow]:
        """The members, in their order."""
        rows = [r for n in life_event_ids if n in self._kept for r in self._kept[n].members.values()]
        return sorted(rows, key=lambda row: (row.life_event_id, row.place))

    def of_cases(self, case_ids: Sequence[str]) -> list[MemberRow]:
        """The members that these cases are."""
        wanted = set(case_ids)
        return [row for row in self.members(sorted(self._kept)) if row.case_id in wanted]

    def of_applicant(self, applicant: str, limit: int = 20) -> list[LifeEventRow]:
        """What somebody applied for, the latest first."""
        rows = (kept.row for _, kept in sorted(self._kept.items(), reverse=True))
        return [row for row in rows if row is not None and row.applicant == applicant][:limit]

    def with_number(self, number: str) -> LifeEventRow | None:
        """The life event a number names."""
        rows = (kept.row for _, kept in sorted(self._kept.items()))
        return next((row for row in rows if row is not None and row.number == number), None)

    def owing(self, after: str = "", limit: int = 100) -> list[str]:
        """Those of which something is still to be asked."""
        found = (name for name, kept in sorted(self._kept.items()) if kept.row is not None and kept.row.owing)
        return [name for name in found if name > after][:limit]

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order."""
        return [name for name in sorted(self._kept) if name > after][:limit]

    def messages(self, life_event_id: str) -> list[Message]:
        """The messages of a life event, for tests and notebooks."""
        return list(self._kept[life_event_id].messages)


class MemoryFeed:
    """内存事件流 — numbers what the store of cases holds, in the order in which it is first seen."""

    def __init__(self, cases: MemoryStore) -> None:
        """Take the store of cases."""
        self._cases = cases
        self._entries: list[FeedEntry] = []
        self._seen: dict[str, int] = {}
        self._followed: dict[str, int] = {}

    def subscribe(self, after: int = 0, limit: int = 1000) -> Sequence[FeedEntry]:
        """The entries later than `after`."""
        for case_id in self._cases.case_ids(limit=10**6):
            history = self._cases.load(case_id, after=self._seen.get(case_id, 0))
            for record in history.records if history else ():
                self._entries.append(FeedEntry(len(self._entries) + 1, record))
                self._seen[case_id] = record.seq
        return self._entries[after : after + limit]

    def followed(self, follower: str) -> int:
        """Up to which entry."""
        return self._followed.get(follower, 0)

    def has_followed(self, follower: str, n: int) -> None:
        """Write it down."""
        self._followed[follower] = max(n, self.followed(follower))
