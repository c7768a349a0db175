"""`tongban demo`: settle the people, play the stories, write the sheet of accounts."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid5

import typer

_DEMO = UUID("7f1d1c1e-0000-7000-8000-74f9d5b8a001")


def demo(
    accounts: Annotated[
        Path | None, typer.Option(help="写出账号表 · Write the sheet of accounts here, last.")
    ] = None,
) -> None:
    """演示数据 · Play the demo city through the kernel, on the database of TONGBAN_DATABASE_URL."""
    import django  # noqa: PLC0415  (a heavy verb)

    django.setup()
    from tongban.cli.demo.people import sheet  # noqa: PLC0415  (needs the app registry)

    for line in play():
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    if accounts is not None:
        accounts.write_text(sheet())
    sys.stdout.write(sheet())


def play() -> Iterator[str]:
    """Play every story, saying which is done; what an earlier try has done is not done again."""
    from django.conf import settings  # noqa: PLC0415  (needs Django set up)

    from tongban.cli.demo.guesthouses import guesthouse  # noqa: PLC0415
    from tongban.cli.demo.people import settle  # noqa: PLC0415
    from tongban.cli.demo.player import Player  # noqa: PLC0415
    from tongban.cli.demo.stories import STORIES  # noqa: PLC0415
    from tongban.cli.demo.workshops import workshop  # noqa: PLC0415
    from tongban.connectors.seal import demo_certificate  # noqa: PLC0415
    from tongban.connectors.system_clock import WallClock  # noqa: PLC0415
    from tongban.handling.in_memory import SteadyClock  # noqa: PLC0415
    from tongban.web.wiring import open_office  # noqa: PLC0415

    now = WallClock().now()
    demo_certificate.create(Path(settings.DATA) / "seal", at=datetime(2025, 1, 1, tzinfo=UTC))
    clock = SteadyClock(now)
    office = open_office(clock)
    calendar = office.calendars.of("CN")
    today = calendar.day_of(now)
    people = settle(office.catalogue.directory, today)
    of = len(STORIES) + 2
    for number, (item, applicant, story) in enumerate(STORIES, start=1):
        implementation = office.catalogue.in_force(item, today)
        case_id = str(uuid5(_DEMO, story.__name__))  # the same on every try, so that no try doubles a case
        player = Player(office, clock, people, implementation, applicant, case_id)
        story(player, calendar, today)
        yield f"{number}/{of} {(story.__doc__ or '').strip()}"
    for number, whole in enumerate((guesthouse, workshop), start=len(STORIES) + 1):
        whole(office, clock, people, calendar, today, _DEMO)
        yield f"{number}/{of} {(whole.__doc__ or '').strip()}"
