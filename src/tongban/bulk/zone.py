"""时区表 — a zone's changes of offset as arrays, so that instants become legal time and back.

Read by asking the zone itself. A time on the wall that a change skips or repeats is taken as Python
takes it (`fold=0`), which is how the kernel reads it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

DAY_SECONDS = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ERAS = (-719_162, 2_932_896)  # the days datetime knows, counted from 1970


@dataclass(frozen=True, eq=False)
class ZoneTable:
    """时区表 — seconds since 1970, UTC, at which the offset changes, and the offsets between them."""

    changes: NDArray[np.int64]
    walls: NDArray[np.int64]
    offsets: NDArray[np.int64]

    @classmethod
    @lru_cache(maxsize=64)  # a nation of regions has few zones, and each takes a tenth of a second to read
    def of(cls, zone: tzinfo, first_day: int, last_day: int) -> "ZoneTable":
        """The zone from one day to another (days since 1970), both included."""
        probes = [day * DAY_SECONDS for day in range(max(first_day, _ERAS[0] + 1), min(last_day, _ERAS[1]))]
        changes: list[int] = []
        offsets = [_offset(zone, probes[0])]
        for before, after in pairwise(probes):
            reached = _offset(zone, after)
            while offsets[-1] != reached:
                changes.append(_first_unlike(zone, offsets[-1], changes[-1] if changes else before, after))
                offsets.append(_offset(zone, changes[-1]))
        # A repeated hour is read as its first, a skipped one as if the clocks had not been changed yet.
        walls = [at + max(offsets[n], offsets[n + 1]) for n, at in enumerate(changes)]
        return cls(*(np.array(column, np.int64) for column in (changes, walls, offsets)))

    def wall(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Seconds on the wall, counted from 1970-01-01 00:00 there."""
        return instants + self._offsets(self.changes, instants)

    def instants(self, walls: NDArray[np.int64]) -> NDArray[np.int64]:
        """Back from seconds on the wall to instants."""
        return walls - self._offsets(self.walls, walls)

    def _offsets(self, changes: NDArray[np.int64], at: NDArray[np.int64]) -> NDArray[np.int64]:
        if not changes.size or not at.size:
            return self.offsets[:1]
        # Most of what is counted lies between two changes, if not after the last one.
        low, high = np.searchsorted(changes, np.array([at.min(), at.max()]), "right")
        return self.offsets[low : low + 1] if low == high else self.offsets[changes.searchsorted(at, "right")]


def _offset(zone: tzinfo, second: int) -> int:
    offset = (_EPOCH + timedelta(seconds=second)).astimezone(zone).utcoffset() or timedelta()
    return offset // timedelta(seconds=1)


def _first_unlike(zone: tzinfo, offset: int, low: int, high: int) -> int:
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(zone, middle) == offset else (low, middle)
    return high
