"""期限重新计算 — what a changed holiday calendar does to a case.

依据 Basis: 行政许可法§82 (limits are working days): which days are worked is for the notices to say, also
for clocks that run already. Only what moved is said; a day that merely became certain is not.
"""

from tongban.kernel.case.commands import RecountClocks
from tongban.kernel.case.events import ClocksRecounted, MovedClock
from tongban.kernel.case.matter import Unfolding


def recount(unfolding: Unfolding, body: RecountClocks) -> None:
    """Count every running clock by the matter's calendar, and say which last days moved."""
    clocks, calendar = unfolding.case.clocks, unfolding.matter.calendar
    running = [
        (told, clocks[told.clock])
        for told in body.due_before
        if told.clock in clocks and clocks[told.clock].is_running
    ]
    counted = [MovedClock(told.clock, told.due_on, clock.due(calendar).day) for told, clock in running]
    moved = tuple(clock for clock in counted if clock.before != clock.after)
    if moved:
        happened = ClocksRecounted(body.calendar_before, body.calendar_after, moved, body.basis)
        unfolding.then(happened, by_time=True)
