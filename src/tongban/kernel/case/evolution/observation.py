"""外部结果之后的办件 — what a fact of another system does to the step it is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import ObservedFact, OpinionResult
from tongban.kernel.case.discrepancy import Discrepancy, stands
from tongban.kernel.case.evolution.licence import fallen
from tongban.kernel.case.evolution.moves import from_acceptance, reset, with_step
from tongban.kernel.case.evolution.steps import answered
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.joint import Opinion
from tongban.kernel.case.observed import Observed
from tongban.kernel.case.state import Case, CaseStep, Status, StepState
from tongban.kernel.clock import Clock, ClockKind, EntryKind


def observation_recorded(case: Case, event: e.Event, body: e.ObservationRecorded) -> Case:
    """外部结果 — on record; the step is done as the other system says, where it fits."""
    fact = body.fact or ObservedFact.DECIDED
    case = case.having(observations=(*case.observations, _observed(event, body, fact)))
    # A fact that fits nothing is on record, and changes nothing.
    if not stands(body.discrepancies):
        return case
    match fact:
        case ObservedFact.DECIDED:
            return _in_time(_answered(case, event, body), event, body.step)
        case ObservedFact.CORRECTED:
            return _corrected(case, event, body)
        case ObservedFact.REVOKED:
            return _revoked(case, event, body)
        case ObservedFact.ACCEPTED if Discrepancy.ACCEPTED_BY_SILENCE in body.discrepancies:
            return case.having(
                accepted_on=event.on,
                deemed_accepted=False,
                acceptance_number=body.foreign_number,
                clocks=reset(case, event, event.on, *from_acceptance(case)),
            )
    return case


def _observed(event: e.Event, body: e.ObservationRecorded, fact: ObservedFact) -> Observed:
    return Observed(
        step=body.step,
        fact=fact,
        result=body.result,
        source=body.source,
        foreign_number=body.foreign_number,
        entry=body.entry or "",
        licence_number=body.licence_number,
        valid_until=body.valid_until,
        suspended_until=body.suspended_until,
        occurred_on=body.stated_on or event.on,
        recorded_at=event.at,
        discrepancies=body.discrepancies,
    )


def _answered(case: Case, event: e.Event, body: e.ObservationRecorded) -> Case:
    said = case.opinions.get(body.step)
    # What was said before is not unsaid by the same answer.
    words = said.words if said and case.steps[body.step].opinion is body.result else None
    opinion = Opinion(event.on, words, body.foreign_number)
    return answered(case, event, body.step, body.result, opinion, observed=True)


def _corrected(case: Case, event: e.Event, body: e.ObservationRecorded) -> Case:
    """更正 — the right result, and of the right day: its clock had stopped on the wrong one."""
    step = case.steps[body.step]
    if step.state is StepState.DONE:
        clock = case.clocks.get(step.clock_id)
        step = replace(step, done_on=event.on)
        clocks = case.clocks if clock is None else {**case.clocks, step.clock_id: _restopped(clock, event)}
        case = case.having(steps={**case.steps, body.step: step}, clocks=clocks)
    return _in_time(_answered(case, event, body), event, body.step)


def _restopped(clock: Clock, event: e.Event) -> Clock:
    for number, entry in enumerate(clock.entries, start=1):
        if entry.kind is EntryKind.STOP:
            day = max(event.on, clock.started_on)
            return clock.correct(number, event.at, event.actor, day=day, why="corrected")
    return clock


def _revoked(case: Case, event: e.Event, body: e.ObservationRecorded) -> Case:
    """撤销 — what they had granted stands no more."""
    if case.licence is None or case.steps[body.step].plan.kind is not StepKind.DECISION:
        return with_step(case, event, body.step, opinion=OpinionResult.OBJECT)
    # As where it is revoked here: what stands no more is not handed out.
    return fallen(case, event, closes=case.status is Status.DECIDED)


def _in_time(case: Case, event: e.Event, step_id: str) -> Case:
    """Lateness is judged by the day it occurred: a limit said to have passed since then had not."""
    names = _clocks_of(case.steps[step_id])
    passed: Mapping[str, date] = {
        name: due_on for name, due_on in case.passed.items() if name not in names or due_on < event.on
    }
    return case.having(passed=passed) if len(passed) < len(case.passed) else case


def _clocks_of(step: CaseStep) -> tuple[str, ...]:
    if step.plan.kind is StepKind.DECISION:
        return (step.clock_id, ClockKind.STATUTORY, ClockKind.PROMISED)
    return (step.clock_id,)
