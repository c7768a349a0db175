"""共用的变动 — starting, stopping and resetting clocks, and changing a step."""

from dataclasses import replace
from datetime import date
from typing import Any

from tongban.kernel.case import events as e
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.state import Case, StepState
from tongban.kernel.clock import Clock, ClockKind, TimeLimit


def started(kind: ClockKind, limit: TimeLimit, event: e.Event, day: date) -> Clock:
    """A clock started by the event, counting from the day."""
    # The hour counts only where the count begins with this event, not where it reaches back.
    since = event.occurred_at if day == event.on else None
    return Clock(kind, limit).start(day, event.at, event.actor, since=since)


def stopped(case: Case, event: e.Event, *names: str) -> dict[str, Clock]:
    """The case's clocks, those named stopped on the event's day.

    What another system did before the clock began here took none of its time.
    """
    clocks = dict(case.clocks)
    for name in names:
        clock = clocks.get(name)
        if clock is not None and clock.is_running:
            clocks[name] = clock.stop(max(event.on, clock.started_on), event.at, event.actor)
    return clocks


#: What runs on when a case is decided, delivered and closed: it is about the licence, a paper, a remedy, or
#: money that is owed for it; where it is not owed any more, `FeeDropped` says so.
_BEYOND_THE_CASE = (
    *(ClockKind.COMMITMENT_CHECK, ClockKind.RECTIFICATION, ClockKind.BAN, ClockKind.PAYMENT),
    *(ClockKind.ACKNOWLEDGEMENT, ClockKind.HAND_OVER, ClockKind.REPLY),
    *(ClockKind.PUBLIC_NOTICE, ClockKind.RECONSIDERATION, ClockKind.LAWSUIT),
)


#: What is still to be done about a commitment falls with the licence.
OF_THE_COMMITMENT = (ClockKind.COMMITMENT_CHECK, ClockKind.RECTIFICATION)


def all_stopped(case: Case, event: e.Event) -> dict[str, Clock]:
    """The case's clocks, all of the case itself stopped on the event's day."""
    own = [name for name, clock in case.clocks.items() if clock.kind not in _BEYOND_THE_CASE]
    return stopped(case, event, *own)


def reset(case: Case, event: e.Event, day: date, *names: str) -> dict[str, Clock]:
    """The case's clocks, those named counted again from the day."""
    clocks = dict(case.clocks)
    for name in names:
        clock = clocks.get(name)
        if clock is not None:
            clocks[name] = clock.reset(day, event.at, event.actor, why="corrected")
    return clocks


def from_acceptance(case: Case) -> tuple[str, ...]:
    """The clocks that count from acceptance; none any more where the case is decided anew."""
    if case.redone_on is not None:
        return ()
    below = (s.clock_id for s in case.steps.values() if s.plan.kind is StepKind.LOWER_REVIEW)
    return (ClockKind.STATUTORY, ClockKind.PROMISED, ClockKind.INSPECTORS, *below)


def with_step(case: Case, event: e.Event, step_id: str, *, done: bool = False, **changes: Any) -> Case:
    """The case with one step changed; `done` closes it on the event's day and stops its clock."""
    step, clocks = case.steps[step_id], case.clocks
    if done and step.state is not StepState.DONE:
        changes |= {"state": StepState.DONE, "done_on": event.on}
        clocks = stopped(case, event, step.clock_id)
    step = replace(step, **changes)
    return case.having(steps={**case.steps, step_id: step}, clocks=clocks)


def settled(case: Case, event: e.Event) -> Case:
    """The case without what runs for objections that stand no more, or that a meeting was held over."""
    if not case.meeting.conferred and case.dispute is None and not _runs(case, ClockKind.MEETING):
        return case
    standing = {step.plan.id for step in case.objections}
    meeting, dispute, over = case.meeting, case.dispute, []
    if not meeting.conferred <= standing:
        meeting = replace(meeting, conferred=meeting.conferred & standing)
    if standing <= meeting.conferred and _runs(case, ClockKind.MEETING):
        over.append(ClockKind.MEETING)
    if dispute is not None and dispute.is_pending and standing.isdisjoint(dispute.steps):
        dispute = None
        over.append(ClockKind.RULING)
    clocks = stopped(case, event, *over) if over else case.clocks
    return case.having(meeting=meeting, dispute=dispute, clocks=clocks)


def _runs(case: Case, name: str) -> bool:
    return name in case.clocks and case.clocks[name].is_running


def banned(clocks: dict[str, Clock], limit: TimeLimit | None, event: e.Event) -> dict[str, Clock]:
    """The clocks, with a ban on applying again where the law sets one."""
    if limit is not None:
        clocks[ClockKind.BAN] = started(ClockKind.BAN, limit, event, event.on)
    return clocks
