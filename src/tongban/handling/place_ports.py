"""名额的端口 — the pool of a quota: who stands in it in which order, and places held one after another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from tongban.kernel import Case, Item
from tongban.kernel.case.commands import Place

#: How long what was claimed for a case waits for the case to be made.
ABANDONED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Pool:
    """名额池 — what shares one number: an item in a division, and where it is by the year, those of a year.

    `year` is 0 where it is not: then a licence that ended frees its place.
    """

    item: str
    division: str
    year: int
    number: int
    in_order: bool = True

    @property
    def key(self) -> str:
        """How rows and records name it."""
        return f"{self.item}/{self.division}/{self.year}" if self.year else f"{self.item}/{self.division}"

    @property
    def first_day(self) -> date:
        """The first day of acceptance in it."""
        return date(self.year, 1, 1) if self.year else date.min

    @property
    def last_day(self) -> date:
        """The last day of acceptance in it."""
        return date(self.year, 12, 31) if self.year else date.max


@dataclass(frozen=True, slots=True)
class Standing:
    """排队 — one application in a pool: since when it is accepted, whether granted, whether it holds a place.

    Who was accepted as of one day stand in the order of the instants at which that was recorded: an
    acceptance by silence reaches back to its day, behind those accepted on it.
    """

    accepted_on: date
    accepted_at: datetime
    case_id: str
    is_granted: bool
    holds: bool

    @property
    def order(self) -> tuple[date, datetime, str]:
        """Where it stands."""
        return self.accepted_on, self.accepted_at, self.case_id


@dataclass(frozen=True, slots=True)
class Queue:
    """名额现状 — a pool, in the order of acceptance; what was refused, withdrawn or ended is not in it."""

    pool: Pool
    standings: tuple[Standing, ...]

    @classmethod
    def of(cls, pool: Pool, standings: Iterable[Standing]) -> "Queue":
        """The standings in their order."""
        return cls(pool, tuple(sorted(standings, key=lambda standing: standing.order)))

    @property
    def granted(self) -> int:
        """How many places are used."""
        return sum(standing.is_granted for standing in self.standings)

    @property
    def waiting(self) -> int:
        """How many applications are not decided."""
        return len(self.standings) - self.granted

    @property
    def left(self) -> int:
        """How many places are not used; none where the number was lowered below that."""
        return max(0, self.pool.number - self.granted)

    def place_of(self, case_id: str) -> Place:
        """How the quota stands for one application; as for the last one, where it is not in it.

        To who holds a place nobody comes first any more: it was their turn when they got it.
        """
        mine = next((standing for standing in self.standings if standing.case_id == case_id), None)
        others = [standing for standing in self.standings if standing.case_id != case_id]
        in_order = self.pool.in_order and not (mine is not None and mine.holds)
        waiting = sum(
            not one.is_granted and (one.holds or (in_order and (mine is None or one.order < mine.order)))
            for one in others
        )
        granted = sum(standing.is_granted for standing in others)
        return Place(self.pool.key, self.pool.number, granted, waiting)

    def suffices_for(self, case_id: str) -> bool:
        """Whether a place is there for it, whatever becomes of those before it."""
        place = self.place_of(case_id)
        return place.granted + place.waiting < place.number


def pool_of(item: Item, case: Case) -> Pool | None:
    """The pool a case stands in; None where its item has no quota, or it is not accepted yet."""
    if item.quota is None or case.accepted_on is None:
        return None
    year = case.accepted_on.year if item.quota.per_year else 0
    return Pool(item.id, case.division, year, item.quota.number, item.quota.in_order)


class Places(Protocol):
    """名额簿 — how a quota stands, and who holds a place of it."""

    def queue(self, pool: Pool) -> Queue:
        """The pool as it stands."""
        ...

    def hold(self, pool: Pool, case_id: str, at: datetime) -> Queue:
        """Hold a place for a case if there is one, and say how the pool stood then; one caller after another.

        A place is held until the case is decided or ends; held again, it stays.
        """
        ...

    def claim(self, key: str, case_id: str, at: datetime) -> str:
        """Take for a case what only one open case may have at a time; the other that has it, or empty.

        A case that was never made keeps nobody out for longer than `ABANDONED`.
        """
        ...

    def claimed_by(self, key: str) -> str:
        """The open case that has it, or empty."""
        ...
