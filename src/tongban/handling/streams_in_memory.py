"""内存替身 — what the doubles of life events and of construction projects have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock
from typing import Any, Generic, Protocol, TypeVar

from tongban.handling.codec import Record
from tongban.handling.in_memory import MemoryStore
from tongban.handling.messages import Message
from tongban.handling.ports import Answered, Conflict, History, SealedValue

Row = TypeVar("Row")
Part = TypeVar("Part")


class _Write(Protocol):
    @property
    def version(self) -> int: ...
    @property
    def command_id(self) -> str: ...
    @property
    def command_digest(self) -> bytes: ...
    @property
    def at(self) -> datetime: ...
    @property
    def records(self) -> tuple[Record, ...]: ...
    @property
    def row(self) -> Any: ...
    @property
    def values(self) -> tuple[SealedValue, ...]: ...
    @property
    def messages(self) -> tuple[Message, ...]: ...


@dataclass
class _Kept:
    version: int = 0
    records: list[Record] = field(default_factory=list)
    answered: dict[str, Answered] = field(default_factory=dict)
    row: Any = None
    parts: dict[str, Any] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)


class MemoryStreams(Generic[Row, Part]):
    """内存事件流 — histories in a dict; values lie beside those of cases, where they are read."""

    def __init__(self, cases: MemoryStore) -> None:
        """Take the store of cases, which keeps the personal values."""
        self._cases = cases
        self._kept: dict[str, _Kept] = {}
        self._lock = RLock()

    def load(self, whole_id: str) -> History | None:
        """The whole history."""
        kept = self._kept.get(whole_id)
        if kept is None:
            return None
        return History(whole_id, kept.version, kept.records[-1].digest, tuple(kept.records))

    def answered(self, whole_id: str, command_id: str) -> Answered | None:
        """What the command was answered."""
        kept = self._kept.get(whole_id)
        return kept.answered.get(command_id) if kept else None

    def _store(self, whole_id: str, write: _Write, parts: Mapping[str, Part]) -> None:
        with self._lock:
            kept = self._kept.get(whole_id, _Kept())
            if kept.version != write.version or write.command_id in kept.answered:
                raise Conflict(whole_id)
            self._kept[whole_id] = kept
            kept.records += write.records
            kept.version = write.version + len(write.records)
            kept.answered[write.command_id] = Answered(write.command_digest, write.version + 1, kept.version)
            kept.row = write.row
            kept.parts |= parts
            kept.messages += write.messages
            self._cases.values[whole_id] |= {value.ref: value for value in write.values}

    def row(self, whole_id: str) -> Row | None:
        """The state row."""
        kept = self._kept.get(whole_id)
        return kept.row if kept else None

    def rows(self, whole_ids: Sequence[str]) -> Mapping[str, Row]:
        """The state rows of several."""
        found = {name: self.row(name) for name in whole_ids}
        return {name: row for name, row in found.items() if row is not None}

    def with_number(self, number: str) -> Row | None:
        """The one a number names."""
        return next((kept.row for _, kept in sorted(self._kept.items()) if kept.row.number == number), None)

    def owing(self, after: str = "", limit: int = 100) -> list[str]:
        """Those of which something is still to be asked or told."""
        found = (name for name, kept in sorted(self._kept.items()) if kept.row.owing)
        return [name for name in found if name > after][:limit]

    def ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order."""
        return [name for name in sorted(self._kept) if name > after][:limit]

    def messages(self, whole_id: str) -> list[Message]:
        """The messages of one, for tests and notebooks."""
        return list(self._kept[whole_id].messages)

    def _all(self) -> list[Row]:
        return [kept.row for _, kept in sorted(self._kept.items())]

    def _parts(self, whole_ids: Sequence[str]) -> list[Part]:
        return [part for name in whole_ids if name in self._kept for part in self._kept[name].parts.values()]
