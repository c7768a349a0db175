"""Whose holiday notices a question about days is answered by: an installation's own, or the packaged ones.

A question must not be answered by fewer notices than were added without saying so: an installation that is
named and does not answer is a fault, and whoever wants the packaged notices asks for them.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tongban.cli.environment import DATA, URL
from tongban.cli.faults import OperatorFault
from tongban.kernel.words import Bilingual

if TYPE_CHECKING:
    from tongban.handling.calendars import NewestCalendars
    from tongban.kernel.calendar import Calendar

_PACKAGED = Bilingual("随软件附带的放假通知", "the packaged notices")


@dataclass(frozen=True, slots=True)
class WhoseNotices:
    """放假通知的来源 — an installation's calendars, or None where the packaged ones are meant."""

    calendars: "NewestCalendars | None"
    place: str = ""

    def calendar(self, region: str, known_until: int | None = None) -> "Calendar":
        """A region's calendar by these notices; raises `UnknownRegion`."""
        if self.calendars is None:
            from tongban.catalogue.law import load_calendar  # noqa: PLC0415  (reads 20 years of notices)

            return load_calendar(region, known_until=known_until)
        return self.calendars.known(region, known_until)

    @property
    def version(self) -> int:
        """The newest notice that was added, 0 where none was."""
        return self.calendars.look().version if self.calendars else 0

    @property
    def name(self) -> Bilingual:
        """Whose notices these are, for a sentence."""
        if self.calendars is None:
            return _PACKAGED
        return Bilingual(
            "{place} 的放假通知，第 {version} 版", "the notices of {place}, up to version {version}"
        ).fill(place=self.place, version=self.version)


PACKAGED = WhoseNotices(None)


def found(data: Path | None = None) -> WhoseNotices:
    """The installation of a data directory, or else of the environment; the packaged notices where none is.

    Raises:
        OperatorFault: there is no installation in the directory, or its database does not answer.
    """
    named, home = os.environ.get(URL, "").strip(), os.environ.get(DATA, "").strip()
    if data is not None:
        return _of(_embedded(data), str(data))
    if named:
        return _of(named, URL)
    if home and (Path(home) / "postgres").exists():
        return _of(_embedded(Path(home)), home)
    return PACKAGED


def _embedded(data: Path) -> str:
    from tongban.cli.reaching import url_of  # noqa: PLC0415  (a heavy verb)

    return url_of(data)


def _of(url: str, place: str) -> WhoseNotices:
    import psycopg  # noqa: PLC0415  (whoever asks the packaged notices waits for none of these)

    from tongban.catalogue.law import load_book  # noqa: PLC0415
    from tongban.handling.calendars import NewestCalendars  # noqa: PLC0415
    from tongban.handling.notices_in_memory import MemoryNotices  # noqa: PLC0415
    from tongban.store.connections import OwnConnections  # noqa: PLC0415
    from tongban.store.notices import PgNotices  # noqa: PLC0415

    source = OwnConnections(url)
    try:
        kept = list(PgNotices(source).versions())
    except psycopg.Error as error:
        raise OperatorFault(
            f"不能读取 {place} 的放假通知：{error}请检查数据库，或用 --packaged 只看随软件附带的通知。",
            f"The holiday notices of {place} cannot be read (see above). Check the database, or ask by the "
            "packaged notices with --packaged.",
        ) from error
    finally:
        source.close()
    return WhoseNotices(NewestCalendars(load_book(), MemoryNotices(kept), time.monotonic), place)
