"""监管移交之后的办件 — whose turn it is, the overseer's or the lead's, until the overseer has it."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.moves import started, stopped
from tongban.kernel.case.hand_over import HandOver, HandOverState
from tongban.kernel.case.state import Case
from tongban.kernel.clock import Clock, ClockKind


def handed_over(case: Case, event: e.Event, body: e.HandedOver) -> Case:
    """移交 — the overseer's days begin; handed over anew, the lead's are over."""
    earlier = case.hand_overs.get(body.hand_over)
    if earlier is None:
        handed = HandOver(body.hand_over, body.reason, body.number, body.to, event.on)
    else:
        handed = replace(earlier, to=body.to, handed_on=event.on, state=HandOverState.AWAITED)
    clocks = stopped(case, event, handed.again_clock)
    clocks[handed.acknowledgement_clock] = started(
        ClockKind.ACKNOWLEDGEMENT, body.acknowledge_limit, event, event.on
    )
    return _with(case, handed, clocks)


def hand_over_acknowledged(case: Case, event: e.Event, body: e.HandOverAcknowledged) -> Case:
    """签收 — nothing more is owed of it."""
    handed = replace(
        case.hand_overs[body.hand_over],
        state=HandOverState.ACKNOWLEDGED,
        acknowledged_on=event.on,
        plan=body.plan,
    )
    return _with(case, handed, stopped(case, event, handed.acknowledgement_clock))


def hand_over_rejected(case: Case, event: e.Event, body: e.HandOverRejected) -> Case:
    """退回 — the lead's days to hand it over anew begin."""
    was = case.hand_overs[body.hand_over]
    handed = replace(
        was,
        state=HandOverState.REJECTED,
        rejected_by=(*was.rejected_by, was.to),
        fault=body.fault,
        right=body.right,
    )
    clocks = stopped(case, event, handed.acknowledgement_clock)
    clocks[handed.again_clock] = started(ClockKind.HAND_OVER, body.again_limit, event, event.on)
    return _with(case, handed, clocks)


def _with(case: Case, handed: HandOver, clocks: dict[str, Clock]) -> Case:
    return case.having(hand_overs={**case.hand_overs, handed.id: handed}, clocks=clocks)
