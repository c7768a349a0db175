"""告知承诺之后的办件 — what a commitment replaces, and how its check went."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.moves import started, stopped
from tongban.kernel.case.state import Case, Commitment
from tongban.kernel.clock import ClockKind


def commitment_told(case: Case, event: e.Event, body: e.CommitmentTold) -> Case:
    """告知 — the applicant may choose now."""
    return case.having(commitment_told_on=event.on)


def committed(case: Case, event: e.Event, body: e.Committed) -> Case:
    """承诺 — what it replaces is neither required nor planned."""
    return case.having(
        commitment=Commitment(body.commitment, event.on, body.materials),
        required=tuple(m for m in case.required if m not in body.materials),
        skipped=(*case.skipped, *body.steps),
    )


def check_planned(case: Case, event: e.Event, body: e.CheckPlanned) -> Case:
    """确定核查 — its limit runs from the grant; of a grant corrected elsewhere, from the right day."""
    before = case.clocks.get(ClockKind.COMMITMENT_CHECK)
    clock = (
        before.reset(event.on, event.at, event.actor, why="corrected")
        if before is not None and before.is_running
        else started(ClockKind.COMMITMENT_CHECK, body.check_limit, event, event.on)
    )
    return case.having(clocks={**case.clocks, ClockKind.COMMITMENT_CHECK: clock})


def check_recorded(case: Case, event: e.Event, body: e.CheckRecorded) -> Case:
    """核查 — its finding stands."""
    assert case.commitment is not None, "only a commitment is checked"
    return case.having(
        commitment=replace(case.commitment, finding=body.finding, checked_on=event.on),
        clocks=stopped(case, event, ClockKind.COMMITMENT_CHECK),
    )


def rectification_ordered(case: Case, event: e.Event, body: e.RectificationOrdered) -> Case:
    """责令整改 — the days to rectify run."""
    assert case.commitment is not None, "only a commitment is rectified"
    clock = started(ClockKind.RECTIFICATION, body.rectify_limit, event, event.on)
    return case.having(
        commitment=replace(case.commitment, rectify_ordered_on=event.on),
        clocks={**case.clocks, ClockKind.RECTIFICATION: clock},
    )


def rectification_recorded(case: Case, event: e.Event, body: e.RectificationRecorded) -> Case:
    """整改 — the conditions are met now, or not."""
    assert case.commitment is not None, "only a commitment is rectified"
    return case.having(
        commitment=replace(case.commitment, rectified=body.passed),
        clocks=stopped(case, event, ClockKind.RECTIFICATION),
    )
