"""容缺受理之后的办件 — a gap that is open, filled, or missed."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import ChallengedAct
from tongban.kernel.case.ended import Ending
from tongban.kernel.case.evolution.moves import all_stopped, started, stopped
from tongban.kernel.case.state import Case, Gap, Status
from tongban.kernel.clock import ClockKind

_GAP_CLOCKS = (ClockKind.GAP, ClockKind.GAP_REMINDER)


def gap_tolerated(case: Case, event: e.Event, body: e.GapTolerated) -> Case:
    """容缺 — the days to fill it run beside the limits of the decision."""
    clocks = {**case.clocks, ClockKind.GAP: started(ClockKind.GAP, body.fill_limit, event, event.on)}
    return case.having(gap=Gap(body.materials, body.undertaking, body.consequence), clocks=clocks)


def gap_filled(case: Case, event: e.Event, body: e.GapFilled) -> Case:
    """补齐 — nothing is open any more."""
    assert case.gap is not None, "a gap is filled that was tolerated"
    return case.having(gap=replace(case.gap, filled_on=event.on), clocks=stopped(case, event, *_GAP_CLOCKS))


def gap_missed(case: Case, event: e.Event, body: e.GapMissed) -> Case:
    """逾期 — reminded; the further days run from the reminder."""
    assert case.gap is not None, "a gap is missed that was tolerated"
    clocks = stopped(case, event, ClockKind.GAP)
    if body.reminder_limit is not None:
        reminder = started(ClockKind.GAP_REMINDER, body.reminder_limit, event, event.on)
        clocks[ClockKind.GAP_REMINDER] = reminder
    return case.having(gap=replace(case.gap, missed_on=body.due_on), clocks=clocks)


def application_returned(case: Case, event: e.Event, body: e.ApplicationReturned) -> Case:
    """退回 — the end, nothing runs any more."""
    ending = Ending(ChallengedAct.RETURN, body.notice_number, event.on)
    return case.having(status=Status.TERMINATED, clocks=all_stopped(case, event), ending=ending)
