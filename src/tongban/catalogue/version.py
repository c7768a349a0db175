"""版本 — what a published version has, of an item 事项 or a life event 一件事: period, digest, place."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property

import rfc8785

from tongban.catalogue.finding import Place, place_in
from tongban.catalogue.writing import plain


class Version:
    """版本 — never edited: changes are a further version."""

    valid_from: date
    valid_until: date | None
    #: Where it was read, for findings; no part of the content.
    file: str
    lines: Mapping[str, int]

    def place(self, path: str) -> Place:
        """Where a value stands in the file; of a value left out, where it would have to stand."""
        return place_in(self.file, self.lines, path)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical content (RFC 8785), in hexadecimal."""
        return hashlib.sha256(rfc8785.dumps(plain(self))).hexdigest()

    def is_in_force(self, day: date) -> bool:
        """Whether this version governs what is applied for that day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def shares_a_day_with(self, other: "Version") -> bool:
        """Whether there is a day on which both are in force."""
        return self.valid_from <= (other.valid_until or date.max) and other.valid_from <= (
            self.valid_until or date.max
        )
