"""最新日历 — the calendars in force, with every holiday notice an operator has added since.

A process looks for a new notice at most every `POLL_SECONDS`: a command costs no query for it, and
nobody has to be started anew.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from tongban.catalogue.finding import Place, UnreadableFile
from tongban.catalogue.law.calendars import AddedNotice, CalendarBook
from tongban.catalogue.law.notices import EMPTY_NOTICE, Notice, parse_notice
from tongban.handling.codec import canonical
from tongban.handling.notice_ports import CalendarNotices, NoticeVersion
from tongban.kernel.calendar import BusinessHours, Calendar

#: How old a process's knowledge of the notices may be.
POLL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Edition:
    """日历版本 — the calendars of all regions up to a version of the notices."""

    version: int
    calendars: Mapping[str, Calendar]
    notices: tuple[NoticeVersion, ...] = ()

    @property
    def days(self) -> dict[str, str]:
        """Every calendar as data."""
        return {region: as_data(calendar) for region, calendar in self.calendars.items()}


class NewestCalendars:
    """最新日历 — implements `ports.Calendars` over a book and the notices added to it."""

    def __init__(
        self,
        book: CalendarBook,
        notices: CalendarNotices,
        elapsed: Callable[[], float],
        pause: float = POLL_SECONDS,
    ) -> None:
        """Take the packaged book, where added notices are kept, and a stopwatch in seconds."""
        self.book = book
        self.notices = notices
        self._elapsed = elapsed
        self._pause = pause
        self._looked: float | None = None
        self._edition: Edition | None = None

    def of(self, division: str) -> Calendar:
        """The calendar that governs a division."""
        return self.edition.calendars[self.book.region_of(division)]

    @property
    def edition(self) -> Edition:
        """The newest edition, as far as was looked."""
        now = self._elapsed()
        if self._edition is None or self._looked is None or now - self._looked >= self._pause:
            return self.look()
        return self._edition

    def look(self) -> Edition:
        """The newest edition, asked for now."""
        looked, latest = self._elapsed(), self.notices.latest()
        if latest is None:  # later, then
            return self._edition or Edition(0, self.book.calendars())
        if self._edition is None or self._edition.version != latest:
            kept = self.notices.versions()
            self._edition = Edition(
                kept[-1].version if kept else 0, self.book.calendars(map(_added, kept)), kept
            )
        self._looked = looked
        return self._edition

    def known(self, region: str, until: int | None = None) -> Calendar:
        """A region's calendar as it was before any notice later than that of a year was out; the newest.

        Raises:
            UnknownRegion: no such region.
            UnreadableFile: no notice was out by then.
        """
        return self.book.calendar(region, map(_added, self.look().notices), until)

    def with_notice(self, region: str, notice: Notice) -> Edition:
        """The edition that the newest one would become by one more notice.

        Raises:
            UnknownRegion: no such region.
            UnreadableFile: the notice names no day, or leaves a year out between two.
        """
        edition = self.look()
        if not notice.days:
            raise UnreadableFile([EMPTY_NOTICE.at(Place(region, 1, ""), year=notice.year)])
        added = (*map(_added, edition.notices), AddedNotice(region, notice))
        if findings := self.book.gaps(region, added):
            raise UnreadableFile(findings)
        return Edition(edition.version + 1, self.book.calendars(added))

    def add(
        self, region: str, content: bytes, name: str, source: str, added_by: str, at: datetime
    ) -> NoticeVersion | None:
        """Keep a notice as the next version; None where it says nothing that does not hold already.

        Args:
            region: whose notice it is.
            content: its file.
            name: what findings call the file.
            source: where it was published; what the file itself says unless given.
            added_by: who adds it.
            at: when.

        Raises:
            UnknownRegion, UnreadableFile: it cannot be used; nothing was kept.
        """
        notice = parse_notice(content, name)
        if self.with_notice(region, notice).days == self.look().days:
            return None
        digest = sha256(content).hexdigest()
        said = source or " ".join(notice.papers)
        kept = self.notices.add(region, notice.year, content, digest, said, added_by, at)
        self.look()
        return kept


def _added(kept: NoticeVersion) -> AddedNotice:
    return AddedNotice(kept.region, parse_notice(kept.content, f"#{kept.version}"))


# --- a calendar as data, to be held against a later one


def as_data(calendar: Calendar) -> str:
    """Every day and hour of a calendar; equal texts count alike."""
    hours = calendar.hours
    return canonical(
        {
            "version": calendar.version,
            "zone": str(calendar.zone),
            "years": [calendar.first_day.year, calendar.last_known_day.year, calendar.last_certain_day.year],
            "off": sorted(map(str, calendar.off_days)),
            "made_up": sorted(map(str, calendar.make_up_days)),
            "fixed": [list(day) for day in sorted(calendar.fixed_holidays)],
            "hours": _times(hours.ordinary) if hours else [],
            "half_days": {str(d): _times(o) for d, o in sorted(hours.exceptions.items())} if hours else {},
        }
    ).decode()


def of_data(region: str, data: str) -> Calendar:
    """The calendar that `as_data` wrote."""
    said = json.loads(data)
    hours = None
    if said["hours"]:
        half_days = {date.fromisoformat(d): _openings(texts) for d, texts in said["half_days"].items()}
        hours = BusinessHours(_openings(said["hours"]), half_days)
    return Calendar(
        region,
        ZoneInfo(said["zone"]),
        said["years"][0],
        said["years"][1],
        off_days=map(date.fromisoformat, said["off"]),
        make_up_days=map(date.fromisoformat, said["made_up"]),
        fixed_holidays=[(month, day) for month, day in said["fixed"]],
        hours=hours,
        version=said["version"],
        certain_year=said["years"][2],
    )


def _times(openings: tuple[tuple[time, time], ...]) -> list[str]:
    return [f"{begin:%H:%M}-{end:%H:%M}" for begin, end in openings]


def _openings(texts: list[str]) -> list[tuple[time, time]]:
    return [(time.fromisoformat(text[:5]), time.fromisoformat(text[6:])) for text in texts]
