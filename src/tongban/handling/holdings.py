"""在手 — what an authority has in hand, as the store knows it: for who moves its powers or oversees that.

The store alone is asked, never a case's whole history: the answer costs what is in hand, not what has ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from tongban.kernel import Status

#: Cases that run, and those that have ended.
RUNNING = tuple(s.value for s in (Status.RECEIVED, Status.ACCEPTED, Status.DECIDED))
ENDED = tuple(status.value for status in Status if status.is_final)


class Held(NamedTuple):
    """岗位在手 — tasks open at a post, how many of them somebody has taken, and how many are late."""

    open: int
    taken: int
    late: int


class Running(NamedTuple):
    """在走的时钟 — how many clocks of a kind run, how many of those are late, and the next last day."""

    running: int
    late: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Stock:
    """盘点 — cases that an authority leads or has a task in: running ones, and ended ones that owe something.

    `running` counts by status, `owing` the ended ones by what is owed: an open task, a clock that runs, a
    challenge on record.
    """

    running: Mapping[str, int] = field(default_factory=dict)
    owing: Mapping[str, int] = field(default_factory=dict)
    posts: Mapping[str, Held] = field(default_factory=dict)
    clocks: Mapping[str, Running] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        """How many cases in all."""
        return sum(self.running.values()) + sum(self.owing.values())


class Holdings(Protocol):
    """在手端口 — asked of the store."""

    def may_move(
        self, after: str, limit: int, items: Sequence[str] = (), *, with_licences: bool = False
    ) -> list[str]:
        """Ids, in order, of cases that run, and of ended ones that may owe something; of all items, or some.

        Args:
            after: the last id seen.
            limit: how many at most.
            items: of these alone, if there are any.
            with_licences: also closed cases whose licence stands.
        """
        ...

    def stock(self, authority: str, today: date, items: Sequence[str] = ()) -> Stock:
        """What the authority has in hand."""
        ...
