"""演变 — what an event does to a case. It never refuses: what happened, happened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import Finding, OpinionResult
from tongban.kernel.case.state import Case, CaseStep, SpecialPeriod, Status, StepState
from tongban.kernel.clock import Clock, ClockKind, TimeLimit


def evolve(case: Case, event: e.Event) -> Case:
    """The case after the event. An unknown happening changes nothing but the version."""
    then = _EVOLVERS.get(type(event.body))
    after = then(case, event, event.body) if then else case
    return after.having(id=event.case_id, version=event.seq)


def replay(events: Iterable[e.Event], case: Case | None = None) -> Case:
    """The case that these events made, in their order."""
    return reduce(evolve, events, case or Case())


#: Why the notice clock started once more; see `_received_on_corrected`.
_SUPPLEMENTED = "supplemented"

# --- intake


def _received(case: Case, event: e.Event, body: e.Received) -> Case:
    return case.having(
        status=Status.RECEIVED,
        item=body.item,
        item_version=body.item_version,
        item_digest=body.item_digest,
        division=body.division,
        authority=body.authority,
        applicant=body.applicant,
        agent=body.agent,
        channel=body.channel,
        receipt_number=body.receipt_number,
        received_on=event.on,
        received_by=event.actor,
        required=body.required,
        skipped=body.skipped,
        materials=frozenset(m.material for m in body.materials),
        clocks={ClockKind.NOTICE: _started(ClockKind.NOTICE, body.notice_limit, event, event.on)},
    )


def _supplement_requested(case: Case, event: e.Event, body: e.SupplementRequested) -> Case:
    return case.having(
        notice_on=event.on,
        notice_number=body.notice_number,
        noticed=body.defects,
        defects=body.defects,
        owes_supplement=True,
        clocks=_stopped(case, event, ClockKind.NOTICE),
    )


def _supplemented(case: Case, event: e.Event, body: e.Supplemented) -> Case:
    handed_in = {m.material for m in body.materials}
    clocks = case.clocks
    # What answers the notice sets the five days running again; what is brought unasked does not, or
    # a clerk who keeps asking by word of mouth would never let them end.
    if case.notice_on is not None and (
        case.owes_supplement or any(d.material in handed_in for d in case.defects)
    ):
        day = max(event.on, case.notice_on)
        notice = Clock(ClockKind.NOTICE, body.notice_limit)
        since = event.occurred_at if day == event.on else None
        notice = notice.start(day, event.at, event.actor, why=_SUPPLEMENTED, since=since)
        clocks = {**clocks, ClockKind.NOTICE: notice}
    return case.having(
        materials=case.materials | handed_in,
        defects=tuple(d for d in case.defects if d.material not in handed_in),
        owes_supplement=False,
        clocks=clocks,
    )


def _defects_restated(case: Case, event: e.Event, body: e.DefectsRestated) -> Case:
    return case.having(
        defects=body.defects,
        owes_supplement=True,
        clocks=_stopped(case, event, ClockKind.NOTICE),
    )


def _accepted(case: Case, event: e.Event, body: e.Accepted) -> Case:
    clocks = {
        **_stopped(case, event, ClockKind.NOTICE),
        ClockKind.STATUTORY: _started(ClockKind.STATUTORY, body.statutory_limit, event, body.accepted_on),
        ClockKind.PROMISED: _started(ClockKind.PROMISED, body.promised_limit, event, body.accepted_on),
    }
    return case.having(
        status=Status.ACCEPTED,
        accepted_on=body.accepted_on,
        accepted_by=event.actor,
        deemed_accepted=body.deemed,
        acceptance_number=body.acceptance_number,
        defects=(),
        owes_supplement=False,
        clocks=clocks,
    )


def _declined(case: Case, event: e.Event, body: e.Declined) -> Case:
    return case.having(status=Status.DECLINED, clocks=_all_stopped(case, event))


def _withdrawn(case: Case, event: e.Event, body: e.Withdrawn) -> Case:
    return case.having(status=Status.WITHDRAWN, clocks=_all_stopped(case, event))


# --- steps and opinions


def _steps_planned(case: Case, event: e.Event, body: e.StepsPlanned) -> Case:
    return case.having(steps={plan.id: CaseStep(plan) for plan in body.steps})


def _steps_opened(case: Case, event: e.Event, body: e.StepsOpened) -> Case:
    steps, clocks = dict(case.steps), dict(case.clocks)
    for step_id in body.steps:
        step = replace(steps[step_id], state=StepState.OPEN, opened_on=event.on)
        steps[step_id] = step
        if step.plan.limit is not None:
            clocks[step.clock_id] = _started(ClockKind.STEP, step.plan.limit, event, event.on)
    return case.having(steps=steps, clocks=clocks)


def _step_taken(case: Case, event: e.Event, body: e.StepTaken) -> Case:
    return _with_step(case, event, body.step, taken_by=event.actor)


def _step_completed(case: Case, event: e.Event, body: e.StepCompleted) -> Case:
    return _with_step(case, event, body.step, done=True, finding=body.finding, taken_by=event.actor)


def _opinion_given(case: Case, event: e.Event, body: e.OpinionGiven) -> Case:
    return _with_step(
        case,
        event,
        body.step,
        done=True,
        opinion=body.result,
        deemed=False,
        observed=False,
        taken_by=event.actor,
    )


def _consent_deemed(case: Case, event: e.Event, body: e.ConsentDeemed) -> Case:
    return _with_step(case, event, body.step, done=True, opinion=OpinionResult.AGREE, deemed=True)


def _observation_recorded(case: Case, event: e.Event, body: e.ObservationRecorded) -> Case:
    # A fact that fits nothing is on record, and changes nothing.
    if body.discrepancies and not set(body.discrepancies) <= {"late", "answered_before"}:
        return case
    return _with_step(case, event, body.step, done=True, opinion=body.result, deemed=False, observed=True)


# --- clocks


def _time_excluded(case: Case, event: e.Event, body: e.TimeExcluded) -> Case:
    clocks = dict(case.clocks)
    for kind in body.clocks:
        clocks[kind] = clocks[kind].exclude(
            body.begin,
            body.until,
            event.at,
            event.actor,
            basis=body.basis,
            document=body.notice_number,
            why=body.procedure,
        )
    period = SpecialPeriod(body.procedure, body.begin, body.until, body.notice_number)
    return case.having(clocks=clocks, special=(*case.special, period))


def _time_resumed(case: Case, event: e.Event, body: e.TimeResumed) -> Case:
    clocks = dict(case.clocks)
    for kind in body.clocks:
        clocks[kind] = clocks[kind].resume(
            body.last_day, event.at, event.actor, basis=body.basis, why=body.procedure
        )
    special = tuple(
        replace(p, until=body.last_day)
        if p.procedure is body.procedure and p.begin <= body.last_day <= p.until
        else p
        for p in case.special
    )
    return case.having(clocks=clocks, special=special)


def _limit_extended(case: Case, event: e.Event, body: e.LimitExtended) -> Case:
    clock = case.clocks[ClockKind.STATUTORY].extend(
        body.amount, event.on, event.at, event.actor, basis=body.basis, document=body.notice_number
    )
    return case.having(clocks={**case.clocks, ClockKind.STATUTORY: clock})


def _limit_passed(case: Case, event: e.Event, body: e.LimitPassed) -> Case:
    return case.having(passed={**case.passed, body.clock: body.due_on})


def _clocks_recounted(case: Case, event: e.Event, body: e.ClocksRecounted) -> Case:
    clocks = dict(case.clocks)
    for moved in body.moved:
        clocks[moved.clock] = clocks[moved.clock].recount(
            moved.before, moved.after, event.on, event.at, event.actor, basis=body.basis
        )
    return case.having(clocks=clocks)


# --- decision and after


def _decided(case: Case, event: e.Event, body: e.Decided) -> Case:
    decision = case.decision_step
    settled = case
    if decision is not None:
        settled = _with_step(case, event, decision.plan.id, done=True, taken_by=event.actor)
    clocks = _all_stopped(settled, event)
    clocks[ClockKind.DELIVERY] = _started(ClockKind.DELIVERY, body.delivery_limit, event, event.on)
    return settled.having(
        status=Status.DECIDED,
        outcome=body.outcome,
        outcome_number=body.number,
        decided_on=event.on,
        decided_by=event.actor,
        valid_until=body.valid_until,
        remedies=body.remedies,
        clocks=clocks,
    )


def _document_recorded(case: Case, event: e.Event, body: e.DocumentRecorded) -> Case:
    return case.having(documents={**case.documents, body.document: body})


def _delivered(case: Case, event: e.Event, body: e.Delivered) -> Case:
    return case.having(
        status=Status.CLOSED,
        delivered_on=event.on,
        delivery=body.method,
        clocks=_all_stopped(case, event),
    )


# --- correction


def _entry_corrected(case: Case, event: e.Event, body: e.EntryCorrected) -> Case:
    subject, _, step = body.field.partition(":")
    match subject:
        case "applicant":
            return case.having(applicant=body.new)
        case "received_on":
            return _received_on_corrected(case, event, date.fromisoformat(body.new))
        case "accepted_on":
            day = date.fromisoformat(body.new)
            clocks = _reset(case, event, day, ClockKind.STATUTORY, ClockKind.PROMISED)
            return case.having(accepted_on=day, clocks=clocks)
        case "finding":
            return _with_step(case, event, step, finding=Finding(body.new))
        case _:
            return _with_step(case, event, step, opinion=OpinionResult(body.new))


def _received_on_corrected(case: Case, event: e.Event, day: date) -> Case:
    # After a supplement the five days run from the supplement, and do not hang on this day any more.
    hangs = case.clocks[ClockKind.NOTICE].entries[0].why != _SUPPLEMENTED
    clocks = _reset(case, event, day, ClockKind.NOTICE) if hangs else dict(case.clocks)
    accepted_on = case.accepted_on
    if hangs and case.deemed_accepted:
        # Acceptance by silence reaches back to receipt, so its clocks move with it.
        clocks = _reset(case.having(clocks=clocks), event, day, ClockKind.STATUTORY, ClockKind.PROMISED)
        accepted_on = day
    return case.having(received_on=day, accepted_on=accepted_on, clocks=clocks)


# --- shared moves


def _started(kind: ClockKind, limit: TimeLimit, event: e.Event, day: date) -> Clock:
    # The hour counts only where the count begins with this event, not where it reaches back.
    since = event.occurred_at if day == event.on else None
    return Clock(kind, limit).start(day, event.at, event.actor, since=since)


def _stopped(case: Case, event: e.Event, *names: str) -> dict[str, Clock]:
    clocks = dict(case.clocks)
    for name in names:
        if name in clocks:
            clocks[name] = clocks[name].stop(event.on, event.at, event.actor)
    return clocks


def _all_stopped(case: Case, event: e.Event) -> dict[str, Clock]:
    return _stopped(case, event, *case.clocks)


def _reset(case: Case, event: e.Event, day: date, *names: str) -> dict[str, Clock]:
    clocks = dict(case.clocks)
    for name in names:
        clock = clocks.get(name)
        if clock is not None:
            clocks[name] = clock.reset(day, event.at, event.actor, why="corrected")
    return clocks


def _with_step(case: Case, event: e.Event, step_id: str, *, done: bool = False, **changes: Any) -> Case:
    step = replace(case.steps[step_id], **changes)
    clocks = case.clocks
    if done and step.state is not StepState.DONE:
        step = replace(step, state=StepState.DONE, done_on=event.on)
        clocks = _stopped(case, event, step.clock_id)
    return case.having(steps={**case.steps, step_id: step}, clocks=clocks)


_EVOLVERS: Mapping[type[e.Happening], Callable[[Case, e.Event, Any], Case]] = {
    e.Received: _received,
    e.SupplementRequested: _supplement_requested,
    e.Supplemented: _supplemented,
    e.DefectsRestated: _defects_restated,
    e.Accepted: _accepted,
    e.Declined: _declined,
    e.Withdrawn: _withdrawn,
    e.StepsPlanned: _steps_planned,
    e.StepsOpened: _steps_opened,
    e.StepTaken: _step_taken,
    e.StepCompleted: _step_completed,
    e.OpinionGiven: _opinion_given,
    e.ConsentDeemed: _consent_deemed,
    e.ObservationRecorded: _observation_recorded,
    e.TimeExcluded: _time_excluded,
    e.TimeResumed: _time_resumed,
    e.LimitExtended: _limit_extended,
    e.LimitPassed: _limit_passed,
    e.ClocksRecounted: _clocks_recounted,
    e.Decided: _decided,
    e.DocumentRecorded: _document_recorded,
    e.Delivered: _delivered,
    e.EntryCorrected: _entry_corrected,
}
