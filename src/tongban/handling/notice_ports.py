"""放假通知的端口 — notices of holidays that arrive while cases run, and what was counted by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """放假通知版本 — a notice as an operator added it: which, whose, from where, by whom, when.

    `version` counts from 1 over all regions; the packaged notices are version 0. `digest` is the
    SHA-256 of `content`, which is the file as it was given.
    """

    version: int
    region: str
    year: int
    content: bytes
    digest: str
    source: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """重算记录 — the calendars by which every clock was last counted through, and what that did.

    `number` counts from 1; `notices` is the newest notice version then; `calendars` holds the days of
    every region's calendar, so that the next one can be held against them; `signals` is the digest of the
    thresholds, empty where that was not written down.
    """

    number: int
    notices: int
    calendars: Mapping[str, str]
    finished_at: datetime
    cases: int
    moved: int
    signals: str = ""


class CalendarNotices(Protocol):
    """放假通知库 — what operators added, and how far the clocks were counted by it; only ever added to."""

    def latest(self) -> int | None:
        """The newest version, 0 where there is none; None where it cannot be asked for just now."""
        ...

    def versions(self) -> tuple[NoticeVersion, ...]:
        """All of them, in the order they came."""
        ...

    def add(
        self, region: str, year: int, content: bytes, digest: str, source: str, added_by: str, at: datetime
    ) -> NoticeVersion:
        """Keep one more."""
        ...

    def counted(self) -> Count | None:
        """The last time all clocks were counted through."""
        ...

    def record(self, count: Count) -> None:
        """Say that they were; nothing happens where somebody else has said it of that number."""
        ...
