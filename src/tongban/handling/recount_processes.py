"""多进程重算 — clocks counted again by several processes, each with a connection of its own.

What a count costs is spent in the kernel, one processor at a time; stretches of cases know nothing of each
other. A process that dies takes the count with it: what was committed stays, nothing is written down as
counted, and the next count takes up the rest.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial

from tongban.handling.calendars import NewestCalendars
from tongban.handling.carrying_out import Handler
from tongban.handling.ports import Stretch
from tongban.handling.recount import BATCH, Recounted, Spread, count_stretch

#: How a process gets what counts: a function of a module, for it is sent by name.
Opener = Callable[[], tuple[Handler, NewestCalendars]]

_opened: list[tuple[Handler, NewestCalendars]] = []


@contextmanager
def in_processes(number: int, opener: Opener, batch: int = BATCH) -> Iterator[Spread]:
    """What has stretches counted by so many processes; they are started for the first stretch.

    Args:
        number: of processes.
        opener: is called once in each, and gives what acts there and the calendars it knows.
        batch: cases in one transaction.
    """
    # Spawned: a forked process would share its parent's connections.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(number, context, _open, (opener,)) as pool:
        try:
            yield lambda count_id, stretches: pool.map(partial(_count, count_id, batch), stretches)
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops in the middle does not wait for the rest


def _open(opener: Opener) -> None:
    _opened[:] = [opener()]


def _count(count_id: str, batch: int, stretch: Stretch) -> Recounted:
    ((handler, calendars),) = _opened
    return count_stretch(handler, calendars, count_id, stretch, batch=batch)
