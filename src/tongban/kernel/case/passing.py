"""时间经过 — what the mere passing of time does to a case.

依据 Basis: 行政许可法§32(4) (silence is acceptance); consent of an assisting department only where
the item declares it. At the end of the statutory limit there is no deemed grant: it is recorded
that the limit passed, and the answer is still owed.
"""

from datetime import date

from tongban.kernel.case.events import ConsentDeemed, LimitPassed
from tongban.kernel.case.intake import accept_by_silence
from tongban.kernel.case.item import SilenceEffect, StepKind
from tongban.kernel.case.matter import Unfolding
from tongban.kernel.case.state import Status, StepState
from tongban.kernel.case.steps import open_ready
from tongban.kernel.clock import ClockKind


def notice_passing(unfolding: Unfolding) -> None:
    """Let time have its effects as of the matter's legal day; said once for each due date.

    Earlier due dates take effect first. What one effect sets going (acceptance opens steps) starts on
    this day, so one pass in due order is enough, except that acceptance reaches back.
    """
    if _notice_is_over(unfolding):
        accept_by_silence(unfolding)
    for due_on, name in sorted(_past(unfolding)):
        if name.startswith(f"{ClockKind.STEP}:"):
            _step_passed(unfolding, name, due_on)
        else:
            unfolding.then(LimitPassed(name, due_on), by_time=True)


def _notice_is_over(unfolding: Unfolding) -> bool:
    case, matter = unfolding.case, unfolding.matter
    return case.status is Status.RECEIVED and case.clocks[ClockKind.NOTICE].is_past(
        matter.day, matter.calendar
    )


def _past(unfolding: Unfolding) -> list[tuple[date, str]]:
    case, matter = unfolding.case, unfolding.matter
    return [
        (clock.due(matter.calendar).day, str(name))
        for name, clock in case.clocks.items()
        if clock.is_past(matter.day, matter.calendar)
        and case.passed.get(name) != clock.due(matter.calendar).day
    ]


def _step_passed(unfolding: Unfolding, name: str, due_on: date) -> None:
    step = unfolding.case.steps[name.removeprefix(f"{ClockKind.STEP}:")]
    plan = step.plan
    if (
        plan.silence is SilenceEffect.DEEMED_CONSENT
        and plan.kind is StepKind.OPINION
        and step.state is StepState.OPEN
    ):
        basis = unfolding.matter.item.steps_by_id[plan.id].silence_basis
        unfolding.then(ConsentDeemed(plan.id, due_on, basis), by_time=True)
        open_ready(unfolding, by_time=True)
    else:
        unfolding.then(LimitPassed(name, due_on), by_time=True)
