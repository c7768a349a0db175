"""一件事库 — life events on PostgreSQL, and how far the feed of cases has been followed."""

from collections.abc import Sequence

import psycopg

from tongban.handling.life_event.ports import FeedEntry, LifeEventRow, LifeEventWrite, MemberRow
from tongban.store.cases import is_id
from tongban.store.connections import Connections, Database, DjangoConnections
from tongban.store.feed import Feed
from tongban.store.streams import Streams, Written

_OF_MEMBERS = (
    "SELECT life_event_id::text, member, place, item, authority, case_id::text, state, delivered"
    " FROM life_event_member WHERE {} ORDER BY life_event_member.life_event_id, place"
)
_HEARD = "UPDATE life_event_state SET unheard = false WHERE life_event_id = %s AND version = %s"
_FOLLOWED = "SELECT n FROM feed_follower WHERE name = %s"
_FOLLOW = (
    "INSERT INTO feed_follower (name, n) VALUES (%s, %s)"
    " ON CONFLICT (name) DO UPDATE SET n = GREATEST(feed_follower.n, excluded.n)"
)


class PgLifeEvents(Streams[LifeEventRow]):
    """一件事库 (PostgreSQL) — implements `handling.life_event.ports.LifeEventStore`.

    Every write leaves a life event of a project `unheard`, until its project has heard that version.
    """

    name = "life_event"
    row_type = LifeEventRow
    part_table = "life_event_member"
    part_type = MemberRow
    own = {"unheard": True}  # noqa: RUF012  (never changed)

    def members(self, life_event_ids: Sequence[str]) -> list[MemberRow]:
        """The members of life events, in one query."""
        ids = list(filter(is_id, life_event_ids))
        return self._members("life_event_id = ANY(%s::uuid[])", ids) if ids else []

    def of_cases(self, case_ids: Sequence[str]) -> list[MemberRow]:
        """The members that these cases are, in one query."""
        ids = list(filter(is_id, case_ids))
        return self._members("case_id = ANY(%s::uuid[])", ids) if ids else []

    def _members(self, where: str, ids: list[str]) -> list[MemberRow]:
        return [MemberRow(*row) for row in self._query(_OF_MEMBERS.format(where), [ids])]

    def unheard(self, after: str = "", limit: int = 100) -> list[str]:
        """Those of a project that it has not heard as they stand."""
        return self._walk("unheard AND project <> '' AND ", after, limit)

    def has_been_heard(self, life_event_id: str, version: int) -> None:
        """Write down that its project has heard this version; of one that moved on nothing is changed."""
        self._database.run(lambda c: psycopg.Cursor(c).execute(_HEARD.encode(), [life_event_id, version]))

    def commit(self, write: LifeEventWrite) -> None:
        """Store it in one transaction.

        Raises:
            Conflict: the version moved on or the command id is taken; nothing was stored.
            UnusableId: its id is not a UUID in its usual text form.
        """
        self._store(
            Written(
                id=write.life_event_id,
                version=write.version,
                command_id=write.command_id,
                command_digest=write.command_digest,
                at=write.at,
                records=write.records,
                row=write.row,
                parts=write.members,
                values=write.values,
                messages=write.messages,
            )
        )


class PgCaseFeed:
    """事件流 (PostgreSQL) — implements `handling.life_event.ports.CaseFeed`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())
        self._feed = Feed(source)

    def subscribe(self, after: int = 0, limit: int = 1000) -> Sequence[FeedEntry]:
        """The entries later than `after`, in order, without gaps."""
        return [FeedEntry(entry.n, entry.record) for entry in self._feed.subscribe(after, limit)]

    def followed(self, follower: str) -> int:
        """Up to which entry a follower has done its work."""
        found = self._database.run(
            lambda c: psycopg.Cursor(c).execute(_FOLLOWED.encode(), [follower]).fetchone()
        )
        return int(found[0]) if found else 0

    def has_followed(self, follower: str, n: int) -> None:
        """Write down that it has."""
        self._database.run(lambda c: psycopg.Cursor(c).execute(_FOLLOW.encode(), [follower, n]))
