"""内存评价簿 — the double of `store/ratings.py`; both pass `tests/contracts/test_ratings.py`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tongban.appraisal.rating import Done, DoneAlready, RatedAlready, Rating
from tongban.appraisal.words import Finding


class MemoryRatings:
    """内存评价簿."""

    def __init__(self) -> None:
        """Begin empty."""
        self._kept: dict[tuple[str, str], Rating] = {}
        self._words: dict[tuple[str, str], dict[str, str]] = {}

    def give(self, rating: Rating, subject: str, words: str, at: datetime) -> None:
        """Keep it, the first time."""
        if rating.id in self._kept:
            raise RatedAlready()
        self._kept[rating.id] = rating
        self._words[rating.id] = {"rating": words.strip()} if words.strip() else {}

    def of(self, whole: str, key: str) -> Rating | None:
        """The rating of a contact."""
        return self._kept.get((whole, key))

    def rated(self, wholes: Sequence[str]) -> dict[tuple[str, str], Rating]:
        """The ratings of these."""
        return {name: rating for name, rating in self._kept.items() if name[0] in wholes}

    def words_of(self, rating: Rating) -> dict[str, str]:
        """What was written."""
        return dict(self._words[rating.id])

    def do(
        self, rating: Rating, done: Done, subject: str, words: str, finding: Finding | None, at: datetime
    ) -> None:
        """Keep what was done, the first time."""
        now = self._kept[rating.id]
        if done.act in now.done:
            raise DoneAlready(act=done.act.label, on=now.done[done.act].on)
        self._kept[rating.id] = replace(
            now, done={**now.done, done.act: done}, finding=finding or now.finding
        )
        self._words[rating.id][done.act.value] = words.strip()

    def open_in(self, division: str, limit: int = 100, after: date | None = None) -> list[Rating]:
        """The open ones, the oldest first."""
        found = [r for r in self._of(division) if r.is_open and (after is None or r.on > after)]
        return sorted(found, key=lambda r: (r.on, r.id))[:limit]

    def settled_in(self, division: str, limit: int = 50) -> list[Rating]:
        """The settled ones, the latest first."""
        found = [r for r in self._of(division) if r.grade.is_poor and not r.is_open]
        return sorted(found, key=lambda r: (r.on, r.id), reverse=True)[:limit]

    def counts(self, division: str, since: date) -> dict[int, int]:
        """How many of each grade."""
        found: dict[int, int] = {}
        for rating in self._of(division):
            if rating.on >= since and (rating.finding is None or rating.finding.counts):
                found[int(rating.grade)] = found.get(int(rating.grade), 0) + 1
        return found

    def _of(self, division: str) -> list[Rating]:
        return [r for r in self._kept.values() if r.contact.division == division]
