"""The processes nobody talks to 后台进程: `sweep` time, `relay` the feed, `jobs`, `mail`, `cashier` payments.

Whoever sweeps also follows the feed for life events 一件事, and these for projects 工程建设项目: all bring
what happened elsewhere to where it counts, as commands.

Each ends on SIGTERM between two rounds, and outlives a database that is being restarted.
"""

import logging
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from threading import Event as Flag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongban.web.wiring import Office

logger = logging.getLogger("tongban.workers")

_SWEEP_SECONDS = 2.0
_RELAY_SECONDS = 0.2
_MAIL_SECONDS = 2.0
_CASHIER_SECONDS = 10.0
_TROUBLE_SECONDS = 3.0
_FORGOTTEN_ROUNDS = 300
# Whoever adds a notice counts by it himself; only what he left undone is for the sweep.
_ADDED_HIMSELF = timedelta(seconds=60)


def sweep() -> None:
    """巡钟 · Bring passed limits to their cases, for ever."""
    _set_up()
    from tongban.handling.life_event.following import follow  # noqa: PLC0415  (needs Django set up)
    from tongban.handling.project.following import follow as follow_projects  # noqa: PLC0415
    from tongban.handling.sweep import sweep as sweep_once  # noqa: PLC0415
    from tongban.store.life_events import PgCaseFeed  # noqa: PLC0415
    from tongban.web.wiring import office  # noqa: PLC0415

    feed = PgCaseFeed()
    reported: set[tuple[str, str]] = set()

    def a_round() -> bool:
        swept = sweep_once(office().handler)
        for failure in swept.failed:
            if failure not in reported:
                reported.add(failure)
                logger.error("case %s cannot be swept: %s", *failure)
        count_anew(office())
        followed = follow(office().life_events, feed)
        projects = follow_projects(office().projects)
        for what, failures in (("life event", followed.failed), ("project", projects.failed)):
            for failure in set(failures) - reported:
                reported.add(failure)
                logger.error("%s %s cannot be followed: %s", what, *failure)
        return swept.taken > 0 or bool(followed) or bool(projects)

    count_anew = _counter()
    _for_ever(a_round, _SWEEP_SECONDS)


def _counter() -> "Callable[[Office], None]":
    """What counts all clocks again once a new holiday notice is known, or the program brought new ones."""
    from tongban.handling.recount import recount, waiting_for  # noqa: PLC0415  (needs Django set up)

    counted: list[int] = []

    def count(office: "Office") -> None:
        calendars = office.calendars
        version = calendars.edition.version
        if version in counted or waiting_for(calendars, office.ports.clock.now(), _ADDED_HIMSELF):
            return
        done = recount(office.handler, calendars)
        for failure in done.failed if done else ():
            logger.error("the clocks of case %s cannot be counted: %s", *failure)
        if done and done.cases:
            logger.warning("calendar %d: %d cases counted, %d moved", version, done.cases, done.moved)
        counted[:] = [version]

    return count


def relay() -> None:
    """转发 · Move committed events into the feed and jobs into the queue, for ever."""
    _set_up()
    from tongban.store.feed import Feed, Relayed  # noqa: PLC0415  (needs Django set up)

    feed, rounds = Feed(), count()

    def a_round() -> bool:
        # Jobs that the queue forgot are looked for at the start and now and then.
        if next(rounds) % _FORGOTTEN_ROUNDS == 0:
            feed.look_for_forgotten()
        return feed.relay() != Relayed(0, 0)

    _for_ever(a_round, _RELAY_SECONDS)


def jobs() -> None:
    """作业 · Render, seal and record documents, for ever."""
    _set_up()
    from tongban.store.jobs import run_worker  # noqa: PLC0415  (needs Django set up)
    from tongban.web.working import register_jobs  # noqa: PLC0415

    register_jobs()
    run_worker()


def mail() -> None:
    """寄信 · Send the letters of messages, for ever."""
    _set_up()
    from tongban.handling.mail.sending import send  # noqa: PLC0415  (needs Django set up)
    from tongban.web.wiring import office  # noqa: PLC0415

    _for_ever(lambda: bool(send(office().dispatch)), _MAIL_SECONDS)


def cashier() -> None:
    """查单 · Ask after payments whose notification never came, for ever."""
    _set_up()
    from tongban.handling.payment.paying import ask_after  # noqa: PLC0415  (needs Django set up)
    from tongban.web.wiring import office  # noqa: PLC0415

    _for_ever(lambda: ask_after(office().cashier).found > 0, _CASHIER_SECONDS)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.web.settings")
    import django  # noqa: PLC0415  (a heavy verb)

    django.setup()


def _for_ever(a_round: Callable[[], bool], pause: float) -> None:
    """Rounds until asked to stop: at once again while there was something to do, else after a pause."""
    import psycopg  # noqa: PLC0415  (a heavy verb)
    from django.db import DatabaseError, InterfaceError, close_old_connections  # noqa: PLC0415

    stop = Flag()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: stop.set())
    while not stop.is_set():
        try:
            close_old_connections()
            busy = a_round()
        except (DatabaseError, InterfaceError, psycopg.Error, OSError) as trouble:
            logger.warning("the database does not answer, trying again: %s", trouble)
            stop.wait(_TROUBLE_SECONDS)
            continue
        if not busy:
            stop.wait(pause)
