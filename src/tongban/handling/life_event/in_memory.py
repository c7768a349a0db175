"""内存替身 — life events and the feed of cases without an outside; they pass the contract tests too."""

from collections.abc import Sequence

from tongban.handling.in_memory import MemoryStore
from tongban.handling.life_event.ports import FeedEntry, LifeEventRow, LifeEventWrite, MemberRow
from tongban.handling.streams_in_memory import MemoryStreams


class MemoryLifeEvents(MemoryStreams[LifeEventRow, MemberRow]):
    """内存一件事库 — histories in a dict; values lie beside those of cases, where they are read."""

    def __init__(self, cases: MemoryStore) -> None:
        """Take the store of cases, which keeps the personal values."""
        super().__init__(cases)
        self._heard: dict[str, int] = {}

    def commit(self, write: LifeEventWrite) -> None:
        """All of it or nothing."""
        parts = {row.member: row for row in write.members}
        self._store(write.life_event_id, write, parts)
        self._cases.made.setdefault(write.life_event_id, write.command_digest)

    def members(self, life_event_ids: Sequence[str]) -> list[MemberRow]:
        """The members, in their order."""
        return sorted(self._parts(life_event_ids), key=lambda row: (row.life_event_id, row.place))

    def of_cases(self, case_ids: Sequence[str]) -> list[MemberRow]:
        """The members that these cases are."""
        wanted = set(case_ids)
        return [row for row in self.members(self.ids()) if row.case_id in wanted]

    def of_applicant(self, applicant: str, limit: int = 20) -> list[LifeEventRow]:
        """What somebody applied for, the latest first."""
        return [row for row in reversed(self._all()) if row.applicant == applicant][:limit]

    def unheard(self, after: str = "", limit: int = 100) -> list[str]:
        """Those of a project that it has not heard as they stand."""
        found = (
            row for row in self._all() if row.project and row.version > self._heard.get(row.life_event_id, 0)
        )
        return [row.life_event_id for row in found if row.life_event_id > after][:limit]

    def has_been_heard(self, life_event_id: str, version: int) -> None:
        """Write down that its project has heard this version."""
        self._heard[life_event_id] = version


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
