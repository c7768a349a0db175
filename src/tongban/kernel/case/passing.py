"""时间经过 — what the mere passing of time does to a case.

依据 Basis: 行政许可法§32(4) (silence is acceptance), §47 (no hearing asked for in time),
§50 (renewal undecided at expiry); consent of an
assisting department only where the item declares it. At the end of the statutory limit there is no
deemed grant: it is recorded that the limit passed, and the answer is still owed.
"""

from datetime import date

from tongban.kernel.case.events import (
    BanEnded,
    ConsentDeemed,
    HearingNotRequested,
    LimitPassed,
    RemedyTimeEnded,
)
from tongban.kernel.case.intake import accept_by_silence, is_accepted_by_silence
from tongban.kernel.case.item import SilenceEffect, StepKind
from tongban.kernel.case.matter import Unfolding
from tongban.kernel.case.renewal import deem
from tongban.kernel.case.service import served_by_notice
from tongban.kernel.case.state import Status, StepState
from tongban.kernel.case.steps import open_ready
from tongban.kernel.case.tolerance import miss
from tongban.kernel.clock import ClockKind


def notice_passing(unfolding: Unfolding) -> None:
    """Let time have its effects as of the matter's legal day; said once for each due date.

    On a draft time has none, and on an ended case only where something about its licence still runs.

    Earlier due dates take effect first. What one effect sets going (acceptance opens steps) starts on
    this day, so one pass in due order is enough, except that acceptance reaches back.
    """
    if unfolding.case.status is Status.DRAFT:
        return
    if is_accepted_by_silence(unfolding.matter):
        accept_by_silence(unfolding)
    for due_on, name in sorted(_past(unfolding)):
        if name.startswith(f"{ClockKind.STEP}:"):
            _step_passed(unfolding, name, due_on)
        elif name == ClockKind.RENEWAL:
            deem(unfolding, due_on)
        elif name == ClockKind.BAN:
            unfolding.then(BanEnded(due_on), by_time=True)
        elif name == ClockKind.GAP:
            miss(unfolding)
        elif name.startswith(f"{ClockKind.HEARING_REQUEST}:"):
            # Nothing was owed: a right was not used.
            whom, basis = name.partition(":")[2], unfolding.matter.item.hearing_limits.request.basis
            unfolding.then(HearingNotRequested(whom, due_on, basis), by_time=True)
        elif name.startswith(f"{ClockKind.PUBLIC_NOTICE}:"):
            served_by_notice(unfolding, name)
        elif unfolding.case.clocks[name].kind in (ClockKind.RECONSIDERATION, ClockKind.LAWSUIT):
            unfolding.then(RemedyTimeEnded(name, due_on), by_time=True)
        else:
            unfolding.then(LimitPassed(name, due_on), by_time=True)


def _past(unfolding: Unfolding) -> list[tuple[date, str]]:
    case, matter, day = unfolding.case, unfolding.matter, unfolding.matter.day
    # Most clocks of a case run on: their last day is looked at before their last moment.
    near = [
        (name, clock)
        for name, clock in case.clocks.items()
        if clock.is_running and clock.due(matter.calendar).day <= day
    ]
    ends = [(clock.ended_by(matter.occurred_at, matter.calendar), str(name)) for name, clock in near]
    return [(due_on, name) for due_on, name in ends if due_on is not None and case.passed.get(name) != due_on]


def _step_passed(unfolding: Unfolding, name: str, due_on: date) -> None:
    step = unfolding.case.steps[name.removeprefix(f"{ClockKind.STEP}:")]
    plan = step.plan
    basis = unfolding.matter.item.steps_by_id[plan.id].silence_basis
    if (
        plan.silence is SilenceEffect.DEEMED_CONSENT
        and basis  # silence has an effect only where something says so
        and plan.kind is StepKind.OPINION
        and step.state is StepState.OPEN
    ):
        unfolding.then(ConsentDeemed(plan.id, due_on, basis), by_time=True)
        open_ready(unfolding, by_time=True)
    else:
        unfolding.then(LimitPassed(name, due_on), by_time=True)
