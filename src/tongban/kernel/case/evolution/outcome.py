"""决定之后的办件 — what decision, document and delivery do to a case."""

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import Outcome
from tongban.kernel.case.evolution.moves import (
    OF_THE_COMMITMENT,
    all_stopped,
    banned,
    started,
    stopped,
    with_step,
)
from tongban.kernel.case.evolution.service import outcome_served
from tongban.kernel.case.state import Case, Licence, Status
from tongban.kernel.clock import ClockKind


def decided(case: Case, event: e.Event, body: e.Decided) -> Case:
    """决定 — every clock stops, the delivery clock starts; of a decision corrected elsewhere, again."""
    decision = case.decision_step
    settled = case
    if decision is not None:
        settled = with_step(case, event, decision.plan.id, done=True, taken_by=event.actor)
    clocks = all_stopped(settled, event)
    before = case.clocks.get(ClockKind.DELIVERY)
    clocks[ClockKind.DELIVERY] = (
        before.reset(event.on, event.at, event.actor, why="corrected")
        if before is not None and before.is_running
        else started(ClockKind.DELIVERY, body.delivery_limit, event, event.on)
    )
    granted = body.outcome is Outcome.GRANTED
    if not granted:
        # Corrected to a refusal, nothing of what was promised for the licence is to be checked.
        clocks |= {name: stopped(settled, event, name)[name] for name in OF_THE_COMMITMENT if name in clocks}
    return settled.having(
        status=Status.DECIDED,
        licence=Licence(body.number, event.on, body.valid_until) if granted else None,
        outcome=body.outcome,
        outcome_number=body.number,
        decision_number=body.decision_number or "",
        decided_on=event.on,
        decided_by=event.actor,
        remedies=body.remedies,
        clocks=banned(clocks, body.ban_limit, event),
    )


def document_recorded(case: Case, event: e.Event, body: e.DocumentRecorded) -> Case:
    """文书 — the document is the case's latest of its kind."""
    return case.having(
        documents={**case.documents, body.document: body},
        recorded=case.recorded | {(body.document, body.number)},
    )


def delivered(case: Case, event: e.Event, body: e.Delivered) -> Case:
    """送达 — the case closes; the time for the remedies, where there are any, begins."""
    closed = case.having(
        status=Status.CLOSED,
        delivered_on=event.on,
        delivery=body.method,
        clocks=all_stopped(case, event),
    )
    return outcome_served(closed, event, body)
