"""端口 — where ratings lie."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from tongban.appraisal.rating import Done, Rating
from tongban.appraisal.words import Finding


class Ratings(Protocol):
    """评价簿 — ratings, each once, and what was done about the poor ones."""

    def give(self, rating: Rating, subject: str, words: str, at: datetime) -> None:
        """Keep a rating; what was written is kept as a personal value of `subject`.

        Raises:
            RatedAlready: there is one of this contact.
        """
        ...

    def of(self, whole: str, key: str) -> Rating | None:
        """The rating of a contact."""
        ...

    def rated(self, wholes: Sequence[str]) -> dict[tuple[str, str], Rating]:
        """The ratings of these cases and life events, by what they are of."""
        ...

    def words_of(self, rating: Rating) -> dict[str, str]:
        """What was written with it and about it: `rating`, and the name of each act; without what was
        erased."""
        ...

    def do(
        self, rating: Rating, done: Done, subject: str, words: str, finding: Finding | None, at: datetime
    ) -> None:
        """Keep what was done about it.

        Raises:
            DoneAlready: it was done meanwhile.
        """
        ...

    def open_in(self, division: str, limit: int = 100, after: date | None = None) -> list[Rating]:
        """The poor ones of a division that somebody has to see to, the oldest first."""
        ...

    def settled_in(self, division: str, limit: int = 50) -> list[Rating]:
        """The poor ones that were seen to, the latest first."""
        ...

    def counts(self, division: str, since: date) -> dict[int, int]:
        """How many of each grade were given since a day; without those that do not count."""
        ...
