"""环节之后的办件 — what the departments' acts do to the steps of a case."""

from dataclasses import replace
from typing import Any

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import OpinionResult
from tongban.kernel.case.evolution.moves import settled, started, with_step
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.joint import Opinion, Ruling
from tongban.kernel.case.state import Case, CaseStep, StepState
from tongban.kernel.clock import ClockKind


def steps_planned(case: Case, event: e.Event, body: e.StepsPlanned) -> Case:
    """确定环节 — the steps this case has, all waiting."""
    return case.having(steps={plan.id: CaseStep(plan) for plan in body.steps})


def steps_opened(case: Case, event: e.Event, body: e.StepsOpened) -> Case:
    """环节开始 — the steps are open, their clocks start."""
    steps, clocks = dict(case.steps), dict(case.clocks)
    for step_id in body.steps:
        step = replace(steps[step_id], state=StepState.OPEN, opened_on=event.on)
        steps[step_id] = step
        if step.plan.limit is not None:
            # A lower level has its days from acceptance (行政许可法§43), also where silence reached back;
            # what is decided anew was accepted long ago.
            is_below = step.plan.kind is StepKind.LOWER_REVIEW and case.redone_on is None
            day = (case.accepted_on if is_below else None) or event.on
            clocks[step.clock_id] = started(ClockKind.STEP, step.plan.limit, event, day)
    return case.having(steps=steps, clocks=clocks)


def step_taken(case: Case, event: e.Event, body: e.StepTaken) -> Case:
    """认领 — the step has its person."""
    return with_step(case, event, body.step, taken_by=event.actor)


def step_completed(case: Case, event: e.Event, body: e.StepCompleted) -> Case:
    """办结 — the step is done with its finding, its clock stops."""
    return with_step(case, event, body.step, done=True, finding=body.finding, taken_by=event.actor)


def opinion_given(case: Case, event: e.Event, body: e.OpinionGiven) -> Case:
    """意见 — the step is done with its result; a later one replaces it."""
    said = Opinion(event.on, body.reasons)
    return answered(case, event, body.step, body.result, said, observed=False, taken_by=event.actor)


def consent_deemed(case: Case, event: e.Event, body: e.ConsentDeemed) -> Case:
    """视为同意 — the step is done by silence."""
    return with_step(case, event, body.step, done=True, opinion=OpinionResult.AGREE, deemed=True)


def answered(
    case: Case, event: e.Event, step_id: str, result: OpinionResult | None, said: Opinion, **changes: Any
) -> Case:
    """The case, with what a department said last, here or in its own system."""
    done = with_step(
        case,
        event,
        step_id,
        done=True,
        opinion=result,
        deemed=False,
        disregarded=None,
        ruling=_ruling_kept(case, step_id, result),
        **changes,
    )
    return settled(done.having(opinions={**case.opinions, step_id: said}), event)


def opinion_corrected(case: Case, event: e.Event, step_id: str, result: OpinionResult) -> Case:
    """更正意见 — the answer is what it should have been; its words stay as they were."""
    ruling = _ruling_kept(case, step_id, result)
    return settled(with_step(case, event, step_id, opinion=result, ruling=ruling), event)


def _ruling_kept(case: Case, step_id: str, result: OpinionResult | None) -> Ruling | None:
    """What was ruled on an objection, while it is said; another answer is a new beginning."""
    return case.steps[step_id].ruling if result is OpinionResult.OBJECT else None
