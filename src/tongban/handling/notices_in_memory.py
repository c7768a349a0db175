"""内存放假通知库 — the double of the notices of holidays."""

from dataclasses import dataclass, field
from datetime import datetime

from tongban.handling.notice_ports import Count, NoticeVersion


@dataclass
class MemoryNotices:
    """内存放假通知库."""

    kept: list[NoticeVersion] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)

    def latest(self) -> int | None:
        """The newest version."""
        return len(self.kept)

    def versions(self) -> tuple[NoticeVersion, ...]:
        """All of them."""
        return tuple(self.kept)

    def add(
        self, region: str, year: int, content: bytes, digest: str, source: str, added_by: str, at: datetime
    ) -> NoticeVersion:
        """Keep one more."""
        version = len(self.kept) + 1
        self.kept.append(NoticeVersion(version, region, year, content, digest, source, added_by, at))
        return self.kept[-1]

    def counted(self) -> Count | None:
        """The last count."""
        return self.counts[-1] if self.counts else None

    def record(self, count: Count) -> None:
        """Keep the count, the first of its number."""
        if count.number > len(self.counts):
            self.counts.append(count)
