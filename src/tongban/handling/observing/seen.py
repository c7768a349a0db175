"""已见的行 — whether a row stood in the file before, in little memory."""

from array import array

_EMPTY = 0
_FIRST_SLOTS = 1 << 10


class Seen:
    """已见 — eight bytes of each digest in one table: a million rows take 16 MB, and no object each.

    Two digests that begin alike count as one row: one file in thirty million that has a million rows. Nothing
    is left out by it: a row that nobody kept is tried all the same.

    >>> seen = Seen()
    >>> seen.add(b"one digest"), seen.add(b"the next"), seen.add(b"one digest")
    (False, False, True)
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._slots = array("Q", bytes(8 * _FIRST_SLOTS))
        self._count = 0

    def add(self, digest: bytes) -> bool:
        """Whether it was there before; from now on it is."""
        start = int.from_bytes(digest[:8], "big") or 1
        place = self._place(start)
        if self._slots[place] != _EMPTY:
            return True
        self._slots[place] = start
        self._count += 1
        if self._count * 2 > len(self._slots):
            self._grow()
        return False

    def _place(self, start: int) -> int:
        mask = len(self._slots) - 1
        place = start & mask
        while self._slots[place] not in (_EMPTY, start):
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        before = self._slots
        self._slots = array("Q", bytes(16 * len(before)))
        for start in before:
            if start != _EMPTY:
                self._slots[self._place(start)] = start
