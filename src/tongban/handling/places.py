"""数量限制 — how the quota stands for a case, and the place it takes (行政许可法§57).

The place is resolved into the command as a fact, and recorded: replay asks no pool. Nothing is held for who
would be refused anyway, and what is held is given up by being refused, withdrawn or ended, never by hand: a
place that could be let go of while somebody grants on it would be granted twice.
"""

from dataclasses import replace

from tongban.handling.carrying_out import Handler, Standing
from tongban.handling.errand import Errand
from tongban.handling.place_ports import Queue, pool_of
from tongban.kernel import Command, decide
from tongban.kernel.case import commands as c


def queue_of(handler: Handler, standing: Standing) -> Queue | None:
    """The pool a case stands in; None where its item has no quota or it is not accepted."""
    pool = pool_of(standing.item, standing.case)
    return handler.ports.places.queue(pool) if pool else None


def place_of(handler: Handler, standing: Standing) -> c.Place | None:
    """How the quota stands for a case; None where it has none."""
    queue = queue_of(handler, standing)
    return queue.place_of(standing.case.id) if queue else None


def hold(errand: Errand, grant: c.Decide) -> c.Place | None:
    """The place of a grant, held for the case; how the quota stands where there is none to hold.

    Raises:
        Refusal: it could not be granted as it is, place or not; nothing is held.
    """
    handler, standing, ask = errand.handler, errand.standing, errand.ask
    pool = pool_of(standing.item, standing.case)
    if pool is None:
        return None
    seen = replace(grant, place=handler.ports.places.queue(pool).place_of(ask.case_id))
    command = Command(
        ask.command_id, ask.case_id, errand.at, ask.actor.id, ask.actor.post, seen, ask.occurred_at
    )
    decide(standing.case, command, standing.item, standing.calendar)
    return handler.ports.places.hold(pool, ask.case_id, errand.at).place_of(ask.case_id)
