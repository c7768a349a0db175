"""延续之后的办件 — the clock of a renewal, and what its silent end does."""

from datetime import timedelta

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import Outcome
from tongban.kernel.case.evolution.moves import all_stopped, started
from tongban.kernel.case.state import Case, Licence, Status
from tongban.kernel.clock import Clock, ClockKind, TimeLimit, Unit


def clock_of(renews: e.Renewal, event: e.Event) -> Clock:
    """The days the authority has: they end with the day the licence expires."""
    # One natural day, counted from the day before. Before the authority's own article was recorded, the
    # applicant's stood in its place.
    limit = TimeLimit(1, Unit.NATURAL_DAY, renews.basis or renews.apply_limit.basis, rolls=False)
    day = renews.expires_on - timedelta(days=1)
    return Clock(ClockKind.RENEWAL, limit).start(day, event.at, event.actor)


def renewal_deemed(case: Case, event: e.Event, body: e.RenewalDeemed) -> Case:
    """视为准予延续 — granted by silence, under the number it has; the delivery clock starts."""
    clocks = all_stopped(case, event)
    clocks[ClockKind.DELIVERY] = started(ClockKind.DELIVERY, body.delivery_limit, event, body.due_on)
    return case.having(
        status=Status.DECIDED,
        outcome=Outcome.GRANTED,
        outcome_number=body.number,
        decided_on=body.due_on,
        licence=Licence(body.number, body.due_on, body.valid_until),
        clocks=clocks,
    )
